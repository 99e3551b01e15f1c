//! Amounts of money: exact decimals, kept with the printed number of decimals.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// An amount without thousands separators, as printed: `"14575.40"`. What cannot be read as a number is kept too,
/// so that checking can report it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amount(String);

impl Amount {
    /// From a printed amount: blanks and thousands separators (half or full width) are dropped and full-width
    /// digits folded; anything else stays as it is, and so do commas that do not stand before groups of three digits:
    /// whether `1,2` is twelve or one and a fifth, only the person knows.
    pub fn printed(text: &str) -> Self {
        let keeps_commas = !is_grouped(text);
        Self(
            text.chars()
                .filter(|it| !it.is_whitespace() && (keeps_commas || !is_comma(*it)))
                .map(|it| match it {
                    '０'..='９' | '．' | '－' => char::from_u32(u32::from(it) - 0xFEE0).unwrap_or(it),
                    _ => it,
                })
                .collect(),
        )
    }

    /// The stored text.
    pub fn text(&self) -> &str {
        &self.0
    }

    /// The number; `None` when the text is not a plain decimal number of at most 28 digits.
    pub fn value(&self) -> Option<Decimal> {
        let plain = self.0.strip_prefix('-').unwrap_or(&self.0);
        let is_number = plain.starts_with(|it: char| it.is_ascii_digit())
            && plain.chars().all(|it| it.is_ascii_digit() || it == '.');
        if is_number { Decimal::from_str(&self.0).ok() } else { None }
    }

    /// How many decimals are printed.
    pub fn n_decimals(&self) -> u32 {
        self.0.split_once('.').map_or(0, |(_, fraction)| fraction.len() as u32)
    }
}

const fn is_comma(c: char) -> bool {
    matches!(c, ',' | '，')
}

/// Whether the commas of an amount, if any, stand where thousands are separated.
fn is_grouped(text: &str) -> bool {
    if !text.contains(is_comma) {
        return true;
    }
    let plain: String = text.chars().filter(|it| !it.is_whitespace()).collect();
    let is_digit = |it: char| it.is_ascii_digit() || ('０'..='９').contains(&it);
    let core = plain.trim_start_matches(|it| !is_digit(it) && !is_comma(it));
    let end = core.find(|it| !is_digit(it) && !is_comma(it)).unwrap_or(core.len());
    let (whole, rest) = core.split_at_checked(end).unwrap_or((core, ""));
    let n_digits: Vec<usize> = whole.split(is_comma).map(|it| it.chars().count()).collect();
    let is_three = n_digits.iter().skip(1).all(|it| *it == 3);
    is_three && n_digits.first().is_some_and(|it| (1..=3).contains(it)) && !rest.contains(is_comma)
}

/// A column of amounts. The keys and what holds between them are those of the format.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Column {
    /// The form has a single column (key `amount`).
    Only,
    /// 全年预算数.
    Full,
    /// 半年计划执行数.
    Half,
    /// 总额.
    Total,
    /// 财政拨款 / 财政资金.
    Fiscal,
    /// 上年结转.
    Carryover,
    /// 其他资金.
    Other,
    /// Any other printed heading; no relation is assumed.
    Named(String),
}

impl Column {
    /// The columns with a key of their own in `amounts`, in the order of the format.
    pub const KEYED: [Self; 6] =
        [Self::Full, Self::Half, Self::Total, Self::Fiscal, Self::Carryover, Self::Other];

    /// The key in `amounts`; `amount` for the single column.
    pub fn key(&self) -> &str {
        match self {
            Self::Only => "amount",
            Self::Full => "full",
            Self::Half => "half",
            Self::Total => "total",
            Self::Fiscal => "fiscal",
            Self::Carryover => "carryover",
            Self::Other => "other",
            Self::Named(heading) => heading,
        }
    }

    /// The column of a key in `amounts`.
    pub fn from_key(key: &str) -> Self {
        Self::KEYED.into_iter().find(|it| it.key() == key).unwrap_or_else(|| Self::Named(key.to_owned()))
    }
}

/// The amounts of a line or task, by column, in printed order. A blank cell has no entry.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amounts(pub Vec<(Column, Amount)>);

impl Amounts {
    /// The amount of a column.
    pub fn get(&self, column: &Column) -> Option<&Amount> {
        self.0.iter().find(|(it, _)| it == column).map(|(_, amount)| amount)
    }

    /// Sets or, with a blank text, removes the amount of a column. A new column goes to the end.
    pub fn set(&mut self, column: &Column, text: &str) {
        let amount = Amount::printed(text);
        if amount.text().is_empty() {
            self.0.retain(|(it, _)| it != column);
        } else if let Some((_, old)) = self.0.iter_mut().find(|(it, _)| it == column) {
            *old = amount;
        } else {
            self.0.push((column.clone(), amount));
        }
    }

    /// Whether there is no amount at all.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// The unit that a form's money is printed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum MoneyUnit {
    /// 元.
    Yuan,
    /// 万元: ten thousand 元.
    WanYuan,
}

impl MoneyUnit {
    /// The printed word, which is also what the format stores.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Yuan => "元",
            Self::WanYuan => "万元",
        }
    }

    /// The unit of a printed word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Yuan, Self::WanYuan].into_iter().find(|it| it.word() == word.trim())
    }

    /// How many 元 one of it is.
    pub fn in_yuan(self) -> Decimal {
        match self {
            Self::Yuan => Decimal::ONE,
            Self::WanYuan => Decimal::from(10_000),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn printed_amounts_lose_separators_and_keep_decimals() {
        let amount = Amount::printed(" 14,575.40 ");
        assert_eq!(amount.text(), "14575.40");
        assert_eq!(amount.n_decimals(), 2);
        assert_eq!(amount.value(), Some(Decimal::new(1_457_540, 2)));
        assert_eq!(Amount::printed("１２．５").text(), "12.5");
    }

    #[test]
    fn only_commas_between_thousands_are_dropped() {
        for (text, stored) in [
            ("1,234", "1234"),
            ("1，234，567.8", "1234567.8"),
            ("-1,234", "-1234"),
            ("１，２３４", "1234"),
            ("约3,000元", "约3000元"),
            ("1,2", "1,2"),
            ("2,00.0", "2,00.0"),
            ("12,3456", "12,3456"),
            ("1234,567", "1234,567"),
            (",123", ",123"),
            ("1,234.5,6", "1,234.5,6"),
            ("1,234,", "1,234,"),
        ] {
            let amount = Amount::printed(text);
            assert_eq!(amount.text(), stored);
            assert_eq!(amount.value().is_some(), !stored.contains([',', '约']), "{text}");
            assert_eq!(Amount::printed(stored), amount, "{text}");
        }
    }

    #[test]
    fn what_is_no_number_is_kept_and_has_no_value() {
        for text in ["约3000", "", "1_000", "12.3.4", "-", "."] {
            assert_eq!(Amount::printed(text).text(), text);
            assert_eq!(Amount::printed(text).value(), None, "{text}");
        }
        assert_eq!(Amount::printed("-3").value(), Some(Decimal::from(-3)));
    }

    #[test]
    fn a_blank_removes_an_amount() {
        let mut amounts = Amounts::default();
        amounts.set(&Column::Full, "12");
        amounts.set(&Column::Half, "0");
        amounts.set(&Column::Full, " ");
        assert_eq!(amounts.0, [(Column::Half, Amount::printed("0"))]);
    }
}
