//! The TOML format of filings: reading with precise errors, canonical writing, lossless saving; JSON.
//!
//! Invariants: what is read is written back the same; saving an unchanged filing changes no byte.

mod budget_lines;
mod cells;
mod frame;
mod index;
mod json;
mod keys;
mod layout;
mod lines;
mod patch;
mod plain;
mod position;
mod quote;
mod read;
mod reader;
mod rows;
mod syntax;
mod tidy;
mod write;

pub use json::{to_json, toml_of_json};
pub use lines::{Lines, line_of};
pub use patch::patch;
pub use read::{is_filing, read};
pub use rows::{FileRows, number_rows};
pub use tidy::tidy;
pub use write::write;

use crate::messages::{Message, Problem};
use crate::model::Filing;

/// The version of the format that this program reads and writes.
pub const VERSION: u32 = 1;

/// What reading a TOML filing gave.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// The filing; `None` when there is an error in it. A newer format alone leaves a filing that may be looked at.
    pub filing: Option<Filing>,
    /// Errors and notes (unknown keys), in file order.
    pub remarks: Vec<Remark>,
    /// The file has a newer format: it must not be saved.
    pub read_only: bool,
    /// The lines of all that it holds, where they were found on the way; else [`Lines::of`] finds them.
    pub lines: Option<Lines>,
}

/// An error or note of the reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// Whether the file cannot be used, or not be saved.
    pub is_error: bool,
    /// 1-based line.
    pub line: u32,
    /// 1-based column, counted in characters.
    pub column: u32,
    /// What was found and what was expected.
    pub message: Message<Problem>,
}
