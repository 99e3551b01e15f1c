//! The filing as it was when it was last checked, and what has changed since.
//!
//! It must not know rules or findings. Invariant: after [`take_over`] the copy says what the filing says, but for
//! names of levels, which are the canonical ones where a configuration adds synonyms.

use crate::check::words::Words;
use crate::model::{Amounts, Field, Filing, Function, Indicator, Place};

/// What changed.
#[derive(Debug, Default)]
pub struct Changes {
    /// Rows that say something else.
    pub rows: Vec<RowChange>,
    /// Fields of the filing, its budget lines and its functions that do.
    pub frame: Vec<(Place, Field)>,
    /// Whether rows, lines or functions came or went.
    pub is_reshaped: bool,
    /// The functions before, where that is so.
    pub old_functions: Vec<Function>,
    /// Whether other findings are accepted.
    pub is_accepting: bool,
}

/// A row that says something else.
#[derive(Debug)]
pub struct RowChange {
    /// Its function.
    pub function_idx: usize,
    /// Its index in it.
    pub idx: usize,
    /// What it said.
    pub old: Indicator,
}

impl Changes {
    /// Whether a field of the filing, of a line or of a function is another, by what `is` says of it.
    pub fn in_frame(&self, is: impl Fn(&Field) -> bool) -> bool {
        self.frame.iter().any(|(_, field)| is(field))
    }
}

/// Brings the copy up to date at these places, which are in both, and says what was different.
pub fn take_over(seen: &mut Filing, filing: &Filing, words: &Words, places: &[Place]) -> Changes {
    let mut changes = Changes::default();
    for place in places {
        match *place {
            Place::Filing => header(seen, filing, &mut changes),
            Place::BudgetLine(idx) => line(seen, filing, idx, &mut changes),
            Place::Function(idx) => function(seen, filing, idx, &mut changes),
            Place::Indicator(function_idx, idx) => {
                let new = filing.indicator(function_idx, idx);
                let old = seen.functions.get_mut(function_idx).and_then(|it| it.indicators.get_mut(idx));
                if let Some((old, new)) = old.zip(new) {
                    row(old, new, words, (function_idx, idx), &mut changes);
                }
            }
        }
    }
    allows(seen, filing, &mut changes);
    changes
}

/// Brings the whole copy up to date.
pub fn take_over_all(seen: &mut Filing, filing: &Filing, words: &Words) -> Changes {
    let mut changes = Changes::default();
    header(seen, filing, &mut changes);
    allows(seen, filing, &mut changes);
    let shape = |it: &Filing| -> Vec<usize> { it.functions.iter().map(|it| it.indicators.len()).collect() };
    if seen.budget.lines.len() != filing.budget.lines.len() || shape(seen) != shape(filing) {
        changes.is_reshaped = true;
        seen.budget.lines.clone_from(&filing.budget.lines);
        changes.old_functions = std::mem::replace(&mut seen.functions, filing.functions.clone());
        if words.has_synonyms() {
            seen.functions.iter_mut().flat_map(|it| &mut it.indicators).for_each(|it| words.rename(it));
        }
        return changes;
    }
    for idx in 0..filing.budget.lines.len() {
        line(seen, filing, idx, &mut changes);
    }
    for function_idx in 0..filing.functions.len() {
        function(seen, filing, function_idx, &mut changes);
    }
    for (function_idx, (old, new)) in seen.functions.iter_mut().zip(&filing.functions).enumerate() {
        for (idx, (old, new)) in old.indicators.iter_mut().zip(&new.indicators).enumerate() {
            row(old, new, words, (function_idx, idx), &mut changes);
        }
    }
    changes
}

fn row(
    old: &mut Indicator,
    new: &Indicator,
    words: &Words,
    (function_idx, idx): (usize, usize),
    changes: &mut Changes,
) {
    if old == new {
        return;
    }
    let mut new = new.clone();
    words.rename(&mut new);
    if *old != new {
        let old = std::mem::replace(old, new);
        changes.rows.push(RowChange { function_idx, idx, old });
    }
}

fn header(seen: &mut Filing, filing: &Filing, changes: &mut Changes) {
    let is_other = |it: &Field| seen.get(Place::Filing, it) != filing.get(Place::Filing, it);
    let fields = Field::OF_FILING.into_iter().filter(is_other);
    changes.frame.extend(fields.map(|it| (Place::Filing, it)));
    seen.title.clone_from(&filing.title);
    (seen.scope, seen.stage, seen.year) = (filing.scope, filing.stage, filing.year);
    seen.filled_at.clone_from(&filing.filled_at);
    seen.department.clone_from(&filing.department);
    seen.project.clone_from(&filing.project);
    seen.contact.clone_from(&filing.contact);
    seen.goals.clone_from(&filing.goals);
    seen.budget.unit = filing.budget.unit;
}

fn allows(seen: &mut Filing, filing: &Filing, changes: &mut Changes) {
    if seen.allows != filing.allows {
        changes.is_accepting = true;
        seen.allows.clone_from(&filing.allows);
    }
}

fn line(seen: &mut Filing, filing: &Filing, idx: usize, changes: &mut Changes) {
    let (Some(old), Some(new)) = (seen.budget.lines.get(idx), filing.budget.lines.get(idx)) else { return };
    if old == new {
        return;
    }
    let amounts = (&old.amounts, &new.amounts);
    fields(seen, filing, Place::BudgetLine(idx), &Field::OF_LINE, amounts, changes);
    if let Some(old) = seen.budget.lines.get_mut(idx) {
        old.clone_from(new);
    }
}

fn function(seen: &mut Filing, filing: &Filing, idx: usize, changes: &mut Changes) {
    let (Some(old), Some(new)) = (seen.functions.get(idx), filing.functions.get(idx)) else { return };
    let amounts = (&old.amounts, &new.amounts);
    fields(seen, filing, Place::Function(idx), &Field::OF_FUNCTION, amounts, changes);
    let Some(old) = seen.functions.get_mut(idx) else { return };
    old.id.clone_from(&new.id);
    old.name.clone_from(&new.name);
    old.content.clone_from(&new.content);
    old.amounts.clone_from(&new.amounts);
}

fn fields(
    seen: &Filing,
    filing: &Filing,
    at: Place,
    named: &[Field],
    (old, new): (&Amounts, &Amounts),
    changes: &mut Changes,
) {
    let is_other = |it: &&Field| seen.get(at, it) != filing.get(at, it);
    changes.frame.extend(named.iter().filter(is_other).map(|it| (at, it.clone())));
    if old != new {
        let column = old.0.iter().chain(&new.0).map(|(column, _)| column.clone()).next();
        changes.frame.extend(column.map(|it| (at, Field::Amount(it))));
    }
}
