//! Several amounts in one cell, as forms print them: 其中：财政拨款 300；其他资金 60, 总额 360（财政拨款300、其他60）.
//!
//! Knows the marks between amounts, not where the cell stands. Invariant: a text is a list as a whole or not at all;
//! every digit of a list is in one of its amounts.

use super::money;
use super::slot::{self, Slot};
use crate::model::MoneyUnit;
use crate::model::breakdown::is_breakdown;

/// What stands between a label and its amount, and between one amount and the next label.
const MARKS: &[char] =
    &['；', ';', '，', ',', '、', '（', '）', '(', ')', '。', '：', ':', ' ', '\u{3000}', '\t', '\n'];

/// The unit behind a label, whose closing bracket is a mark.
const UNITS: &[&str] = &["（万元", "(万元", "（元", "(元"];

/// A label is no longer, in characters: sentences are none.
const MAX_LABEL: usize = 16;

/// A label with its amount.
#[derive(Debug, PartialEq, Eq)]
pub struct Item<'a> {
    /// What stands before the label and is no part of its name: 资金来源.
    pub lead: &'a str,
    /// The label, with 其中 where it is printed; blank where the list begins with the amount of a label before it.
    pub label: &'a str,
    /// The amount, with its unit where it is printed.
    pub amount: &'a str,
}

/// The amounts of a text that holds two or more, each with its label; `None` where it holds anything else.
pub fn items(text: &str) -> Option<Vec<Item<'_>>> {
    let mut items: Vec<Item<'_>> = Vec::new();
    // The bullet of a list is no part of its first label.
    let mut rest = text.strip_prefix(['-', '•', '·', '*']).unwrap_or(text);
    while let Some(at) = rest.find(|it: char| it.is_ascii_digit()) {
        let (before, from) = rest.split_at_checked(at)?;
        let (amount, behind) = amount(from)?;
        let (lead, label) = label(before)?;
        // A number without a label can only be that of the label before the cell.
        let is_open =
            label.is_empty() && items.is_empty() && behind.trim_start().starts_with(['（', '(', '，']);
        if !is_open && !is_known(label) {
            return None;
        }
        items.push(Item { lead, label, amount });
        rest = behind;
    }
    let end = rest.trim_matches(MARKS);
    let is_whole = end.is_empty() || MoneyUnit::from_word(end).is_some();
    (1 < items.len() && is_whole).then_some(items)
}

/// An amount at the beginning of a text, with its unit, and what is behind it.
fn amount(text: &str) -> Option<(&str, &str)> {
    let is_thousands = |at: usize| {
        let next = text.get(at + 1..).unwrap_or_default();
        next.starts_with(|it: char| it.is_ascii_digit())
    };
    let end = text
        .char_indices()
        .find(|(at, it)| !it.is_ascii_digit() && *it != '.' && !(*it == ',' && is_thousands(*at)))
        .map_or(text.len(), |it| it.0);
    let (number, behind) = text.split_at_checked(end)?;
    let unit = ["万元", "元"].into_iter().find(|it| behind.trim_start().starts_with(it));
    let end = unit.and_then(|it| Some(end + behind.find(it)? + it.len())).unwrap_or(end);
    let (amount, behind) = text.split_at_checked(end)?;
    (money::is_amount(number) && !number.ends_with('.')).then_some((amount, behind))
}

/// A label without the marks around it, and what stands before it: 项目资金：总额.
fn label(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_matches(MARKS);
    let text = UNITS.iter().find_map(|it| text.strip_suffix(it)).unwrap_or(text);
    let Some((lead, label)) = text.rsplit_once(['：', ':']) else { return Some(("", text)) };
    let lead = lead.trim_matches(MARKS);
    if lead == "其中" {
        return Some(("", text));
    }
    let is_lead = is_breakdown(lead) || slot::find(lead) == Some(Slot::Funds);
    is_lead.then_some((lead, label.trim_matches(MARKS)))
}

fn is_known(label: &str) -> bool {
    let (name, _) = money::name_of(label);
    let is_word = money::is_total(&name) || money::is_kind(&name) || name == "其他";
    is_word && label.chars().count() <= MAX_LABEL && !name.contains(MARKS)
}

#[cfg(test)]
mod tests {
    use super::items;

    fn check(text: &str, expected: &[(&str, &str, &str)]) {
        let found = items(text).unwrap_or_default();
        let found: Vec<_> = found.iter().map(|it| (it.lead, it.label, it.amount)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn a_cell_may_hold_a_list_of_amounts() {
        check("其中：财政拨款 300；其他资金 60", &[("", "其中：财政拨款", "300"), ("", "其他资金", "60")]);
        check(
            "财政拨款：300万元，其他资金：60万元",
            &[("", "财政拨款", "300万元"), ("", "其他资金", "60万元")],
        );
        check(
            "总额 360（财政拨款300、其他60）",
            &[("", "总额", "360"), ("", "财政拨款", "300"), ("", "其他", "60")],
        );
        check(
            "1,360.5（其中：财政拨款1,300.5，自筹资金60）万元",
            &[("", "", "1,360.5"), ("", "其中：财政拨款", "1,300.5"), ("", "自筹资金", "60")],
        );
        check(
            "财政拨款（万元）：300\n其他资金（万元）：60",
            &[("", "财政拨款", "300"), ("", "其他资金", "60")],
        );
        check(
            "- 年度资金总额：360 万元；财政拨款：300 万元；其他资金：60 万元",
            &[("", "年度资金总额", "360 万元"), ("", "财政拨款", "300 万元"), ("", "其他资金", "60 万元")],
        );
        check("资金来源：财政拨款 300,其他资金 0", &[("资金来源", "财政拨款", "300"), ("", "其他资金", "0")]);
    }

    #[test]
    fn one_amount_or_other_words_are_no_list() {
        for text in [
            "财政拨款 300",
            "财政拨款支付率95%，其他资金60",
            "财政拨款 300；补助学校60所",
            "2025年财政拨款 300；其他资金 60",
            "360，60",
            "安排财政拨款用于管护绿地120亩；其他资金 60",
            "财政拨款 300；其他资金",
        ] {
            check(text, &[]);
        }
    }
}
