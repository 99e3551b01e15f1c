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
use super::slot;
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
        let heads = rows.start.saturating_sub(header.n_rows)..rows.start;
        find_values(grid, &heads, &rows, name_col, &mut columns);
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

/// Headings of columns that hold what rows were given, not what they are to reach: 得分, 扣分, 自评分, 复核分.
const SCORES: &[&str] = &["得分", "扣分", "自评分", "复核分", "评价分", "评分", "评审分"];

/// Where no heading says 指标值, values may stand under another one, such as 绩效标准: most cells below it are values.
/// What was reached is taken last, what was scored never.
fn find_values(
    grid: &Grid,
    heads: &Range<usize>,
    rows: &Range<usize>,
    name_col: usize,
    columns: &mut Vec<(Role, usize)>,
) {
    let body = rows.start + 1..rows.end;
    let heading = |col: usize| heads.clone().rev().find_map(|row| at(grid, row, col));
    let is_score = |col: usize| {
        heading(col).is_some_and(|it| {
            let text = slot::reduce(grid.text(it));
            SCORES.iter().any(|score| text.ends_with(score))
        })
    };
    let is_open = |role: Role| matches!(role, Role::Other | Role::Standard | Role::Note);
    let has_values =
        |col: usize| name_col < col && !is_score(col) && Cells::below(grid, body.clone(), col).are_values();
    if let Some(column) = columns.iter_mut().find(|it| is_open(it.0) && has_values(it.1)) {
        column.0 = Role::Target;
        return;
    }
    // 目标 alone is a label of the form, too, and names no column by itself.
    let is_goal = |id: &CellId| join::bare(grid.text(*id)).ends_with("目标");
    let goal = heads
        .clone()
        .flat_map(|row| grid.ids(row))
        .filter(is_goal)
        .map(|id| grid.col(id))
        .find(|col| columns.iter().all(|it| it.1 != *col) && has_values(*col));
    if let Some(col) = goal {
        columns.push((Role::Target, col));
    } else if let Some(column) = columns.iter_mut().find(|it| it.0 == Role::Past && has_values(it.1)) {
        column.0 = Role::Target;
    }
}

/// The cell of a row in a column.
fn at(grid: &Grid, row: usize, col: usize) -> Option<CellId> {
    grid.ids(row).find(|id| grid.col(*id) == col)
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

#[cfg(test)]
mod tests {
    use crate::import;

    #[test]
    fn scores_are_no_targets() {
        for (heads, cells, expected) in [
            (["分值", "得分"], ["10", "9"], ""),
            (["扣分", "自评得分"], ["1", "9"], ""),
            (["实际完成值", "得分"], ["31次", "9"], "31次 ?"),
            (["目标", "得分"], ["≥30次", "9"], "≥30次"),
            (["绩效标准", "得分"], ["≥30次", "9"], "≥30次"),
        ] {
            let mut text = format!("指标评分表\n一级指标,二级指标,三级指标,{},{}\n", heads[0], heads[1]);
            for name in [
                "产出指标,数量指标,巡渠次数",
                "产出指标,质量指标,闸门检查数",
                "效益指标,社会效益指标,宣传次数",
            ] {
                text.push_str(&[name, ",", cells[0], ",", cells[1], "\n"].concat());
            }
            let filings = import::import("评分.csv", text.as_bytes()).filings;
            let rows: Vec<_> = filings.iter().flat_map(crate::model::Filing::indicators).collect();
            assert!(filings.is_empty() || rows.len() == 3, "{text}");
            for (.., row) in rows {
                let doubt = if !row.doubt.is_empty() && !expected.is_empty() { " ?" } else { "" };
                assert_eq!(format!("{}{doubt}", row.target), expected, "{text}");
                assert!(!row.doubt.is_empty() || !expected.is_empty(), "{text}");
            }
        }
    }
}
