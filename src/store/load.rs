//! A file → its filings, ready to be edited and saved.
//!
//! Invariant: nothing that a file holds makes it fail; what cannot be used becomes a problem that names the file.

use super::discover::{has_filing_key, may_be_filing};
use super::stamp::{Stamp, sha256};
use super::{EXTENSIONS, MAX_BYTES, extension, megabytes, most_bytes, open, pdf};
use crate::format::{self, Lines};
use crate::import::{self, Imported, Note};
use crate::messages::{Message, Problem};
use crate::model::{Filing, Source, Words};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

/// What a file held.
#[derive(Clone, Debug, Default)]
pub struct Loaded {
    /// The file.
    pub path: PathBuf,
    /// Its filings, in file order; a TOML file holds at most one.
    pub filings: Vec<LoadedFiling>,
    /// Errors and notes.
    pub problems: Vec<FileProblem>,
    /// The bytes of a TOML file that holds a filing.
    pub toml: Option<Vec<u8>>,
    /// Its lines, where reading found them on the way.
    pub lines: Option<Lines>,
    /// The names of the files that this program exported the document from, if nobody has changed it since.
    pub written_from: Vec<String>,
}

/// A filing with where it is saved.
#[derive(Clone, Debug, Default)]
pub struct LoadedFiling {
    /// The filing; every row has an identity.
    pub filing: Filing,
    /// Where it is saved; empty for a sample, which has no place.
    pub save_to: PathBuf,
    /// What `save_to` was when it was read; `None` when there was no such file to read.
    pub stamp: Option<Stamp>,
    /// What the document was that it was imported from, when it was read; `None` for TOML.
    pub source: Option<Stamp>,
    /// It may be looked at, not saved: its format is newer.
    pub read_only: bool,
    /// The text of the document, or of its sheet, that the filing was imported from, to show beside its rows: a
    /// row's line is the line of this text.
    pub document: Option<Arc<str>>,
}

/// What a person should know of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileProblem {
    /// The file or folder.
    pub path: PathBuf,
    /// 1-based line, where one is meant.
    pub line: Option<u32>,
    /// 1-based column in characters, where one is meant.
    pub column: Option<u32>,
    /// Whether (a part of) the file cannot be used; else it is a note.
    pub is_error: bool,
    /// What is wrong and what to do.
    pub message: Message<Problem>,
}

impl FileProblem {
    /// An error about a file as a whole.
    pub fn of_file(id: Problem, path: &Path) -> Self {
        let message = Message::new(id, [("file", path.display().to_string())]);
        Self { path: path.to_owned(), line: None, column: None, is_error: true, message }
    }

    /// An error of the system.
    pub fn of_io(path: &Path, error: &io::Error) -> Self {
        if error.kind() == io::ErrorKind::NotFound {
            return Self::of_file(Problem::NotFound, path);
        }
        let mut problem = Self::of_file(Problem::NotReadable, path);
        problem.message.args.push(("reason", error.to_string()));
        problem
    }
}

/// Loads a file. TOML is read as a filing, anything else imported.
pub fn load(path: &Path) -> Loaded {
    load_with(path, &Words::NONE)
}

/// [`load`] where the file's configuration has words of its own, which an import is to know.
pub fn load_with(path: &Path, words: &Words) -> Loaded {
    let since = Instant::now();
    let mut loaded = Loaded { path: path.to_owned(), ..Loaded::default() };
    match bytes_of(path) {
        Err(problem) => loaded.problems.push(problem),
        Ok((bytes, stamp)) => loaded.take(bytes, Some(stamp), words),
    }
    note(&loaded, since);
    loaded
}

/// Says in the log what came of a file.
fn note(loaded: &Loaded, since: Instant) {
    let (file, ms) = (loaded.path.display(), since.elapsed().as_millis());
    tracing::debug!(%file, ms, n_filings = loaded.filings.len(), "read");
    for it in &loaded.problems {
        tracing::info!(%file, line = it.line, what = ?it.message.id, "problem");
    }
}

/// Loads a file to look at it only: its filings have no stamp and are never saved, which saves a hash of every byte.
/// TOML that is no filing gives nothing where it `is_passed_over`.
pub(super) fn look(path: &Path, words: &Words, is_passed_over: impl FnOnce() -> bool) -> Loaded {
    let since = Instant::now();
    let mut loaded = Loaded { path: path.to_owned(), ..Loaded::default() };
    match read(path) {
        Err(problem) => loaded.problems.push(problem),
        Ok((bytes, _)) if extension(path) == Some("toml") && !may_be_filing(&bytes) && is_passed_over() => {}
        Ok((bytes, _)) => loaded.take_at(bytes, None, true, words),
    }
    note(&loaded, since);
    loaded
}

/// Takes filings out of bytes that come from no file, such as standard input: the TOML format, else a document. They
/// have no place to be saved to.
pub fn load_bytes(name: &Path, bytes: &[u8], words: &Words) -> Loaded {
    let mut loaded = Loaded { path: name.to_owned(), ..Loaded::default() };
    if bytes.len() as u64 > MAX_BYTES {
        let mut problem = FileProblem::of_file(Problem::TooLarge, name);
        problem.message.args.push(("size", megabytes(bytes.len() as u64)));
        problem.message.args.push(("limit", megabytes(MAX_BYTES)));
        loaded.problems.push(problem);
    } else if has_filing_key(bytes) {
        loaded.take_toml(bytes.to_vec(), None, false);
    } else {
        loaded.take_document(bytes, false, words);
    }
    loaded
}

/// The bytes of a file, unless it is too large, and what the file is now.
pub(super) fn bytes_of(path: &Path) -> Result<(Vec<u8>, Stamp), FileProblem> {
    let (bytes, metadata) = read(path)?;
    let stamp = Stamp::of(&bytes, Some(&metadata));
    Ok((bytes, stamp))
}

fn read(path: &Path) -> Result<(Vec<u8>, std::fs::Metadata), FileProblem> {
    let of_io = |error: io::Error| FileProblem::of_io(path, &error);
    if let Some(read) = open::read(path, most_bytes(path)).map_err(of_io)? {
        return Ok(read);
    }
    let metadata = std::fs::metadata(path).map_err(of_io)?;
    if !metadata.is_file() {
        return Err(FileProblem::of_file(Problem::NotAFile, path));
    }
    let mut problem = FileProblem::of_file(Problem::TooLarge, path);
    problem.message.args.push(("size", megabytes(metadata.len())));
    problem.message.args.push(("limit", megabytes(most_bytes(path))));
    Err(problem)
}

impl Loaded {
    /// The text of a TOML file that holds a filing.
    pub fn text(&self) -> Option<&str> {
        self.toml.as_deref().and_then(|it| simdutf8::basic::from_utf8(it).ok())
    }

    /// Takes the filings out of a file's bytes. Without a stamp they have no place yet.
    pub(super) fn take(&mut self, bytes: Vec<u8>, stamp: Option<Stamp>, words: &Words) {
        let has_place = stamp.is_some();
        self.take_at(bytes, stamp, has_place, words);
    }

    fn take_at(&mut self, bytes: Vec<u8>, stamp: Option<Stamp>, has_place: bool, words: &Words) {
        if extension(&self.path) == Some("toml") {
            self.take_toml(bytes, stamp, has_place);
        } else {
            self.take_document(&bytes, has_place, words);
            self.filings.iter_mut().for_each(|it| it.source.clone_from(&stamp));
        }
    }

    fn take_toml(&mut self, bytes: Vec<u8>, stamp: Option<Stamp>, has_place: bool) {
        let Ok(text) = simdutf8::basic::from_utf8(&bytes) else {
            self.problems.push(FileProblem::of_file(Problem::NotUtf8, &self.path));
            return;
        };
        let reading = format::read(text);
        for it in reading.remarks {
            self.problems.push(FileProblem {
                path: self.path.clone(),
                line: Some(it.line),
                column: Some(it.column),
                is_error: it.is_error,
                message: it.message,
            });
        }
        if let Some(filing) = reading.filing {
            self.toml = Some(bytes);
            self.lines = reading.lines;
            let save_to = if has_place { self.path.clone() } else { PathBuf::new() };
            let read_only = reading.read_only;
            self.filings.push(LoadedFiling { filing, save_to, stamp, read_only, ..LoadedFiling::default() });
        }
    }

    fn take_document(&mut self, bytes: &[u8], has_place: bool, words: &Words) {
        let name = self.path.file_name().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
        let imported = if import::is_pdf(bytes) {
            match pdf::text(&name, bytes) {
                Ok(text) => import::import_text_with(&name, bytes, &text, words),
                Err(message) => Imported { notes: vec![Note { line: None, message }], ..Imported::default() },
            }
        } else {
            import::import_with(&name, bytes, words)
        };
        self.written_from = imported.written_from;
        for note in imported.notes {
            self.problems.push(FileProblem {
                path: self.path.clone(),
                line: note.line,
                column: None,
                is_error: false,
                message: note.message,
            });
        }
        let n_filings = imported.filings.len();
        let has_twin = has_place && has_twin(&self.path);
        let mut texts = imported.texts.into_iter();
        for (idx, mut filing) in imported.filings.into_iter().enumerate() {
            format::number_rows(&mut filing);
            let source = filing.source.get_or_insert_with(Source::default);
            if source.sha256.is_empty() {
                source.file.clone_from(&name);
                source.sha256 = sha256(bytes);
            }
            let save_to = if has_place {
                own_save_path(&self.path, &name, has_twin, (idx, n_filings))
            } else {
                PathBuf::new()
            };
            let document = texts.next();
            self.filings.push(LoadedFiling { filing, save_to, document, ..LoadedFiling::default() });
        }
    }
}

/// The text of the document that a filing was imported from, where that lies in this folder as it was then. Only a plain
/// name is looked for: what a filing says of its source leads nowhere else.
pub fn document_of(folder: &Path, source: &Source, words: &Words) -> Option<Arc<str>> {
    let path = folder.join(Path::new(&source.file).file_name().filter(|it| *it == source.file.as_str())?);
    if source.sha256.is_empty() || super::hash_of(&path)? != source.sha256 {
        return None;
    }
    let filings = load_with(&path, words).filings;
    let is_it = |it: &&LoadedFiling| {
        it.filing.source.as_ref().is_some_and(|it| (&it.sheet, &it.lines) == (&source.sheet, &source.lines))
    };
    filings.iter().find(is_it).or(filings.first())?.document.clone()
}

/// Where the filing at `idx` of `n_filings` of a document is saved: `a.toml` beside `a.txt` or in the folder
/// `out`, `a-1.toml`, `a-2.toml` … where there are several.
pub fn save_path(document: &Path, idx: usize, n_filings: usize, out: Option<&Path>) -> PathBuf {
    named_after(document, "", (idx, n_filings), out)
}

/// [`save_path`] beside the document, with its ending in the name (`a-docx.toml`) where another file has a claim on the
/// plain one: a document of the same name, or a file that was not saved from this document.
fn own_save_path(document: &Path, name: &str, has_twin: bool, (idx, n_filings): (usize, usize)) -> PathBuf {
    let plain = save_path(document, idx, n_filings, None);
    if !has_twin && is_saved_from(&plain, name) {
        return plain;
    }
    let ending = document.extension().map(|it| it.to_string_lossy().to_lowercase()).unwrap_or_default();
    named_after(document, &format!("-{ending}"), (idx, n_filings), None)
}

/// Whether another document of the same name lies beside this one.
fn has_twin(document: &Path) -> bool {
    let others = EXTENSIONS.iter().filter(|it| **it != "toml").map(|it| document.with_extension(it));
    others.into_iter().any(|it| it != document && it.is_file())
}

/// Whether a file is missing, or a filing out of this document.
fn is_saved_from(path: &Path, document: &str) -> bool {
    let Ok(read) = open::read(path, most_bytes(path)) else { return true };
    let filing = read.and_then(|(bytes, _)| format::read(&String::from_utf8_lossy(&bytes)).filing);
    filing.and_then(|it| it.source).is_some_and(|it| it.file == document)
}

fn named_after(document: &Path, mark: &str, (idx, n_filings): (usize, usize), out: Option<&Path>) -> PathBuf {
    // As the system has it: a name of another encoding stays a name of its own.
    let mut name = document.file_stem().unwrap_or_default().to_owned();
    name.push(mark);
    if n_filings > 1 {
        name.push(format!("-{}", idx + 1));
    }
    name.push(".toml");
    match out {
        Some(folder) => folder.join(name),
        None => document.with_file_name(name),
    }
}
