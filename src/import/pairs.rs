//! Labels with their values in one cell: 填报单位：水利局 金额单位：万元.
//!
//! Knows labels and fields, not where a cell stands. Invariant: a cell of which a part has no field stays left over.

use super::fields;
use super::grid::{CellId, Grid};
use super::heading;
use super::join;
use super::slot::{self, Slot};
use crate::model::{Filing, MoneyUnit};

/// Several labels with their values in one cell: 填报单位：水利局 金额单位：万元. `false` where there is only one, or one
/// of them has no field left.
pub fn take(
    grid: &mut Grid,
    id: CellId,
    filing: &mut Filing,
    (slot, label, value): (Slot, &str, &str),
) -> bool {
    let mut pairs = vec![(slot, label, value)];
    while let Some((own, label, rest)) = pairs.last().and_then(|it| next_pair(it.2)) {
        if let Some(last) = pairs.last_mut() {
            last.2 = own;
        }
        grid.part(id, &[own, label].concat());
        pairs.push((slot::find(label).unwrap_or(Slot::Furniture), label, rest));
    }
    if pairs.len() < 2 {
        return false;
    }
    let mut is_whole = true;
    for (slot, label, value) in pairs {
        let (value, seal) = fields::unsealed(value);
        let (value, rest) = if slot == Slot::ContactPhone { phone_and_rest(value) } else { (value, "") };
        is_whole &= rest.is_empty();
        if let Some(unit) = MoneyUnit::from_word(value) {
            is_whole &= filing.budget.unit.is_none_or(|it| it == unit);
            filing.budget.unit.get_or_insert(unit);
            grid.part(id, value);
        } else if slot == Slot::Year && is_plain_year(value) {
            let year = heading::year(&format!("{}年", value.trim_end_matches(['年', '度'])));
            is_whole &= filing.year.is_none_or(|it| Some(it) == year);
            filing.year = filing.year.or(year);
            grid.part(id, value);
        } else {
            is_whole &= set(grid, filing, slot, value, &[id]);
        }
        grid.part(id, label);
        grid.part(id, seal);
    }
    if is_whole {
        grid.field(id);
    }
    true
}

/// Sets a field; `false` where another text is in it.
pub fn set(grid: &mut Grid, filing: &mut Filing, slot: Slot, text: &str, cells: &[CellId]) -> bool {
    let is_set = fields::set(filing, slot, text);
    if is_set && slot == Slot::Period {
        // Its two days are fields of their own, and the mark between them may be a word with a piece of one: 月至.
        for id in cells {
            grid.part(*id, text);
            let piece = grid.text(*id).to_owned();
            if text.contains(&piece) {
                grid.part(*id, &piece);
            }
        }
    }
    is_set
}

/// A phone, and what stands behind it: 000-1234567 单位负责人签字：.
fn phone_and_rest(value: &str) -> (&str, &str) {
    let is_of_phone =
        |it: char| it.is_ascii_digit() || it.is_whitespace() || "-－—+()（）/、,，转".contains(it);
    let is_phone = |it: &&usize| 6 < value.get(..**it).unwrap_or_default().trim().len();
    let end = value.find(|it| !is_of_phone(it));
    match end.as_ref().filter(is_phone).and_then(|at| value.split_at_checked(*at)) {
        Some((phone, rest)) => (join::trim(phone), rest),
        None => (value, ""),
    }
}

/// A value behind which another label and its value stand, 水利局金额单位：万元, in the value, that label and the rest.
/// Between Chinese characters no blank is left of the gap that parted them.
fn next_pair(value: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = value.split_once(['：', ':'])?;
    let starts = before.char_indices().map(|it| it.0).skip(1);
    let (own, label) = starts.filter_map(|at| before.split_at_checked(at)).find(|(_, label)| {
        let is_unit =
            matches!(*label, "单位" | "金额单位") && MoneyUnit::from_word(join::trim(rest)).is_some();
        let slot = slot::find(label);
        // 年度 is a word of many names: a year follows it.
        let is_year = || slot == Some(Slot::Year) && says_year(rest);
        let is_line = || slot.is_some_and(|it| it.is_line() && it != Slot::Year);
        is_unit || is_year() || (*label != "单位" && 2 < label.chars().count() && is_line())
    })?;
    let own = join::trim(own);
    (!own.is_empty()).then_some((own, label, join::trim(rest)))
}

/// Whether a text is a year and nothing else.
fn is_plain_year(text: &str) -> bool {
    says_year(text) && text.trim_end_matches(['年', '度']).chars().count() == 4
}

/// Whether a text begins with a year: 2026, 2026年度.
fn says_year(text: &str) -> bool {
    let digits: String = join::trim(text).chars().take_while(char::is_ascii_digit).collect();
    digits.len() == 4 && heading::year(&format!("{digits}年")).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phone_ends_where_words_follow() {
        for (value, expected) in [
            ("000-1234567 单位负责人签字：", ("000-1234567", "单位负责人签字：")),
            ("000-1234567", ("000-1234567", "")),
            ("000-1234567 转 8", ("000-1234567 转 8", "")),
            ("甲某 000-1234567", ("甲某 000-1234567", "")),
        ] {
            assert_eq!(phone_and_rest(value), expected, "{value}");
        }
    }

    #[test]
    fn pairs_without_a_gap_are_parted() {
        for (value, expected) in [
            ("柳溪县水利局单位：万元", Some(("柳溪县水利局", "单位", "万元"))),
            ("柳溪县水利局填报日期：2026年1月5日", Some(("柳溪县水利局", "填报日期", "2026年1月5日"))),
            ("柳溪县水利局 金额单位: 元", Some(("柳溪县水利局", "金额单位", "元"))),
            ("柳溪县水利局年度：2026年单位：万元", Some(("柳溪县水利局", "年度", "2026年单位：万元"))),
            ("柳溪县农田水利年度：冬修", None),
            ("柳溪县直属单位：水利局", None),
            ("填报日期：2026年1月5日", None),
        ] {
            assert_eq!(next_pair(value), expected, "{value}");
        }
    }
}
