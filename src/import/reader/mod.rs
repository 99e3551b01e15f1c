//! Bytes of a document → grids. One reader a kind, all with the same result.
//!
//! The kind is chosen by content first, then by ending, because people rename files. Invariant: no reader fails
//! otherwise than with one sentence, none panics, and [`limits`] bounds what each may cost.

mod archive;
mod boxes;
mod cells;
mod docx;
mod encoding;
mod export;
mod html;
mod kind;
mod limits;
mod markdown;
mod number_format;
mod ods;
mod page;
pub mod separated;
mod serial_date;
mod table;
mod tables_in_text;
mod text;
mod words;
mod workbook;
mod xls;
mod xlsx;
mod xml;

use super::grid::Grid;
use crate::messages::{Message, Problem};
use kind::Kind;

/// A document, or a sheet of a workbook.
#[derive(Debug, Default)]
pub struct Sheet {
    /// The sheet's name; empty where there are no sheets.
    pub name: String,
    /// Its cells.
    pub grid: Grid,
    /// Its rows as text: row N of the grid's lines is line N.
    pub text: String,
}

/// What a reader makes of a document.
#[derive(Debug, Default)]
pub struct Document {
    /// Its sheets with content; one but for workbooks.
    pub sheets: Vec<Sheet>,
    /// What a person should know, such as hidden rows that were left out.
    pub notes: Vec<Message<Problem>>,
    /// The files that this program wrote it from, if it did and nobody has changed it since.
    pub written_from: Vec<String>,
}

impl From<Sheet> for Document {
    fn from(sheet: Sheet) -> Self {
        Self { sheets: vec![sheet], ..Self::default() }
    }
}

/// Reads a document. `name` is its file name without folders.
pub fn document(name: &str, bytes: &[u8]) -> Result<Document, Problem> {
    let kind = Kind::of(name, bytes)?;
    let mut document: Document = match kind {
        Kind::Text => text::read(bytes)?.into(),
        Kind::Separated => separated::read(bytes)?.into(),
        Kind::Html => html::read(bytes)?.into(),
        Kind::Xlsx => xlsx::read(bytes)?,
        Kind::Ods => ods::read(bytes)?,
        Kind::Xls => xls::read(bytes)?,
        Kind::Docx => docx::read(bytes)?.into(),
    };
    document.written_from = export::written_from(kind, bytes, &document.sheets);
    Ok(document)
}

/// Whether these are the bytes of a PDF, which must be turned into text first.
pub fn is_pdf(bytes: &[u8]) -> bool {
    kind::is_pdf(bytes)
}

/// The grid of a text, for tests of the engine.
#[cfg(test)]
pub fn read(bytes: &[u8]) -> Result<Grid, Problem> {
    text::read(bytes).map(|it| it.grid)
}
