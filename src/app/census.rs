//! What is counted over all filings: indicators, the filings with unsaved changes, those that are called the same.
//!
//! All stand on the screen in every frame, which therefore must not walk over thousands of filings. It must not know
//! what changed in a filing. Invariant: after `State::recount` of each filing that was touched, what is counted here
//! is what a walk over all filings would find.

use super::{Entry, State};
use rustc_hash::FxBuildHasher;
use std::collections::{BTreeSet, HashMap};
use std::hash::BuildHasher;

/// The counts.
#[derive(Clone, Debug, Default)]
pub struct Census {
    /// By filing.
    indicators: Vec<usize>,
    n_indicators: usize,
    modified: BTreeSet<usize>,
    /// By filing: what it is called, as a hash.
    labels: Vec<Option<u64>>,
    /// How many filings are called so.
    n_called: HashMap<u64, usize, FxBuildHasher>,
}

/// Department, year, stage and project of a filing, as a hash: that two differ and are taken for one only shows the
/// names of their files, too.
fn label(entry: &Entry) -> u64 {
    let it = entry.head();
    FxBuildHasher.hash_one((entry.department(), it.year, it.stage.map(|it| it as u8), &it.project))
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
            let n = it.head().n_indicators;
            census.n_indicators = (census.n_indicators + n).saturating_sub(*slot);
            *slot = n;
        }
        let label = label(it);
        if census.labels.len() <= entry {
            census.labels.resize(entry + 1, None);
        }
        if let Some(slot) = census.labels.get_mut(entry)
            && *slot != Some(label)
        {
            *census.n_called.entry(label).or_default() += 1;
            if let Some(old) = slot.replace(label)
                && let Some(n) = census.n_called.get_mut(&old)
            {
                *n -= 1;
            }
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

    /// Whether another filing of the same department has the same year, stage and project, so that only the file
    /// tells them apart.
    pub fn has_twin(&self, entry: usize) -> bool {
        let label = self.census.labels.get(entry).copied().flatten();
        label.and_then(|it| self.census.n_called.get(&it)).is_some_and(|n| *n > 1)
    }

    /// Whether the counts are what a walk over all filings finds. For tests.
    pub fn is_counted(&self) -> bool {
        let n: usize = self.entries.iter().map(|it| it.filing_once().n_indicators()).sum();
        let modified =
            (0..self.entries.len()).filter(|it| self.entries.get(*it).is_some_and(Entry::is_modified));
        let labels: Vec<u64> = self.entries.iter().map(label).collect();
        let is_alone = |own: &u64| labels.iter().filter(|it| *it == own).count() == 1;
        n == self.n_indicators()
            && modified.eq(self.census.modified.iter().copied())
            && labels.iter().enumerate().all(|(entry, own)| self.has_twin(entry) != is_alone(own))
    }
}
