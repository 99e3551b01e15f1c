//! The journals of the loaded filings: begun at a filing's first change, followed at every event, ended with the session.
//!
//! The loop never waits for the disk, except before a file is saved. Invariant: a change of a filing that another
//! session holds is taken back.

mod found;
mod gone;
mod kept;
mod late;
mod lent;
mod typing;
mod writer;

use crate::app::State;
use crate::app::entry::Held;
use crate::app::recover::{Journaling, Note};
use crate::journal::{Record, content};
use crate::messages::{Message, RecoverText};
use crate::store::{self, Journals};
use kept::{Kept, name_of};
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use writer::Writer;

/// The journals.
#[derive(Debug)]
pub struct Keeper {
    folder: PathBuf,
    journals: Arc<Journals>,
    writer: Writer,
    /// Copies that earlier sessions have lent and that are not taken over, and why.
    unread: Vec<(PathBuf, RecoverText)>,
    /// Journals that were there at the start.
    old: BTreeSet<String>,
    /// The sessions that have left the journals which were found.
    left: BTreeMap<String, String>,
    /// Filings whose journals another session has taken over.
    taken: Vec<usize>,
    /// The journals of this session, by filing.
    kept: BTreeMap<usize, Kept>,
    /// How many copies have been begun.
    n_copies: usize,
    /// What was last noted as being typed.
    typing: Option<(usize, String)>,
    /// Whether a field was open when that was last asked.
    is_open: bool,
    /// How many filings have been looked at for whether they were made here.
    n_followed: usize,
    /// How many filings have been looked at.
    n_seen: usize,
    /// Whether lines cannot be written.
    is_failing: bool,
}

impl Keeper {
    /// Begins in the person's state folder.
    ///
    /// # Errors
    /// Why nothing can be written down.
    pub fn start(wake: impl Fn() + Send + 'static) -> Result<Self, Message<RecoverText>> {
        let folder = store::state_folder().map(|it| it.join("journal"));
        let folder = folder
            .ok_or_else(|| no_journal(Path::new(""), io::Error::from(io::ErrorKind::NotFound).to_string()))?;
        Self::open(&folder, wake).map_err(|error| no_journal(&folder, error.to_string()))
    }

    /// Begins in a folder; `wake` is called when something cannot be written.
    ///
    /// # Errors
    /// The folder cannot be made or written to.
    pub fn open(folder: &Path, wake: impl Fn() + Send + 'static) -> io::Result<Self> {
        let journals = Arc::new(Journals::open(folder)?);
        let unread = lent::gather(&journals);
        let (writer, old) = (Writer::start(Arc::clone(&journals), wake), journals.names());
        Ok(Self {
            folder: folder.to_owned(),
            journals,
            writer,
            unread,
            old,
            left: BTreeMap::new(),
            taken: Vec::new(),
            kept: BTreeMap::new(),
            n_copies: 0,
            typing: None,
            is_open: false,
            n_followed: 0,
            n_seen: 0,
            is_failing: false,
        })
    }

    /// Writes down what happened since the last time. Gives the filings that another session has let go of: they have
    /// to be read again.
    pub fn follow(&mut self, state: &mut State) -> Option<usize> {
        self.follow_typing(state);
        self.carry_out(state);
        self.begin_made_here(state);
        if let Some(news) = self.writer.news() {
            let why = news.filter(|_| !self.begin_gone(state));
            self.is_failing = why.is_some();
            if let Some(why) = why {
                self.complain(state, why);
            }
        }
        // What could not be begun is tried again: there may be room by now.
        let unbegun: Vec<usize> =
            self.kept.iter().filter(|(_, it)| it.unwritten.is_some()).map(|(entry, _)| *entry).collect();
        let is_unbegun = unbegun.into_iter().any(|it| self.write(it).is_err());
        state.journaling = if self.is_failing || is_unbegun { Journaling::Missing } else { Journaling::Kept };
        if let Some(entry) = self.taken.pop() {
            return Some(entry);
        }
        // A field that is open stays as it is, and with it what it is a field of.
        let here = state.entry_idx().filter(|it| !state.is_typing_in(*it))?;
        let it = state.entries.get(here).filter(|it| it.home.held == Some(Held::Elsewhere))?;
        (!self.journals.is_held(&name_of(it))).then_some(here)
    }

    /// Notes that a filing is about to be saved, and waits until that is on the disk.
    pub fn saving(&mut self, state: &State, entry: usize) {
        if self.is_gone(entry) {
            // What was taken away must not be missing once the file holds another content than it began with.
            let _ = self.renew(state, entry);
        }
        let Some(it) = state.entries.get(entry).filter(|_| self.kept.contains_key(&entry)) else { return };
        self.put_down(entry, &Record::Saving { content: content(it.filing()) });
        if let Some(kept) = self.kept.get(&entry).filter(|it| it.unwritten.is_none()) {
            self.writer.close(Some(&kept.name));
        }
    }

    /// Waits until all that was noted is written down, or has failed to be.
    #[cfg(test)]
    pub fn flush(&self) {
        self.writer.close(None);
    }

    /// Ends the session. Where the person has left on purpose, what was not saved is given up.
    pub fn end(mut self, state: &State, is_on_purpose: bool) {
        let entries: Vec<usize> = self.kept.keys().copied().collect();
        for entry in entries {
            // Nobody is left to be told.
            let _ = self.write(entry);
        }
        self.writer.close(None);
        if is_on_purpose {
            self.journals.end_lending();
            for (entry, kept) in &self.kept {
                let Some(it) = state.entries.get(*entry) else { continue };
                if it.is_modified() {
                    // The steps up to the last save can still be taken back.
                    let _ = self.journals.settle(&kept.name);
                } else if it.history().n_done() + it.history().n_undone() == 0 {
                    self.journals.drop_left(&kept.name, self.journals.session());
                }
            }
        }
        self.journals.end();
    }

    fn carry_out(&mut self, state: &mut State) {
        // Whose journals hold all that has happened, for they begin now.
        let mut begun = BTreeSet::new();
        for note in state.take_notes() {
            match note {
                Note::Record { entry, record } if begun.contains(&entry) && is_step(&record) => {}
                Note::Record { entry, record } => {
                    if self.record(state, entry, &record) {
                        begun.insert(entry);
                    }
                }
                Note::GivenUp { entry } => self.give_up(entry),
                Note::Drop { name } => {
                    if let Some(session) = self.left.get(&name) {
                        self.journals.drop_left(&name, session);
                    }
                }
                Note::Adopt { entry, name, journal, typed } => {
                    self.adopt(state, entry, &name, &journal, typed.as_ref());
                }
                Note::Anew { entry, records, left } => self.begin_anew(state, entry, &records, left),
            }
        }
    }

    /// Says that changes cannot be written down.
    fn complain(&self, state: &mut State, why: String) {
        let message = no_journal(&self.folder, why);
        let sentence = message.render(state.lang);
        if !state.problems.contains(&sentence) {
            state.problems.push(sentence);
        }
        state.complain(&message);
    }
}

/// Whether a record is about the steps of a filing.
const fn is_step(record: &Record) -> bool {
    matches!(record, Record::Make { .. } | Record::Undo | Record::Redo | Record::Forget)
}

fn no_journal(folder: &Path, why: String) -> Message<RecoverText> {
    let folder = folder.display().to_string();
    Message::new(RecoverText::NoJournal, [("folder", folder), ("reason", why)])
}

#[cfg(test)]
mod tests;
