//! What was worked out of the files of a folder, kept for the next time it is opened.
//!
//! One file for what was opened together, in the cache folder; safe to delete at any time. It must not know what it
//! keeps: that is bytes. Invariants: a record comes back only for a file of the same path, length, times and place on
//! the disk as when it was read, under the same program and settings, and only with the checksum that it was written
//! with; whatever else is found there is passed over, and the file read as if there were no cache.

mod key;
mod pack;
#[cfg(test)]
mod tests;
mod writer;

pub use key::FileKey;
use pack::{Item, Pack};
use rustc_hash::FxBuildHasher;
use std::collections::HashMap;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::SystemTime;
pub use writer::CacheWriter;

/// The folder of these files in the cache folder.
const FOLDER: &str = "filings";
/// The ending of a file.
const ENDING: &str = "pack";
/// The ending of one that is being written.
const NEW: &str = "new";

/// What is known of files from the last time.
#[derive(Debug)]
pub struct Cache {
    folder: PathBuf,
    name: String,
    version: [u8; 32],
    items: Vec<(Item, OnceLock<FileKey>)>,
    by_path: HashMap<String, usize, FxBuildHasher>,
    file: Option<PathBuf>,
}

impl Cache {
    /// Opens what was kept of these paths by a program of this version. What is damaged or of another program counts as
    /// nothing, and the log says so.
    pub fn open(folder: &Path, opened: &[PathBuf], version: &str) -> Self {
        let version = pack::version(version);
        let names: Vec<String> = opened.iter().filter_map(|it| name(it)).collect();
        let folder = folder.join(FOLDER);
        let name = super::sha256(names.join("\0").as_bytes());
        let name = name.get(..32).unwrap_or_default().to_owned();
        let path = folder.join(&name).with_extension(ENDING);
        let read = Pack::read(&path, &version);
        if let Err(why) = &read {
            tracing::info!(file = %path.display(), why, "cache not used");
        }
        let (items, file) = match read {
            Ok(pack) => (pack.items, Some(path)),
            Err(_) => (Vec::new(), None),
        };
        let by_path = items.iter().enumerate().map(|(idx, it)| (it.path.clone(), idx)).collect();
        let items = items.into_iter().map(|it| (it, OnceLock::new())).collect();
        Self { folder, name, version, items, by_path, file }
    }

    /// Whether something is known of a file as it is now.
    pub fn knows(&self, path: &Path) -> bool {
        self.item(path).is_some()
    }

    /// Whether a file needs no record: it has one under these settings.
    pub fn has(&self, path: &Path, settings: u64) -> bool {
        self.item(path).is_some_and(|it| it.settings == settings)
    }

    /// Of how many files something was kept.
    pub const fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether nothing was kept.
    pub const fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    fn item(&self, path: &Path) -> Option<&Item> {
        let (item, now) = self.items.get(*self.by_path.get(&name(path)?)?)?;
        let now = match now.get() {
            Some(it) => *it,
            None => {
                let found = FileKey::of(&std::fs::metadata(path).ok()?)?;
                *now.get_or_init(|| found)
            }
        };
        (now == item.key).then_some(item)
    }

    /// Somebody who reads records; each thread has its own.
    pub fn reader(&self) -> CacheReader<'_> {
        CacheReader { cache: self, file: self.file.as_ref().and_then(|it| File::open(it).ok()) }
    }

    /// Begins to write all records anew.
    pub fn writer(&self) -> Option<CacheWriter> {
        match CacheWriter::begin(&self.folder, &self.name, &self.version) {
            Ok(it) => Some(it),
            Err(error) => {
                tracing::info!(folder = %self.folder.display(), %error, "no cache can be written");
                None
            }
        }
    }

    /// Takes note that it was used, so that others go before it.
    pub fn touch(&self) {
        let file = self.file.as_ref().and_then(|it| File::options().append(true).open(it).ok());
        // Of a folder that may only be read nothing is removed either.
        let _ = file.map(|it| it.set_modified(SystemTime::now()));
    }
}

/// Reads records.
#[derive(Debug)]
pub struct CacheReader<'a> {
    cache: &'a Cache,
    file: Option<File>,
}

impl CacheReader<'_> {
    /// The record of a file as it is now under these settings, into `bytes`, with the file's key. Nothing where none was
    /// kept, or where its checksum is another.
    pub fn record(&mut self, path: &Path, settings: u64, bytes: &mut Vec<u8>) -> Option<FileKey> {
        let item = self.cache.item(path).filter(|it| it.settings == settings && it.len > 0)?;
        let is_whole = pack::record(self.file.as_mut()?, item, bytes);
        if !is_whole {
            tracing::info!(file = %path.display(), "its record in the cache is damaged");
        }
        is_whole.then_some(item.key)
    }
}

/// A path as it is written down; nothing where it is no text.
fn name(path: &Path) -> Option<String> {
    std::path::absolute(path).ok()?.into_os_string().into_string().ok()
}
