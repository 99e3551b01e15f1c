//! Tables whose rows have not moved sideways: there the headings alone say what cells are, and a blank cell is blank.
//!
//! Text that comes out of a printed table may have lost its blank cells, so [`super::align`] weighs contents; where no
//! row shows a sign of that, places count. Must not change the grid but for running numbers. Invariant: bounded work a
//! table.

use super::form;
use super::grid::{CellId, Grid};
use super::heading;
use super::raw::{self, LabelKind};
use super::role::{self, Role};
use super::target::{self, Likeness};
use std::ops::Range;

/// How many rows below a header tell whether rows have moved.
const MAX_TRIED: usize = 400;

/// A value that no list knows is no longer, in characters.
const MAX_VALUE: usize = 12;

/// A row of cells has no more headings than this.
const MAX_HEADINGS: usize = 2;

/// Whether no row of the table below a header shows a sign of having moved. `cols` are those of the table.
pub fn is_steady(grid: &Grid, rows: Range<usize>, cols: &Range<usize>, columns: &[(Role, usize)]) -> bool {
    let is_distinct = columns.windows(2).all(|it| it.first().map(|a| a.1) < it.last().map(|b| b.1));
    let mut n_whole = 0;
    let mut n_values = 0;
    for row in rows.take(MAX_TRIED) {
        let ids: Vec<CellId> =
            grid.unused(row).into_iter().filter(|id| cols.contains(&grid.col(*id))).collect();
        if grid.ids(row).filter(|id| role::find(grid.text(*id)).is_some()).count() > MAX_HEADINGS {
            break;
        }
        // Lines over the whole table and page heads tell nothing.
        if ids.len() < 2 || grid.is_words(row) || heading::is_rule(grid, row) {
            continue;
        }
        if ids.iter().any(|id| has_moved(grid, *id, columns)) || is_odd(grid, &ids, columns) {
            return false;
        }
        let text = |role: Role| cell(grid, &ids, columns, role).map(|id| grid.text(id));
        match (text(Role::Name), text(Role::Target)) {
            (Some(_), Some(target)) => {
                n_whole += 1;
                n_values += usize::from(is_value(target));
            }
            // A name under the value, and its value beyond it.
            (None, Some(target)) if target::likeness(target) == Likeness::None => return false,
            _ => {}
        }
    }
    is_distinct && 0 < n_whole && n_whole * 2 <= n_values * 3
}

fn is_value(text: &str) -> bool {
    // A number with a unit that no list knows, 1,200TFLOPS, and a grade such as AAA.
    let is_short = text.chars().count() <= MAX_VALUE;
    let is_figure = text.starts_with(|it: char| it.is_ascii_digit()) || text.is_ascii();
    target::likeness(text) != Likeness::None || (is_short && is_figure)
}

/// Whether a row has a value or a label where its name belongs, and no value where that belongs: both moved.
fn is_odd(grid: &Grid, ids: &[CellId], columns: &[(Role, usize)]) -> bool {
    let text = |role: Role| cell(grid, ids, columns, role).map(|id| grid.text(id));
    let Some(name) = text(Role::Name) else { return false };
    let likeness = target::likeness(name);
    let is_label = LabelKind::of(name).is_label();
    let target = text(Role::Target).or_else(|| text(Role::Half));
    let Some(target) = target else { return is_label || likeness != Likeness::None };
    // Left of a name of which nothing is certain its level must be one that is known, or blank.
    let level = text(Role::Level2).or_else(|| text(Role::Level1));
    let is_other_level = level.is_some_and(|it| !LabelKind::of(it).is_label());
    // A short text in the column of the values is a value that nobody knows.
    let is_text = !is_value(target) && MAX_VALUE < target.chars().count();
    (is_label || likeness == Likeness::Strong) && (is_other_level || is_text)
}

/// Whether a cell stands in no column, or where only a row that has moved puts it.
fn has_moved(grid: &Grid, id: CellId, columns: &[(Role, usize)]) -> bool {
    let Some((role, _)) = columns.iter().find(|it| it.1 == grid.col(id)) else { return true };
    let text = grid.text(id);
    let kind = LabelKind::of(text);
    let is_strong = || target::likeness(text) == Likeness::Strong;
    match role {
        Role::Other => false,
        Role::Serial => kind.is_label() || (is_strong() && !form::is_serial(text)),
        Role::Level1 => {
            (kind.is_level2 && kind.level1.is_none()) || raw::number(text).is_some() || is_strong()
        }
        Role::Level2 => {
            (kind.level1.is_some() && !kind.is_level2) || raw::number(text).is_some() || is_strong()
        }
        Role::Function | Role::Work | Role::Project => {
            kind.is_label() || raw::number(text).is_some() || is_strong()
        }
        // A word of level 2 may be a name as well, and a number: see `is_odd`.
        Role::Name => (kind.level1.is_some() && !kind.is_level2) || raw::number(text).is_some(),
        _ => kind.is_label(),
    }
}

fn cell(grid: &Grid, ids: &[CellId], columns: &[(Role, usize)], role: Role) -> Option<CellId> {
    let col = columns.iter().find(|it| it.0 == role)?.1;
    ids.iter().copied().find(|id| grid.col(*id) == col)
}

/// Takes a running number out of `ids`: in its column it is nothing else, whatever cells of its row are blank.
pub fn take_serial(grid: &mut Grid, ids: &mut Vec<CellId>, columns: &[(Role, usize)]) {
    let found = cell(grid, ids, columns, Role::Serial).filter(|id| form::is_serial(grid.text(*id)));
    if let Some(id) = found {
        grid.structure(id);
        ids.retain(|it| *it != id);
    }
}

#[cfg(test)]
mod tests {
    use crate::import;

    fn check(header: &str, rows: &str, expected: &[&str]) {
        let text = format!("项目支出绩效目标表\n{header}\n{rows}\n");
        let filings = import::import("a.tsv", text.as_bytes()).filings;
        let told: Vec<String> = filings
            .iter()
            .flat_map(|it| &it.functions)
            .flat_map(|it| &it.indicators)
            .map(|it| {
                let texts =
                    [&it.level1, &it.level2, &it.name, &it.target_half, &it.target, &it.weight, &it.note];
                texts.map(String::as_str).join("|").trim_end_matches('|').to_owned()
            })
            .collect();
        assert_eq!(told, expected, "{header}\n{rows}");
    }

    #[test]
    fn headings_say_what_plain_numbers_are() {
        let header = "序号\t上半年目标\t全年目标\t三级指标\t二级指标\t一级指标";
        check(
            header,
            "7\t\t≥95%\t牧民满意度\t服务对象满意度\t满意度",
            &["满意度|服务对象满意度|牧民满意度||≥95%"],
        );
        check(header, "（7）\t\t12\t巡护次数\t数量指标\t产出指标", &["产出指标|数量指标|巡护次数||12"]);
        let header = "一级指标\t二级指标\t三级指标\t上年值\t目标值\t权重";
        check(
            header,
            "产出指标\t数量指标\t检查台数\t9100\t9500\t15%\n\t\t检查批次\t5600批次\t≥6000批次\t15%",
            &["产出指标|数量指标|检查台数||9500|15%", "产出指标|数量指标|检查批次||≥6000批次|15%"],
        );
    }

    #[test]
    fn notes_that_look_like_targets_stay_notes() {
        check(
            "一级指标\t二级指标\t三级指标\t半年指标值\t全年指标值\t备注",
            "产出指标\t数量指标\t巡护天数\t\t≥30天\t≥32天为优\n\t\t清理沟渠\t\t\t待定后补\n\t质量指标\t完好率\t≥40%\t≥95%\t",
            &[
                "产出指标|数量指标|巡护天数||≥30天||≥32天为优",
                "产出指标|数量指标|清理沟渠||||待定后补",
                "产出指标|质量指标|完好率|≥40%|≥95%",
            ],
        );
    }

    #[test]
    fn a_level_beside_the_medium_term_is_no_level_1() {
        check(
            "一级指标\t二级指标\t三级指标\t指标值\t二级指标\t三级指标\t指标值",
            "产出指标\t数量指标\t护林面积\t30亩\t数量指标\t护林面积\t10亩\n\
             \t成本指标\t单价\t≤15元\t成本指标\t单价\t≤14元",
            &["产出指标|数量指标|护林面积||10亩", "产出指标|成本指标|单价||≤14元"],
        );
    }

    #[test]
    fn rows_that_lost_their_blank_cells_are_weighed() {
        check(
            "一级指标\t二级指标\t三级指标\t指标值",
            "产出指标\t数量指标\t护林面积\t30亩\n质量指标\t合格率\t≥95%",
            &["产出指标|数量指标|护林面积||30亩", "产出指标|质量指标|合格率||≥95%"],
        );
    }
}
