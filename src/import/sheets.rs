//! The sheets of a document, each on its own: a row's line is its number in its sheet.
//!
//! Knows nothing of forms. Invariant: a sheet without a filing is left over with a filing of another sheet, so that
//! nothing of a workbook is lost.

use super::grid::Grid;
use super::note;
use super::reader::{Document, Sheet};
use super::report;
use super::{Imported, Note, assemble, units};
use crate::messages::{Lang, Message, Problem};
use crate::model::Filing;
use std::sync::Arc;

/// Workbooks with more sheets are not tried as one: they list filings, one a sheet.
const MAX_JOINED: usize = 12;

/// Imports what a reader made of a document.
pub fn import(name: &str, sha256: &str, document: Result<Document, Problem>) -> Imported {
    let document = match document {
        Ok(it) => it,
        Err(problem) => {
            return Imported { notes: vec![note::on_document(name, problem)], ..Imported::default() };
        }
    };
    let mut imported = Imported { written_from: document.written_from, ..Imported::default() };
    imported.notes.extend(document.notes.into_iter().map(|mut message| {
        message.args.push(("file", name.to_owned()));
        Note { line: None, message }
    }));
    let is_report = document.sheets.iter().any(|it| report::is_report(&it.text));
    let sheets = joined(document.sheets);
    let is_single = sheets.len() < 2;
    let mut leftover: Vec<String> = Vec::new();
    for Sheet { name: sheet, mut grid, text } in sheets {
        if let Some(apart) = units::split(&grid) {
            let sheet = if is_single { "" } else { sheet.as_str() };
            by_unit(name, sha256, sheet, apart, &text.into(), &mut imported);
            continue;
        }
        let mut found = assemble::document(name, sha256, &mut grid);
        if found.filings.is_empty() && is_single {
            // No filing of another sheet takes what is left over.
            continue;
        }
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
        None if is_report => {}
        None => imported.notes.push(note::on_document(name, Problem::ImportNoTable)),
    }
    imported
}

/// The filings of a sheet that has a column of targets for each unit. A unit is the department of its filings; the
/// department that the form names supervises it.
fn by_unit(
    name: &str,
    sha256: &str,
    sheet: &str,
    apart: Vec<(String, Grid)>,
    text: &Arc<str>,
    imported: &mut Imported,
) {
    let n_units = apart.iter().filter(|it| !it.0.is_empty()).count();
    for (unit, mut grid) in apart {
        let mut found = assemble::document(name, sha256, &mut grid);
        for filing in &mut found.filings {
            if let Some(source) = filing.source.as_mut() {
                // With the lines it tells which part of the document a saved filing is.
                [sheet, &unit].join(" ").trim().clone_into(&mut source.sheet);
            }
            if !unit.is_empty() {
                let department = &mut filing.department;
                let printed = std::mem::replace(&mut department.name, unit.clone());
                if department.supervisor.is_empty() {
                    department.supervisor = printed;
                } else if !printed.is_empty() && printed != department.supervisor {
                    department.supervisor = format!("{} {printed}", department.supervisor);
                }
            }
        }
        imported.texts.extend(found.filings.iter().map(|_| Arc::clone(text)));
        imported.filings.append(&mut found.filings);
        imported.notes.append(&mut found.notes);
    }
    if 1 < n_units {
        let args = [("file", name.to_owned()), ("n", n_units.to_string())];
        imported.notes.push(Note { line: None, message: Message::new(Problem::ImportByUnit, args) });
    }
}

/// The sheets, or one that holds all of them below each other, where a filing goes over several: the head on one, the
/// indicators on the next. That is so where a sheet's filing names no one, and the whole of all sheets is of named
/// filings with as many indicators.
fn joined(sheets: Vec<Sheet>) -> Vec<Sheet> {
    if sheets.len() < 2 || MAX_JOINED < sheets.len() {
        return sheets;
    }
    let is_named = |it: &Filing| !it.department.name.is_empty() || !it.project.name.is_empty();
    let apart: Vec<Filing> =
        sheets.iter().flat_map(|it| assemble::document("", "", &mut it.grid.clone()).filings).collect();
    if apart.is_empty() || apart.iter().all(is_named) {
        return sheets;
    }
    let mut whole = Sheet::default();
    for sheet in &sheets {
        let n_lines = whole.text.matches('\n').count();
        whole.grid.append(sheet.grid.clone(), u32::try_from(n_lines).unwrap_or(u32::MAX));
        whole.text.push_str(&sheet.text);
        if !whole.text.ends_with('\n') {
            whole.text.push('\n');
        }
    }
    let together = assemble::document("", "", &mut whole.grid.clone()).filings;
    let n_indicators = |all: &[Filing]| all.iter().map(Filing::n_indicators).sum::<usize>();
    let is_better = !together.is_empty()
        && together.iter().all(is_named)
        && together.len() <= apart.len()
        && n_indicators(&apart) <= n_indicators(&together);
    if is_better { vec![whole] } else { sheets }
}

/// What is lost of the sheets that filings were found on; the others are left over as they are.
pub fn account(name: &str, document: Document) -> Vec<(u32, String)> {
    let grids = joined(document.sheets).into_iter().flat_map(|it| match units::split(&it.grid) {
        Some(apart) => apart.into_iter().map(|it| it.1).collect(),
        None => vec![it.grid],
    });
    let lost = grids.flat_map(|mut grid| {
        let imported = assemble::document(name, "", &mut grid);
        super::account::lost(&grid, &imported.filings)
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
