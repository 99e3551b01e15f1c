//! One value of a table.
//!
//! Invariant: a blank text is null, as a blank cell of a form is.

use super::schema::SCALE;
use rust_decimal::Decimal;

/// A value, or none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Cell<'a> {
    /// Nothing is known.
    #[default]
    Null,
    /// A text that is not blank.
    Text(&'a str),
    /// A whole number.
    Integer(i64),
    /// A decimal number, times ten to the power of [`SCALE`].
    Decimal(i128),
    /// Yes or no.
    Flag(bool),
    /// A day of the calendar: year, month, day.
    Date(i32, u32, u32),
}

impl<'a> From<&'a str> for Cell<'a> {
    fn from(text: &'a str) -> Self {
        if text.is_empty() { Self::Null } else { Self::Text(text) }
    }
}

impl<'a> From<&'a String> for Cell<'a> {
    fn from(text: &'a String) -> Self {
        text.as_str().into()
    }
}

impl From<usize> for Cell<'_> {
    fn from(number: usize) -> Self {
        i64::try_from(number).map_or(Self::Null, Self::Integer)
    }
}

impl From<u32> for Cell<'_> {
    fn from(number: u32) -> Self {
        Self::Integer(number.into())
    }
}

impl From<i32> for Cell<'_> {
    fn from(number: i32) -> Self {
        Self::Integer(number.into())
    }
}

impl From<bool> for Cell<'_> {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

impl From<Decimal> for Cell<'_> {
    /// Null where there are more decimals than a table keeps: rounding would make another number of it.
    fn from(number: Decimal) -> Self {
        let number = number.normalize();
        let missing = SCALE.checked_sub(number.scale()).map(|it| 10_i128.pow(it));
        missing.and_then(|it| number.mantissa().checked_mul(it)).map_or(Self::Null, Self::Decimal)
    }
}

impl<'a, T: Into<Cell<'a>>> From<Option<T>> for Cell<'a> {
    fn from(it: Option<T>) -> Self {
        it.map_or(Self::Null, Into::into)
    }
}

/// A decimal of a table as a text: no zeros at the end, no exponent.
pub fn decimal_text(scaled: i128) -> String {
    let unit = 10_u128.pow(SCALE);
    let (whole, part) = (scaled.unsigned_abs() / unit, scaled.unsigned_abs() % unit);
    let sign = if scaled < 0 { "-" } else { "" };
    let text = format!("{sign}{whole}.{part:0width$}", width = SCALE as usize);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::{Cell, decimal_text};
    use rust_decimal::Decimal;
    use std::str::FromStr;

    #[test]
    fn decimals_are_exact_or_null() {
        for (text, expected) in [
            ("0", Some("0")),
            ("0.00", Some("0")),
            ("14575.40", Some("14575.4")),
            ("-0.05", Some("-0.05")),
            ("100", Some("100")),
            ("0.00000001", Some("0.00000001")),
            ("0.000000001", None),
            ("0.100000000000", Some("0.1")),
            ("79228162514264337593543950335", Some("79228162514264337593543950335")),
            ("-79228162514264337593543950335", Some("-79228162514264337593543950335")),
        ] {
            let found = match Cell::from(Decimal::from_str(text).unwrap()) {
                Cell::Decimal(scaled) => Some(decimal_text(scaled)),
                _ => None,
            };
            assert_eq!(found.as_deref(), expected, "{text}");
        }
    }
}
