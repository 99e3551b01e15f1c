//! Indicators as records of labelled lines: 一级指标：产出指标, 三级指标：巡渠次数, 指标值：≥12次.
//!
//! Knows the headings of indicator tables with a value behind each, not heads. Invariant: a record has a name, a
//! label that a record has already begins the next one, and labels of levels hold until others are printed.

use super::grid::{CellId, Grid};
use super::join;
use super::raw::{self, Label, LabelKind, RawRow};
use super::role::{self, Role};
use super::slot;
use super::target;
use std::ops::Range;

/// Fewer records could be the words of any page.
const MIN_RECORDS: usize = 2;

/// A label with its value, and the cells that hold the value.
struct Pair {
    role: Role,
    value: String,
    row: usize,
}

/// What a row says: its pairs, and the marks that its cells get where its record is kept.
#[derive(Default)]
struct Line {
    pairs: Vec<Pair>,
    structure: Vec<CellId>,
    /// Cells that hold values, with the labels in them.
    fields: Vec<(CellId, Vec<String>)>,
}

/// The records in these rows, and where they stand.
pub fn read(grid: &mut Grid, rows: Range<usize>) -> Option<(Vec<RawRow>, Range<usize>)> {
    let mut lines: Vec<(usize, Line)> = rows.filter_map(|row| line(grid, row).map(|it| (row, it))).collect();
    // What stands above the first level is the head's.
    let is_level = |it: &Pair| matches!(it.role, Role::Level1 | Role::Level2 | Role::Name);
    let begins = |it: &(usize, Line)| it.1.pairs.iter().any(is_level);
    lines.drain(..lines.iter().position(begins)?);
    let has = |role| {
        move |it: &&Pair| it.role == role && !it.value.is_empty() && !target::is_placeholder(&it.value)
    };
    let pairs = || lines.iter().flat_map(|it| &it.1.pairs);
    let n_names = pairs().filter(has(Role::Name)).count();
    let n_targets = pairs().filter(has(Role::Target)).count();
    let n_levels = pairs().filter(|it| matches!(it.role, Role::Level1 | Role::Level2)).count();
    if n_names < MIN_RECORDS || n_targets < MIN_RECORDS || n_levels == 0 {
        return None;
    }
    let (first, last) = (lines.first()?.0, lines.last()?.0);
    let mut found: Vec<RawRow> = Vec::new();
    let mut open: Vec<Pair> = Vec::new();
    // The cells with values, by the record that they are in.
    let mut marks: Vec<(usize, (CellId, Vec<String>))> = Vec::new();
    for (_, line) in lines {
        for pair in line.pairs {
            if open.iter().any(|it| it.role == pair.role) {
                found.extend(record(grid, &std::mem::take(&mut open)));
            }
            open.push(pair);
        }
        line.structure.iter().for_each(|id| grid.structure(*id));
        marks.extend(line.fields.into_iter().map(|it| (found.len(), it)));
    }
    found.extend(record(grid, &open));
    // What a record without name and value says is in no row: it is left over.
    for (at, (id, labels)) in marks {
        if found.get(at).is_some_and(RawRow::is_indicator) {
            for label in &labels {
                grid.part(id, label);
            }
            grid.field(id);
        }
    }
    Some((found, first..last + 1))
}

/// The labels and values of a row; `None` where it is no part of a record.
fn line(grid: &Grid, row: usize) -> Option<Line> {
    let mut found = Line::default();
    for id in grid.unused(row) {
        let text = grid.text(id);
        if role(text.trim_end_matches(['：', ':'])).is_some() {
            found.pairs.push(Pair { role: role(text)?, value: String::new(), row });
            found.structure.push(id);
        } else if raw::number(text).is_some() && found.pairs.is_empty() {
            found.structure.push(id);
        } else if let Some((labels, pairs)) = pairs(text, row) {
            let is_level = |it: &Pair| {
                matches!(it.role, Role::Level1 | Role::Level2) && LabelKind::of(&it.value).is_label()
            };
            if pairs.iter().all(is_level) {
                found.structure.push(id);
            } else {
                found.fields.push((id, labels));
            }
            found.pairs.extend(pairs);
        } else {
            // A value goes on behind a blank.
            let last = found.pairs.last_mut()?;
            last.value = join::words([last.value.as_str(), text].into_iter().filter(|it| !it.is_empty()));
            found.fields.push((id, Vec::new()));
        }
    }
    let is_row = !found.pairs.is_empty() || !found.structure.is_empty();
    is_row.then_some(found)
}

/// The pairs in a cell, with their labels; marks such as ； may part them.
fn pairs(text: &str, row: usize) -> Option<(Vec<String>, Vec<Pair>)> {
    let pair = |text: &str| {
        let (label, value) = text.split_once(['：', ':'])?;
        let role = role(join::trim(label))?;
        Some((label.to_owned(), Pair { role, value: join::trim(value).to_owned(), row }))
    };
    let pieces = text.split(['；', ';', '，']).filter(|it| !join::trim(it).is_empty());
    let all: Option<Vec<(String, Pair)>> = pieces.map(pair).collect();
    let all = all.or_else(|| Some(vec![pair(text)?]))?;
    Some(all.into_iter().unzip())
}

/// The role of a record's label.
fn role(label: &str) -> Option<Role> {
    let is_own =
        |it: &Role| !matches!(it, Role::Function | Role::Serial | Role::Number | Role::Past | Role::Other);
    // 单位名称 is who files.
    let is_head = |it: &Role| *it == Role::Unit && slot::find(label).is_some();
    role::find(label).filter(is_own).filter(|it| !is_head(it))
}

/// The row of a record; `None` where it has neither name nor label.
fn record(grid: &Grid, pairs: &[Pair]) -> Option<RawRow> {
    let text = |role| pairs.iter().find(|it| it.role == role).map_or("", |it| it.value.as_str());
    let of_name = pairs.iter().find(|it| it.role == Role::Name);
    let line = grid.line(of_name.or(pairs.first())?.row);
    let label = |role| Some(text(role)).filter(|it| !it.is_empty()).map(|it| Label::new(it, line));
    let optional = |role| Some(text(role).to_owned()).filter(|it| !it.is_empty());
    Some(RawRow {
        line,
        level1: label(Role::Level1),
        level2: label(Role::Level2),
        work: optional(Role::Work),
        project: optional(Role::Project),
        name: text(Role::Name).to_owned(),
        target: [text(Role::Sign), text(Role::Target), text(Role::Unit)].concat(),
        half: text(Role::Half).to_owned(),
        note: text(Role::Note).to_owned(),
        standard: text(Role::Standard).to_owned(),
        weight: text(Role::Weight).to_owned(),
        ..RawRow::default()
    })
}
