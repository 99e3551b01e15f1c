//! Headings that name values by their time alone: 2024年, 2025年, 2026年; 上半年, 全年; 1-6月, 1-12月; 一季度.
//!
//! Knows words, and where headings stand among others of their row. Invariant: where a heading says itself that it is
//! that of the values, times beside it are none.

use super::heading;
use super::join;
use super::role::{self, Role};
use super::slot;

/// No such heading is longer, in characters.
const MAX_CHARS: usize = 12;

/// What may follow the time.
const ENDINGS: &[&str] = &[
    "累计目标值",
    "累计目标",
    "累计",
    "目标值",
    "指标值",
    "计划值",
    "预期值",
    "目标数",
    "计划数",
    "任务数",
    "目标",
    "指标",
    "计划",
    "任务",
    "预期",
];

const HALF: &[&str] = &[
    "半年",
    "上半年",
    "半年度",
    "上半年度",
    "1-6月",
    "1月-6月",
    "一-六月",
    "1-6",
    "6月底",
    "6月末",
    "前六个月",
    "前6个月",
];

const FULL: &[&str] = &[
    "全年",
    "年度",
    "全年度",
    "本年",
    "本年度",
    "当年",
    "1-12月",
    "1月-12月",
    "一-十二月",
    "1-12",
    "年底",
    "年末",
    "12月底",
];

/// Quarters, as they follow each other.
const QUARTERS: [&[&str]; 4] = [
    &["一季度", "第一季度", "1季度", "第1季度", "一季", "首季", "一季度末", "1-3月", "q1"],
    &["二季度", "第二季度", "2季度", "第2季度", "二季", "前二季度", "二季度末", "4-6月", "q2"],
    &["三季度", "第三季度", "3季度", "第3季度", "三季", "前三季度", "三季度末", "1-9月", "7-9月", "q3"],
    &["四季度", "第四季度", "4季度", "第4季度", "四季", "四季度末", "10-12月", "q4"],
];

/// Words of a column that tells what was, not what is to be.
const PAST: &[&str] = &["实际", "完成", "实现", "执行", "上年", "前年", "去年", "历史"];

/// The time that a heading names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// The first half of the year.
    Half,
    /// The whole year.
    Full,
    /// A quarter, from 1 to 4.
    Quarter(u8),
    /// A year; `is_past` where the heading says that this is what was reached.
    Year {
        /// The year.
        year: i32,
        /// Whether it is told of.
        is_past: bool,
    },
}

/// The time that a heading names when it names nothing else.
pub fn find(text: &str) -> Option<Period> {
    if MAX_CHARS < text.chars().count() || !text.contains(['年', '月', '季', '-', '—', '至', 'Q', 'q'])
    {
        return None;
    }
    let reduced =
        slot::reduce(text).replace(['—', '–', '~', '至'], "-").replace("--", "-").replace("月份", "月");
    let stem = ENDINGS.iter().find_map(|it| reduced.strip_suffix(it)).unwrap_or(&reduced);
    if HALF.contains(&stem) {
        return Some(Period::Half);
    }
    if FULL.contains(&stem) {
        return Some(Period::Full);
    }
    let lower = stem.to_ascii_lowercase();
    let quarters = (1..=4).zip(QUARTERS);
    if let Some((number, _)) = quarters.into_iter().find(|it| it.1.contains(&lower.as_str())) {
        return Some(Period::Quarter(number));
    }
    let bare = join::bare(text);
    let year = heading::year(&bare)?;
    let is_past = PAST.iter().any(|it| bare.contains(it));
    let rest = PAST.iter().fold(stem.replacen(&format!("{year}年"), "", 1), |rest, it| rest.replace(it, ""));
    let is_rest = |it: &str| matches!(it, "" | "度" | "值" | "情况" | "数" | "(" | ")");
    is_rest(rest.strip_prefix('度').unwrap_or(&rest)).then_some(Period::Year { year, is_past })
}

/// What was, in a heading of a value.
pub fn is_past(bare: &str) -> bool {
    PAST.iter().any(|it| bare.contains(it))
}

/// The columns of values among the headings of a table, where no heading says which they are and some name a time.
/// Headings come with their columns, from left to right; `form_year` is the year of the form.
pub fn values(headings: &[(&str, usize)], form_year: impl FnOnce() -> Option<i32>) -> Vec<(Role, usize)> {
    let mut found: Vec<(Period, usize, bool)> = headings
        .iter()
        .filter_map(|(text, col)| Some((find(text)?, *col, slot::find(text).is_some())))
        .collect();
    if found.is_empty() {
        return Vec::new();
    }
    let roles: Vec<(Role, usize)> =
        headings.iter().filter_map(|(text, col)| Some((role::find(text)?, *col))).collect();
    let levels = roles.iter().filter(|it| matches!(it.0, Role::Level1 | Role::Level2 | Role::Name));
    let name = roles.iter().find(|it| it.0 == Role::Name).map(|it| it.1);
    if levels.count() < 2 || roles.iter().any(|it| it.0 == Role::Target) {
        return Vec::new();
    }
    // 年度目标 left of the levels is a text, unless it stands beside the half year.
    let has_half = found.iter().any(|it| it.0 == Period::Half);
    found.retain(|(_, col, is_label)| !is_label || has_half || name.is_some_and(|it| it < *col));
    let full = found.iter().find(|it| it.0 == Period::Full).map(|it| it.1);
    let years: Vec<(i32, usize)> = found
        .iter()
        .filter_map(|it| match it.0 {
            Period::Year { year, is_past: false } => Some((year, it.1)),
            _ => None,
        })
        .collect();
    let of_form = || form_year().and_then(|year| years.iter().find(|it| it.0 == year));
    let target = full.or_else(|| of_form().or_else(|| years.iter().max()).map(|it| it.1));
    // Quarters are added up, so the last one says the year's value.
    let quarter = |it: &(Period, usize, bool)| match it.0 {
        Period::Quarter(number) => Some((number, it.1)),
        _ => None,
    };
    let target = target.or_else(|| found.iter().filter_map(quarter).max().map(|it| it.1));
    let Some(target) = target else { return Vec::new() };
    let role = |period: Period, col: usize| match period {
        _ if col == target => Role::Target,
        Period::Half => Role::Half,
        _ => Role::Past,
    };
    found.iter().map(|it| (role(it.0, it.1), it.1)).collect()
}

/// Whether the column of values below this heading is the one that counts for no better reason than its place among
/// the others: that of a year that the form does not say, or a quarter. `beside` are all headings of the table.
pub fn is_guess(heading: &str, beside: &[&str], form_year: impl FnOnce() -> Option<i32>) -> bool {
    let to_come = |text: &str| heading::year(text).filter(|_| !is_past(&join::bare(text)));
    if matches!(find(heading), Some(Period::Quarter(_))) {
        return true;
    }
    let Some(own) = to_come(heading) else { return false };
    let is_other = |it: &&str| to_come(it).is_some_and(|it| it != own);
    beside.iter().any(is_other) && form_year() != Some(own)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_found_in_many_writings() {
        let year = |year, is_past| Some(Period::Year { year, is_past });
        for (text, expected) in [
            ("上半年", Some(Period::Half)),
            ("上半年目标", Some(Period::Half)),
            ("1—6月", Some(Period::Half)),
            ("1至6月份", Some(Period::Half)),
            ("1-12月", Some(Period::Full)),
            ("全年目标", Some(Period::Full)),
            ("一季度", Some(Period::Quarter(1))),
            ("第2季度累计目标", Some(Period::Quarter(2))),
            ("1—9月", Some(Period::Quarter(3))),
            ("四季度目标值", Some(Period::Quarter(4))),
            ("四季常青", None),
            ("2026年", year(2026, false)),
            ("2026年度目标", year(2026, false)),
            ("2025年实际完成", year(2025, true)),
            ("2026年预算", None),
            ("2026年6月底前", None),
            ("≥3年", None),
            ("年度总体目标", None),
        ] {
            assert_eq!(find(text), expected, "{text}");
        }
    }

    #[test]
    fn the_time_of_the_form_is_the_value() {
        use Role::{Half, Past, Target};
        let check = |right: &[&str], expected: &[Role]| {
            let texts = ["一级指标", "二级指标", "三级指标"].iter().chain(right);
            let headings: Vec<(&str, usize)> = texts.enumerate().map(|(col, it)| (*it, col)).collect();
            let found = values(&headings, || Some(2026));
            assert_eq!(found.iter().map(|it| it.0).collect::<Vec<_>>(), expected, "{right:?}");
        };
        check(&["2025年", "2026年", "2027年"], &[Past, Target, Past]);
        check(&["上半年目标", "全年目标"], &[Half, Target]);
        check(&["年度目标"], &[Target]);
        check(&["一季度", "二季度", "三季度", "四季度", "全年目标"], &[Past, Past, Past, Past, Target]);
        check(&["一季度", "二季度", "三季度", "四季度"], &[Past, Past, Past, Target]);
        check(&["2025年完成"], &[]);
        check(&["2026年", "指标值"], &[]);
    }

    #[test]
    fn a_value_chosen_by_its_place_is_a_guess() {
        for (heading, beside, form_year, expected) in [
            ("2026年目标", "2025年目标", None, true),
            ("2026年目标", "2025年目标", Some(2026), false),
            ("2026年目标", "2025年完成", None, false),
            ("四季度", "一季度", Some(2026), true),
            ("全年目标", "四季度", None, false),
        ] {
            assert_eq!(is_guess(heading, &[beside], || form_year), expected, "{heading} {beside}");
        }
    }
}
