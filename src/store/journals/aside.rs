//! Copies of large filings: what their journals begin with, each in a file of its own beside them.
//!
//! It must not know what a filing is. Invariant: a copy that a journal names is never taken away.

use super::{ASIDE, JOURNAL, Journals, head_of};
use crate::journal::Journal;
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::PathBuf;
use std::sync::PoisonError;

/// Ending of a copy.
const COPY: &str = "base";

impl Journals {
    /// The name of the `n`th copy of this session.
    pub fn copy_name(&self, n: usize) -> String {
        format!("{}-{n}", self.session)
    }

    /// Writes a copy and waits until the disk has it.
    ///
    /// # Errors
    /// What the system says.
    pub fn keep_copy(&self, name: &str, content: &str) -> io::Result<()> {
        self.put_at(&self.copy_path(name), content, true)?;
        self.saw_copy(name);
        Ok(())
    }

    /// Whether a copy was there and is there no more: somebody has taken it away.
    pub fn is_copy_gone(&self, name: &str) -> bool {
        let copies = self.copies.lock().unwrap_or_else(PoisonError::into_inner);
        copies.contains(name) && fs::symlink_metadata(self.copy_path(name)).is_err()
    }

    fn saw_copy(&self, name: &str) {
        self.copies.lock().unwrap_or_else(PoisonError::into_inner).insert(name.to_owned());
    }

    /// Reads the copy that a journal begins with, where it stands beside it.
    pub fn fill(&self, journal: &mut Journal) {
        let copy = journal.header.base.to_be_read().filter(|it| is_copy(it)).map(str::to_owned);
        let Some(copy) = copy else { return };
        if let Ok(bytes) = fs::read(self.copy_path(&copy)) {
            journal.header.base.take(&bytes);
            self.saw_copy(&copy);
        }
    }

    /// Takes copies away that no journal names, except those of other sessions that run.
    pub(super) fn sweep(&self) {
        let is_idle = |name: &str| {
            let session = name.rsplit_once('-').map(|it| it.0).filter(|_| is_copy(name));
            session.is_some_and(|it| it == self.session || !self.is_live(it))
        };
        let mut copies = self.names_of(&[COPY]);
        copies.retain(|it| it.file_stem().and_then(OsStr::to_str).is_some_and(is_idle));
        if copies.is_empty() {
            return;
        }
        let _deciding = self.decide();
        let heads: Vec<String> = self
            .names_of(&[JOURNAL, ASIDE])
            .iter()
            .filter_map(|it| Some(String::from_utf8_lossy(&head_of(it)?).into_owned()))
            .collect();
        for path in copies {
            let name = path.file_stem().and_then(OsStr::to_str).unwrap_or_default();
            let key = format!("\"copy\":\"{name}\"");
            if !heads.iter().any(|it| it.contains(&key)) {
                let _ = fs::remove_file(&path);
            }
        }
    }

    fn names_of(&self, endings: &[&str]) -> Vec<PathBuf> {
        let Ok(files) = fs::read_dir(&self.folder) else { return Vec::new() };
        let is_wanted = |it: &PathBuf| it.extension().is_some_and(|it| endings.iter().any(|end| it == *end));
        files.filter_map(|it| Some(it.ok()?.path())).filter(is_wanted).collect()
    }

    fn copy_path(&self, name: &str) -> PathBuf {
        self.folder.join(format!("{name}.{COPY}"))
    }
}

/// Whether it is the name of a copy: it comes out of a file and must not lead anywhere else.
fn is_copy(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|it| it.is_ascii_digit() || it == '-')
}
