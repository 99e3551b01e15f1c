//! What a sum that does not hold looks like (TOL8): a slipped unit, a misplaced point, a part left out or counted
//! twice, two digits swapped. Hints only: which figure is right, the person knows.

use super::identity::{Cell, Identity, Part, Relation};
use rust_decimal::Decimal;

/// What a mistake looks like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hint {
    /// 元 where 万元 is meant or the reverse: the cells that could be to blame.
    UnitSlip(Vec<Slip>),
    /// A misplaced point, or a zero too many or too few: the cells that would mend the sum without it, if any.
    MisplacedPoint(Vec<Slip>),
    /// The difference is this part (by index): it was left out of the total.
    MissingPart(usize),
    /// The total lacks this part (by index): it was counted twice in the parts.
    DoubledPart(usize),
    /// The difference is one that two swapped digits leave: the cells that would mend the sum by swapping them back, if
    /// any.
    SwappedDigits(Vec<Slip>),
}

/// A cell that may be to blame: its unit, its point or two of its digits slipped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    /// The cell.
    pub cell: Cell,
    /// What people call it.
    pub name: String,
    /// The printed number.
    pub printed: Decimal,
    /// What it would be without the slip (after another unit: the same money in that); a guess.
    pub converted: Decimal,
}

/// How close a ratio must be to a power of ten: 0.1 %.
const CLOSE: Decimal = Decimal::from_parts(1, 0, 0, false, 3);

/// The hint of an identity that fails.
pub fn of(identity: &Identity) -> Option<Hint> {
    let (total, sum, difference) = (identity.total.number()?, identity.sum?, identity.difference?);
    if identity.kind.relation() == Relation::AtMost {
        return None;
    }
    let slipped = |by: i64| slips(identity, total, sum, Decimal::from(by));
    let other_unit = slipped(10_000);
    if !other_unit.is_empty() {
        return Some(Hint::UnitSlip(other_unit));
    }
    let misplaced: Vec<Slip> = [10, 100, 1000].into_iter().flat_map(slipped).collect();
    if !misplaced.is_empty() {
        return Some(Hint::MisplacedPoint(misplaced));
    }
    let same = |number: Decimal| {
        identity.parts.iter().position(|it| it.number().is_some_and(|it| !it.is_zero() && it == number))
    };
    if let Some(idx) = same(-difference) {
        return Some(Hint::MissingPart(idx));
    }
    if let Some(idx) = same(difference) {
        return Some(Hint::DoubledPart(idx));
    }
    is_swap(identity, difference).then(|| Hint::SwappedDigits(swaps(identity, sum, difference)))
}

fn slip(part: &Part, printed: Decimal, converted: Decimal) -> Slip {
    Slip { cell: part.cell(), name: part.name.clone(), printed, converted: converted.normalize() }
}

/// Every cell that would mend the sum if two of its digits changed places.
fn swaps(identity: &Identity, sum: Decimal, difference: Decimal) -> Vec<Slip> {
    let of_part = |part: &Part| part.number()?.checked_add(difference);
    let wanted = identity.parts.iter().map(|it| (it, of_part(it)));
    std::iter::once((&identity.total, Some(sum)))
        .chain(wanted)
        .filter_map(|(part, wanted)| {
            let (printed, wanted) = (part.number()?, wanted?);
            are_swapped(printed, wanted).then(|| slip(part, printed, wanted))
        })
        .collect()
}

/// Whether two numbers have the same digits but for two that have changed places.
fn are_swapped(one: Decimal, other: Decimal) -> bool {
    let scale = one.scale().max(other.scale());
    let digits = |mut it: Decimal| {
        it.rescale(scale);
        (it.scale() == scale).then(|| it.mantissa().to_string().into_bytes())
    };
    let (Some(one), Some(other)) = (digits(one), digits(other)) else { return false };
    let differing: Vec<(u8, u8)> =
        one.iter().zip(&other).filter(|(a, b)| a != b).map(|(a, b)| (*a, *b)).collect();
    one.len() == other.len() && matches!(differing.as_slice(), [(a, b), (c, d)] if a == d && b == c)
}

/// Every cell that would mend the sum by slipping back by this factor: to the other unit, to where its point was.
fn slips(identity: &Identity, total: Decimal, sum: Decimal, factor: Decimal) -> Vec<Slip> {
    let mut found = Vec::new();
    let of_total = if is_ratio(total, sum, factor) {
        total.checked_div(factor)
    } else if is_ratio(sum, total, factor) {
        total.checked_mul(factor)
    } else {
        None
    };
    found.extend(of_total.map(|it| slip(&identity.total, total, it)));
    found.extend(identity.parts.iter().filter_map(|part| {
        let converted = replacement(identity, part, total, sum, factor)?;
        Some(slip(part, part.number()?, converted))
    }));
    found
}

/// The number that would make the sum hold in place of this part's, when it is the part's divided or multiplied
/// by `factor`.
fn replacement(
    identity: &Identity,
    part: &Part,
    total: Decimal,
    sum: Decimal,
    factor: Decimal,
) -> Option<Decimal> {
    let printed = part.number().filter(|it| !it.is_zero())?;
    let wanted = total.checked_sub(sum.checked_sub(printed)?)?;
    [printed.checked_div(factor), printed.checked_mul(factor)].into_iter().flatten().find(|it| {
        // What is wanted must be more than the room for rounding, or any small part would do.
        let is_near = it.checked_sub(wanted).is_some_and(|it| it.abs() <= identity.tolerance)
            && wanted.abs().checked_div(Decimal::TEN).is_some_and(|it| it > identity.tolerance);
        is_near || is_ratio(*it, wanted, Decimal::ONE)
    })
}

/// Whether `large / small` is `factor`, within 0.1 %.
fn is_ratio(large: Decimal, small: Decimal, factor: Decimal) -> bool {
    let ratio = if small.is_zero() { None } else { large.checked_div(small) };
    ratio
        .and_then(|it| it.checked_div(factor))
        .and_then(|it| it.checked_sub(Decimal::ONE))
        .is_some_and(|it| it.abs() <= CLOSE)
}

/// Whether the difference is what two swapped digits leave: 9, 99, 999, … times 1 to 9, shifted by zeros. Any
/// other multiple of nine is as likely chance.
fn is_swap(identity: &Identity, difference: Decimal) -> bool {
    let n_decimals = identity.members().filter_map(Part::number).map(|it| it.scale()).max().unwrap_or(0);
    let mut digits = difference.abs();
    for _ in 0..n_decimals {
        match digits.checked_mul(Decimal::TEN) {
            Some(it) => digits = it,
            None => return false,
        }
    }
    let mut digits = digits.normalize();
    let is_multiple = |digits: Decimal, of: Decimal| digits.checked_rem(of).is_some_and(|it| it.is_zero());
    while !digits.is_zero() && is_multiple(digits, Decimal::TEN) {
        digits /= Decimal::TEN;
    }
    !digits.is_zero()
        && [9, 99, 999, 9_999, 99_999, 999_999, 9_999_999]
            .into_iter()
            .map(Decimal::from)
            .any(|it| is_multiple(digits, it) && digits / it <= Decimal::from(9))
}
