//! A new row that is typed in one go: putting it in, its name and its values are one step, as a person thinks.
//!
//! Invariant: what was saved in between, or done elsewhere, is never drawn into the step.

use super::draft::Draft;
use super::{Entry, State};
use crate::edit::Change;
use crate::journal::Record;
use crate::model::Place;

/// A row that was just put in and is still being typed.
#[derive(Clone, Debug)]
pub struct NewRow {
    entry: usize,
    place: Place,
    /// What has put it in and typed it so far.
    changes: Vec<Change>,
    /// Where the person was before.
    before: Place,
    /// How many steps were made then: the last of them is its own.
    n_done: usize,
}

impl State {
    /// Takes note that the last step has put a row in, which is typed now.
    pub(super) fn put_new_row(&mut self, entry: usize, changes: Vec<Change>, before: Place, place: Place) {
        let n_done = self.entries.get(entry).map_or(0, |it| it.history().n_done());
        self.new_row = Some(NewRow { entry, place, changes, before, n_done });
    }

    /// Makes the changes of what was typed: as a part of the step that has put the row in where that is still being typed,
    /// else as a step of its own.
    pub(super) fn make_typed(&mut self, draft: &Draft, changes: Vec<Change>, after: Place) {
        if changes.is_empty() {
            return;
        }
        let here = draft.place();
        let Some(row) = self.new_row.take().filter(|it| self.is_typed(it, draft)) else {
            self.make(draft.entry, changes, here, after);
            return;
        };
        let all: Vec<Change> = row.changes.into_iter().chain(changes).collect();
        self.step(Entry::forget, Record::Forget);
        self.make(row.entry, all.clone(), row.before, after);
        self.put_new_row(row.entry, all, row.before, after);
    }

    /// Whether a draft goes on with a new row whose step is the last one and is not saved.
    fn is_typed(&self, row: &NewRow, draft: &Draft) -> bool {
        let is_last = self
            .entries
            .get(row.entry)
            .is_some_and(|it| it.history().n_done() == row.n_done && it.is_modified());
        let is_here = self.entry_idx() == Some(row.entry) && draft.entry == row.entry;
        is_last && is_here && draft.places == [row.place]
    }
}
