//! Deadlines: dates, months, quarters and year ends, with the words that make a limit of them.
//!
//! It only reads whole values; a date inside other text is not a deadline. Invariant: a date that does not exist is
//! kept as written, with a note.

use super::number::{arabic, chinese, take_while};
use super::operator;
use super::target::{Deadline, Kind, Note, Op, Precision, Target};
use rust_decimal::prelude::ToPrimitive;

/// Years that can be meant in a filing.
const YEARS: std::ops::RangeInclusive<i32> = 1990..=2099;

/// Words before a date that say nothing of their own.
const LEADS: &[&str] = &["截至", "截止到", "截止", "于", "在", "到", "至", "当年", "本年度", "本年", "每年"];

/// Words that make the date a limit, longest first.
pub const BEFORE: &[&str] = &["以前", "之前", "之内", "以内", "前", "内", "止"];

/// What is to be done by then.
const DONE: &[&str] =
    &["完成", "办结", "到位", "发放", "支付", "拨付", "验收", "结束", "竣工", "完工", "交付", "兑现", "执行"];

/// The verb phrase after a date is at most this long.
const MAX_DONE_CHARS: usize = 10;

/// What a date text says before the limit word is read.
struct Date<'a> {
    deadline: Deadline,
    /// 底, 末: the end of the period is meant, so the limit is written.
    is_end: bool,
    rest: &'a str,
}

/// Operator words that compare sizes, not times.
const SIZES: &[&str] = &["不高于", "不大于", "不多于", "小于等于", "小于", "低于", "少于"];

/// What follows a date at the start of a text, with 前 or the like behind it.
pub fn after(text: &str) -> Option<&str> {
    let text = LEADS.iter().find_map(|it| text.strip_prefix(it)).unwrap_or(text);
    let rest = date(text)?.rest;
    Some(BEFORE.iter().find_map(|it| rest.strip_prefix(it)).unwrap_or(rest))
}

/// The deadline that a whole text is.
pub fn deadline(text: &str) -> Option<Target> {
    let (op, word, text) = match operator::operator(text) {
        Some((op, word, rest)) if op.is_ceiling() => (op, word, rest),
        _ => (Op::None, None, text),
    };
    let lead = LEADS.iter().find_map(|it| text.strip_prefix(it));
    let mut notes = Vec::new();
    let mut date = date(lead.unwrap_or(text))?;
    if let Some(rest) = date.rest.strip_prefix(['-', '~', '至', '到'])
        && let Some(mut end) = self::date(rest).or_else(|| day_of(date.deadline, rest))
    {
        end.deadline.year = end.deadline.year.or(date.deadline.year);
        date = Date { is_end: true, ..end };
        notes.push(Note::Period);
    }
    let (limit, rest) = match BEFORE.iter().find_map(|it| date.rest.strip_prefix(it).map(|rest| (*it, rest)))
    {
        Some((word, rest)) => (Some(word), rest),
        None => (None, date.rest),
    };
    if !is_done(rest) {
        return None;
    }
    let deadline = date.deadline;
    // 不高于2023年 compares with the figure of a year; only 不超过 and 不晚于 may mean the time itself.
    let is_size = word.is_some_and(|it| SIZES.contains(&it));
    if deadline.precision == Precision::Year && limit.is_none() && (op == Op::None || is_size) {
        return None;
    }
    note(&mut notes, deadline, limit, date.is_end || op != Op::None);
    let op = if op == Op::None { Op::Le } else { op };
    Some(Target { op, deadline: Some(deadline), notes, ..Target::of(Kind::Deadline) })
}

fn note(notes: &mut Vec<Note>, deadline: Deadline, limit: Option<&str>, is_limited: bool) {
    if !deadline.is_possible() {
        notes.push(Note::ImpossibleDate);
    }
    let before = matches!(limit, Some("前" | "之前" | "以前"));
    if before && deadline.precision == Precision::Month {
        notes.push(Note::AmbiguousMonth);
    } else if before {
        notes.push(Note::InclusiveBefore);
    } else if limit.is_none() && !is_limited {
        notes.push(Note::ImpliedLimit);
    }
}

/// Whether a text is blank or says what is done by then.
pub fn is_done(rest: &str) -> bool {
    rest.is_empty()
        || (rest.chars().count() <= MAX_DONE_CHARS
            && rest.chars().all(|it| !it.is_ascii())
            && DONE.iter().any(|it| rest.contains(it)))
}

fn date(text: &str) -> Option<Date<'_>> {
    dashed(text).or_else(|| worded(text))
}

/// `2025-12-30`, `2025/12/30`, `2025.12.30`.
fn dashed(text: &str) -> Option<Date<'_>> {
    let (year, rest) = whole(text)?;
    let year = i32::try_from(year).ok().filter(|it| YEARS.contains(it))?;
    let separator = rest.chars().next().filter(|it| matches!(it, '-' | '/' | '.'))?;
    let (month, rest) = whole(rest.strip_prefix(separator)?)?;
    let (day, rest) = whole(rest.strip_prefix(separator)?)?;
    let deadline = Deadline { year: Some(year), month, day, precision: Precision::Day };
    Some(Date { deadline, is_end: false, rest: rest.strip_prefix('日').unwrap_or(rest) })
}

/// `2025年12月30日`, `12月底`, `第四季度`, `2025年底`, `年末`, `上半年`.
fn worded(text: &str) -> Option<Date<'_>> {
    let (year, text) = match year(text) {
        Some((year, rest)) => (Some(year), rest),
        None => (None, text),
    };
    let at = |month, day, precision, is_end, rest| {
        Some(Date { deadline: Deadline { year, month, day, precision }, is_end, rest })
    };
    if let Some(end) = month_span(year, text) {
        return Some(end);
    }
    if let Some((month, rest)) = whole(text).and_then(|(it, rest)| Some((it, month_word(rest)?))) {
        if let Some(rest) = ["月底", "月末", "底", "末"].iter().find_map(|it| rest.strip_prefix(it)) {
            return at(month, last_day(year, month), Precision::Day, true, rest);
        }
        if let Some((day, rest)) = tenth(rest, last_day(year, month)) {
            return at(month, day, Precision::Day, true, rest);
        }
        if let Some((day, rest)) = whole(rest)
            && let Some(rest) = rest.strip_prefix('日').or_else(|| rest.strip_prefix('号'))
        {
            return at(month, day, Precision::Day, false, rest);
        }
        return at(month, last_day(year, month), Precision::Month, false, rest);
    }
    if let Some((quarter, rest)) = quarter(text) {
        let is_end = rest.starts_with(['底', '末']);
        let rest = rest.trim_start_matches(['底', '末']);
        return at(quarter * 3, last_day(year, quarter * 3), Precision::Quarter, is_end, rest);
    }
    for (words, month) in [(&["年底", "年末", "年终"][..], 12), (&["上半年"], 6), (&["下半年"], 12)]
    {
        if let Some(rest) = words.iter().find_map(|it| text.strip_prefix(it)) {
            return at(month, last_day(year, month), Precision::Day, true, rest);
        }
    }
    year?;
    if let Some(rest) = text.strip_prefix('底').or_else(|| text.strip_prefix('末')) {
        return at(12, 31, Precision::Day, true, rest);
    }
    if let Some(rest) = text.strip_prefix("全年") {
        return at(12, 31, Precision::Day, true, rest);
    }
    at(12, 31, Precision::Year, false, text.strip_prefix('度').unwrap_or(text))
}

/// The last day of 上旬, 中旬 and 下旬, the thirds of a month.
fn tenth(rest: &str, last: u32) -> Option<(u32, &str)> {
    let thirds = [("上旬", 10), ("中旬", 20), ("下旬", last)];
    thirds.iter().find_map(|(word, day)| rest.strip_prefix(word).map(|rest| (*day, rest)))
}

/// `15日` behind `11月1日至`: a day of the same month.
fn day_of(start: Deadline, text: &str) -> Option<Date<'_>> {
    let (day, rest) = whole(text)?;
    let rest = rest.strip_prefix(['日', '号'])?;
    let deadline = Deadline { day, precision: Precision::Day, ..start };
    Some(Date { deadline, is_end: true, rest })
}

/// `1-12月`: the end of the span.
fn month_span(year: Option<i32>, text: &str) -> Option<Date<'_>> {
    let (_, rest) = whole(text)?;
    let (month, rest) = whole(rest.strip_prefix(['-', '~', '至', '到'])?)?;
    let rest = month_word(rest)?;
    let deadline = Deadline { year, month, day: last_day(year, month), precision: Precision::Month };
    Some(Date { deadline, is_end: true, rest })
}

/// A calendar year and the rest behind 年.
pub fn year(text: &str) -> Option<(i32, &str)> {
    let (digits, rest) = take_while(text, |it| it.is_ascii_digit());
    let value = if digits.is_empty() {
        let (value, end) = chinese(text)?;
        return value.to_i32().filter(|it| YEARS.contains(it)).zip(end.strip_prefix('年'));
    } else if digits.len() == 4 {
        digits.parse::<i32>().ok()?
    } else {
        return None;
    };
    if YEARS.contains(&value) { Some((value, rest.strip_prefix('年')?)) } else { None }
}

fn month_word(rest: &str) -> Option<&str> {
    rest.strip_prefix("月份").or_else(|| rest.strip_prefix('月'))
}

fn quarter(text: &str) -> Option<(u32, &str)> {
    let (value, rest) = if let Some(rest) = text.strip_prefix(['Q', 'q']) {
        arabic_whole(rest).and_then(|(it, rest)| it.to_u32().zip(Some(rest)))?
    } else {
        let (value, rest) = whole(text.strip_prefix('第').unwrap_or(text))?;
        (value, rest.strip_prefix("季度")?)
    };
    (1..=4).contains(&value).then_some((value, rest))
}

fn whole(text: &str) -> Option<(u32, &str)> {
    let (value, rest) = arabic_whole(text).or_else(|| chinese(text))?;
    value.to_u32().filter(|it| rust_decimal::Decimal::from(*it) == value).map(|it| (it, rest))
}

/// Digits only, so that the dots of `2025.12.30` are not read as a decimal point.
fn arabic_whole(text: &str) -> Option<(rust_decimal::Decimal, &str)> {
    let (digits, rest) = take_while(text, |it| it.is_ascii_digit());
    arabic(digits).map(|(value, _)| (value, rest))
}

/// The last day of a month; a leap year is assumed where no year is written.
fn last_day(year: Option<i32>, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 => match year {
            Some(year) if year % 4 != 0 || (year % 100 == 0 && year % 400 != 0) => 28,
            _ => 29,
        },
        _ => 31,
    }
}

impl Deadline {
    /// Whether there is such a day.
    pub fn is_possible(&self) -> bool {
        (1..=12).contains(&self.month) && (1..=last_day(self.year, self.month)).contains(&self.day)
    }

    /// The last day of the month before, for "before this month" read strictly.
    #[must_use]
    pub fn month_before(&self) -> Self {
        let (year, month) =
            if self.month <= 1 { (self.year.map(|it| it - 1), 12) } else { (self.year, self.month - 1) };
        Self { year, month, day: last_day(year, month), precision: Precision::Day }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::Lang;

    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(deadline(text).map(|it| it.reading(Lang::En)).as_deref(), expected, "{text}");
    }

    #[test]
    fn deadlines_are_read() {
        let cases = [
            ("2025年12月30日前完成", Some("≤ 2025-12-30 (day)")),
            ("2025-12-30", Some("≤ (implied) 2025-12-30 (day)")),
            ("2025.6.30前", Some("≤ 2025-06-30 (day)")),
            ("2025年12月前完成", Some("≤ 2025-12 (month)")),
            ("2025年12月底前", Some("≤ 2025-12-31 (day)")),
            ("12月底前", Some("≤ 12-31 (day)")),
            ("11月30日前全部完成", Some("≤ 11-30 (day)")),
            ("第四季度", Some("≤ (implied) Q4 (quarter)")),
            ("2025年第三季度末前", Some("≤ 2025-Q3 (quarter)")),
            ("2025年底前完成验收", Some("≤ 2025-12-31 (day)")),
            ("年底前", Some("≤ 12-31 (day)")),
            ("2025年全年", Some("≤ 2025-12-31 (day)")),
            ("2025年内", Some("≤ 2025 (year)")),
            ("二〇二五年十二月底", Some("≤ 2025-12-31 (day)")),
            ("2025年1-12月", Some("≤ 2025-12 (month)")),
            ("2025年1月-12月", Some("≤ 2025-12 (month)")),
            ("2025年1月1日至2025年12月31日", Some("≤ 2025-12-31 (day)")),
            ("2025年11月1日至15日", Some("≤ 2025-11-15 (day)")),
            ("2025年4月上旬", Some("≤ 2025-04-10 (day)")),
            ("2月下旬前完成", Some("≤ 02-29 (day)")),
            ("2025年Q4", Some("≤ (implied) 2025-Q4 (quarter)")),
            ("2025年Q5", None),
            ("≤2025年6月30日", Some("≤ 2025-06-30 (day)")),
            ("2025年2月底前", Some("≤ 2025-02-28 (day)")),
            ("2025年2月30日前", Some("≤ 2025-02-30 (day)")),
            ("2026年", None),
            ("2025.12", None),
            ("12个月", None),
            ("3月龄儿童", None),
            ("2025年12月建设的道路", None),
        ];
        for (text, expected) in cases {
            check(text, expected);
        }
    }

    #[test]
    fn impossible_dates_are_noted() {
        for text in ["2025年2月30日前", "2025年13月", "2025-04-31"] {
            assert!(deadline(text).unwrap().has(&Note::ImpossibleDate), "{text}");
        }
        assert!(!deadline("2024年2月29日").unwrap().has(&Note::ImpossibleDate));
    }
}
