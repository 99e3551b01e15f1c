//! Which rows are one to a rule, and how many there are of each kind: a row that comes or goes among others of its kind
//! makes the rule find nothing else.
//!
//! It must not know single rules: each says what kind a row is of. Invariant: what is counted is what counting all rows
//! anew would find.

use super::seen::Passed;
use crate::check::scope::{Kind, KindOf};
use crate::model::{Filing, Indicator};
use rustc_hash::FxHashMap;

/// How many rows there are of each kind.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    n: FxHashMap<u64, usize>,
    /// Rows of which each counts.
    n_each: usize,
}

impl Tally {
    /// Whether there are rows of which each counts.
    pub const fn counts_each(&self) -> bool {
        self.n_each > 0
    }

    /// Counts a row in. Says whether the rule has to look again because of it.
    fn add(&mut self, kind: Kind) -> bool {
        match kind {
            Kind::Nothing => false,
            Kind::One(it) => {
                let n = self.n.entry(it).or_default();
                *n += 1;
                *n == 1
            }
            Kind::Each => {
                self.n_each += 1;
                true
            }
        }
    }

    /// Counts a row out. Says whether the rule has to look again because of it.
    fn remove(&mut self, kind: Kind) -> bool {
        match kind {
            Kind::Nothing => false,
            Kind::One(it) => {
                let left = self.n.get(&it).map_or(0, |n| n.saturating_sub(1));
                if left == 0 {
                    self.n.remove(&it);
                } else {
                    self.n.insert(it, left);
                }
                left == 0
            }
            Kind::Each => {
                self.n_each = self.n_each.saturating_sub(1);
                true
            }
        }
    }
}

/// The kinds of a filing's rows, function by function; a rule that looks at all rows has one tally for all.
#[derive(Clone, Debug, Default)]
pub struct Kinds {
    is_whole: bool,
    tallies: Vec<Tally>,
}

impl Kinds {
    /// Those of a filing.
    pub fn of(filing: &Filing, kind: KindOf, is_whole: bool) -> Self {
        let n = if is_whole { 1 } else { filing.functions.len() };
        let mut kinds = Self { is_whole, tallies: vec![Tally::default(); n] };
        let kind = kind(filing);
        for (function_idx, _, it) in filing.indicators() {
            kinds.change(function_idx, |tally| tally.add(kind(it)));
        }
        kinds
    }

    /// What is known of the rows of a function, or of all.
    pub fn tally(&self, function_idx: usize) -> Option<&Tally> {
        self.tallies.get(if self.is_whole { 0 } else { function_idx })
    }

    /// Takes a row as it is now.
    pub fn exchange(&mut self, function_idx: usize, old: Kind, new: Kind) {
        if old != new {
            self.change(function_idx, |it| it.remove(old));
            self.change(function_idx, |it| it.add(new));
        }
    }

    /// Takes what came and went. Answers the functions (0 for all rows) of which the rule has to look again.
    pub fn pass(
        &mut self,
        passed: &[Passed],
        came: impl Iterator<Item = (usize, Kind)>,
        kind: impl Fn(&Indicator) -> Kind,
    ) -> Vec<usize> {
        let mut again: Vec<usize> = Vec::new();
        for it in passed {
            match it {
                Passed::RowsWent { function, rows, .. } => {
                    for row in rows.iter().flatten() {
                        if self.change(*function, |it| it.remove(kind(row))) {
                            again.push(self.slot(*function));
                        }
                    }
                }
                Passed::RowsCame { .. } => {}
                Passed::FunctionCame(at) => {
                    if !self.is_whole {
                        self.tallies.insert((*at).min(self.tallies.len()), Tally::default());
                        again.iter_mut().filter(|it| **it >= *at).for_each(|it| *it += 1);
                    }
                }
                Passed::FunctionWent { at, rows } if self.is_whole => {
                    for row in rows.iter().flatten() {
                        if self.change(*at, |it| it.remove(kind(row))) {
                            again.push(0);
                        }
                    }
                }
                Passed::FunctionWent { at, .. } => {
                    if *at < self.tallies.len() {
                        self.tallies.remove(*at);
                    }
                    again.retain(|it| it != at);
                    again.iter_mut().filter(|it| **it > *at).for_each(|it| *it -= 1);
                }
            }
        }
        for (function_idx, kind) in came {
            if self.change(function_idx, |it| it.add(kind)) {
                again.push(self.slot(function_idx));
            }
        }
        again.sort_unstable();
        again.dedup();
        again
    }

    const fn slot(&self, function_idx: usize) -> usize {
        if self.is_whole { 0 } else { function_idx }
    }

    fn change(&mut self, function_idx: usize, change: impl FnOnce(&mut Tally) -> bool) -> bool {
        let slot = self.slot(function_idx);
        self.tallies.get_mut(slot).is_some_and(change)
    }
}
