//! What a target such as `≥95%` means.
//!
//! [`parse`] turns a printed target into a [`Target`]: sign, exact number, unit, deadline, or the class of a
//! qualitative word. It knows nothing of filings and rules. It never fails: what cannot be read is [`Kind::Text`],
//! and what was folded or guessed is a [`Note`].

pub mod lexicon;
pub mod names;
pub mod normalize;
pub mod score;
pub mod strictness;
pub mod suggest;
pub mod target;
pub mod unit;

mod compound;
mod counted_word;
mod date;
mod number;
mod odd_unit;
mod operator;
mod pattern;
mod quantity;
mod reading;
mod recurring;
mod relation;
mod remark;
mod sizes;
#[cfg(test)]
mod tests;
mod words;

pub use names::{bounded, rate};
pub use score::{looks_like_target, target_score};
pub use strictness::{Shift, Strictness, shift, strictness, worse_by};
pub use suggest::{suggest_sign, suggest_unit};
pub use target::{Baseline, Class, Deadline, Kind, Note, Op, Precision, Target};
pub use unit::{Dimension, Unit};

use crate::text::words::{Word, has_any, words as list};

/// Texts that stand where nothing was decided.
const PLACEHOLDERS: &[&str] = &[
    "无",
    "待定",
    "暂不确定",
    "某某",
    "不适用",
    "暂无",
    "待补充",
    "待填",
    "待确定",
    "未定",
    "/不适用",
    "-不适用",
    "N/A",
    "-(不适用)",
    "/(不适用)",
    "略",
    "?",
    "？",
    "空",
];

/// Words of the form's header. A value that holds one was glued together when the form was read.
const HEADER_WORDS: &[Word] = &list([
    "其他资金",
    "年度目标",
    "总体目标",
    "财政拨款",
    "一级指标",
    "二级指标",
    "三级指标",
    "指标值",
    "绩效指标",
    "年度指标",
    "指标名称",
    "资金总额",
    "计量单位",
    "指标性质",
    "项目名称",
    "实施单位",
    "主管部门",
]);

/// Longer values are not parsed: no target is that long, and nothing is gained by trying.
const MAX_CHARS: usize = 200;

/// What a printed target means. Never fails; `raw` of the result is the text as given.
pub fn parse(raw: &str) -> Target {
    let normal = normalize::normalize(raw);
    let mut target =
        if normal.text.chars().count() > MAX_CHARS { Target::of(Kind::Text) } else { shape(&normal.text) };
    let mut notes = normal.notes;
    notes.append(&mut target.notes);
    target.notes = notes;
    raw.clone_into(&mut target.raw);
    target
}

/// Whether a text is a date and nothing else, as the label before a value may be: 2026年底前.
pub fn is_date(text: &str) -> bool {
    date::after(text) == Some("")
}

/// Whether [`parse`] takes a text for a qualitative target; quick for all texts that it does not.
pub fn is_qualitative(raw: &str) -> bool {
    let text = normalize::normalize(raw).text;
    let is_short = text.chars().count() <= MAX_CHARS;
    // Only these two readings give that kind; the earlier ones may take the text first.
    is_short
        && (lexicon::class(&text).is_some() || at_least_grade(&text).is_some())
        && shape(&text).kind == Kind::Qual
}

/// The first reading that takes the whole of a normalized text.
fn shape(text: &str) -> Target {
    if text.is_empty() {
        return Target::of(Kind::Empty);
    }
    if let Some(target) = quantity::plain(text) {
        return target;
    }
    if is_placeholder(text) {
        return Target::of(Kind::Placeholder);
    }
    if has_any(text, HEADER_WORDS) {
        return Target { notes: vec![Note::HeaderWords], ..Target::of(Kind::Text) };
    }
    if let Some(class) = lexicon::exact(text) {
        return qualitative(class);
    }
    // A year alone must not reach the readings that would take it for a number of years.
    if date::year(text).is_some_and(|(_, rest)| matches!(rest, "" | "度")) {
        return Target { notes: vec![Note::YearAlone], ..Target::of(Kind::Text) };
    }
    date::deadline(text)
        .or_else(|| quantity::quantity(text))
        .or_else(|| recurring::recurring(text))
        .or_else(|| recurring::since(text))
        .or_else(|| recurring::remarked(text))
        .or_else(|| at_least_grade(text))
        .or_else(|| relation::relative(text))
        .or_else(|| quantity::range(text))
        .or_else(|| relation::change(text))
        .or_else(|| lexicon::class(text).map(qualitative))
        .or_else(|| compound::compound(text))
        .unwrap_or_else(|| Target::of(Kind::Text))
}

/// Words before a grade or a level, longest first: 达到Ⅲ类及以上, 不低于良好.
const GRADE_LEADS: &[&str] = &[
    "达到或优于",
    "稳定达到",
    "稳定在",
    "保持在",
    "维持在",
    "不低于",
    "不劣于",
    "达到",
    "保持",
    "优于",
    "取得",
    "获得",
    "评为",
    "为",
    "达",
];

/// `≥良好`: a sign before a word of the list, or a word before a grade or a level of it; a grade with 以上 behind it, or
/// with what it means in brackets (优秀（≥90分）).
fn at_least_grade(text: &str) -> Option<Target> {
    if let Some((op, rest)) = operator::sign(text) {
        return lexicon::class(rest).map(|class| Target { op, ..qualitative(class) });
    }
    if let Some(rest) = GRADE_LEADS.iter().find_map(|it| text.strip_prefix(it)) {
        let notes = vec![Note::Remark(text.strip_suffix(rest)?.to_owned())];
        return lexicon::grade(rest).map(|class| Target { op: Op::Ge, notes, ..qualitative(class) });
    }
    if let Some((grade, inside)) = text.strip_suffix(')').and_then(|it| it.split_once('(')) {
        let notes = vec![Note::Remark(inside.to_owned())];
        return lexicon::grade(grade).map(|class| Target { notes, ..qualitative(class) });
    }
    let is_bounded = text.ends_with("以上");
    if is_bounded {
        lexicon::grade(text).map(|class| Target { op: Op::Ge, ..qualitative(class) })
    } else {
        None
    }
}

fn qualitative(class: Class) -> Target {
    Target { qual: Some(class), ..Target::of(Kind::Qual) }
}

/// `-`, `**`, `XX`, 待定, or a sign and a unit around such a mark (`≥**%`, `**人`).
fn is_placeholder(text: &str) -> bool {
    let mark = |it: char| matches!(it, '*' | '-' | '/' | '_' | 'X' | 'x' | '×' | '…' | '\\' | '□' | '○');
    let signed = operator::sign(text).map_or(text, |(_, rest)| rest);
    if PLACEHOLDERS.contains(&signed) || text.chars().all(mark) {
        return true;
    }
    let rest = operator::operator(text).map_or(text, |(_, _, rest)| rest);
    let after = rest.trim_start_matches(['*', 'X', 'x', '×', '_', '□', '○', '?']);
    if after.len() == rest.len() {
        return rest.is_empty() || (rest.len() < text.len() && unit::whole(rest).is_some());
    }
    after.is_empty() || unit::whole(after).is_some()
}
