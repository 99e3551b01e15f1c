//! Forms as Markdown: the head as a list of labels and values, the rest as tables.
//!
//! Markdown knows no merged cells, so the labels of groups are repeated in each row. Invariant: every text stands on
//! one line and nothing in it is markup.

use super::escape::markdown as escape;
use super::form::{Form, Kind, Layout, Section};
use super::grid::Grid;
use crate::model::Filing;
use std::fmt::Write;

/// The document.
pub fn write(filings: &[&Filing]) -> String {
    let mut out = String::new();
    for filing in filings {
        if !out.is_empty() {
            out.push('\n');
        }
        form(&mut out, &Form::of(filing));
    }
    out
}

fn form(out: &mut String, form: &Form) {
    // Writing to a string cannot fail.
    let _ = writeln!(out, "# {}", escape(&form.title));
    for text in [&form.year, &form.filled_at] {
        if !text.is_empty() {
            let _ = writeln!(out, "\n{}", escape(text));
        }
    }
    for section in form.sections(&form.indicators) {
        out.push('\n');
        match section.layout {
            Layout::Pairs => pairs(out, section),
            Layout::Table => table(out, section),
        }
    }
    for text in &form.foot {
        let _ = writeln!(out, "\n{}", escape(text));
    }
}

fn pairs(out: &mut String, section: &Section) {
    for row in &section.rows {
        for (label, value) in row.iter().zip(row.iter().skip(1)) {
            if label.kind == Kind::Label {
                let _ = writeln!(out, "- {}：{}", escape(&label.text), escape(&value.text));
            }
        }
    }
}

fn table(out: &mut String, section: &Section) {
    let grid = Grid::of(std::iter::once(section));
    let n_cols = grid.widths.len();
    let mut rows: Vec<Vec<String>> = vec![vec![String::new(); n_cols]; grid.rows.len()];
    for (row, cells) in grid.rows.iter().enumerate() {
        for cell in cells {
            let n_rows = if cell.kind == Kind::Group { cell.n_rows } else { 1 };
            for line in rows.iter_mut().skip(row).take(n_rows) {
                if let Some(place) = line.get_mut(cell.col) {
                    *place = escape(&cell.text);
                }
            }
        }
    }
    // A table must begin with headings; where the form has none they are blank.
    let has_headings = section.n_headings == 1;
    let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
    let rule = format!("|{}\n", " --- |".repeat(n_cols));
    if !has_headings {
        out.push_str(&line(&vec![String::new(); n_cols]));
        out.push_str(&rule);
    }
    for (idx, row) in rows.iter().enumerate() {
        out.push_str(&line(row));
        if has_headings && idx == 0 {
            out.push_str(&rule);
        }
    }
}
