//! Deadlines that come back, or that hang on a day which is not written: `每月10日前`, `每季度末月20日前`, `当日办结`.
//!
//! It reads whole values only and knows no calendar. Invariant: what it reads has no [`super::Deadline`], because no
//! single day is meant; the printed text says when.

use super::date::{self, BEFORE};
use super::number::{arabic, chinese};
use super::quantity::{is_han, quantity};
use super::target::{Kind, Note, Op, Target};
use super::unit::{self, Dimension};
use rust_decimal::Decimal;

/// The period that comes back, or that the deadline hangs on.
const PERIODS: &[&str] = &[
    "每半年",
    "每个月",
    "每季度",
    "每学期",
    "每个季度",
    "每年度",
    "每月",
    "每季",
    "每年",
    "每周",
    "次月",
    "下月",
    "次年",
    "下年",
    "当月",
    "当季",
    "当年",
    "次日",
    "当日",
    "当天",
    "当晚",
    "次季度",
    "月",
    "季度",
    "年",
];

/// Periods that are a deadline alone where what is done by then follows.
const DAYS: &[&str] = &["当日", "当天", "当晚", "次日", "当月", "当季", "当年"];

/// The part of the period.
const PARTS: &[&str] = &["上半月", "下半月", "上旬", "中旬", "下旬", "初", "底", "末"];

/// The month within a longer period.
const MONTHS: &[&str] = &["末月", "首月", "末个月", "首个月", "第一个月", "第二个月", "第三个月", "的"];

/// What the period is counted from.
const SINCE: &[&str] = &["结束后", "终了后", "开始后", "结束之后", "后"];

/// The whole of the year, as a deadline where what is done by then follows or nothing does.
const WITHIN: &[&str] =
    &["本年度内", "当年内", "年度内", "本年内", "年内", "全年度", "全年", "当年底", "本年底"];

/// The event of a deadline that runs from it is at most this long.
const MAX_EVENT_CHARS: usize = 12;

/// What is done within a time after an event: `接到报修后2小时内到场`, `收到资金后30日内`.
pub fn since(text: &str) -> Option<Target> {
    let at = text.find('后')?;
    let (event, rest) = text.split_at_checked(at + '后'.len_utf8())?;
    let is_event = (3..=MAX_EVENT_CHARS).contains(&event.chars().count()) && event.chars().all(is_han);
    let mut target = quantity(rest.trim_start_matches(['，', '的'])).filter(|_| is_event)?;
    let is_time = target.unit.as_ref().is_some_and(|it| it.dimension == Dimension::Time);
    target.notes.push(Note::Remark(event.to_owned()));
    (is_time && target.op.is_ceiling()).then_some(target)
}

/// A deadline with a remark behind it: `2025年1月20日前（春节前）`.
pub fn remarked(text: &str) -> Option<Target> {
    let (text, inside) = text.strip_suffix(')')?.split_once('(')?;
    let mut target = date::deadline(text).or_else(|| recurring(text))?;
    target.notes.push(Note::Remark(inside.to_owned()));
    Some(target)
}

/// Days that everybody knows without their date.
const FEASTS: &[&str] = &[
    "春节",
    "元旦",
    "清明",
    "五一",
    "端午",
    "中秋",
    "国庆",
    "元宵",
    "六一",
    "七一",
    "八一",
    "重阳",
    "教师",
    "春运",
    "秋季学期开学",
    "春季学期开学",
    "新学期开学",
    "新学年开学",
    "秋季开学",
    "春季开学",
    "开学",
    "主汛期",
    "汛期",
    "汛",
    "入汛",
    "采暖期",
    "采暖季",
    "供暖期",
    "供暖季",
    "供暖",
    "防火期",
    "春耕",
    "秋收",
    "入冬",
    "高考",
    "中考",
];

/// The recurring deadline that a whole text is.
pub fn recurring(text: &str) -> Option<Target> {
    let whole = text;
    let text =
        ["≤", "不晚于", "不迟于", "于", "在"].iter().find_map(|it| text.strip_prefix(it)).unwrap_or(text);
    let read = || Target {
        op: Op::Le,
        notes: vec![Note::Recurring(whole.to_owned())],
        ..Target::of(Kind::Deadline)
    };
    if let Some(rest) = WITHIN.iter().find_map(|it| text.strip_prefix(it)) {
        return date::is_done(rest).then(read);
    }
    if let Some(rest) = FEASTS.iter().find_map(|it| text.strip_prefix(it)) {
        let rest = BEFORE.iter().find_map(|it| rest.strip_prefix("节").unwrap_or(rest).strip_prefix(it))?;
        return date::is_done(rest).then(read);
    }
    if clock_span(text) || weekly(text) || is_before_event(text) {
        return Some(read());
    }
    let period = PERIODS.iter().find(|it| text.starts_with(**it))?;
    let rest = text.strip_prefix(period)?;
    let day = day(rest);
    let (rest, has_day) = day.map_or((rest, false), |it| (it, true));
    let (rest, is_limit) =
        BEFORE.iter().find_map(|it| rest.strip_prefix(it)).map_or((rest, false), |it| (it, true));
    // 月 and 年 alone begin other words as well; only with a day of them and a limit are they a period.
    let is_bare = matches!(*period, "月" | "季度" | "年");
    let fits = if is_bare { has_day && is_limit } else { has_day || is_limit || !rest.is_empty() };
    let is_day = DAYS.contains(period) || has_day;
    (fits && is_day && date::is_done(rest)).then(read)
}

/// Words that end like a limit and are none.
const NO_LIMITS: &[&str] =
    &["提前", "目前", "当前", "超前", "空前", "眼前", "以前", "之前", "日前", "月前", "年前"];

/// 暑假结束前, 封冻前: an event that needs no date.
fn is_before_event(text: &str) -> bool {
    let is_named =
        text.strip_suffix('前').is_some_and(|it| (2..=MAX_EVENT_CHARS).contains(&it.chars().count()));
    is_named && text.chars().all(is_han) && NO_LIMITS.iter().all(|it| !text.ends_with(it))
}

/// 每周三, 每周五17:00前: a day of every week.
fn weekly(text: &str) -> bool {
    let days = ['一', '二', '三', '四', '五', '六', '日', '天', '末'];
    let Some(rest) = text.strip_prefix("每周").and_then(|it| it.strip_prefix(days)) else { return false };
    let rest = clock(rest).unwrap_or(rest);
    date::is_done(BEFORE.iter().find_map(|it| rest.strip_prefix(it)).unwrap_or(rest))
}

/// 8:30-17:30, 每天9时至17时: opening hours.
fn clock_span(text: &str) -> bool {
    let text = ["每天", "每日", "工作日"].iter().find_map(|it| text.strip_prefix(it)).unwrap_or(text);
    let end = clock(text).and_then(|it| it.strip_prefix(['-', '~', '至', '到'])).and_then(clock);
    end.is_some_and(|it| it.is_empty() || it == "开放")
}

/// What follows a time of day: `12:30`, `12时`, `9点30分`.
fn clock(text: &str) -> Option<&str> {
    let up_to = |text, limit: u32| {
        arabic(text).filter(|(it, _)| it.is_integer() && *it < Decimal::from(limit)).map(|(_, rest)| rest)
    };
    let rest = up_to(text, 25)?;
    if let Some(rest) = rest.strip_prefix([':', '：']) {
        return up_to(rest, 60);
    }
    let rest = rest.strip_prefix(['时', '点'])?;
    Some(up_to(rest, 60).and_then(|it| it.strip_prefix('分')).unwrap_or(rest))
}

/// What follows the day within the period: `10日`, `末月20日`, `底`, `5个工作日`, `结束后15日`.
fn day(text: &str) -> Option<&str> {
    let since = SINCE.iter().find_map(|it| text.strip_prefix(it));
    if let Some(rest) = since {
        let rest = rest.trim_start_matches('的').trim_start_matches('第');
        let (_, rest) = arabic(rest).or_else(|| chinese(rest))?;
        return unit::unit(rest).filter(|(it, _)| it.dimension == Dimension::Time).map(|(_, rest)| rest);
    }
    let text = MONTHS.iter().find_map(|it| text.strip_prefix(it)).unwrap_or(text);
    if let Some(rest) = PARTS.iter().find_map(|it| text.strip_prefix(it)) {
        return Some(rest);
    }
    let text = text.strip_prefix(['第', '前']).unwrap_or(text);
    let (value, rest) = arabic(text).or_else(|| chinese(text))?;
    let is_day = value >= Decimal::ONE && value <= Decimal::from(31) && value.is_integer();
    ["个工作日", "日", "号"].iter().find_map(|it| rest.strip_prefix(it)).filter(|_| is_day)
}

#[cfg(test)]
mod tests {
    use super::recurring;

    #[test]
    fn a_remark_behind_a_deadline_is_set_aside() {
        let target = super::remarked("2025年1月20日前(春节前)").unwrap();
        assert!(target.deadline.is_some() && target.has(&super::Note::Remark("春节前".to_owned())));
        assert!(super::remarked("良好(春节前)").is_none());
    }

    #[test]
    fn times_after_an_event_are_read() {
        for (text, event) in [("接到报修后2小时内到场", "接到报修后"), ("收到资金后30日内", "收到资金后")]
        {
            let target = super::since(text).unwrap();
            assert!(
                target.op == super::Op::Le && target.has(&super::Note::Remark(event.to_owned())),
                "{text}"
            );
        }
        for text in ["后2小时内", "培训后就业100人", "整改后95%", "验收合格后"] {
            assert!(super::since(text).is_none(), "{text}");
        }
    }

    #[test]
    fn recurring_deadlines_are_read_and_other_texts_are_not() {
        for text in [
            "每月10日前",
            "每月15日前发放",
            "次月10日前",
            "每季度末月20日前",
            "每季度末",
            "每月底前",
            "每季度结束后15日内",
            "次月前5个工作日内",
            "当日办结",
            "当天完成",
            "当月发放到位",
            "月底前",
            "每月二十五日前",
            "每年末前完成",
            "年内完成",
            "春节前",
            "国庆节前完成",
            "全年",
            "当年底前完成",
            "每周三",
            "每周五前完成",
            "每周三12时前",
            "8:30-17:30",
            "每天9时至17时30分开放",
            "春运前",
            "暑假结束前",
            "秋季学期开学前",
        ] {
            assert!(recurring(text).is_some(), "{text}");
        }
        for text in [
            "每月",
            "每月1次",
            "每月35日前",
            "月",
            "月度",
            "年",
            "当日",
            "每年",
            "当年3次",
            "每月10日例会",
            "年检",
            "每周三次",
            "1:13",
            "8-17",
            "25:30-26:00",
            "春运",
            "按要求提前",
            "好于三年前",
        ] {
            assert!(recurring(text).is_none(), "{text}");
        }
    }
}
