//! Rows as lines of text: CSV and JSON.
//!
//! Characters that act instead of being seen are spelled out in JSON, where that means the same. CSV has no such
//! spelling: there symbols stand for them, the only difference between the formats.
//!
//! Invariant: lines of one table may be put one behind the other from anywhere.

use super::Format;
use super::cell::{Cell, decimal_text};
use super::rows::Rows;
use super::schema::Schema;
use crate::text::json;
use crate::text::width::sanitize_lines;
use std::borrow::Cow;
use std::io::Write;

/// What a file begins with: the headings of CSV.
pub fn head(format: Format, schema: Schema) -> Vec<u8> {
    match format {
        Format::Csv => records([schema.columns().map(|it| Cow::Borrowed(it.name))]),
        Format::Jsonl | Format::Parquet => Vec::new(),
    }
}

/// The rows, a line each; nothing for formats that have no lines.
pub fn lines(format: Format, rows: &Rows) -> Vec<u8> {
    match format {
        Format::Csv => records((0..rows.len()).map(|idx| rows.row(idx).map(plain))),
        Format::Jsonl => objects(rows),
        Format::Parquet => Vec::new(),
    }
}

fn records<'a, R: IntoIterator<Item = Cow<'a, str>>>(records: impl IntoIterator<Item = R>) -> Vec<u8> {
    let mut out = csv::WriterBuilder::new().from_writer(Vec::new());
    for record in records {
        for field in record {
            // Writing to memory cannot fail.
            let _ = out.write_field(sanitize_lines(&field).as_bytes());
        }
        let _ = out.write_record(None::<&[u8]>);
    }
    out.into_inner().unwrap_or_default()
}

/// A cell as it stands in CSV; null is blank.
fn plain(cell: Cell<'_>) -> Cow<'_, str> {
    match cell {
        Cell::Null => Cow::Borrowed(""),
        Cell::Text(text) => Cow::Borrowed(text),
        Cell::Integer(it) => Cow::Owned(it.to_string()),
        Cell::Decimal(it) => Cow::Owned(decimal_text(it)),
        Cell::Flag(it) => Cow::Borrowed(if it { "true" } else { "false" }),
        Cell::Date(year, month, day) => Cow::Owned(format!("{year:04}-{month:02}-{day:02}")),
    }
}

fn objects(rows: &Rows) -> Vec<u8> {
    let names: Vec<&str> = rows.schema().columns().map(|it| it.name).collect();
    let mut out = Vec::new();
    for idx in 0..rows.len() {
        for (number, (name, cell)) in names.iter().zip(rows.row(idx)).enumerate() {
            let before = if number == 0 { '{' } else { ',' };
            // Writing to memory cannot fail.
            let _ = write!(out, "{before}\"{name}\":");
            let _ = match cell {
                Cell::Null => out.write_all(b"null"),
                Cell::Integer(it) => write!(out, "{it}"),
                Cell::Flag(it) => write!(out, "{it}"),
                // A number would be read as a binary fraction.
                _ => serde_json::to_string(&plain(cell))
                    .map_err(Into::into)
                    .and_then(|it| out.write_all(json::escaped(&it).as_bytes())),
            };
        }
        out.extend_from_slice(b"}\n");
    }
    out
}
