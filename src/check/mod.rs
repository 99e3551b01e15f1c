//! The rules and the budget identities: one pure engine for the screen and the command line.
//!
//! Checking never fails and never panics. Rules about one row see only that row and its filing's frame, so that
//! a keystroke needs only [`check_indicator`]; everything else is in [`check`].

mod accepted;
pub mod budget;
pub mod finding;
pub mod rule;
pub mod rules;

pub use finding::{Edit, Finding, Fix, Money, Safety};
pub use rule::{Check, Rule, Severity};

use crate::model::{Filing, Place};

/// What checking knows beside the filing itself.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options<'a> {
    /// The nodes that were edited since the filing was loaded.
    pub edited: &'a [Place],
}

/// All findings of a filing that nobody has edited; see [`check_with`].
pub fn check(filing: &Filing) -> Vec<Finding> {
    check_with(filing, &Options::default())
}

/// All findings of a filing, in form order (the filing itself, budget lines, functions and their indicators),
/// then by rule code.
pub fn check_with(filing: &Filing, options: &Options<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rule in rules::ALL {
        match rule.check {
            Check::Filing(run) => run(rule, filing, &mut findings),
            Check::Edited(run) => run(rule, filing, options.edited, &mut findings),
            Check::Indicator(run) => {
                for (function_idx, idx, indicator) in filing.indicators() {
                    run(rule, &row(filing, function_idx, idx, indicator), &mut findings);
                }
            }
        }
    }
    accepted::apply(filing, &mut findings);
    findings.sort_by(|a, b| (a.at, a.rule.code).cmp(&(b.at, b.rule.code)));
    findings
}

/// The findings of the rules about one row, by rule code.
pub fn check_indicator(filing: &Filing, function_idx: usize, indicator_idx: usize) -> Vec<Finding> {
    let mut findings = Vec::new();
    let Some(indicator) = filing.indicator(function_idx, indicator_idx) else { return findings };
    for rule in rules::ALL {
        if let Check::Indicator(run) = rule.check {
            run(rule, &row(filing, function_idx, indicator_idx, indicator), &mut findings);
        }
    }
    accepted::apply(filing, &mut findings);
    findings
}

fn row<'a>(
    filing: &'a Filing,
    function_idx: usize,
    indicator_idx: usize,
    indicator: &'a crate::model::Indicator,
) -> rule::Row<'a> {
    rule::Row { filing, indicator, at: Place::Indicator(function_idx, indicator_idx) }
}
