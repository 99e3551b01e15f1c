//! Writing over a file in its place: the way for files with several names, which a new file would part.
//!
//! A crash in between leaves a mixture, so old and new content are written beside the file first, and the next start
//! finishes what was begun. Invariant: only a file in which every byte is of the old or the new content is finished; one
//! that anybody else has written to stays as it is.

use super::disk::{self, File};
use super::write::{REDO, Temporary};
use std::io;
use std::path::Path;

/// Replaces the content of a file, which keeps all its names.
pub(super) fn replace(path: &Path, new: &[u8]) -> io::Result<()> {
    let old = disk::read(path)?;
    let metadata = disk::metadata(path)?;
    let redo = Redo { name: name_of(path)?, old: &old, new };
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
/// The file cannot be read or written; `redo` has to stay.
pub(super) fn finish(redo: &Path) -> io::Result<()> {
    let bytes = disk::read(redo)?;
    // One that was not written to its end was never acted on.
    let Some(it) = Redo::parse(&bytes) else { return Ok(()) };
    let path = redo.with_file_name(it.name);
    match disk::read(&path) {
        Ok(now) if it.is_mixture(&now) => overwrite(&path, it.new),
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
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
    old: &'a [u8],
    new: &'a [u8],
}

impl<'a> Redo<'a> {
    /// A line with checksum and lengths, a line with the name, both contents.
    fn bytes(&self) -> Vec<u8> {
        let tail = [self.name.as_bytes(), b"\n", self.old, self.new].concat();
        let sum = crc32fast::hash(&tail);
        let head = format!("{sum:08x} {} {}\n", self.old.len(), self.new.len());
        [head.as_bytes(), &tail].concat()
    }

    fn parse(bytes: &'a [u8]) -> Option<Self> {
        let (head, tail) = split_line(bytes)?;
        let mut words = std::str::from_utf8(head).ok()?.split(' ');
        let sum = u32::from_str_radix(words.next()?, 16).ok()?;
        let n_old: usize = words.next()?.parse().ok()?;
        let n_new: usize = words.next()?.parse().ok()?;
        let (name, contents) = split_line(tail)?;
        let (old, new) = contents.split_at_checked(n_old).filter(|(_, new)| new.len() == n_new)?;
        let name = std::str::from_utf8(name).ok()?;
        let is_file_name = Path::new(name).file_name().is_some_and(|it| it == name);
        (crc32fast::hash(tail) == sum && is_file_name).then_some(Self { name, old, new })
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
            Redo { name: "水务局.toml", old: "目标一".as_bytes(), new: "目标二十".as_bytes() };
        let bytes = redo.bytes();
        assert_eq!(Redo::parse(&bytes), Some(Redo { ..redo }));
        for n in 0..bytes.len() {
            assert_eq!(Redo::parse(&bytes[..n]), None, "cut at {n}");
        }
        let outside = Redo { name: "../别处.toml", old: b"1", new: b"2" }.bytes();
        assert_eq!(Redo::parse(&outside), None, "it must not lead anywhere else");
    }

    #[test]
    fn only_a_mixture_of_both_is_finished() {
        let redo = Redo { name: "a", old: b"abcdef", new: b"ABCDEFGH" };
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

    #[test]
    fn a_leftover_is_acted_on_only_where_the_file_is_torn() {
        let folder = tempfile::tempdir().unwrap();
        let (path, leftover) = (folder.path().join("a"), folder.path().join(".a.0.tianbao-redo"));
        let redo = Redo { name: "a", old: "旧的目标".as_bytes(), new: "新的目标值".as_bytes() };
        let torn = [&redo.new[..4], &redo.old[4..]].concat();
        for (now, then) in [
            (torn.as_slice(), redo.new),
            (redo.old, redo.old),
            ("别人写的".as_bytes(), "别人写的".as_bytes()),
        ] {
            std::fs::write(&path, now).unwrap();
            std::fs::write(&leftover, redo.bytes()).unwrap();
            super::super::write::settle(&path);
            assert_eq!(std::fs::read(&path).unwrap(), then);
            assert!(!leftover.exists());
        }
    }
}
