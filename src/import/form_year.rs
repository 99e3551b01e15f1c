//! The year that a form says above its tables, and cells that say nothing but a year.
//!
//! Must not change the grid. Invariant: every look up is bounded.

use super::grid::Grid;
use super::heading;
use super::{join, money, year_words};

/// How far above its indicators a form says its year, in rows.
const MAX_ROWS: usize = 80;

/// A line with more cells is a row of a table.
const MAX_CELLS: usize = 8;

/// What a cell may say beside its year.
const BESIDE: &[&str] =
    &["度", "度部门预算", "部门预算", "度预算", "预算", "度部门预算公开", "预算年度", "度申报"];

/// Labels of the year of a form.
const LABELS: &[&str] = &["年度", "年份"];

/// What before such a label makes it that of another year, in the last character.
const OTHER_YEARS: &[char] = &['上', '前', '去', '下', '次', '往', '历', '始', '止'];

/// The year of a cell that says it and nothing else: （2026年度）, 二〇二六年, （2026年度部门预算）.
pub fn of_cell(text: &str) -> Option<i32> {
    if 24 < text.chars().count() {
        return None;
    }
    let bare = join::bare(text);
    let year = heading::year(&bare)?;
    let inside = bare.trim_matches(['(', ')', '[', ']', '【', '】', '〔', '〕', '#', '*']);
    let rest = inside.trim_start_matches(|it| year_words::digit(it).is_ascii_digit()).strip_prefix('年')?;
    (rest.is_empty() || BESIDE.contains(&rest)).then_some(year)
}

/// Whether a row says more than a year: 其中：2026年 beside its amount is no year of the form.
fn has_amount(grid: &Grid, row: usize) -> bool {
    let is_year = |text: &str| text.chars().count() == 4 && heading::year(&format!("{text}年")).is_some();
    grid.ids(row).take(MAX_CELLS).any(|id| {
        let text = grid.text(id);
        money::is_amount(text) && !is_year(text)
    })
}

/// The year in brackets at the beginning of a line, with more behind them: （2026年度）  单位：万元.
fn of_brackets(line: &str) -> Option<i32> {
    let line = line.trim_start();
    let (inside, _) = line.strip_prefix(['（', '('])?.split_once(['）', ')'])?;
    of_cell(inside)
}

/// The year behind the label of one, in a line with other labels: 填报单位：某局 年度：2026年 单位：万元.
fn of_label(line: &str) -> Option<i32> {
    LABELS.iter().find_map(|label| {
        let at = line.find(label)?;
        let (before, rest) = (line.get(..at)?, line.get(at + label.len()..)?);
        let rest = rest.trim_start_matches([' ', '\u{3000}', '：', ':']);
        let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
        // 2024-2026 is the time of a project, 上年度 another year.
        let is_span = rest.get(digits.len()..)?.starts_with(['-', '—', '~', '～', '至', '.', '/']);
        let is_other = before.ends_with(OTHER_YEARS);
        let year = digits.parse::<i32>().ok().filter(|it| (1990..2100).contains(it));
        year.filter(|_| digits.len() == 4 && !is_span && !is_other)
    })
}

/// The year that the form's title, or a cell below it, says above this row.
pub fn above(grid: &Grid, row: usize) -> Option<i32> {
    let of_row = |at: usize| {
        if has_amount(grid, at) {
            return None;
        }
        let of_title = heading::title(grid, at).and_then(|it| heading::year(&it));
        let texts = || grid.ids(at).take(MAX_CELLS).map(|id| grid.text(id));
        // A blank within the brackets may have made two cells of them.
        let whole = || texts().collect::<Vec<_>>().join(" ");
        of_title
            .or_else(|| texts().find_map(of_cell))
            .or_else(|| of_brackets(&whole()))
            .or_else(|| of_label(&whole()))
    };
    (row.saturating_sub(MAX_ROWS)..row).rev().find_map(of_row)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_alone_is_told_from_what_only_names_one() {
        for (text, expected) in [
            ("（2026年度）", Some(2026)),
            ("（ 2026 年 ）", Some(2026)),
            ("二〇二六年度", Some(2026)),
            ("（2026年度部门预算）", Some(2026)),
            ("2026年6月", None),
            ("2026年度目标", None),
            ("2025-2027年", None),
            ("年度", None),
        ] {
            assert_eq!(of_cell(text), expected, "{text}");
        }
    }

    #[test]
    fn a_year_behind_its_label_is_told_from_other_years() {
        for (line, expected) in [
            ("年度 2025", Some(2025)),
            ("填报单位：柳溪县水利局 年度：2025年 单位：万元", Some(2025)),
            ("所属年度　2026", Some(2026)),
            ("实施年度：2024-2026年", None),
            ("上年度：2024年", None),
            ("年度 1250.50", None),
        ] {
            assert_eq!(of_label(line), expected, "{line}");
        }
    }

    #[test]
    fn what_stands_behind_the_brackets_does_not_hide_the_year() {
        for line in [
            "（2025年度）",
            "（2025年度）  单位：万元",
            "（2025 年度）\t单位：万元",
            "年度\t2025",
            "（2025年度）\n其中：财政拨款\n2024年\t300\n2026年\t320",
            "填报单位：柳溪县水利局 年度：2025年 单位：万元",
        ] {
            let form = format!(
                "项目支出绩效目标表\n{line}\n项目名称\t护岸\n\
                 一级指标\t二级指标\t三级指标\t2024年目标\t2025年目标\t2026年目标\n\
                 产出指标\t数量指标\t巡查次数\t≥3次\t≥6次\t≥9次\n"
            );
            let filings = crate::import::import("甲.txt", form.as_bytes()).filings;
            assert_eq!(filings[0].functions[0].indicators[0].target, "≥6次", "{line}");
        }
    }
}
