//! What the marks of the grid say, held against the filings: a cell that was marked as used and is in no field of its
//! filing after all is left over.
//!
//! The modules that read mark what they take, and later ones may drop it again: a row whose label swallowed it, a name
//! that another one displaced. So the marks are a claim, and here it is tested. Must not know forms. Invariant: after
//! [`release`] a cell is part of the form, in a field of the filing whose rows it stands in, or left over.

use super::grid::{CellId, Grid, Mark};
use super::pieces::{chunks, content, sentences};
use crate::model::{Amounts, Column, Filing, Indicator};
use std::collections::HashMap;
use std::ops::Range;

/// How far from its indicator's line a piece of a text may stand: names, notes and their values wrap.
const MAX_LINES: u32 = 40;

/// How many characters of the head are searched again from its start, in all. What is not found by then is left over.
const MAX_SEARCHED: usize = 64 << 20;

/// So many places of a piece are looked at.
const MAX_PLACES: usize = 64;

/// Pieces with as many characters are hardly found in a text that is not theirs.
const LONG_PIECE: usize = 4;

/// Longer texts are not one label glued to one amount.
const MAX_GLUED: usize = 40;

/// Takes back the marks of the cells in these rows that are in no field of the filing.
pub fn release(grid: &mut Grid, rows: Range<usize>, filing: &Filing) {
    let mut fields = Fields::of(filing);
    let mut marked: Vec<CellId> =
        rows.flat_map(|row| grid.ids(row)).filter(|id| grid.mark(*id) == Mark::Field).collect();
    // What is a text as a whole comes first, so that its text is there for no piece of another.
    marked.retain(|id| !fields.take(line(grid, *id), &content(grid.text(*id))));
    // Short pieces are found in many texts, so they come last.
    let (long, short): (Vec<CellId>, Vec<CellId>) =
        marked.into_iter().partition(|id| is_long(&content(grid.text(*id))));
    let n_long = long.len();
    let mut pieces: Vec<(CellId, Vec<Turn>)> = Vec::new();
    for (idx, id) in long.into_iter().chain(short).enumerate() {
        if idx == n_long {
            fields.at = 0;
        }
        match fields.keep(grid, id) {
            Some(turns) => pieces.push((id, turns)),
            None => grid.release_cell(id),
        }
    }
    // Where a text stands already, pieces of it say it again, all of them, or are another's.
    for (id, turns) in pieces {
        if turns.iter().any(|it| fields.is_torn(it)) {
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
    /// What was blanked out for the cell that is looked at.
    blanked: Vec<Piece>,
    /// Whether the cell that is looked at is cut into pieces.
    is_cut: bool,
}

/// A piece of a text that was blanked out.
struct Piece {
    is_head: bool,
    /// Which text of the head or of the indicators.
    idx: usize,
    /// How often pieces had made the text of the head up before.
    n_before: usize,
    /// Where it begins in the text, or in that of the whole head.
    at: usize,
    text: String,
}

/// Which text of the head a piece is of, and how often pieces had made it up before.
struct Turn {
    idx: usize,
    n_before: usize,
}

/// A text of the head.
struct HeadText {
    start: usize,
    content: String,
    /// Whether a cell holds it as a whole.
    is_whole: bool,
    /// How much of it pieces have taken, since they last made it up.
    n_taken: usize,
    /// How often pieces have made it up.
    n_made: usize,
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
            fields.head.push(HeadText { start, content, is_whole: false, n_taken: 0, n_made: 0 });
        }
        fields
    }

    /// The texts of the head that a cell is pieces of, where all of it is in fields but for the labels that were found
    /// inside of it.
    fn keep(&mut self, grid: &Grid, id: CellId) -> Option<Vec<Turn>> {
        let line = line(grid, id);
        let parts: Vec<String> = grid.parts(id).iter().map(|it| content(it)).collect();
        // The lines of a cell may be joined, or be a field each.
        let lines = || grid.paragraphs(id).iter().flat_map(|it| chunks(it)).collect();
        let (whole, text) = (vec![content(grid.text(id))], grid.text(id));
        for chunks in [whole, sentences(text), chunks(text), lines()] {
            self.is_cut = 1 < chunks.len();
            // Short pieces of a cut cell are found in many texts: they count where a long one was found.
            let (long, short): (Vec<String>, Vec<String>) = chunks.into_iter().partition(|it| is_long(it));
            let is_over_two = matches!((long.as_slice(), short.as_slice()), ([], [end, start])
                if self.is_over_two(end, start));
            let has_all = is_over_two
                || (long.iter().all(|it| self.has_chunk(line, it, &parts))
                    && short.iter().all(|it| self.has_chunk(line, it, &parts)));
            if has_all {
                let taken = self.blanked.drain(..).filter(|it| it.is_head);
                return Some(taken.map(|it| Turn { idx: it.idx, n_before: it.n_before }).collect());
            }
            self.restore();
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
        let is_row = self.by_content.get(piece).is_some_and(|it| !it.is_empty());
        if self.is_cut && !is_long(piece) {
            return is_row || self.take_head(piece) || self.is_in_own(piece);
        }
        is_row || self.is_within(line, piece) || self.take_head(piece) || self.is_in_head(piece)
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
        if let Some(text) = self.rows.get_mut(idx) {
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

    /// Whether the piece is a part of a text of an indicator that stands near. It takes its part away.
    fn is_within(&mut self, line: u32, piece: &str) -> bool {
        let from = self.rows.partition_point(|it| it.line < line.saturating_sub(MAX_LINES));
        let near = self.rows.iter().enumerate().skip(from);
        let near = near.take_while(|(_, it)| it.line <= line.saturating_add(MAX_LINES));
        let found = near
            .filter(|(_, it)| !it.is_taken && piece.len() < it.content.len())
            .filter_map(|(idx, it)| Some((it.line.abs_diff(line), idx, it.content.find(piece)?)))
            .min();
        let Some((_, idx, at)) = found else { return false };
        self.blank_row(idx, at, piece);
        true
    }

    fn blank_row(&mut self, idx: usize, at: usize, piece: &str) {
        if let Some(text) = self.rows.get_mut(idx) {
            blank_out(&mut text.content, at, piece.len());
            self.blanked.push(Piece { is_head: false, idx, n_before: 0, at, text: piece.to_owned() });
        }
    }

    /// Whether the piece is a part of a text that another piece of the same cell was found in.
    fn is_in_own(&mut self, piece: &str) -> bool {
        let mut found = None;
        for own in &self.blanked {
            let (text, start) = if own.is_head {
                let Some(head) = self.head.get(own.idx).filter(|it| it.n_made == own.n_before) else {
                    continue;
                };
                let place = head.start..head.start + head.content.len();
                (self.joined.get(place).unwrap_or_default(), head.start)
            } else {
                (self.rows.get(own.idx).map_or("", |it| it.content.as_str()), 0)
            };
            self.n_searched += text.len() + 1;
            found = text.find(piece).map(|at| (own.is_head, own.idx, start + at));
            if found.is_some() || MAX_SEARCHED < self.n_searched {
                break;
            }
        }
        let Some((is_head, idx, at)) = found else { return false };
        if is_head {
            self.blank_head(at, piece);
        } else {
            self.blank_row(idx, at, piece);
        }
        true
    }

    fn is_in_head(&mut self, piece: &str) -> bool {
        let Some(at) = self.find_in_head(piece) else { return false };
        self.at = at + piece.len();
        self.blank_head(at, piece);
        true
    }

    /// Whether two pieces are the end of a text of the head and the beginning of the next: 公里。目标, amid two goals.
    fn is_over_two(&mut self, end: &str, start: &str) -> bool {
        self.n_searched += self.head.len();
        let own = |it: &HeadText| self.joined.get(it.start..it.start + it.content.len()).unwrap_or_default();
        let mut pairs = self.head.windows(2).take_while(|_| self.n_searched <= MAX_SEARCHED);
        let found = pairs.find_map(|pair| {
            let [left, right] = pair else { return None };
            let is_here = own(left).ends_with(end) && own(right).starts_with(start);
            is_here.then(|| (left.start + left.content.len() - end.len(), right.start))
        });
        let Some((left, right)) = found else { return false };
        self.blank_head(left, end);
        self.blank_head(right, start);
        true
    }

    /// Where a piece stands in the head: from where the last one ended, and rather in a text that no cell holds yet.
    fn find_in_head(&mut self, piece: &str) -> Option<usize> {
        let behind = self.joined.get(self.at..).and_then(|it| it.find(piece)).map(|it| it + self.at);
        if behind.is_some_and(|it| !self.is_said(it)) {
            return behind;
        }
        self.n_searched += self.joined.len();
        if MAX_SEARCHED < self.n_searched {
            return behind;
        }
        let all = self.joined.match_indices(piece).take(MAX_PLACES).map(|it| it.0);
        let free = all.filter(|it| !self.is_said(*it));
        free.min_by_key(|it| it.abs_diff(self.at)).or(behind).or_else(|| self.joined.find(piece))
    }

    /// Whether a cell holds the whole of the text at this place of the head.
    fn is_said(&self, at: usize) -> bool {
        let idx = self.head.partition_point(|it| it.start <= at).saturating_sub(1);
        self.head.get(idx).is_some_and(|it| it.is_whole)
    }

    fn blank_head(&mut self, at: usize, piece: &str) {
        blank_out(&mut self.joined, at, piece.len());
        let idx = self.head.partition_point(|it| it.start <= at).saturating_sub(1);
        let n_before = self.head.get(idx).map_or(0, |it| it.n_made);
        self.blanked.push(Piece { is_head: true, idx, n_before, at, text: piece.to_owned() });
        if let Some(text) = self.head.get_mut(idx) {
            text.n_taken += piece.len();
            if text.n_taken == text.content.len() {
                // It may be said again.
                text.n_taken = 0;
                text.n_made += 1;
                self.joined.replace_range(text.start..text.start + text.content.len(), &text.content);
            }
        }
    }

    /// Takes back what was blanked out for a cell that is in no field after all.
    fn restore(&mut self) {
        for Piece { is_head, idx, n_before: _, at, text } in self.blanked.drain(..) {
            if is_head && let Some(own) = self.head.get_mut(idx) {
                own.n_taken = own.n_taken.saturating_sub(text.len());
                self.joined.replace_range(at..at + text.len(), &text);
            } else if let Some(own) = self.rows.get_mut(idx) {
                own.content.replace_range(at..at + text.len(), &text);
            }
        }
    }

    /// Whether a text that stands already, in one cell or in pieces, is there again, but only in part.
    fn is_torn(&self, turn: &Turn) -> bool {
        self.head
            .get(turn.idx)
            .is_some_and(|it| (it.is_whole || 0 < it.n_made) && 0 < it.n_taken && turn.n_before == it.n_made)
    }
}

fn is_long(piece: &str) -> bool {
    LONG_PIECE <= piece.chars().count()
}

/// Puts characters that no cell has in the place of a piece, as many bytes.
fn blank_out(text: &mut String, at: usize, len: usize) {
    text.replace_range(at..at + len, &"\u{1}".repeat(len));
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
    // A label or a merged cell is the text of many rows, so it may be printed as often.
    let all = [name, target, target_half, note, standard, weight, level1, level2, work, project];
    let filled = all.map(|it| content(it)).into_iter().filter(|it| !it.is_empty());
    filled.map(move |content| Text { line, content, is_taken: false })
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
