//! Tables of text in columns, as a PDF prints them: words → raw rows.
//!
//! White space tells the columns, [`lines`] tells the rows, and labels stand beside the top or the middle of their
//! blocks. Invariant: a word is marked exactly when it went into a row or is a label of the form.

use super::column_heads::{self, ColumnHead};
use super::doubt::Doubt;
use super::first_rows;
use super::form;
use super::gaps::{Item, ItemKind};
use super::grid::{CellId, Grid};
use super::heading::Header;
use super::join;
use super::levels;
use super::lines::{self, Cut, Evidence, TextLine};
use super::measure;
use super::raw::{self, Label, LabelKind, RawRow};
use super::rivers;
use super::role::Role;
use super::spaced::{self, Run};
use super::stream::is_label_start;
use super::target;
use super::texts;
use std::collections::HashSet;
use std::ops::Range;

/// Reads a table whose header names columns for names and targets; `None` where it does not.
pub fn read(
    grid: &mut Grid,
    words: &[(CellId, usize)],
    header_row: usize,
    header: &Header,
) -> Option<Vec<RawRow>> {
    let headings = column_heads::find(grid, words, header_row, header)?;
    let runs = spaced::runs(grid, words, &headings);
    let edges: Vec<(usize, usize)> = headings.iter().map(|it| (it.1, it.2)).collect();
    let spans: Vec<(usize, usize)> = runs.iter().map(Run::span).chain(edges.iter().copied()).collect();
    let bounds = rivers::bounds(&edges, &spans);
    let items = items(grid, &runs, &headings, &bounds);
    if !stands_left(grid, &headings, &items) {
        return None;
    }
    let between = Between::of(grid, words);
    let mut lines = text_lines(grid, &items);
    note_labels(&mut lines, &items, &between);
    let evidence = Evidence {
        n_beside_none: n_beside_none(&items, &lines, &between),
        n_beside_first: n_beside_first(&items, &between),
    };
    let cut = lines::rows(&lines, &items, evidence);
    let mut rows: Vec<RawRow> = Vec::new();
    let mut places: Vec<Range<usize>> = Vec::new();
    for (range, cost) in cut.rows.iter().zip(&cut.costs) {
        let own: Vec<(Role, &Item)> = lines
            .get(range.clone())?
            .iter()
            .flat_map(|it| &it.items)
            .filter_map(|(role, idx)| Some((*role, items.get(*idx)?)))
            .collect();
        let (first, last) = (between.squeezed(own.first()?.1.line), between.squeezed(own.last()?.1.line));
        places.push(first..last + 1);
        rows.push(row(grid, &own, *cost));
    }
    let above = attach(grid, &items, &mut rows, &mut places, &cut, &between);
    for (at, function) in above.into_iter().rev() {
        let own = RawRow { line: function.line, function: Some(function), ..RawRow::default() };
        rows.insert(at.min(rows.len()), own);
    }
    Some(rows)
}

/// The lines between those of a table that are none of it, in order: page heads, page numbers, ends of pages. A label in
/// the middle of its block was put there before the pages were cut.
struct Between(Vec<u32>);

impl Between {
    fn of(grid: &Grid, words: &[(CellId, usize)]) -> Self {
        let own: HashSet<usize> = words.iter().map(|it| it.1).collect();
        let (first, last) = (own.iter().min().copied(), own.iter().max().copied());
        let rows = first.zip(last).map_or(0..0, |(first, last)| first..last);
        let ends = grid.page_ends(grid.line(rows.start)..grid.line(rows.end));
        let mut lines: Vec<u32> =
            rows.filter(|it| !own.contains(it)).map(|it| grid.line(it)).chain(ends).collect();
        lines.sort_unstable();
        Self(lines)
    }

    /// A line's number among those of the table.
    fn squeezed(&self, line: u32) -> usize {
        (line as usize).saturating_sub(self.0.partition_point(|it| *it < line))
    }
}

/// Whether cells stand at the left of their columns: most of them begin below their headings, or, where only the headings
/// are set in the middle, nearly all names begin alike. Else lines cannot be told by their fullness.
fn stands_left(grid: &Grid, headings: &[ColumnHead], items: &[Item]) -> bool {
    let is_below = |id: &CellId| headings.iter().any(|it| it.1 == grid.col(*id));
    let n_below = items.iter().filter(|it| it.ids.first().is_some_and(is_below)).count();
    let names = items.iter().filter(|it| it.hint == Some(Role::Name));
    let mut starts: Vec<usize> = names.filter_map(|it| it.ids.first()).map(|id| grid.col(*id)).collect();
    starts.sort_unstable();
    let n_alike = starts.chunk_by(|a, b| a == b).map(<[_]>::len).max().unwrap_or(0);
    items.len() * 6 <= n_below * 10 || starts.len() * 85 <= n_alike * 100
}

/// How many labels begin on a line where no row has anything: labels beside the tops of their blocks do not.
fn n_beside_none(items: &[Item], lines: &[TextLine], between: &Between) -> usize {
    let filled: HashSet<u32> = lines
        .iter()
        .flat_map(|it| &it.items)
        .filter_map(|(_, idx)| items.get(*idx))
        .map(|it| it.line)
        .collect();
    let is_beside_none = |it: &Pieced| !filled.contains(&it.line);
    let both = [Role::Level1, Role::Level2].into_iter();
    both.flat_map(|role| labels(items, role, between)).filter(is_beside_none).count()
}

/// How many labels of level 1 begin beside the first of several labels of level 2: those in the middle of their blocks
/// begin below it. None where some level 1 does not begin beside a level 2, or a level 2 stands before all of them.
fn n_beside_first(items: &[Item], between: &Between) -> usize {
    let lines_of =
        |role: Role| -> Vec<u32> { labels(items, role, between).iter().map(|it| it.line).collect() };
    let (level1, level2) = (lines_of(Role::Level1), lines_of(Role::Level2));
    if level1.first() != level2.first() || !level1.iter().all(|it| level2.contains(it)) {
        return 0;
    }
    let ends = level1.iter().skip(1).copied().chain(std::iter::once(u32::MAX));
    let n_under = |start: u32, end: u32| level2.iter().filter(|it| (start..end).contains(*it)).count();
    level1.iter().zip(ends).filter(|(start, end)| 1 < n_under(**start, *end)).count()
}

/// The words of each line and column, joined.
fn items(grid: &Grid, runs: &[Run], headings: &[ColumnHead], bounds: &[usize]) -> Vec<Item> {
    let mut items: Vec<((usize, usize), Item)> = Vec::new();
    for run in runs {
        let middle = usize::midpoint(run.start, run.end);
        let column = bounds.partition_point(|it| *it <= middle);
        let Some((role, ..)) = headings.get(column) else { continue };
        let is_first = grid.ids(run.row).next() == run.ids.first().copied();
        let after_gap = is_first && grid.row(run.row).is_some_and(|it| it.after_gap);
        match items.last_mut().filter(|(at, it)| at.0 == run.row && it.hint == Some(*role)) {
            Some((at, item)) => {
                item.ids.extend(&run.ids);
                // Grades stand side by side.
                let is_another = *role == Role::Standard && at.1 != column;
                item.text = if is_another {
                    format!("{}；{}", item.text, run.text)
                } else {
                    join::words([item.text.as_str(), run.text.as_str()])
                };
                at.1 = column;
                item.width = join::columns(&item.text);
            }
            None => {
                let kind = if matches!(role, Role::Level1 | Role::Level2) {
                    ItemKind::Label
                } else {
                    ItemKind::Text
                };
                let (text, width) = (run.text.clone(), join::columns(&run.text));
                let (ids, line, hint) = (run.ids.clone(), grid.line(run.row), Some(*role));
                items.push(((run.row, column), Item { ids, text, line, width, after_gap, kind, hint }));
            }
        }
    }
    items.into_iter().map(|it| it.1).collect()
}

/// The lines of the table's body; lines of labels alone are none.
fn text_lines(grid: &Grid, items: &[Item]) -> Vec<TextLine> {
    let mut lines: Vec<(u32, TextLine)> = Vec::new();
    let mut after_gap = false;
    for (idx, item) in items.iter().enumerate() {
        after_gap |= item.after_gap;
        let Some(role) =
            item.hint.filter(|it| lines::is_body(item) && !matches!(it, Role::Other | Role::Past))
        else {
            continue;
        };
        let is_mark = role == Role::Sign && target::is_qualitative_mark(&item.text);
        if is_mark && item.ids.iter().all(|it| grid.text(*it).is_empty()) {
            continue;
        }
        match lines.last_mut().filter(|it| it.0 == item.line) {
            Some((_, line)) => line.items.push((role, idx)),
            None => {
                let after_gap = std::mem::take(&mut after_gap);
                let begins = grid.begins_entry(item.line);
                let line = TextLine { after_gap, begins, items: vec![(role, idx)], labels: Vec::new() };
                lines.push((item.line, line));
            }
        }
    }
    lines.into_iter().map(|it| it.1).collect()
}

/// Notes the labels of levels that the lists know on the lines where they begin.
fn note_labels(lines: &mut [TextLine], items: &[Item], between: &Between) {
    let line_of = |line: &TextLine| line.items.first().and_then(|it| items.get(it.1)).map(|it| it.line);
    for role in [Role::Level1, Role::Level2] {
        let known = labels(items, role, between).into_iter().filter(|it| LabelKind::of(&it.text).is_label());
        let begun: HashSet<u32> = known.map(|it| it.line).collect();
        for line in lines.iter_mut().filter(|it| line_of(it).is_some_and(|it| begun.contains(&it))) {
            line.labels.push(role);
        }
    }
}

/// A raw row of the items of its lines.
pub fn row(grid: &mut Grid, own: &[(Role, &Item)], cost: i64) -> RawRow {
    let (line, last_line) = (own.first().map_or(0, |it| it.1.line), own.last().map_or(0, |it| it.1.line));
    let mut row = RawRow { line, last_line, ..RawRow::default() };
    for (_, item) in own {
        for id in &item.ids {
            grid.field(*id);
        }
    }
    let text = |role: Role| {
        let pieces = own.iter().filter(|it| it.0 == role).map(|it| it.1.text.as_str());
        join::clean(&join::wrapped(pieces))
    };
    row.name = text(Role::Name);
    let name_lines: Vec<&str> =
        own.iter().filter(|it| it.0 == Role::Name).map(|it| it.1.text.as_str()).collect();
    row.half = text(Role::Half);
    row.note = text(Role::Note);
    row.standard = text(Role::Standard);
    row.weight = text(Role::Weight);
    row.number = raw::number(&text(Role::Number));
    let (work, project) = (text(Role::Work), text(Role::Project));
    row.work = Some(work).filter(|it| !it.is_empty());
    row.project = Some(project).filter(|it| !it.is_empty());
    let sign = text(Role::Sign);
    row.target = text(Role::Target);
    let unit = text(Role::Unit);
    if !target::has_unit(&row.target, &unit) && !target::is_blank_mark(&unit) {
        row.target.push_str(&unit);
    } else {
        for id in own.iter().filter(|it| it.0 == Role::Unit).flat_map(|it| &it.1.ids) {
            grid.structure(*id);
        }
    }
    if target::is_qualitative_mark(&sign) || matches!(sign.as_str(), "定量" | "定量指标") {
        for id in own.iter().filter(|it| it.0 == Role::Sign).flat_map(|it| &it.1.ids) {
            grid.structure(*id);
        }
    } else {
        row.target.insert_str(0, &sign);
    }
    for id in own.iter().filter(|it| matches!(it.0, Role::Serial | Role::Number)).flat_map(|it| &it.1.ids) {
        form::mark_serial(grid, *id);
    }
    if target::is_number(&row.half) {
        // Sign and unit of the row are those of both values.
        let value = text(Role::Target);
        let around = row.target.split_once(&value).filter(|_| !value.is_empty());
        row.half = around.map_or(row.half.clone(), |(sign, unit)| format!("{sign}{}{unit}", row.half));
    }
    if let Some((number, name)) = raw::numbered_name(&row.name.clone()) {
        row.number = Some(number);
        let pieces = own.iter().filter(|it| it.0 == Role::Name).flat_map(|it| &it.1.ids);
        // The number is in the first word, or in the first two.
        let ids: Vec<CellId> = pieces.copied().take(2).collect();
        let n_words = if ids.first().is_some_and(|id| grid.text(*id) == "指标") { 2 } else { 1 };
        ids.into_iter().take(n_words).for_each(|id| number_part(grid, id, number));
        name.clone_into(&mut row.name);
    }
    if row.name.is_empty() && row.target.is_empty() && row.half.is_empty() {
        // 指标1： and nothing else: a row of the blank form.
        row.number = None;
    } else if row.name.is_empty() {
        row.doubt(Doubt::NoName);
    } else if row.target.is_empty() && row.half.is_empty() {
        row.doubt(Doubt::NoTarget);
    } else if lines::DOUBTFUL <= cost || measure::are_two(&name_lines) {
        row.doubt(Doubt::NameByOrder);
    }
    row
}

/// Notes the number of a name, 指标1：, in the word that holds it, or in its two words.
pub fn number_part(grid: &mut Grid, id: CellId, number: u32) {
    let text = join::bare(grid.text(id));
    let (label, number) = ("指标", number.to_string());
    let whole = format!("{label}{number}");
    if text.starts_with(&whole) {
        grid.part(id, &whole);
    } else if text == label {
        grid.part(id, label);
    } else if text.strip_prefix(&number).is_some_and(|it| it.starts_with([':', '、', '.'])) {
        grid.part(id, &number);
    }
}

/// Puts labels together and gives them to rows. Also says which functions stand above others, without rows of their own,
/// each with the row that follows it.
fn attach(
    grid: &mut Grid,
    items: &[Item],
    rows: &mut [RawRow],
    places: &mut [Range<usize>],
    cut: &Cut,
    between: &Between,
) -> Vec<(usize, Label)> {
    let mut above: Vec<(usize, Label)> = Vec::new();
    // A blank line after a row is its own.
    let next: Vec<usize> = places.iter().skip(1).map(|it| it.start).collect();
    let own_lines = places.to_vec();
    for (place, next) in places.iter_mut().zip(next) {
        place.end = next.max(place.end).min(place.end + 1);
    }
    let mut middles = vec![0; rows.len()];
    for role in [Role::Function, Role::Level1, Role::Level2] {
        for label in labels(items, role, between) {
            let (first, last) = (label.lines.start, label.lines.end);
            let at = if cut.is_top { first } else { usize::midpoint(first, last) };
            let row = places.partition_point(|it| it.end <= at).min(rows.len().saturating_sub(1));
            let is_form = role != Role::Function && LabelKind::of(&label.text).is_label();
            // A second label of a row stays unused; 一、监管 above 1.检查 has no rows of its own.
            let is_free = |it: &&mut RawRow| match role {
                Role::Function => true,
                Role::Level1 => it.level1.is_none(),
                _ => it.level2.is_none(),
            };
            let Some(found) = rows.get_mut(row).filter(is_free) else { continue };
            for id in &label.ids {
                if is_form { grid.structure(*id) } else { grid.field(*id) }
            }
            let line = label.line;
            let it = Some(Label::new(&label.text, line));
            match role {
                Role::Function => {
                    let own = Label { text: label.text, line };
                    above.extend(found.function.replace(own).map(|it| (row, it)));
                }
                Role::Level1 => found.level1 = it,
                _ => found.level2 = it,
            }
            if let Some(middle) = middles.get_mut(row).filter(|_| role == Role::Level2) {
                *middle = first + last;
            }
        }
    }
    if !cut.is_top {
        let level1 = level1_middles(items, places, between);
        if !first_rows::are_labelled(rows, &own_lines, &middles, &level1) {
            levels::center_by_lines(rows, places, &middles, &level1);
        }
    }
    above
}

/// The middle of each row's level-1 label, in half lines.
fn level1_middles(items: &[Item], places: &[Range<usize>], between: &Between) -> Vec<usize> {
    let mut middles = vec![0; places.len()];
    for label in labels(items, Role::Level1, between) {
        let at = usize::midpoint(label.lines.start, label.lines.end);
        let row = places.partition_point(|it| it.end <= at).min(places.len().saturating_sub(1));
        if let Some(middle) = middles.get_mut(row) {
            *middle = label.lines.start + label.lines.end;
        }
    }
    middles
}

/// A label in its pieces.
struct Pieced {
    text: String,
    /// Its first line in the document.
    line: u32,
    /// First and last line of the table.
    lines: Range<usize>,
    ids: Vec<CellId>,
}

/// The labels of a column: pieces on lines that follow each other belong together while they make a label.
fn labels(items: &[Item], role: Role, between: &Between) -> Vec<Pieced> {
    let own: Vec<&Item> = items.iter().filter(|it| it.hint == Some(role)).collect();
    let widest = own.iter().map(|it| it.width).max().unwrap_or(0);
    let mut labels: Vec<(Pieced, usize)> = Vec::new();
    for item in own {
        let line = between.squeezed(item.line);
        if let Some((label, width)) = labels.last_mut()
            && is_below(label, line, item, role)
            && goes_on(&label.text, &item.text, role, widest < *width + 2)
        {
            label.text.push_str(&item.text);
            label.lines.end = line;
            label.ids.extend(&item.ids);
            *width = item.width;
        } else {
            let (text, ids) = (item.text.clone(), item.ids.clone());
            let label = Pieced { text, line: item.line, lines: line..line, ids };
            labels.push((label, item.width));
        }
    }
    labels.into_iter().map(|it| it.0).collect()
}

/// Whether a piece stands close enough below: on the next line, or on the one after it where both are of one label. The
/// two lines of a label stand above and below that of a cell of one line.
fn is_below(label: &Pieced, line: usize, item: &Item, role: Role) -> bool {
    match line.saturating_sub(label.lines.end) {
        1 => true,
        2 => {
            let joined = format!("{}{}", label.text, item.text);
            role != Role::Function
                && LabelKind::of(&joined).is_label()
                && !LabelKind::of(&item.text).is_label()
        }
        _ => false,
    }
}

fn goes_on(before: &str, piece: &str, role: Role, is_full: bool) -> bool {
    if role == Role::Function {
        return raw::function_label(piece).is_none() && !texts::leads_with_number(piece);
    }
    let joined = format!("{before}{piece}");
    // In its own column 管理 goes on with a label of free words, though it may name a level 1.
    let is_own = |text: &str| {
        let kind = LabelKind::of(text);
        if role == Role::Level1 { kind.level1.is_some() } else { kind.is_level2 }
    };
    if before.ends_with("指标") && LabelKind::of(before).is_label() {
        return false;
    }
    if LabelKind::of(&joined).is_label() || is_label_start(&joined) {
        return !(LabelKind::of(before).is_label()
            && LabelKind::of(piece).is_label()
            && !joined.ends_with("指标"));
    }
    !is_own(before) && !is_own(piece) && is_full
}
