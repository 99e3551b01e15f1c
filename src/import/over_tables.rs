//! Levels that stand in lines over the tables: headings of Markdown, numbered lines of a report.
//!
//! Knows lines that say a level and nothing else, not tables. Must not change the grid. Invariant: the look up is
//! bounded.

use super::grid::Grid;
use super::heading;
use super::join;
use super::outline;
use super::raw::{Label, LabelKind, RawRow};
use super::role::Role;

/// So many such lines may stand over a table: one for each level, and one of both again.
const MAX_LINES: usize = 4;

/// How many rows below the line of a level its table begins at most.
const MAX_OVER: usize = 5;

/// No such line is longer, in characters.
const MAX_CHARS: usize = 24;

/// The label of a line that says a level and nothing else, perhaps with marks of a heading or a number:
/// `## 产出指标`, （一）数量指标：.
pub fn label(grid: &Grid, row: usize) -> Option<RawRow> {
    let ids = grid.ids(row);
    if 3 < ids.len() || (1 < ids.len() && !grid.is_words(row)) {
        return None;
    }
    let text = join::words(ids.map(|id| grid.text(id)));
    if MAX_CHARS < text.chars().count() {
        return None;
    }
    let inside = text.trim_matches(['#', '*', '_', ' ', '\u{3000}', '>', '■', '●', '◆']);
    let inside = join::trim(outline::numbering(inside).1).trim_end_matches(['：', ':']);
    let kind = LabelKind::of(inside);
    // 满意度 alone over a table may be anything.
    if !kind.is_label() || !inside.contains("指标") {
        return None;
    }
    let line = grid.line(row);
    let printed = Some(Label::new(inside, line));
    let depth = text.chars().take_while(|it| *it == '#').count();
    let is_level1 = kind.level1.is_some() && !(kind.is_level2 && 2 < depth);
    Some(if is_level1 {
        RawRow { line, level1: printed, ..RawRow::default() }
    } else {
        RawRow { line, level2: printed, ..RawRow::default() }
    })
}

/// Where the lines over a table begin whose header stands at this row: the row itself where there are none.
pub fn start(grid: &Grid, first: usize, header: usize) -> usize {
    let lowest = header.saturating_sub(MAX_LINES).max(first);
    (lowest..header).rev().take_while(|row| label(grid, *row).is_some()).last().unwrap_or(header)
}

/// The label of a line between two tables, where a header follows it, after other such lines at most: else it is a row
/// of its table.
pub fn next(grid: &Grid, row: usize, end: usize) -> Option<RawRow> {
    let found = label(grid, row)?;
    let next = (row + 1..end.min(row + MAX_OVER)).find(|it| label(grid, *it).is_none());
    next.and_then(|it| heading::header(grid, it, end)).map(|_| found)
}

/// The level in a line over a table, unless a column holds that level.
pub fn of_column(mut label: RawRow, columns: &[(Role, usize)], section: usize) -> RawRow {
    let has = |role| columns.iter().any(|it| it.0 == role);
    label.level1 = label.level1.filter(|_| !has(Role::Level1));
    label.level2 = label.level2.filter(|_| !has(Role::Level2));
    RawRow { section, ..label }
}

#[cfg(test)]
mod tests {
    use crate::import;

    fn check(text: &str, expected: &[&str]) {
        let filings = import::import("表.md", text.as_bytes()).filings;
        let told: Vec<String> = filings
            .iter()
            .flat_map(|it| it.indicators().map(|it| it.2))
            .map(|it| [&it.level1, &it.level2, &it.name, &it.target, &it.doubt].map(String::as_str).join(" "))
            .map(|it| it.trim_end().to_owned())
            .collect();
        assert_eq!(told, expected, "{text}");
        assert_eq!(import::account("表.md", text.as_bytes()), [], "{text}");
    }

    #[test]
    fn headings_over_tables_are_their_levels() {
        check(
            "项目名称：河道管护\n\n## 产出指标\n\n### 数量指标\n\n| 指标 | 目标值 |\n| --- | --- |\n\
             | 清淤长度 | ≥12公里 |\n| 巡河次数 | ≥48次 |\n\n### 质量指标\n\n| 指标 | 目标值 |\n| --- | --- |\n\
             | 验收合格率 | ≥95% |\n\n## 满意度指标\n\n### 服务对象满意度指标\n\n| 指标 | 目标值 |\n| --- | --- |\n\
             | 群众满意度 | ≥90% |\n",
            &[
                "产出指标 数量指标 清淤长度 ≥12公里",
                "产出指标 数量指标 巡河次数 ≥48次",
                "产出指标 质量指标 验收合格率 ≥95%",
                "满意度指标 服务对象满意度指标 群众满意度 ≥90%",
            ],
        );
    }

    #[test]
    fn a_level_over_a_table_with_columns_for_the_others() {
        check(
            "项目名称：河道管护\n\n一、产出指标\n\n| 二级指标 | 三级指标 | 指标值 |\n| --- | --- | --- |\n\
             | 数量指标 | 清淤长度 | ≥12公里 |\n| 质量指标 | 验收合格率 | ≥95% |\n\n二、效益指标\n\n\
             | 二级指标 | 三级指标 | 指标值 |\n| --- | --- | --- |\n| 社会效益指标 | 受益人口 | ≥2万人 |\n",
            &[
                "产出指标 数量指标 清淤长度 ≥12公里",
                "产出指标 质量指标 验收合格率 ≥95%",
                "效益指标 社会效益指标 受益人口 ≥2万人",
            ],
        );
    }
}
