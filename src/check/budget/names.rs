//! The names of money lines that forms share: what a total is called, what a source of funds, what two headings
//! face each other.
//!
//! Data and look-ups only; amounts and places are none of its business. Sources: the annexes of 财预〔2015〕88号 and
//! the published forms of several provinces.

use crate::model::Column;
use crate::text::glyph::is_han;
use crate::text::words::{contains, ends_with_any};
use std::borrow::Cow;

/// How the name of a total ends.
const TOTALS: &[&str] = &["总额", "合计", "总计", "共计", "小计", "总金额", "总资金", "总投资"];
/// The total of a table of tasks.
const TABLE_TOTALS: &[&str] = &["合计", "总计", "共计", "金额合计", "资金合计", "预算合计"];
/// Sources of funds: together they are the whole, even where the first is printed with 其中.
const SOURCES: &[&str] = &[
    "财政拨款",
    "财政资金",
    "当年财政拨款",
    "本年财政拨款",
    "年度财政拨款",
    "一般公共预算",
    "一般公共预算资金",
    "政府性基金",
    "上年结转",
    "上年结转资金",
    "其他资金",
    "其他",
    "自有资金",
    "单位资金",
];
/// Lines that only stand beside a total as its parts.
const PARTS: &[&str] = &[
    "基本支出",
    "项目支出",
    "人员类项目",
    "运转类公用经费项目",
    "其他运转类项目",
    "特定目标类项目",
    "人员类",
    "公用经费",
    "运转类",
    "特定目标类",
];
/// Words around 收入 and 支出 that do not change which side is meant.
const AROUND_SIDES: &[&str] =
    &["部门", "单位", "整体", "年度", "本年", "预算", "资金", "总额", "总计", "合计", "总"];

/// A name without blanks, a colon at the end, a leading 其中 and a bracketed tail such as `（元）`.
pub fn plain(name: &str) -> Cow<'_, str> {
    // Nearly every name is printed without trimmings.
    let is_plain = |it: char| is_han(it) || it.is_ascii_alphanumeric();
    if name.chars().all(is_plain) && !name.starts_with("其中") {
        return Cow::Borrowed(name);
    }
    Cow::Owned(without_trimmings(name))
}

fn without_trimmings(name: &str) -> String {
    let folded: String = name
        .chars()
        .filter(|it| !it.is_whitespace())
        .map(|it| match it {
            '（' => '(',
            '）' => ')',
            '：' => ':',
            other => other,
        })
        .collect();
    let rest = folded.strip_prefix("其中").map_or(folded.as_str(), |it| it.trim_start_matches(':'));
    let rest = rest.trim_end_matches(':');
    match rest.split_once('(') {
        Some((stem, _)) if !stem.is_empty() && rest.ends_with(')') => stem.trim_end_matches(':').to_owned(),
        _ => rest.to_owned(),
    }
}

/// Whether the line is a total of what stands with or under it.
pub fn is_total(name: &str) -> bool {
    ends_with_any(&plain(name), TOTALS)
}

/// Whether it is the total of a whole block, which no form leaves blank on purpose.
pub fn is_grand_total(name: &str) -> bool {
    is_plain_grand_total(&plain(name))
}

fn is_plain_grand_total(plain: &str) -> bool {
    ends_with_any(plain, TOTALS) && !plain.ends_with("小计")
}

/// Whether it is the total row of a table of tasks.
pub fn is_table_total(name: &str) -> bool {
    TABLE_TOTALS.contains(&&*plain(name))
}

/// Whether it is a source of funds.
pub fn is_source(name: &str) -> bool {
    SOURCES.contains(&&*plain(name))
}

/// Whether a column beside a total holds one of its sources: 其他资金, or what one level of government gives (中央, 省级).
pub fn is_source_column(column: &Column) -> bool {
    const LEVELS: &[&str] = &["中央", "省", "自治区", "市", "州", "县", "区", "市县", "县区", "乡镇"];
    match column {
        Column::Fiscal | Column::Carryover | Column::Other => true,
        Column::Named(heading) => {
            let level = ["资金", "财政", "补助", "配套", "拨款", "级"]
                .iter()
                .fold(heading.trim(), |rest, it| rest.strip_suffix(it).unwrap_or(rest));
            is_source(heading) || LEVELS.contains(&level.strip_suffix('级').unwrap_or(level))
        }
        _ => false,
    }
}

/// Whether it only ever stands beside or under a total.
pub fn is_part(name: &str) -> bool {
    PARTS.contains(&&*plain(name)) || is_source(name)
}

/// 基本支出.
pub fn is_basic(name: &str) -> bool {
    plain(name) == "基本支出"
}

/// 项目支出.
pub fn is_projects(name: &str) -> bool {
    plain(name) == "项目支出"
}

/// Whether a column holds money. Forms put rates and scores beside it (预算执行率, 分值), which add up to nothing.
pub fn is_money(column: &Column) -> bool {
    const OTHER: &[&str] = &["率", "比例", "占比", "%", "％", "分值", "得分", "说明", "备注", "数量", "人数"];
    match column {
        Column::Named(heading) => !OTHER.iter().any(|it| contains(heading, it)),
        _ => true,
    }
}

/// What forms print over a column, in short; blank for the only one.
pub fn column_word(column: &Column) -> &str {
    match column {
        Column::Only => "",
        Column::Full => "全年",
        Column::Half => "半年",
        Column::Total => "总额",
        Column::Fiscal => "财政拨款",
        Column::Carryover => "上年结转",
        Column::Other => "其他资金",
        Column::Named(heading) => heading,
    }
}

/// A side of a balance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// 收入.
    Income,
    /// 支出.
    Expenditure,
}

/// The side that a heading names: `支出`, `部门支出预算`, not `基本支出`.
pub fn side(name: &str) -> Option<Side> {
    let name = plain(name);
    let has = |side: [char; 2]| side.iter().all(|it| name.contains(*it));
    if !has(['收', '入']) && !has(['支', '出']) {
        return None;
    }
    // A character that is in none of these words stays.
    let may_be = |it: char| {
        ['收', '入', '支', '出'].contains(&it) || AROUND_SIDES.iter().any(|word| word.contains(it))
    };
    if !name.chars().all(may_be) {
        return None;
    }
    let mut rest = name.into_owned();
    for word in AROUND_SIDES {
        rest = rest.replace(word, "");
    }
    match rest.as_str() {
        "收入" => Some(Side::Income),
        "支出" => Some(Side::Expenditure),
        _ => None,
    }
}

/// The total of a project over all its years: `项目资金总额`, `中期资金总额`.
pub fn is_project_total(name: &str) -> bool {
    let plain = plain(name);
    is_plain_grand_total(&plain)
        && ["项目", "中期", "总投资"].iter().any(|it| contains(&plain, it))
        && !is_of_year(&plain)
}

/// The total of the year: `年度资金申请总额`, `年度资金总额`.
pub fn is_annual_total(name: &str) -> bool {
    let plain = plain(name);
    is_plain_grand_total(&plain) && is_of_year(&plain)
}

fn is_of_year(plain: &str) -> bool {
    ["年度", "当年", "本年"].iter().any(|it| contains(plain, it))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_without_their_trimmings() {
        for (name, expected) in [
            ("资金总额(元)：", "资金总额"),
            ("合 计", "合计"),
            ("其中：财政资金", "财政资金"),
            ("年度资金总额（万元）", "年度资金总额"),
            ("（元）", "(元)"),
        ] {
            assert_eq!(plain(name), expected, "{name}");
        }
    }

    #[test]
    fn totals_are_told_from_parts() {
        for name in ["资金总额(元)", "合 计", "项目资金总额", "小计", "部门预算总计"] {
            assert!(is_total(name), "{name}");
        }
        for name in ["财政拨款", "支出", "项目支出", "其他资金", "总务科设备"] {
            assert!(!is_total(name), "{name}");
        }
        assert!(is_grand_total("合计") && !is_grand_total("小计"));
        assert!(is_project_total("项目资金总额") && !is_project_total("年度项目资金总额"));
        assert!(is_annual_total("年度资金申请总额") && !is_annual_total("项目资金总额"));
    }

    #[test]
    fn rates_and_scores_are_no_money() {
        for (heading, expected) in
            [("年初预算数", true), ("全年执行数", true), ("执行率（%）", false), ("分值", false)]
        {
            assert_eq!(is_money(&Column::Named(heading.to_owned())), expected, "{heading}");
        }
        assert!(is_money(&Column::Only) && is_money(&Column::Half));
    }

    #[test]
    fn only_headings_are_sides() {
        for (name, expected) in [
            ("收入", Some(Side::Income)),
            ("部门整体收入预算", Some(Side::Income)),
            ("支出总计", Some(Side::Expenditure)),
            ("基本支出", None),
            ("项目支出", None),
            ("事业收入", None),
            ("资金总额", None),
        ] {
            assert_eq!(side(name), expected, "{name}");
        }
    }
}
