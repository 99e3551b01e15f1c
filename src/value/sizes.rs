//! One quantity in units of other sizes: 32公里 and 30000米 are compared although they are written differently.
//!
//! It knows only names of base units. Invariant: the unit that others are counted in is not counted in another one.

use rust_decimal::Decimal;

/// A base unit of the table of units, the one that it is counted in, and how many of that it is. The legal units of
/// measurement; 亩 is two thirds of a thousand square meters.
const SIZES: &[(&str, &str, Decimal)] = &[
    ("毫米", "米", of(1, 3)),
    ("厘米", "米", of(1, 2)),
    ("里", "米", of(500, 0)),
    ("公里", "米", of(1_000, 0)),
    ("亩", "平方米", of(6_666_667, 4)),
    ("公顷", "平方米", of(10_000, 0)),
    ("平方公里", "平方米", of(1_000_000, 0)),
    ("ml", "立方米", of(1, 6)),
    ("L", "立方米", of(1, 3)),
    ("克", "千克", of(1, 3)),
    ("斤", "千克", of(5, 1)),
    ("吨", "千克", of(1_000, 0)),
    ("兆瓦", "千瓦", of(1_000, 0)),
    ("GB", "兆", of(1_024, 0)),
    ("TB", "兆", of(1_048_576, 0)),
    ("分钟", "秒", of(60, 0)),
    ("小时", "秒", of(3_600, 0)),
    ("天", "秒", of(86_400, 0)),
    ("周", "秒", of(604_800, 0)),
    ("季度", "个月", of(3, 0)),
    ("年", "个月", of(12, 0)),
];

/// `number` with so many digits behind the point.
const fn of(number: u32, n_decimals: u32) -> Decimal {
    Decimal::from_parts(number, 0, 0, false, n_decimals)
}

/// As exact as a comparison needs, and no more exact than 亩.
const DIGITS: u32 = 7;

/// So many of a base unit as so many of the one that it is counted in, itself where there is no other; `None` for what
/// is too large a number.
pub fn counted(number: Decimal, base: &str) -> Option<(Decimal, &str)> {
    match SIZES.iter().find(|(it, _, _)| *it == base) {
        Some((_, to, size)) => Some((number.checked_mul(*size)?.round_sf(DIGITS)?, to)),
        None => Some((number, base)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::unit;

    #[test]
    fn sizes_are_of_one_dimension_and_count_in_one_step() {
        for (from, to, size) in SIZES {
            assert_eq!(counted(*size, to), Some((*size, *to)), "{to} is counted in another one");
            assert!(!size.is_zero(), "{from}");
            let dimension = |it: &str| unit::whole(it).map(|it| it.dimension);
            assert!(dimension(from).is_some() && dimension(from) == dimension(to), "{from} {to}");
        }
        assert_eq!(counted(Decimal::from(15), "亩"), counted(Decimal::ONE, "公顷"));
        assert_eq!(counted(Decimal::MAX, "吨"), None);
    }
}
