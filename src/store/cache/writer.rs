//! Writing a cache's file while files are read, and making room for it.
//!
//! Invariant: a file takes its place only when it is whole; what others read meanwhile stays as it is.

use super::key::FileKey;
use super::pack::{self, Item, MAGIC};
use super::{ENDING, NEW, name};
use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

/// All files of the cache together have at most so many bytes.
const MOST_BYTES: u64 = 1 << 30;
/// What was being written longer ago than this belongs to a program that has ended.
const ABANDONED: Duration = Duration::from_secs(3_600);

/// A file being written.
#[derive(Debug)]
pub struct CacheWriter {
    place: PathBuf,
    new: PathBuf,
    /// `None` once something went wrong.
    open: Mutex<Option<Open>>,
}

#[derive(Debug)]
struct Open {
    file: BufWriter<File>,
    at: u64,
    items: Vec<Item>,
}

impl CacheWriter {
    pub(super) fn begin(folder: &Path, name: &str, version: &[u8; 32]) -> io::Result<Self> {
        static NUMBER: AtomicU64 = AtomicU64::new(0);
        make_folder(folder)?;
        let place = folder.join(name).with_extension(ENDING);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let new = folder.join(format!("{name}-{}-{number}.{NEW}", std::process::id()));
        let mut file = BufWriter::with_capacity(1 << 18, own_file(&new)?);
        file.write_all(MAGIC)?;
        file.write_all(version)?;
        let open = Open { file, at: pack::HEAD, items: Vec::new() };
        Ok(Self { place, new, open: Mutex::new(Some(open)) })
    }

    /// Adds the record of a file; an empty one says that nothing is kept of it. `key` is what the file was before it was
    /// read, at `read_at`: what may change without another key is left out.
    pub fn put(&self, path: &Path, key: FileKey, read_at: SystemTime, settings: u64, record: &[u8]) {
        let (Some(path), Ok(len)) = (name(path), u32::try_from(record.len())) else { return };
        let Ok(mut slot) = self.open.lock() else { return };
        let Some(open) = slot.as_mut().filter(|_| key.is_settled(read_at)) else { return };
        if let Err(error) = open.file.write_all(record) {
            tracing::info!(file = %self.new.display(), %error, "the cache cannot be written");
            *slot = None;
            return;
        }
        let item = Item { path, key, settings, offset: open.at, len, checksum: crc32fast::hash(record) };
        open.at += u64::from(len);
        open.items.push(item);
    }

    /// Puts the file in its place, and removes old ones where there are too many bytes.
    pub fn finish(self) {
        let open = self.open.lock().ok().and_then(|mut it| it.take());
        let Some(open) = open else { return };
        match self.close(open) {
            Ok(n_bytes) => tracing::info!(file = %self.place.display(), n_bytes, "cache written"),
            Err(error) => tracing::info!(file = %self.place.display(), %error, "the cache cannot be written"),
        }
        if let Some(folder) = self.place.parent() {
            make_room(folder, MOST_BYTES, SystemTime::now());
        }
    }

    fn close(&self, mut open: Open) -> io::Result<u64> {
        let list = postcard::to_stdvec(&open.items).map_err(io::Error::other)?;
        open.file.write_all(&list)?;
        open.file.write_all(&pack::end(open.at, &list))?;
        open.file.flush()?;
        drop(open.file);
        std::fs::rename(&self.new, &self.place)?;
        Ok(open.at)
    }
}

impl Drop for CacheWriter {
    fn drop(&mut self) {
        // Not there any more where it was finished.
        let _ = std::fs::remove_file(&self.new);
    }
}

/// A file that nobody else may read: it holds what filings say.
fn own_file(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

fn make_folder(folder: &Path) -> io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Removes files until the others have at most so many bytes, those first that were not used for the longest time; and
/// what programs that were killed have left.
pub(super) fn make_room(folder: &Path, most: u64, now: SystemTime) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    let mut files: Vec<(SystemTime, u64, PathBuf)> = Vec::new();
    for entry in entries.flatten() {
        let (path, Ok(metadata)) = (entry.path(), entry.metadata()) else { continue };
        let used = metadata.modified().unwrap_or(SystemTime::UNIX_EPOCH);
        match path.extension().and_then(|it| it.to_str()) {
            Some(ENDING) => files.push((used, metadata.len(), path)),
            Some(NEW) if now.duration_since(used).is_ok_and(|it| it > ABANDONED) => {
                // Another program may have removed it just now; so too below.
                let _ = std::fs::remove_file(path);
            }
            _ => {}
        }
    }
    files.sort();
    let mut n_bytes: u64 = files.iter().map(|it| it.1).sum();
    for (_, len, path) in files {
        if n_bytes <= most {
            return;
        }
        let _ = std::fs::remove_file(path);
        n_bytes = n_bytes.saturating_sub(len);
    }
}
