//! Tables with one column of targets for each unit: 柳溪乡, 石桥镇, 云岭乡.
//!
//! Where no column holds the whole, each unit has a filing of its own: what is declared, checked and approved is a
//! unit's table. Where one does (合计), it is the filing's, and the other columns are left over. Knows headings and
//! whether cells look like values. Invariant: the columns are apart before the engine reads them, and every cell but
//! those of the other units is in each of the grids.

use super::grid::{CellId, Grid};
use super::heading;
use super::join;
use super::role::{self, Role};
use super::slot::{self, Slot};
use super::target::{self, Likeness};
use std::ops::Range;

/// How names of units end.
#[rustfmt::skip]
const ENDINGS: &[&str] = &[
    "乡", "镇", "村", "社区", "街道", "街道办", "办事处", "县", "区", "市", "旗", "州", "农场", "林场", "牧场",
    "局", "委", "厅", "院", "所", "站", "中心", "学校", "小学", "中学", "大学", "幼儿园", "馆", "大队", "支队", "公司",
];

/// Headings of the column that holds the whole.
const TOTALS: &[&str] = &["合计", "总计", "全县", "全市", "全区", "全省", "全乡", "全镇", "全州"];

/// The heading that the column of a unit, or of the whole, gets.
const TARGET: &str = "指标值";

/// More columns than this are no units of one form.
const MAX_UNITS: usize = 60;

/// The rows that tell whether the columns hold values.
const MAX_TRIED: usize = 60;

/// A table that has a column a unit.
struct Table {
    /// From its header to its last row.
    rows: Range<usize>,
    /// The headings with the names of units.
    units: Vec<CellId>,
    /// The heading of the column that holds the whole.
    total: Option<CellId>,
    /// 指标值 above the names, where they stand in a row of their own.
    above: Option<CellId>,
}

/// Whether a heading is the name of a unit.
pub fn is_unit(heading: &str) -> bool {
    let bare = join::bare(heading);
    (2..=16).contains(&bare.chars().count())
        && ENDINGS.iter().any(|it| bare.ends_with(it))
        && !bare.contains(|it: char| it.is_ascii_digit())
        && role::find(&bare).is_none()
        && slot::find(&bare).is_none()
}

fn is_total(heading: &str) -> bool {
    TOTALS.contains(&join::bare(heading).as_str())
}

/// The units of a sheet, each with a grid that has its column alone; `None` where a sheet has no such columns. The
/// name is blank where one column holds the whole.
pub fn split(grid: &Grid) -> Option<Vec<(String, Grid)>> {
    let table = (0..grid.n_rows()).find_map(|row| find(grid, row))?;
    if let Some(total) = table.total {
        return Some(vec![(String::new(), table.with(grid, total, &[]))]);
    }
    let apart = table.units.iter().map(|unit| {
        let others: Vec<CellId> = table.units.iter().copied().filter(|it| it != unit).collect();
        (grid.text(*unit).to_owned(), table.with(grid, *unit, &others))
    });
    Some(apart.collect())
}

/// The table whose header begins in this row, if it has a column a unit.
fn find(grid: &Grid, row: usize) -> Option<Table> {
    if grid.is_words(row) || MAX_UNITS < grid.ids(row).len() {
        return None;
    }
    let roles: Vec<(CellId, Option<Role>)> =
        grid.ids(row).map(|id| (id, role::find(grid.text(id)))).collect();
    let id_of = |role| roles.iter().find(|it| it.1 == Some(role)).map(|it| it.0);
    let name = id_of(Role::Name)?;
    id_of(Role::Level1).or(id_of(Role::Level2))?;
    let above = id_of(Role::Target);
    let (headings, first): (Vec<CellId>, usize) = match above {
        Some(above) => {
            let below = grid.ids(row + 1);
            let stands_below = |id: &CellId| grid.col(above) <= grid.col(*id);
            if row + 1 >= grid.n_rows()
                || grid.is_words(row + 1)
                || !below.clone().all(|id| stands_below(&id))
            {
                return None;
            }
            (below.collect(), row + 2)
        }
        None => {
            let free = |it: &&(CellId, Option<Role>)| it.1.is_none() && grid.col(name) < grid.col(it.0);
            (roles.iter().filter(free).map(|it| it.0).collect(), row + 1)
        }
    };
    let total = headings.iter().copied().find(|id| is_total(grid.text(*id)));
    let units: Vec<CellId> = headings.iter().copied().filter(|id| is_unit(grid.text(*id))).collect();
    let n_totals = headings.iter().filter(|id| is_total(grid.text(**id))).count();
    if units.len() < 2 || units.len() + n_totals != headings.len() || 1 < n_totals {
        return None;
    }
    let end = (first..grid.n_rows()).find(|row| is_end(grid, *row)).unwrap_or(grid.n_rows());
    let table = Table { rows: row..end, units, total, above };
    table.has_values(grid, first..end, grid.col(name)).then_some(table)
}

/// Whether the form's foot, or another form, begins in this row.
fn is_end(grid: &Grid, row: usize) -> bool {
    let Some(first) = grid.ids(row).next() else { return false };
    let label = grid.text(first).split(['：', ':']).next().unwrap_or_default();
    matches!(slot::find(label), Some(Slot::ContactName | Slot::ContactPhone | Slot::FilledAt))
        || matches!(label, "注" | "备注" | "说明" | "填表说明")
        || heading::title(grid, row).is_some()
}

impl Table {
    /// Whether most cells below the names of the units look like values.
    fn has_values(&self, grid: &Grid, rows: Range<usize>, name_col: usize) -> bool {
        let cols: Vec<usize> = self.units.iter().map(|id| grid.col(*id)).collect();
        let named = rows.take(MAX_TRIED).filter(|row| grid.ids(*row).any(|id| grid.col(id) == name_col));
        let cells: Vec<CellId> =
            named.flat_map(|row| grid.ids(row)).filter(|id| cols.contains(&grid.col(*id))).collect();
        let n_values = cells.iter().filter(|id| target::likeness(grid.text(**id)) != Likeness::None).count();
        self.units.len() <= n_values && cells.len() * 2 <= n_values * 3
    }

    /// The grid with one column of targets: the heading `kept` says 指标值, and the columns of others are gone.
    fn with(&self, grid: &Grid, kept: CellId, others: &[CellId]) -> Grid {
        let (kept_col, kept_text) = (grid.col(kept), grid.text(kept));
        let other_cols: Vec<usize> = others.iter().map(|id| grid.col(*id)).collect();
        grid.rewritten(|row, id| {
            let (col, text) = (grid.col(id), grid.text(id));
            let is_heading = self.above.is_some_and(|it| grid.col(it) == col && grid.text(it) == text);
            if !self.rows.contains(&row) {
                Some(text.to_owned())
            } else if is_heading || other_cols.contains(&col) {
                None
            } else if col == kept_col && text == kept_text {
                Some(TARGET.to_owned())
            } else {
                Some(text.to_owned())
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::reader;

    fn check(text: &str, expected: &[&str]) {
        let grid = reader::read(text.as_bytes()).unwrap();
        let found = split(&grid).unwrap_or_default();
        let told: Vec<String> = found
            .iter()
            .map(|(unit, grid)| {
                let rows = (0..grid.n_rows())
                    .map(|row| grid.ids(row).map(|id| grid.text(id)).collect::<Vec<_>>().join(" "));
                format!("{unit}: {}", rows.collect::<Vec<_>>().join("/"))
            })
            .collect();
        assert_eq!(told, expected, "{text}");
    }

    #[test]
    fn each_unit_gets_its_column() {
        check(
            "一级指标\t二级指标\t三级指标\t柳溪乡\t石桥镇\n产出指标\t数量指标\t清淤长度\t≥12公里\t≥8公里\n联系人\t甲\t\t电话\t1\n",
            &[
                "柳溪乡: 一级指标 二级指标 三级指标 指标值/产出指标 数量指标 清淤长度 ≥12公里/联系人 甲 电话 1",
                "石桥镇: 一级指标 二级指标 三级指标 指标值/产出指标 数量指标 清淤长度 ≥8公里/联系人 甲 电话 1",
            ],
        );
        check(
            "一级指标\t二级指标\t三级指标\t指标值\t\n\t\t\t柳溪乡\t石桥镇\n产出指标\t数量指标\t清淤长度\t≥12公里\t≥8公里\n",
            &[
                "柳溪乡: 一级指标 二级指标 三级指标/指标值/产出指标 数量指标 清淤长度 ≥12公里",
                "石桥镇: 一级指标 二级指标 三级指标/指标值/产出指标 数量指标 清淤长度 ≥8公里",
            ],
        );
    }

    #[test]
    fn the_whole_goes_before_its_parts() {
        check(
            "一级指标\t二级指标\t三级指标\t合计\t柳溪乡\t石桥镇\n产出指标\t数量指标\t清淤长度\t≥20公里\t≥12公里\t≥8公里\n",
            &[
                ": 一级指标 二级指标 三级指标 指标值 柳溪乡 石桥镇/产出指标 数量指标 清淤长度 ≥20公里 ≥12公里 ≥8公里",
            ],
        );
    }

    #[test]
    fn other_columns_are_no_units() {
        for text in [
            "一级指标\t二级指标\t三级指标\t指标值\t柳溪乡\t石桥镇\n产出指标\t数量指标\t清淤长度\t≥20公里\t≥12公里\t≥8公里\n",
            "一级指标\t二级指标\t三级指标\t实施地区\t牵头中心\n产出指标\t数量指标\t清淤长度\t柳溪乡\t水利站\n",
            "一级指标\t二级指标\t三级指标\t柳溪乡\n产出指标\t数量指标\t清淤长度\t≥12公里\n",
        ] {
            check(text, &[]);
        }
    }
}
