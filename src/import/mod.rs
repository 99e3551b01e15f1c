//! Documents as they come → filings with doubts and leftovers.
//!
//! Bytes → `reader` → `grid` of cells with their source lines → header and value recognition → filings. There is
//! one engine: it knows forms by their words and shape, never by where they come from. Every reader makes the same
//! grid, and the engine sees nothing else.
//!
//! Importing never fails and never panics: what cannot be read yields a note. Every cell is marked with what became
//! of it; what nothing used is the filing's leftover.

mod account;
mod activities;
mod activity_columns;
mod align;
mod assemble;
mod below;
mod beside;
mod broken_label;
mod budget;
mod cell_looks;
mod center;
mod column_cells;
mod column_heads;
mod columns;
mod displaced;
mod doubt;
mod duty;
mod fields;
mod first_rows;
mod foot;
mod form;
mod form_year;
mod gaps;
mod grid;
mod habit;
mod head;
mod head_marks;
mod head_words;
mod heading;
mod join;
mod kept;
mod kinds;
mod labels;
mod left_groups;
mod level_heads;
mod levels;
mod likeness;
mod lines;
mod list_heads;
mod listing;
mod looks;
mod margins;
mod measure;
mod misplaced;
mod money;
mod money_cells;
mod money_groups;
mod money_lists;
mod note;
mod number_rows;
mod outline;
mod over_tables;
mod own;
mod pairs;
mod parents;
pub mod paste;
mod path;
mod period_heads;
mod pieces;
mod placed;
mod raw;
mod reader;
mod records;
mod report;
mod review;
mod rivers;
mod role;
mod runs;
mod several;
mod sheets;
mod sides;
mod slot;
mod slot_words;
mod spaced;
mod split;
mod stacked;
mod stacked_heads;
mod steady;
mod stream;
mod subheadings;
mod table;
mod table_columns;
mod target;
mod tasks;
mod texts;
mod torn;
mod turns;
mod twice;
mod unfilled;
mod units;
mod unlabelled;
mod upright;
mod value_heads;
mod word_list;
mod wrap;
mod wrapped_heads;
mod year_words;

use crate::messages::{Message, Problem};
use crate::model::{Filing, Words, taxonomy};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::sync::Arc;

/// What a document gave.
#[derive(Clone, Debug, Default)]
pub struct Imported {
    /// The filings, in document order.
    pub filings: Vec<Filing>,
    /// For each filing the text of its document, or of its sheet: what stands on line N is on line N here.
    pub texts: Vec<Arc<str>>,
    /// What a person should know: "no indicator table found", unreadable bytes, rows in doubt.
    pub notes: Vec<Note>,
    /// The files that this program exported the document from, if it did and nobody has changed it since.
    pub written_from: Vec<String>,
}

/// A remark of the importer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// 1-based line of the document, when one is meant.
    pub line: Option<u32>,
    /// What is to be known.
    pub message: Message<Problem>,
}

/// Imports a document. `name` is its file name without folders (its extension helps to choose a reader). A PDF needs
/// [`import_text_of`].
pub fn import(name: &str, bytes: &[u8]) -> Imported {
    sheets::import(name, &sha256(bytes), reader::document(name, bytes))
}

/// Imports a document whose text another program took out of it: `bytes` are the document's own, for its hash.
pub fn import_text_of(name: &str, bytes: &[u8], text: &[u8]) -> Imported {
    sheets::import(name, &sha256(bytes), reader::document("", text))
}

/// [`import`] of a document whose office has words of its own: units, qualitative words, other names of levels.
pub fn import_with(name: &str, bytes: &[u8], words: &Words) -> Imported {
    own::during(words, || import(name, bytes))
}

/// [`import_text_of`] with words of one's own.
pub fn import_text_with(name: &str, bytes: &[u8], text: &[u8], words: &Words) -> Imported {
    own::during(words, || import_text_of(name, bytes, text))
}

/// Whether a document is a PDF, whose text must be taken out before it can be imported.
pub fn is_pdf(bytes: &[u8]) -> bool {
    reader::is_pdf(bytes)
}

/// What of a document is neither in a field, nor part of the form, nor left over: line and text. Empty for every
/// document that the importer handles as it should; a document without a filing loses nothing, as it stays as it is.
pub fn account(name: &str, bytes: &[u8]) -> Vec<(u32, String)> {
    reader::document(name, bytes).map(|it| sheets::account(name, it)).unwrap_or_default()
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |mut out, byte| {
        // Writing to a string cannot fail.
        let _ = write!(out, "{byte:02x}");
        out
    })
}

/// Level-1 and level-2 names for rows (name and target each) that belong together, the likeliest first, as their words
/// and units say. A guess: the names are the canonical ones.
pub fn likely_levels(members: &[(&str, &str)]) -> Vec<(&'static str, &'static str)> {
    let costs = kinds::costs(members);
    let mut ranked: Vec<(i32, kinds::Kind)> = costs.into_iter().zip(kinds::Kind::ALL).collect();
    ranked.sort_by_key(|(cost, _)| *cost);
    ranked.into_iter().map(|(_, kind)| (taxonomy::level1_name(kind.level1()), kind.name())).collect()
}
