//! Files of loaded filings that others have changed meanwhile.
//!
//! It must not read files: the loop tells what has become of them. Invariant: what was changed here is never replaced
//! by what another has written without being asked for.

use super::entry::Held;
use super::{Entry, Mode, State};
use crate::messages::{Message, SaveText};

/// What has become of a filing's file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outside {
    /// Another has written to it.
    Changed,
    /// It is no longer there.
    Gone,
}

impl State {
    /// A filing's file holds another filing now. Unchanged here, it is taken over at once or, while something is being
    /// typed or asked, as soon as that is over; else the person is told.
    pub fn changed_outside(&mut self, entry: usize, new: Entry) {
        let Some(it) = self.entries.get_mut(entry) else { return };
        it.home.outside = Some(Outside::Changed);
        if it.is_modified() || it.home.held == Some(Held::Undecided) {
            return self.tell_outside(entry, SaveText::ChangedHere);
        }
        self.newer.insert(entry, Box::new(new));
    }

    /// An imported filing has a file by now, which another window has saved. Unchanged here, it goes on from there; else
    /// the person is told, as saving here will be refused under that name.
    pub fn saved_outside(&mut self, entry: usize, new: Entry) {
        let Some(it) = self.entries.get(entry) else { return };
        if it.is_modified() || it.home.held == Some(Held::Undecided) {
            let file = it.home.save_to.as_deref().and_then(|it| it.file_name());
            let file = file.map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
            return self.complain(&Message::new(SaveText::SavedElsewhereChanged, [("file", file)]));
        }
        self.newer.insert(entry, Box::new(new));
    }

    /// A filing's file can no longer be read as a filing.
    pub fn unreadable_outside(&mut self, entry: usize) {
        self.set_outside(entry, Some(Outside::Changed));
        self.tell_outside(entry, SaveText::ChangedNoFiling);
    }

    /// A filing's file is gone.
    pub fn gone_outside(&mut self, entry: usize) {
        self.set_outside(entry, Some(Outside::Gone));
        let is_import = self.entries.get(entry).is_some_and(|it| it.home.is_import());
        self.tell_outside(entry, if is_import { SaveText::SourceGone } else { SaveText::Gone });
    }

    /// A filing's file is again what it was.
    pub fn same_outside(&mut self, entry: usize) {
        self.newer.remove(&entry);
        self.set_outside(entry, None);
    }

    /// Takes over what others have written to files that are unchanged here, once nothing is being typed or asked.
    /// Gives the filings.
    pub fn take_newer(&mut self) -> Vec<usize> {
        if self.newer.is_empty() || !matches!(self.mode, Mode::Normal) {
            return Vec::new();
        }
        let (mut taken, mut is_saved) = (Vec::new(), false);
        for (entry, mut new) in std::mem::take(&mut self.newer) {
            let Some(it) = self.entries.get(entry) else { continue };
            if it.is_modified() {
                self.tell_outside(entry, SaveText::ChangedHere);
                continue;
            }
            new.home.held = it.home.held;
            is_saved |= it.home.is_import() && !new.home.is_import();
            self.reloaded(entry, *new);
            taken.push(entry);
        }
        match taken.as_slice() {
            [] => {}
            [one] if is_saved => {
                self.tell(&Message::new(SaveText::SavedElsewhere, self.file_of(*one)));
            }
            [one] => self.tell_reloaded(*one),
            all => self.tell(&Message::new(SaveText::ReloadedMany, [("n", all.len().to_string())])),
        }
        taken
    }

    fn set_outside(&mut self, entry: usize, outside: Option<Outside>) {
        self.newer.remove(&entry);
        if let Some(it) = self.entries.get_mut(entry) {
            it.home.outside = outside;
        }
    }

    /// The file that is followed for a filing.
    fn file_of(&self, entry: usize) -> [(&'static str, String); 1] {
        let followed = self.entries.get(entry).and_then(|it| it.home.followed()?.0.file_name());
        let own = self.entries.get(entry).map(|it| it.file_name().to_owned());
        [("file", followed.map(|it| it.to_string_lossy().into_owned()).or(own).unwrap_or_default())]
    }

    fn tell_reloaded(&mut self, entry: usize) {
        self.tell(&Message::new(SaveText::Reloaded, self.file_of(entry)));
    }

    fn tell_outside(&mut self, entry: usize, text: SaveText) {
        self.complain(&Message::new(text, self.file_of(entry)));
    }
}
