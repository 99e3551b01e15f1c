//! The sheets of a workbook of any format, as they are read.
//!
//! Invariant: a workbook without a visible cell is empty, and what was hidden is told.

use super::{Document, Sheet};
use crate::messages::{Message, Problem};

/// Sheets of a workbook as they are read; for all formats that have sheets.
#[derive(Default)]
pub struct Gathered {
    sheets: Vec<Sheet>,
    /// Rows and sheets that are hidden.
    pub n_hidden: usize,
}

impl Gathered {
    /// Takes a sheet; an empty one is none.
    pub fn add(&mut self, sheet: Result<Sheet, Problem>) -> Result<(), Problem> {
        match sheet {
            Ok(sheet) => self.sheets.push(sheet),
            Err(Problem::ImportEmpty) => {}
            Err(problem) => return Err(problem),
        }
        Ok(())
    }

    /// The workbook.
    pub fn finish(self) -> Result<Document, Problem> {
        let mut notes = Vec::new();
        if self.n_hidden > 0 {
            notes.push(Message::new(Problem::ImportHidden, [("n", self.n_hidden.to_string())]));
        }
        if self.sheets.is_empty() {
            Err(Problem::ImportEmpty)
        } else {
            Ok(Document { sheets: self.sheets, notes, ..Document::default() })
        }
    }
}
