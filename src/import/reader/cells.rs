//! The cells of a sheet of any format: which are shown, and where.
//!
//! Invariant: hidden rows and columns are left out, and a merged cell whose first row or column is hidden is shown
//! where its visible part begins.

use super::limits::{MAX_CELLS, MAX_COLUMNS};
use super::page::{Page, Piece};
use crate::messages::Problem;
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

/// Merged areas beyond this are not looked at.
const MAX_MERGES: usize = 200_000;

/// Cells of any spreadsheet before they are laid out: what is where, what is hidden, what is merged.
#[derive(Debug, Default)]
pub struct Cells<'a> {
    /// Row from 1, column from 0, text; in the order of the file.
    placed: Vec<(u32, usize, Cow<'a, str>)>,
    /// Hidden rows.
    hidden_rows: HashSet<u32>,
    /// Hidden columns: first and last.
    hidden_columns: Vec<(usize, usize)>,
    /// Merged areas: first row and column, last row and column.
    merges: Vec<(u32, usize, u32, usize)>,
}

impl<'a> Cells<'a> {
    /// Adds a cell, unless there are too many: row from 1, column from 0.
    pub fn add(&mut self, row: u32, col: usize, text: Cow<'a, str>) -> Result<(), Problem> {
        if MAX_CELLS <= self.placed.len() {
            return Err(Problem::ImportTooMuch);
        }
        self.placed.push((row, col, text));
        Ok(())
    }

    /// Hides a row.
    pub fn hide_row(&mut self, row: u32) {
        self.hidden_rows.insert(row);
    }

    /// Hides columns, first and last.
    pub fn hide_columns(&mut self, first: usize, last: usize) {
        if self.hidden_columns.len() < MAX_COLUMNS {
            self.hidden_columns.push((first, last));
        }
    }

    /// Merges an area: first row and column, last row and column.
    pub fn merge(&mut self, row: u32, col: usize, last_row: u32, last_col: usize) {
        let is_area = row <= last_row && col <= last_col;
        if is_area && self.merges.len() < MAX_MERGES {
            self.merges.push((row, col, last_row, last_col));
        }
    }

    fn is_hidden_column(&self, col: usize) -> bool {
        self.hidden_columns.iter().any(|(first, last)| (*first..=*last).contains(&col))
    }

    /// Lays the visible cells out. Says how many hidden rows had content.
    pub fn lay_out(mut self, page: &mut Page) -> Result<usize, Problem> {
        let mut merges = HashMap::new();
        let areas = std::mem::take(&mut self.merges);
        let mut moved = HashMap::new();
        for (row, col, last_row, last_col) in areas.into_iter().take(MAX_MERGES) {
            let n_rows =
                (row..=last_row).take(MAX_COLUMNS).filter(|it| !self.hidden_rows.contains(it)).count();
            let to_row = (row..=last_row).take(MAX_COLUMNS).find(|it| !self.hidden_rows.contains(it));
            let to_col = (col..=last_col).take(MAX_COLUMNS).find(|it| !self.is_hidden_column(*it));
            let (Some(to_row), Some(to_col)) = (to_row, to_col) else { continue };
            // Rows are counted as the sheet numbers them, hidden ones included.
            let reach = if n_rows == 0 { 1 } else { (last_row - to_row + 1) as usize };
            merges.insert((to_row, to_col), (reach, (last_col - to_col).saturating_add(1)));
            if (to_row, to_col) != (row, col) {
                moved.insert((row, col), (to_row, to_col));
            }
        }
        for cell in &mut self.placed {
            if let Some((row, col)) = moved.get(&(cell.0, cell.1)) {
                (cell.0, cell.1) = (*row, *col);
            }
        }
        let is_sorted = self.placed.is_sorted_by_key(|it| (it.0, it.1));
        if !is_sorted {
            self.placed.sort_by_key(|it| (it.0, it.1));
        }
        let mut n_hidden = 0;
        let cells = std::mem::take(&mut self.placed);
        for row in cells.chunk_by(|a, b| a.0 == b.0) {
            let Some(line) = row.first().map(|it| it.0) else { continue };
            if self.hidden_rows.contains(&line) {
                n_hidden += 1;
                continue;
            }
            let mut pieces: Vec<Piece> = Vec::with_capacity(row.len());
            for (_, col, text) in row {
                let is_double = pieces.last().is_some_and(|it| it.col == *col);
                if !is_double && !self.is_hidden_column(*col) {
                    let (n_rows, n_cols) = merges.get(&(line, *col)).copied().unwrap_or((1, 1));
                    pieces.push(Piece { col: *col, text: text.to_string(), n_rows, n_cols });
                }
            }
            page.row(line, pieces)?;
        }
        Ok(n_hidden)
    }
}
