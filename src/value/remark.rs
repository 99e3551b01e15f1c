//! What may stand behind a quantity without being a second value: a bracket, or what is done within the time.
//!
//! It must not read the quantity itself. Invariant: what is set aside becomes a note; a bracket that gives another
//! number for the same thing is not set aside.

use super::date;
use super::lexicon;
use super::number::{arabic, chinese};
use super::operator::operator;
use super::quantity::{MAX_OBJECT_CHARS, Measure, is_han, measure};
use super::target::{Note, Op};
use super::unit::Dimension;
use rust_decimal::Decimal;

/// A bracket behind the value: the same number again, or words. `None` when it says something else.
pub fn remark<'a>(text: &'a str, measure: &Measure, notes: &mut Vec<Note>) -> Option<&'a str> {
    let Some((inside, rest)) = text.strip_prefix('(').and_then(|it| it.split_once(')')) else {
        return Some(text);
    };
    match arabic(inside) {
        Some((again, "" | "%")) => {
            let same = again == measure.value || again.checked_mul(Decimal::ONE_HUNDRED)? == measure.value;
            if !same {
                return None;
            }
            notes.push(Note::DuplicateNotation);
        }
        _ if inside.chars().any(|it| it.is_ascii_digit())
            && !is_part(inside)
            && !is_in_other_unit(inside, measure) =>
        {
            return None;
        }
        _ => notes.push(Note::Remark(inside.to_owned())),
    }
    Some(rest)
}

/// Whether a bracket with a number in it speaks of a part, a rhythm or a base year: (其中危桥1座), (每月3次), (含2个乡镇),
/// (2024年30座), (2024-2026年). A number, a sign or a word for one at its start would be another value for the same thing.
fn is_part(inside: &str) -> bool {
    let is_span = || {
        let ends = inside.split_once(['-', '~', '至']).and_then(|(it, _)| it.parse::<i32>().ok());
        ends.is_some_and(|it| (1990..=2099).contains(&it)) && inside.ends_with('年')
    };
    // (SCI 15篇): a code before the number.
    let is_coded = inside.starts_with(|it: char| it.is_ascii_uppercase());
    is_coded
        || date::year(inside).is_some()
        || is_span()
        || inside.starts_with(is_han) && operator(inside).is_none() && chinese(inside).is_none()
}

/// The same in another unit: 82%(299天). A number of the own unit would be another value.
fn is_in_other_unit(inside: &str, own: &Measure) -> bool {
    let Some((other, "")) = measure(inside, true) else { return false };
    let bases = [own.unit.as_ref(), other.unit.as_ref()].map(|it| it.map(|it| &*it.base));
    matches!(bases, [Some(own), Some(other)] if own != other)
}

/// 24小时内办结 and 100%完成: what is done within the time, or how.
pub fn is_tail(rest: &str, measure: &Measure, op: Op) -> bool {
    if measure.unit.as_ref().is_some_and(|it| it.base == "%") {
        return lexicon::class(rest).is_some();
    }
    op.is_ceiling()
        && measure.unit.as_ref().is_some_and(|it| it.dimension == Dimension::Time)
        && (1..=MAX_OBJECT_CHARS).contains(&rest.chars().count())
        && rest.chars().all(is_han)
}
