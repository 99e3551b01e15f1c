//! What a row may know of the filing that it is in: a few facts, told through a [`Frame`] that notes which were asked
//! for. Incremental checking looks at a row again when a fact that it asked for has become another.
//!
//! It must not know rules, except for how one of them reads the widths of names. Invariant: rules about rows see
//! nothing of the filing but their row and these facts.

use super::budget::annual::annual_total;
use super::rules::n04_name_cut_off;
use super::scheme::{self, Scheme};
use crate::model::{Field, Filing, Indicator, MoneyUnit};
use crate::text::width::width;
use crate::text::words::is_blank;
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;
use std::cell::Cell;

/// The fields of rows that not every form has.
pub const OPTIONAL: [Field; 6] =
    [Field::Work, Field::IndicatorProject, Field::TargetHalf, Field::Note, Field::Standard, Field::Weight];

/// What rows add up to; kept up to date row by row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    n_half: usize,
    n_notes: usize,
    /// How many names are that many columns wide.
    widths: Vec<usize>,
    /// How many rows use each of [`OPTIONAL`].
    n_used: [usize; OPTIONAL.len()],
    /// How many rows the importer was not sure of.
    n_doubtful: usize,
    /// How many rows have each label of level 1.
    labels: FxHashMap<String, usize>,
}

impl Totals {
    /// Those of a filing.
    pub fn of(filing: &Filing) -> Self {
        let mut totals = Self::default();
        for (_, _, indicator) in filing.indicators() {
            totals.add(indicator);
        }
        totals
    }

    /// Counts a row in.
    pub fn add(&mut self, indicator: &Indicator) {
        let columns = width(indicator.name.trim());
        if columns >= self.widths.len() {
            self.widths.resize(columns + 1, 0);
        }
        if let Some(n) = self.widths.get_mut(columns) {
            *n += 1;
        }
        match self.labels.get_mut(&indicator.level1) {
            Some(n) => *n += 1,
            None => _ = self.labels.insert(indicator.level1.clone(), 1),
        }
        used(indicator).zip(&mut self.n_used).for_each(|(is_used, n)| *n += usize::from(is_used));
        self.n_doubtful += usize::from(!indicator.doubt.is_empty());
        self.n_half += usize::from(has_half(indicator));
        self.n_notes += usize::from(has_note(indicator));
    }

    /// Counts out a row that was counted in.
    pub fn remove(&mut self, indicator: &Indicator) {
        if let Some(n) = self.widths.get_mut(width(indicator.name.trim())) {
            *n = n.saturating_sub(1);
        }
        if let Some(n) = self.labels.get_mut(&indicator.level1) {
            *n -= 1;
            if *n == 0 {
                self.labels.remove(&indicator.level1);
            }
        }
        let used = used(indicator).zip(&mut self.n_used);
        used.for_each(|(is_used, n)| *n = n.saturating_sub(usize::from(is_used)));
        self.n_doubtful = self.n_doubtful.saturating_sub(usize::from(!indicator.doubt.is_empty()));
        self.n_half = self.n_half.saturating_sub(usize::from(has_half(indicator)));
        self.n_notes = self.n_notes.saturating_sub(usize::from(has_note(indicator)));
    }
}

impl Totals {
    /// Those of [`OPTIONAL`] that any row uses.
    pub fn optional(&self) -> Vec<Field> {
        OPTIONAL.into_iter().zip(self.n_used).filter(|(_, n)| *n > 0).map(|(field, _)| field).collect()
    }

    /// How many rows the importer was not sure of.
    pub const fn n_doubtful(&self) -> usize {
        self.n_doubtful
    }

    /// The different labels of level 1, in no order.
    pub fn labels(&self) -> impl Iterator<Item = &str> {
        self.labels.keys().map(String::as_str)
    }
}

/// Whether a row uses each of [`OPTIONAL`].
fn used(it: &Indicator) -> impl Iterator<Item = bool> {
    let texts = [&it.work, &it.project, &it.target_half, &it.note, &it.standard, &it.weight];
    texts.map(|it| !it.is_empty()).into_iter()
}

fn has_half(indicator: &Indicator) -> bool {
    !is_blank(&indicator.target_half)
}

fn has_note(indicator: &Indicator) -> bool {
    !is_blank(&indicator.note) || !is_blank(&indicator.standard)
}

/// The facts of a filing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// The scheme. When it changes other rules apply, so that everything is looked at again.
    pub scheme: Scheme,
    has_half_year: bool,
    has_notes: bool,
    wall: Option<usize>,
    year: Option<i32>,
    start: String,
    end: String,
    money_unit: Option<MoneyUnit>,
    annual_total: Option<Decimal>,
}

impl Facts {
    /// Those of a filing.
    pub fn of(filing: &Filing) -> Self {
        Self::from(filing, &Totals::of(filing), scheme::of(filing))
    }

    /// Those of a filing whose rows and scheme are known.
    pub fn from(filing: &Filing, totals: &Totals, scheme: Scheme) -> Self {
        Self {
            scheme,
            has_half_year: totals.n_half > 0,
            has_notes: totals.n_notes > 0,
            wall: n04_name_cut_off::wall(&totals.widths),
            year: filing.year,
            start: filing.project.start.clone(),
            end: filing.project.end.clone(),
            money_unit: filing.budget.unit,
            annual_total: annual_total(filing),
        }
    }

    /// The facts that are others than these.
    pub fn changed(&self, other: &Self) -> Asked {
        let all = [
            (HALF_YEAR, self.has_half_year != other.has_half_year),
            (NOTES, self.has_notes != other.has_notes),
            (WALL, self.wall != other.wall),
            (YEAR, self.year != other.year),
            (PERIOD, (&self.start, &self.end) != (&other.start, &other.end)),
            (MONEY, (self.money_unit, self.annual_total) != (other.money_unit, other.annual_total)),
        ];
        Asked(all.into_iter().filter(|(_, is_other)| *is_other).fold(0, |bits, (bit, _)| bits | bit))
    }
}

const HALF_YEAR: u8 = 1;
const NOTES: u8 = 1 << 1;
const WALL: u8 = 1 << 2;
const YEAR: u8 = 1 << 3;
const PERIOD: u8 = 1 << 4;
const MONEY: u8 = 1 << 5;

/// A set of facts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Asked(u8);

impl Asked {
    /// Whether the sets share a fact.
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether there is none.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// Tells facts, and notes which were asked for.
#[derive(Clone, Debug)]
pub struct Frame<'a> {
    facts: &'a Facts,
    asked: Cell<u8>,
}

impl<'a> Frame<'a> {
    /// A frame of which nothing was asked yet.
    pub const fn new(facts: &'a Facts) -> Self {
        Self { facts, asked: Cell::new(0) }
    }

    /// What was asked for so far.
    pub const fn asked(&self) -> Asked {
        Asked(self.asked.get())
    }

    /// Whether the filing has half-year targets at all.
    pub fn has_half_year(&self) -> bool {
        self.told(HALF_YEAR).has_half_year
    }

    /// Whether any row has 指标解释 or 评分标准.
    pub fn has_notes(&self) -> bool {
        self.told(NOTES).has_notes
    }

    /// The width at which the names were cut on the way, in columns.
    pub fn wall(&self) -> Option<usize> {
        self.told(WALL).wall
    }

    /// The filing's year.
    pub fn year(&self) -> Option<i32> {
        self.told(YEAR).year
    }

    /// The printed first and last day of the project.
    pub fn period(&self) -> (&'a str, &'a str) {
        let facts = self.told(PERIOD);
        (&facts.start, &facts.end)
    }

    /// The unit of the budget's amounts.
    pub fn money_unit(&self) -> Option<MoneyUnit> {
        self.told(MONEY).money_unit
    }

    /// The total of the year in 元.
    pub fn annual_total(&self) -> Option<Decimal> {
        self.told(MONEY).annual_total
    }

    fn told(&self, fact: u8) -> &'a Facts {
        self.asked.set(self.asked.get() | fact);
        self.facts
    }
}

#[cfg(test)]
mod tests {
    use super::{Facts, Totals};
    use crate::check::rules::testing::rows;

    #[test]
    fn totals_are_the_same_row_by_row() {
        let all =
            rows(&["产出指标|数量指标|供水管网巡查次数|≥3次", "产出指标|质量指标|水质合格率|≥95%||||9"]);
        let some = rows(&["产出指标|数量指标|供水管网巡查次数|≥3次"]);
        let mut totals = Totals::of(&some);
        let [first, second] = &all.functions[0].indicators[..] else { panic!("two rows") };
        totals.add(second);
        assert_eq!(totals, Totals::of(&all));
        totals.remove(first);
        totals.remove(second);
        let (empty, scheme) = (rows(&[]), Facts::of(&all).scheme);
        assert!(Facts::from(&empty, &totals, scheme).changed(&Facts::of(&empty)).is_empty());
    }
}
