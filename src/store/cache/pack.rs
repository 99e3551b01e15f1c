//! The form of a cache's file: a head, the records one after the other, what they are about, and an end that says where
//! that stands.
//!
//! Invariant: no length in the file is believed before it is known to lie within the file, and nothing is taken of what
//! has another checksum.

use super::key::FileKey;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

/// What every file begins with; the number is that of this form.
pub(super) const MAGIC: &[u8; 16] = b"tianbao cache 1\n";
/// Bytes of the head: the magic and the version.
pub(super) const HEAD: u64 = 48;
/// Bytes of the end: where the list begins, its length and its checksum.
const END: u64 = 20;

/// A record, and what it is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Item {
    pub path: String,
    pub key: FileKey,
    /// A number for the settings under which it was made.
    pub settings: u64,
    pub offset: u64,
    /// Bytes; 0 where nothing is kept of the file.
    pub len: u32,
    pub checksum: u32,
}

/// What a file says that it holds.
#[derive(Debug)]
pub(super) struct Pack {
    pub items: Vec<Item>,
}

/// The number of a program's version.
pub(super) fn version(words: &str) -> [u8; 32] {
    Sha256::digest(words.as_bytes()).into()
}

impl Pack {
    /// Reads the list of a file.
    ///
    /// # Errors
    /// Why it is not used.
    pub fn read(path: &Path, version: &[u8; 32]) -> Result<Self, &'static str> {
        let mut file = File::open(path).map_err(|_| "there is none")?;
        let len = file.metadata().map_err(|_| "it cannot be looked at")?.len();
        let mut head = [0; HEAD as usize];
        file.read_exact(&mut head).map_err(|_| "it is too short")?;
        let (magic, of) = head.split_at(MAGIC.len());
        if magic != MAGIC {
            return Err("it is of another kind");
        }
        if of != version {
            return Err("it is of another version of the program");
        }
        let end_at = len.checked_sub(END).filter(|it| *it >= HEAD).ok_or("it is too short")?;
        let mut end = [0; END as usize];
        read_at(&mut file, end_at, &mut end).map_err(|_| "its end cannot be read")?;
        let (start, n_bytes, checksum) = end_of(&end).ok_or("its end is damaged")?;
        let is_inside = start >= HEAD && start.checked_add(n_bytes) == Some(end_at);
        if !is_inside {
            return Err("its end is damaged");
        }
        let mut list = vec![0; usize::try_from(n_bytes).map_err(|_| "it is too long")?];
        read_at(&mut file, start, &mut list).map_err(|_| "its list cannot be read")?;
        if crc32fast::hash(&list) != checksum {
            return Err("its list is damaged");
        }
        let items: Vec<Item> = postcard::from_bytes(&list).map_err(|_| "its list is damaged")?;
        let is_inside = |it: &Item| {
            it.offset >= HEAD && it.offset.checked_add(it.len.into()).is_some_and(|it| it <= start)
        };
        if items.iter().all(is_inside) { Ok(Self { items }) } else { Err("its list is damaged") }
    }
}

/// Where the list begins, its length and its checksum.
fn end_of(bytes: &[u8; END as usize]) -> Option<(u64, u64, u32)> {
    let (start, rest) = bytes.split_first_chunk::<8>()?;
    let (n_bytes, rest) = rest.split_first_chunk::<8>()?;
    let (checksum, _) = rest.split_first_chunk::<4>()?;
    Some((u64::from_le_bytes(*start), u64::from_le_bytes(*n_bytes), u32::from_le_bytes(*checksum)))
}

/// The end of a file.
pub(super) fn end(start: u64, list: &[u8]) -> Vec<u8> {
    let mut bytes = start.to_le_bytes().to_vec();
    bytes.extend((list.len() as u64).to_le_bytes());
    bytes.extend(crc32fast::hash(list).to_le_bytes());
    bytes
}

/// Reads a record. Says whether it is what was written.
pub(super) fn record(file: &mut File, item: &Item, bytes: &mut Vec<u8>) -> bool {
    bytes.resize(item.len as usize, 0);
    read_at(file, item.offset, bytes).is_ok() && crc32fast::hash(bytes) == item.checksum
}

fn read_at(file: &mut File, offset: u64, bytes: &mut [u8]) -> io::Result<()> {
    file.seek(SeekFrom::Start(offset))?;
    file.read_exact(bytes)
}
