//! `OpenDocument` spreadsheets: the cells hold what is shown as text, so nothing has to be worked out.
//!
//! Knows the tags of the table part. Invariant: repeated blank rows and cells cost nothing, and repeated content
//! counts against the limits.

use super::Document;
use super::archive::Archive;
use super::cells::Cells;
use super::page::Page;
use super::workbook::Gathered;
use super::xml::{Tag, Token, Tokens};
use crate::messages::Problem;
use std::collections::HashSet;

/// The last row that spreadsheets have.
const MAX_ROW: u32 = 1_048_576;

/// Reads a workbook.
pub fn read(bytes: &[u8]) -> Result<Document, Problem> {
    let mut archive = Archive::open(bytes)?;
    let text = archive.text("content.xml")?;
    let mut reader = Reader::default();
    let mut tokens = Tokens::new(&text);
    while let Some(token) = tokens.next()? {
        match token {
            Token::Open(tag) => reader.open(&tag),
            Token::Close(tag) => reader.close(tag.name())?,
            Token::Text(text) => reader.text(&text),
        }
    }
    reader.gathered.finish()
}

#[derive(Default)]
struct Reader {
    gathered: Gathered,
    /// Styles of tables that are not shown.
    hidden_styles: HashSet<String>,
    style: String,
    name: String,
    is_hidden_sheet: bool,
    cells: Cells<'static>,
    /// The rows that the current row stands for, from 1.
    row: u32,
    n_rows: u32,
    col: usize,
    n_cols: usize,
    text: String,
    n_paragraphs: usize,
    /// How deep inside of a paragraph, a remark or a shape.
    in_paragraph: usize,
    skipped: usize,
    /// Cells of the row, to be repeated with it.
    pending: Vec<(usize, String)>,
    is_error: bool,
}

impl Reader {
    fn open(&mut self, tag: &Tag<'_>) {
        if self.skipped > 0 {
            self.skipped += 1;
            return;
        }
        match tag.name() {
            "annotation" | "shapes" | "frame" | "tracked-changes" => self.skipped = 1,
            "style" => self.style = tag.attr("name").unwrap_or_default(),
            "table-properties" if tag.attr("display").is_some_and(|it| it == "false") => {
                self.hidden_styles.insert(self.style.clone());
            }
            "table" => {
                self.name = tag.attr("name").unwrap_or_default();
                self.is_hidden_sheet =
                    tag.attr("style-name").is_some_and(|it| self.hidden_styles.contains(&it));
                self.cells = Cells::default();
                (self.row, self.n_rows, self.col, self.n_cols) = (1, 0, 0, 0);
            }
            "table-column" => {
                let n_cols = tag.number("number-columns-repeated").unwrap_or(1).max(1);
                if is_collapsed(tag) {
                    self.cells.hide_columns(self.col, self.col.saturating_add(n_cols - 1));
                }
                self.col = self.col.saturating_add(n_cols);
            }
            "table-row" => {
                let n_rows = tag.number("number-rows-repeated").and_then(|it| u32::try_from(it).ok());
                (self.n_rows, self.col) = (n_rows.unwrap_or(1).clamp(1, MAX_ROW), 0);
                if is_collapsed(tag) {
                    // A hidden row beyond the last cell hides nothing.
                    for row in self.row..self.row.saturating_add(self.n_rows.min(100_000)) {
                        self.cells.hide_row(row);
                    }
                }
            }
            "table-cell" | "covered-table-cell" => self.open_cell(tag),
            "p" | "h" => {
                if self.n_paragraphs > 0 {
                    self.text.push('\n');
                }
                self.n_paragraphs += 1;
                self.in_paragraph += 1;
            }
            "s" => {
                let n = tag.number("c").unwrap_or(1).min(100);
                self.text.push_str(&" ".repeat(n));
            }
            "tab" => self.text.push(' '),
            "line-break" => self.text.push('\n'),
            _ => {}
        }
    }

    fn open_cell(&mut self, tag: &Tag<'_>) {
        self.n_cols = tag.number("number-columns-repeated").unwrap_or(1).max(1);
        self.is_error = false;
        self.text.clear();
        self.n_paragraphs = 0;
        let mut span = (1, 1);
        tag.each(|key, value| match key {
            "number-columns-spanned" => span.1 = value.parse().unwrap_or(1),
            "number-rows-spanned" => span.0 = value.parse().unwrap_or(1),
            "value-type" if value == "error" => self.is_error = true,
            _ => {}
        });
        if span != (1, 1) {
            let last_row = self.row.saturating_add(span.0.max(1) - 1);
            self.cells.merge(self.row, self.col, last_row, self.col.saturating_add(span.1.max(1) - 1));
        }
    }

    fn close(&mut self, name: &str) -> Result<(), Problem> {
        if self.skipped > 0 {
            self.skipped -= 1;
            return Ok(());
        }
        match name {
            "p" | "h" => self.in_paragraph = self.in_paragraph.saturating_sub(1),
            "table-cell" | "covered-table-cell" => {
                let text = std::mem::take(&mut self.text);
                // What is repeated beyond this is a fill to the edge of the sheet.
                let n_cols = if text.trim().is_empty() || self.is_error { 0 } else { self.n_cols.min(1_000) };
                for col in self.col..self.col.saturating_add(n_cols) {
                    self.pending.push((col, text.clone()));
                }
                self.col = self.col.saturating_add(self.n_cols);
            }
            "table-row" => {
                let pending = std::mem::take(&mut self.pending);
                if !pending.is_empty() {
                    for row in self.row..self.row.saturating_add(self.n_rows) {
                        for (col, text) in &pending {
                            self.cells.add(row, *col, text.clone().into())?;
                        }
                    }
                }
                self.row = self.row.saturating_add(self.n_rows);
            }
            "table" => self.close_table()?,
            _ => {}
        }
        Ok(())
    }

    fn close_table(&mut self) -> Result<(), Problem> {
        let cells = std::mem::take(&mut self.cells);
        if self.is_hidden_sheet {
            self.gathered.n_hidden += 1;
            return Ok(());
        }
        let mut page = Page::default();
        self.gathered.n_hidden += cells.lay_out(&mut page)?;
        self.gathered.add(page.finish(&self.name))
    }

    fn text(&mut self, text: &str) {
        if self.in_paragraph > 0 && self.skipped == 0 {
            self.text.push_str(text);
        }
    }
}

fn is_collapsed(tag: &Tag<'_>) -> bool {
    tag.attr("visibility").is_some_and(|it| it == "collapse" || it == "filter")
}
