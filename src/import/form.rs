//! What is part of a form and what only stands where a form's words stand: a name in a row of headings, a sentence in
//! the column of the running numbers.
//!
//! The modules that read mark rows and columns as the form's as a whole. So these marks are a claim, too, and here it
//! is tested by the words alone. Must not know places. Invariant: after [`release`] a cell that counts as part of the
//! form says nothing but words of forms, or what a field of its filing says as well.

use super::grid::{CellId, Grid, Mark};
use super::kept;
use super::pieces::{self, content};
use super::raw::{self, LabelKind};
use super::{heading, join, money, role, slot, slot_words, target};
use crate::model::{Filing, taxonomy};
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

/// Words of forms that no table of words to recognize has: what stands about, and grades.
const ABOUT: &[&str] = &[
    "其中",
    "同上",
    "批复",
    "文件",
    "日期",
    "阶段",
    "规模",
    "安排",
    "拨款",
    "财政",
    "结转",
    "小计",
    "优良中差",
    "一二三四五六七八九十",
    "甲乙丙丁",
    "第页共表",
    "附件",
    "万元",
    "年度",
    "月",
];

/// Running numbers and years are no longer, in digits.
const MAX_DIGITS: usize = 4;

/// How many characters of the fields are searched, in all. What is not found by then is left over.
const MAX_SEARCHED: usize = 64 << 20;

/// Takes back the marks of the cells in these rows that count as part of the form and are not.
pub fn release(grid: &mut Grid, rows: Range<usize>, filing: &Filing) {
    let is_claim = |grid: &Grid, id: &CellId| grid.mark(*id) == Mark::Structure && !is_form(grid.text(*id));
    release_years(grid, rows.clone(), filing);
    let claims: Vec<CellId> = rows.flat_map(|row| grid.ids(row)).filter(|id| is_claim(grid, id)).collect();
    if claims.is_empty() {
        return;
    }
    let said = said(filing);
    // Headings come again on every page.
    let mut known: HashMap<String, bool> = HashMap::new();
    let mut n_searched = 0;
    for id in claims {
        let is_said = known.entry(grid.text(id).to_owned()).or_insert_with_key(|text| {
            own_words(text).iter().all(|it| {
                n_searched += said.len();
                n_searched <= MAX_SEARCHED && said.contains(it.as_str())
            })
        });
        if !*is_said {
            grid.release_cell(id);
        }
    }
}

/// Takes back the marks of years that stand alone in their rows and are not those of the filing.
fn release_years(grid: &mut Grid, rows: Range<usize>, filing: &Filing) {
    let is_alone = |row: &usize| grid.ids(*row).len() == 1;
    let years: Vec<CellId> = rows
        .filter(is_alone)
        .flat_map(|row| grid.ids(row))
        .filter(|id| grid.mark(*id) == Mark::Structure && heading::is_year(grid.text(*id)))
        .collect();
    if years.is_empty() {
        return;
    }
    let said = said(filing);
    for id in years {
        if is_lost_year(grid.text(id), filing, &said) {
            grid.release_cell(id);
        }
    }
}

/// Whether a text says a year that its filing does not say; `said` is what its fields say.
pub fn is_lost_year(text: &str, filing: &Filing, said: &str) -> bool {
    heading::is_year(text)
        && heading::year(text).is_some_and(|it| filing.year != Some(it) && !said.contains(&it.to_string()))
}

/// What the fields of a filing say, each after a mark.
pub fn said(filing: &Filing) -> String {
    let head = kept::head_texts(filing);
    let texts = kept::row_texts(filing).into_iter().chain(head.iter().map(|it| content(it)));
    texts.fold(String::new(), |all, it| all + "\0" + &it)
}

/// The pieces of a text between marks that are no words of forms.
pub fn own_words(text: &str) -> Vec<String> {
    if is_form(text) {
        return Vec::new();
    }
    pieces::chunks(text).into_iter().filter(|it| !is_form(it)).collect()
}

/// Whether a text is made of words of forms: a known label, or a piece of some, as narrow columns break them.
pub fn is_form(text: &str) -> bool {
    let bare = join::trim(text).trim_end_matches(['：', ':']);
    role::find(bare).is_some()
        || slot::find(bare).is_some()
        || raw::number(bare).is_some()
        || raw::label_pair(bare).is_some()
        || LabelKind::of(bare).is_label()
        || money::heading(bare).is_some()
        || target::is_blank_mark(bare)
        || target::is_placeholder(bare)
        || bare.strip_suffix(".toml").is_some()
        || is_of_form_characters(bare)
}

/// Whether there are no other characters than those that labels are made of.
fn is_of_form_characters(text: &str) -> bool {
    if is_remark(text) {
        return false;
    }
    let content = content(text);
    let longest =
        content.split(|it: char| !it.is_numeric()).map(|it| it.chars().count()).max().unwrap_or_default();
    let n_digits = content.chars().filter(|it| it.is_numeric()).count();
    let has_numbers = longest <= MAX_DIGITS && (n_digits <= MAX_DIGITS || content.contains('年'));
    has_numbers && content.chars().all(|it| it.is_numeric() || CHARACTERS.contains(&it))
}

/// Whether a text is a remark in brackets, as the end of a name is: （第一批）, not （万元）, （续表）, （2026年度）.
fn is_remark(text: &str) -> bool {
    const OF_FORMS: [char; 14] =
        ['元', '年', '月', '日', '表', '页', '分', '值', '单', '填', '标', '中', '代', '目'];
    let bare = join::bare(text);
    bare.starts_with('(')
        && bare.ends_with(')')
        && 1 < content(&bare).chars().count()
        && !is_serial(&bare)
        && !bare.contains(OF_FORMS)
}

/// Marks the cells that hold nothing but `……`, as blank forms print them for further rows.
pub fn mark_ellipses(grid: &mut Grid, rows: Range<usize>) {
    for row in rows {
        for id in grid.ids(row) {
            let text = grid.text(id);
            if text.chars().all(|it| matches!(it, '…' | '.' | '．' | '·' | '⋯')) && 1 < text.len() {
                grid.structure(id);
            }
        }
    }
}

/// Marks a cell of a column of running numbers: 1, 1.2, （一）, 指标3 are the form's. Other texts are left over.
pub fn mark_serial(grid: &mut Grid, id: CellId) {
    let text = grid.text(id);
    if raw::number(text).is_some() || is_serial(text) {
        grid.structure(id);
    } else {
        // What no field holds is left over; until then nothing else may take it.
        grid.field(id);
    }
}

/// Whether a text is a running number: 1, 1.2, （一）, ③.
pub fn is_serial(text: &str) -> bool {
    let content = content(text);
    let is_numeral = |it: char| it.is_numeric() || "一二三四五六七八九十".contains(it);
    let n_chars = content.chars().count();
    (1..=MAX_DIGITS).contains(&n_chars) && content.chars().all(is_numeral)
}

/// The characters of all labels.
static CHARACTERS: LazyLock<HashSet<char>> = LazyLock::new(|| {
    let slots = slot_words::SLOTS.iter().flat_map(|it| it.1);
    let levels = taxonomy::LEVEL1.iter().map(|it| &it.1).chain(taxonomy::LEVEL1.iter().flat_map(|it| it.2));
    let all = slots.chain(role::words()).chain(money::words()).chain(levels).chain(ABOUT);
    let level2 = taxonomy::LEVEL2.iter().flat_map(|it| it.name.chars());
    all.flat_map(|it| it.chars()).chain(level2).filter(|it| it.is_alphabetic()).collect()
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import;

    #[test]
    fn words_of_forms_are_told_from_what_stands_among_them() {
        for (text, expected) in [
            ("三级指标", true),
            ("备注（指标解释", true),
            ("（2025年度）", true),
            ("一级指标：产出指标", true),
            ("1.2质量指标", true),
            ("其中：财政", true),
            ("定性", true),
            ("（续表）", true),
            ("（第一批）", false),
            ("湿地巡护", false),
            ("保障26个行政村供水", false),
            ("1200.50", false),
            ("20251208", false),
        ] {
            assert_eq!(is_form(text), expected, "{text}");
        }
    }

    #[test]
    fn what_stands_among_headings_and_numbers_is_left_over() {
        for (text, expected) in [
            (
                "整体绩效目标表\n一级指标\t二级指标\t湿地巡护\t三级指标\t指标值\n产出指标\t数量指标\t\t巡护天数\t≥200天\n\
                 效益指标\t生态效益指标\t\t水鸟种数\t≥40种\n",
                "湿地巡护",
            ),
            (
                "整体绩效目标表\n序号\t一级指标\t二级指标\t三级指标\t指标值\n1\t产出指标\t数量指标\t巡护天数\t≥200天\n\
                 候鸟季完成\t效益指标\t生态效益指标\t水鸟种数\t≥40种\n",
                "候鸟季完成",
            ),
        ] {
            let filings = import::import("a.csv", text.as_bytes()).filings;
            let leftover: Vec<&str> = filings
                .iter()
                .filter_map(|it| it.source.as_ref())
                .flat_map(|it| &it.leftover)
                .map(String::as_str)
                .collect();
            assert_eq!(leftover, [expected], "{text}");
            assert_eq!(import::account("a.csv", text.as_bytes()), []);
        }
    }
}
