//! Several values in one cell, or a label before the value: `使用率100%误差率≤1%`, `展板≥10个`.
//!
//! Invariant: every clause is a quantity; a text with one part that is not is no compound.

use super::date;
use super::number::take_while;
use super::operator::{bound, is_sign, operator, operator_at_end};
use super::quantity::{is_han, measure};
use super::target::{Kind, Note, Op, Target};
use crate::value::unit::Dimension;

/// A longer label is prose.
const MAX_LABEL_CHARS: usize = 16;
/// More clauses than this are a list in prose.
const MAX_CLAUSES: usize = 8;
/// What separates clauses.
const SEPARATORS: &[char] = &['，', '；', '、', ',', ';', '+', '/'];

/// The compound that a whole text is.
pub fn compound(text: &str) -> Option<Target> {
    let mut clauses = Vec::new();
    let mut notes = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (clause, after) = clause(rest, &mut notes)?;
        clauses.push(clause);
        rest = after.trim_start_matches(SEPARATORS);
        if clauses.len() > MAX_CLAUSES {
            return None;
        }
    }
    let is_bare = |(_, it): &(String, Target)| it.unit.is_none() && it.has(&Note::ImpliedEqual);
    let fits = match clauses.as_slice() {
        [] => false,
        [(label, _)] => !label.is_empty(),
        // A list of clauses with bare numbers is prose with dates or numbering in it.
        several => !several.iter().any(is_bare),
    };
    fits.then(|| Target { clauses, notes, ..Target::of(Kind::Compound) })
}

fn clause<'a>(text: &'a str, notes: &mut Vec<Note>) -> Option<((String, Target), &'a str)> {
    let (label, rest) = split_label(text)?;
    let (label, word) = match operator_at_end(label) {
        Some((label, op)) => (label, Some(op)),
        None => (label, None),
    };
    let label = label.trim_end_matches([':', '：']);
    if label.chars().count() > MAX_LABEL_CHARS
        || label.chars().any(|it| SEPARATORS.contains(&it) || it == '。')
    {
        return None;
    }
    let (op, rest) = match operator(rest) {
        Some((op, _, rest)) => (op, rest),
        None => (word.unwrap_or(Op::None), rest),
    };
    let (measure, rest) = measure(rest, op != Op::None)?;
    let (op, rest) = match bound(rest) {
        Some((Some(limit), _, after)) if op == Op::None => (limit, after),
        Some((_, _, after)) => (op, after),
        None => (op, rest),
    };
    let rest = without_remark(rest);
    let is_within =
        measure.unit.as_ref().is_some_and(|it| it.dimension == Dimension::Time) && op.is_ceiling();
    let rest = if is_within { without_deed(rest) } else { rest };
    let is_date = measure.unit.as_ref().is_some_and(|it| {
        it.dimension == Dimension::Time && matches!(&*it.name, "年" | "月") && op == Op::None
    });
    if is_date
        || rest.starts_with(is_word)
            && measure.unit.as_ref().is_none_or(|it| it.dimension == Dimension::Unknown)
    {
        return None;
    }
    let mut target = Target {
        op: if op == Op::None { Op::Eq } else { op },
        lo: Some(measure.value),
        unit: measure.unit,
        per: measure.per,
        notes: measure.notes,
        ..Target::of(Kind::Quant)
    };
    if op == Op::None {
        target.notes.push(Note::ImpliedEqual);
        if !notes.contains(&Note::ImpliedEqual) {
            notes.push(Note::ImpliedEqual);
        }
    }
    Some(((label.to_owned(), target), rest))
}

/// A text without the words in brackets at its start: 60人(就业).
fn without_remark(text: &str) -> &str {
    let inside = text.strip_prefix('(').and_then(|it| it.split_once(')'));
    inside.filter(|(it, _)| !it.contains(|it: char| it.is_ascii_digit())).map_or(text, |(_, rest)| rest)
}

/// What is done within a time is at most this long.
const MAX_DEED_CHARS: usize = 6;

/// A text without what is done within a time: 30分钟内响应，2小时内到场.
fn without_deed(text: &str) -> &str {
    let (deed, rest) = take_while(text, is_han);
    let is_deed = deed.chars().count() <= MAX_DEED_CHARS && (rest.is_empty() || rest.starts_with(SEPARATORS));
    if is_deed { rest } else { text }
}

/// The label before the number or sign, and the rest.
fn split_label(text: &str) -> Option<(&str, &str)> {
    // 6月底≥50%，12月底100%: the date is the label.
    if let Some(rest) = date::after(text).filter(|it| it.len() < text.len() && !it.is_empty()) {
        let (label, rest) = split_words(rest)?;
        return text
            .split_at_checked(text.len() - rest.len())
            .filter(|_| label.chars().count() < MAX_LABEL_CHARS);
    }
    split_words(text)
}

fn split_words(text: &str) -> Option<(&str, &str)> {
    let (label, _) = take_while(text, |it| !it.is_ascii_digit() && !is_sign(it));
    let end = ["百分之", "千分之"]
        .iter()
        .filter_map(|it| text.find(it))
        .min()
        .unwrap_or(label.len())
        .min(label.len());
    text.split_at_checked(end)
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric()
}
