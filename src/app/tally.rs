//! How many findings lie at and below each node of a filing.
//!
//! It must not know rows: what lies below a node is a stretch of the findings, which are in form order. Invariant: it
//! answers for the very list that it was made of.

use super::tree::Node;
pub use crate::check::Counts;
use crate::check::Finding;
use crate::model::Place;
use std::ops::Range;

/// Counts of a filing's findings, ready for any node: each look-up takes O(log n).
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// Counts of the findings before each index, and of all of them at the end.
    before: Vec<Counts>,
}

impl Tally {
    /// Counts a filing's findings.
    pub fn new(findings: &[Finding]) -> Self {
        let mut sum = Counts::default();
        let mut before = Vec::with_capacity(findings.len() + 1);
        before.push(sum);
        before.extend(findings.iter().map(|it| {
            sum.add(it.severity);
            sum
        }));
        Self { before }
    }

    /// The findings at and below a node. They are those that it was made of.
    pub fn of(&self, findings: &[Finding], node: Node) -> Counts {
        let within = |range: Range<Place>| {
            let at = |place: Place| {
                let idx = findings.partition_point(|it| it.at < place);
                self.before.get(idx).copied().unwrap_or_default()
            };
            at(range.end).minus(at(range.start))
        };
        let rows = |function: usize, first: usize, end: usize| {
            within(Place::Indicator(function, first)..Place::Indicator(function, end))
        };
        match node {
            Node::Filing => self.before.last().copied().unwrap_or_default(),
            Node::Budget => within(Place::BudgetLine(0)..Place::Function(0)),
            Node::Line(idx) => within(Place::BudgetLine(idx)..Place::BudgetLine(idx + 1)),
            Node::Function(idx) => {
                let own = within(Place::Function(idx)..Place::Function(idx + 1));
                own.plus(within(Place::Indicator(idx, 0)..Place::Indicator(idx + 1, 0)))
            }
            Node::Level1(function, first, end) | Node::Level2(function, first, end) => {
                rows(function, first, end)
            }
            Node::Indicator(function, idx) => rows(function, idx, idx + 1),
        }
    }
}
