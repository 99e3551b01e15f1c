//! A journal of this session made shorter: without what has been overtaken, or up to what was last saved.
//!
//! Invariant: another session's journal is left alone, and one that cannot be written stays as it was.

use super::Journals;
use crate::journal::{Journal, Record};
use std::io;

impl Journals {
    /// Takes out of a journal what was typed and has come to its end, and waits until the disk has the rest.
    ///
    /// # Errors
    /// What the system says.
    pub fn tidy(&self, name: &str) -> io::Result<()> {
        let _deciding = self.decide();
        match self.own(name) {
            Some(journal) => self.replace(name, &journal.lines()),
            None => Ok(()),
        }
    }

    /// Takes out of a journal what was done after the last save; without any save it goes.
    ///
    /// # Errors
    /// What the system says.
    pub fn settle(&self, name: &str) -> io::Result<()> {
        let _deciding = self.decide();
        let Some(mut journal) = self.own(name) else { return Ok(()) };
        match journal.records.iter().rposition(|it| matches!(it, Record::Saved { .. })) {
            Some(idx) => {
                journal.records.truncate(idx + 1);
                self.replace(name, &journal.lines())
            }
            None => {
                self.remove(name);
                Ok(())
            }
        }
    }

    fn own(&self, name: &str) -> Option<Journal> {
        self.read(name).map(|it| it.journal).filter(|it| it.header.session == self.session)
    }
}
