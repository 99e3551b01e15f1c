//! Journals, and the copies beside them, that somebody takes away while the program runs: they are begun anew.
//!
//! It must not know what other sessions have left. Invariant: what is begun anew holds everything that was done to its
//! filing.

use super::Keeper;
use crate::app::State;
use crate::journal::Record;
use std::io;

impl Keeper {
    /// Whether a filing's journal was written and is not there any more, or not the copy that it begins with. Where another
    /// session has put its own in its place, nothing may be added to that.
    pub(super) fn is_gone(&self, entry: usize) -> bool {
        self.kept.get(&entry).is_some_and(|it| {
            let is_copy_gone = || it.copy.as_deref().is_some_and(|copy| self.journals.is_copy_gone(copy));
            it.unwritten.is_none() && (!self.journals.is_own(&it.name) || is_copy_gone())
        })
    }

    /// Begins a filing's journal anew.
    pub(super) fn renew(&mut self, state: &State, entry: usize) -> io::Result<()> {
        let old = self.kept.remove(&entry).map(|it| it.name);
        if let Some(old) = &old {
            self.writer.forget(old);
        }
        // One that is there still counts until the disk has the new one: only its copy is gone.
        let adopted = old.filter(|it| self.journals.is_own(it));
        let adopted = adopted.map(|it| (it, self.journals.session().to_owned()));
        self.begin_or_why(state, entry, adopted, None)
            .inspect(|()| self.put_down(entry, &Record::Typed))
            .inspect_err(|error| tracing::warn!(%error, "a journal that is gone could not be begun anew"))
    }

    /// Begins journals anew that somebody has taken away. Says whether there were any and all are there again.
    pub(super) fn begin_gone(&mut self, state: &mut State) -> bool {
        let gone: Vec<usize> = self.kept.keys().copied().filter(|it| self.is_gone(*it)).collect();
        let mut n_anew = 0;
        for entry in &gone {
            n_anew +=
                usize::from(self.leave_to_other(*entry) || self.begin_or_give_way(state, *entry).is_ok());
        }
        n_anew > 0 && n_anew == gone.len()
    }

    /// Begins a journal anew, or leaves its filing to another session that has taken its place in the same moment. More
    /// than the step that was just made is never taken back for that: then the person is told.
    ///
    /// # Errors
    /// Why what was done stands in no journal.
    pub(super) fn begin_or_give_way(&mut self, state: &mut State, entry: usize) -> io::Result<()> {
        let has_just_begun = state.entries.get(entry).is_some_and(|it| it.history().n_unsaved() <= 1);
        match self.renew(state, entry) {
            Err(error) if has_just_begun && error.kind() == io::ErrorKind::AlreadyExists => {
                self.give_way(state, entry);
                Ok(())
            }
            done => done,
        }
    }

    /// Lets go of a journal that holds nothing unsaved where another session has begun its own in its place. Says whether it
    /// has.
    fn leave_to_other(&mut self, entry: usize) -> bool {
        let is_taken = self.kept.get(&entry).is_some_and(|it| self.journals.has(&it.name));
        if is_taken {
            self.let_go_of_foreign(entry);
        }
        is_taken && !self.kept.contains_key(&entry)
    }
}
