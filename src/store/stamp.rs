//! What a file was when it was read, to see whether someone else has changed it.
//!
//! Invariant: two stamps tell the same content exactly when their hashes are the same; times only save work.

use sha2::{Digest, Sha256};
use std::fs::Metadata;
use std::path::Path;
use std::time::SystemTime;

/// Length, time and hash of a file as it was read or written.
#[derive(Clone, Debug)]
pub struct Stamp {
    /// Bytes.
    pub len: u64,
    /// When it was last written, where the file system says so.
    pub modified: Option<SystemTime>,
    /// SHA-256 of the content, lower-case hexadecimal.
    pub hash: String,
}

impl Stamp {
    /// The stamp of these bytes.
    pub fn of(bytes: &[u8], metadata: Option<&Metadata>) -> Self {
        let modified = metadata.and_then(|it| it.modified().ok());
        Self { len: bytes.len() as u64, modified, hash: sha256(bytes) }
    }

    /// Whether the content is the same. A newer time alone is no change.
    pub fn is_same_content(&self, other: &Self) -> bool {
        self.hash == other.hash
    }
}

/// Whether the file is no longer what the stamp says: gone, unreadable or of other content. It is read only when
/// its length or time differs.
pub fn is_changed(path: &Path, stamp: &Stamp) -> bool {
    let Ok(metadata) = std::fs::metadata(path) else { return true };
    if metadata.len() != stamp.len {
        return true;
    }
    if stamp.modified.is_some() && metadata.modified().ok() == stamp.modified {
        return false;
    }
    std::fs::read(path).map_or(true, |bytes| sha256(&bytes) != stamp.hash)
}

/// The stamp of a file as it is now; `None` where there is no file that can be read.
pub fn stamp_of(path: &Path) -> Option<Stamp> {
    let (bytes, metadata) = super::open::read(path, super::most_bytes(path)).ok().flatten()?;
    Some(Stamp::of(&bytes, Some(&metadata)))
}

/// The hash of a file's content as it is now; `None` where there is no file that can be read.
pub fn hash_of(path: &Path) -> Option<String> {
    super::open::read(path, super::most_bytes(path)).ok().flatten().map(|(bytes, _)| sha256(&bytes))
}

/// A path behind all links; `None` where it leads nowhere.
pub fn real_path(path: &Path) -> Option<std::path::PathBuf> {
    std::fs::canonicalize(path).ok()
}

/// SHA-256, lower-case hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    format!("{:x}", Sha256::digest(bytes))
}
