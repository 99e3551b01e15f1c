//! What a row has that rules ask for before anything else: a date, a share, no sign, a half-year target. Found once for
//! all rules, so that a rule runs only on rows that it can say something about.
//!
//! It must not know single rules: each names the traits of which a row must have one. Invariant, held by a test over
//! many rows: a rule finds nothing in a row that has none of them.

use super::rule::Row;
use crate::model::taxonomy::{Level1, Level2};
use crate::value::{Dimension, Kind, Op, Target};

/// A set of traits. Those of targets are had by a row whose full-year or half-year target has them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Traits(u32);

impl Traits {
    /// What every row has.
    pub const ANY: Self = Self(1);
    /// A blank target.
    pub const BLANK: Self = Self(1 << 1);
    /// A target that stands for none yet.
    pub const PLACEHOLDER: Self = Self(1 << 2);
    /// A target that is no target.
    pub const TEXT: Self = Self(1 << 3);
    /// A target in words.
    pub const WORDS: Self = Self(1 << 4);
    /// A quantity without a sign.
    pub const UNSIGNED: Self = Self(1 << 5);
    /// A quantity or range without a unit.
    pub const UNITLESS: Self = Self(1 << 6);
    /// A range.
    pub const RANGE: Self = Self(1 << 7);
    /// A change, or a target relative to something.
    pub const RELATIVE: Self = Self(1 << 8);
    /// A date.
    pub const DEADLINE: Self = Self(1 << 9);
    /// Several targets in one.
    pub const COMPOUND: Self = Self(1 << 10);
    /// `>` or `<`.
    pub const STRICT: Self = Self(1 << 11);
    /// A share in percent, or another unit of none of the other traits.
    pub const PERCENT: Self = Self(1 << 12);
    /// Something that was folded or guessed when the target was read.
    pub const NOTED: Self = Self(1 << 13);
    /// A number with decimals.
    pub const DECIMALS: Self = Self(1 << 14);
    /// A unit that counts nothing known.
    pub const ODD_UNIT: Self = Self(1 << 15);
    /// Money, or 万 of who knows what.
    pub const MONEY: Self = Self(1 << 16);
    /// People, events or things.
    pub const COUNT: Self = Self(1 << 17);
    /// Time.
    pub const TIME: Self = Self(1 << 18);
    /// A number that is a ceiling.
    pub const CEILING: Self = Self(1 << 19);
    /// A half-year target.
    pub const HALF: Self = Self(1 << 20);
    /// 满意 in the name.
    pub const SATISFACTION_NAME: Self = Self(1 << 21);
    /// A rate by its name.
    pub const RATE_NAME: Self = Self(1 << 22);
    /// A unit in brackets at the end of the name.
    pub const UNIT_NAME: Self = Self(1 << 23);
    /// 满意度指标 at level 1.
    pub const SATISFACTION: Self = Self(1 << 24);
    /// 数量指标.
    pub const QUANTITY: Self = Self(1 << 25);
    /// 质量指标.
    pub const QUALITY: Self = Self(1 << 26);
    /// 时效指标.
    pub const TIMELINESS: Self = Self(1 << 27);
    /// Costs of any kind.
    pub const COST: Self = Self(1 << 28);

    /// A name with other characters than letters, digits and the usual Han.
    pub const ODD_NAME: Self = Self(1 << 29);

    /// Both sets together.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the sets share a trait.
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    fn when(self, holds: bool) -> Self {
        Self(self.0 * u32::from(holds))
    }

    /// Those of a row.
    pub(super) fn of(row: &Row<'_>) -> Self {
        let mut all = Self::ANY.or(Self::of_target(row.target));
        if row.half.kind != Kind::Empty {
            all = all.or(Self::HALF).or(Self::of_target(row.half));
        }
        [
            (Self::SATISFACTION_NAME, row.named.is_satisfaction()),
            (Self::RATE_NAME, row.named.is_rate()),
            (Self::UNIT_NAME, row.named.unit.is_some()),
            (Self::ODD_NAME, !row.named.is_plain),
        ]
        .into_iter()
        .fold(all.or(row.labels), |all, (it, holds)| all.or(it.when(holds)))
    }

    /// Those of a row's labels.
    pub(super) fn of_labels(level1: Option<Level1>, level2: Option<&Level2>) -> Self {
        // A level 2 of the outputs; under 决策, 过程 and 履职 the same words are a department's own.
        let is_free = matches!(level1, Some(Level1::Decision | Level1::Process | Level1::Duty));
        let level2 = level2.map_or("", |it| it.name);
        let of_level2 = match level2 {
            "数量指标" if !is_free => Self::QUANTITY,
            "质量指标" if !is_free => Self::QUALITY,
            "时效指标" if !is_free => Self::TIMELINESS,
            _ => Self::COST.when(level2.ends_with("成本指标")),
        };
        match level1 {
            Some(Level1::Satisfaction) => of_level2.or(Self::SATISFACTION),
            Some(Level1::Cost) => of_level2.or(Self::COST),
            _ => of_level2,
        }
    }

    fn of_target(target: &Target) -> Self {
        let is_amount = matches!(target.kind, Kind::Quant | Kind::Range);
        let kind = match target.kind {
            Kind::Empty => Self::BLANK,
            Kind::Placeholder => Self::PLACEHOLDER,
            Kind::Text => Self::TEXT,
            Kind::Qual => Self::WORDS,
            Kind::Quant => Self::UNSIGNED.when(target.op == Op::None),
            Kind::Range => Self::RANGE,
            Kind::Change | Kind::Relative => Self::RELATIVE,
            Kind::Deadline => Self::DEADLINE,
            Kind::Compound => Self::COMPOUND,
        };
        let unit = match target.unit.as_ref().map(|it| it.dimension) {
            None => Self::UNITLESS.when(is_amount),
            Some(Dimension::Unknown) => Self::ODD_UNIT,
            Some(Dimension::Money | Dimension::Scale) => Self::MONEY,
            Some(Dimension::People | Dimension::Events | Dimension::Things) => Self::COUNT,
            Some(Dimension::Time) => Self::TIME,
            Some(_) => Self::PERCENT,
        };
        let has_decimals = [target.lo, target.hi].into_iter().flatten().any(|it| it.scale() > 0);
        [
            (Self::DEADLINE, target.deadline.is_some()),
            (Self::WORDS, target.qual.is_some()),
            (Self::COMPOUND, !target.clauses.is_empty()),
            (Self::STRICT, matches!(target.op, Op::Gt | Op::Lt)),
            (Self::NOTED, !target.notes.is_empty()),
            (Self::DECIMALS, has_decimals),
            (Self::CEILING, target.op.is_ceiling()),
        ]
        .into_iter()
        .fold(kind.or(unit), |all, (it, holds)| all.or(it.when(holds)))
    }
}
