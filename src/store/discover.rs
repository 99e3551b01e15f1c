//! Which files the paths of a command line mean.
//!
//! Invariant: one unreadable place never hides the others; the files come sorted and each once.

use super::load::FileProblem;
use super::stamp::sha256;
use super::{EXTENSIONS, MAX_BYTES, extension, is_refused};
use crate::format;
use crate::messages::Problem;
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// The files found, and what could not be looked at.
#[derive(Clone, Debug, Default)]
pub struct Discovery {
    /// Filings and documents, sorted by path.
    pub files: Vec<PathBuf>,
    /// Paths that are missing, unreadable or of an unknown kind.
    pub problems: Vec<FileProblem>,
}

/// Finds the files that these paths mean. Folders are searched with everything below them, but for hidden ones;
/// in them TOML that is no filing is passed over, and so are files of other kinds. A document whose saved filing is
/// among the files, too, is left out.
pub fn discover(paths: &[PathBuf]) -> Discovery {
    let mut found = Discovery::default();
    for path in paths {
        match std::fs::metadata(path) {
            Err(error) => found.problems.push(FileProblem::of_io(path, &error)),
            Ok(it) if it.is_dir() => found.folder(path),
            Ok(it) if it.is_file() => found.file(path),
            Ok(_) => found.problems.push(FileProblem::of_file(Problem::NotAFile, path)),
        }
    }
    found.files.sort();
    found.files.dedup();
    leave_out_saved_sources(&mut found.files);
    found
}

impl Discovery {
    fn file(&mut self, path: &Path) {
        // Loading says of what cannot be read what to save it as.
        if extension(path).is_some() || is_refused(path) {
            self.files.push(path.to_owned());
            return;
        }
        let mut problem = FileProblem::of_file(Problem::UnknownKind, path);
        let kinds = EXTENSIONS.map(|it| format!(".{it}")).join(" ");
        problem.message.args.push(("kinds", kinds));
        self.problems.push(problem);
    }

    fn folder(&mut self, folder: &Path) {
        let walk = WalkDir::new(folder).follow_links(true).sort_by_file_name().into_iter();
        for entry in walk.filter_entry(|it| !is_hidden(it)) {
            match entry {
                Ok(it) if it.file_type().is_file() && is_filing_or_document(it.path()) => {
                    self.files.push(it.into_path());
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
    }
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.depth() > 0 && entry.file_name().to_str().is_some_and(|it| it.starts_with('.'))
}

fn is_filing_or_document(path: &Path) -> bool {
    match extension(path) {
        // What cannot be read is kept, so that loading reports it.
        Some("toml") => read_small(path).is_none_or(|it| has_filing_key(&it)),
        Some(_) => true,
        None => false,
    }
}

/// Whether a TOML text may be a filing: `format` before the first header, or `[filing]`. Reading decides.
fn has_filing_key(bytes: &[u8]) -> bool {
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
    let is_small = std::fs::metadata(path).is_ok_and(|it| it.len() <= MAX_BYTES);
    is_small.then(|| std::fs::read(path).ok()).flatten()
}

/// Leaves out documents whose filing was saved: a TOML file among `files` that names the same file and hash.
fn leave_out_saved_sources(files: &mut Vec<PathBuf>) {
    let is_toml = |it: &&PathBuf| extension(it) == Some("toml");
    if files.iter().all(|it| is_toml(&it)) {
        return;
    }
    let saved: HashSet<(String, String)> = files
        .iter()
        .filter(is_toml)
        .filter_map(|it| String::from_utf8(read_small(it)?).ok())
        .filter_map(|text| format::read(&text).filing?.source)
        .map(|it| (it.file, it.sha256.to_ascii_lowercase()))
        .collect();
    files.retain(|it| {
        let name = it.file_name().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
        let may_be_saved = extension(it) != Some("toml") && saved.iter().any(|(file, _)| *file == name);
        !may_be_saved || !read_small(it).is_some_and(|bytes| saved.contains(&(name, sha256(&bytes))))
    });
}
