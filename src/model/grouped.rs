//! How amounts are shown to people: thousands separators, a sign where one is asked for, never `-0`.
//!
//! The only place that groups digits. It knows nothing of units; decimals are shown as the number has them.

use rust_decimal::Decimal;

/// A number with thousands separators: `14,575.40`.
pub fn grouped(number: Decimal) -> String {
    let text = number.abs().to_string();
    let (whole, fraction) = text.split_once('.').map_or((text.as_str(), None), |(a, b)| (a, Some(b)));
    let mut out = String::with_capacity(text.len() + text.len() / 3 + 1);
    if number.is_sign_negative() && !number.is_zero() {
        out.push('-');
    }
    let n_digits = whole.chars().count();
    for (idx, digit) in whole.chars().enumerate() {
        if idx > 0 && (n_digits - idx).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// The same with a sign in front of everything but zero: `+2.00`.
pub fn signed(number: Decimal) -> String {
    let text = grouped(number);
    if number.is_zero() || text.starts_with('-') { text } else { format!("+{text}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_stand_in_groups_of_three() {
        let check = |number: &str, expected: &str| {
            assert_eq!(grouped(number.parse().unwrap()), expected, "{number}");
        };
        check("0", "0");
        check("999", "999");
        check("1000", "1,000");
        check("14575.40", "14,575.40");
        check("-1234567.8", "-1,234,567.8");
        check("100000", "100,000");
        check("-0.00", "0.00");
    }

    #[test]
    fn a_difference_shows_its_sign_and_zero_has_none() {
        let check = |number: &str, expected: &str| {
            assert_eq!(signed(number.parse().unwrap()), expected, "{number}");
        };
        check("2.00", "+2.00");
        check("-20000", "-20,000");
        check("0.00", "0.00");
        check("-0.00", "0.00");
    }
}
