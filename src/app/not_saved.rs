//! What the last saving could not save, until it is saved or put aside.
//!
//! It must not know how files are written. Invariant: what is listed here is still changed in memory.

use super::State;
use super::mode::{Confirm, Mode, Overlay};
use crate::messages::{Message, Problem};
use std::path::PathBuf;

/// A filing that was not saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotSaved {
    /// The filing.
    pub entry: usize,
    /// The file that was to be written.
    pub file: PathBuf,
    /// What stands against it.
    pub why: Message<Problem>,
}

impl NotSaved {
    /// What is asked where the file is not what was opened, so that the person has to choose what becomes of it.
    pub const fn question(&self) -> Option<Confirm> {
        match self.why.id {
            Problem::ChangedOutside | Problem::NoLongerFiling => {
                Some(Confirm::Changed { entry: self.entry, is_there: true })
            }
            Problem::Vanished => Some(Confirm::Changed { entry: self.entry, is_there: false }),
            Problem::SourceChanged => Some(Confirm::Source { entry: self.entry }),
            _ => None,
        }
    }
}

/// The report of a saving.
#[derive(Clone, Debug, Default)]
pub struct Failures {
    /// How many filings were saved.
    pub n_saved: usize,
    /// Those that were not.
    pub list: Vec<NotSaved>,
}

impl State {
    /// Takes note of what was not saved, and shows it.
    pub fn were_not_saved(&mut self, n_saved: usize, list: Vec<NotSaved>) {
        self.not_saved = Failures { n_saved, list };
        self.mode = Mode::Overlay(Overlay::NotSaved { selected: 0 });
    }

    /// The same for one filing; what else was not saved stays in the list.
    pub fn was_not_saved(&mut self, one: NotSaved) {
        let entry = one.entry;
        let list = &mut self.not_saved.list;
        let selected = list.iter().position(|it| it.entry == entry).unwrap_or(list.len());
        list.retain(|it| it.entry != entry);
        list.insert(selected.min(list.len()), one);
        self.mode = Mode::Overlay(Overlay::NotSaved { selected });
    }

    /// Shows what is still not saved, if anything is, after one filing was.
    pub fn show_not_saved(&mut self, saved: usize) {
        let entries = &self.entries;
        let is_unsaved =
            |it: &NotSaved| it.entry != saved && entries.get(it.entry).is_some_and(super::Entry::is_modified);
        self.not_saved.list.retain(is_unsaved);
        if !self.not_saved.list.is_empty() {
            self.mode = Mode::Overlay(Overlay::NotSaved { selected: 0 });
        }
    }
}
