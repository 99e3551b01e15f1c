//! How strict a target is, so that targets of one indicator can be sorted and compared across filings and years.
//!
//! It sees a name, a target and a year, no filings. Invariant: only targets of one [`Scale`] are compared; where two
//! targets do not measure the same thing there is no answer rather than a guess.

use super::target::{Deadline, Kind, Op, Target};
use super::{names, sizes};
use rust_decimal::Decimal;

/// Which way is stricter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// More is stricter.
    Floor,
    /// Less is stricter: ceilings, harm, cost, dates.
    Ceiling,
}

/// What a target measures: only targets of one scale are compared.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Scale {
    /// Which way is stricter.
    pub direction: Direction,
    /// The base unit; `日期` for dates.
    pub unit: String,
}

/// How strict a target is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Strictness {
    /// What it measures.
    pub scale: Scale,
    /// The number in the base unit; days for dates, counted from the beginning of the filing's year.
    pub level: Decimal,
}

/// The unit of dates.
const DATE: &str = "日期";

impl Strictness {
    /// Greater is stricter, among targets of one scale.
    pub fn rank(&self) -> Decimal {
        match self.scale.direction {
            Direction::Floor => self.level,
            Direction::Ceiling => -self.level,
        }
    }
}

/// How strict a target is; `None` for words and whatever else has no number to compare.
/// `year` is the filing's, so that dates of different years compare by their place in their year.
pub fn strictness(name: &str, target: &Target, year: Option<i32>) -> Option<Strictness> {
    if target.kind == Kind::Deadline {
        let level = days(target.deadline.as_ref()?, year)?;
        let scale = Scale { direction: Direction::Ceiling, unit: DATE.to_owned() };
        return Some(Strictness { scale, level });
    }
    let direction = direction(name, target);
    let number = match (target.kind, direction) {
        (Kind::Quant, _) | (Kind::Range, Direction::Floor) => target.lo?,
        (Kind::Range, Direction::Ceiling) => target.hi?,
        _ => return None,
    };
    let level = match &target.unit {
        Some(unit) => number.checked_mul(unit.factor)?,
        None => number,
    };
    let (level, base) = sizes::counted(level, target.base_unit())?;
    let per = target.per.iter().map(|it| &*it.base);
    let unit = std::iter::once(base).chain(per).collect::<Vec<_>>().join("/");
    Some(Strictness { scale: Scale { direction, unit }, level })
}

/// Which way a target is stricter: by its sign, else by what the name measures.
fn direction(name: &str, target: &Target) -> Direction {
    match target.op {
        Op::Le | Op::Lt => Direction::Ceiling,
        Op::Eq | Op::None | Op::In if names::harm(name) || name.contains("成本") => Direction::Ceiling,
        _ => Direction::Floor,
    }
}

/// Days from the beginning of the filing's year, every month taken as 31 so that the order of dates holds.
fn days(deadline: &Deadline, year: Option<i32>) -> Option<Decimal> {
    let years = match (deadline.year, year) {
        (Some(own), Some(filing)) => own.checked_sub(filing)?,
        _ => 0,
    };
    let days = i64::from(years) * 12 * 31 + i64::from(deadline.month) * 31 + i64::from(deadline.day);
    Some(Decimal::from(days))
}

/// What happened to a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shift {
    /// More is asked for.
    Raised,
    /// Less is asked for.
    Lowered,
    /// A ceiling came down.
    Tightened,
    /// A ceiling went up.
    Loosened,
    /// A date came nearer.
    Earlier,
    /// A date moved away.
    Later,
    /// It had no number and now has one.
    Quantified,
    /// It had a number and is words now.
    Qualified,
    /// It was blank.
    Filled,
    /// It is blank now.
    Blanked,
    /// The sign says something else about the same number, or points the other way.
    SignChanged,
    /// It measures in another unit.
    UnitChanged,
    /// The same in other writing.
    Rewritten,
    /// Anything else.
    Other,
}

impl Shift {
    /// Every shift, in the order of reports.
    pub const ALL: [Self; 14] = [
        Self::Raised,
        Self::Lowered,
        Self::Tightened,
        Self::Loosened,
        Self::Earlier,
        Self::Later,
        Self::Quantified,
        Self::Qualified,
        Self::Filled,
        Self::Blanked,
        Self::SignChanged,
        Self::UnitChanged,
        Self::Rewritten,
        Self::Other,
    ];

    /// The word in JSON.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Raised => "raised",
            Self::Lowered => "lowered",
            Self::Tightened => "tightened",
            Self::Loosened => "loosened",
            Self::Earlier => "earlier",
            Self::Later => "later",
            Self::Quantified => "quantified",
            Self::Qualified => "qualified",
            Self::Filled => "filled",
            Self::Blanked => "blanked",
            Self::SignChanged => "sign-changed",
            Self::UnitChanged => "unit-changed",
            Self::Rewritten => "rewritten",
            Self::Other => "other",
        }
    }

    /// Whether less is promised than before.
    pub const fn is_looser(self) -> bool {
        matches!(self, Self::Lowered | Self::Loosened | Self::Later | Self::Qualified | Self::Blanked)
    }

    /// Whether more is promised than before.
    pub const fn is_stricter(self) -> bool {
        matches!(self, Self::Raised | Self::Tightened | Self::Earlier | Self::Quantified | Self::Filled)
    }
}

/// What happened between two targets of an indicator, each with the year of its filing.
pub fn shift(name: &str, before: (&Target, Option<i32>), after: (&Target, Option<i32>)) -> Shift {
    let ((old, old_year), (new, new_year)) = (before, after);
    let is_blank = |it: &Target| matches!(it.kind, Kind::Empty | Kind::Placeholder);
    let is_words = |it: &Target| matches!(it.kind, Kind::Qual | Kind::Text);
    match (is_blank(old), is_blank(new)) {
        (true, true) => return Shift::Rewritten,
        (true, false) => return Shift::Filled,
        (false, true) => return Shift::Blanked,
        (false, false) => {}
    }
    let levels = (strictness(name, old, old_year), strictness(name, new, new_year));
    let (was, is) = match levels {
        (Some(was), Some(is)) => (was, is),
        (Some(_), None) if is_words(new) => return Shift::Qualified,
        (None, Some(_)) if is_words(old) => return Shift::Quantified,
        _ => return Shift::Other,
    };
    if was.scale.unit != is.scale.unit {
        return Shift::UnitChanged;
    }
    if was.scale.direction != is.scale.direction {
        return Shift::SignChanged;
    }
    if old.kind != new.kind {
        return Shift::Other;
    }
    let is_date = was.scale.unit == DATE;
    match (is.rank().cmp(&was.rank()), was.scale.direction) {
        (std::cmp::Ordering::Equal, _) if old.op == new.op && old.hi == new.hi => Shift::Rewritten,
        (std::cmp::Ordering::Equal, _) => Shift::SignChanged,
        (std::cmp::Ordering::Greater, _) if is_date => Shift::Earlier,
        (std::cmp::Ordering::Less, _) if is_date => Shift::Later,
        (std::cmp::Ordering::Greater, Direction::Floor) => Shift::Raised,
        (std::cmp::Ordering::Greater, Direction::Ceiling) => Shift::Tightened,
        (std::cmp::Ordering::Less, Direction::Floor) => Shift::Lowered,
        (std::cmp::Ordering::Less, Direction::Ceiling) => Shift::Loosened,
    }
}

/// By how many percent of the old number a new target asks for less; `None` when it does not, or when the two do not
/// compare. Dates do not compare in percent.
pub fn worse_by(name: &str, old: &Target, new: &Target) -> Option<Decimal> {
    let (was, is) = (strictness(name, old, None)?, strictness(name, new, None)?);
    if was.scale != is.scale || was.scale.unit == DATE || was.level.is_zero() {
        return None;
    }
    let less = was.rank().checked_sub(is.rank())?;
    let percent = less.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(was.level.abs())?;
    (percent > Decimal::ZERO).then_some(percent)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::parse;

    #[test]
    fn targets_are_raised_lowered_and_loosened() {
        let check = |name: &str, before: &str, after: &str, expected: Shift| {
            let found = shift(name, (&parse(before), Some(2024)), (&parse(after), Some(2025)));
            assert_eq!(found, expected, "{name}: {before} → {after}");
        };
        check("完好率", "≥90%", "≥95%", Shift::Raised);
        check("完好率", "≥95%", "≥90%", Shift::Lowered);
        check("设备故障率", "≤5%", "≤8%", Shift::Loosened);
        check("设备故障率", "5%", "3%", Shift::Tightened);
        check("单位成本", "≤2万元", "≤25000元", Shift::Loosened);
        check("单位成本", "≤2万元", "≤20000元", Shift::Rewritten);
        check("管网长度", "32公里", "30000米", Shift::Lowered);
        check("绿化面积", "≥1公顷", "≥15亩", Shift::Rewritten);
        check("培训人次", "100人次", "≥100人次", Shift::SignChanged);
        check("培训人次", "≥100人次", "≤100人次", Shift::SignChanged);
        check("培训", "≥100人次", "≥3场", Shift::UnitChanged);
        check("完好率", "≥95%", "逐步提高", Shift::Qualified);
        check("完好率", "逐步提高", "≥95%", Shift::Quantified);
        check("完好率", "", "≥95%", Shift::Filled);
        check("完好率", "≥95%", "", Shift::Blanked);
        check("完好率", "≥95%", "≥９５％", Shift::Rewritten);
        check("完工时间", "2024年11月30日前", "2025年11月30日前", Shift::Rewritten);
        check("完工时间", "2024年11月30日前", "2025年12月31日前", Shift::Later);
        check("完工时间", "2024年11月30日前", "2025年6月30日前", Shift::Earlier);
        check("完好率", "良好", "优秀", Shift::Other);
    }

    #[test]
    fn how_much_worse_is_told_in_percent() {
        let check = |name: &str, before: &str, after: &str, expected: Option<&str>| {
            let found = worse_by(name, &parse(before), &parse(after)).map(|it| it.normalize().to_string());
            assert_eq!(found.as_deref(), expected, "{name}: {before} → {after}");
        };
        check("完好率", "≥100%", "≥85%", Some("15"));
        check("故障率", "≤5%", "≤6%", Some("20"));
        check("完好率", "≥85%", "≥95%", None);
        check("完好率", "良好", "≥95%", None);
        check("完好率", "≥0%", "≥0%", None);
        check("完工", "2024年6月30日前", "2024年9月30日前", None);
    }
}
