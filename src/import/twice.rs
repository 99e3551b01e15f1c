//! Headings that stand twice in a row, and which of their columns counts.
//!
//! Must not look at the rows below. Invariant: of each role but those without a field one column is left.

use super::form_year;
use super::grid::{CellId, Grid};
use super::level_heads;
use super::role::Role;
use super::slot::{self, Slot};
use super::value_heads;

/// How far above a header the labels of the goals stand.
const MAX_GOAL_ROWS: usize = 4;

/// How far above a header the labels of a head stand.
const MAX_HEAD_ROWS: usize = 24;

/// Where headings stand twice, one of each is kept, the others are columns without a field. Names and values that both
/// stand twice are those of the medium term and, right of them, of the year; other headings mean their first column.
pub fn once_each(grid: &Grid, row: usize, columns: &mut [(Role, usize)]) {
    let cols = |columns: &[(Role, usize)], role| -> Vec<usize> {
        columns.iter().filter(|(it, _)| *it == role).map(|(_, col)| *col).collect()
    };
    let (names, values) = (cols(columns, Role::Name), cols(columns, Role::Target));
    // The value of the medium term may say so: 实施期指标值, between the two names.
    let other = [cols(columns, Role::Other), cols(columns, Role::Past)].concat();
    let is_between = |it: &&usize| names.first() < Some(*it) && Some(*it) < names.last();
    let is_value = |it: &usize| {
        let text = grid.ids(row).find(|id| grid.col(*id) == *it).map(|id| slot::reduce(grid.text(id)));
        text.is_some_and(|it| it.ends_with("指标值") || it.ends_with("目标值"))
    };
    let is_second = names.len() == 2
        && values.len() == 1
        && names.last() < values.first()
        && other.iter().filter(is_between).any(is_value);
    let is_pair = (names.len() == 2 && values.len() == 2 && values.first() < names.last()) || is_second;
    let keeps_last = (is_second || (is_pair && !is_year_left(grid, row))) && !are_two_forms(grid, row);
    let has_note = !cols(columns, Role::Note).is_empty();
    let of_year = values_of_year(grid, row, &values);
    // Of a weight behind each level that of the indicator counts.
    let weight = cols(columns, Role::Weight).into_iter().find(|it| names.last() < Some(it));
    let fourth = fourth_level(grid, row).filter(|_| !is_pair);
    // 优 is the value, and 良, 中 and 差 beside it are its standard.
    let are_grades = columns
        .windows(3)
        .any(|it| it.iter().map(|it| it.0).eq([Role::Target, Role::Standard, Role::Standard]));
    for idx in 0..columns.len() {
        let Some((role, col)) = columns.get(idx).copied() else { break };
        if are_grades && role == Role::Standard {
            continue;
        }
        let same = cols(columns, role);
        let kept = if keeps_last { same.last() } else { same.first() };
        let kept = match role {
            Role::Target => of_year.as_ref().or(kept),
            Role::Name => fourth.as_ref().or(kept),
            Role::Weight => weight.as_ref().or(kept),
            _ => kept,
        };
        // A second heading such as 指标内容 right of the values explains the name.
        let is_right = values.is_empty() || values.iter().any(|it| *it < col);
        let is_explained = role == Role::Name && is_right && !is_pair;
        if !matches!(role, Role::Other | Role::Past)
            && kept != Some(&col)
            && 1 < same.len()
            && let Some(it) = columns.get_mut(idx)
        {
            it.0 = match role {
                // A third level above the indicators of a fourth groups them as works do.
                Role::Name if fourth.is_some() => Role::Work,
                Role::Target if of_year.is_some() => Role::Past,
                _ if is_explained && !has_note => Role::Note,
                _ => Role::Other,
            };
        }
    }
}

/// The column of a fourth level, which holds the indicators, where a row of headings names one.
fn fourth_level(grid: &Grid, row: usize) -> Option<usize> {
    let is_fourth = |id: &CellId| level_heads::is_fourth(&slot::reduce(grid.text(*id)));
    grid.ids(row).find(is_fourth).map(|id| grid.col(id))
}

/// Of columns of values for several years that of the form's year, which its title or a row above says.
fn values_of_year(grid: &Grid, row: usize, values: &[usize]) -> Option<usize> {
    let is_own = |id: &CellId| values.contains(&grid.col(*id));
    let headings: Vec<(&str, usize)> =
        grid.ids(row).filter(is_own).map(|id| (grid.text(id), grid.col(id))).collect();
    value_heads::counting(&headings, || form_year::above(grid, row))
}

/// Whether the rows above name two filers or two projects beside each other: the left one is that of the form, and
/// what stands right is left over.
fn are_two_forms(grid: &Grid, row: usize) -> bool {
    let n_named =
        |at: usize, slot| grid.ids(at).filter(|id| slot::find(grid.text(*id)) == Some(slot)).count();
    let is_twice =
        |at: usize| [Slot::ProjectName, Slot::Department].into_iter().any(|it| 1 < n_named(at, it));
    (row.saturating_sub(MAX_HEAD_ROWS)..row).any(is_twice)
}

/// Whether the goals of the year stand left of those of the medium term, in one of the rows above.
fn is_year_left(grid: &Grid, row: usize) -> bool {
    (row.saturating_sub(MAX_GOAL_ROWS)..row).any(|at| {
        let col =
            |slot| grid.ids(at).rfind(|id| slot::find(grid.text(*id)) == Some(slot)).map(|id| grid.col(id));
        matches!((col(Slot::Annual), col(Slot::LongTerm)), (Some(annual), Some(long)) if annual < long)
    })
}
