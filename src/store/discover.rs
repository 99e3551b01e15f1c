//! Which files the paths of a command line mean.
//!
//! Invariant: one unreadable place never hides the others; the files come sorted and each once.

use super::load::{FileProblem, Loaded, load_with, look};
use super::{EXTENSIONS, extension, is_refused, most_bytes, open, twins, write};
use crate::format;
use crate::messages::Problem;
use crate::model::{Source, Words};
use std::collections::HashSet;
use std::io::Read;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Instant;
use walkdir::{DirEntry, WalkDir};

/// A part of a document: its file name, hash, sheet and lines, as `[source]` names them.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Part {
    file: String,
    sha256: String,
    sheet: String,
    lines: Option<(u32, u32)>,
}

impl Part {
    fn of(source: &Source) -> Self {
        Self {
            file: source.file.clone(),
            sha256: source.sha256.to_ascii_lowercase(),
            sheet: source.sheet.clone(),
            lines: source.lines,
        }
    }
}

/// The files found, and what could not be looked at.
#[derive(Clone, Debug, Default)]
pub struct Discovery {
    /// Filings and documents, sorted by path.
    pub files: Vec<PathBuf>,
    /// Paths that are missing, unreadable or of an unknown kind.
    pub problems: Vec<FileProblem>,
    /// Further names of files among them, left out, each with the name that stands for the file.
    pub twins: Vec<(PathBuf, PathBuf)>,
    /// The numbers of the files that were come across: two names of one file share theirs.
    #[cfg(unix)]
    inodes: HashSet<u64>,
    /// Whether one file may have been found twice.
    may_have_twins: bool,
    /// What programs that were killed while saving have left in the folders.
    leftovers: Vec<PathBuf>,
    /// The files that were named themselves.
    named: Vec<PathBuf>,
    /// The parts of documents that saved filings among the files came from.
    saved: HashSet<Part>,
    /// Whether TOML that is no filing may still be among the files; loading passes it over.
    has_other_toml: bool,
}

/// Whether a file is known to be a filing.
type Known<'a> = &'a (dyn Fn(&Path) -> bool + Sync);

/// Finds the files that these paths mean. Folders are searched with everything below them, but for hidden ones;
/// in them TOML that is no filing is passed over, and so are files of other kinds.
pub fn discover(paths: &[PathBuf]) -> Discovery {
    discover_known(paths, &|_| false)
}

/// [`discover`] where some files are known to be filings: they need not be looked at.
pub fn discover_known(paths: &[PathBuf], is_known: Known<'_>) -> Discovery {
    find(paths, false, is_known)
}

/// [`discover`] without a look into each file, for who loads them all anyway: TOML that is no filing is among the files,
/// and loading it gives nothing.
pub fn discover_unopened(paths: &[PathBuf]) -> Discovery {
    find(paths, true, &|_| false)
}

fn find(paths: &[PathBuf], has_other_toml: bool, is_known: Known<'_>) -> Discovery {
    let since = Instant::now();
    let may_have_twins = paths.len() > 1;
    let mut found = Discovery { may_have_twins, has_other_toml, ..Discovery::default() };
    for path in paths {
        match std::fs::metadata(path) {
            Err(error) => found.problems.push(FileProblem::of_io(path, &error)),
            Ok(it) if it.is_dir() => found.folder(path, is_known),
            Ok(it) if it.is_file() => found.file(path),
            Ok(_) => found.problems.push(FileProblem::of_file(Problem::NotAFile, path)),
        }
    }
    found.files.sort();
    found.files.dedup();
    #[cfg(unix)]
    found.inodes.clear();
    if found.may_have_twins {
        found.take_twins_out();
    }
    found.saved = saved_parts(&found.files);
    tracing::info!(n_files = found.files.len(), ms = since.elapsed().as_millis(), "found");
    for it in &found.problems {
        tracing::info!(file = %it.path.display(), what = ?it.message.id, "problem");
    }
    found
}

impl Discovery {
    /// Clears away what programs that were killed while saving have left, and finishes what they have begun. To be
    /// done before the files are read; only who may write to the folders has a reason to.
    pub fn settle(&self) {
        for it in &self.leftovers {
            write::clear(it);
        }
        for it in &self.named {
            // Behind a link the leftovers lie elsewhere.
            write::settle(&super::real_path(it).unwrap_or_else(|| it.clone()));
            // A document is saved beside itself.
            if extension(it) != Some("toml") {
                write::settle(&it.with_extension("toml"));
            }
        }
    }

    /// Loads one of the files. A document that was exported from others of them is empty: the filing is theirs. The
    /// filings of a document that were saved before come from their own files, which are
    /// among those found, and not from the document once more.
    pub fn load(&self, path: &Path) -> Loaded {
        self.load_with(path, &Words::NONE)
    }

    /// [`Discovery::load`] where the file's configuration has words of its own, which an import is to know.
    pub fn load_with(&self, path: &Path, words: &Words) -> Loaded {
        if self.has_other_toml && !is_filing_or_document(path) && self.is_passed_over(path) {
            return Loaded { path: path.to_owned(), ..Loaded::default() };
        }
        self.without_saved(load_with(path, words))
    }

    /// Whether a file that is no filing is passed over. One that was named is reported.
    fn is_passed_over(&self, path: &Path) -> bool {
        self.has_other_toml && extension(path) == Some("toml") && !self.named.iter().any(|it| it == path)
    }

    /// Loads one of the files to look at it only: what it holds cannot be saved.
    pub fn look(&self, path: &Path, words: &Words) -> Loaded {
        self.without_saved(look(path, words, || self.is_passed_over(path)))
    }

    fn without_saved(&self, mut loaded: Loaded) -> Loaded {
        if self.is_export(&loaded) {
            return Loaded { path: loaded.path, ..Loaded::default() };
        }
        if !self.saved.is_empty() && extension(&loaded.path) != Some("toml") {
            loaded.filings.retain(|it| {
                let part = it.filing.source.as_ref().map(Part::of);
                part.is_none_or(|it| !self.saved.contains(&it))
            });
        }
        loaded
    }

    /// Whether a document is our own print of files that are all among those found: it says nothing that they do not.
    fn is_export(&self, loaded: &Loaded) -> bool {
        let is_found = |name: &String| {
            let is_it =
                |it: &&PathBuf| it.file_name().is_some_and(|it| it.to_string_lossy() == name.as_str());
            self.files.iter().any(|it| is_it(&it) && *it != loaded.path)
        };
        !loaded.written_from.is_empty() && loaded.written_from.iter().all(is_found)
    }

    /// Leaves of a file that is reached by several names one. It counts as named where any of its names was.
    fn take_twins_out(&mut self) {
        self.twins = twins::take_out(&mut self.files);
        for (twin, stays) in &self.twins {
            tracing::info!(file = %twin.display(), stays = %stays.display(), "one file of two names");
            if self.named.contains(twin) {
                self.named.push(stays.clone());
            }
        }
    }

    fn file(&mut self, path: &Path) {
        // Loading says of what cannot be read what to save it as.
        if extension(path).is_some() || is_refused(path) {
            self.files.push(path.to_owned());
            self.named.push(path.to_owned());
            return;
        }
        let mut problem = FileProblem::of_file(Problem::UnknownKind, path);
        let kinds = EXTENSIONS.map(|it| format!(".{it}")).join(" ");
        problem.message.args.push(("kinds", kinds));
        self.problems.push(problem);
    }

    fn folder(&mut self, folder: &Path, is_known: Known<'_>) {
        let walk = WalkDir::new(folder).follow_links(true).sort_by_file_name().into_iter();
        let mut files = Vec::new();
        for entry in walk.filter_entry(|it| !is_hidden(it) || write::is_leftover(it.file_name())) {
            self.may_have_twins |= entry.as_ref().is_ok_and(|it| it.depth() > 0 && it.path_is_symlink());
            match entry {
                Ok(it) if is_hidden(&it) => self.leftovers.push(it.into_path()),
                Ok(it) if it.file_type().is_file() && extension(it.path()).is_some() => {
                    #[cfg(unix)]
                    {
                        self.may_have_twins |= !self.inodes.insert(walkdir::DirEntryExt::ino(&it));
                    }
                    files.push(it.into_path());
                }
                Ok(_) => {}
                // A link to a folder above holds nothing that is not found anyway.
                Err(error) if error.loop_ancestor().is_some() => {}
                Err(error) => {
                    let path = error.path().unwrap_or(folder).to_owned();
                    let is_dangling = std::fs::symlink_metadata(&path).is_ok_and(|it| it.is_symlink());
                    if let (Some(error), false) = (error.io_error(), is_dangling) {
                        self.problems.push(FileProblem::of_io(&path, error));
                    }
                }
            }
        }
        let files = if self.has_other_toml { files } else { filings_and_documents(files, is_known) };
        self.files.extend(files);
    }
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.depth() > 0 && entry.file_name().to_str().is_some_and(|it| it.starts_with('.'))
}

/// Those of the files that are not passed over. Each is opened for that, so all cores do it.
fn filings_and_documents(files: Vec<PathBuf>, is_known: Known<'_>) -> Vec<PathBuf> {
    /// Fewer files are looked at before a thread has begun.
    const MANY: usize = 64;
    let n_threads = thread::available_parallelism().map_or(1, NonZero::get);
    let is_kept = |it: &PathBuf| is_known(it) || is_filing_or_document(it);
    let is_kept: Vec<bool> = if files.len() < MANY {
        files.iter().map(is_kept).collect()
    } else {
        let look = |part: &[PathBuf]| part.iter().map(is_kept).collect::<Vec<_>>();
        let parts = files.chunks(files.len().div_ceil(n_threads));
        thread::scope(|scope| {
            let threads: Vec<_> = parts.map(|part| (part, scope.spawn(move || look(part)))).collect();
            // A file that could not be looked at is kept, so that loading reports it.
            let kept = |(part, it): (&[PathBuf], thread::ScopedJoinHandle<'_, Vec<bool>>)| {
                it.join().unwrap_or_else(|_| vec![true; part.len()])
            };
            threads.into_iter().flat_map(kept).collect()
        })
    };
    files.into_iter().zip(is_kept).filter(|(_, is_kept)| *is_kept).map(|(it, _)| it).collect()
}

/// Whether there is a file that can be read as a filing.
pub fn is_filing(path: &Path) -> bool {
    let text = open::read(path, most_bytes(path)).ok().flatten().map(|it| it.0);
    text.is_some_and(|it| format::read(&String::from_utf8_lossy(&it)).filing.is_some() && has_filing_key(&it))
}

fn is_filing_or_document(path: &Path) -> bool {
    match extension(path) {
        // What cannot be read is kept, so that loading reports it.
        Some("toml") => begins_as_filing(path) || read_small(path).is_none_or(|it| has_filing_key(&it)),
        Some(_) => true,
        None => false,
    }
}

/// So many bytes of a file are looked at first.
const N_HEAD: usize = 512;

/// Whether the first lines of a file show that it may be a filing, as those of nearly all filings do.
fn begins_as_filing(path: &Path) -> bool {
    let mut bytes = [0; N_HEAD];
    let opened = open::open(path).ok().flatten();
    let n = opened.and_then(|(mut file, _)| file.read(&mut bytes).ok()).unwrap_or_default();
    let head = bytes.get(..n).unwrap_or_default();
    has_key_at_head(head)
}

/// Whether a TOML file may be a filing. The first lines tell it of nearly all filings.
pub(super) fn may_be_filing(bytes: &[u8]) -> bool {
    has_key_at_head(bytes.get(..N_HEAD).unwrap_or(bytes)) || has_filing_key(bytes)
}

/// Whether the whole lines of the first bytes show it; the last one may be cut.
fn has_key_at_head(head: &[u8]) -> bool {
    let n_whole = head.iter().rposition(|it| *it == b'\n').unwrap_or_default();
    has_filing_key(head.get(..n_whole).unwrap_or_default())
}

/// Whether a TOML text may be a filing: `format` before the first header, or `[filing]`. Reading decides.
pub(super) fn has_filing_key(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let mut is_top = true;
    for line in text.lines() {
        let line = line.trim_start_matches('\u{feff}').trim();
        let has_key =
            |key: &str| line.strip_prefix(key).is_some_and(|it| it.trim_start().starts_with(['=', '.']));
        if (is_top && (has_key("format") || has_key("filing")))
            || line.replace(' ', "").starts_with("[filing]")
        {
            return true;
        }
        is_top &= !line.starts_with('[');
    }
    false
}

fn read_small(path: &Path) -> Option<Vec<u8>> {
    open::read(path, most_bytes(path)).ok().flatten().map(|(bytes, _)| bytes)
}

/// What the saved filings among `files` were imported from.
fn saved_parts(files: &[PathBuf]) -> HashSet<Part> {
    let is_toml = |it: &&PathBuf| extension(it) == Some("toml");
    if files.iter().all(|it| is_toml(&it)) {
        return HashSet::new();
    }
    files
        .iter()
        .filter(is_toml)
        .filter_map(|it| String::from_utf8(read_small(it)?).ok())
        .filter_map(|text| format::read(&text).filing?.source)
        .map(|it| Part::of(&it))
        .collect()
}
