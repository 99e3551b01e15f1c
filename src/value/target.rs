//! The parsed form of a target. Plain data: it knows nothing of rules, filings or the screen.
//!
//! Invariant: `raw` is the text as it was printed. Whatever was folded or guessed on the way to the parsed form is
//! a [`Note`]; nothing is changed silently.

use super::unit::Unit;
use crate::messages::ReadingText;
use rust_decimal::Decimal;

/// What a target says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Target {
    /// The printed text, untouched.
    pub raw: String,
    /// The shape of the target.
    pub kind: Kind,
    /// The sign, written as a sign or as a word.
    pub op: Op,
    /// The number; the lower end of a range; the signed size of a change. Keeps the printed number of decimals.
    pub lo: Option<Decimal>,
    /// The upper end of a range, else `None`.
    pub hi: Option<Decimal>,
    /// The unit.
    pub unit: Option<Unit>,
    /// What follows `/`, sorted, so that `元/人/年` equals `元/年/人`.
    pub per: Vec<Unit>,
    /// The date by which something is to be done.
    pub deadline: Option<Deadline>,
    /// What a relative target or a change is measured against.
    pub baseline: Option<Baseline>,
    /// The class of a qualitative target.
    pub qual: Option<Class>,
    /// The labelled parts of a compound target.
    pub clauses: Vec<(String, Target)>,
    /// What was folded, guessed, or is ambiguous.
    pub notes: Vec<Note>,
}

/// The shape of a target.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Blank.
    #[default]
    Empty,
    /// Nothing was decided: `-`, `待定`, `≥**%`.
    Placeholder,
    /// One number with or without sign and unit.
    Quant,
    /// Two numbers.
    Range,
    /// A date to be met.
    Deadline,
    /// A rise or a fall.
    Change,
    /// More or less than something that is not a number.
    Relative,
    /// Several values, or a label before the value.
    Compound,
    /// A word of the lexicon.
    Qual,
    /// Anything else.
    Text,
}

/// The sign before a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Op {
    /// No sign is written.
    #[default]
    None,
    /// ≥
    Ge,
    /// ≤
    Le,
    /// >
    Gt,
    /// <
    Lt,
    /// =
    Eq,
    /// Within a range.
    In,
}

impl Op {
    /// The sign in half width; empty for none and for ranges.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::None | Self::In => "",
            Self::Ge => "≥",
            Self::Le => "≤",
            Self::Gt => ">",
            Self::Lt => "<",
            Self::Eq => "=",
        }
    }

    /// Whether it only limits from above.
    pub const fn is_ceiling(self) -> bool {
        matches!(self, Self::Le | Self::Lt)
    }

    /// Whether it only limits from below.
    pub const fn is_floor(self) -> bool {
        matches!(self, Self::Ge | Self::Gt)
    }
}

/// A date to be met, inclusive. A missing year is the year of the filing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// The year, where written.
    pub year: Option<i32>,
    /// 1 to 12 when possible; see [`Deadline::is_possible`].
    pub month: u32,
    /// 1 to 31 when possible; the last day of the period where only a period is written.
    pub day: u32,
    /// How exact the writing is.
    pub precision: Precision,
}

/// How exact a date is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Precision {
    /// To the day.
    Day,
    /// To the month.
    Month,
    /// To the quarter.
    Quarter,
    /// To the year.
    Year,
}

/// What a relative target or a change is measured against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Baseline {
    /// The figure of a year.
    Year(i32),
    /// Something in words.
    Text(String),
    /// A figure.
    Number(Decimal),
}

/// The class of a qualitative target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Class {
    /// A direction without a size, such as 逐步提高.
    Direction,
    /// To be kept up, such as 长期坚持.
    Sustain,
    /// A judgment, such as 规范.
    Grade,
    /// In time, such as 及时.
    Timely,
    /// All of something, such as 全覆盖.
    Coverage,
    /// A rank on a fixed scale, such as 一级 or A级.
    Level,
    /// A result such as 达成, which is not a target.
    Result,
}

impl Class {
    /// The word in readings.
    pub const fn word(self) -> ReadingText {
        match self {
            Self::Direction => ReadingText::Direction,
            Self::Sustain => ReadingText::Sustain,
            Self::Grade => ReadingText::Grade,
            Self::Timely => ReadingText::Timely,
            Self::Coverage => ReadingText::Coverage,
            Self::Level => ReadingText::Level,
            Self::Result => ReadingText::Result,
        }
    }
}

/// What was folded, guessed or is ambiguous.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// Full-width or look-alike characters were folded.
    Folded,
    /// A full stop or comma at the end was dropped.
    Punctuation,
    /// Thousands commas were dropped.
    ThousandsComma,
    /// A word stands for the sign.
    OperatorWord(String),
    /// A word behind the number, such as 以内, stands for the sign.
    BoundSuffix(String),
    /// The sign and the word behind the number contradict each other; the sign was taken.
    ContradictingBound,
    /// 左右, 约 or 余: the number is not exact.
    Approximate,
    /// A 》 or 《 was typed where a sign was probably meant.
    MistypedSign(Op),
    /// The number is written in Chinese.
    ChineseNumber,
    /// 百分之, 千分之 or 万分之 was read.
    PercentWords,
    /// `0.95(百分比)` was read as 95 %.
    ScaledPercent,
    /// `95百分比` was read as 95 %.
    PercentWord,
    /// The unit stood in brackets.
    BracketedUnit,
    /// 万 or 亿 stands alone: of what?
    AmbiguousScale,
    /// The number has no unit.
    NoUnit,
    /// The unit is not in the table.
    UnknownUnit,
    /// A time unit stands before another unit behind `/`.
    PerOrder,
    /// The number is written with + or -.
    Signed,
    /// The same number is written twice, as in `100%(1.0)`.
    DuplicateNotation,
    /// A remark in brackets, or words after the value, were set aside.
    Remark(String),
    /// Zero is written as a word, as in 零发生.
    ZeroWord,
    /// A sign stands before a range.
    SignedRange(Op),
    /// A rank such as 前三名.
    Rank,
    /// The date has no 前 or 底: the limit is implied.
    ImpliedLimit,
    /// 前 was read as "on the day at the latest".
    InclusiveBefore,
    /// "Before a month": its first day or its last?
    AmbiguousMonth,
    /// There is no such day.
    ImpossibleDate,
    /// The date comes back, or hangs on a day that is not written: no single day is meant. The folded text.
    Recurring(String),
    /// A period was written; its end was taken.
    Period,
    /// The figure to compare with is not given.
    BaselineMissing,
    /// The budget is the limit, whatever it is.
    WithinBudget,
    /// A label has a number but no sign: = was taken.
    ImpliedEqual,
    /// A calendar year is not a target.
    YearAlone,
    /// Words of the form's header stand in the value.
    HeaderWords,
}

impl Target {
    /// A target of a kind, otherwise empty.
    pub(crate) fn of(kind: Kind) -> Self {
        Self { kind, ..Self::default() }
    }

    /// The number of a quantity; `None` for every other kind.
    pub fn number(&self) -> Option<Decimal> {
        if self.kind == Kind::Quant { self.lo } else { None }
    }

    /// The number in the base unit (`1.5万元` is 15000), for comparing two targets of one base unit.
    pub fn magnitude(&self) -> Option<Decimal> {
        let number = self.number()?;
        match &self.unit {
            Some(unit) => number.checked_mul(unit.factor),
            None => Some(number),
        }
    }

    /// The base unit, such as 元 for 万元; empty where there is no unit.
    pub fn base_unit(&self) -> &str {
        self.unit.as_ref().map_or("", |it| &it.base)
    }

    /// Whether the unit is this base unit.
    pub fn is_in(&self, base: &str) -> bool {
        self.unit.as_ref().is_some_and(|it| it.base == base)
    }

    /// Whether the unit is %.
    pub fn is_percent(&self) -> bool {
        self.is_in("%")
    }

    /// Whether there is a note like this one.
    pub fn has(&self, note: &Note) -> bool {
        self.notes.contains(note)
    }

    /// Whether 以上, 以内 and the like took the place of a sign.
    pub fn has_bound_suffix(&self) -> bool {
        self.notes.iter().any(|it| matches!(it, Note::BoundSuffix(_)))
    }
}
