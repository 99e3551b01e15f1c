//! The rules and the budget identities: one pure engine for the screen and the command line.
//!
//! Checking never fails and never panics. Rules about one row see only that row and its filing's frame, so that
//! a keystroke needs only [`check_indicator`]; everything else is in [`check`].

mod accepted;
pub mod budget;
#[cfg(test)]
mod cascade;
mod category;
pub mod cell;
pub mod finding;
pub mod follow_on;
pub mod page;
pub mod pages;
pub mod rule;
pub mod rules;
pub mod scheme;
#[cfg(test)]
mod testing;

pub use finding::{Edit, Finding, Fix, Money, Safety};
pub use rule::{Check, Row, Rule, Severity};

use crate::model::{Filing, Place, taxonomy};
use crate::value;
use scheme::Scheme;

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
    let frame = Frame::of(filing);
    for rule in rules::ALL.iter().filter(|it| it.schemes.contains(&frame.scheme)) {
        match rule.check {
            Check::Filing(run) => run(rule, filing, &mut findings),
            Check::Edited(run) => run(rule, filing, options.edited, &mut findings),
            Check::Indicator(_) => {}
        }
    }
    for (function_idx, idx, _) in filing.indicators() {
        with_row_of(filing, &frame, function_idx, idx, |row| check_row(row, &mut findings));
    }
    follow_on::hide(filing, &mut findings);
    accepted::apply(filing, &mut findings);
    findings.sort_by(|a, b| (a.at, a.rule.code).cmp(&(b.at, b.rule.code)));
    findings
}

/// The findings of the rules about one row, by rule code.
pub fn check_indicator(filing: &Filing, function_idx: usize, indicator_idx: usize) -> Vec<Finding> {
    let mut findings = Vec::new();
    with_row(filing, function_idx, indicator_idx, |row| check_row(row, &mut findings));
    follow_on::hide(filing, &mut findings);
    accepted::apply(filing, &mut findings);
    findings.sort_by_key(|it| it.rule.code);
    findings
}

fn check_row(row: &Row<'_>, findings: &mut Vec<Finding>) {
    for rule in rules::ALL.iter().filter(|it| it.schemes.contains(&row.scheme)) {
        if let Check::Indicator(run) = rule.check {
            run(rule, row, findings);
        }
    }
}

/// What all rows of a filing share.
struct Frame {
    /// Whether any row has a half-year target, which makes them due in all rows.
    has_half_year: bool,
    scheme: Scheme,
}

impl Frame {
    fn of(filing: &Filing) -> Self {
        let has_half_year = filing.indicators().any(|(_, _, it)| !it.target_half.trim().is_empty());
        Self { has_half_year, scheme: scheme::of(filing) }
    }
}

/// Looks at one row, its targets parsed and its labels looked up once for all rules.
fn with_row(filing: &Filing, function_idx: usize, idx: usize, look: impl FnOnce(&Row<'_>)) {
    with_row_of(filing, &Frame::of(filing), function_idx, idx, look);
}

fn with_row_of(filing: &Filing, frame: &Frame, function_idx: usize, idx: usize, look: impl FnOnce(&Row<'_>)) {
    let Some(indicator) = filing.indicator(function_idx, idx) else { return };
    let (target, half) = (value::parse(&indicator.target), value::parse(&indicator.target_half));
    look(&Row {
        filing,
        indicator,
        at: Place::Indicator(function_idx, idx),
        target: &target,
        half: &half,
        has_half_year: frame.has_half_year,
        level1: taxonomy::level1(&indicator.level1),
        level2: taxonomy::level2(&indicator.level2),
        scheme: frame.scheme,
    });
}
