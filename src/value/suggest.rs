//! Suggestions for what a target lacks: a sign, a unit. They are guesses, offered and never applied unasked.

use super::names;
use super::target::{Kind, Note, Op, Target};
use super::unit::{Dimension, Unit};
use crate::text::words::{Word, has_any, words};
use rust_decimal::Decimal;

/// Money of which more is better.
const GAINS: &[Word] = &words([
    "增收",
    "收入",
    "产值",
    "效益",
    "节约",
    "节支",
    "营业额",
    "销售",
    "税收",
    "利润",
    "引资",
    "挽回",
    "追缴",
    "带动",
    "贷款发放",
    "交易额",
    "成交额",
]);

/// Time of which more is better, and what it is waited for.
const LASTING: &[Word] = &words(["天数", "年限", "学时"]);
const WAITING: &[Word] = &words(["办", "审", "等待", "逾期", "超", "故障", "停"]);

/// The sign that a value without one probably means. `None` for what is no quantity.
///
/// Shares are `=` at 100 % and `≥` below, shares of harm `≤`; counts `≥`; times `≤`; amounts per head are set by
/// rule and `=`, other money `≤`. Zero and twelve months are `=`, because as bounds they would bind nobody. A typed
/// 》 was meant as `≥`.
pub fn suggest_sign(target: &Target, name: &str) -> Option<Op> {
    let number = target.number()?;
    let typed = target.notes.iter().find_map(|it| match it {
        Note::MistypedSign(op) => Some(*op),
        _ => None,
    });
    if typed.is_some() {
        return typed;
    }
    if number.is_zero() || target.is_in("个月") && number == Decimal::from(12) {
        return Some(Op::Eq);
    }
    let dimension = target.unit.as_ref().map(|it| it.dimension);
    Some(match dimension {
        Some(Dimension::Money) if is_standard(target, name) => Op::Eq,
        Some(Dimension::Money) if has_any(name, GAINS) => Op::Ge,
        Some(Dimension::Time) if has_any(name, LASTING) && !has_any(name, WAITING) => Op::Ge,
        Some(Dimension::Money | Dimension::Time) => Op::Le,
        _ if names::harm(name) => Op::Le,
        Some(Dimension::Ratio) if number == Decimal::ONE_HUNDRED => Op::Eq,
        _ => Op::Ge,
    })
}

/// Whether the amount is one per head or case, which a rule fixes.
pub fn is_standard(target: &Target, name: &str) -> bool {
    target.unit.as_ref().is_some_and(|it| it.dimension == Dimension::Money)
        && (!target.per.is_empty() || names::money_standard(name))
}

/// The unit that a value without one probably has: from the name's bracket, else from the other value of the row
/// (half-year or full-year), else 万元 for 万 under a money name.
pub fn suggest_unit(target: &Target, name: &str, other: Option<&Target>) -> Option<Unit> {
    if target.is_in("万") {
        return if names::money(name) {
            super::unit::whole(&format!("{}元", target.unit.as_ref()?.text))
        } else {
            None
        };
    }
    if target.unit.is_some() {
        return None;
    }
    names::split_unit(name).1.or_else(|| other.and_then(|it| it.unit.clone()))
}

/// The percentage that a bare number under a share's name probably means: `1` and `0.95` are shares, `95` is a
/// percentage. `None` where neither fits.
pub fn suggest_percent(target: &Target) -> Option<Target> {
    let number = target.number().filter(|_| target.unit.is_none())?;
    let percent = if number >= Decimal::ZERO && number <= Decimal::ONE {
        number.checked_mul(Decimal::ONE_HUNDRED)?
    } else if number > Decimal::ONE && number <= Decimal::ONE_HUNDRED {
        number
    } else {
        return None;
    };
    Some(Target { kind: Kind::Quant, lo: Some(percent), unit: super::unit::whole("%"), ..target.clone() })
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;

    #[test]
    fn signs_are_suggested() {
        let cases = [
            ("设备完好率", "95%", Some(Op::Ge)),
            ("设备完好率", "100%", Some(Op::Eq)),
            ("设备故障率", "5%", Some(Op::Le)),
            ("绿化面积", "20亩", Some(Op::Ge)),
            ("办结时间", "3个工作日", Some(Op::Le)),
            ("低保补助标准", "500元/人", Some(Op::Eq)),
            ("会议支出", "3万元", Some(Op::Le)),
            ("旅游产值", "1.2亿元", Some(Op::Ge)),
            ("户均增收", "500元", Some(Op::Ge)),
            ("巡查天数", "365天", Some(Op::Ge)),
            ("办理天数", "5天", Some(Op::Le)),
            ("绿化面积", "》20亩", Some(Op::Ge)),
            ("设备故障次数", "0次", Some(Op::Eq)),
            ("机房租赁期", "12个月", Some(Op::Eq)),
            ("环境质量", "良好", None),
        ];
        for (name, value, expected) in cases {
            assert_eq!(suggest_sign(&parse(value), name), expected, "{name} {value}");
        }
    }

    #[test]
    fn units_are_suggested() {
        let unit = |name: &str, value: &str, other: Option<&str>| {
            suggest_unit(&parse(value), name, other.map(parse).as_ref()).map(|it| it.name)
        };
        assert_eq!(unit("培训数量（批次）", "≥2", None).as_deref(), Some("批次"));
        assert_eq!(unit("培训数量", "0", Some("1次")).as_deref(), Some("次"));
        assert_eq!(unit("培训费用", "<50万", None).as_deref(), Some("万元"));
        assert_eq!(unit("印刷数量", "<50万", None), None);
        assert_eq!(unit("培训数量", "≥2", None), None);
    }

    #[test]
    fn bare_numbers_become_percentages() {
        let percent = |value: &str| suggest_percent(&parse(value)).map(|it| it.written());
        assert_eq!(percent("1").as_deref(), Some("100%"));
        assert_eq!(percent("≥0.95").as_deref(), Some("≥95%"));
        assert_eq!(percent("≥95").as_deref(), Some("≥95%"));
        assert_eq!(percent("800").as_deref(), None);
        assert_eq!(percent("95%").as_deref(), None);
    }
}
