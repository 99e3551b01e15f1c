//! Tables whose rows have not moved: there each cell is what its heading says.
//!
//! Text that was copied out of a page often moves rows sideways, so [`super::align`] weighs what cells look like
//! against their places. Where the rows of a table stand in their columns, there is nothing to weigh: a blank target is
//! blank, however much the remark beside it looks like one, and last year's value is last year's. Invariant: a row that
//! does not fit its columns is never taken by its places.

use super::align::Alignment;
use super::column_cells;
use super::foot;
use super::grid::{CellId, Grid};
use super::heading;
use super::money;
use super::raw::{self, LabelKind};
use super::role::{self, Role};
use super::target::{self, Likeness};
use std::ops::Range;

/// How many rows tell whether a table is steady.
const MAX_TRIED: usize = 200;

/// Of so many rows one may have moved.
const MAX_MOVED: usize = 20;

/// Fewer rows tell nothing.
const MIN_ROWS: usize = 2;

/// What the rows of a table say of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Steadiness {
    /// Its rows stand in its columns, most of them with a target.
    pub is_steady: bool,
    /// What stands in its columns of levels are names of levels, and nothing else.
    pub knows_levels: bool,
}

/// Whether the rows of the table that begins here stand in its columns.
pub fn of(grid: &Grid, rows: Range<usize>, columns: &[(Role, usize)]) -> Steadiness {
    let (mut n_rows, mut n_placed, mut n_filled) = (0_usize, 0_usize, 0_usize);
    let (mut n_levels, mut n_unknown) = (0_usize, 0_usize);
    for row in rows.take(MAX_TRIED) {
        let ids: Vec<CellId> = grid.ids(row).collect();
        if is_end(grid, row, &ids) {
            break;
        }
        if ids.len() < 2 || is_beside(grid, &ids) {
            continue;
        }
        let found = in_place(grid, &ids, columns);
        let value = found.as_ref().and_then(value);
        if value.is_none() && unknown_level(grid, &ids, columns) {
            // A remark or a signature below the table.
            continue;
        }
        n_rows += 1;
        n_placed += usize::from(found.is_some());
        n_filled += usize::from(value.is_some());
        for (id, _) in found.iter().flat_map(|it| &it.roles).filter(|it| is_level(it.1)) {
            n_levels += 1;
            n_unknown += usize::from(!LabelKind::of(grid.text(*id)).is_label());
        }
    }
    let is_steady =
        MIN_ROWS <= n_filled && (n_rows - n_placed) * MAX_MOVED <= n_rows && n_rows * 3 <= n_filled * 5;
    // One that an office made up may be among them.
    Steadiness { is_steady, knows_levels: is_steady && n_unknown * 4 < n_levels }
}

/// Whether a row of a table that knows its levels is none of its indicators: where a level belongs stands another text,
/// and behind it no name with a value.
pub fn is_remark(grid: &Grid, ids: &[CellId], columns: &[(Role, usize)]) -> bool {
    let is_indicator = || {
        in_place(grid, ids, columns)
            .and_then(|it| value(&it))
            .is_some_and(|id| target::likeness(grid.text(id)) != Likeness::None)
    };
    unknown_level(grid, ids, columns) && !is_indicator()
}

const fn is_level(role: Role) -> bool {
    matches!(role, Role::Level1 | Role::Level2)
}

/// Whether the row begins, where a level belongs, with another text.
fn unknown_level(grid: &Grid, ids: &[CellId], columns: &[(Role, usize)]) -> bool {
    let Some(first) = ids.first().copied() else { return false };
    let stands_as_level = columns.iter().any(|(role, col)| is_level(*role) && *col == grid.col(first));
    let text = grid.text(first);
    let is_known = || LabelKind::of(text).is_label() || raw::label_pair(text).is_some();
    stands_as_level && !is_known() && raw::function_label(text).is_none()
}

/// Whether another form, or another table, begins in a row.
fn is_end(grid: &Grid, row: usize, ids: &[CellId]) -> bool {
    let is_heading = |id: &CellId| role::find(grid.text(*id)).is_some();
    heading::title(grid, row).is_some() || (1 < ids.len() && ids.iter().all(is_heading))
}

/// Whether a row is none of a table: labels alone, a sum, a line of labels with colons such as 审核人：.
fn is_beside(grid: &Grid, ids: &[CellId]) -> bool {
    let first = ids.first().map_or("", |id| grid.text(*id));
    ids.iter().all(|id| LabelKind::of(grid.text(*id)).is_label())
        || money::is_sum(first)
        || foot::is_label(first)
        || first.contains(['：', ':'])
}

fn value(found: &Alignment) -> Option<CellId> {
    found.cell(Role::Target).or_else(|| found.cell(Role::Half))
}

/// The roles of a row's cells by their places, where each cell may be what its column holds and the row has a name.
pub fn in_place(grid: &Grid, ids: &[CellId], columns: &[(Role, usize)]) -> Option<Alignment> {
    let mut roles: Vec<(CellId, Role)> = Vec::new();
    for id in ids {
        let (col, text) = (grid.col(*id), grid.text(*id));
        let fits = |it: &&(Role, usize)| it.1 == col && may_be(text, it.0);
        let (role, _) = columns.iter().find(fits)?;
        roles.push((*id, *role));
    }
    let found = Alignment { roles, shift: 0 };
    let likeness = |id: CellId| target::likeness(grid.text(id));
    // A number is a name only where a value stands behind it and its level before it.
    let is_labelled = || {
        let level = found.cell(Role::Level2).or_else(|| found.cell(Role::Level1));
        level.is_some_and(|id| LabelKind::of(grid.text(id)).is_label())
    };
    let is_value = || value(&found).is_some_and(|id| likeness(id) != Likeness::None);
    let is_named = likeness(found.cell(Role::Name)?) != Likeness::Strong || (is_labelled() && is_value());
    let has_right = || found.roles.iter().any(|(_, role)| Role::Name < *role);
    let is_whole = is_named && (is_labelled() || has_right());
    is_whole.then_some(found)
}

/// Whether a text can stand in a column of this role; a doubtful one cannot.
fn may_be(text: &str, role: Role) -> bool {
    let label = LabelKind::of(text);
    let is_mark = || target::is_blank_mark(text);
    if raw::number(text).is_some() {
        return role == Role::Number;
    }
    match role {
        Role::Serial | Role::Number => raw::number(text).is_some() || text.chars().count() < 5,
        Role::Level1 => label.level1.is_some() || (!label.is_label() && is_words(text)),
        Role::Level2 => label.is_level2 || (!label.is_label() && is_words(text)),
        Role::Function | Role::Work | Role::Project => !label.is_label() && is_words(text),
        Role::Name => !label.is_label() && !target::is_sign(text),
        Role::Sign => target::is_sign(text) || is_mark() || text.starts_with("定量"),
        Role::Half | Role::Target => !label.is_label() && !target::is_sign(text),
        Role::Past => !label.is_label(),
        Role::Unit => column_cells::is_unit(text) || is_mark() || (text.chars().count() < 6 && is_words(text)),
        Role::Weight => {
            is_mark() || text.starts_with(|it: char| it.is_ascii_digit()) && text.chars().count() < 8
        }
        Role::Note | Role::Standard | Role::Other => !label.is_label(),
    }
}

/// Whether a text is no number with its unit and no sign: a label or a name.
fn is_words(text: &str) -> bool {
    target::likeness(text) != Likeness::Strong && !target::is_sign(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::{heading, reader, table_columns};

    fn check(rows: &str, expected: bool) {
        let text = format!("一级指标\t二级指标\t三级指标\t指标值\t备注\n{rows}");
        let grid = reader::read(text.as_bytes()).unwrap();
        let header = heading::header(&grid, 0, grid.n_rows()).unwrap();
        let columns = table_columns::find(&grid, 1..grid.n_rows(), &header);
        assert_eq!(of(&grid, 1..grid.n_rows(), &columns).is_steady, expected, "{rows}");
    }

    #[test]
    fn rows_that_moved_are_told_from_blank_cells() {
        check("产出指标\t数量指标\t巡渠次数\t≥30次\n\t质量指标\t完好率\t≥95%\n\t\t漏损率\t\t50处\n", true);
        check("产出指标\t数量指标\t巡渠次数\t≥30次\n质量指标\t完好率\t≥95%\n漏损率\t≤5%\n", false);
        check(
            "产出指标\t数量指标\t巡渠次数\t≥30次\n\t质量指标\t完好率\t≥95%\n审核意见\t\t\t同意\n填表人：甲\t\t审核人：乙\n",
            true,
        );
        check("产出指标\t数量指标\t\t巡渠次数\t≥30次\n\t质量指标\t\t完好率\t≥95%\n", false);
    }

    #[test]
    fn remarks_below_a_table_are_none_of_its_rows() {
        const TABLE: &str = "整体支出绩效目标表\n一级指标\t二级指标\t三级指标\t指标值\n产出指标\t数量指标\t巡渠次数\t≥30次\n\
                             \t质量指标\t完好率\t≥95%\n";
        for (line, n_rows) in [
            ("审核人：甲\t\t填表人：乙\t", 2),
            ("财政部门审核意见\t同意，产出指标合理", 2),
            ("其他需要说明的问题\t无", 2),
            ("评审意见\t\t目标明确\t通过", 2),
            ("注\t1.指标值须量化\t2.满意度不低于90%", 2),
            ("科室意见\t甲\t分管领导意见\t同意", 2),
            ("自定指标\t其他\t节水量\t≥9吨", 3),
            ("\t时效指标\t完工时间\t6月底前", 3),
        ] {
            let text = format!("{TABLE}{line}\n");
            let filings = crate::import::import("a.txt", text.as_bytes()).filings;
            assert_eq!(filings.iter().map(crate::model::Filing::n_indicators).collect::<Vec<_>>(), [n_rows], "{line}");
            assert_eq!(crate::import::account("a.txt", text.as_bytes()), [], "{line}");
        }
    }
}
