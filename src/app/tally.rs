//! How many findings lie at and below each node of a filing.

use super::tree::Node;
pub use crate::check::Counts;
use crate::check::Finding;
use crate::model::{Filing, Place};

/// Counts of a filing's findings, ready for any node: each look-up is O(1).
#[derive(Clone, Debug, Default)]
pub struct Tally {
    total: Counts,
    budget: Counts,
    lines: Vec<Counts>,
    functions: Vec<FunctionTally>,
}

#[derive(Clone, Debug, Default)]
struct FunctionTally {
    own: Counts,
    /// Counts of the indicators before each index, and of all of them at the end.
    before: Vec<Counts>,
}

impl Tally {
    /// Counts a filing's findings.
    pub fn new(filing: &Filing, findings: &[Finding]) -> Self {
        let mut tally = Self { lines: vec![Counts::default(); filing.budget.lines.len()], ..Self::default() };
        let mut functions: Vec<FunctionTally> = filing
            .functions
            .iter()
            .map(|it| FunctionTally {
                own: Counts::default(),
                before: vec![Counts::default(); it.indicators.len() + 1],
            })
            .collect();
        for finding in findings {
            tally.total.add(finding.severity);
            match finding.at {
                Place::Filing => {}
                Place::BudgetLine(idx) => {
                    tally.budget.add(finding.severity);
                    if let Some(counts) = tally.lines.get_mut(idx) {
                        counts.add(finding.severity);
                    }
                }
                Place::Function(idx) => {
                    if let Some(function) = functions.get_mut(idx) {
                        function.own.add(finding.severity);
                    }
                }
                Place::Indicator(function_idx, idx) => {
                    if let Some(counts) =
                        functions.get_mut(function_idx).and_then(|it| it.before.get_mut(idx + 1))
                    {
                        counts.add(finding.severity);
                    }
                }
            }
        }
        for function in &mut functions {
            let mut sum = Counts::default();
            for counts in &mut function.before {
                sum = sum.plus(*counts);
                *counts = sum;
            }
        }
        tally.functions = functions;
        tally
    }

    /// All findings of the filing.
    pub const fn total(&self) -> Counts {
        self.total
    }

    /// The findings at and below a node.
    pub fn of(&self, node: Node) -> Counts {
        match node {
            Node::Filing => self.total,
            Node::Budget => self.budget,
            Node::Line(idx) => self.lines.get(idx).copied().unwrap_or_default(),
            Node::Function(idx) => self.functions.get(idx).map_or_else(Counts::default, |it| {
                it.own.plus(it.before.last().copied().unwrap_or_default())
            }),
            Node::Level1(function, first, end) | Node::Level2(function, first, end) => {
                self.run(function, first, end)
            }
            Node::Indicator(function, idx) => self.run(function, idx, idx + 1),
        }
    }

    fn run(&self, function: usize, first: usize, end: usize) -> Counts {
        let Some(function) = self.functions.get(function) else { return Counts::default() };
        let at = |idx: usize| function.before.get(idx).copied().unwrap_or_default();
        at(end).minus(at(first))
    }
}
