//! What the journals of other sessions say about filings: at the start, and when another workbench has crashed since.
//!
//! Invariant: a journal with unsaved changes is shown to the person, or stays where it is.

use super::Keeper;
use super::kept::{APART, TWIN, name_of};
use super::late::is_touched;
use crate::app::entry::Held;
use crate::app::{Entry, State};
use crate::messages::{Message, RecoverText};
use crate::store::{self, FoundJournal};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// So many journals of other files are looked at for lost ones.
const MOST_LOST: usize = 2_000;

/// The steps of files that nobody opens again are kept so long.
const EXPIRED: Duration = Duration::from_secs(180 * 24 * 60 * 60);

/// So many filings of one name are compared with a journal whose file is gone.
const MOST_ALIKE: usize = 200;

impl Keeper {
    /// Looks for journals of the filings that were loaded since the last time.
    pub fn look(&mut self, state: &mut State) {
        let loaded = self.n_seen..state.entries.len();
        self.n_seen = state.entries.len();
        if self.old.is_empty() {
            return;
        }
        for entry in loaded {
            let Some(name) = state.entries.get(entry).map(name_of) else { continue };
            // One of a second filing of the same file waits until it is known which of them it is about.
            let is_own = |it: &&String| is_of(it, &name) && !it.ends_with(TWIN);
            let own: Vec<String> = self.old.iter().filter(is_own).cloned().collect();
            for name in own {
                self.old.remove(&name);
                if !state.entries.get(entry).is_some_and(is_touched) {
                    self.look_at(state, entry, &name);
                } else if let Some(found) = self.read_left(state, &name) {
                    self.offer(state, entry, found);
                }
            }
        }
        self.carry_out(state);
    }

    /// Looks for journals of files below what was opened, or where the program was started, that are gone or no filing
    /// any more: what was not saved of them is offered too. To be called once everything is loaded.
    pub fn look_for_lost(&mut self, state: &mut State, opened: &[PathBuf]) {
        self.tell_lent(state);
        let here = std::env::current_dir().ok();
        let real = |it: &PathBuf| store::real_path(it).unwrap_or_else(|| store::settled_path(it));
        let opened: Vec<PathBuf> = opened.iter().chain(&here).map(real).collect();
        let of_file = |name: String| {
            let file = self.journals.file_of(&name).filter(|it| it.is_absolute())?;
            Some((opened.iter().any(|folder| file.starts_with(folder)), name, file))
        };
        let mut old: Vec<_> = std::mem::take(&mut self.old).into_iter().filter_map(of_file).collect();
        // Those of other folders come last, and not all of them.
        old.sort_by_key(|(is_below, ..)| !is_below);
        let n_below = old.iter().filter(|it| it.0).count();
        for (is_below, name, file) in old.into_iter().take(n_below + MOST_LOST) {
            if let Some(entry) = twin_of(state, &name, &file) {
                self.look_at(state, entry, &name);
            } else if let Some(entry) = hard_linked(state, &file) {
                self.look_at(state, entry, &name);
            } else if let Some((entry, found)) = self.moved(state, &name, &file) {
                self.offer(state, entry, found);
            } else if is_below {
                self.look_at_lost(state, &name, file);
            } else if self.journals.age(&name) > EXPIRED {
                self.forget_settled(&name);
            }
        }
        self.carry_out(state);
    }

    fn look_at_lost(&mut self, state: &mut State, name: &str, file: PathBuf) {
        if store::is_filing(&file) || !is_of(name, &store::journal_name(&file)) {
            return;
        }
        let Some(found) = self.read_left(state, name) else { return };
        if state.recovered.iter().any(|it| it.name == found.name) {
            return;
        }
        let is_gone = store::real_path(&file).is_none();
        self.left.insert(found.name.clone(), found.journal.header.session.clone());
        state.found_lost((file, is_gone), found.name, found.journal, found.age.as_secs());
    }

    /// Takes an old journal away that holds steps alone which are in their file.
    fn forget_settled(&self, name: &str) {
        if let Some(found) = self.journals.read(name).filter(|it| !it.is_live && !it.journal.has_unsaved()) {
            self.journals.drop_left(name, &found.journal.header.session);
        }
    }

    /// Finds the filing that a journal goes on with although its file is gone: the one of the same name with the content
    /// that the journal knows, whose folder was renamed or moved. Where several have it, nobody can tell.
    fn moved(&self, state: &mut State, name: &str, file: &Path) -> Option<(usize, FoundJournal)> {
        if store::real_path(file).is_some() {
            return None;
        }
        let called = file.file_name()?;
        let is_called = |it: &Entry| it.home.opened.file_name() == Some(called) && it.home.held.is_none();
        let candidates = state.entries.iter().enumerate().filter(|(_, it)| is_called(it));
        let candidates: Vec<usize> = candidates.map(|(idx, _)| idx).take(MOST_ALIKE).collect();
        if candidates.is_empty() {
            return None;
        }
        let found = self.read_left(state, name)?;
        let mut fitting = candidates.into_iter().filter(|idx| {
            state.entries.get(*idx).is_some_and(|it| {
                let held = it.home.stamp.as_ref().map(|it| it.hash.as_str());
                found.journal.restore(it.filing(), held).is_ok()
            })
        });
        let entry = fitting.next()?;
        fitting.next().is_none().then_some((entry, found))
    }

    /// Looks once more for what another session has left of a filing, for it may have crashed meanwhile.
    pub fn look_again(&mut self, state: &mut State, entry: usize) {
        let Some(name) = state.entries.get(entry).map(name_of) else { return };
        let Some(found) = self.read_left(state, &name) else { return };
        self.offer(state, entry, found);
        if state.recovered.iter().any(|it| it.name == name) {
            state.refuse(RecoverText::LeftMeanwhile);
        }
    }

    fn look_at(&mut self, state: &mut State, entry: usize, name: &str) {
        match self.journals.read(name) {
            None => self.set_aside(state, name),
            Some(mut found) if !found.is_live => {
                self.journals.fill(&mut found.journal);
                self.offer(state, entry, found);
            }
            Some(found) if found.journal.has_unsaved() => state.hold(entry, Held::Elsewhere),
            Some(_) => {}
        }
    }

    fn offer(&mut self, state: &mut State, entry: usize, found: FoundJournal) {
        if state.recovered.iter().any(|it| it.name == found.name) {
            return;
        }
        self.left.insert(found.name.clone(), found.journal.header.session.clone());
        state.found_journal(entry, found.name, found.journal, found.age.as_secs());
    }

    /// A journal with unsaved changes whose session has ended.
    fn read_left(&self, state: &mut State, name: &str) -> Option<FoundJournal> {
        let found = self.journals.read(name);
        if found.is_none() && self.journals.has(name) {
            self.set_aside(state, name);
        }
        let mut found = found.filter(|it| !it.is_live && it.journal.has_unsaved())?;
        self.journals.fill(&mut found.journal);
        Some(found)
    }

    /// Keeps a journal that cannot be read from being written over, and says so.
    fn set_aside(&self, state: &mut State, name: &str) {
        let path = self.journals.set_aside(name).unwrap_or_else(|_| PathBuf::from(name));
        let file = Path::display(&path).to_string();
        state.problems.push(Message::new(RecoverText::Unreadable, [("file", file)]).render(state.lang));
    }
}

/// The loaded filing that the journal of a second filing of one file is about: that of its very name, else any.
fn twin_of(state: &State, name: &str, file: &Path) -> Option<usize> {
    if !name.ends_with(TWIN) {
        return None;
    }
    let is_its = |it: &Entry| it.home.save_to.as_deref().is_some_and(|it| store::settled_path(it) == file);
    let alike = |(_, it): &(usize, &Entry)| is_of(name, &name_of(it));
    let alike: Vec<_> = state.entries.iter().enumerate().filter(alike).collect();
    alike.iter().find(|(_, it)| is_its(it)).or(alike.first()).map(|(idx, _)| *idx)
}

/// The loaded filing of a file that was found under another of its names.
fn hard_linked(state: &State, file: &Path) -> Option<usize> {
    if !store::has_hard_links(file) {
        return None;
    }
    let is_its = |it: &Entry| it.home.save_to.as_deref().is_some_and(|it| store::is_same_file(it, file));
    state.entries.iter().position(is_its)
}

/// Whether a journal is about the file whose own journal has the name `own`: that one, or one beside it.
fn is_of(name: &str, own: &str) -> bool {
    let Some(mut rest) = name.strip_prefix(own) else { return false };
    while let Some(shorter) = rest.strip_suffix(TWIN).or_else(|| rest.strip_suffix(APART)) {
        rest = shorter;
    }
    rest.is_empty()
}
