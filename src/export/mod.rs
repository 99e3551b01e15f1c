//! Filings → documents: the form again as its template prints it (xlsx, docx, html, Markdown), one table of all
//! indicators (csv), the structure itself (JSON).
//!
//! [`form`] describes the printed form once; the printers know that description and a file format each. No I/O.
//! Invariant: the four kinds of forms hold the same texts in the same order, and importing one of them gives the
//! filing again.

pub mod csv;
mod docx;
pub mod escape;
pub mod form;
mod funds;
mod grid;
mod head;
mod html;
mod indicators;
mod markdown;
mod money;
mod pages;
mod tasks;
mod words;
mod xlsx;

use crate::format;
use crate::messages::{Message, Problem};
use crate::model::Filing;
use crate::origin;
use crate::text::json::escaped;

/// What filings can be exported to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// A workbook, one sheet a filing.
    Xlsx,
    /// A Word document.
    Docx,
    /// A web page.
    Html,
    /// Markdown.
    Markdown,
    /// One table of all indicators.
    Csv,
    /// The structure of the TOML format as JSON.
    Json,
}

/// The endings of each kind of file; the first is the one that new files get.
const ENDINGS: [(Target, &[&str]); 6] = [
    (Target::Xlsx, &["xlsx"]),
    (Target::Docx, &["docx"]),
    (Target::Html, &["html", "htm"]),
    (Target::Markdown, &["md", "markdown"]),
    (Target::Csv, &["csv"]),
    (Target::Json, &["json"]),
];

impl Target {
    /// The kind of a file with this ending (without the dot, in any case).
    pub fn of_ending(ending: &str) -> Option<Self> {
        let ending = ending.to_ascii_lowercase();
        ENDINGS.iter().find(|(_, endings)| endings.contains(&ending.as_str())).map(|(target, _)| *target)
    }

    /// The ending of its files, without the dot.
    pub fn ending(self) -> &'static str {
        let own = ENDINGS.iter().find(|(target, _)| *target == self);
        own.and_then(|(_, endings)| endings.first()).copied().unwrap_or_default()
    }
}

/// A filing with the name of the file that it comes from.
#[derive(Clone, Copy, Debug)]
pub struct Named<'a> {
    /// The file's name, for the table of indicators.
    pub file: &'a str,
    /// The filing.
    pub filing: &'a Filing,
}

/// Filings as one document.
///
/// # Errors
/// What the file format cannot hold.
pub fn write(target: Target, filings: &[Named<'_>]) -> Result<Vec<u8>, Message<Problem>> {
    let plain: Vec<&Filing> = filings.iter().map(|it| it.filing).collect();
    let files = || filings.iter().map(|it| it.file);
    let marked = |text: String| {
        let mark = origin::comment(files(), &text);
        (text + &mark).into_bytes()
    };
    match target {
        Target::Xlsx => xlsx::write(&plain, &origin::mark(files(), &form::texts(&plain))),
        Target::Docx => docx::write(&plain, &origin::mark(files(), &form::texts(&plain))),
        Target::Html => Ok(marked(html::write(&plain))),
        Target::Markdown => Ok(marked(markdown::write(&plain))),
        Target::Csv => Ok(csv::write(filings)),
        Target::Json => Ok(json(&plain)),
    }
}

/// One filing is an object, several are an array.
fn json(filings: &[&Filing]) -> Vec<u8> {
    let mut values: Vec<serde_json::Value> = filings.iter().map(|it| format::to_json(it)).collect();
    let value = match values.len() {
        1 => values.remove(0),
        _ => serde_json::Value::Array(values),
    };
    escaped(&format!("{value:#}\n")).into_owned().into_bytes()
}
