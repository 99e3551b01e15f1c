//! Notes of copies that another program is editing, one a session: after a crash they lead to what was saved there.
//!
//! It must not know what a copy says. Invariant: the note of a session that runs is nobody else's.

use super::{Journals, disk};
use crate::journal::Lent;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Ending of a note.
const LENT: &str = "lent";

/// A note that a session has left.
#[derive(Clone, Debug)]
pub struct LeftLent {
    /// Its file.
    pub note: PathBuf,
    /// What it says.
    pub lent: Lent,
    /// How long ago it was written.
    pub age: Duration,
}

impl Journals {
    /// Notes that a copy is being edited, and waits until the disk has it.
    ///
    /// # Errors
    /// What the system says.
    pub fn lend(&self, lent: &Lent) -> io::Result<()> {
        self.put_at(&self.own_note(), &lent.line(), true)
    }

    /// Whether a copy is lent whose text was not taken back.
    pub fn is_lending(&self) -> bool {
        self.own_note().exists()
    }

    /// Takes note that the text of the copy was taken back.
    pub fn end_lending(&self) {
        // One that is gone already is as good.
        let _ = disk::remove(&self.own_note());
    }

    /// The notes of sessions that have ended.
    pub fn left_lent(&self) -> Vec<LeftLent> {
        let Ok(files) = fs::read_dir(&self.folder) else { return Vec::new() };
        let notes = files.filter_map(|it| Some(it.ok()?.path()));
        let is_left = |it: &PathBuf| {
            let session = it.file_stem().and_then(|it| it.to_str()).unwrap_or_default();
            it.extension().is_some_and(|it| it == LENT) && !self.is_live(session)
        };
        let left = |note: PathBuf| {
            let lent = Lent::parse(&fs::read(&note).ok()?)?;
            let modified = fs::metadata(&note).and_then(|it| it.modified());
            let age = modified.ok().and_then(|it| it.elapsed().ok()).unwrap_or_default();
            Some(LeftLent { note, lent, age })
        };
        notes.filter(is_left).filter_map(left).collect()
    }

    /// Writes the note of a session that has ended anew.
    ///
    /// # Errors
    /// What the system says.
    pub fn note_again(&self, left: &LeftLent) -> io::Result<()> {
        self.put_at(&left.note, &left.lent.line(), true)
    }

    /// Takes the note of a session away that has ended.
    pub fn forget_lent(&self, note: &Path) {
        let _ = disk::remove(note);
    }

    fn own_note(&self) -> PathBuf {
        self.folder.join(format!("{}.{LENT}", self.session))
    }
}
