//! The journals of the loaded filings: begun at a filing's first change, followed at every event, ended with the session.
//!
//! The loop never waits for the disk, except before a file is saved. Invariant: a change of a filing that another
//! session holds is taken back.

mod found;
mod writer;

use crate::app::entry::Held;
use crate::app::recover::{Journaling, Note};
use crate::app::{Entry, Mode, State};
use crate::journal::{Base, Header, Journal, Record, VERSION, as_step, past};
use crate::messages::{Message, RecoverText};
use crate::store::{self, Journals};
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use writer::Writer;

/// A filing whose changes stand beside it, for the file has become another one.
const APART: &str = "-apart";

/// A second filing of the same file.
const TWIN: &str = "-twin";

/// The journals.
#[derive(Debug)]
pub struct Keeper {
    folder: PathBuf,
    journals: Arc<Journals>,
    writer: Writer,
    /// Journals that were there at the start.
    old: BTreeSet<String>,
    /// The sessions that have left the journals which were found.
    left: BTreeMap<String, String>,
    /// Filings whose journals another session has taken over.
    taken: Vec<usize>,
    /// The journals of this session, by filing.
    kept: BTreeMap<usize, Kept>,
    /// What was last noted as being typed.
    typing: Option<(usize, String)>,
    /// How many filings have been looked at.
    n_seen: usize,
    /// Whether lines cannot be written.
    is_failing: bool,
}

#[derive(Clone, Debug)]
struct Kept {
    name: String,
    /// Whether it holds a copy of the filing, so that it can go on after a save.
    has_copy: bool,
    /// Whether nothing in it is unsaved: another session may take its place then.
    is_settled: bool,
    /// What could not be written yet: a journal is there from its first line on, or not at all.
    unwritten: Option<Unwritten>,
}

#[derive(Clone, Debug)]
struct Unwritten {
    /// Its lines.
    content: String,
    /// The journal of an earlier session that it goes on from, and takes the place of: its name and session.
    adopted: Option<(String, String)>,
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
        let (writer, old) = (Writer::start(Arc::clone(&journals), wake), journals.names());
        Ok(Self {
            folder: folder.to_owned(),
            journals,
            writer,
            old,
            left: BTreeMap::new(),
            taken: Vec::new(),
            kept: BTreeMap::new(),
            typing: None,
            n_seen: 0,
            is_failing: false,
        })
    }

    /// Writes down what happened since the last time. Gives the filings that another session has let go of: they have
    /// to be read again.
    pub fn follow(&mut self, state: &mut State) -> Option<usize> {
        self.follow_typing(state);
        self.carry_out(state);
        if let Some(news) = self.writer.news() {
            self.is_failing = news.is_some();
            if let Some(why) = news {
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
        let here = state.entry_idx()?;
        let it = state.entries.get(here).filter(|it| it.home.held == Some(Held::Elsewhere))?;
        (!self.journals.is_held(&name_of(it))).then_some(here)
    }

    /// Notes that a filing is about to be saved, and waits until that is on the disk.
    pub fn saving(&mut self, state: &State, entry: usize) {
        let content = match (self.kept.get(&entry), state.entries.get(entry)) {
            (Some(kept), Some(it)) if kept.has_copy => Base::of(it.filing(), None).hash(),
            _ => return,
        };
        self.put_down(entry, &Record::Saving { content });
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
            for (entry, kept) in &self.kept {
                let has_history = state
                    .entries
                    .get(*entry)
                    .is_some_and(|it| !it.is_modified() && it.history().n_done() > 0);
                if !has_history {
                    self.journals.drop_left(&kept.name, self.journals.session());
                }
            }
        }
        self.journals.end();
    }

    fn follow_typing(&mut self, state: &mut State) {
        let now = match &state.mode {
            Mode::Draft(draft) => Some((draft.entry, draft.text())),
            _ => None,
        };
        if now == self.typing {
            return;
        }
        match (&now, &state.mode) {
            (Some((entry, text)), Mode::Draft(draft)) => {
                let (places, field) = (draft.places.clone(), draft.field.clone());
                self.let_go_of_foreign(*entry);
                if !self.kept.contains_key(entry)
                    && state.entries.get(*entry).is_some_and(|it| self.journals.is_held(&name_of(it)))
                {
                    return state.take_back(*entry);
                }
                let is_news = self.typing.is_some()
                    || state.entries.get(*entry).is_some_and(|it| {
                        places.iter().any(|at| it.filing().get(*at, &field).is_some_and(|old| old != *text))
                    });
                if !is_news {
                    return;
                }
                state.note(*entry, Record::Typing { places, field, text: text.clone() });
            }
            _ => {
                if let Some((entry, _)) = self.typing {
                    state.note(entry, Record::Typed);
                }
            }
        }
        self.typing = now;
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

    /// Writes a record down. Says whether the journal begins with all that has happened so far.
    fn record(&mut self, state: &mut State, entry: usize, record: &Record) -> bool {
        if let Record::Saved { .. } = record {
            // Under a new name the filing has another journal; a large one begins anew with the file.
            let name = state.entries.get(entry).map(name_of);
            let goes_on = |it: &Kept| it.has_copy && Some(&it.name) == name.as_ref();
            if !self.kept.get(&entry).is_some_and(goes_on) {
                self.give_up(entry);
                return false;
            }
            self.put_down(entry, record);
            return false;
        }
        self.let_go_of_foreign(entry);
        if self.kept.contains_key(&entry) {
            self.put_down(entry, record);
            return false;
        }
        if *record == Record::Typed || !self.begin(state, entry) {
            return false;
        }
        let Some(it) = state.entries.get(entry) else { return false };
        let is_whole = self.kept.get(&entry).is_some_and(|it| it.has_copy);
        match (is_whole, is_step(record)) {
            // It is in what the journal begins with; a line behind it brings that to the disk.
            (true, true) => self.put_down(entry, &Record::Typed),
            (true, false) => self.put_down(entry, record),
            (false, _) => self.put_down(entry, &as_step(record, it.filing(), it.history())),
        }
        is_whole
    }

    /// Lets go of a journal that holds nothing unsaved and is another session's by now: that one has begun its own.
    fn let_go_of_foreign(&mut self, entry: usize) {
        let own = self.journals.session();
        let is_foreign = |it: &&Kept| {
            let read = || self.journals.read(&it.name);
            it.is_settled && read().is_none_or(|it| it.journal.header.session != own)
        };
        if let Some(name) = self.kept.get(&entry).filter(is_foreign).map(|it| it.name.clone()) {
            self.writer.forget(&name);
            self.kept.remove(&entry);
        }
    }

    /// A name that no other filing's journal has, and none that nobody has decided about.
    fn free_name(&self, state: &State, entry: usize, mut name: String) -> String {
        let is_kept = |name: &String| self.kept.iter().any(|(at, it)| *at != entry && it.name == *name);
        let is_left = |name: &String| state.recovered.iter().any(|it| it.name == *name);
        while is_kept(&name) || is_left(&name) {
            name += TWIN;
        }
        name
    }

    /// Adds a record to a filing's journal.
    fn put_down(&mut self, entry: usize, record: &Record) {
        let Some(kept) = self.kept.get_mut(&entry) else { return };
        kept.is_settled =
            matches!(record, Record::Saved { .. }) || (kept.is_settled && *record == Record::Typed);
        match &mut kept.unwritten {
            None => self.writer.append(&kept.name, record.line()),
            Some(unwritten) => {
                unwritten.content.push_str(&record.line());
                // That it could not be written has been said.
                let _ = self.write(entry);
            }
        }
    }

    /// Writes what could not be written before.
    fn write(&mut self, entry: usize) -> io::Result<()> {
        let Some(kept) = self.kept.get_mut(&entry) else { return Ok(()) };
        let Some(Unwritten { content, adopted }) = &kept.unwritten else { return Ok(()) };
        match adopted {
            None => self.journals.begin(&kept.name, content)?,
            Some((old, session)) => self.journals.take_over(old, session, &kept.name, content)?,
        }
        kept.unwritten = None;
        Ok(())
    }

    fn give_up(&mut self, entry: usize) {
        if let Some(kept) = self.kept.remove(&entry) {
            self.writer.forget(&kept.name);
            match kept.unwritten {
                None => self.journals.drop_left(&kept.name, self.journals.session()),
                Some(Unwritten { adopted: Some((old, session)), .. }) => {
                    self.journals.drop_left(&old, &session);
                }
                Some(_) => {}
            }
        }
    }

    /// Begins a filing's journal. Says whether the filing may be changed.
    fn begin(&mut self, state: &mut State, entry: usize) -> bool {
        let Some(it) = state.entries.get(entry) else { return false };
        // The same file, found twice: each has steps of its own.
        let name = self.free_name(state, entry, name_of(it));
        let has_copy = Base::is_copied(it.filing());
        let (base, records) =
            if has_copy { past(it.filing(), it.history()) } else { (it.base(), Vec::new()) };
        let lines = std::iter::once(self.header(it, base).line()).chain(records.iter().map(Record::line));
        let unwritten = Some(Unwritten { content: lines.collect(), adopted: None });
        self.kept.insert(entry, Kept { name, has_copy, is_settled: false, unwritten });
        match self.write(entry) {
            Ok(()) => true,
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                self.kept.remove(&entry);
                state.take_back(entry);
                // Another session may have crashed since this one has looked.
                self.look_again(state, entry);
                false
            }
            Err(error) => {
                tracing::warn!(%error, "no journal of a filing");
                self.complain(state, error.to_string());
                true
            }
        }
    }

    fn adopt(
        &mut self,
        state: &mut State,
        entry: usize,
        name: &str,
        journal: &Journal,
        typed: Option<&Record>,
    ) {
        let records = journal.records.iter().chain(typed).chain([&Record::Typed]);
        let adopted = Some((name.to_owned(), journal.header.session.clone()));
        self.put(state, entry, journal.header.base.clone(), records, adopted);
    }

    /// Begins a filing's journal anew, with records of what was done to it since its file was read. Without any there is
    /// none.
    fn begin_anew(&mut self, state: &mut State, entry: usize, records: &[Record], left: Option<String>) {
        let Some(base) = state.entries.get(entry).filter(|_| !records.is_empty()).map(Entry::base) else {
            self.give_up(entry);
            if let Some((name, session)) = left.and_then(|it| self.left.get_key_value(&it)) {
                self.journals.drop_left(name, session);
            }
            return;
        };
        let left = left.and_then(|it| Some((it.clone(), self.left.get(&it)?.clone())));
        let own = self.kept.remove(&entry).filter(|it| it.unwritten.is_none()).map(|it| {
            self.writer.forget(&it.name);
            (it.name, self.journals.session().to_owned())
        });
        self.put(state, entry, base, records.iter(), left.or(own));
    }

    /// Puts a whole journal of a filing in the place of another.
    fn put<'a>(
        &mut self,
        state: &mut State,
        entry: usize,
        base: Base,
        records: impl Iterator<Item = &'a Record>,
        adopted: Option<(String, String)>,
    ) {
        let Some(it) = state.entries.get(entry) else { return };
        let name = self.free_name(state, entry, name_of(it));
        let header = self.header(it, base);
        let has_copy = matches!(header.base, Base::Copy(_));
        let content = std::iter::once(header.line()).chain(records.map(Record::line)).collect::<String>();
        let unwritten = Some(Unwritten { content, adopted });
        self.kept.insert(entry, Kept { name, has_copy, is_settled: false, unwritten });
        match self.write(entry) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                // Another workbench has gone on with it: what it makes of the file is shown.
                self.kept.remove(&entry);
                self.taken.push(entry);
            }
            Err(error) => {
                // The old journal stays meanwhile.
                tracing::warn!(%error, "a journal could not be gone on with");
                self.complain(state, error.to_string());
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

    fn header(&self, it: &Entry, base: Base) -> Header {
        // A sample has no place of its own.
        let place = it.home.save_to.as_ref().or_else(|| it.is_new().then_some(&it.home.opened));
        let place = place.and_then(|it| store::durable_path(it));
        let file = place.unwrap_or_else(|| it.home.opened.display().to_string());
        Header { version: VERSION, file, session: self.journals.session().to_owned(), base }
    }
}

/// Whether a record is about the steps of a filing.
const fn is_step(record: &Record) -> bool {
    matches!(record, Record::Make { .. } | Record::Undo | Record::Redo | Record::Forget)
}

/// The name of a filing's journal: by the file that saving writes.
fn name_of(entry: &Entry) -> String {
    match &entry.home.save_to {
        Some(file) => store::journal_name(file),
        // Nobody will load it: it is looked for by what it was to be called.
        None if entry.is_new() => store::journal_name(&entry.home.opened),
        // A sample has no place, and a filing restored beside its file has none yet.
        None if entry.home.is_apart => store::journal_name(&entry.home.opened) + APART,
        None => store::journal_name(&Path::new("\0").join(&entry.home.opened)),
    }
}

fn no_journal(folder: &Path, why: String) -> Message<RecoverText> {
    let folder = folder.display().to_string();
    Message::new(RecoverText::NoJournal, [("folder", folder), ("reason", why)])
}
