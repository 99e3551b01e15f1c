//! Labels of merged cells that the extraction put away from their rows, below the table or between two others.
//!
//! Text of a PDF gives a cell the line of its middle, so a label merged over two rows stands on no line of either. Which
//! rows lack a label is seen, the labels come in order, and the words of the rows tell the rest. Invariant: no label is
//! taken from a row that has one.

use super::doubt::Doubt;
use super::kinds::{self, Kind};
use super::own;
use super::raw::{Label, RawRow};
use crate::model::taxonomy::{Level1, Level2};
use std::ops::Range;

/// Gives these labels, in the order in which they stand, to rows without one.
pub fn settle(rows: &mut [RawRow], labels: &[Label]) {
    if labels.is_empty() {
        return;
    }
    let placed = rows.iter().filter_map(|it| it.level2.clone());
    let all: Vec<Label> = placed.chain(labels.iter().cloned()).collect();
    let below: Vec<(&str, &Level2)> =
        all.iter().filter_map(|it| Some((it.text.as_str(), own::level2(&it.text)?))).collect();
    // 成本指标 may be either: where a level 2 that says more, 经济成本指标, needs it for its level 1, it is that.
    let is_needed = |text: &str, kind| below.iter().any(|it| text.len() < it.0.len() && it.1.under == [kind]);
    let is_level1 = |it: &Label| {
        let is_other = own::level2(&it.text).is_none();
        own::level1(&it.text).is_some_and(|kind| is_other || is_needed(&it.text, kind))
    };
    let (level1, level2): (Vec<Label>, Vec<Label>) = labels.iter().cloned().partition(is_level1);
    let runs = unlabelled(rows);
    let mut next = 0;
    for (idx, run) in runs.iter().enumerate() {
        let n_left = level2.len().saturating_sub(next);
        let is_one_each = n_left == runs.len() - idx;
        let free = level2.get(next);
        let chosen = if is_one_each { free.cloned() } else { best(rows, run, free) };
        let Some(label) = chosen else { continue };
        next += usize::from(free.is_some_and(|it| it.line == label.line && it.text == label.text));
        let cost = cost(rows, run, &label);
        let is_alone = kinds_of(rows, run).iter().all(|it| cost <= *it);
        for row in rows.get_mut(run.clone()).into_iter().flatten() {
            row.level2 = Some(Label { text: label.text.clone(), line: row.line });
            if !is_alone {
                row.doubt(Doubt::Level2ByOrder);
            }
        }
    }
    name_level1(rows, &level1);
}

/// The runs of rows without a level 2.
fn unlabelled(rows: &[RawRow]) -> Vec<Range<usize>> {
    let mut start = 0;
    let runs = rows.chunk_by(|a, b| a.level2.is_none() == b.level2.is_none() && b.function.is_none());
    let ranges = runs.map(|run| {
        let range = start..start + run.len();
        start = range.end;
        range
    });
    ranges.filter(|it| rows.get(it.start).is_some_and(|row| row.level2.is_none())).collect()
}

fn kinds_of(rows: &[RawRow], run: &Range<usize>) -> Vec<i32> {
    let own = rows.get(run.clone()).unwrap_or_default();
    let members: Vec<(&str, &str)> = own.iter().map(|it| (it.name.as_str(), it.target.as_str())).collect();
    kinds::costs(&members)
}

/// What it costs that these rows stand under a label, by their words.
fn cost(rows: &[RawRow], run: &Range<usize>, label: &Label) -> i32 {
    let costs = kinds_of(rows, run);
    let kind = Kind::of(&label.text).and_then(|kind| Kind::ALL.iter().position(|it| *it == kind));
    kind.and_then(|it| costs.get(it)).copied().unwrap_or(0)
}

/// The likeliest of the label before the run, of the one after it, and of the next displaced one.
fn best(rows: &[RawRow], run: &Range<usize>, free: Option<&Label>) -> Option<Label> {
    let before = run.start.checked_sub(1).and_then(|it| rows.get(it)?.level2.clone());
    let after = rows.get(run.end).and_then(|it| it.level2.clone());
    let choices = [free.cloned(), before, after];
    choices.into_iter().flatten().min_by_key(|it| cost(rows, run, it))
}

/// Each level 2 of the taxonomy says its level 1; the form's own word for it is taken.
fn name_level1(rows: &mut [RawRow], displaced: &[Label]) {
    let printed = rows.iter().filter_map(|it| it.level1.clone());
    let known: Vec<(Level1, Label)> = displaced
        .iter()
        .cloned()
        .chain(printed)
        .filter_map(|it| Some((own::level1(&it.text)?, it)))
        .collect();
    for row in rows.iter_mut().filter(|it| it.level1.is_none()) {
        let Some(level2) = row.level2.as_ref().and_then(|it| own::level2(&it.text)) else { continue };
        let found = known.iter().find(|(kind, _)| level2.under.contains(kind));
        row.level1 = found.map(|(_, it)| Label { text: it.text.clone(), line: row.line });
    }
}
