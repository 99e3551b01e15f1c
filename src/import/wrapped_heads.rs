//! Headings that narrow columns of text break over lines: 指标方 above 向, 计量 above 单位.
//!
//! Knows words by their places and headings by their words, not what stands below them. Invariant: lines make a header
//! together only where what stands in each column is a heading as a whole.

use super::grid::Grid;
use super::join;
use super::role::{self, Role};
use super::slot::{self, Slot};

/// No heading is broken over more lines.
const MAX_LINES: usize = 3;

/// Fewer columns could be the words of a sentence.
const MIN_COLUMNS: usize = 4;

/// The pieces of a heading: where they begin and end, and their text.
struct Pieces {
    start: usize,
    end: usize,
    text: String,
    n_lines: usize,
}

/// The columns of a header that begins in this row, before row `end`, and how many lines it takes; `None` where no
/// heading is broken.
pub fn columns(grid: &Grid, row: usize, end: usize) -> Option<(Vec<(Role, usize)>, usize)> {
    if !grid.is_words(row) || grid.ids(row).len() < MIN_COLUMNS {
        return None;
    }
    (2..=MAX_LINES.min(end.saturating_sub(row)))
        .rev()
        .find_map(|n_rows| Some((joined(grid, row, n_rows)?, n_rows)))
}

fn joined(grid: &Grid, row: usize, n_rows: usize) -> Option<Vec<(Role, usize)>> {
    let mut all: Vec<Pieces> = Vec::new();
    for at in row..row + n_rows {
        if !grid.is_words(at) || 24 < grid.ids(at).len() {
            return None;
        }
        for id in grid.ids(at) {
            let text = grid.text(id);
            let (start, end) = (grid.col(id), grid.col(id) + join::columns(text));
            match all.iter_mut().find(|it| start < it.end && it.start < end) {
                Some(own) => {
                    own.text.push_str(text);
                    (own.start, own.end) = (own.start.min(start), own.end.max(end));
                    own.n_lines += 1;
                }
                None => all.push(Pieces { start, end, text: text.to_owned(), n_lines: 1 }),
            }
        }
    }
    let mut columns = Vec::new();
    for it in &all {
        match role::find(&it.text) {
            Some(role) => columns.push((role, it.start)),
            None if matches!(slot::find(&it.text), Some(Slot::Indicators | Slot::Furniture)) => {}
            None => return None,
        }
    }
    let is_broken = all.iter().any(|it| 1 < it.n_lines);
    (is_broken && MIN_COLUMNS <= columns.len()).then_some(columns)
}
