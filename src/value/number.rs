//! Numbers in Arabic digits and in Chinese, as exact decimals.
//!
//! It knows neither signs nor units. Invariant: what a function gives back as rest is the end of what it was given.

use rust_decimal::Decimal;
use std::str::FromStr;

/// The digits of Chinese numbers.
const DIGITS: &[(char, i64)] = &[
    ('零', 0),
    ('〇', 0),
    ('一', 1),
    ('二', 2),
    ('两', 2),
    ('三', 3),
    ('四', 4),
    ('五', 5),
    ('六', 6),
    ('七', 7),
    ('八', 8),
    ('九', 9),
];

/// The powers of ten below 万.
const SMALL: &[(char, i64)] = &[('十', 10), ('百', 100), ('千', 1_000)];

/// The powers of ten that multiply everything before them.
const LARGE: &[(char, i64)] = &[('万', 10_000), ('亿', 100_000_000)];

/// Longer Chinese numbers than this are prose.
const MAX_CHINESE_CHARS: usize = 16;

/// Splits off the longest start whose characters all pass.
pub fn take_while(text: &str, pass: impl Fn(char) -> bool) -> (&str, &str) {
    text.split_at(text.find(|it| !pass(it)).unwrap_or(text.len()))
}

/// A number in Arabic digits at the start, with its printed decimals, and the rest. At most 28 digits.
pub fn arabic(text: &str) -> Option<(Decimal, &str)> {
    let (whole, rest) = take_while(text, |it| it.is_ascii_digit());
    if whole.is_empty() {
        return None;
    }
    if let Some(after) = rest.strip_prefix('.') {
        let (fraction, after) = take_while(after, |it| it.is_ascii_digit());
        if !fraction.is_empty() {
            return Decimal::from_str_exact(&format!("{whole}.{fraction}")).ok().map(|it| (it, after));
        }
    }
    Decimal::from_str(whole).ok().map(|it| (it, rest))
}

/// A number in Chinese at the start, such as 九十五 or 两千万 or 九十九点五, and the rest.
pub fn chinese(text: &str) -> Option<(Decimal, &str)> {
    let (whole, rest) = take_while(text, is_chinese_digit);
    if whole.is_empty() || whole.chars().count() > MAX_CHINESE_CHARS {
        return None;
    }
    let value = Decimal::from(chinese_whole(whole)?);
    if let Some(after) = rest.strip_prefix('点') {
        let (fraction, after) = take_while(after, |it| look_up(DIGITS, it).is_some());
        if !fraction.is_empty() {
            let digits: String =
                fraction.chars().filter_map(|it| look_up(DIGITS, it)).map(|it| it.to_string()).collect();
            let fraction = Decimal::from_str(&format!("0.{digits}")).ok()?;
            return Some((value + fraction, after));
        }
    }
    Some((value, rest))
}

fn is_chinese_digit(c: char) -> bool {
    [DIGITS, SMALL, LARGE].iter().any(|table| look_up(table, c).is_some())
}

fn look_up(table: &[(char, i64)], c: char) -> Option<i64> {
    table.iter().find(|(it, _)| *it == c).map(|(_, value)| *value)
}

fn chinese_whole(text: &str) -> Option<i64> {
    if text.chars().all(|it| look_up(DIGITS, it).is_some()) {
        // Digits alone are read one by one, as in 二〇二五.
        return text
            .chars()
            .filter_map(|it| look_up(DIGITS, it))
            .try_fold(0_i64, |sum, it| sum.checked_mul(10)?.checked_add(it));
    }
    let (mut total, mut section, mut digit) = (0_i64, 0_i64, None);
    for c in text.chars() {
        if let Some(value) = look_up(DIGITS, c) {
            digit = Some(value);
        } else if let Some(power) = look_up(SMALL, c) {
            section = section.checked_add(digit.take().unwrap_or(1).checked_mul(power)?)?;
        } else if let Some(power) = look_up(LARGE, c) {
            let below = section.checked_add(digit.take().unwrap_or(0))?;
            let all = total.checked_add(below)?;
            total = if all == 0 { power } else { all.checked_mul(power)? };
            section = 0;
        }
    }
    total.checked_add(section)?.checked_add(digit.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_numbers_are_read() {
        let cases = [
            ("九十五", "95"),
            ("百", "100"),
            ("一百", "100"),
            ("一百零五", "105"),
            ("十二", "12"),
            ("两千三百", "2300"),
            ("二〇二五", "2025"),
            ("九十九点五", "99.5"),
            ("三万五千", "35000"),
            ("一亿", "100000000"),
            ("零", "0"),
        ];
        for (text, value) in cases {
            assert_eq!(chinese(text), Some((Decimal::from_str(value).unwrap(), "")), "{text}");
        }
        assert_eq!(chinese("三次"), Some((Decimal::from(3), "次")));
        assert_eq!(chinese("次"), None);
        assert_eq!(chinese("亿亿亿亿亿亿"), None, "overflow is no number");
    }

    #[test]
    fn arabic_numbers_keep_their_decimals() {
        assert_eq!(arabic("95.0%").map(|(it, rest)| (it.to_string(), rest)), Some(("95.0".to_owned(), "%")));
        assert_eq!(arabic("3.").map(|(it, rest)| (it.to_string(), rest)), Some(("3".to_owned(), ".")));
        assert_eq!(arabic("99999999999999999999999999999999"), None);
        assert_eq!(arabic(".5"), None);
    }
}
