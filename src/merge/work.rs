//! Their filing while my changes are brought in: where each of my rows stands in it, and the changes so far.
//!
//! Invariant: `filing` is what their filing becomes by `changes`.

use super::row;
use crate::diff::Pair;
use crate::edit::{Change, Row};
use crate::model::{Filing, Place, RowId};
use std::collections::BTreeMap;

pub(super) struct Work {
    pub(super) filing: Filing,
    pub(super) changes: Vec<Change>,
    /// My rows, by their place in mine.
    mine: BTreeMap<Place, Place>,
    /// Rows of the base, by their place there.
    base: BTreeMap<Place, Place>,
}

impl Work {
    pub(super) fn new(theirs: &Filing) -> Self {
        Self { filing: theirs.clone(), changes: Vec::new(), mine: BTreeMap::new(), base: BTreeMap::new() }
    }

    /// Learns which of my rows are which of theirs: by the row of the base that both were.
    pub(super) fn meet(&mut self, my_pairs: &[Pair], their_pairs: &[Pair]) {
        self.base = their_pairs.iter().filter_map(|it| Some((it.left?, it.right?))).collect();
        self.base.insert(Place::Filing, Place::Filing);
        self.mine = my_pairs
            .iter()
            .filter_map(|it| Some((it.right?, *self.base.get(&it.left?)?)))
            .chain([(Place::Filing, Place::Filing)])
            .collect();
    }

    /// Where a row of mine stands.
    pub(super) fn place(&self, mine: Place) -> Option<Place> {
        self.mine.get(&mine).copied()
    }

    /// Where a row of the base stands; `None` when it is gone.
    pub(super) fn place_of_base(&self, base: Place, their_pairs: &[Pair]) -> Option<Place> {
        their_pairs.iter().any(|it| it.left == Some(base)).then(|| self.base.get(&base).copied()).flatten()
    }

    /// Makes a change; one that cannot be made is left out.
    pub(super) fn make(&mut self, change: Change) -> bool {
        let is_made = change.clone().apply(&mut self.filing).is_some();
        if is_made {
            self.changes.push(change);
        }
        is_made
    }

    /// Puts a row of mine in after the one that it follows there.
    pub(super) fn insert(&mut self, mine: &Filing, at: Place) {
        let Some(to) = self.after_neighbour(at) else { return };
        let Some(row) = row(mine, at).map(anonymous) else { return };
        if self.has_equal(to, &row) {
            return;
        }
        if self.make(Change::Insert { at: to, row: Box::new(row) }) {
            self.shift(|it| Some(it.after_insert(to)));
            self.mine.insert(at, to);
        }
    }

    /// Moves a row of mine to after the one that it follows there.
    pub(super) fn move_after(&mut self, at: Place) {
        let (Some(from), Some(to)) = (self.place(at), self.after_neighbour(at)) else { return };
        let is_between = |it: &Place| to <= *it && *it < from && same_list(*it, from);
        if same_list(from, to) && to <= from && !self.mine.values().any(is_between) {
            // Only rows of theirs stand between it and the one that it follows.
            return;
        }
        // The place after the move: the row no longer stands before it.
        let to = to.after_remove(from).unwrap_or(from);
        if from != to && self.make(Change::Move { from, to }) {
            self.shift(
                |it| if it == from { None } else { it.after_remove(from).map(|it| it.after_insert(to)) },
            );
            self.mine.insert(at, to);
        }
    }

    /// Takes a row away.
    pub(super) fn remove(&mut self, at: Place) {
        if self.make(Change::Remove { at }) {
            self.shift(|it| it.after_remove(at));
        }
    }

    /// The place right after the nearest earlier row of mine that stands here; the first of its kind where none does.
    fn after_neighbour(&self, at: Place) -> Option<Place> {
        match at {
            Place::Filing => None,
            Place::BudgetLine(idx) => {
                let before = (0..idx).rev().find_map(|it| self.place(Place::BudgetLine(it)));
                Some(before.map_or(Place::BudgetLine(0), next))
            }
            Place::Function(idx) => {
                let before = (0..idx).rev().find_map(|it| self.place(Place::Function(it)));
                Some(before.map_or(Place::Function(0), next))
            }
            Place::Indicator(function_idx, idx) => {
                let Place::Function(function) = self.place(Place::Function(function_idx))? else {
                    return None;
                };
                let before = (0..idx)
                    .rev()
                    .filter_map(|it| self.place(Place::Indicator(function_idx, it)))
                    .find(|it| matches!(it, Place::Indicator(in_function, _) if *in_function == function));
                Some(before.map_or(Place::Indicator(function, 0), next))
            }
        }
    }

    /// Whether both put the same row in at the same place.
    fn has_equal(&self, at: Place, new: &Row) -> bool {
        !matches!(new, Row::Function(_)) && row(&self.filing, at).is_some_and(|it| it == *new)
    }

    fn shift(&mut self, follow: impl Fn(Place) -> Option<Place>) {
        for map in [&mut self.mine, &mut self.base] {
            *map = std::mem::take(map).into_iter().filter_map(|(key, it)| Some((key, follow(it)?))).collect();
        }
    }
}

const fn same_list(a: Place, b: Place) -> bool {
    match (a, b) {
        (Place::Indicator(a, _), Place::Indicator(b, _)) => a == b,
        (Place::BudgetLine(_), Place::BudgetLine(_)) => true,
        _ => false,
    }
}

const fn next(place: Place) -> Place {
    match place {
        Place::Filing => Place::Filing,
        Place::BudgetLine(idx) => Place::BudgetLine(idx + 1),
        Place::Function(idx) => Place::Function(idx + 1),
        Place::Indicator(function, idx) => Place::Indicator(function, idx + 1),
    }
}

/// A row that no file has yet: numbers of mine mean nothing in their file.
fn anonymous(row: Row) -> Row {
    match row {
        Row::Line(mut line) => {
            line.row = RowId::default();
            Row::Line(line)
        }
        Row::Function(mut function) => {
            function.row = RowId::default();
            Row::Function(function)
        }
        Row::Indicator(mut indicator) => {
            indicator.row = RowId::default();
            Row::Indicator(indicator)
        }
    }
}
