//! Documents as they come → filings with doubts and leftovers.
//!
//! Bytes → [reader] → grid of cells with their source lines → header and value recognition → filings.
//! Importing never fails and never panics: what cannot be read yields a note.

use crate::messages::{Message, Problem};
use crate::model::Filing;

/// What a document gave.
#[derive(Clone, Debug, Default)]
pub struct Imported {
    /// The filings, in document order.
    pub filings: Vec<Filing>,
    /// What a person should know: "no indicator table found", unreadable bytes, rows in doubt.
    pub notes: Vec<Note>,
}

/// A remark of the importer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// 1-based line of the document, when one is meant.
    pub line: Option<u32>,
    /// What is to be known.
    pub message: Message<Problem>,
}

/// Imports a document. `name` is its file name without folders (its extension helps to choose a reader).
pub fn import(name: &str, bytes: &[u8]) -> Imported {
    let _ = (name, bytes);
    Imported::default()
}
