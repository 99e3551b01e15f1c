//! Two tables of indicators that stand beside each other under one row of headings: 产出指标 left, 效益指标 right.
//!
//! A form that prints the medium term beside the year looks alike, but has the same levels on both sides. Must not
//! change the grid. Invariant: the halves have no column in common.

use super::grid::Grid;
use super::own;
use super::role::{self, Role};
use crate::model::taxonomy::Level1;
use std::ops::Range;

/// Roles of columns, and where they stand.
type Columns = Vec<(Role, usize)>;

/// How many rows below the headings tell the levels of each half.
const MAX_TRIED: usize = 30;

/// The columns of the left and of the right table whose headings stand in this row; `rows` are those below it. `None`
/// where there is one table only.
pub fn halves(grid: &Grid, row: usize, rows: Range<usize>) -> Option<(Columns, Columns)> {
    if grid.is_words(row) {
        return None;
    }
    let columns: Columns =
        grid.ids(row).filter_map(|id| Some((role::find(grid.text(id))?, grid.col(id)))).collect();
    let mut starts = columns.iter().filter(|it| it.0 == Role::Level1).map(|it| it.1);
    let (Some(_), Some(second), None) = (starts.next(), starts.next(), starts.next()) else { return None };
    let (left, right): (Vec<_>, Vec<_>) = columns.into_iter().partition(|it| it.1 < second);
    let is_whole = |half: &[(Role, usize)]| {
        [Role::Level1, Role::Name, Role::Target]
            .iter()
            .all(|role| half.iter().filter(|it| it.0 == *role).count() == 1)
    };
    let levels = |half: &[(Role, usize)]| -> Vec<Level1> {
        let col = half.iter().find(|it| it.0 == Role::Level1).map(|it| it.1);
        let cells = rows.clone().take(MAX_TRIED).flat_map(|at| grid.ids(at));
        cells.filter(|id| Some(grid.col(*id)) == col).filter_map(|id| own::level1(grid.text(id))).collect()
    };
    let (on_left, on_right) = (levels(&left), levels(&right));
    let is_apart =
        !on_left.is_empty() && !on_right.is_empty() && on_left.iter().all(|it| !on_right.contains(it));
    (is_whole(&left) && is_whole(&right) && is_apart).then_some((left, right))
}
