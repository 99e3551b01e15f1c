//! The journal of one filing: what it is called, how it begins, and what is added to it.
//!
//! It must not know what other sessions have left. Invariant: a journal is there from its first line on, and holds
//! everything that was done to its filing, or it is not there at all.

use super::writer::Counts;
use super::{Keeper, is_step};
use crate::app::field_held::Other;
use crate::app::{Entry, State};
use crate::journal::{Base, Header, Journal, Record, Source, VERSION};
use crate::model::Filing;
use crate::store;
use std::io;
use std::path::Path;
use std::sync::Arc;

/// A filing whose changes stand beside it, for the file has become another one.
pub(super) const APART: &str = "-apart";

/// A second filing of the same file.
pub(super) const TWIN: &str = "-twin";

#[derive(Clone, Debug)]
pub(super) struct Kept {
    pub name: String,
    /// The name of the copy that it begins with, where that stands beside it.
    pub copy: Option<String>,
    /// What in it is unsaved. Without any another session may take its place.
    pub unsaved: Unsaved,
    /// What could not be written yet: a journal is there from its first line on, or not at all.
    pub unwritten: Option<Unwritten>,
}

/// What of a journal no file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unsaved {
    Nothing,
    /// A text that is being typed, and may be given up.
    Typing,
    Steps,
}

impl Unsaved {
    fn of(entry: &Entry) -> Self {
        if entry.is_modified() { Self::Steps } else { Self::Nothing }
    }
}

#[derive(Clone, Debug)]
pub(super) struct Unwritten {
    /// Its lines.
    content: String,
    /// The journal of an earlier session that it goes on from, and takes the place of: its name and session.
    adopted: Option<(String, String)>,
}

impl Keeper {
    /// Writes a record down. Says whether the journal begins with all that has happened so far.
    pub(super) fn record(&mut self, state: &mut State, entry: usize, record: &Record) -> bool {
        if let Record::Saved { .. } = record {
            // Under a new name the filing has another journal.
            let name = state.entries.get(entry).map(name_of);
            let goes_on = |it: &Kept| Some(&it.name) == name.as_ref();
            if self.kept.get(&entry).is_some_and(goes_on) {
                self.put_down(entry, record);
                return false;
            }
            self.leave_settled(entry);
            return self.begin_saved(state, entry);
        }
        self.let_go_of_foreign(entry);
        if is_step(record) && self.is_gone(entry) {
            if let Err(error) = self.begin_or_give_way(state, entry) {
                self.complain(state, error.to_string());
            }
            // It begins with this step, too, now or once it can be written.
            return true;
        }
        if self.kept.contains_key(&entry) {
            self.put_down(entry, record);
            return false;
        }
        // What is typed stands in it from the beginning, so that no other session finds it free.
        let typed = Some(record).filter(|it| matches!(it, Record::Typing { .. }));
        if matches!(record, Record::Typed | Record::Back { .. }) || !self.begin(state, entry, typed) {
            return false;
        }
        // A step is in what the journal begins with; a line behind it brings that to the disk.
        self.put_down(entry, if is_step(record) { &Record::Typed } else { record });
        true
    }

    /// Lets go of a journal that holds nothing unsaved and is another session's by now: that one has begun its own.
    pub(super) fn let_go_of_foreign(&mut self, entry: usize) {
        let own = self.journals.session();
        let is_foreign = |it: &&Kept| {
            let read = || self.journals.read(&it.name);
            it.unsaved == Unsaved::Nothing && read().is_none_or(|it| it.journal.header.session != own)
        };
        if let Some(name) = self.kept.get(&entry).filter(is_foreign).map(|it| it.name.clone()) {
            self.writer.forget(&name);
            self.kept.remove(&entry);
        }
    }

    /// A name that no other filing's journal has, and none that nobody has decided about.
    pub(super) fn free_name(&self, state: &State, entry: usize, mut name: String) -> String {
        let is_kept = |name: &String| self.kept.iter().any(|(at, it)| *at != entry && it.name == *name);
        let is_left = |name: &String| state.recovered.iter().any(|it| it.name == *name);
        while is_kept(&name) || is_left(&name) {
            name += TWIN;
        }
        name
    }

    /// Adds a record to a filing's journal.
    pub(super) fn put_down(&mut self, entry: usize, record: &Record) {
        let Some(kept) = self.kept.get_mut(&entry) else { return };
        kept.unsaved = match (record, kept.unsaved) {
            (Record::Saved { .. }, _) | (Record::Typed, Unsaved::Typing) => Unsaved::Nothing,
            (Record::Typing { .. }, Unsaved::Nothing) => Unsaved::Typing,
            (it, _) if is_step(it) => Unsaved::Steps,
            (_, unsaved) => unsaved,
        };
        let counts = match record {
            Record::Typing { .. } => Counts::Passing,
            Record::Typed => Counts::EndsPassing,
            _ => Counts::Always,
        };
        match &mut kept.unwritten {
            None => self.writer.append(&kept.name, record.line(), counts),
            Some(unwritten) => {
                unwritten.content.push_str(&record.line());
                // That it could not be written has been said.
                let _ = self.write(entry);
            }
        }
    }

    /// Writes what could not be written before.
    pub(super) fn write(&mut self, entry: usize) -> io::Result<()> {
        let Some(kept) = self.kept.get_mut(&entry) else { return Ok(()) };
        let Some(Unwritten { content, adopted }) = &kept.unwritten else { return Ok(()) };
        match adopted {
            None => self.journals.begin(&kept.name, content)?,
            Some((old, session)) => self.journals.take_over(old, session, &kept.name, content)?,
        }
        kept.unwritten = None;
        Ok(())
    }

    pub(super) fn give_up(&mut self, entry: usize) {
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

    /// Leaves a journal as its file has it: the filing goes on under another name.
    fn leave_settled(&mut self, entry: usize) {
        match self.kept.get(&entry) {
            Some(Kept { name, unwritten: None, .. }) => {
                self.writer.close(Some(name));
                if let Err(error) = self.journals.settle(name) {
                    tracing::warn!(%error, "a journal could not be settled");
                }
                self.kept.remove(&entry);
            }
            _ => self.give_up(entry),
        }
    }

    /// Begins the journal of a filing that was just saved under a name of its own, for the steps that led there. Says
    /// whether it has.
    fn begin_saved(&mut self, state: &mut State, entry: usize) -> bool {
        let has_steps = |it: &Entry| it.history().n_done() + it.history().n_undone() > 0;
        if !state.entries.get(entry).is_some_and(has_steps) {
            return false;
        }
        let has_begun = match self.begin_or_why(state, entry, None, None) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => false,
            Err(error) => {
                self.complain(state, error.to_string());
                true
            }
            Ok(()) => true,
        };
        if has_begun {
            // A line behind what the journal begins with brings that to the disk.
            self.put_down(entry, &Record::Typed);
        } else {
            self.kept.remove(&entry);
        }
        has_begun
    }

    /// Leaves a filing to the session that was faster: a field stays open, steps that no journal has are taken back.
    pub(super) fn give_way(&mut self, state: &mut State, entry: usize) {
        self.kept.remove(&entry);
        if state.is_typing_in(entry) && !state.entries.get(entry).is_some_and(Entry::is_modified) {
            return state.hold_field(entry, Other::Editing);
        }
        state.take_back(entry);
        // Another session may have crashed since this one has looked.
        self.look_again(state, entry);
    }

    /// Begins a filing's journal, with what is being `typed`. Says whether the filing may be changed.
    fn begin(&mut self, state: &mut State, entry: usize, typed: Option<&Record>) -> bool {
        match self.begin_or_why(state, entry, None, typed) {
            Ok(()) => true,
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                self.give_way(state, entry);
                false
            }
            Err(error) => {
                tracing::warn!(%error, "no journal of a filing");
                self.complain(state, error.to_string());
                true
            }
        }
    }

    /// Begins the journals of filings that were made here since the last time: no file has them, whether they were
    /// changed or not.
    pub(super) fn begin_made_here(&mut self, state: &mut State) {
        let is_made_here =
            |at: usize| state.entries.get(at).is_some_and(|it| it.is_new() && !it.home.is_lost);
        let made: Vec<usize> =
            (self.n_followed..state.entries.len()).filter(|it| is_made_here(*it)).collect();
        self.n_followed = state.entries.len();
        for entry in made {
            if !self.kept.contains_key(&entry) && self.begin(state, entry, None) {
                self.put_down(entry, &Record::Typed);
            }
        }
    }

    /// Begins a filing's journal, in the place of another where there is one: its name and session; with what is being
    /// `typed`.
    pub(super) fn begin_or_why(
        &mut self,
        state: &State,
        entry: usize,
        adopted: Option<(String, String)>,
        typed: Option<&Record>,
    ) -> io::Result<()> {
        let Some(it) = state.entries.get(entry) else { return Ok(()) };
        let (name, base, records) = self.beginning(state, entry, it);
        self.keep_whole(entry, it, name, base, records.iter().chain(typed), adopted);
        self.write(entry)
    }

    pub(super) fn adopt(
        &mut self,
        state: &mut State,
        entry: usize,
        name: &str,
        journal: &Journal,
        typed: Option<&Record>,
    ) {
        // What was being typed is a step by now.
        let is_over = |it: &&Record| !matches!(it, Record::Typing { .. });
        let records = journal.records.iter().filter(is_over).chain(typed);
        let adopted = Some((name.to_owned(), journal.header.session.clone()));
        let has_copy = journal.header.base.to_be_read().is_none();
        let Some(it) = state.entries.get(entry) else { return };
        if has_copy {
            let name = self.free_name(state, entry, name_of(it));
            return self.put(state, entry, name, journal.header.base.clone(), records, adopted);
        }
        // The copy of a large filing is not there: the program was killed before it was written, or somebody took it
        // away. The steps that came back lead to what it said.
        let (name, base, records) = self.beginning(state, entry, it);
        self.put(state, entry, name, base, records.iter(), adopted);
    }

    /// Begins a filing's journal anew, with records of what was done to it since its file was read. Without any there is
    /// none.
    pub(super) fn begin_anew(
        &mut self,
        state: &mut State,
        entry: usize,
        records: &[Record],
        left: Option<String>,
    ) {
        let Some(it) = state.entries.get(entry).filter(|_| !records.is_empty()) else {
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
        let name = self.free_name(state, entry, name_of(it));
        let base = self.base(&name, &it.past().0, it.base_file());
        self.put(state, entry, name, base, records.iter(), left.or(own));
    }

    /// Keeps a whole journal of a filing, which is not written yet.
    fn keep_whole<'a>(
        &mut self,
        entry: usize,
        it: &Entry,
        name: String,
        base: Base,
        records: impl Iterator<Item = &'a Record>,
        adopted: Option<(String, String)>,
    ) {
        let copy = base.copy().map(str::to_owned);
        let header = self.header(it, base);
        let content = std::iter::once(header.line()).chain(records.map(Record::line)).collect();
        let unwritten = Some(Unwritten { content, adopted });
        self.kept.insert(entry, Kept { name, copy, unsaved: Unsaved::of(it), unwritten });
    }

    /// Puts a whole journal of a filing in the place of another.
    fn put<'a>(
        &mut self,
        state: &mut State,
        entry: usize,
        name: String,
        base: Base,
        records: impl Iterator<Item = &'a Record>,
        adopted: Option<(String, String)>,
    ) {
        let Some(it) = state.entries.get(entry) else { return };
        self.keep_whole(entry, it, name, base, records, adopted);
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

    /// The name of a filing's journal, what it begins with, and what was done to the filing since.
    fn beginning(&mut self, state: &State, entry: usize, it: &Entry) -> (String, Base, Vec<Record>) {
        // The same file, found twice: each has steps of its own.
        let name = self.free_name(state, entry, name_of(it));
        let (base, records) = it.past();
        let base = self.base(&name, &base, it.base_file());
        (name, base, records)
    }

    /// What the journal `name` begins with. The copy of a large filing is written while the person goes on.
    fn base(&mut self, name: &str, filing: &Arc<Filing>, file: Option<&str>) -> Base {
        if Base::is_within(filing) {
            return Base::of(filing);
        }
        self.n_copies += 1;
        let copy = self.journals.copy_name(self.n_copies);
        let filing = Arc::clone(filing);
        self.writer.keep_copy(name, copy.clone(), Box::new(move || Base::aside(&filing)));
        Base::Aside { copy, file: file.unwrap_or_default().to_owned(), text: None }
    }

    pub(super) fn header(&self, it: &Entry, base: Base) -> Header {
        // A sample has no place of its own.
        let place = it.home.save_to.as_ref().or_else(|| it.is_new().then_some(&it.home.opened));
        let file = match place {
            Some(it) => store::path_text(&store::settled_path(it)),
            None => it.home.opened.display().to_string(),
        };
        let source = match (it.is_new(), &it.home.stamp) {
            (true, _) => Source::Nothing,
            (false, None) => Source::Document,
            (false, Some(_)) => Source::File,
        };
        Header { version: VERSION, file, session: self.journals.session().to_owned(), source, base }
    }
}

/// The name of a filing's journal: by the file that saving writes.
pub(super) fn name_of(entry: &Entry) -> String {
    match &entry.home.save_to {
        Some(file) => store::journal_name(file),
        // Nobody will load it: it is looked for by what it was to be called.
        None if entry.is_new() => store::journal_name(&entry.home.opened),
        // A sample has no place, and a filing restored beside its file has none yet.
        None if entry.home.is_apart => store::journal_name(&entry.home.opened) + APART,
        None => store::journal_name(&Path::new("\0").join(&entry.home.opened)),
    }
}
