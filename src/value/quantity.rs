//! One number with sign, unit and what follows `/`; and ranges of two.
//!
//! It reads whole values only: what is left over means that the text is something else.

use super::number::{arabic, chinese, take_while};
use super::odd_unit::{about_scale, latin, proportion, share_of};
use super::operator::{self, bound, operator, without_bound};
use super::remark::{is_tail, remark};
use super::target::{Kind, Note, Op, Target};
use super::unit::{self, Dimension, Unit};
use rust_decimal::Decimal;

/// Words before a value that only say what kind of figure it is: the year's, a total, a mean.
const LEADS: &[&str] = &[
    "全年", "年度", "当年", "本年", "共计", "累计", "合计", "总计", "共", "人均", "户均", "校均", "村均",
    "日均", "月均", "平均",
];

/// Verbs before a percentage, as in 完成100%.
const VERBS: &[&str] = &["完成", "实现"];

/// Words that make the number inexact.
const ABOUT: &[&str] = &["大约", "相当于", "约", "近"];

/// Above this a number before 百分比 in brackets is taken to be a percentage already.
const MAX_SHARE: i64 = 10;

/// A word that is not in the table is taken as a unit up to this length, behind a sign and without one.
const MAX_UNKNOWN_CHARS: (usize, usize) = (4, 2);

/// The thing counted (9个乡镇) is at most this long.
pub const MAX_OBJECT_CHARS: usize = 6;

/// Ends of indicator names: such a word behind a unit is the next label, not the thing counted.
const NAME_ENDS: &[char] = &['率', '度', '性', '数', '量', '值', '比'];

/// A number with its unit.
#[derive(Clone, Debug)]
pub struct Measure {
    /// The number.
    pub value: Decimal,
    /// The unit.
    pub unit: Option<Unit>,
    /// What follows `/` or 每, sorted.
    pub per: Vec<Unit>,
    /// What was folded on the way.
    pub notes: Vec<Note>,
}

/// The quantity that a whole text is, where it is nothing but a sign, digits and a unit, as half of all targets are.
/// Every other reading would pass it by, and [`quantity`] say the same of it.
pub fn plain(text: &str) -> Option<Target> {
    let (op, rest) = operator::sign(text)?;
    let (value, rest) = arabic(rest)?;
    let unit = unit::whole(rest).filter(|it| !matches!(it.dimension, Dimension::Time | Dimension::Scale))?;
    Some(target(
        Kind::Quant,
        op,
        Measure { value, unit: Some(unit), per: Vec::new(), notes: Vec::new() },
        Vec::new(),
    ))
}

/// The quantity that a whole text is: `≥95%`, `不少于3次/年`, `24小时内`, `=1.00(百分比)`.
pub fn quantity(text: &str) -> Option<Target> {
    if let Some(target) = fixed_words(text) {
        return Some(target);
    }
    let mut notes = Vec::new();
    let text = match LEADS.iter().find_map(|it| text.strip_prefix(it).map(|rest| (*it, rest))) {
        Some((word, rest)) => {
            notes.push(Note::Remark(word.to_owned()));
            rest
        }
        None => text,
    };
    let verb = VERBS.iter().find_map(|it| text.strip_prefix(it));
    let (every, text) = every(verb.unwrap_or(text));
    let (mut op, text) = lead(text, &mut notes);
    let text = match text.strip_prefix('±').filter(|_| op == Op::None || op.is_ceiling()) {
        // A deviation to both sides is one that is at most so large.
        Some(rest) => {
            op = Op::Le;
            notes.push(Note::Remark("±".to_owned()));
            rest
        }
        None => text,
    };
    let (about, text) =
        ABOUT.iter().find_map(|it| text.strip_prefix(it)).map_or((false, text), |it| (true, it));
    let (mut measure, rest) = measure(text, op != Op::None)?;
    if about {
        notes.push(Note::Approximate);
    }
    let rest = read_bound(rest, &mut op, &mut notes);
    let rest = remark(rest, &measure, &mut notes)?;
    if !rest.is_empty() && !is_tail(rest, &measure, op) {
        return None;
    }
    if !rest.is_empty() {
        notes.push(Note::Remark(rest.to_owned()));
    }
    let is_percent = measure.unit.as_ref().is_some_and(|it| it.base == "%");
    if is_calendar_year(&measure) || verb.is_some() && !is_percent {
        return None;
    }
    measure.per.extend(every);
    Some(target(Kind::Quant, op, measure, notes))
}

/// The range that a whole text is: `85%-90%`, `6000元至8000元/人/年`.
pub fn range(text: &str) -> Option<Target> {
    let mut notes = Vec::new();
    let text = match operator::sign(text) {
        Some((op, rest)) => {
            notes.push(Note::SignedRange(op));
            rest
        }
        None => text,
    };
    let text = ["控制在", "介于", "在", "约"].iter().find_map(|it| text.strip_prefix(it)).unwrap_or(text);
    let text = text.strip_suffix("之间").unwrap_or(text);
    let whole = |text| measure(text, false).filter(|(_, rest)| rest.is_empty()).map(|(it, _)| it);
    let (low, mut high) =
        text.char_indices().filter(|(_, it)| "-~至到".contains(*it)).find_map(|(at, it)| {
            let (left, right) = text.split_at_checked(at)?;
            Some((whole(left)?, whole(right.strip_prefix(it)?)?))
        })?;
    let bases = |it: &Measure| it.unit.as_ref().map(|unit| (unit.base.clone(), unit.factor));
    if low.unit.is_some() && high.unit.is_none() {
        high.unit.clone_from(&low.unit);
        high.notes.retain(|it| *it != Note::NoUnit);
    } else if low.unit.is_some() && bases(&low) != bases(&high) {
        return None;
    }
    if is_calendar_year(&low) || is_calendar_year(&high) {
        return None;
    }
    notes.extend(low.notes.into_iter().filter(|it| *it != Note::NoUnit));
    let mut target = target(Kind::Range, Op::In, high, notes);
    target.hi = target.lo.replace(low.value);
    Some(target)
}

fn target(kind: Kind, op: Op, measure: Measure, mut notes: Vec<Note>) -> Target {
    let mut per = measure.per;
    per.sort_by(|a, b| a.name.cmp(&b.name));
    for note in measure.notes {
        if !notes.contains(&note) {
            notes.push(note);
        }
    }
    Target { op, lo: Some(measure.value), unit: measure.unit, per, notes, ..Target::of(kind) }
}

/// What may stand before a rank: 保持全市前5名.
const RANK_LEADS: &[&str] = &["保持在", "保持", "位居", "位列", "进入", "居", "列"];
const RANK_AREAS: &[&str] = &["全国", "全省", "全市", "全县", "全区", "全州", "省", "市"];

/// Words for none at all.
const ZERO: &[&str] = &["无发生", "不发生", "未发生", "零", "为零", "清零", "动态清零", "全部清零", "归零"];
/// What there is none of: 零事故. 零增长 is no such word: it speaks of a change.
const ZERO_OF: &[&str] = &[
    "发生", "事故", "容忍", "投诉", "差错", "报告", "新增", "伤亡", "死亡", "失误", "缺陷", "案件", "发案",
    "舆情", "上访", "泄露", "泄漏", "丢失", "违规", "违纪", "延误", "拖欠", "感染", "直排", "事件",
];

/// 零发生 and 前三名.
fn fixed_words(text: &str) -> Option<Target> {
    let of_zero = text.strip_prefix('零').is_some_and(|it| ZERO_OF.contains(&it));
    if of_zero || ZERO.contains(&text) {
        let lo = Some(Decimal::ZERO);
        return Some(Target { op: Op::Eq, lo, notes: vec![Note::ZeroWord], ..Target::of(Kind::Quant) });
    }
    let led = RANK_LEADS.iter().find_map(|it| text.strip_prefix(it)).unwrap_or(text);
    let led = RANK_AREAS.iter().find_map(|it| led.strip_prefix(it)).unwrap_or(led);
    let rest = led.strip_prefix('前')?;
    let (value, rest) = arabic(rest).or_else(|| chinese(rest))?;
    // 全省前三 needs no 名; 前三 alone begins other words.
    let rest = if rest.is_empty() && led.len() < text.len() { "名" } else { rest };
    let unit = unit::whole(rest).filter(|it| matches!(it.dimension, Dimension::People | Dimension::Ratio))?;
    let notes = vec![Note::Rank];
    Some(Target { op: Op::Le, lo: Some(value), unit: Some(unit), notes, ..Target::of(Kind::Quant) })
}

fn lead<'a>(text: &'a str, notes: &mut Vec<Note>) -> (Op, &'a str) {
    if let Some((op, word, rest)) = operator(text) {
        notes.extend(word.map(|it| Note::OperatorWord(it.to_owned())));
        return (op, rest);
    }
    for (typed, meant) in [('》', Op::Ge), ('《', Op::Le)] {
        if let Some(rest) = text.strip_prefix(typed) {
            notes.push(Note::MistypedSign(meant));
            return (Op::None, rest.strip_prefix('=').unwrap_or(rest));
        }
    }
    (Op::None, text)
}

/// 每季度, 每人每年 before the number, and 一年 before 两次.
fn every(text: &str) -> (Vec<Unit>, &str) {
    let mut units = Vec::new();
    let mut text = text;
    let period = text.strip_prefix('一').and_then(unit::unit);
    if let Some((unit, rest)) = period.filter(|(it, _)| it.dimension == Dimension::Time)
        && arabic(rest).or_else(|| chinese(rest)).is_some()
    {
        return (vec![unit], rest);
    }
    while let Some((unit, rest)) = text.strip_prefix('每').and_then(unit::unit) {
        units.push(unit);
        text = rest;
    }
    (units, text)
}

/// A number with its unit at the start of a text, and the rest.
pub fn measure(text: &str, has_sign: bool) -> Option<(Measure, &str)> {
    for (words, name) in [("百分之", "%"), ("千分之", "‰"), ("万分之", "/万"), ("百分百", "%")]
    {
        let Some(rest) = text.strip_prefix(words) else { continue };
        let (value, rest) = if words == "百分百" {
            (Decimal::ONE_HUNDRED, rest)
        } else {
            arabic(rest).or_else(|| chinese(rest))?
        };
        let rest = rest.strip_prefix('%').unwrap_or(rest);
        let notes = vec![Note::PercentWords];
        return Some((Measure { value, unit: unit::whole(name), per: Vec::new(), notes }, rest));
    }
    let mut notes = Vec::new();
    let (negative, text) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let text = text.strip_prefix('+').unwrap_or(text);
    let (mut value, rest, is_chinese) = match arabic(text) {
        Some((value, rest)) => (value, rest, false),
        None => chinese(text).map(|(value, rest)| (value, rest, true))?,
    };
    if negative {
        value = -value;
        notes.push(Note::Signed);
    }
    if is_chinese {
        notes.push(Note::ChineseNumber);
    }
    let rest = match rest.strip_prefix(['余', '多']) {
        Some(rest) => {
            notes.push(Note::Approximate);
            rest
        }
        None => rest,
    };
    let (unit, rest) = read_unit(rest, &mut value, &mut notes, has_sign, is_chinese)?;
    // Without a unit there is nothing that could be "per" something.
    let (per, rest) = if unit.is_some() { read_per(rest, &mut notes) } else { (Vec::new(), rest) };
    Some((Measure { value, unit, per, notes }, rest))
}

/// The unit behind a number. `None` where a Chinese number has no unit of the table, because such words (一般,
/// 十分) are prose.
fn read_unit<'a>(
    text: &'a str,
    value: &mut Decimal,
    notes: &mut Vec<Note>,
    has_sign: bool,
    is_chinese: bool,
) -> Option<(Option<Unit>, &'a str)> {
    if let Some(rest) = text.strip_prefix("(百分比)") {
        if *value <= Decimal::from(MAX_SHARE) {
            *value = value.checked_mul(Decimal::ONE_HUNDRED)?.normalize();
        }
        notes.push(Note::ScaledPercent);
        return Some((unit::whole("%"), rest));
    }
    if let Some(rest) = text.strip_prefix("百分比") {
        if *value <= Decimal::ONE {
            *value = value.checked_mul(Decimal::ONE_HUNDRED)?.normalize();
            notes.push(Note::ScaledPercent);
        } else {
            notes.push(Note::PercentWord);
        }
        return Some((unit::whole("%"), rest));
    }
    if let Some(rest) = text.strip_prefix('成').filter(|it| is_end_of_share(it))
        && *value <= Decimal::TEN
    {
        *value = value.checked_mul(Decimal::TEN)?.normalize();
        notes.push(Note::PercentWords);
        return Some((unit::whole("%"), rest));
    }
    if let Some((name, rest)) = text.strip_prefix('(').and_then(|it| it.split_once(')'))
        && let Some(unit) = unit::whole(name)
    {
        notes.push(Note::BracketedUnit);
        return Some((Some(unit), rest));
    }
    if let Some(found) = proportion(text, *value).or_else(|| latin(text, has_sign)) {
        notes.extend((found.0.dimension == Dimension::Unknown).then_some(Note::UnknownUnit));
        return Some((Some(found.0), found.1));
    }
    if let Some((unit, rest)) = about_scale(text) {
        notes.push(Note::Approximate);
        return Some((Some(unit), rest));
    }
    if let Some((unit, rest)) = unit::unit(text) {
        if let Some(found) = share_of(text, rest) {
            return Some((Some(found.0), found.1));
        }
        let (object, after) = object(rest, MAX_OBJECT_CHARS);
        if unit.dimension == Dimension::Scale && !object.is_empty() && !is_chinese {
            notes.push(Note::UnknownUnit);
            return Some((Some(unit.of_unknown(object)), after));
        }
        if unit.dimension == Dimension::Scale {
            notes.push(Note::AmbiguousScale);
        }
        let fits = unit.dimension != Dimension::Ratio && unit.dimension != Dimension::Time;
        if !object.is_empty() && fits && (!is_chinese || unit.base == "个") {
            return Some((Some(unit.with_object(object)), after));
        }
        return Some((Some(unit), rest));
    }
    if is_chinese {
        return None;
    }
    let (word, rest) = object(text, if has_sign { MAX_UNKNOWN_CHARS.0 } else { MAX_UNKNOWN_CHARS.1 });
    if word.is_empty() {
        notes.push(Note::NoUnit);
        return Some((None, text));
    }
    notes.push(Note::UnknownUnit);
    Some((Some(unit::unknown(word)), rest))
}

/// Whether 成 is a tenth, and not the beginning of a word such as 成果.
fn is_end_of_share(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with('(') || bound(rest).is_some()
}

/// A word of Han characters that ends where the value, a bracket, `/` or a bound begins, and the rest.
fn object(text: &str, max_chars: usize) -> (&str, &str) {
    let (word, rest) = take_while(text, is_han);
    let stem = without_bound(word);
    let ends = rest.is_empty() || rest.starts_with(['/', '·', '(', '，', '；', '、', ',', ';', '+']);
    let is_object = ends
        && (1..=max_chars).contains(&stem.chars().count())
        && !stem.ends_with(NAME_ENDS)
        && !stem.contains(['每', '至', '到', '的', '为', '前', '年', '不', '超', '约']);
    if is_object { text.split_at_checked(stem.len()).unwrap_or(("", text)) } else { ("", text) }
}

/// Whether a character is Chinese.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// `/人/年` and 每人每年.
fn read_per<'a>(text: &'a str, notes: &mut Vec<Note>) -> (Vec<Unit>, &'a str) {
    let mut per: Vec<Unit> = Vec::new();
    let mut text = text;
    while let Some(after) = text.strip_prefix(['/', '每', '·']) {
        let Some((unit, rest)) = scaled_per(after).or_else(|| unit::unit(after)).or_else(|| {
            let (word, rest) = object(after, 3);
            if word.is_empty() { latin(after, true) } else { Some((unit::unknown(word), rest)) }
        }) else {
            break;
        };
        let is_late =
            unit.dimension != Dimension::Time && per.last().is_some_and(|it| it.dimension == Dimension::Time);
        if is_late && !notes.contains(&Note::PerOrder) {
            notes.push(Note::PerOrder);
        }
        per.push(unit);
        text = rest;
    }
    (per, text)
}

/// `万车` behind `/`: a power of ten of what is in no table.
fn scaled_per(text: &str) -> Option<(Unit, &str)> {
    let (_, noun) = take_while(text, |it| it.is_ascii_digit() || "十百千万亿".contains(it));
    let has_power = text.strip_suffix(noun).is_some_and(|it| it.contains(|c: char| "百千万亿".contains(c)));
    if !has_power || unit::unit(text).is_some_and(|(_, rest)| rest.len() < noun.len()) {
        return None;
    }
    let (word, rest) = object(noun, 3);
    let written = text.strip_suffix(rest)?;
    (!word.is_empty()).then(|| (unit::unknown(written), rest))
}

fn read_bound<'a>(text: &'a str, op: &mut Op, notes: &mut Vec<Note>) -> &'a str {
    // 10万+ is what counters on the web print.
    let plus = (text == "+").then_some((Some(Op::Ge), "+", ""));
    let Some((limit, word, rest)) = plus.or_else(|| bound(text)) else { return text };
    match limit {
        None => notes.push(Note::Approximate),
        Some(limit) => {
            if *op == Op::None {
                *op = limit;
            } else if limit.is_ceiling() && op.is_floor() || limit.is_floor() && op.is_ceiling() {
                notes.push(Note::ContradictingBound);
            }
            notes.push(Note::BoundSuffix(word.to_owned()));
        }
    }
    rest
}

/// 2026年 is a header cell glued to the value, not a duration.
fn is_calendar_year(measure: &Measure) -> bool {
    measure.unit.as_ref().is_some_and(|it| it.name == "年")
        && measure.per.is_empty()
        && (Decimal::from(1990)..=Decimal::from(2099)).contains(&measure.value)
}

#[cfg(test)]
mod tests {
    use super::{plain, quantity};
    use crate::value::{Kind, date, is_placeholder, lexicon};

    #[test]
    fn plain_quantities_are_read_as_by_all_readings() {
        let mut n_plain = 0;
        for sign in ["≥", "≤", ">", "<", "=", "", "》", "不低于"] {
            for number in ["0", "95", "95.50", "2026", "1000000", "九", "12-15", "1.", "-3"] {
                for unit in super::unit::spellings().chain([
                    "",
                    "万",
                    "万元",
                    "亿吨",
                    "元/人",
                    "个村",
                    "百分比",
                    "成",
                    "余人",
                ]) {
                    let text = format!("{sign}{number}{unit}");
                    let Some(found) = plain(&text) else { continue };
                    n_plain += 1;
                    assert_eq!(Some(&found), quantity(&text).as_ref(), "{text}");
                    assert_eq!(found.kind, Kind::Quant, "{text}");
                    assert!(!is_placeholder(&text) && lexicon::exact(&text).is_none(), "{text}");
                    assert!(date::deadline(&text).is_none() && date::year(&text).is_none(), "{text}");
                }
            }
        }
        assert!(n_plain > 2_000, "{n_plain}");
    }
}
