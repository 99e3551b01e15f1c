//! Bringing together what was changed here and what another person saved meanwhile.
//!
//! It must not read files: the loop brings their filing. Invariant: until it is finished nothing has changed, and then
//! their filing stands with what was changed here as one step on it.

use super::mode::{Mode, Overlay};
use super::{Entry, State};
use crate::merge::{Collision, Merged, Side, merge};
use crate::messages::{MergeText, Message};
use crate::model::{Field, Filing, Place};

/// A merge that waits for answers.
#[derive(Debug)]
pub struct Merging {
    /// The filing that was changed here.
    pub entry: usize,
    /// What the file holds now.
    theirs: Entry,
    /// What it held when it was read here.
    base: Filing,
    /// Whose word counts, by collision.
    choices: Vec<Side>,
    /// What it comes to.
    pub merged: Merged,
}

impl State {
    /// Begins to bring the changes made here into what the file holds now. Without collisions it is done at once; else
    /// the person is asked.
    pub fn begin_merge(&mut self, entry: usize, theirs: Entry) {
        let Some(it) = self.entries.get(entry) else { return };
        let base = it.saved_filing().unwrap_or(it.filing()).clone();
        let merged = merge(&base, it.filing(), theirs.filing(), &[]);
        let choices = vec![Side::Theirs; merged.collisions.len()];
        let asks = !choices.is_empty();
        self.merging = Some(Box::new(Merging { entry, theirs, base, choices, merged }));
        if asks {
            self.mode = Mode::Overlay(Overlay::Merge { selected: 0 });
        } else {
            self.finish_merge();
        }
    }

    /// Decides about a collision.
    pub fn choose_in_merge(&mut self, collision: usize, side: Side) {
        let Some(mut merging) = self.merging.take() else { return };
        if let (Some(choice), Some(it)) =
            (merging.choices.get_mut(collision), self.entries.get(merging.entry))
        {
            *choice = side;
            merging.merged = merge(&merging.base, it.filing(), merging.theirs.filing(), &merging.choices);
        }
        self.merging = Some(merging);
    }

    /// Takes their filing, with what was changed here as one step on it.
    pub fn finish_merge(&mut self) {
        let Some(merging) = self.merging.take() else { return };
        let Merging { entry, theirs, merged, .. } = *merging;
        let n_mine = merged.changes.len();
        self.reloaded(entry, theirs);
        self.make(entry, merged.changes, Place::Filing, Place::Filing);
        let file = self.entries.get(entry).map(|it| it.file_name().to_owned()).unwrap_or_default();
        let args =
            [("file", file), ("n", n_mine.to_string()), ("asked", merged.collisions.len().to_string())];
        self.tell(&Message::new(MergeText::Merged, args));
    }

    /// Leaves everything as it was.
    pub fn give_up_merge(&mut self) {
        self.merging = None;
        self.refuse(MergeText::GivenUp);
    }

    /// Where a collision is, for the screen: the function, the row, the field.
    pub fn collision_place(&self, merging: &Merging, collision: &Collision) -> String {
        let mine = self.entries.get(merging.entry).map(Entry::filing);
        let filing = if collision.is_gone { mine } else { Some(merging.theirs.filing()) };
        let label = filing.map(|it| super::board::changes::label(self, it, collision.at)).unwrap_or_default();
        match &collision.field {
            Some(field) if *field != Field::IndicatorName => {
                format!("{label} · {}", super::field_name::field_name(field, self.lang))
            }
            _ => label,
        }
    }
}
