//! Where journals are kept: one file a filing in the person's state folder, and one lock a running session.
//!
//! It must not know what a workbench is. Invariant: a journal with unsaved changes of another session that still
//! runs, or whose fate nobody has decided yet, is never written to.

mod aside;
mod lent;
mod path;
mod rewrite;

use super::disk::{self, private};
use super::sha256;
use crate::journal::Journal;
pub use lent::LeftLent;
pub use path::{path_text, settled_path, text_path};
use std::collections::BTreeSet;
use std::fs::{self, File, TryLockError};
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};

/// Ending of a journal.
const JOURNAL: &str = "journal";
/// Ending of a session's lock.
const SESSION: &str = "session";
/// The file that is locked while it is decided what becomes of a journal.
const DECIDING: &str = "deciding.lock";
/// Ending of a journal that cannot be read and waits for a person or a newer program.
const ASIDE: &str = "unreadable";
/// Ending of a journal that is being written.
const TEMPORARY: &str = "tmp";
/// The names of files stand at the beginning of a journal.
const PEEK: u64 = 32 * 1024;
/// Locks of sessions that crashed go after this.
const OLD: Duration = Duration::from_secs(24 * 60 * 60);

/// The journals of this session.
#[derive(Debug)]
pub struct Journals {
    folder: PathBuf,
    session: String,
    /// Held as long as the session runs; the system lets it go with the process, however that ends. `None` once the
    /// session has ended.
    lock: Mutex<Option<File>>,
    /// Copies that were seen beside the journals of this session: one that is missing by now was taken away.
    copies: Mutex<BTreeSet<String>>,
}

/// Another session that has unsaved changes of a filing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holder {
    /// It still runs.
    Running,
    /// It crashed.
    Ended,
}

/// A journal of an earlier session, or of one that runs beside this one.
#[derive(Clone, Debug)]
pub struct FoundJournal {
    /// Its name among the journals.
    pub name: String,
    /// What it says.
    pub journal: Journal,
    /// How long ago it was last written to; zero where the clock went backwards.
    pub age: Duration,
    /// Whether the session that writes it still runs.
    pub is_live: bool,
}

impl Journals {
    /// Begins a session in a folder, which is made where it is missing.
    ///
    /// # Errors
    /// The folder cannot be made or written to.
    pub fn open(folder: &Path) -> io::Result<Self> {
        make_private_folder(folder)?;
        forget_old_sessions(folder);
        let started = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        let session = format!("{}-{}", std::process::id(), started.as_nanos());
        let lock = Mutex::new(Some(lock_of(folder, &session)?));
        let journals = Self { folder: folder.to_owned(), session, lock, copies: Mutex::default() };
        journals.sweep();
        Ok(journals)
    }

    /// Makes the lock of this session again where somebody has taken it away: without it another workbench would take
    /// this one for ended, and offer what is being edited here.
    pub fn keep_lock(&self) {
        let mut lock = self.lock.lock().unwrap_or_else(PoisonError::into_inner);
        let is_there =
            || fs::symlink_metadata(self.folder.join(format!("{}.{SESSION}", self.session))).is_ok();
        if lock.is_none() || is_there() {
            return;
        }
        match lock_of(&self.folder, &self.session) {
            Ok(anew) => *lock = Some(anew),
            Err(error) => tracing::debug!(%error, "the lock of this session is gone"),
        }
    }

    /// The name of this session.
    pub fn session(&self) -> &str {
        &self.session
    }

    /// The names of all journals.
    pub fn names(&self) -> BTreeSet<String> {
        let Ok(files) = fs::read_dir(&self.folder) else { return BTreeSet::new() };
        let name = |path: PathBuf| Some(path.file_stem()?.to_str()?.to_owned());
        files
            .filter_map(|it| Some(it.ok()?.path()))
            .filter(|it| it.extension().is_some_and(|it| it == JOURNAL))
            .filter_map(name)
            .collect()
    }

    /// Reads a journal, without the copy that stands beside a large one; `None` when there is none that can be read.
    pub fn read(&self, name: &str) -> Option<FoundJournal> {
        let path = self.path(name);
        let file = File::open(&path).ok()?;
        let metadata = file.metadata().ok()?;
        let mut lines = Lines { file: BufReader::new(file), has_failed: false };
        let journal = Journal::of_lines(&mut lines).filter(|_| !lines.has_failed)?;
        let age = metadata.modified().ok().and_then(|it| it.elapsed().ok()).unwrap_or_default();
        let is_live = self.is_live(&journal.header.session);
        Some(FoundJournal { name: name.to_owned(), journal, age, is_live })
    }

    /// Whether there is a journal of this name, be it one that cannot be read.
    pub fn has(&self, name: &str) -> bool {
        fs::symlink_metadata(self.path(name)).is_ok()
    }

    /// Whether there is a journal of this name, and this session writes it.
    pub fn is_own(&self, name: &str) -> bool {
        let own = format!("\"session\":\"{}\"", self.session);
        head_of(&self.path(name)).is_some_and(|it| it.windows(own.len()).any(|part| part == own.as_bytes()))
    }

    /// Gives a journal that cannot be read another name, so that it is never written over. Gives its path.
    ///
    /// # Errors
    /// What the system says.
    pub fn set_aside(&self, name: &str) -> io::Result<PathBuf> {
        let path = self.path(name);
        let aside = (0..).map(|n| path.with_extension(format!("{n}.{ASIDE}")));
        let aside = aside.into_iter().find(|it| fs::symlink_metadata(it).is_err()).unwrap_or_default();
        disk::rename(&path, &aside)?;
        Ok(aside)
    }

    /// The file that a journal is about, without reading all of it; `None` where that cannot be told.
    pub fn file_of(&self, name: &str) -> Option<PathBuf> {
        let head = head_of(&self.path(name))?;
        let key = b"\"file\":";
        let start = head.windows(key.len()).position(|it| it == key)? + key.len();
        let mut values = serde_json::Deserializer::from_slice(head.get(start..)?).into_iter::<String>();
        values.next()?.ok().map(|it| text_path(&it))
    }

    /// How long ago a journal was last written to; zero where that cannot be told.
    pub fn age(&self, name: &str) -> Duration {
        let modified = fs::metadata(self.path(name)).and_then(|it| it.modified());
        modified.ok().and_then(|it| it.elapsed().ok()).unwrap_or_default()
    }

    /// Whether another session that still runs has unsaved changes in a journal.
    pub fn is_held(&self, name: &str) -> bool {
        self.holder(name) == Some(Holder::Running)
    }

    /// The other session that has unsaved changes in a journal.
    pub fn holder(&self, name: &str) -> Option<Holder> {
        let found = self.read(name)?;
        let is_others = found.journal.header.session != self.session && found.journal.has_unsaved();
        is_others.then_some(if found.is_live { Holder::Running } else { Holder::Ended })
    }

    /// Begins a journal with these lines. One that is there goes, unless it holds something that nobody has saved or
    /// decided about. The disk has it once it is synced.
    ///
    /// # Errors
    /// `AlreadyExists`: such a journal is there; else what the system says.
    pub fn begin(&self, name: &str, content: &str) -> io::Result<()> {
        // Of two that begin at once only one finds it free.
        let _deciding = self.decide();
        let found = self.read(name);
        if found.is_none() && self.has(name) {
            self.set_aside(name)?;
        }
        let is_free =
            found.is_none_or(|it| it.journal.header.session == self.session || !it.journal.has_unsaved());
        if is_free { self.put(name, content, false) } else { Err(io::ErrorKind::AlreadyExists.into()) }
    }

    /// Puts a journal in the place of another, whole, and waits until the disk has it.
    ///
    /// # Errors
    /// What the system says; the old journal is then as it was.
    pub fn replace(&self, name: &str, content: &str) -> io::Result<()> {
        self.put(name, content, true)
    }

    /// Goes on with a journal that an earlier session has left, under the same or another name, with these lines.
    ///
    /// # Errors
    /// `AlreadyExists`: another session was faster; else what the system says. The old journal is then as it was.
    pub fn take_over(&self, old: &str, session: &str, name: &str, content: &str) -> io::Result<()> {
        let _deciding = self.decide();
        if !self.is_left(old, session) {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        self.replace(name, content)?;
        if old != name {
            self.remove(old);
        }
        Ok(())
    }

    /// Takes a journal away that an earlier session has left, unless another has gone on with it meanwhile.
    pub fn drop_left(&self, name: &str, session: &str) {
        let _deciding = self.decide();
        if self.is_left(name, session) {
            self.remove(name);
        }
    }

    /// Whether a journal is still that of this session, which has ended.
    fn is_left(&self, name: &str, session: &str) -> bool {
        self.read(name).is_some_and(|it| it.journal.header.session == session)
    }

    /// Keeps other sessions from deciding about journals until it is dropped. Where files cannot be locked, whoever
    /// comes last wins.
    fn decide(&self) -> Option<File> {
        let file = private().create(true).truncate(false).open(self.folder.join(DECIDING)).ok()?;
        file.lock().ok()?;
        Some(file)
    }

    fn put(&self, name: &str, content: &str, is_synced: bool) -> io::Result<()> {
        self.put_at(&self.path(name), content, is_synced)
    }

    fn put_at(&self, path: &Path, content: &str, is_synced: bool) -> io::Result<()> {
        if !self.folder.is_dir() {
            // Somebody has taken it away. A file in its place is not another session's journal.
            make_private_folder(&self.folder).map_err(|it| match it.kind() {
                io::ErrorKind::AlreadyExists => io::ErrorKind::NotADirectory.into(),
                _ => it,
            })?;
        }
        self.keep_lock();
        let temporary = path.with_extension(format!("{}.{TEMPORARY}", self.session));
        let written =
            disk::File::open(&temporary, private().create(true).truncate(true)).and_then(|mut file| {
                file.write_all(content.as_bytes())?;
                if is_synced {
                    file.sync()?;
                }
                disk::rename(&temporary, path)
            });
        if written.is_err() {
            let _ = disk::remove(&temporary);
        } else if is_synced {
            disk::sync_folder_of(path);
        }
        written
    }

    /// Opens a journal of this session, to append to it.
    ///
    /// # Errors
    /// `AlreadyExists`: it is another session's by now; else what the system says.
    pub fn open_journal(&self, name: &str) -> io::Result<JournalFile> {
        let path = self.path(name);
        let file = disk::File::open_to_append(&path)?;
        if !self.is_own(name) {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        let n_whole = file.n_bytes()?;
        Ok(JournalFile { file, path, n_whole, is_torn: false, is_new: true })
    }

    /// Takes a journal away.
    pub fn remove(&self, name: &str) {
        // One that is gone already is as good.
        let _ = disk::remove(&self.path(name));
    }

    /// Ends the session. Journals stay.
    pub fn end(&self) {
        self.sweep();
        self.lock.lock().unwrap_or_else(PoisonError::into_inner).take();
        let _ = fs::remove_file(self.folder.join(format!("{}.{SESSION}", self.session)));
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.join(format!("{name}.{JOURNAL}"))
    }

    fn is_live(&self, session: &str) -> bool {
        // A session's name comes out of a file: it must not lead anywhere else.
        if session.is_empty() || !session.chars().all(|it| it.is_ascii_digit() || it == '-') {
            return false;
        }
        session == self.session || is_locked(&self.folder.join(format!("{session}.{SESSION}")))
    }
}

/// An open journal.
#[derive(Debug)]
pub struct JournalFile {
    file: disk::File,
    path: PathBuf,
    /// Bytes of whole lines.
    n_whole: u64,
    /// Whether a part of a line may stand after them.
    is_torn: bool,
    /// Whether the disk may not know its name yet.
    is_new: bool,
}

impl JournalFile {
    /// Appends whole lines. After an error they are not there, and can be appended again.
    ///
    /// # Errors
    /// What the system says.
    pub fn append(&mut self, lines: &str) -> io::Result<()> {
        if self.is_torn {
            // What follows a torn line would never be read.
            self.file.set_len(self.n_whole)?;
        }
        self.is_torn = true;
        self.file.write_all(lines.as_bytes())?;
        self.is_torn = false;
        self.n_whole += lines.len() as u64;
        Ok(())
    }

    /// Waits until the disk has what was appended. A file system that cannot say so keeps it as well as it can.
    ///
    /// # Errors
    /// The disk has not taken it.
    pub fn sync(&mut self) -> io::Result<()> {
        self.file.sync_content()?;
        if self.file.is_gone() {
            return Err(io::ErrorKind::NotFound.into());
        }
        if std::mem::take(&mut self.is_new) {
            disk::sync_folder_of(&self.path);
        }
        Ok(())
    }
}

/// The name of a file's journal among the journals: the same whichever way leads to the file.
pub fn journal_name(file: &Path) -> String {
    let absolute = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
    let absolute = super::real_path(&absolute).unwrap_or_else(|| settled_path(&absolute));
    let hash = sha256(absolute.as_os_str().as_encoded_bytes());
    hash.chars().take(32).collect()
}

/// The lines of a file, each with its line break: what was typed may fill many times what a journal comes to.
struct Lines {
    file: BufReader<File>,
    has_failed: bool,
}

impl Iterator for &mut Lines {
    type Item = Vec<u8>;

    fn next(&mut self) -> Option<Vec<u8>> {
        let mut line = Vec::new();
        match self.file.read_until(b'\n', &mut line) {
            Ok(0) => None,
            Ok(_) => Some(line),
            Err(_) => {
                self.has_failed = true;
                None
            }
        }
    }
}

/// The beginning of a file.
fn head_of(path: &Path) -> Option<Vec<u8>> {
    let mut head = Vec::new();
    File::open(path).ok()?.take(PEEK).read_to_end(&mut head).ok()?;
    Some(head)
}

/// Makes the file by which others see that a session runs, and holds it.
fn lock_of(folder: &Path, session: &str) -> io::Result<File> {
    let lock = private().create_new(true).open(folder.join(format!("{session}.{SESSION}")))?;
    // A file system without locks: another session then takes this one for ended.
    let _ = lock.try_lock();
    Ok(lock)
}

fn is_locked(path: &Path) -> bool {
    let Ok(file) = File::open(path) else { return false };
    matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock))
}

/// Sessions that crashed leave an empty file behind, and maybe a journal that was not finished.
fn forget_old_sessions(folder: &Path) {
    let Ok(files) = fs::read_dir(folder) else { return };
    for path in files.filter_map(|it| Some(it.ok()?.path())) {
        if path.extension().is_some_and(|it| it == TEMPORARY) {
            let name = path.file_stem().and_then(|it| Path::new(it).extension()?.to_str());
            if name.is_some_and(|it| !is_locked(&folder.join(format!("{it}.{SESSION}")))) {
                let _ = fs::remove_file(path);
            }
            continue;
        }
        let is_session = path.extension().is_some_and(|it| it == SESSION);
        let is_old = fs::metadata(&path)
            .and_then(|it| it.modified())
            .is_ok_and(|it| it.elapsed().is_ok_and(|it| it > OLD));
        if is_session && is_old && !is_locked(&path) {
            let _ = fs::remove_file(path);
        }
    }
}

/// Makes a folder that only its owner reads.
#[cfg(unix)]
pub(super) fn make_private_folder(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

/// Makes a folder.
#[cfg(not(unix))]
pub(super) fn make_private_folder(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)
}

#[cfg(test)]
mod tests;
