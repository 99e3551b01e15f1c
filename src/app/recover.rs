//! What the journals need to know, and what they gave back: unsaved changes of earlier sessions.
//!
//! It must not know where journals are kept. Invariant: everything that happens to a filing is put in the outbox once,
//! in order; the loop writes it down before it waits for the next key.

use super::entry::Held;
use super::left_texts;
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
    /// The filing that they were made to.
    pub whose: Whose,
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

/// The filing that changes of an earlier session were made to.
#[derive(Clone, Debug)]
pub enum Whose {
    /// One that is loaded.
    Loaded(usize),
    /// One that no file holds any more, or never held: it is among the others only once it was restored.
    Lost(Box<Entry>),
}

impl Recovered {
    /// The number of the loaded filing.
    pub fn entry(&self) -> Option<usize> {
        match self.whose {
            Whose::Loaded(entry) => Some(entry),
            Whose::Lost(_) => None,
        }
    }

    /// Whether a file held the changes, which holds something earlier now: somebody has put it back, or the system that it
    /// lies on lost what it was given.
    pub fn was_saved(&self) -> bool {
        !self.journal.has_unsaved()
    }

    /// How many changes no file holds.
    pub fn n_unsaved(&self) -> usize {
        self.restored.as_ref().map_or_else(|| self.journal.told().len(), |it| it.n_unsaved)
    }
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

    /// Takes everything back that was done to a filing and not saved: another session turned out to hold it.
    pub fn take_back(&mut self, entry: usize) {
        self.mode = Mode::Normal;
        let mut last = None;
        if let Some(it) = self.entries.get_mut(entry) {
            while it.history().is_modified()
                && let Some(step) = it.forget()
            {
                last = Some(step.place);
            }
            it.home.held = Some(Held::Elsewhere);
            let name = it.department().to_owned();
            if last.is_some() {
                self.forest.rows_changed(entry, it.filing());
                self.forest.rename(entry, &name);
            }
        }
        if let Some(place) = last {
            self.recount(entry);
            self.go_to_place(entry, place);
        }
        self.refuse(crate::messages::Ui::HeldElsewhere);
    }

    /// Takes an earlier session's journal of a filing that was just loaded. Without unsaved changes the steps become
    /// the filing's own at once; else the person decides.
    pub fn found_journal(&mut self, entry: usize, name: String, journal: Journal, seconds: u64) {
        let Some(it) = self.entries.get_mut(entry) else { return };
        let file = it.home.stamp.as_ref().map(|it| it.hash.as_str());
        match journal.restore(it.saved_filing().unwrap_or_else(|| it.filing()), file) {
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
                let whose = Whose::Loaded(entry);
                self.recovered.push(Recovered { whose, name, journal, restored, fits, seconds });
            }
        }
    }

    /// Takes an earlier session's journal of a filing whose file is gone, no filing any more or was never there.
    pub fn found_lost(
        &mut self,
        (file, is_gone): (PathBuf, bool),
        name: String,
        journal: Journal,
        seconds: u64,
    ) {
        let base = journal.header.base.filing();
        let lost = lost(base.clone().unwrap_or_default(), &journal, file, is_gone);
        let hash = lost.home.stamp.as_ref().map(|it| it.hash.as_str());
        let restored = base.and_then(|it| journal.restore(&it, hash).ok().or_else(|| journal.apart()));
        let (whose, fits) = (Whose::Lost(Box::new(lost)), restored.is_some());
        self.recovered.push(Recovered { whose, name, journal, restored, fits, seconds });
    }

    /// The filing that was left, as it is now.
    pub fn left_entry<'a>(&'a self, it: &'a Recovered) -> Option<&'a Entry> {
        match &it.whose {
            Whose::Loaded(entry) => self.entries.get(*entry),
            Whose::Lost(lost) => Some(lost),
        }
    }

    /// Whether changes go into the filing as it stands: its file still is what they were made to, and nothing else was
    /// done to it here, as when two journals are about one file.
    pub fn fits(&self, it: &Recovered) -> bool {
        it.fits && self.left_entry(it).is_some_and(|it| !it.history().is_modified())
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
        let file = self.left_entry(it).map(|it| it.file_name().to_owned()).unwrap_or_default();
        let Recovered { whose, name, journal, .. } = self.recovered.remove(idx);
        let typed = restored.typed.clone();
        let entry = match whose {
            Whose::Lost(lost) => self.add_one(*lost),
            Whose::Loaded(entry) => {
                self.let_go(entry);
                if fits { entry } else { self.add_apart(entry) }
            }
        };
        let department = self.entries.get_mut(entry).map(|found| {
            found.home.held = None;
            found.restore(restored.filing, restored.history);
            if journal.header.source == Source::Nothing && journal.is_unwritten() {
                found.has_no_file();
            }
            found.department().to_owned()
        });
        self.follow_names(entry);
        self.recount(entry);
        if let Some(department) = department {
            self.forest.rename(entry, &department);
        }
        if let Some(changed) = self.entries.get(entry) {
            self.forest.rows_changed(entry, changed.filing());
        }
        self.outbox.push(Note::Adopt { entry, name, journal: Box::new(journal), typed });
        self.go_to_place(entry, crate::model::Place::Filing);
        let text = if fits { RecoverText::Restored } else { RecoverText::RestoredApart };
        self.tell(&Message::new(text, [("file", file)]));
        true
    }

    /// Gives changes of an earlier session up.
    pub fn drop_recovered(&mut self, idx: usize) {
        if idx >= self.recovered.len() {
            return;
        }
        let it = self.recovered.remove(idx);
        if let Some(entry) = it.entry() {
            self.let_go(entry);
        }
        self.outbox.push(Note::Drop { name: it.name });
    }

    /// Lets a filing be changed again.
    fn let_go(&mut self, entry: usize) {
        if let Some(it) = self.entries.get_mut(entry) {
            it.home.held = None;
        }
    }

    /// The lines in which what was left differs from what the file held then: the file's own format, as it would be
    /// saved. What others have changed since is not among them. Where they cannot be made any more, the changes in words.
    pub fn recovered_difference(&self, idx: usize) -> Vec<String> {
        let Some(it) = self.recovered.get(idx) else { return Vec::new() };
        let Some(restored) = &it.restored else {
            let now = self.left_entry(it).map(|it| it.filing().clone()).unwrap_or_default();
            return left_texts::lines(self, &now, &it.journal);
        };
        let saved = crate::format::write(&restored.saved);
        let left = crate::format::write(&restored.filing);
        diff::unified("", "", &saved, &left).lines().skip(2).map(str::to_owned).collect()
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
        self.add_one(Entry::new(filing, findings, home))
    }

    fn add_one(&mut self, entry: Entry) -> usize {
        self.add(vec![entry]);
        self.entries.len().saturating_sub(1)
    }
}

/// A filing whose file is gone, no filing any more or was never there, as its journal knows it.
fn lost(filing: Filing, journal: &Journal, file: PathBuf, is_gone: bool) -> Entry {
    let is_unwritten = is_gone && journal.is_unwritten();
    // What the file holds now is not what was read, so that it is only written over when the person says so.
    let stamp = (!is_gone).then(|| Stamp::of(crate::format::write(&filing).as_bytes(), None));
    let findings = check::check(&filing);
    let outside =
        if is_gone { Some(Outside::Gone).filter(|_| !is_unwritten) } else { Some(Outside::Changed) };
    let home =
        Home { opened: file.clone(), save_to: Some(file), stamp, outside, is_lost: true, ..Home::default() };
    Entry::new(filing, findings, home)
}
