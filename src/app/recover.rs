//! What the journals need to know, and what they gave back: unsaved changes of earlier sessions.
//!
//! It must not know where journals are kept. Invariant: everything that happens to a filing is put in the outbox once,
//! in order; the loop writes it down before it waits for the next key.

use super::entry::Held;
use super::mode::{Mode, Overlay};
use super::outside::Outside;
use super::{Entry, Home, State};
use crate::check;
use crate::journal::{Journal, Record, Restored, Source};
use crate::messages::{Message, RecoverText};
use crate::model::Filing;
use crate::store::Stamp;
use crate::text::diff;
use std::path::PathBuf;

/// Something for the journals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// Something happened to a filing.
    Record {
        /// The filing.
        entry: usize,
        /// What happened.
        record: Record,
    },
    /// A filing was read again: what its journal says is given up.
    GivenUp {
        /// The filing.
        entry: usize,
    },
    /// An earlier session's journal goes on as this session's, for a filing.
    Adopt {
        /// The filing.
        entry: usize,
        /// The journal's name.
        name: String,
        /// What it says.
        journal: Box<Journal>,
        /// The step that was still being typed then.
        typed: Option<Record>,
    },
    /// An earlier session's journal is dropped.
    Drop {
        /// The journal's name.
        name: String,
    },
    /// A filing's journal begins anew from what its file holds now, with everything that counts already in it: there is
    /// no moment at which neither the old journal nor the new one would be found after a crash.
    Anew {
        /// The filing.
        entry: usize,
        /// What happened since.
        records: Vec<Record>,
        /// The earlier session's journal whose place it takes.
        left: Option<String>,
    },
}

/// Whether unsaved changes are written down at the moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Journaling {
    /// They are.
    #[default]
    Kept,
    /// They cannot be: a crash would lose them.
    Missing,
}

/// Changes of an earlier session that no file holds, and that nobody has decided about yet.
#[derive(Clone, Debug)]
pub struct Recovered {
    /// The loaded filing.
    pub entry: usize,
    /// The journal's name.
    pub name: String,
    /// What it says.
    pub journal: Journal,
    /// The filing as it was left; `None` when the journal can no longer be used.
    pub restored: Option<Restored>,
    /// Whether the file still is what the changes were made to. Else they can only be had as a filing of their own.
    pub fits: bool,
    /// Seconds since the last change.
    pub seconds: u64,
}

impl State {
    /// Notes what happened to a filing, for its journal.
    pub fn note(&mut self, entry: usize, record: Record) {
        self.outbox.push(Note::Record { entry, record });
    }

    /// Takes what the journals have to be told.
    pub fn take_notes(&mut self) -> Vec<Note> {
        std::mem::take(&mut self.outbox)
    }

    /// Keeps a filing from being changed for now.
    pub fn hold(&mut self, entry: usize, held: Held) {
        if let Some(it) = self.entries.get_mut(entry) {
            it.home.held = Some(held);
        }
    }

    /// Takes everything back that was done to a filing: another session turned out to hold it.
    pub fn take_back(&mut self, entry: usize) {
        self.mode = Mode::Normal;
        if let Some(it) = self.entries.get_mut(entry) {
            while it.forget().is_some() {}
            it.home.held = Some(Held::Elsewhere);
            let name = it.department().to_owned();
            self.forest.rows_changed(entry, it.filing());
            self.forest.rename(entry, &name);
        }
        self.recount(entry);
        self.go_to_place(entry, crate::model::Place::Filing);
        self.refuse(crate::messages::Ui::HeldElsewhere);
    }

    /// Takes an earlier session's journal of a filing that was just loaded. Without unsaved changes the steps become
    /// the filing's own at once; else the person decides.
    pub fn found_journal(&mut self, entry: usize, name: String, journal: Journal, seconds: u64) {
        let Some(it) = self.entries.get_mut(entry) else { return };
        let file = it.home.stamp.as_ref().map(|it| it.hash.as_str());
        match journal.restore(it.filing(), file) {
            Ok(restored) if restored.n_unsaved == 0 && !journal.has_unsaved() => {
                let n_steps = restored.history.n_done() + restored.history.n_undone();
                if n_steps == 0 {
                    self.outbox.push(Note::Drop { name });
                } else {
                    it.restore(restored.filing, restored.history);
                    self.follow_names(entry);
                    self.recount(entry);
                    self.outbox.push(Note::Adopt { entry, name, journal: Box::new(journal), typed: None });
                }
            }
            found => {
                let fits = found.is_ok();
                let restored = found.ok().or_else(|| journal.apart());
                if !fits && !journal.has_unsaved() {
                    // The file went on without this journal, which lost nothing.
                    self.outbox.push(Note::Drop { name });
                    return;
                }
                it.home.held = Some(Held::Undecided);
                self.recovered.push(Recovered { entry, name, journal, restored, fits, seconds });
            }
        }
    }

    /// Whether changes go into the filing as it stands: its file still is what they were made to, and nothing else was
    /// done to it here, as when two journals are about one file.
    pub fn fits(&self, it: &Recovered) -> bool {
        it.fits && self.entries.get(it.entry).is_some_and(|it| !it.history().is_modified())
    }

    /// Shows what earlier sessions have left, if anything and if nothing else is going on.
    pub fn offer_recovered(&mut self) -> bool {
        let offers = !self.recovered.is_empty() && matches!(self.mode, Mode::Normal);
        if offers {
            self.mode = Mode::Overlay(Overlay::Recover { selected: 0, top: 0 });
        }
        offers
    }

    /// Takes changes of an earlier session back into the filing, or beside it where the file is another one now.
    /// Says whether that was possible.
    pub fn restore(&mut self, idx: usize) -> bool {
        let Some(it) = self.recovered.get(idx) else { return false };
        let Some(restored) = it.restored.clone() else { return false };
        let fits = self.fits(it);
        let it = self.recovered.remove(idx);
        let typed = restored.typed.clone();
        let entry = if fits { it.entry } else { self.add_apart(it.entry) };
        let name = self.entries.get_mut(entry).map(|found| {
            found.home.held = None;
            found.restore(restored.filing, restored.history);
            if it.journal.header.source == Source::Nothing && it.journal.is_unwritten() {
                found.has_no_file();
            }
            found.department().to_owned()
        });
        self.follow_names(entry);
        self.recount(entry);
        if let Some(name) = name {
            self.forest.rename(entry, &name);
        }
        if let Some(changed) = self.entries.get(entry) {
            self.forest.rows_changed(entry, changed.filing());
        }
        if let Some(file) = self.entries.get_mut(it.entry) {
            file.home.held = None;
        }
        self.outbox.push(Note::Adopt { entry, name: it.name, journal: Box::new(it.journal), typed });
        self.go_to_place(entry, crate::model::Place::Filing);
        let text = if fits { RecoverText::Restored } else { RecoverText::RestoredApart };
        let file = self.entries.get(it.entry).map(|it| it.file_name().to_owned()).unwrap_or_default();
        self.tell(&Message::new(text, [("file", file)]));
        true
    }

    /// Gives changes of an earlier session up.
    pub fn drop_recovered(&mut self, idx: usize) {
        if idx >= self.recovered.len() {
            return;
        }
        let it = self.recovered.remove(idx);
        if let Some(file) = self.entries.get_mut(it.entry) {
            file.home.held = None;
        }
        self.outbox.push(Note::Drop { name: it.name });
    }

    /// The lines in which what was left differs from what the file held then: the file's own format, as it would be
    /// saved. What others have changed since is not among them.
    pub fn recovered_difference(&self, idx: usize) -> Vec<String> {
        let Some(it) = self.recovered.get(idx) else { return Vec::new() };
        let Some(restored) = &it.restored else { return Vec::new() };
        let saved = crate::format::write(&restored.saved);
        let left = crate::format::write(&restored.filing);
        diff::unified("", "", &saved, &left).lines().skip(2).map(str::to_owned).collect()
    }

    /// Adds a filing whose file is gone, no filing any more or was never there, as its journal knows it. Gives its number.
    pub fn add_lost(&mut self, filing: Filing, journal: &Journal, file: PathBuf, is_gone: bool) -> usize {
        let is_unwritten = is_gone && journal.is_unwritten();
        // What the file holds now is not what was read, so that it is only written over when the person says so.
        let stamp = (!is_gone).then(|| Stamp::of(crate::format::write(&filing).as_bytes(), None));
        let findings = check::check(&filing);
        let home = Home {
            opened: file.clone(),
            save_to: Some(file),
            stamp,
            outside: if is_gone {
                Some(Outside::Gone).filter(|_| !is_unwritten)
            } else {
                Some(Outside::Changed)
            },
            is_lost: true,
            ..Home::default()
        };
        self.add(vec![Entry::new(filing, findings, home)]);
        self.entries.len().saturating_sub(1)
    }

    /// A filing of its own beside the one at `entry`, without a place.
    fn add_apart(&mut self, entry: usize) -> usize {
        let Some(it) = self.entries.get(entry) else { return entry };
        let mut home = it.home.clone();
        home.save_to = None;
        home.stamp = None;
        home.source = None;
        home.held = None;
        home.outside = None;
        home.is_apart = true;
        let filing = it.filing().clone();
        let findings = check::check(&filing);
        self.add(vec![Entry::new(filing, findings, home)]);
        self.entries.len().saturating_sub(1)
    }
}
