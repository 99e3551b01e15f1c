//! What is worked out of a filing for the screen, and given up when nobody looks at it.

use super::State;
use super::tally::{Counts, Tally};
use super::tree::Node;
use crate::check::Finding;
use crate::check::budget::{self, Identity};
use crate::model::Filing;

/// What is worked out of a filing for the screen.
#[derive(Clone, Debug, Default)]
pub(super) struct Sight {
    /// The findings in form order.
    pub(super) findings: Vec<Finding>,
    /// Their counts by node.
    pub(super) tally: Tally,
    /// The budget identities, with their states.
    pub(super) budget: Vec<Identity>,
}

impl Sight {
    /// Works it out.
    pub(super) fn of(filing: &Filing, findings: Vec<Finding>) -> Self {
        Self::with(findings, budget::identities(filing))
    }

    /// How many findings lie at and below a node.
    pub(super) fn counts(&self, node: Node) -> Counts {
        self.tally.of(&self.findings, node)
    }

    /// That of findings with the budget identities, where both are known.
    pub(super) fn with(findings: Vec<Finding>, budget: Vec<Identity>) -> Self {
        Self { tally: Tally::new(&findings), budget, findings }
    }
}

/// Fewer filings are all kept ready.
const MANY: usize = 500;
/// So many filings are gone through after an event.
const STEP: usize = 64;

impl State {
    /// Gives up what was worked out of filings that nobody looks at: a few after each event, so that it costs no key
    /// anything. Who still sees one of them has it worked out again.
    pub fn rest(&mut self) {
        if self.entries.len() < MANY {
            return;
        }
        let here = self.entry_idx();
        let range = self.rested..(self.rested + STEP).min(self.entries.len());
        self.rested = if range.end == self.entries.len() { 0 } else { range.end };
        for idx in range.filter(|it| Some(*it) != here) {
            if let Some(it) = self.entries.get_mut(idx) {
                it.rest();
            }
        }
    }
}
