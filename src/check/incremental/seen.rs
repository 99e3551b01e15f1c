//! The filing as it was when it was last checked, and what has changed since.
//!
//! It must not know rules or findings. Invariant: after [`take_over`] the copy says what the filing says, but for
//! names of levels, which are the canonical ones where a configuration adds synonyms.

use crate::check::words::Words;
use crate::model::{Amounts, Field, Filing, Function, Indicator, Place, Reshape};

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
    /// What came and went, one after the other, where that is known; then nothing is reshaped.
    pub passed: Vec<Passed>,
    /// The same as far as it bears on places.
    pub reshaped: Vec<Reshape>,
    /// The rows that came and are still there, where they are now, in order.
    pub came: Vec<(usize, usize)>,
    /// Whether functions came or went, or one got its first row or lost its last.
    pub is_regrouped: bool,
}

/// Rows that came or went, with what they said when they were last checked; those that came in the same step were not.
#[derive(Debug)]
pub enum Passed {
    /// Rows came to stand in a function.
    RowsCame {
        /// The function's index.
        function: usize,
        /// The index of the first.
        first: usize,
        /// How many.
        n: usize,
    },
    /// Rows of a function went.
    RowsWent {
        /// The function's index.
        function: usize,
        /// The index of the first.
        first: usize,
        /// What they said.
        rows: Vec<Option<Indicator>>,
    },
    /// A function came; its rows are among those that came.
    FunctionCame(usize),
    /// A function went.
    FunctionWent {
        /// Its index.
        at: usize,
        /// What its rows said.
        rows: Vec<Option<Indicator>>,
    },
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

/// Brings the copy up to date after rows, functions or lines came and went so, and at these places, where they are now.
/// `None` where that is not what has happened; the copy is of no use then.
pub fn take_over_rows(
    seen: &mut Filing,
    filing: &Filing,
    words: &Words,
    reshaped: &[Reshape],
    set: &[Place],
) -> Option<Changes> {
    let mut changes = Changes::default();
    // The functions and rows that came, where they are now.
    let (mut functions, mut rows): (Vec<usize>, Vec<(usize, usize)>) = (Vec::new(), Vec::new());
    for it in reshaped {
        let is_new = |at: usize| functions.contains(&at);
        let passed = match *it {
            Reshape::Lines => {
                // Whoever reads lines reads what they are called.
                changes.frame.push((Place::BudgetLine(0), Field::LineName));
                seen.budget.lines.clone_from(&filing.budget.lines);
                None
            }
            Reshape::RowsCame { function, .. } | Reshape::RowsWent { function, .. } if is_new(function) => {
                None
            }
            Reshape::RowsCame { function, first, n } => {
                let own = &mut seen.functions.get_mut(function)?.indicators;
                let first = Some(first).filter(|it| *it <= own.len())?;
                changes.is_regrouped |= own.is_empty();
                own.splice(first..first, std::iter::repeat_n(Indicator::default(), n));
                Some(Passed::RowsCame { function, first, n })
            }
            Reshape::RowsWent { function, first, n } => {
                let own = &mut seen.functions.get_mut(function)?.indicators;
                let end = Some(first + n).filter(|it| *it <= own.len())?;
                let went = own.drain(first..end).enumerate();
                let was_seen = |idx: usize| !rows.contains(&(function, first + idx));
                let went = went.map(|(idx, it)| was_seen(idx).then_some(it)).collect();
                changes.is_regrouped |= own.is_empty();
                Some(Passed::RowsWent { function, first, rows: went })
            }
            Reshape::FunctionCame(at) => {
                let at = Some(at).filter(|it| *it <= seen.functions.len())?;
                seen.functions.insert(at, Function::default());
                changes.is_regrouped = true;
                Some(Passed::FunctionCame(at))
            }
            Reshape::FunctionWent(at) => {
                let went = (at < seen.functions.len()).then(|| seen.functions.remove(at))?;
                let was_seen = |idx: usize| !is_new(at) && !rows.contains(&(at, idx));
                let went = went.indicators.into_iter().enumerate();
                let rows = went.map(|(idx, it)| was_seen(idx).then_some(it)).collect();
                changes.is_regrouped = true;
                Some(Passed::FunctionWent { at, rows })
            }
        };
        (functions, rows) = followed(*it, &functions, &rows);
        match &passed {
            Some(Passed::RowsCame { function, first, n }) => {
                rows.extend((*first..first + n).map(|idx| (*function, idx)));
            }
            Some(Passed::FunctionCame(at)) => functions.push(*at),
            _ => {}
        }
        if passed.is_some() {
            changes.reshaped.push(*it);
        }
        changes.passed.extend(passed);
    }
    for (function_idx, idx) in &rows {
        let new = filing.indicator(*function_idx, *idx)?;
        seen.functions.get_mut(*function_idx)?.indicators.get_mut(*idx)?.clone_from(new);
    }
    for at in functions {
        seen.functions.get_mut(at)?.clone_from(filing.functions.get(at)?);
        rows.extend((0..filing.functions.get(at)?.indicators.len()).map(|idx| (at, idx)));
    }
    rows.sort_unstable();
    changes.came = rows;
    let n_rows = |it: &Filing| it.functions.iter().map(|it| it.indicators.len()).collect::<Vec<_>>();
    if seen.budget.lines.len() != filing.budget.lines.len() || n_rows(seen) != n_rows(filing) {
        return None;
    }
    let others = take_over(seen, filing, words, set);
    (changes.rows, changes.is_accepting) = (others.rows, others.is_accepting);
    changes.frame.extend(others.frame);
    Some(changes)
}

/// Where functions and rows that came before are after others came or went.
fn followed(it: Reshape, functions: &[usize], rows: &[(usize, usize)]) -> (Vec<usize>, Vec<(usize, usize)>) {
    let functions = functions.iter().filter_map(|at| match it.follow(Place::Function(*at))? {
        Place::Function(at) => Some(at),
        _ => None,
    });
    let rows = rows.iter().filter_map(|at| it.follow(Place::Indicator(at.0, at.1)));
    (functions.collect(), rows.filter_map(super::row_of).collect())
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
