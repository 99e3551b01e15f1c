//! The head and foot of a form: labels with their values, and the long texts.
//!
//! Knows labels ([`slot`]) and where their values stand; not money, tasks or indicators, whose rows are used up
//! before. Invariant: a cell is marked exactly when its text went into a field or is a label.

use super::below::{self, Below};
use super::broken_label;
use super::fields;
use super::grid::{CellId, Grid};
use super::head_marks;
use super::head_words;
use super::heading;
use super::join;
use super::money;
use super::pairs;
use super::parents;
use super::slot::{self, Slot};
use super::texts::{self, Line};
use crate::model::{Filing, Scope, Stage};
use std::ops::Range;

/// The long texts while their lines are gathered.
#[derive(Debug, Default)]
struct Gathered {
    texts: Vec<(Slot, Vec<Line>)>,
    /// The text that further lines belong to.
    open: Option<Slot>,
    /// Labels of the row above that had no value in their row, with their columns.
    waiting: Vec<(Slot, usize)>,
}

impl Gathered {
    /// Takes a whole cell, each of its lines as a paragraph.
    fn add_cell(&mut self, slot: Slot, grid: &mut Grid, id: CellId) {
        let mut sentence = String::new();
        for line in grid.paragraphs(id) {
            sentence.push_str(&line);
            // A cell may be broken in the middle of a sentence.
            if !line.ends_with(['，', '、']) {
                self.add(slot, std::mem::take(&mut sentence), true);
            }
        }
        if !sentence.is_empty() {
            self.add(slot, sentence, true);
        }
        grid.field(id);
    }

    fn add(&mut self, slot: Slot, text: String, is_whole: bool) {
        let line = Line { text, is_whole };
        match self.texts.iter_mut().find(|(it, _)| *it == slot) {
            Some((_, lines)) => lines.push(line),
            None => self.texts.push((slot, vec![line])),
        }
    }
}

/// Reads title, labels and texts out of these rows into the filing.
pub fn read(grid: &mut Grid, rows: Range<usize>, filing: &mut Filing) {
    let mut gathered = Gathered::default();
    let mut row = rows.start;
    while row < rows.end {
        if grid.unused(row).is_empty() {
            row += 1;
            continue;
        }
        row += read_row(grid, row, rows.end, filing, &mut gathered).max(1);
    }
    for (slot, lines) in gathered.texts {
        let paragraphs = texts::paragraphs(&lines);
        let goals = &mut filing.goals;
        match slot {
            Slot::Duties => add_text(&mut filing.department.duties, &paragraphs),
            Slot::Staffing => add_text(&mut filing.department.staffing, &paragraphs),
            Slot::LongTerm => goals.long_term.extend(texts::goals(&paragraphs)),
            Slot::ProjectGoals => goals.project.extend(texts::goals(&paragraphs)),
            _ => goals.annual.extend(texts::goals(&paragraphs)),
        }
    }
}

/// A form that names only 主管部门 is filed by it.
pub fn name_filer(filing: &mut Filing) {
    if filing.department.name.is_empty() && !filing.department.supervisor.is_empty() {
        let supervisor = filing.department.supervisor.clone();
        fields::set(filing, Slot::Department, &supervisor);
    }
}

fn add_text(field: &mut String, paragraphs: &[String]) {
    if !field.is_empty() {
        field.push('\n');
    }
    field.push_str(&paragraphs.join("\n"));
}

/// Reads one row, or the rows of a broken label; says how many.
fn read_row(grid: &mut Grid, row: usize, end: usize, filing: &mut Filing, gathered: &mut Gathered) -> usize {
    if heading::is_rule(grid, row) {
        mark_structure(grid, row);
        return 1;
    }
    if let Some(title) = heading::title(grid, row) {
        take_title(filing, &title);
        let printed = join::words(grid.ids(row).map(|id| grid.text(id)));
        if let Some((label, _)) = printed.split_once(['：', ':']).filter(|it| it.0.starts_with("附件")) {
            grid.ids(row).for_each(|id| grid.part(id, label));
        }
        for id in grid.ids(row) {
            if filing.title == title { grid.field(id) } else { grid.structure(id) }
        }
        gathered.open = None;
        return 1;
    }
    if heading::is_year_row(grid, row) {
        let text = join::words(grid.ids(row).map(|id| grid.text(id)));
        filing.year = filing.year.or_else(|| heading::year(&text));
        mark_structure(grid, row);
        return 1;
    }
    if gathered.open.is_none() || !grid.is_words(row) {
        head_marks::take(grid, row, filing);
        if grid.unused(row).is_empty() {
            return 1;
        }
    }
    if grid.is_words(row) {
        words_row(grid, row, end, filing, gathered)
    } else if let Some(pairs) = below::values(grid, row).filter(|_| row + 1 < end) {
        take_below(grid, pairs, filing, gathered);
        2
    } else {
        cells_row(grid, row, filing, gathered)
    }
}

fn mark_structure(grid: &mut Grid, row: usize) {
    for id in grid.ids(row) {
        grid.structure(id);
    }
}

/// Takes a title, and what it says of year, stage and scope.
pub fn take_title(filing: &mut Filing, title: &str) {
    if !filing.title.is_empty() {
        return;
    }
    title.clone_into(&mut filing.title);
    filing.year = filing.year.or_else(|| heading::year(title));
    filing.stage = if title.contains("批复") {
        Some(Stage::Approved)
    } else if title.contains("申报") {
        Some(Stage::Declared)
    } else {
        None
    };
    if title.contains("项目") && !title.contains("整体") {
        filing.scope = Scope::Project;
    }
}

/// Labels with the values that stand below them in the next row.
fn take_below(grid: &mut Grid, pairs: Vec<Below>, filing: &mut Filing, gathered: &mut Gathered) {
    gathered.waiting.clear();
    gathered.open = None;
    let mut money = Vec::new();
    for Below { label, slot, value } in pairs {
        match (slot, value) {
            (Some(slot), value) => {
                grid.structure(label);
                match value {
                    Some(id) if slot.is_text() => gathered.add_cell(slot, grid, id),
                    Some(id) => set_line(grid, filing, slot, &[id]),
                    None => {}
                }
            }
            (None, Some(value)) => money.extend(below::money(grid, label, value, &mut filing.budget)),
            (None, None) => {}
        }
    }
    parents::place(money, "", &mut filing.budget.lines);
}

/// A row of a table: labels with the cells after them, or the values of the labels above.
fn cells_row(grid: &mut Grid, row: usize, filing: &mut Filing, gathered: &mut Gathered) -> usize {
    let ids = grid.unused(row);
    let mut labelled: Vec<(Slot, CellId, Vec<CellId>)> = Vec::new();
    let mut loose: Vec<CellId> = Vec::new();
    for id in ids {
        if let Some(slot) = slot::find(grid.text(id)) {
            labelled.push((slot, id, Vec::new()));
        } else if take_glued(grid, id, filing, gathered) {
        } else if let Some((_, _, values)) = labelled.last_mut() {
            values.push(id);
        } else {
            loose.push(id);
        }
    }
    if labelled.is_empty() {
        take_loose(grid, &loose, filing, gathered);
        return 1;
    }
    gathered.waiting.clear();
    gathered.open = None;
    for (slot, label, mut values) in labelled {
        grid.structure(label);
        if slot.is_line() {
            values.truncate(n_own(grid, &values));
        }
        if values.is_empty() {
            gathered.waiting.push((slot, grid.col(label)));
        }
        if slot.is_text() {
            for id in &values {
                gathered.add_cell(slot, grid, *id);
            }
            if !values.is_empty() {
                gathered.open = Some(slot);
            }
        } else if slot.is_line() {
            set_line(grid, filing, slot, &values);
        }
    }
    let money = below::in_row(grid, row, &mut filing.budget);
    parents::place(money, "", &mut filing.budget.lines);
    1
}

/// How many of the cells behind the label of a short text are its own: one, or a code and its name. What follows are
/// labels that nobody knows, with their values.
fn n_own(grid: &Grid, values: &[CellId]) -> usize {
    let is_code =
        |id: &CellId| grid.text(*id).chars().all(|it| it.is_ascii_alphanumeric() || "[]-".contains(it));
    match values {
        [first, second, ..] if is_code(first) != is_code(second) => {
            // 单位负责人签字： is the next label.
            if head_words::is_other_label(grid.text(*second)) { 1 } else { 2 }
        }
        _ => values.len().min(1),
    }
}

/// Values below their labels: by column under the labels of the row above, or a long text that goes on.
fn take_loose(grid: &mut Grid, ids: &[CellId], filing: &mut Filing, gathered: &mut Gathered) {
    let mut is_taken = false;
    for id in ids {
        let col = grid.col(*id);
        let is_alone = ids.len() == 1;
        let above = gathered
            .waiting
            .iter()
            .rev()
            .find(|(slot, at)| *at <= col && (slot.is_text() || *slot == Slot::Reached));
        if above.is_some_and(|it| it.0 == Slot::Reached) {
            continue;
        }
        let names_one = |slot: Slot| {
            matches!(slot, Slot::Department | Slot::Supervisor | Slot::Implementer | Slot::ProjectName)
        };
        // Nobody is named by an amount.
        let is_of = |slot: Slot| slot.is_line() && !(names_one(slot) && money::is_amount(grid.text(*id)));
        let lost_line = gathered.waiting.iter().rev().find(|it| is_of(it.0)).filter(|_| is_alone);
        if let Some((slot, _)) = above {
            let slot = *slot;
            gathered.add_cell(slot, grid, *id);
            is_taken = true;
        } else if let Some((slot, _)) = lost_line {
            set_line(grid, filing, *slot, &[*id]);
            is_taken = true;
        } else if is_alone
            && let Some(slot) = gathered.open
            && is_prose(grid.text(*id))
        {
            gathered.add_cell(slot, grid, *id);
        }
    }
    if is_taken {
        gathered.waiting.retain(|(slot, _)| slot.is_text());
    }
}

/// Whether a text is a sentence rather than a label that nobody knows.
fn is_prose(text: &str) -> bool {
    12 < text.chars().count() || text.ends_with(['。', '；'])
}

/// A label and its value in one cell, 填报日期：2025-12-01, or several such pairs.
fn take_glued(grid: &mut Grid, id: CellId, filing: &mut Filing, gathered: &mut Gathered) -> bool {
    let text = grid.text(id).to_owned();
    if head_marks::unit_of(&text).is_some() {
        // No model's unit, or another one than before: it is left over, and names nobody.
        return true;
    }
    let Some((label, value)) = text.split_once(['：', ':']) else { return false };
    let Some(slot) = slot::find(label) else { return false };
    if slot.is_line() && pairs::take(grid, id, filing, (slot, label, value)) {
        return true;
    }
    let (value, seal) = fields::unsealed(value);
    if value.is_empty() {
        return false;
    }
    if slot == Slot::Year {
        fields::set(filing, slot, value);
        let rest = value.trim_end_matches('度').trim_end_matches('年');
        if !rest.chars().all(|it| it.is_ascii_digit()) {
            // What says more than a year stays as it is.
            return true;
        }
        grid.part(id, value);
    } else if slot.is_line() {
        // A second, different value has no field: it stays as it is.
        if !pairs::set(grid, filing, slot, value, &[id]) {
            return true;
        }
    } else if slot.is_text() && label.chars().count() > 3 && !texts::is_definition(value) {
        gathered.add(slot, value.to_owned(), true);
        gathered.open = Some(slot);
    } else {
        return false;
    }
    grid.part(id, label);
    grid.part(id, seal);
    grid.field(id);
    true
}

/// A line of words: a label, perhaps broken over lines, with values after it; or a line of the open text.
fn words_row(grid: &mut Grid, row: usize, end: usize, filing: &mut Filing, gathered: &mut Gathered) -> usize {
    if let Some((slot, label, n_rows)) = broken_label::find(grid, row, end) {
        for id in &label {
            grid.structure(*id);
        }
        gathered.open = slot.is_text().then_some(slot);
        gathered.waiting.clear();
        if slot.is_line() && (row..row + n_rows).all(|at| grid.unused(at).is_empty()) {
            gathered.waiting.push((slot, 0));
        }
        for at in row..row + n_rows {
            let rest = grid.unused(at);
            if rest.is_empty() {
                continue;
            }
            if slot.is_text() {
                add_words(grid, slot, &rest, gathered);
            } else {
                take_pairs(grid, slot, &rest, filing, gathered);
            }
        }
        return n_rows;
    }
    let ids = grid.unused(row);
    if let Some((slot, _)) = gathered.waiting.pop() {
        // One cell a line: the value stands below its label.
        set_line(grid, filing, slot, &ids);
        if grid.unused(row).is_empty() {
            return 1;
        }
    }
    if let Some(first) = ids.first()
        && take_glued(grid, *first, filing, gathered)
    {
        let rest: Vec<CellId> = ids.iter().skip(1).copied().collect();
        take_pairs(grid, Slot::Furniture, &rest, filing, gathered);
        return 1;
    }
    match gathered.open {
        Some(slot) => add_words(grid, slot, &ids, gathered),
        None => take_pairs(grid, Slot::Furniture, &ids, filing, gathered),
    }
    1
}

fn add_words(grid: &mut Grid, slot: Slot, ids: &[CellId], gathered: &mut Gathered) {
    gathered.add(slot, join::words(ids.iter().map(|id| grid.text(*id))), false);
    for id in ids {
        grid.field(*id);
    }
}

/// Values and further labels of a line of words.
fn take_pairs(grid: &mut Grid, first: Slot, ids: &[CellId], filing: &mut Filing, gathered: &mut Gathered) {
    let mut slot = first;
    let mut values: Vec<CellId> = Vec::new();
    let mut at = 0;
    while let Some(id) = ids.get(at) {
        at += 1;
        if let Some((next, n_words)) = head_words::spaced_label(grid, ids.get(at - 1..).unwrap_or_default()) {
            values.truncate(head_words::n_near(grid, &values));
            set_line(grid, filing, slot, &values);
            values.clear();
            slot = next;
            for id in ids.iter().skip(at - 1).take(n_words) {
                grid.structure(*id);
            }
            at += n_words - 1;
        } else if let Some(next) = slot::find(grid.text(*id)).filter(|it| it.is_line()) {
            values.truncate(head_words::n_near(grid, &values));
            set_line(grid, filing, slot, &values);
            values.clear();
            slot = next;
            grid.structure(*id);
        } else if take_glued(grid, *id, filing, gathered) {
        } else if slot.is_line() && !values.is_empty() && head_words::is_other_label(grid.text(*id)) {
            // 单位负责人签字： is no part of the phone before it.
            values.truncate(head_words::n_near(grid, &values));
            set_line(grid, filing, slot, &values);
            values.clear();
            slot = Slot::Furniture;
        } else {
            values.push(*id);
        }
    }
    if slot.is_line() {
        values.truncate(head_words::n_near(grid, &values));
        set_line(grid, filing, slot, &values);
    }
}

fn set_line(grid: &mut Grid, filing: &mut Filing, slot: Slot, values: &[CellId]) {
    if values.is_empty() || !slot.is_line() {
        return;
    }
    let text = join::words(values.iter().map(|id| grid.text(*id)));
    let (text, seal) = fields::unsealed(&text);
    if pairs::set(grid, filing, slot, text, values) {
        for id in values {
            grid.part(*id, seal);
            grid.field(*id);
        }
    }
}
