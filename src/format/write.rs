//! The canonical text of a filing: what `fmt` and new files look like.
//!
//! It must not know files. Invariant: reading what it writes gives the same filing, and writing that the same text.

use super::cells::{self, Cell, Row};
use super::quote::{self, Style};
use super::{VERSION, keys};
use crate::model::Filing;

/// The canonical text of a filing: sections and keys in the order of the format.
pub fn write(filing: &Filing) -> String {
    let style = Style::default();
    let mut out = format!("format = {VERSION}\n");
    for name in keys::SECTIONS {
        if name == "source" {
            push_rows(&mut out, filing, &style);
        }
        let row = cells::section(filing, name);
        let is_needed = name == "filing"
            || row.iter().any(|(_, cell)| cell.is_some())
            || (name == "source" && filing.source.is_some());
        if is_needed {
            push(&mut out, &section(name, &row, &style));
        }
        if name == "budget" {
            for line in &filing.budget.lines {
                push(&mut out, &row_block("budget.lines", &cells::line(line), &style));
            }
        }
    }
    out
}

fn push_rows(out: &mut String, filing: &Filing, style: &Style) {
    for function in &filing.functions {
        push(out, &row_block("functions", &cells::function(function), style));
        for indicator in &function.indicators {
            push(out, &row_block("functions.indicators", &cells::indicator(indicator), style));
        }
    }
    for allow in cells::allows(filing) {
        push(out, &row_block("allow", &cells::allow(allow), style));
    }
}

fn push(out: &mut String, block: &str) {
    out.push('\n');
    out.push_str(block);
}

/// A `[table]` with its keys, each on its line.
pub fn section(name: &str, row: &Row<'_>, style: &Style) -> String {
    format!("{}[{name}]{}{}", style.indent, style.newline, entries(row, style))
}

/// A `[[row]]` with its keys, each on its line.
pub fn row_block(name: &str, row: &Row<'_>, style: &Style) -> String {
    format!("{}[[{name}]]{}{}", style.indent, style.newline, entries(row, style))
}

fn entries(row: &Row<'_>, style: &Style) -> String {
    let Style { newline, indent } = style;
    let present = row.iter().filter_map(|(key, cell)| Some((key, cell.as_ref()?)));
    let lines: Vec<String> =
        present.map(|(key, cell)| format!("{indent}{}{newline}", entry(key, cell, style))).collect();
    lines.concat()
}

/// `key = value` on a line of its own, without indentation and line end.
pub fn entry(key: &str, cell: &Cell<'_>, style: &Style) -> String {
    quote::assign(key, &quote::block(cell, style))
}
