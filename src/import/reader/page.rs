//! Rows of any reader → the grid, and the same rows as text for a person to look at.
//!
//! Invariant: what is row N of the grid stands on line N of the text, and no document makes more than the limits
//! allow.

use super::encoding::{compose, is_odd_control};
use super::limits::{MAX_CELLS, MAX_COLUMNS, MAX_SPAN, MAX_TEXT};
use super::words::{Measure, words};
use super::{Sheet, text};
use crate::import::grid::{Grid, Shape, Span};
use crate::import::join;
use crate::messages::Problem;

/// Blank columns before a cell beyond this are not shown in the text.
const MAX_SHOWN_COLUMN: usize = 40;

/// A cell of a table before it is in the grid.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Piece {
    /// The column of its left side, from 0.
    pub col: usize,
    /// Its text, with its line breaks.
    pub text: String,
    /// How many rows it takes; 0 means 1.
    pub n_rows: usize,
    /// How many columns it takes; 0 means 1.
    pub n_cols: usize,
}

/// A sheet being read.
#[derive(Debug, Default)]
pub struct Page {
    grid: Grid,
    text: String,
    /// Lines of the text so far.
    n_lines: u32,
    n_cells: usize,
    has_table: bool,
}

impl Page {
    /// Adds a row of a table as line `line`, which must follow all lines before; its cells stand left to right.
    pub fn row(&mut self, line: u32, pieces: Vec<Piece>) -> Result<(), Problem> {
        let mut pieces = pieces;
        pieces.retain(|it| it.col < MAX_COLUMNS);
        for it in &mut pieces {
            it.text = tidy(std::mem::take(&mut it.text));
        }
        pieces.retain(|it| !it.text.is_empty());
        if pieces.is_empty() {
            return Ok(());
        }
        // One cell a row is what becomes of a text that somebody put into a sheet.
        self.has_table |= 1 < pieces.len();
        self.count(pieces.len(), pieces.iter().map(|it| it.text.len()).sum())?;
        self.show(line, &shown(&pieces));
        let merged: Vec<(usize, Span)> = pieces
            .iter()
            .filter(|it| 1 < it.n_rows)
            .map(|it| {
                let n_cols = it.n_cols.clamp(1, MAX_SHOWN_COLUMN);
                (it.col, Span { n_rows: it.n_rows.min(MAX_SPAN), n_cols })
            })
            .collect();
        if let [only] = pieces.as_slice()
            && text::is_spaced_pairs(&only.text)
        {
            self.grid.push_row(line, Shape::Words, false, words(&only.text, Measure::Display));
            return Ok(());
        }
        self.grid.push_row(line, Shape::Cells, false, pieces.into_iter().map(|it| (it.col, clean(it.text))));
        for (col, span) in merged {
            self.grid.merge(col, span);
        }
        Ok(())
    }

    /// Adds a row of a table as the next line; a blank one takes its line, too.
    pub fn next_row(&mut self, pieces: Vec<Piece>) -> Result<(), Problem> {
        let line = self.n_lines + 1;
        self.row(line, pieces)?;
        if self.n_lines < line {
            self.show(line, "");
        }
        Ok(())
    }

    /// Adds a line outside of tables as the next line. Its tabs part cells.
    pub fn line(&mut self, text: &str) -> Result<(), Problem> {
        let had_table = self.has_table;
        let line = text.replace('\n', " ");
        let cells = line.split('\t').enumerate();
        let pieces = cells.map(|(col, it)| Piece { col, text: it.to_owned(), ..Piece::default() }).collect();
        self.next_row(pieces)?;
        self.has_table = had_table;
        Ok(())
    }

    /// The sheet. Lines without any table, and tables of one column, are read as a text document is.
    pub fn finish(self, name: &str) -> Result<Sheet, Problem> {
        if self.n_cells == 0 {
            return Err(Problem::ImportEmpty);
        }
        let Self { grid, text, has_table, .. } = self;
        let grid = if has_table {
            grid
        } else {
            drop(grid);
            text::grid(&text)
        };
        Ok(Sheet { name: name.to_owned(), grid, text })
    }

    fn count(&mut self, n_cells: usize, n_bytes: usize) -> Result<(), Problem> {
        self.n_cells += n_cells;
        let is_too_much = MAX_CELLS < self.n_cells || MAX_TEXT < self.text.len() + n_bytes;
        if is_too_much { Err(Problem::ImportTooMuch) } else { Ok(()) }
    }

    fn show(&mut self, line: u32, text: &str) {
        while self.n_lines + 1 < line {
            self.text.push('\n');
            self.n_lines += 1;
        }
        self.text.push_str(text);
        self.text.push('\n');
        self.n_lines += 1;
    }
}

/// The cells of a row with tabs between them, one a column.
fn shown(pieces: &[Piece]) -> String {
    let mut out = String::new();
    let mut col = 0;
    for it in pieces {
        for _ in col..it.col.min(MAX_SHOWN_COLUMN) {
            out.push('\t');
        }
        col = it.col;
        out.push_str(&it.text.replace(['\n', '\t'], " "));
    }
    out
}

/// Composes a text and drops what terminals must not see; line ends become `\n`.
fn tidy(text: String) -> String {
    let needs_work = text.contains(|it: char| it == '\r' || is_odd_control(it) || join::is_invisible(it));
    let text = if needs_work {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        text.chars().filter(|it| !is_odd_control(*it) && !join::is_invisible(*it)).collect()
    } else {
        text
    };
    let text = compose(text);
    let trimmed = join::trim(&text);
    if trimmed.len() == text.len() { text } else { trimmed.to_owned() }
}

/// The grid cleans the lines of a broken cell; a whole one is cleaned here.
fn clean(text: String) -> String {
    if text.contains('\n') { text } else { join::clean(&text) }
}
