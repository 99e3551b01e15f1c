//! Writing a file so that a reader or a crash sees the old content or the new, never a part.
//!
//! It must not know what is written. Invariant: a failed write leaves the old file as it was; what a killed program has
//! left beside it is told from the names of [`Temporary`], and cleared away by [`settle`].

use super::disk::{self, File};
use super::{attributes, in_place};
use std::ffi::OsStr;
use std::fs::{self, Metadata, Permissions, TryLockError};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Ending of the new content until it has the file's name.
const NEW: &str = "tianbao-new";
/// Ending of old and new content while a file is written over in its place.
pub(super) const REDO: &str = "tianbao-redo";
/// So many programs may write a file at the same time.
const MOST_WRITERS: usize = 16;
/// So many of their leftovers are looked for.
const MOST_LEFTOVERS: usize = 3;
/// Where files cannot be held, what is older than this is nobody's any more.
const OLD: Duration = Duration::from_secs(24 * 60 * 60);

/// Replaces the content of a file that exists. Mode, extended attributes and, where allowed, owner stay, and so do further
/// names of the file (hard links). `path` must not be a link.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let metadata = disk::metadata(path)?;
    if has_other_names(&metadata) {
        return in_place::replace(path, bytes);
    }
    let temporary = Temporary::write(path, NEW, bytes, Some(&metadata))?;
    disk::rename(&temporary.path, path)?;
    temporary.keep();
    disk::sync_folder_of(path);
    Ok(())
}

/// Creates a file; one that is there already is an error of the kind `AlreadyExists` and stays.
pub fn create(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent().filter(|it| !it.as_os_str().is_empty()) {
        disk::make_folders(folder)?;
    }
    Temporary::write(path, NEW, bytes, None)?.name(path)
}

/// A new file that is written piece by piece and has its name only once it is whole.
pub struct NewFile {
    path: PathBuf,
    temporary: Temporary,
}

impl NewFile {
    /// Begins a file, and the folders that it is in. A name that is taken is an error of the kind `AlreadyExists`.
    pub fn begin(path: &Path) -> io::Result<Self> {
        if fs::symlink_metadata(path).is_ok() {
            return Err(ErrorKind::AlreadyExists.into());
        }
        if let Some(folder) = path.parent().filter(|it| !it.as_os_str().is_empty()) {
            disk::make_folders(folder)?;
        }
        Ok(Self { path: path.to_owned(), temporary: Temporary::begin(path, NEW, false)? })
    }

    /// Gives the file its name.
    pub fn keep(self) -> io::Result<()> {
        self.temporary.file.sync()?;
        self.temporary.name(&self.path)
    }
}

impl io::Write for NewFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.temporary.file.write_all(bytes).map(|()| bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Whether a name in a folder is one that a killed program may have left.
pub(super) fn is_leftover(name: &OsStr) -> bool {
    let name = name.to_str().unwrap_or_default();
    name.starts_with('.')
        && [NEW, REDO].iter().any(|it| name.strip_suffix(it).is_some_and(|it| it.ends_with('.')))
}

/// Clears away what killed programs have left beside a file, and finishes what one of them has begun.
pub(super) fn settle(path: &Path) {
    for ending in [NEW, REDO] {
        for n in 0..MOST_LEFTOVERS {
            let Ok(leftover) = name(path, n, ending) else { return };
            if fs::symlink_metadata(&leftover).is_ok() {
                clear(&leftover);
            }
        }
    }
}

/// Clears a leftover away, unless somebody is using it. Gives whether it is gone.
pub(super) fn clear(leftover: &Path) -> bool {
    if !is_left(leftover) {
        return false;
    }
    tracing::info!(file = %leftover.display(), "left by a program that was killed");
    if leftover.extension().is_some_and(|it| it == REDO) && in_place::finish(leftover).is_err() {
        return false;
    }
    disk::remove(leftover).is_ok()
}

/// Whether nobody holds a file.
fn is_left(path: &Path) -> bool {
    let is_old = |it: &fs::File| {
        let modified = it.metadata().and_then(|it| it.modified());
        modified.is_ok_and(|it| it.elapsed().is_ok_and(|it| it > OLD))
    };
    let Ok(file) = fs::OpenOptions::new().read(true).write(true).open(path) else { return false };
    match file.try_lock() {
        Ok(()) => true,
        Err(TryLockError::WouldBlock) => false,
        Err(TryLockError::Error(_)) => is_old(&file),
    }
}

/// The name of a temporary beside a file.
fn name(target: &Path, n: usize, ending: &str) -> io::Result<PathBuf> {
    let name = target.file_name().ok_or(ErrorKind::InvalidInput)?.to_string_lossy();
    // Short names of long files: most file systems allow 255 bytes.
    let start: String = name.chars().take(40).collect();
    Ok(target.with_file_name(format!(".{start}.{n}.{ending}")))
}

/// A file beside the real one that goes away unless it is kept.
pub(super) struct Temporary {
    path: PathBuf,
    is_kept: bool,
    /// Open as long as it is in use: that is how others see that it is no leftover.
    file: File,
}

impl Temporary {
    /// Begins a temporary beside a file.
    fn begin(target: &Path, ending: &str, is_private: bool) -> io::Result<Self> {
        let mut options = if is_private { disk::private() } else { fs::OpenOptions::new() };
        options.write(true).create_new(true);
        let (path, file) = Self::open(target, ending, &options)?;
        file.hold();
        Ok(Self { path, is_kept: false, file })
    }

    /// Gives it its real name, unless that is taken.
    fn name(self, path: &Path) -> io::Result<()> {
        // A second name for the file fails where the name is taken, which renaming would not.
        match disk::hard_link(&self.path, path) {
            Ok(()) => drop(self),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => return Err(error),
            // File systems without hard links.
            Err(_) if fs::symlink_metadata(path).is_ok() => return Err(ErrorKind::AlreadyExists.into()),
            Err(_) => {
                disk::rename(&self.path, path)?;
                self.keep();
            }
        }
        disk::sync_folder_of(path);
        Ok(())
    }

    /// Writes a temporary beside a file and waits until the disk has it.
    pub fn write(target: &Path, ending: &str, bytes: &[u8], like: Option<&Metadata>) -> io::Result<Self> {
        let mut temporary = Self::begin(target, ending, like.is_some())?;
        if let Some(metadata) = like {
            // Before the content, so that nobody reads it who could not read the file.
            keep_owner(&temporary.path, metadata);
            let is_kept = attributes::keep(target, &temporary.path);
            let mode = if is_kept { metadata.permissions() } else { attributes::without_group(metadata) };
            keep_mode(&temporary.file, &mode)?;
        }
        temporary.file.write_all(bytes)?;
        temporary.file.sync()?;
        Ok(temporary)
    }

    fn open(target: &Path, ending: &str, options: &fs::OpenOptions) -> io::Result<(PathBuf, File)> {
        for n in 0..MOST_WRITERS {
            let path = name(target, n, ending)?;
            let opened = File::open(&path, options).or_else(|error| match error.kind() {
                ErrorKind::AlreadyExists if clear(&path) => File::open(&path, options),
                _ => Err(error),
            });
            match opened {
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                opened => return opened.map(|file| (path, file)),
            }
        }
        Err(ErrorKind::ResourceBusy.into())
    }

    /// Lets it be.
    pub fn keep(mut self) {
        self.is_kept = true;
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        if !self.is_kept {
            // What cannot be removed now is a leftover for the next start.
            let _ = disk::remove(&self.path);
        }
    }
}

/// File systems without modes refuse to set them; that is no reason not to save, for the new file is then its owner's
/// alone, if anything.
fn keep_mode(file: &File, mode: &Permissions) -> io::Result<()> {
    match file.set_permissions(mode) {
        Err(error) if matches!(error.kind(), ErrorKind::PermissionDenied | ErrorKind::Unsupported) => Ok(()),
        done => done,
    }
}

#[cfg(unix)]
fn has_other_names(metadata: &Metadata) -> bool {
    std::os::unix::fs::MetadataExt::nlink(metadata) > 1
}

#[cfg(not(unix))]
const fn has_other_names(_: &Metadata) -> bool {
    false
}

#[cfg(unix)]
fn keep_owner(path: &Path, like: &Metadata) {
    use std::os::unix::fs::MetadataExt;
    // Only root may give files away; the group may be one of the user's own.
    if disk::give(path, Some(like.uid()), Some(like.gid())).is_err() {
        let _ = disk::give(path, None, Some(like.gid()));
    }
}

#[cfg(not(unix))]
fn keep_owner(_: &Path, _: &Metadata) {}
