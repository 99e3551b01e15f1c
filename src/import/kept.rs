//! What the marks of the grid say, held against the filings: a cell that was marked as used and is in no field of its
//! filing after all is left over.
//!
//! The modules that read mark what they take, and later ones may drop it again: a row whose label swallowed it, a name
//! that another one displaced. So the marks are a claim, and here it is tested. Must not know forms. Invariant: after
//! [`release`] a cell is part of the form, in a field of the filing whose rows it stands in, or left over.

use super::grid::{CellId, Grid, Mark};
use super::join;
use crate::model::{Amounts, Column, Filing, Indicator};
use std::collections::HashMap;
use std::ops::Range;

/// How far from its indicator's line a piece of a text may stand: names, notes and their values wrap.
const MAX_LINES: u32 = 40;

/// How many characters of the head are searched again from its start, in all. What is not found by then is left over.
const MAX_SEARCHED: usize = 64 << 20;

/// Longer texts are not one label glued to one amount.
const MAX_GLUED: usize = 40;

/// Takes back the marks of the cells in these rows that are in no field of the filing.
pub fn release(grid: &mut Grid, rows: Range<usize>, filing: &Filing) {
    let mut fields = Fields::of(filing);
    let mut marked: Vec<CellId> =
        rows.flat_map(|row| grid.ids(row)).filter(|id| grid.mark(*id) == Mark::Field).collect();
    // What is a text as a whole comes first, so that its text is there for no piece of another.
    marked.retain(|id| !fields.take(line(grid, *id), &content(grid.text(*id))));
    let mut pieces: Vec<(CellId, Vec<usize>)> = Vec::new();
    for id in marked {
        match fields.keep(grid, id) {
            Some(texts) => pieces.push((id, texts)),
            None => grid.release_cell(id),
        }
    }
    // Where a text stands as a whole, pieces of it say it again, all of them, or are another's.
    for (id, texts) in pieces {
        if texts.iter().any(|it| fields.is_torn(*it)) {
            grid.release_cell(id);
        }
    }
}

fn line(grid: &Grid, id: CellId) -> u32 {
    grid.cells().get(id).map_or(0, |it| it.line)
}

/// What stands in the fields of a filing's indicators: letters, digits and Han characters alone.
pub fn row_texts(filing: &Filing) -> Vec<String> {
    filing.indicators().flat_map(|(_, _, it)| texts(it)).map(|it| it.content).collect()
}

/// A text of an indicator.
struct Text {
    line: u32,
    content: String,
    /// Whether one cell alone can be its source; labels and merged cells are the text of many rows.
    is_single: bool,
    /// Whether it is a cell as a whole: no piece of another cell is in it.
    is_taken: bool,
}

/// All texts of a filing.
#[derive(Default)]
struct Fields {
    /// The texts of the indicators, in order of their lines.
    rows: Vec<Text>,
    /// Those that no cell has taken by their content, the last line first.
    by_content: HashMap<String, Vec<usize>>,
    /// The texts of the head, and where each begins in the text of all.
    head: Vec<HeadText>,
    /// Those by their content.
    in_head: HashMap<String, usize>,
    /// The texts of the head, each after a mark; what pieces have taken is blanked out.
    joined: String,
    /// Where the last piece of the head ended: cells come in the order of their fields.
    at: usize,
    n_searched: usize,
    /// What was blanked out for the cell that is looked at: text, place and characters.
    blanked: Vec<(usize, usize, String)>,
}

/// A text of the head.
struct HeadText {
    start: usize,
    content: String,
    /// Whether a cell holds it as a whole.
    is_whole: bool,
    /// How much of it pieces have taken, since they last made it up.
    n_taken: usize,
}

impl Fields {
    fn of(filing: &Filing) -> Self {
        let mut rows: Vec<Text> = filing.indicators().flat_map(|(_, _, it)| texts(it)).collect();
        rows.sort_by_key(|it| it.line);
        let mut by_content: HashMap<String, Vec<usize>> = HashMap::new();
        for (idx, text) in rows.iter().enumerate().rev() {
            by_content.entry(text.content.clone()).or_default().push(idx);
        }
        let mut fields = Self { rows, by_content, ..Self::default() };
        for text in head_texts(filing) {
            let content = content(&text);
            fields.joined.push('\0');
            fields.in_head.insert(content.clone(), fields.head.len());
            let start = fields.joined.len();
            fields.joined.push_str(&content);
            fields.head.push(HeadText { start, content, is_whole: false, n_taken: 0 });
        }
        fields
    }

    /// The texts of the head that a cell is pieces of, where all of it is in fields but for the labels that were found
    /// inside of it.
    fn keep(&mut self, grid: &Grid, id: CellId) -> Option<Vec<usize>> {
        let line = line(grid, id);
        let parts: Vec<String> = grid.parts(id).iter().map(|it| content(it)).collect();
        // The lines of a cell may be joined, or be a field each.
        let lines = || grid.paragraphs(id).iter().flat_map(|it| chunks(it)).collect();
        for chunks in [vec![content(grid.text(id))], chunks(grid.text(id)), lines()] {
            let has_all = chunks.iter().all(|it| self.has_chunk(line, it, &parts));
            if has_all && chunks.len() == 1 {
                return Some(self.blanked.drain(..).map(|it| it.0).collect());
            }
            // Short pieces may be found in any text: they take nothing away.
            self.restore();
            if has_all {
                return Some(Vec::new());
            }
        }
        None
    }

    fn has_chunk(&mut self, line: u32, chunk: &str, parts: &[String]) -> bool {
        if chunk.is_empty() || parts.iter().any(|it| it == chunk) || self.has(line, chunk) {
            return true;
        }
        for part in parts.iter().filter(|it| !it.is_empty()) {
            let rests = [chunk.strip_prefix(part.as_str()), chunk.strip_suffix(part.as_str())];
            if part.contains(chunk) || rests.into_iter().flatten().any(|it| self.has(line, it)) {
                return true;
            }
        }
        // Label and amount without a mark between them: each is in a field of its own.
        let at = chunk.find(|it: char| it.is_ascii_digit()).filter(|_| chunk.len() < MAX_GLUED * 3);
        let Some((label, amount)) = at.and_then(|at| chunk.split_at_checked(at)) else { return false };
        let amount = amount.trim_end_matches(['万', '元']);
        !label.is_empty() && self.has(line, label) && self.has(line, amount)
    }

    /// Whether a piece of text that stands in this line is in a field.
    fn has(&mut self, line: u32, piece: &str) -> bool {
        self.by_content.get(piece).is_some_and(|it| !it.is_empty())
            || self.is_within(line, piece)
            || self.take_head(piece)
            || self.is_in_head(piece)
    }

    /// Whether the piece is the whole of a text. A text that one cell makes is there for one cell.
    fn take(&mut self, line: u32, piece: &str) -> bool {
        self.take_row(line, piece) || self.take_head(piece)
    }

    fn take_row(&mut self, line: u32, piece: &str) -> bool {
        let Some(same) = self.by_content.get_mut(piece) else { return false };
        let line_of = |idx: &usize| self.rows.get(*idx).map_or(0, |it| it.line);
        let after = same.partition_point(|it| line < line_of(it));
        let near = |at: &usize| same.get(*at).map_or(u32::MAX, |it| line_of(it).abs_diff(line));
        let choices = [after, after.saturating_sub(1)];
        let nearest = choices.into_iter().filter(|at| *at < same.len()).min_by_key(near);
        let Some((at, idx)) = nearest.and_then(|at| Some((at, *same.get(at)?))) else { return false };
        if let Some(text) = self.rows.get_mut(idx).filter(|it| it.is_single) {
            text.is_taken = true;
            same.remove(at);
        }
        true
    }

    /// A head says the same in several places, so a text of it is there for any number of cells.
    fn take_head(&mut self, piece: &str) -> bool {
        let text = self.in_head.get(piece).and_then(|it| self.head.get_mut(*it));
        text.is_some_and(|it| {
            it.is_whole = true;
            true
        })
    }

    /// Whether the piece is a part of a text of an indicator that stands near.
    fn is_within(&self, line: u32, piece: &str) -> bool {
        let from = self.rows.partition_point(|it| it.line < line.saturating_sub(MAX_LINES));
        let near = self.rows.iter().skip(from).take_while(|it| it.line <= line.saturating_add(MAX_LINES));
        near.filter(|it| !it.is_taken && it.content.len() > piece.len()).any(|it| it.content.contains(piece))
    }

    fn is_in_head(&mut self, piece: &str) -> bool {
        let found = self.joined.get(self.at..).and_then(|it| it.find(piece)).map(|it| it + self.at);
        let found = found.or_else(|| {
            self.n_searched += self.joined.len();
            if MAX_SEARCHED < self.n_searched { None } else { self.joined.find(piece) }
        });
        let Some(at) = found else { return false };
        self.at = at + piece.len();
        self.joined.replace_range(at..self.at, &"\u{1}".repeat(piece.len()));
        let idx = self.head.partition_point(|it| it.start <= at).saturating_sub(1);
        self.blanked.push((idx, at, piece.to_owned()));
        if let Some(text) = self.head.get_mut(idx) {
            text.n_taken += piece.len();
            if text.n_taken == text.content.len() {
                // It may be said again.
                text.n_taken = 0;
                self.joined.replace_range(text.start..text.start + text.content.len(), &text.content);
            }
        }
        true
    }

    /// Takes back what was blanked out for a cell that is in no field after all.
    fn restore(&mut self) {
        for (idx, at, piece) in self.blanked.drain(..) {
            let Some(text) = self.head.get_mut(idx) else { continue };
            text.n_taken = text.n_taken.saturating_sub(piece.len());
            self.joined.replace_range(at..at + piece.len(), &piece);
        }
    }

    /// Whether a text that a cell holds as a whole is there again, but only in part.
    fn is_torn(&self, idx: usize) -> bool {
        self.head.get(idx).is_some_and(|it| it.is_whole && 0 < it.n_taken)
    }
}

/// The texts of an indicator. Every field is named here, so that a new one is not forgotten.
fn texts(indicator: &Indicator) -> impl Iterator<Item = Text> + use<> {
    let Indicator {
        row: _,
        level1,
        level2,
        work,
        project,
        name,
        target,
        target_half,
        note,
        standard,
        weight,
        line,
        doubt: _,
    } = indicator;
    let line = line.unwrap_or(0);
    let single = [name, target, target_half, note, standard, weight].map(|it| (content(it), true));
    let shared = [level1, level2, work, project].map(|it| (content(it), false));
    let all = single.into_iter().chain(shared).filter(|it| !it.0.is_empty());
    all.map(move |(content, is_single)| Text { line, content, is_single, is_taken: false })
}

/// The texts of a filing but for those of its indicators.
pub fn head_texts(filing: &Filing) -> Vec<String> {
    let Filing {
        title,
        scope: _,
        stage: _,
        year,
        filled_at,
        department,
        project,
        contact,
        goals,
        budget,
        functions,
        allows: _,
        source: _,
    } = filing;
    let (of, by) = (department, project);
    let mut all: Vec<&str> = vec![title, &of.name, &of.code, &of.supervisor, &of.duties, &of.staffing];
    all.extend([&by.name, &by.nature, &by.category, &by.start, &by.end].map(String::as_str));
    all.extend([filled_at, &contact.name, &contact.phone].map(String::as_str));
    let goals = [&goals.annual, &goals.long_term, &goals.project];
    all.extend(goals.into_iter().flatten().map(String::as_str));
    for line in &budget.lines {
        all.push(&line.name);
        all.extend(amounts(&line.amounts));
    }
    for function in functions {
        all.extend([&function.id, &function.name, &function.content].map(String::as_str));
        all.extend(amounts(&function.amounts));
    }
    let year = year.iter().map(i32::to_string);
    all.into_iter().filter(|it| !it.is_empty()).map(str::to_owned).chain(year).collect()
}

fn amounts(amounts: &Amounts) -> impl Iterator<Item = &str> {
    amounts.0.iter().flat_map(|(column, amount)| {
        let named = if let Column::Named(name) = column { name.as_str() } else { "" };
        [named, amount.text()]
    })
}

/// Letters, digits and Han characters: what carries content.
pub fn content(text: &str) -> String {
    join::bare(text).chars().filter(|it| it.is_alphanumeric()).collect()
}

/// A text without the tags that some documents print in their cells.
pub fn untagged(text: &str) -> String {
    ["<p>", "</p>", "<br>", "<br/>"].iter().fold(text.to_owned(), |text, tag| text.replace(tag, " "))
}

/// The pieces of a cell between tags and marks: a cell may be cut into several fields there.
fn chunks(text: &str) -> Vec<String> {
    untagged(text)
        .split(|it: char| !it.is_alphanumeric() && !matches!(it, ',' | '.' | '，'))
        .map(content)
        .filter(|it| !it.is_empty())
        .collect()
}
