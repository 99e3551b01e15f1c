//! Matching rows by their identity: for two states of one filing.
//!
//! Invariant: rows that no file has yet have no identity and match nothing: they are new.

use super::Rows;
use crate::model::{Filing, RowId};
use std::collections::HashMap;
use std::hash::Hash;

/// The rows of `right` with the rows of `left` that they are.
pub(super) fn match_rows(left: &Filing, right: &Filing) -> Rows {
    let lines = by_id(
        left.budget.lines.iter().enumerate().map(|(idx, it)| (it.row, idx)),
        right.budget.lines.iter().map(|it| it.row),
    );
    let functions = by_id(
        left.functions.iter().enumerate().map(|(idx, it)| (it.row, idx)),
        right.functions.iter().map(|it| it.row),
    );
    let mut found = by_id(
        left.indicators().map(|(function, idx, it)| (it.row, (function, idx))),
        right.indicators().map(|(_, _, it)| it.row),
    )
    .into_iter();
    let indicators =
        right.functions.iter().map(|it| found.by_ref().take(it.indicators.len()).collect()).collect();
    Rows { lines, functions, indicators }
}

/// Every identity matches once; 0 is none.
fn by_id<T: Copy + Eq + Hash>(
    left: impl Iterator<Item = (RowId, T)>,
    right: impl Iterator<Item = RowId>,
) -> Vec<Option<T>> {
    let mut known: HashMap<u32, T> =
        left.filter(|(row, _)| row.0 != 0).map(|(row, at)| (row.0, at)).collect();
    right.map(|row| known.remove(&row.0)).collect()
}
