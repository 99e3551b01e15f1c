//! Which columns a table has: those that its headings name, and those that what stands below them tells.
//!
//! Knows columns and what values, signs and stages look like, not rows. Invariant: the columns are in order from left
//! to right.

use super::column_cells::{self, Cells};
use super::grid::{CellId, Grid};
use super::heading::Header;
use super::join;
use super::raw::{self, LabelKind};
use super::role::Role;
use super::target;
use std::ops::Range;

/// How many rows below a header tell what stands in a column.
const MAX_TRIED: usize = 24;

/// The columns of a header, with those that it does not name: numbers such as 指标1: before the name, and the value
/// after it.
pub fn find(grid: &Grid, rows: Range<usize>, header: &Header) -> Vec<(Role, usize)> {
    let mut columns = header.columns.clone();
    let has_value = header.has(Role::Target) || header.has(Role::Half);
    let name_col = header.col(Role::Name).or_else(|| header.col(Role::Level2).map(|it| it + 1));
    let Some(name_col) = name_col else { return columns };
    let has_numbers =
        rows.clone().take(6).any(|row| grid.ids(row).any(|id| raw::number(grid.text(id)).is_some()));
    let moved = usize::from(has_numbers && !has_value);
    if has_numbers {
        columns.push((Role::Number, if has_value { name_col.saturating_sub(1) } else { name_col }));
    }
    columns.retain(|(role, _)| *role != Role::Name);
    columns.push((Role::Name, name_col + moved));
    column_cells::settle(grid, &rows, &mut columns);
    let has_value = columns.iter().any(|it| matches!(it.0, Role::Target | Role::Half));
    if !has_value {
        find_values(grid, &rows, name_col, &mut columns);
    }
    let has_value = columns.iter().any(|it| it.0 == Role::Target);
    let is_free = columns.iter().all(|(_, col)| *col != name_col + moved + 1);
    if !has_value && is_free {
        columns.push((Role::Target, name_col + moved + 1));
    }
    // The sort is stable: a number stays before the name.
    columns.sort_by_key(|(_, col)| *col);
    find_levels(grid, rows.clone(), &mut columns);
    find_stages(grid, rows.clone(), &mut columns);
    find_signs(grid, rows, &mut columns);
    columns
}

/// Left of the names, a column of nothing but levels is that of the levels, whatever its heading.
fn find_levels(grid: &Grid, rows: Range<usize>, columns: &mut [(Role, usize)]) {
    let Some(name) = columns.iter().find(|it| it.0 == Role::Name).map(|it| it.1) else { return };
    for level in [Role::Level1, Role::Level2] {
        if columns.iter().any(|it| it.0 == level) {
            continue;
        }
        let is_of = |id: CellId| {
            let kind = LabelKind::of(grid.text(id));
            if level == Role::Level1 { kind.level1.is_some() } else { kind.is_level2 }
        };
        let is_level = |col: usize| {
            let cells =
                rows.clone().take(MAX_TRIED).flat_map(|row| grid.ids(row)).filter(|id| grid.col(*id) == col);
            let (n_levels, n_cells) =
                cells.fold((0, 0), |(levels, n), id| (levels + usize::from(is_of(id)), n + 1));
            // Signatures below a table may stand in any column.
            1 < n_levels && n_cells * 4 <= n_levels * 5
        };
        let found = columns.iter_mut().find(|it| it.0 == Role::Other && it.1 < name && is_level(it.1));
        if let Some(it) = found {
            it.0 = level;
        }
    }
}

/// Left of the levels, 建设期 and 运营期 part the rows as functions do.
fn find_stages(grid: &Grid, rows: Range<usize>, columns: &mut [(Role, usize)]) {
    let level1 = columns.iter().find(|it| it.0 == Role::Level1).map(|it| it.1);
    let Some((role, col)) = columns.iter_mut().find(|it| it.0 == Role::Other && Some(it.1) < level1) else {
        return;
    };
    let cells: Vec<CellId> =
        rows.take(MAX_TRIED).flat_map(|row| grid.ids(row)).filter(|id| grid.col(*id) == *col).collect();
    let is_stage = |id: &CellId| {
        let text = join::bare(grid.text(*id));
        (3..=8).contains(&text.chars().count()) && (text.ends_with('期') || text.ends_with("阶段"))
    };
    if 1 < cells.len() && cells.iter().all(is_stage) {
        *role = Role::Function;
    }
}

/// Where no heading says 指标值, values may stand under another one, such as 绩效标准: most cells below it are values.
/// What was reached is taken last.
fn find_values(grid: &Grid, rows: &Range<usize>, name_col: usize, columns: &mut [(Role, usize)]) {
    let body = rows.start + 1..rows.end;
    let is_open = |role: Role| matches!(role, Role::Other | Role::Standard | Role::Note);
    let has_values =
        |it: &(Role, usize)| name_col < it.1 && Cells::below(grid, body.clone(), it.1).are_values();
    let found = columns
        .iter()
        .position(|it| is_open(it.0) && has_values(it))
        .or_else(|| columns.iter().position(|it| it.0 == Role::Past && has_values(it)));
    if let Some(column) = found.and_then(|it| columns.get_mut(it)) {
        column.0 = Role::Target;
    }
}

/// A column of signs may have any heading, such as 指标方向: what stands in it tells.
fn find_signs(grid: &Grid, rows: Range<usize>, columns: &mut [(Role, usize)]) {
    if columns.iter().any(|it| it.0 == Role::Sign) {
        return;
    }
    for (role, col) in columns.iter_mut().filter(|it| it.0 == Role::Other) {
        let cells =
            rows.clone().take(MAX_TRIED).flat_map(|row| grid.ids(row)).filter(|id| grid.col(*id) == *col);
        if target::are_signs(cells.map(|id| grid.text(id))) {
            *role = Role::Sign;
            break;
        }
    }
}
