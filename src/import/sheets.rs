//! The sheets of a document, each on its own: a row's line is its number in its sheet.
//!
//! Knows nothing of forms. Invariant: a sheet without a filing is left over with a filing of another sheet, so that
//! nothing of a workbook is lost.

use super::note;
use super::reader::{Document, Sheet};
use super::{Imported, Note, assemble};
use crate::messages::{Lang, Message, Problem};
use std::sync::Arc;

/// Imports what a reader made of a document.
pub fn import(name: &str, sha256: &str, document: Result<Document, Problem>) -> Imported {
    let document = match document {
        Ok(it) => it,
        Err(problem) => {
            return Imported { notes: vec![note::on_document(name, problem)], ..Imported::default() };
        }
    };
    let mut imported = Imported::default();
    imported.notes.extend(document.notes.into_iter().map(|mut message| {
        message.args.push(("file", name.to_owned()));
        Note { line: None, message }
    }));
    let is_single = document.sheets.len() < 2;
    let mut leftover: Vec<String> = Vec::new();
    for Sheet { name: sheet, mut grid, text } in document.sheets {
        let mut found = assemble::document(name, sha256, &mut grid);
        if found.filings.is_empty() {
            let rows = grid.leftover(0..grid.n_rows());
            leftover.extend(rows.into_iter().map(|it| on_sheet(&sheet, it)));
            continue;
        }
        if !is_single {
            for source in found.filings.iter_mut().filter_map(|it| it.source.as_mut()) {
                source.sheet.clone_from(&sheet);
            }
        }
        let text: Arc<str> = text.into();
        imported.texts.extend(found.filings.iter().map(|_| Arc::clone(&text)));
        imported.filings.append(&mut found.filings);
        imported.notes.append(&mut found.notes);
    }
    match imported.filings.first_mut() {
        Some(first) => {
            if let Some(source) = first.source.as_mut() {
                source.leftover.append(&mut leftover);
            }
        }
        None => imported.notes.push(note::on_document(name, Problem::ImportNoTable)),
    }
    imported
}

/// What is lost of the sheets that filings were found on; the others are left over as they are.
pub fn account(name: &str, document: Document) -> Vec<(u32, String)> {
    let lost = document.sheets.into_iter().flat_map(|mut it| {
        let imported = assemble::document(name, "", &mut it.grid);
        super::account::lost(&it.grid, &imported.filings)
    });
    lost.collect()
}

/// A leftover row with the sheet that it stands on. It goes into the filing's file, so it is in the forms' language.
fn on_sheet(sheet: &str, text: String) -> String {
    if sheet.is_empty() {
        return text;
    }
    Message::new(Problem::ImportOtherSheet, [("sheet", sheet.to_owned()), ("text", text)]).render(Lang::Zh)
}
