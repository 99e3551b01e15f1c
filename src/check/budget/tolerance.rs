//! How far a total and the sum of its parts may lie apart: TOL1 to TOL7.
//!
//! It knows figures, decimals and units, nothing of filings. Nothing here overflows: what does not fit into a
//! decimal has no answer.

use crate::model::MoneyUnit;
use rust_decimal::Decimal;

/// The most decimals that a decimal number can hold.
const MAX_DECIMALS: u32 = 27;

/// What a total and the sum of `n_parts` parts may differ by.
///
/// 元 is exact to the fen (TOL2). In 万元 each printed figure stands for an interval of half a last digit to either
/// side, so the total and the parts agree while the intervals meet (TOL3). `n_decimals` is the largest number of
/// decimals in the block (TOL4). A form that prints no unit is given the benefit of the doubt and counts as 万元.
pub fn tolerance(unit: Option<MoneyUnit>, n_decimals: u32, n_parts: usize) -> Decimal {
    if unit == Some(MoneyUnit::Yuan) {
        return Decimal::ZERO;
    }
    half_step(n_decimals).checked_mul(Decimal::from(n_parts + 1)).unwrap_or(Decimal::ZERO).normalize()
}

/// Half of the last printed digit.
fn half_step(n_decimals: u32) -> Decimal {
    Decimal::try_new(5, n_decimals.min(MAX_DECIMALS) + 1).unwrap_or(Decimal::ZERO)
}

/// The sum; `None` when it does not fit.
pub fn sum(numbers: impl IntoIterator<Item = Decimal>) -> Option<Decimal> {
    numbers.into_iter().try_fold(Decimal::ZERO, Decimal::checked_add)
}

/// An amount in 元; `None` when it does not fit.
pub fn in_yuan(amount: Decimal, unit: MoneyUnit) -> Option<Decimal> {
    match unit {
        MoneyUnit::Yuan => Some(amount),
        MoneyUnit::WanYuan => amount.checked_mul(unit.in_yuan()).map(|it| it.normalize()),
    }
}

/// Whether the same money is meant in two units: both in 元, apart by at most half a last digit of the coarser
/// one (TOL7; 0.005 万元 = 50 元 at two decimals).
pub fn agree_across_units(a: (Decimal, MoneyUnit), b: (Decimal, MoneyUnit)) -> bool {
    let allowed = [a, b]
        .into_iter()
        .filter(|(_, unit)| *unit == MoneyUnit::WanYuan)
        .filter_map(|(amount, unit)| in_yuan(half_step(amount.scale()), unit))
        .max()
        .unwrap_or(Decimal::ZERO);
    match (in_yuan(a.0, a.1), in_yuan(b.0, b.1)) {
        (Some(a), Some(b)) => a.checked_sub(b).is_some_and(|it| it.abs() <= allowed),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn yuan_is_exact_and_wan_yuan_an_interval() {
        let check = |unit, n_decimals, n_parts, expected: &str| {
            assert_eq!(tolerance(unit, n_decimals, n_parts), number(expected));
        };
        check(Some(MoneyUnit::Yuan), 2, 4, "0");
        check(Some(MoneyUnit::WanYuan), 2, 4, "0.025");
        check(Some(MoneyUnit::WanYuan), 2, 1, "0.01");
        check(Some(MoneyUnit::WanYuan), 0, 3, "2");
        check(None, 1, 1, "0.1");
        check(Some(MoneyUnit::WanYuan), 4_000, 1, "0.000000000000000000000000001");
    }

    #[test]
    fn two_units_are_compared_in_yuan_at_the_coarser_side() {
        let check = |wan: &str, yuan: &str, expected: bool| {
            let pair = ((number(wan), MoneyUnit::WanYuan), (number(yuan), MoneyUnit::Yuan));
            assert_eq!(agree_across_units(pair.0, pair.1), expected, "{wan} 万元, {yuan} 元");
            assert_eq!(agree_across_units(pair.1, pair.0), expected, "{yuan} 元, {wan} 万元");
        };
        check("349.80", "3498000.00", true);
        check("349.80", "3498050.00", true);
        check("349.80", "3498050.01", false);
        check("349.80", "349.80", false);
    }

    #[test]
    fn what_does_not_fit_has_no_answer() {
        assert_eq!(sum([Decimal::MAX, Decimal::ONE]), None);
        assert_eq!(in_yuan(Decimal::MAX, MoneyUnit::WanYuan), None);
        assert!(!agree_across_units((Decimal::MAX, MoneyUnit::WanYuan), (Decimal::MAX, MoneyUnit::WanYuan)));
    }
}
