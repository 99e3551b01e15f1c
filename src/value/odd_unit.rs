//! Units that are in no table: the other side of a proportion (1:18), what a rate counts by (0.5人/10万), a power of ten
//! with 余 in it (3万余人次), a word in Latin letters (tCO2).
//!
//! It must not know signs and bounds. Invariant: the text of a unit is what stood behind the number, so that writing it
//! behind the number again reads the same.

use super::number::{arabic, take_while};
use super::operator::bound;
use super::unit::{self, Dimension, Unit};
use rust_decimal::Decimal;

/// A longer word in Latin letters is a code.
const MAX_LATIN: usize = 8;

/// What stands before 十万 people or the like is a share: 0.5人/10万, 20/10万人. The second text is what follows the
/// unit of the first.
pub fn share_of<'a>(text: &'a str, rest: &'a str) -> Option<(Unit, &'a str)> {
    let (share, rest) = if text.starts_with('/') { (text, rest) } else { (rest, unit::unit(rest)?.1) };
    let (unit, _) = unit::unit(share).filter(|(it, _)| it.dimension == Dimension::Ratio)?;
    let is_digit = share.starts_with("/1") || share.starts_with("/十");
    let rest = ["人口", "人", "户"].iter().find_map(|it| rest.strip_prefix(it)).unwrap_or(rest);
    let written = text.strip_suffix(rest)?.to_owned().into();
    is_digit.then_some((Unit { text: written, ..unit }, rest))
}

/// The other side of a proportion: `:1.5` behind 1. Nothing but a bound or a bracket may follow.
pub fn proportion(text: &str, first: Decimal) -> Option<(Unit, &str)> {
    let (number, rest) = arabic(text.strip_prefix([':', '：', '∶'])?)?;
    let is_end = rest.is_empty() || rest.starts_with('(') || bound(rest).is_some();
    let factor = Decimal::ONE.checked_div(number).filter(|_| is_end && !first.is_zero())?;
    let written = format!(":{}", number.normalize());
    let name = written.clone().into();
    Some((Unit { name, text: written.into(), base: ":1".into(), dimension: Dimension::Ratio, factor }, rest))
}

/// A word in Latin letters and digits that is no unit of the table as a whole, behind a number with a sign.
pub fn latin(text: &str, has_sign: bool) -> Option<(Unit, &str)> {
    let (word, rest) = take_while(text, |it| it.is_ascii_alphanumeric());
    let is_word = word.starts_with(|it: char| it.is_ascii_alphabetic()) && word.len() <= MAX_LATIN;
    let is_end = rest.is_empty() || rest.starts_with(['/', '(']) || bound(rest).is_some();
    let is_known = || unit::unit(text).is_some_and(|(_, end)| end.len() <= rest.len());
    (has_sign && is_word && is_end && !is_known()).then(|| (unit::unknown(word), rest))
}

/// 万余 and the like before a unit: the power of ten, the unit, and the rest.
pub fn about_scale(text: &str) -> Option<(Unit, &str)> {
    let (scale, power, rest) = [("万", 10_000), ("亿", 100_000_000), ("千", 1_000), ("百", 100)]
        .iter()
        .find_map(|(it, power)| Some((*it, *power, text.strip_prefix(it)?)))?;
    let (unit, rest) = unit::unit(rest.strip_prefix(['余', '多'])?)?;
    let is_thing = !matches!(unit.dimension, Dimension::Ratio | Dimension::Time | Dimension::Scale);
    let factor = unit.factor.checked_mul(Decimal::from(power)).filter(|_| is_thing)?;
    let scaled = |it: &str| format!("{scale}{it}").into();
    let (name, text) = (scaled(&unit.name), scaled(&unit.text));
    Some((Unit { name, text, factor, ..unit }, rest))
}
