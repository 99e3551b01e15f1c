//! The rules and the budget identities: one pure engine for the screen and the command line.
//!
//! Checking never fails and never panics. Rules about one row see only that row and its filing's frame, so that
//! a keystroke needs only [`check_indicator`]; everything else is in [`check`].

mod accepted;
pub mod baseline;
pub mod budget;
#[cfg(test)]
mod cascade;
mod category;
pub mod cell;
pub mod finding;
pub mod fixes;
pub mod follow_on;
pub mod own;
pub mod page;
pub mod pages;
mod reading;
pub mod rule;
pub mod rules;
pub mod scheme;
pub mod settings;
#[cfg(test)]
pub(crate) mod testing;
pub mod thresholds;
pub mod words;

pub use finding::{Edit, Finding, Fix, Money, Safety};
pub use rule::{Check, Row, Rule, Severity};
pub use settings::Settings;

use crate::model::{Filing, Place, taxonomy};
use crate::value::Target;
use crate::value::names::Name;
use budget::Sums;
use scheme::Scheme;
use std::borrow::Cow;
use std::rc::Rc;
use words::Words;

/// What checking knows beside the filing itself.
#[derive(Clone, Copy, Debug)]
pub struct Options<'a> {
    /// The nodes that were edited since the filing was loaded.
    pub edited: &'a [Place],
    /// Which rules run, and how.
    pub settings: &'a Settings,
}

impl Default for Options<'_> {
    fn default() -> Self {
        Self { edited: &[], settings: &settings::DEFAULT }
    }
}

/// All findings of a filing that nobody has edited; see [`check_with`].
pub fn check(filing: &Filing) -> Vec<Finding> {
    check_with(filing, &Options::default())
}

/// All findings of a filing, in form order (the filing itself, budget lines, functions and their indicators),
/// then by rule code.
pub fn check_with(filing: &Filing, options: &Options<'_>) -> Vec<Finding> {
    let settings = options.settings;
    let mut findings = Vec::new();
    let seen = settings.words.canonical(filing);
    let frame = Frame::of(&seen, settings);
    let sums = Sums::of(&seen);
    for rule in frame.rules() {
        match rule.check {
            Check::Filing(run) => run(rule, &seen, &mut findings),
            Check::Money(run) => run(rule, &seen, &sums, &mut findings),
            Check::Measured(run) => run(rule, &seen, &settings.thresholds, &mut findings),
            Check::Edited(run) => run(rule, &seen, options.edited, &mut findings),
            Check::Indicator(_) | Check::Engine => {}
        }
    }
    let of_rows = frame.rules_of_rows();
    for (function_idx, idx, _) in seen.indicators() {
        with_row_of(&seen, &frame, function_idx, idx, |row| {
            check_row(row, &of_rows, settings, &mut findings);
        });
    }
    if matches!(seen, Cow::Owned(_)) {
        Words::as_printed(filing, &mut findings);
    }
    // Before anything is hidden: what is accepted may be hidden now and stand there again later.
    let unused = accepted::unused(filing, &findings);
    findings.extend(rules::a01_unused_allow::find(filing, &unused, settings));
    settle(filing, settings, &mut findings);
    findings.sort_by(|a, b| (a.at, a.rule.code).cmp(&(b.at, b.rule.code)));
    findings
}

/// The findings of the rules about one row, by rule code.
pub fn check_indicator(filing: &Filing, function_idx: usize, indicator_idx: usize) -> Vec<Finding> {
    check_indicator_with(filing, function_idx, indicator_idx, &settings::DEFAULT)
}

/// The findings of the rules about one row under these settings, by rule code.
pub fn check_indicator_with(
    filing: &Filing,
    function_idx: usize,
    indicator_idx: usize,
    settings: &Settings,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    let seen = settings.words.canonical(filing);
    let frame = Frame::of(&seen, settings);
    with_row_of(&seen, &frame, function_idx, indicator_idx, |row| {
        check_row(row, &frame.rules_of_rows(), settings, &mut findings);
    });
    if matches!(seen, Cow::Owned(_)) {
        Words::as_printed(filing, &mut findings);
    }
    settle(filing, settings, &mut findings);
    findings.sort_by_key(|it| it.rule.code);
    findings
}

/// What holds for all findings together: what follows from others, severities, what is accepted.
fn settle(filing: &Filing, settings: &Settings, findings: &mut Vec<Finding>) {
    follow_on::hide(filing, findings);
    // Graded before they are accepted: money that is accepted drops to a warning whatever its rule's severity.
    settings.grade(findings);
    accepted::apply(filing, findings);
}

fn check_row(row: &Row<'_>, rules: &[RowRule], settings: &Settings, findings: &mut Vec<Finding>) {
    for (rule, run) in rules {
        run(rule, row, findings);
    }
    for own in &settings.own {
        own.check(row, findings);
    }
}

/// A rule about one row, and its function.
type RowRule = (&'static Rule, fn(&'static Rule, &Row<'_>, &mut Vec<Finding>));

/// What all rows of a filing share.
struct Frame<'a> {
    /// Whether any row has a half-year target, which makes them due in all rows.
    has_half_year: bool,
    scheme: Scheme,
    settings: &'a Settings,
    /// What a blank target says, as half of all cells do.
    blank: Rc<Target>,
}

impl<'a> Frame<'a> {
    fn of(filing: &Filing, settings: &'a Settings) -> Self {
        let has_half_year = filing.indicators().any(|(_, _, it)| !it.target_half.trim().is_empty());
        Self { has_half_year, scheme: scheme::of(filing), settings, blank: Rc::default() }
    }

    /// The rules that run on this filing.
    fn rules(&self) -> impl Iterator<Item = &'static Rule> {
        self.settings.active.iter().copied().filter(|it| it.schemes.contains(&self.scheme))
    }

    /// Those about one row, chosen once for all rows.
    fn rules_of_rows(&self) -> Vec<RowRule> {
        let of_row = |rule: &'static Rule| match rule.check {
            Check::Indicator(run) => Some((rule, run)),
            _ => None,
        };
        self.rules().filter_map(of_row).collect()
    }

    /// What a target says in the light of the settings.
    fn read(&self, text: &str) -> Rc<Target> {
        if text.is_empty() {
            return Rc::clone(&self.blank);
        }
        let target = reading::target(text);
        let words = &self.settings.words;
        if words.reads_targets() { Rc::new(words.read((*target).clone())) } else { target }
    }
}

/// Looks at one row with the default settings, its targets parsed and its labels looked up once for all rules.
#[cfg(test)]
fn with_row(filing: &Filing, function_idx: usize, idx: usize, look: impl FnOnce(&Row<'_>)) {
    with_row_of(filing, &Frame::of(filing, &settings::DEFAULT), function_idx, idx, look);
}

fn with_row_of(
    filing: &Filing,
    frame: &Frame<'_>,
    function_idx: usize,
    idx: usize,
    look: impl FnOnce(&Row<'_>),
) {
    let Some(indicator) = filing.indicator(function_idx, idx) else { return };
    let (target, half) = (frame.read(&indicator.target), frame.read(&indicator.target_half));
    let named = Name::of(indicator.name.trim());
    look(&Row {
        filing,
        indicator,
        at: Place::Indicator(function_idx, idx),
        named: &named,
        target: &target,
        half: &half,
        has_half_year: frame.has_half_year,
        thresholds: &frame.settings.thresholds,
        level1: taxonomy::level1(&indicator.level1),
        level2: taxonomy::level2(&indicator.level2),
        scheme: frame.scheme,
    });
}
