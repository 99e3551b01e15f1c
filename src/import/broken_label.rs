//! Labels of a head at the beginning of a line of words, perhaps broken by a narrow column.
//!
//! Knows words by their places and labels by their words. Invariant: the pieces of a label are the first words of their
//! lines.

use super::grid::{CellId, Grid};
use super::join;
use super::slot::{self, Slot};

/// How many rows a label may be broken over.
const MAX_LABEL_ROWS: usize = 8;

/// A label at the beginning of a line of words: a word, several words, or pieces at the beginning of several lines.
pub fn find(grid: &Grid, row: usize, end: usize) -> Option<(Slot, Vec<CellId>, usize)> {
    let ids: Vec<CellId> = grid.unused(row).into_iter().take(6).collect();
    let first = *ids.first()?;
    if let Some(slot) = slot::find(grid.text(first)) {
        let is_whole_row = grid.ids(row).len() == 1;
        return (slot != Slot::Furniture || is_whole_row).then(|| (slot, vec![first], 1));
    }
    for n_words in 2..=ids.len() {
        let label: Vec<CellId> = ids.iter().take(n_words).copied().collect();
        let text = join::words(label.iter().map(|id| grid.text(*id)));
        let is_whole_row = n_words == grid.ids(row).len();
        if let Some(slot) = slot::find(&text).filter(|_| is_whole_row) {
            return Some((slot, label, 1));
        }
    }
    if !slot::is_beginning(grid.text(first)) {
        return None;
    }
    let mut text = grid.text(first).to_owned();
    let mut label = vec![first];
    // The longest label counts: 年度 goes on as 年度目标.
    let mut found = None;
    for at in row + 1..end.min(row + MAX_LABEL_ROWS) {
        let Some(next) = grid.unused(at).first().copied() else { break };
        if is_right_of(grid, next, first) {
            // Cells stand in the middle: the lines of the value are between those of the label.
            continue;
        }
        if 12 < grid.text(next).chars().count() {
            break;
        }
        text.push_str(grid.text(next));
        label.push(next);
        if let Some(slot) = slot::find(&text) {
            found = Some((slot, label.clone(), at + 1 - row));
        }
        if !slot::is_beginning(&text) {
            break;
        }
    }
    found
}

/// Whether a word stands right of the first word of another line.
fn is_right_of(grid: &Grid, word: CellId, first: CellId) -> bool {
    grid.col(first) + join::columns(grid.text(first)) <= grid.col(word)
}
