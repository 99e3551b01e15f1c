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
    /// Counts a filing.
    pub fn of(checked: &Checked) -> Self {
        let mut totals = Self { n_filings: 1, ..Self::default() };
        totals.count(checked);
        totals
    }

    /// Adds what was counted elsewhere.
    pub fn add(&mut self, other: &Self) {
        self.n_filings += other.n_filings;
        self.counts = self.counts.plus(other.counts);
        self.n_safe += other.n_safe;
        self.n_unsafe += other.n_unsafe;
        for (code, it) in &other.by_rule {
            let new = OfRule { count: 0, fixable: 0, ..*it };
            let of_rule = self.by_rule.entry(code).or_insert(new);
            of_rule.severity = of_rule.severity.max(it.severity);
            of_rule.count += it.count;
            of_rule.fixable += it.fixable;
        }
    }

    fn count(&mut self, checked: &Checked) {
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
                Safety::Safe if fix.is_applicable() => self.n_safe += 1,
                Safety::Unsafe if fix.is_applicable() => self.n_unsafe += 1,
                _ => {}
            }
        }
    }
}
