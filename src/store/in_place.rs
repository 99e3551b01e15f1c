//! Writing over a file in its place: the way for files with several names, which a new file would part.
//!
//! A crash in between leaves a mixture, so old and new content are written beside the file first, and the next start
//! finishes what was begun. Invariant: only the very file that was being written, in which every byte is of the old or the
//! new content, is finished. What a folder brings along that came from elsewhere is acted on by nobody: it cannot know the
//! file's number on this disk.

use super::disk::{self, File};
use super::write::{REDO, Temporary};
use std::fs::Metadata;
use std::io;
use std::path::Path;

/// Replaces the content of a file, which keeps all its names.
pub(super) fn replace(path: &Path, new: &[u8]) -> io::Result<()> {
    let old = disk::read(path)?;
    let metadata = disk::metadata(path)?;
    let redo = Redo { name: name_of(path)?, file: number_of(&metadata), old: &old, new };
    let temporary = Temporary::write(path, REDO, &redo.bytes(), Some(&metadata))?;
    disk::sync_folder_of(path);
    let written = overwrite(path, new);
    if written.is_err() && overwrite(path, &old).is_err() {
        // The next start finds it and finishes the writing.
        temporary.keep();
    }
    written
}

fn overwrite(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::open_to_overwrite(path)?;
    file.write_all(bytes)?;
    file.set_len(bytes.len() as u64)?;
    file.sync()
}

/// Finishes what a killed program has begun, if it has. Afterwards `redo` may go.
///
/// # Errors
/// The file cannot be read or written, or is not the one that was being written; `redo` has to stay.
pub(super) fn finish(redo: &Path) -> io::Result<()> {
    let written = disk::link_metadata(redo)?;
    if !written.is_file() {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    let bytes = disk::read(redo)?;
    // One that was not written to its end was never acted on.
    let Some(it) = Redo::parse(&bytes) else { return Ok(()) };
    let path = redo.with_file_name(it.name);
    let is_there = |error: &io::Error| error.kind() != io::ErrorKind::NotFound;
    let metadata = match disk::link_metadata(&path) {
        Err(error) => return if is_there(&error) { Err(error) } else { Ok(()) },
        Ok(metadata) => metadata,
    };
    let is_it = metadata.is_file() && number_of(&metadata) == it.file && is_by_its_owner(&written, &metadata);
    match disk::read(&path) {
        Ok(now) if !it.is_mixture(&now) => Ok(()),
        Ok(_) if is_it => overwrite(&path, it.new),
        Ok(_) => Err(io::ErrorKind::PermissionDenied.into()),
        Err(error) if is_there(&error) => Err(error),
        Err(_) => Ok(()),
    }
}

/// Which file it is on this machine, whatever its names: device and number.
#[cfg(unix)]
fn number_of(metadata: &Metadata) -> (u64, u64) {
    use std::os::unix::fs::MetadataExt;
    (metadata.dev(), metadata.ino())
}

/// Files with several names are not known here, so nothing is written in its place.
#[cfg(not(unix))]
const fn number_of(_: &Metadata) -> (u64, u64) {
    (0, 0)
}

/// Whether what was written beside a file has the file's owner, as [`Temporary`] sees to where it may.
#[cfg(unix)]
fn is_by_its_owner(redo: &Metadata, file: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    redo.uid() == file.uid() && file.nlink() > 1
}

#[cfg(not(unix))]
const fn is_by_its_owner(_: &Metadata, _: &Metadata) -> bool {
    false
}

fn name_of(path: &Path) -> io::Result<&str> {
    // The name stands on a line of its own.
    let name = path.file_name().and_then(|it| it.to_str()).filter(|it| !it.contains('\n'));
    name.ok_or(io::ErrorKind::InvalidFilename.into())
}

/// What is written beside the file.
#[derive(Debug, PartialEq, Eq)]
struct Redo<'a> {
    name: &'a str,
    /// Which file it is: [`number_of`].
    file: (u64, u64),
    old: &'a [u8],
    new: &'a [u8],
}

impl<'a> Redo<'a> {
    /// A line with checksum, lengths and the file's number, a line with the name, both contents.
    fn bytes(&self) -> Vec<u8> {
        let tail = [self.name.as_bytes(), b"\n", self.old, self.new].concat();
        let sum = crc32fast::hash(&tail);
        let (device, number) = self.file;
        let head = format!("{sum:08x} {} {} {device} {number}\n", self.old.len(), self.new.len());
        [head.as_bytes(), &tail].concat()
    }

    fn parse(bytes: &'a [u8]) -> Option<Self> {
        let (head, tail) = split_line(bytes)?;
        let mut words = std::str::from_utf8(head).ok()?.split(' ');
        let sum = u32::from_str_radix(words.next()?, 16).ok()?;
        let n_old: usize = words.next()?.parse().ok()?;
        let n_new: usize = words.next()?.parse().ok()?;
        let file = (words.next()?.parse().ok()?, words.next()?.parse().ok()?);
        let (name, contents) = split_line(tail)?;
        let (old, new) = contents.split_at_checked(n_old).filter(|(_, new)| new.len() == n_new)?;
        let name = std::str::from_utf8(name).ok()?;
        let is_file_name = Path::new(name).file_name().is_some_and(|it| it == name);
        (crc32fast::hash(tail) == sum && is_file_name).then_some(Self { name, file, old, new })
    }

    /// Whether a content is neither old nor new but made of both. Where the file was made longer there may be zeros.
    fn is_mixture(&self, now: &[u8]) -> bool {
        let (short, long) = (self.old.len().min(self.new.len()), self.old.len().max(self.new.len()));
        let is_either = |(idx, byte): (usize, &u8)| {
            let (old, new) = (self.old.get(idx), self.new.get(idx));
            old == Some(byte) || new == Some(byte) || (old.is_none() && *byte == 0)
        };
        now != self.old
            && now != self.new
            && (short..=long).contains(&now.len())
            && now.iter().enumerate().all(is_either)
    }
}

fn split_line(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = bytes.iter().position(|it| *it == b'\n')?;
    Some((bytes.get(..end)?, bytes.get(end + 1..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_to_its_end_is_read_and_nothing_else() {
        let redo =
            Redo {
                name: "水务局.toml", file: (1, 2), old: "目标一".as_bytes(), new: "目标二十".as_bytes()
            };
        let bytes = redo.bytes();
        assert_eq!(Redo::parse(&bytes), Some(Redo { ..redo }));
        for n in 0..bytes.len() {
            assert_eq!(Redo::parse(&bytes[..n]), None, "cut at {n}");
        }
        let outside = Redo { name: "../别处.toml", file: (1, 2), old: b"1", new: b"2" }.bytes();
        assert_eq!(Redo::parse(&outside), None, "it must not lead anywhere else");
    }

    #[test]
    fn only_a_mixture_of_both_is_finished() {
        let redo = Redo { name: "a", file: (1, 2), old: b"abcdef", new: b"ABCDEFGH" };
        for (now, is_mixture) in [
            ("abcdef", false),
            ("ABCDEFGH", false),
            ("ABCdef", true),
            ("abcDEFGH", true),
            ("ABCDEFG", true),
            ("ABCDEF\0\0", true),
            ("ABXdef", false),
            ("ABC", false),
            ("ABCDEFGHI", false),
            ("", false),
        ] {
            assert_eq!(redo.is_mixture(now.as_bytes()), is_mixture, "{now:?}");
        }
    }

    /// A file with a second name, and what was being written to it.
    #[cfg(unix)]
    fn begun(folder: &Path, now: &[u8]) -> (std::path::PathBuf, std::path::PathBuf) {
        let (path, leftover) = (folder.join("a"), folder.join(".a.0.tianbao-redo"));
        std::fs::write(&path, now).unwrap();
        std::fs::hard_link(&path, folder.join("b")).unwrap();
        let file = number_of(&std::fs::metadata(&path).unwrap());
        std::fs::write(&leftover, Redo { name: "a", file, old: OLD, new: NEW }.bytes()).unwrap();
        (path, leftover)
    }

    #[cfg(unix)]
    const OLD: &[u8] = "旧的目标".as_bytes();
    #[cfg(unix)]
    const NEW: &[u8] = "新的目标值".as_bytes();

    #[cfg(unix)]
    fn torn() -> Vec<u8> {
        [&NEW[..4], &OLD[4..]].concat()
    }

    #[cfg(unix)]
    #[test]
    fn a_leftover_is_acted_on_only_where_the_file_is_torn() {
        for (now, then) in
            [(torn().as_slice(), NEW), (OLD, OLD), ("别人写的".as_bytes(), "别人写的".as_bytes())]
        {
            let folder = tempfile::tempdir().unwrap();
            let (path, leftover) = begun(folder.path(), now);
            super::super::write::settle(&path);
            assert_eq!(std::fs::read(&path).unwrap(), then);
            assert!(!leftover.exists());
        }
    }

    /// What a stranger packed into a folder knows neither the number that a file will have nor leads out of it.
    #[cfg(unix)]
    #[test]
    fn a_leftover_that_came_with_a_folder_writes_nothing() {
        let change: [fn(&Path, &Path); 4] = [
            // Another file of the same name and content.
            |path, _| {
                let bytes = std::fs::read(path).unwrap();
                std::fs::write(path.with_file_name("c"), bytes).unwrap();
                std::fs::rename(path.with_file_name("c"), path).unwrap();
            },
            // A link to the very file.
            |path, _| {
                let home = path.with_file_name("home");
                std::fs::rename(path, &home).unwrap();
                std::os::unix::fs::symlink(home, path).unwrap();
            },
            // A link to what is to be written.
            |path, leftover| {
                let elsewhere = path.with_file_name("elsewhere");
                std::fs::rename(leftover, &elsewhere).unwrap();
                std::os::unix::fs::symlink(elsewhere, leftover).unwrap();
            },
            // A file with one name is never written in its place.
            |path, _| std::fs::remove_file(path.with_file_name("b")).unwrap(),
        ];
        for (n, change) in change.into_iter().enumerate() {
            let folder = tempfile::tempdir().unwrap();
            let (path, leftover) = begun(folder.path(), &torn());
            change(&path, &leftover);
            super::super::write::settle(&path);
            super::super::write::clear(&leftover);
            assert_eq!(std::fs::read(&path).unwrap(), torn(), "{n}");
            assert!(
                std::fs::symlink_metadata(&leftover).is_ok(),
                "{n}: it may be all that is left of a content"
            );
        }
    }
}
