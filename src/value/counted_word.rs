//! Words that are a number: none at all, and ranks.
//!
//! Whole values only, in words that a list knows.

use super::number::{arabic, chinese};
use super::target::{Kind, Note, Op, Target};
use super::unit::{self, Dimension};
use rust_decimal::Decimal;

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

/// The quantity that a whole text is in one of these words: 零发生 and 前三名.
pub fn counted_word(text: &str) -> Option<Target> {
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
