//! Filings out of the cache, and into it: the loader's side of [`store::Cache`].
//!
//! It must not know how the cache keeps its records. Invariant: what comes out of the cache is what reading the file and
//! checking it would have made.

use super::loader::Batch;
use crate::app::Entry;
use crate::cli::check::Shared;
use crate::cli::check::settings::Configuration;
use crate::store::{self, Cache, CacheReader, CacheWriter, FileKey};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// Fewer files are read as fast as their records.
const LEAST: usize = 64;
/// The records are written anew when more than one in so many files has none, or belongs to no file any more: fewer
/// files are read sooner than all records are written.
const ONE_IN: usize = 8;

/// What is kept of the files that are being loaded.
#[derive(Debug)]
pub(super) struct Cached {
    cache: Option<Cache>,
    /// Where their records go, while they are written anew.
    writer: Option<CacheWriter>,
    /// What time it is.
    clock: fn() -> SystemTime,
}

impl Cached {
    /// What is kept of these paths.
    pub fn open(paths: &[PathBuf]) -> Self {
        Self::open_in(store::cache_folder().as_deref(), paths, SystemTime::now)
    }

    fn open_in(folder: Option<&Path>, paths: &[PathBuf], clock: fn() -> SystemTime) -> Self {
        let cache = folder.map(|it| Cache::open(it, paths, &version()));
        Self { cache, writer: None, clock }
    }

    /// Whether a file is known to be a filing.
    pub fn knows(&self, file: &Path) -> bool {
        self.cache.as_ref().is_some_and(|it| it.knows(file))
    }

    /// Looks how much is known of the files that were found.
    pub fn begin(&mut self, files: &[PathBuf], configuration: &Configuration) {
        let Some(cache) = self.cache.take_if(|_| files.len() < LEAST) else {
            self.begin_writing(files, configuration);
            return;
        };
        tracing::debug!(n_files = files.len(), n_kept = cache.len(), "too few files for a cache");
    }

    fn begin_writing(&mut self, files: &[PathBuf], configuration: &Configuration) {
        let Some(cache) = &self.cache else { return };
        let filings = files.iter().filter(|it| is_toml(it));
        let n = filings.clone().count();
        let n_known = filings.filter(|it| cache.has(it, configuration.number_of(it))).count();
        tracing::info!(n_files = files.len(), n_kept = cache.len(), n_known, "cache");
        if (n - n_known) * ONE_IN > n || (cache.len() - n_known) * ONE_IN > n {
            self.writer = cache.writer();
        }
    }

    /// Somebody who reads records; each thread has its own.
    pub fn reader(&self) -> Reader<'_> {
        Reader { cached: self, records: self.cache.as_ref().map(Cache::reader), bytes: Vec::new() }
    }

    /// Ends what was begun, when all files have been read.
    pub fn end(self) {
        if let Some(cache) = &self.cache {
            cache.touch();
        }
        if let Some(writer) = self.writer {
            writer.finish();
        }
    }
}

/// Reads records and writes others.
#[derive(Debug)]
pub(super) struct Reader<'a> {
    cached: &'a Cached,
    records: Option<CacheReader<'a>>,
    bytes: Vec<u8>,
}

impl Reader<'_> {
    /// The filing of a file out of the cache, else by `load`; then it goes into the cache.
    pub fn read(
        &mut self,
        file: &Path,
        (settings, number): (&Shared, u64),
        load: impl FnOnce() -> Batch,
    ) -> Batch {
        let read_at = (self.cached.clock)();
        if let Some((key, entry)) = self.kept(file, settings, number) {
            self.put(file, Some(key), read_at, number, None);
            return Batch { entries: vec![entry], problems: Vec::new() };
        }
        let key = self.key_of(file);
        let batch = load();
        let record = match batch.entries.as_slice() {
            [entry] if batch.problems.is_empty() => entry.record(),
            _ => None,
        };
        self.put(file, key, read_at, number, Some(record.as_deref().unwrap_or_default()));
        batch
    }

    fn kept(&mut self, file: &Path, settings: &Shared, number: u64) -> Option<(FileKey, Entry)> {
        let key = self.records.as_mut()?.record(file, number, &mut self.bytes)?;
        let entry = Entry::of_record(&self.bytes, file, (key.len, key.modified()), settings);
        if entry.is_none() {
            tracing::info!(file = %file.display(), "its record in the cache is none");
        }
        Some((key, entry?))
    }

    /// What the file is before it is read, where that is written down.
    fn key_of(&self, file: &Path) -> Option<FileKey> {
        let _ = self.cached.writer.as_ref().filter(|_| is_toml(file))?;
        FileKey::of(&std::fs::metadata(file).ok()?)
    }

    fn put(
        &self,
        file: &Path,
        key: Option<FileKey>,
        read_at: SystemTime,
        number: u64,
        record: Option<&[u8]>,
    ) {
        if let (Some(writer), Some(key)) = (&self.cached.writer, key) {
            writer.put(file, key, read_at, number, record.unwrap_or(&self.bytes));
        }
    }
}

fn is_toml(file: &Path) -> bool {
    file.extension().is_some_and(|it| it.eq_ignore_ascii_case("toml"))
}

/// What must be the same for a record to mean the same: the program, down to its own file, so that a rule that was
/// changed between two versions is noticed.
fn version() -> String {
    let own = std::env::current_exe().ok().and_then(|it| std::fs::metadata(it).ok());
    let own = own.map(|it| (it.len(), it.modified().ok()));
    format!("{} {own:?}", env!("CARGO_PKG_VERSION"))
}

#[cfg(test)]
mod tests;
