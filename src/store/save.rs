//! Saving a filing without losing what anyone wrote.
//!
//! It must not know how bytes get to the disk (that is [`super::write`]). Invariant: what is overwritten is what
//! was read.

use super::stamp::Stamp;
use super::{disk, write};
use crate::format::{self, FileRows};
use crate::messages::{Message, Problem};
use crate::model::Filing;
use std::io;
use std::path::{Path, PathBuf};

/// Why nothing was saved. The message's id tells the cases apart ([`Problem::ChangedOutside`], …).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaveError {
    /// The file.
    pub path: PathBuf,
    /// What is wrong and what to do.
    pub message: Message<Problem>,
}

impl SaveError {
    fn of(id: Problem, path: &Path) -> Self {
        Self { path: path.to_owned(), message: Message::new(id, [("file", path.display().to_string())]) }
    }

    /// Why a file could not be written.
    pub fn of_io(path: &Path, error: &io::Error) -> Self {
        let id = match error.kind() {
            io::ErrorKind::AlreadyExists => Problem::ExistsAlready,
            io::ErrorKind::PermissionDenied => Problem::MayNotWrite,
            io::ErrorKind::ReadOnlyFilesystem => Problem::DiskReadOnly,
            io::ErrorKind::StorageFull => Problem::DiskFull,
            // A limit of what one file may have is a quota, too.
            io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => Problem::QuotaFull,
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Problem::NoFolder,
            io::ErrorKind::InvalidFilename => Problem::NameRefused,
            io::ErrorKind::IsADirectory => Problem::IsFolder,
            _ if is_link_loop(error) => Problem::LinkLoop,
            _ => Problem::NotWritable,
        };
        let mut it = Self::of(id, path);
        it.message.args.push(("reason", error.to_string()));
        it
    }
}

/// Saves a filing. A file that was read (`stamp`) gets the edits only, and only if it still is what was read;
/// without a stamp the file is new and must not exist. Gives the stamp of the file as it is now.
///
/// # Errors
/// What stands against it; the file is then as it was.
pub fn save(
    save_to: &Path,
    stamp: Option<&Stamp>,
    rows: &FileRows,
    filing: &Filing,
) -> Result<Stamp, SaveError> {
    if save_to.as_os_str().is_empty() {
        return Err(SaveError::of(Problem::SampleNotSaved, save_to));
    }
    match stamp {
        None => create(save_to, filing),
        Some(stamp) => {
            let file = File::read(save_to)?;
            if !file.stamp.is_same_content(stamp) {
                return Err(SaveError::of(Problem::ChangedOutside, save_to));
            }
            file.save(save_to, rows, filing)
        }
    }
}

/// Saves a filing over whatever its file holds now, once the person has chosen so. What the other side added in
/// comments and unknown keys stays where it can; a file that is gone or no filing is written anew.
///
/// # Errors
/// What stands against it; the file is then as it was.
pub fn overwrite(save_to: &Path, filing: &Filing) -> Result<Stamp, SaveError> {
    if save_to.as_os_str().is_empty() {
        return Err(SaveError::of(Problem::SampleNotSaved, save_to));
    }
    match File::read(save_to) {
        Ok(file) => {
            let text = String::from_utf8_lossy(&file.bytes);
            let reading = format::read(&text);
            if reading.read_only {
                return Err(SaveError::of(Problem::NewerNotSaved, save_to));
            }
            let rows = reading.filing.as_ref().map(FileRows::of).unwrap_or_default();
            file.put(save_to, &format::patch(&text, &rows, filing))
        }
        Err(error) if error.message.id == Problem::Vanished => create(save_to, filing),
        Err(error) => Err(error),
    }
}

/// Saves a filing under a new name: the file that it was read from (`from`, as `stamp` knows it) with the edits, so
/// that comments and unknown keys come along; written anew where there is no such file any more.
///
/// # Errors
/// What stands against it; nothing is written then.
pub fn save_copy(
    save_to: &Path,
    from: Option<(&Path, &Stamp)>,
    rows: &FileRows,
    filing: &Filing,
) -> Result<Stamp, SaveError> {
    let original = from.and_then(|(path, stamp)| {
        let file = File::read(path).ok().filter(|it| it.stamp.is_same_content(stamp))?;
        String::from_utf8(file.bytes).ok()
    });
    match original {
        Some(text) => create_text(save_to, &format::patch(&text, rows, filing)),
        None => create(save_to, filing),
    }
}

fn create(save_to: &Path, filing: &Filing) -> Result<Stamp, SaveError> {
    create_text(save_to, &format::write(filing))
}

/// Creates a file with this text. One that is there already stays; it is an error unless it says the same.
///
/// # Errors
/// What stands against it; no file is then changed.
pub fn create_text(save_to: &Path, text: &str) -> Result<Stamp, SaveError> {
    create_bytes(save_to, text.as_bytes())
}

/// Creates a file with these bytes, as [`create_text`] does.
///
/// # Errors
/// What stands against it; no file is then changed.
pub fn create_bytes(save_to: &Path, bytes: &[u8]) -> Result<Stamp, SaveError> {
    match write::create(save_to, bytes) {
        Ok(()) => Ok(Stamp::of(bytes, disk::metadata(save_to).ok().as_ref())),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            // The same content is as good as saved.
            match File::read(save_to) {
                Ok(file) if file.bytes == bytes => Ok(file.stamp),
                _ => Err(SaveError::of(Problem::ExistsAlready, save_to)),
            }
        }
        Err(error) => Err(SaveError::of_io(save_to, &error)),
    }
}

/// Writes a text over a file that still holds what was read of it, such as a filing in another layout.
///
/// # Errors
/// What stands against it; the file is then as it was.
pub fn replace_read(path: &Path, read: &str, text: &str) -> Result<(), SaveError> {
    if super::read_text(path).as_deref() != Some(read) {
        return Err(SaveError::of(Problem::ChangedOutside, path));
    }
    replace_text(path, text)
}

/// Writes a text over whatever the file holds; a new one where there is none. For files that the program makes, such as
/// baselines, never for filings.
///
/// # Errors
/// What stands against it; the file is then as it was.
pub fn replace_text(path: &Path, text: &str) -> Result<(), SaveError> {
    match File::read(path) {
        Ok(file) => file.put(path, text).map(|_| ()),
        Err(error) if error.message.id == Problem::Vanished => create_text(path, text).map(|_| ()),
        Err(error) => Err(error),
    }
}

/// Whether links lead round in a circle.
#[cfg(unix)]
fn is_link_loop(error: &io::Error) -> bool {
    error.raw_os_error() == Some(libc::ELOOP)
}

#[cfg(not(unix))]
const fn is_link_loop(_: &io::Error) -> bool {
    false
}

/// A file as it is on the disk now, behind all links.
struct File {
    path: PathBuf,
    bytes: Vec<u8>,
    stamp: Stamp,
}

/// Where a filing goes that a person wants saved as `asked`: in a folder it keeps the name of the file at `now`, and a
/// name without `.toml` gets it.
///
/// # Errors
/// The ending is that of another kind of document: what is written is no such document, and nobody could open it.
pub fn place_to_save(asked: &Path, now: &Path) -> Result<PathBuf, Message<Problem>> {
    let is_folder = asked.is_dir() || asked.to_string_lossy().ends_with(std::path::is_separator);
    if is_folder {
        let name = now.with_extension("toml");
        return Ok(asked.join(name.file_name().unwrap_or_default()));
    }
    match super::extension(asked) {
        Some("toml") => Ok(asked.to_owned()),
        None if !super::is_refused(asked) => {
            // Not set_extension: what follows the last dot of a name such as 2026.修改稿 belongs to it.
            let mut path = asked.as_os_str().to_owned();
            path.push(".toml");
            Ok(PathBuf::from(path))
        }
        _ => Err(SaveError::of(Problem::SavedAsToml, asked).message),
    }
}

impl File {
    fn read(save_to: &Path) -> Result<Self, SaveError> {
        let of_io = |error: io::Error| match error.kind() {
            io::ErrorKind::NotFound => SaveError::of(Problem::Vanished, save_to),
            _ => SaveError::of_io(save_to, &error),
        };
        let path = disk::canonicalize(save_to).map_err(of_io)?;
        write::settle(&path);
        let bytes = disk::read(&path).map_err(of_io)?;
        let stamp = Stamp::of(&bytes, disk::metadata(&path).ok().as_ref());
        Ok(Self { path, bytes, stamp })
    }

    fn save(&self, save_to: &Path, rows: &FileRows, filing: &Filing) -> Result<Stamp, SaveError> {
        let text = std::str::from_utf8(&self.bytes);
        let reading = text.map(format::read).unwrap_or_default();
        match (text, reading) {
            (_, reading) if reading.read_only => Err(SaveError::of(Problem::NewerNotSaved, save_to)),
            (Ok(text), reading) if reading.filing.is_some() => {
                let patched = format::patch(text, rows, filing);
                self.put(save_to, &patched)
            }
            _ => Err(SaveError::of(Problem::NoLongerFiling, save_to)),
        }
    }

    /// Writes the text, unless the file says it already.
    fn put(&self, save_to: &Path, text: &str) -> Result<Stamp, SaveError> {
        if text.as_bytes() == self.bytes {
            return Ok(self.stamp.clone());
        }
        let of_io = |error: io::Error| SaveError::of_io(save_to, &error);
        if disk::metadata(&self.path).is_ok_and(|it| it.permissions().readonly()) {
            return Err(of_io(io::ErrorKind::PermissionDenied.into()));
        }
        write::replace(&self.path, text.as_bytes()).map_err(of_io)?;
        Ok(Stamp::of(text.as_bytes(), disk::metadata(&self.path).ok().as_ref()))
    }
}
