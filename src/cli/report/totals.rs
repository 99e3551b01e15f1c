//! What is counted while filings come and go.
//!
//! Invariant: its size depends on the number of rules, never on that of filings.

use super::Checked;
use crate::check::{Counts, Rule, Safety, Severity};
use std::collections::BTreeMap;

/// What reports tell of all filings together.
#[derive(Clone, Debug, Default)]
pub struct Totals {
    /// Checked filings.
    pub n_filings: usize,
    /// Findings by severity.
    pub counts: Counts,
    /// Fixes that write something and may be trusted.
    pub n_safe: usize,
    /// Those that guess.
    pub n_unsafe: usize,
    /// Rules that found something, by code.
    pub by_rule: BTreeMap<&'static str, OfRule>,
}

/// What is counted of a rule.
#[derive(Clone, Copy, Debug)]
pub struct OfRule {
    /// The rule.
    pub rule: &'static Rule,
    /// The worst severity found.
    pub severity: Severity,
    /// Findings.
    pub count: usize,
    /// Of those, with a fix that writes something.
    pub fixable: usize,
}

impl Totals {
    /// Counts filings.
    #[cfg(test)]
    pub fn of(checked: &[Checked]) -> Self {
        let mut totals = Self::default();
        for it in checked {
            totals.add(it);
        }
        totals
    }

    /// Counts a filing.
    pub fn add(&mut self, checked: &Checked) {
        self.n_filings += 1;
        for finding in checked.findings.iter().map(|it| &it.finding) {
            let (rule, severity) = (finding.rule, finding.severity);
            self.counts.add(severity);
            let new = OfRule { rule, severity, count: 0, fixable: 0 };
            let of_rule = self.by_rule.entry(rule.code).or_insert(new);
            of_rule.severity = of_rule.severity.max(severity);
            of_rule.count += 1;
            let Some(fix) = &finding.fix else { continue };
            of_rule.fixable += usize::from(fix.safety != Safety::Display);
            match fix.safety {
                Safety::Safe if !fix.edits.is_empty() => self.n_safe += 1,
                Safety::Unsafe if !fix.edits.is_empty() => self.n_unsafe += 1,
                _ => {}
            }
        }
    }
}
