//! Forms that are sent out to be filled in: the indicators are named, their targets are blank.
//!
//! Knows cells below a header, not rows. Must not change the grid. Invariant: what blank forms print of their own, such
//! as 指标1： and ××数量, is no name.

use super::foot;
use super::grid::Grid;
use super::heading::Header;
use super::join;
use super::raw::{self, LabelKind};
use super::role::{self, Role};
use super::slot;
use super::target::{self, Likeness};
use std::ops::Range;

/// No name of an indicator is shorter, in characters.
const MIN_CHARS: usize = 3;

/// What names in blank forms begin with that are only examples.
const EXAMPLES: &[&str] = &["例", "如", "示例", "示范", "填写", "请填", "比如"];

/// Whether a table without any value names an indicator below the label of a level.
pub fn has_names(grid: &Grid, rows: Range<usize>, header: &Header) -> bool {
    let is_complete = header.has(Role::Target) && (header.has(Role::Level1) || header.has(Role::Level2));
    let Some(name) = header.col(Role::Name).filter(|_| is_complete) else { return false };
    let is_cells = |row: &usize| !grid.is_words(*row);
    let is_label = |row: usize| grid.ids(row).any(|id| LabelKind::of(grid.text(id)).is_label());
    let rows = rows.filter(is_cells).skip_while(|row| !is_label(*row));
    rows.flat_map(|row| grid.ids(row)).any(|id| grid.col(id) == name && is_name(grid.text(id)))
}

fn is_name(text: &str) -> bool {
    let bare = join::bare(text);
    let is_marked = bare.contains(['*', '×', 'X', 'x', '_', '…', '○', ':', '：', '。']);
    MIN_CHARS <= bare.chars().filter(|it| it.is_alphabetic()).count()
        && !is_marked
        && !bare.ends_with("指标")
        && !EXAMPLES.iter().any(|it| bare.starts_with(it))
        && raw::number(&bare).is_none()
        && !LabelKind::of(&bare).is_label()
        && role::find(&bare).is_none()
        && slot::find(&bare).is_none()
        && !foot::is_label(&bare)
        && target::likeness(&bare) == Likeness::None
}

#[cfg(test)]
mod tests {
    use crate::import;

    const HEAD: &str = "项目支出绩效目标表\n项目名称\t河道管护\n一级指标\t二级指标\t三级指标\t指标值\n";

    fn check(rows: &str, expected: &[&str]) {
        let text = format!("{HEAD}{rows}");
        let filings = import::import("表.tsv", text.as_bytes()).filings;
        let told: Vec<String> = filings
            .iter()
            .flat_map(|it| it.indicators().map(|it| it.2))
            .map(|it| [&it.level2, &it.name, &it.target, &it.doubt].map(String::as_str).join("|"))
            .collect();
        assert_eq!(told, expected, "{rows}");
        assert_eq!(import::account("表.tsv", text.as_bytes()), [], "{rows}");
    }

    #[test]
    fn names_without_targets_are_indicators_in_doubt() {
        check(
            "产出指标\t数量指标\t清淤长度\t\n满意度指标\t服务对象满意度指标\t沿河群众满意度\t\n",
            &[
                "数量指标|清淤长度||target: 指标值缺失",
                "服务对象满意度指标|沿河群众满意度||target: 指标值缺失",
            ],
        );
    }

    #[test]
    fn blank_forms_name_none() {
        for rows in [
            "产出指标\t数量指标\t指标1：\t\n\t\t……\t\n",
            "产出指标\t数量指标\t××数量\t\n\t质量指标\t例：合格率\t\n",
            "产出指标\t数量指标\t\t\n\t质量指标\t质量指标\t\n填报人：甲\t\t联系电话\t\n",
        ] {
            check(rows, &[]);
        }
    }
}
