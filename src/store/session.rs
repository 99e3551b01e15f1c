//! The file that remembers the last session, and the scratch folder for texts that are edited elsewhere.
//!
//! It must not know what a workbench is: it keeps names of files and rows. Invariant: a file that is torn, of another
//! version or somebody else's is no session, and never an error.

use super::{config, journals, write};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::SystemTime;

/// The version of the format; others are not read.
const VERSION: u32 = 1;
/// A larger file is no session.
const MAX_BYTES: u64 = 8 * 1024 * 1024;
/// Places of so many filings are remembered.
pub const MOST_FILINGS: usize = 200;

/// What is remembered of a session.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Session {
    /// The version of the format; set when it is saved.
    pub version: u32,
    /// What was opened, as absolute paths.
    pub paths: Vec<String>,
    /// The theme that was chosen by command; empty for none.
    pub theme: String,
    /// The theme that the configuration had then: where that has changed since, the configuration wins.
    pub theme_over: String,
    /// The tree's share of the panes, in thousandths; 0 for none.
    pub split: u16,
    /// What was searched, the last one last.
    pub searches: Vec<String>,
    /// The row under the cursor.
    pub cursor: Option<RowName>,
    /// Departments whose filings were folded.
    pub departments: Vec<String>,
    /// Folds and marks by filing, the ones seen last first.
    pub filings: Vec<FilingPlaces>,
}

/// A row by names that outlive the session.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RowName {
    /// The filing's file.
    pub file: String,
    /// The row within the filing.
    pub row: String,
}

/// What is remembered of a filing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FilingPlaces {
    /// Its file.
    pub file: String,
    /// Its folded rows.
    pub folded: Vec<String>,
    /// Its marked rows by letter.
    pub marks: BTreeMap<String, String>,
}

/// The session's file.
fn session_file() -> Option<PathBuf> {
    Some(config::state_folder()?.join("session.toml"))
}

/// The last session; `None` where there was none.
pub fn load_session() -> Option<Session> {
    let path = session_file()?;
    let is_small = fs::metadata(&path).is_ok_and(|it| it.is_file() && it.len() <= MAX_BYTES);
    read_session(&config::read_text(&path).filter(|_| is_small)?)
}

fn read_session(text: &str) -> Option<Session> {
    toml::from_str::<Session>(text).ok().filter(|it| it.version == VERSION)
}

/// Remembers a session.
///
/// # Errors
/// The state folder cannot be written to.
pub fn save_session(session: &Session) -> io::Result<()> {
    let path = session_file().ok_or(io::ErrorKind::NotFound)?;
    let text = toml::to_string(&Session { version: VERSION, ..session.clone() }).map_err(io::Error::other)?;
    if let Some(folder) = path.parent() {
        journals::make_private_folder(folder)?;
    }
    if path.exists() { write::replace(&path, text.as_bytes()) } else { write::create(&path, text.as_bytes()) }
}

/// A path that means the same from every folder; `None` where it cannot be remembered as text.
pub fn durable_path(path: &Path) -> Option<String> {
    std::path::absolute(path).ok()?.to_str().map(str::to_owned)
}

/// A place for a copy that another program edits, in a folder that only its owner reads. A copy that an earlier
/// session left there goes.
///
/// # Errors
/// The state folder cannot be written to.
pub fn scratch_file(name: &str) -> io::Result<PathBuf> {
    let folder = scratch_folder().ok_or(io::ErrorKind::NotFound)?.join(own_scratch());
    journals::make_private_folder(&folder)?;
    let path = folder.join(name);
    match fs::remove_file(&path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(path),
    }
}

/// Removes the scratch folder of this session.
pub fn clear_scratch() {
    if let Some(folder) = scratch_folder() {
        // What cannot be removed is in nobody's way.
        let _ = fs::remove_dir_all(folder.join(own_scratch()));
    }
}

/// Removes the scratch folder that an earlier session has left a copy in.
pub fn clear_scratch_of(copy: &Path) {
    let folder = copy.parent().filter(|it| it.parent() == scratch_folder().as_deref());
    if let Some(folder) = folder {
        let _ = fs::remove_dir_all(folder);
    }
}

fn scratch_folder() -> Option<PathBuf> {
    Some(config::state_folder()?.join("scratch"))
}

/// The name of this session's folder: numbers of processes come again, and what a killed session has left there is not to
/// be mixed up with what this one writes.
fn own_scratch() -> &'static str {
    static NAME: OnceLock<String> = OnceLock::new();
    NAME.get_or_init(|| {
        let started = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        format!("{}-{}", std::process::id(), started.as_nanos())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_is_read_as_it_was_written() {
        let session = Session {
            version: VERSION,
            paths: vec!["/数据/水务局".into()],
            theme: "dark".into(),
            split: 600,
            searches: vec!["满意度".into()],
            cursor: Some(RowName { file: "/数据/水务局.toml".into(), row: "row 职能1".into() }),
            filings: vec![FilingPlaces {
                file: "/数据/水务局.toml".into(),
                folded: vec!["level1 职能1/产出指标/数量指标/巡查次数".into()],
                marks: [("a".to_owned(), "row budget/支出".to_owned())].into(),
            }],
            ..Session::default()
        };
        assert_eq!(read_session(&toml::to_string(&session).unwrap()), Some(session));
    }

    #[test]
    fn what_is_no_session_is_none() {
        let text = toml::to_string(&Session { version: VERSION, ..Session::default() }).unwrap();
        assert!(read_session(&text).is_some());
        for foreign in
            ["", "version = 2", "version = 1\npaths = 3", "version = 1\n[[filings", "\u{0}\u{1}", "指标"]
        {
            assert_eq!(read_session(foreign), None, "{foreign:?}");
        }
    }
}
