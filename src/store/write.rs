//! Writing a file so that a reader or a crash sees the old content or the new, never a part.
//!
//! It must not know what is written. Invariant: a failed write leaves the old file as it was and no other file.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

static N_WRITES: AtomicU32 = AtomicU32::new(0);

/// Replaces the content of a file that exists. Mode and, where allowed, owner stay. `path` must not be a link.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let metadata = fs::metadata(path)?;
    let temporary = Temporary::write(path, bytes, Some(&metadata))?;
    fs::rename(&temporary.path, path)?;
    temporary.keep();
    sync_folder(path);
    Ok(())
}

/// Creates a file; one that is there already is an error of the kind `AlreadyExists` and stays.
pub fn create(path: &Path, bytes: &[u8]) -> io::Result<()> {
    make_folder(path)?;
    Temporary::write(path, bytes, None)?.name(path)
}

/// A new file that is written piece by piece and has its name only once it is whole.
pub struct NewFile {
    path: PathBuf,
    file: File,
    temporary: Temporary,
}

impl NewFile {
    /// Begins a file, and the folders that it is in. A name that is taken is an error of the kind `AlreadyExists`.
    pub fn begin(path: &Path) -> io::Result<Self> {
        if fs::symlink_metadata(path).is_ok() {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        make_folder(path)?;
        let (file, temporary) = Temporary::open(path)?;
        Ok(Self { path: path.to_owned(), file, temporary })
    }

    /// Gives the file its name.
    pub fn keep(self) -> io::Result<()> {
        sync(&self.file)?;
        self.temporary.name(&self.path)
    }
}

impl Write for NewFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

fn make_folder(path: &Path) -> io::Result<()> {
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty());
    folder.map_or(Ok(()), fs::create_dir_all)
}

fn sync(file: &File) -> io::Result<()> {
    match file.sync_all() {
        // Some network file systems cannot sync.
        Err(error) if !matches!(error.kind(), io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput) => {
            Err(error)
        }
        _ => Ok(()),
    }
}

/// A file beside the real one that goes away unless it is kept.
struct Temporary {
    path: PathBuf,
    is_kept: bool,
}

impl Temporary {
    fn write(target: &Path, bytes: &[u8], like: Option<&Metadata>) -> io::Result<Self> {
        let (file, temporary) = Self::open(target)?;
        if let Some(metadata) = like {
            // Before the content, so that nobody reads it who could not read the file.
            keep_owner(&temporary.path, metadata);
            file.set_permissions(metadata.permissions())?;
        }
        let mut writer = &file;
        writer.write_all(bytes)?;
        sync(&file)?;
        Ok(temporary)
    }

    fn open(target: &Path) -> io::Result<(File, Self)> {
        let name = target.file_name().ok_or(io::ErrorKind::InvalidInput)?.to_string_lossy().into_owned();
        loop {
            let n = N_WRITES.fetch_add(1, Ordering::Relaxed);
            // Short names of long files: most file systems allow 255 bytes.
            let start: String = name.chars().take(40).collect();
            let path = target.with_file_name(format!(".{start}.{}-{n}.tmp", std::process::id()));
            match OpenOptions::new().write(true).create_new(true).open(&path) {
                Ok(file) => return Ok((file, Self { path, is_kept: false })),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
    }

    fn keep(mut self) {
        self.is_kept = true;
    }

    /// Gives the file its real name, unless that is taken.
    fn name(self, path: &Path) -> io::Result<()> {
        // A second name for the file fails where the name is taken, which renaming would not.
        match fs::hard_link(&self.path, path) {
            Ok(()) => drop(self),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Err(error),
            // File systems without hard links.
            Err(_) if fs::symlink_metadata(path).is_ok() => {
                return Err(io::ErrorKind::AlreadyExists.into());
            }
            Err(_) => {
                fs::rename(&self.path, path)?;
                self.keep();
            }
        }
        sync_folder(path);
        Ok(())
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        if !self.is_kept {
            // Nothing more can be done about a leftover; the name says what it is.
            let _ = fs::remove_file(&self.path);
        }
    }
}

#[cfg(unix)]
fn keep_owner(path: &Path, like: &Metadata) {
    use std::os::unix::fs::{MetadataExt, chown};
    // Only root may give files away; the group may be one of the user's own.
    if chown(path, Some(like.uid()), Some(like.gid())).is_err() {
        let _ = chown(path, None, Some(like.gid()));
    }
}

#[cfg(not(unix))]
fn keep_owner(_: &Path, _: &Metadata) {}

/// Makes the new name durable, where folders can be synced.
fn sync_folder(path: &Path) {
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}
