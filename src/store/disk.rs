//! The operations that saving and journals consist of, one function each.
//!
//! It must not know what is written or why. Each operation is a point at which a test makes it fail, or at which the
//! program stops as if it had been killed; outside of tests a point is nothing. Invariant: whoever writes what a person
//! would miss does so through here alone.

use super::open;
#[cfg(unix)]
use std::ffi::{OsStr, OsString};
use std::fs::{self, Metadata, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

#[cfg(test)]
pub(crate) mod faults;

/// An operation, named for tests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Act {
    /// Resolves links, or asks for length, times and mode.
    Look,
    /// Reads a whole file.
    Read,
    /// Opens or creates a file.
    Open,
    /// Writes bytes.
    #[cfg(test)]
    Write,
    /// Gives a file another length.
    Cut,
    /// Waits until the disk has a file.
    Sync,
    /// Waits until the disk has the names in a folder.
    SyncFolder,
    /// Sets who may read and write.
    Mode,
    /// Sets whose the file is.
    Owner,
    /// Sets or reads labels and further rights.
    #[cfg(unix)]
    Attribute,
    /// Puts a file in the place of another.
    Rename,
    /// Gives a file a second name.
    Link,
    /// Removes a name.
    Remove,
    /// Makes folders.
    MakeFolder,
}

#[cfg(test)]
use faults::point;

/// Nothing stands against an operation but the system itself.
#[cfg(not(test))]
#[allow(clippy::unnecessary_wraps, reason = "the shape of what tests put in its place")]
const fn point(_: Act, _: &Path) -> io::Result<()> {
    Ok(())
}

/// Carries an operation out, again where a signal came in between.
fn act<T>(kind: Act, path: &Path, mut real: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    loop {
        match point(kind, path).and_then(|()| real()) {
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            done => return done,
        }
    }
}

/// A path behind all links.
pub(super) fn canonicalize(path: &Path) -> io::Result<PathBuf> {
    act(Act::Look, path, || fs::canonicalize(path))
}

/// Length, times, mode and owner, behind links.
pub(super) fn metadata(path: &Path) -> io::Result<Metadata> {
    act(Act::Look, path, || fs::metadata(path))
}

/// Of what the name itself stands for, be it a link.
pub(super) fn link_metadata(path: &Path) -> io::Result<Metadata> {
    act(Act::Look, path, || fs::symlink_metadata(path))
}

/// A whole file; what is none, such as a folder, is an error of the kind `IsADirectory`.
pub(super) fn read(path: &Path) -> io::Result<Vec<u8>> {
    act(Act::Read, path, || {
        let read = open::read(path, u64::MAX)?;
        read.map(|(bytes, _)| bytes).ok_or_else(|| ErrorKind::IsADirectory.into())
    })
}

/// Puts a file in the place of another, at once.
pub(super) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    #[cfg(test)]
    faults::from(from, to);
    act(Act::Rename, to, || fs::rename(from, to))
}

/// Gives a file a second name, which must be free.
pub(super) fn hard_link(from: &Path, to: &Path) -> io::Result<()> {
    #[cfg(test)]
    faults::from(from, to);
    act(Act::Link, to, || fs::hard_link(from, to))
}

/// Removes a file's name.
pub(super) fn remove(path: &Path) -> io::Result<()> {
    act(Act::Remove, path, || fs::remove_file(path))
}

/// Makes a folder and those above it.
pub(super) fn make_folders(path: &Path) -> io::Result<()> {
    act(Act::MakeFolder, path, || fs::create_dir_all(path))
}

/// Gives a file to somebody, where that is allowed.
#[cfg(unix)]
pub(super) fn give(path: &Path, owner: Option<u32>, group: Option<u32>) -> io::Result<()> {
    act(Act::Owner, path, || std::os::unix::fs::chown(path, owner, group))
}

/// The names of a file's extended attributes, which hold labels, tags and further rights.
#[cfg(unix)]
pub(super) fn attributes(path: &Path) -> io::Result<Vec<OsString>> {
    act(Act::Attribute, path, || xattr::list(path).map(Iterator::collect))
}

/// Gives a file an extended attribute of another.
#[cfg(unix)]
pub(super) fn copy_attribute(name: &OsStr, from: &Path, to: &Path) -> io::Result<()> {
    act(Act::Attribute, to, || match xattr::get(from, name)? {
        Some(value) => xattr::set(to, name, &value),
        None => Ok(()),
    })
}

/// Takes an extended attribute from a file.
#[cfg(unix)]
pub(super) fn remove_attribute(name: &OsStr, path: &Path) -> io::Result<()> {
    act(Act::Attribute, path, || xattr::remove(path, name))
}

/// Waits until the disk has the names in the folder of a file. The file is written by then, so what fails here is only
/// noted in the log.
pub(super) fn sync_folder_of(path: &Path) {
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // Not every system can open a folder.
    let synced = act(Act::SyncFolder, folder, || fs::File::open(folder)?.sync_all());
    if let Err(error) = synced.or_else(tolerated) {
        tracing::warn!(folder = %folder.display(), %error, "the folder could not be synced");
    }
}

/// Some network file systems cannot sync. They keep a file as well as they can, which is no reason not to save.
fn tolerated(error: io::Error) -> io::Result<()> {
    if matches!(error.kind(), ErrorKind::Unsupported | ErrorKind::InvalidInput) {
        tracing::warn!(%error, "this file system cannot say when the disk has a file");
        return Ok(());
    }
    Err(error)
}

/// An open file that knows its name.
#[derive(Debug)]
pub(super) struct File {
    file: fs::File,
    path: PathBuf,
}

impl File {
    /// Opens a file as the options say.
    pub fn open(path: &Path, options: &OpenOptions) -> io::Result<Self> {
        let file = act(Act::Open, path, || options.open(path))?;
        Ok(Self { file, path: path.to_owned() })
    }

    /// Opens a file to write over what it holds.
    pub fn open_to_overwrite(path: &Path) -> io::Result<Self> {
        Self::open(path, OpenOptions::new().write(true))
    }

    /// Opens a file to append to it.
    pub fn open_to_append(path: &Path) -> io::Result<Self> {
        Self::open(path, OpenOptions::new().append(true))
    }

    /// Writes all bytes. After an error a part of them may be there.
    pub fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        #[cfg(test)]
        if let Err((n_bytes, error)) = faults::point_of_write(&self.path, bytes.len()) {
            self.file.write_all(bytes.get(..n_bytes).unwrap_or_default())?;
            return Err(error);
        }
        self.file.write_all(bytes)
    }

    /// Waits until the disk has it, where the file system can say so.
    pub fn sync(&self) -> io::Result<()> {
        act(Act::Sync, &self.path, || self.file.sync_all()).or_else(tolerated)
    }

    /// The same for the content alone.
    pub fn sync_content(&self) -> io::Result<()> {
        act(Act::Sync, &self.path, || self.file.sync_data()).or_else(tolerated)
    }

    /// Whether it has no name any more: somebody has taken it away, and nobody will find what is written to it.
    pub fn is_gone(&self) -> bool {
        #[cfg(unix)]
        let is_gone = |it: fs::Metadata| std::os::unix::fs::MetadataExt::nlink(&it) == 0;
        #[cfg(not(unix))]
        let is_gone = |_: fs::Metadata| false;
        self.file.metadata().is_ok_and(is_gone)
    }

    /// Cuts it, or fills it with zeros.
    pub fn set_len(&self, len: u64) -> io::Result<()> {
        act(Act::Cut, &self.path, || self.file.set_len(len))
    }

    /// How long it is.
    pub fn n_bytes(&self) -> io::Result<u64> {
        act(Act::Look, &self.path, || self.file.metadata()).map(|it| it.len())
    }

    /// Sets who may read and write it.
    pub fn set_permissions(&self, permissions: &fs::Permissions) -> io::Result<()> {
        act(Act::Mode, &self.path, || self.file.set_permissions(permissions.clone()))
    }

    /// Holds it for this process until it is closed. Without locks nobody else can tell whether it is in use.
    pub fn hold(&self) {
        let _ = self.file.try_lock();
    }
}

/// Options for files that only their owner reads.
pub(super) fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}
