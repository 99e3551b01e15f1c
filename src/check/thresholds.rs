//! The figures that rules compare with and that a configuration may change: one table.
//!
//! It must not know configuration files. Invariant: every figure lies within its range, so that rules need not ask.

/// A figure that a rule compares with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Threshold {
    /// Below this percentage a satisfaction target is plainly low.
    SatisfactionWarning,
    /// Below this percentage a satisfaction target is worth a look: surveys score in full from here on.
    SatisfactionInfo,
    /// The most decimals that the systems take.
    NumberDecimals,
    /// The most digits that the systems take.
    NumberDigits,
    /// Longer names no longer read as one, in characters.
    NameInfo,
    /// The most characters of a name that the systems take.
    NameError,
    /// Fewer indicators cannot show output, benefit and satisfaction.
    IndicatorsMin,
    /// More indicators are no longer the main ones.
    IndicatorsMax,
}

/// What a threshold is called, which rule reads it, and what it may be.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// The threshold.
    pub id: Threshold,
    /// Its key under `[check.thresholds]`.
    pub key: &'static str,
    /// The code of the rule that reads it.
    pub rule: &'static str,
    /// What it is unless configured.
    pub default: u32,
    /// The highest value that makes sense; the lowest is 0.
    pub max: u32,
}

/// All thresholds, in the order of [`Threshold`].
pub const TABLE: [Entry; 8] = [
    Entry {
        id: Threshold::SatisfactionWarning,
        key: "satisfaction_warning",
        rule: "T03",
        default: 80,
        max: 100,
    },
    Entry { id: Threshold::SatisfactionInfo, key: "satisfaction_info", rule: "T03", default: 90, max: 100 },
    Entry { id: Threshold::NumberDecimals, key: "number_decimals", rule: "V24", default: 2, max: 28 },
    Entry { id: Threshold::NumberDigits, key: "number_digits", rule: "V24", default: 18, max: 28 },
    Entry { id: Threshold::NameInfo, key: "name_info", rule: "N06", default: 30, max: 1_000 },
    Entry { id: Threshold::NameError, key: "name_error", rule: "N06", default: 100, max: 1_000 },
    Entry { id: Threshold::IndicatorsMin, key: "indicators_min", rule: "S06", default: 3, max: 10_000 },
    Entry { id: Threshold::IndicatorsMax, key: "indicators_max", rule: "S06", default: 30, max: 10_000 },
];

/// The figures in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Thresholds([u32; TABLE.len()]);

impl Thresholds {
    /// The figures of the catalogue.
    pub const DEFAULT: Self = {
        let mut figures = [0; TABLE.len()];
        let mut rest: &[Entry] = &TABLE;
        let mut left: &mut [u32] = &mut figures;
        while let ([entry, entries @ ..], [figure, figures @ ..]) = (rest, left) {
            *figure = entry.default;
            (rest, left) = (entries, figures);
        }
        Self(figures)
    };

    /// A figure.
    pub fn get(&self, id: Threshold) -> u32 {
        self.0.get(id as usize).copied().unwrap_or_default()
    }

    /// Sets a figure; one out of range becomes the nearest in it.
    pub fn set(&mut self, id: Threshold, value: u32) {
        if let (Some(figure), Some(entry)) = (self.0.get_mut(id as usize), TABLE.get(id as usize)) {
            *figure = value.min(entry.max);
        }
    }
}

impl Default for Thresholds {
    fn default() -> Self {
        Self::DEFAULT
    }
}

#[cfg(test)]
mod tests {
    use super::{TABLE, Thresholds};
    use crate::check::rules;

    #[test]
    fn every_threshold_has_its_place_its_rule_and_its_default() {
        let mut thresholds = Thresholds::default();
        for (idx, entry) in TABLE.iter().enumerate() {
            assert_eq!(entry.id as usize, idx, "{}", entry.key);
            assert!(rules::by_code(entry.rule).is_some(), "{}", entry.key);
            assert_eq!(thresholds.get(entry.id), entry.default, "{}", entry.key);
            thresholds.set(entry.id, u32::MAX);
            assert_eq!(thresholds.get(entry.id), entry.max, "{}", entry.key);
        }
    }
}
