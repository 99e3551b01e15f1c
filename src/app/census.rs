//! What is counted over all filings: indicators, and the filings with unsaved changes.
//!
//! Both stand on the screen in every frame, which therefore must not walk over thousands of filings. It must not know
//! what changed in a filing. Invariant: after `State::recount` of each filing that was touched, what is counted here
//! is what a walk over all filings would find.

use super::{Entry, State};
use std::collections::BTreeSet;

/// The counts.
#[derive(Clone, Debug, Default)]
pub struct Census {
    /// By filing.
    indicators: Vec<usize>,
    n_indicators: usize,
    modified: BTreeSet<usize>,
}

impl State {
    /// Counts a filing anew that has come or was touched.
    pub(super) fn recount(&mut self, entry: usize) {
        let Some(it) = self.entries.get(entry) else { return };
        let census = &mut self.census;
        if census.indicators.len() <= entry {
            census.indicators.resize(entry + 1, 0);
        }
        if let Some(slot) = census.indicators.get_mut(entry) {
            let n = it.filing().n_indicators();
            census.n_indicators = (census.n_indicators + n).saturating_sub(*slot);
            *slot = n;
        }
        if it.is_modified() {
            census.modified.insert(entry);
        } else {
            census.modified.remove(&entry);
        }
    }

    /// Filings with unsaved changes, in order.
    pub fn modified(&self) -> Vec<usize> {
        self.census.modified.iter().copied().collect()
    }

    /// How many filings have unsaved changes.
    pub fn n_modified(&self) -> usize {
        self.census.modified.len()
    }

    /// How many indicators all filings have.
    pub fn n_indicators(&self) -> usize {
        self.census.n_indicators
    }

    /// Whether the counts are what a walk over all filings finds. For tests.
    pub fn is_counted(&self) -> bool {
        let n: usize = self.entries.iter().map(|it| it.filing().n_indicators()).sum();
        let modified =
            (0..self.entries.len()).filter(|it| self.entries.get(*it).is_some_and(Entry::is_modified));
        n == self.n_indicators() && modified.eq(self.census.modified.iter().copied())
    }
}
