//! Files: finding filings, loading them, saving them without loss.
//!
//! Only this module touches the file system. It must not know the screen. Invariant: no file is overwritten that
//! is not byte for byte what was read, and a crash leaves the old file or the new one, never a torn one.

mod attributes;
mod cache;
mod config;
mod discover;
pub(crate) mod disk;
mod in_place;
mod journals;
mod load;
mod log;
mod open;
mod pdf;
mod samples;
mod save;
mod session;
mod stamp;
mod twins;
mod watch;
mod write;

pub use cache::{Cache, CacheReader, CacheWriter, FileKey};
pub use config::{
    cache_folder, config_folder, folder_configs, is_in_use, keymap_file, load_text, read_text, state_folder,
    user_config,
};
pub use discover::{Discovery, discover, discover_known, discover_unopened, is_filing};
pub use journals::{
    FoundJournal, Holder, JournalFile, Journals, LeftLent, journal_name, path_text, settled_path, text_path,
};
pub use load::{FileProblem, Loaded, LoadedFiling, document_of, load, load_bytes, load_with, save_path};
pub use log::open_log;
pub use samples::{Sample, load_samples, samples};
pub use save::{
    SaveError, create_bytes, create_text, overwrite, place_to_save, replace_read, replace_text, save,
    save_copy,
};
pub use session::{
    FilingPlaces, MOST_FILINGS, RowName, Session, clear_scratch, clear_scratch_of, durable_path,
    load_session, save_session, scratch_file,
};
pub use stamp::{Stamp, hash_of, is_changed, real_path, sha256, stamp_of};
pub use twins::{has_hard_links, is_same_file};
pub use watch::{Touched, Watch};
pub use write::NewFile;

/// The largest document that is read, in bytes. A filing has about 16 KB, a whole county's book a few MB.
pub const MAX_BYTES: u64 = 64 * 1024 * 1024;

/// The largest file of the format that is read, in bytes: a million indicators have 120 MB.
const MAX_FILING_BYTES: u64 = 192 * 1024 * 1024;

/// The most that is read of a file, in bytes, by its ending.
fn most_bytes(path: &std::path::Path) -> u64 {
    if extension(path) == Some("toml") { MAX_FILING_BYTES } else { MAX_BYTES }
}

/// Endings of the files that a folder is searched for.
pub const EXTENSIONS: [&str; 12] =
    ["toml", "txt", "md", "csv", "tsv", "xlsx", "xls", "ods", "docx", "html", "htm", "pdf"];

/// Endings of documents that are known and cannot be read: named alone they get a sentence that says what to do; in
/// folders they are passed over.
const REFUSED_EXTENSIONS: [&str; 13] =
    ["doc", "wps", "rtf", "et", "xlsb", "ofd", "png", "jpg", "jpeg", "bmp", "tif", "tiff", "zip"];

/// The kind of a file by its ending, in lower case; `None` when it is none of [`EXTENSIONS`].
fn extension(path: &std::path::Path) -> Option<&'static str> {
    let ending = path.extension()?.to_str()?.to_ascii_lowercase();
    EXTENSIONS.into_iter().find(|it| *it == ending)
}

/// Whether a file is of a kind that is known and cannot be read.
fn is_refused(path: &std::path::Path) -> bool {
    let ending = path.extension().and_then(|it| it.to_str()).map(str::to_ascii_lowercase);
    ending.is_some_and(|it| REFUSED_EXTENSIONS.contains(&it.as_str()))
}

fn megabytes(bytes: u64) -> String {
    bytes.div_ceil(1024 * 1024).to_string()
}
