//! The rules and the budget identities: one pure engine for the screen and the command line.
//!
//! Checking never fails and never panics. [`check`] looks at a whole filing; [`Incremental`] keeps its findings up to
//! date while the filing is edited and looks again only at what an edit can have changed. Both find the same.

mod accepted;
pub mod baseline;
pub mod budget;
#[cfg(test)]
mod cascade;
mod category;
pub mod cell;
pub mod counts;
pub mod facts;
pub mod finding;
pub mod fixes;
pub mod follow_on;
pub mod incremental;
mod labels;
pub mod own;
pub mod page;
pub mod pages;
mod reading;
pub mod rule;
pub mod rules;
pub mod scheme;
pub mod scope;
pub mod settings;
#[cfg(test)]
pub(crate) mod testing;
pub mod thresholds;
mod traits;
pub mod words;

pub use counts::Counts;
use facts::{Facts, Frame};
pub use finding::{Edit, Finding, Fix, Money, Safety};
pub use incremental::{Incremental, Touch};
use labels::Labels;
pub use rule::{Check, Row, Rule, Severity};
pub use settings::Settings;
pub use traits::Traits;

use crate::model::{Filing, Indicator, Place};
use crate::value::names::Name;
use budget::Sums;
use scheme::Scheme;
use std::borrow::Cow;
use std::cell::OnceCell;
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
    let facts = Facts::of(&seen);
    let rules = Rules::of(settings, facts.scheme);
    let sums = OnceCell::new();
    for rule in &rules.all {
        check_whole(rule, &seen, &sums, options, &mut findings);
    }
    let frame = Frame::new(&facts);
    let mut labels = Labels::of("", "");
    for (function_idx, idx, indicator) in seen.indicators() {
        let at = Place::Indicator(function_idx, idx);
        labels = labels.follow(&indicator.level1, &indicator.level2);
        check_row((indicator, at), labels, &frame, &rules, settings, &mut findings);
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
#[cfg(test)]
fn check_indicator(filing: &Filing, function_idx: usize, idx: usize) -> Vec<Finding> {
    let (facts, mut findings) = (Facts::of(filing), Vec::new());
    let Some(indicator) = filing.indicator(function_idx, idx) else { return findings };
    let at = Place::Indicator(function_idx, idx);
    let rules = Rules::of(&settings::DEFAULT, facts.scheme);
    let labels = Labels::of(&indicator.level1, &indicator.level2);
    check_row((indicator, at), labels, &Frame::new(&facts), &rules, &settings::DEFAULT, &mut findings);
    settle(filing, &settings::DEFAULT, &mut findings);
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

/// What a target says to someone who knows the words of these settings, as the rules see it.
pub fn target(text: &str, settings: &Settings) -> std::rc::Rc<crate::value::Target> {
    reading::target_with(text, &settings.words)
}

/// A rule about rows, the traits of which a row must have one, and its function.
type RowRule = (&'static Rule, Traits, fn(&'static Rule, &Row<'_>, &mut Vec<Finding>));

/// The rules that run on a filing, chosen once for all its rows.
#[derive(Clone, Debug)]
struct Rules {
    scheme: Scheme,
    all: Vec<&'static Rule>,
    /// Those about rows.
    of_rows: Vec<RowRule>,
}

impl Rules {
    /// Those of a scheme.
    fn of(settings: &Settings, scheme: Scheme) -> Self {
        let mut all: Vec<&'static Rule> = Vec::with_capacity(settings.active.len());
        all.extend(settings.active.iter().copied().filter(|it| it.schemes.contains(&scheme)));
        let of_row = |rule: &&'static Rule| match rule.check {
            Check::Indicator(needs, run) => Some((*rule, needs, run)),
            _ => None,
        };
        let mut of_rows = Vec::with_capacity(all.len());
        of_rows.extend(all.iter().filter_map(of_row));
        Self { scheme, all, of_rows }
    }
}

/// What a rule about whole filings finds; nothing where it is about rows. The sums are worked out once they are asked
/// for.
fn check_whole(
    rule: &'static Rule,
    filing: &Filing,
    sums: &OnceCell<Sums>,
    options: &Options<'_>,
    findings: &mut Vec<Finding>,
) {
    match rule.check {
        Check::Filing(_, run) => run(rule, filing, findings),
        Check::Money(run) => run(rule, filing, sums.get_or_init(|| Sums::of(filing)), findings),
        Check::Measured(run) => run(rule, filing, &options.settings.thresholds, findings),
        Check::Edited(run) => run(rule, filing, options.edited, findings),
        Check::Indicator(..) | Check::Engine => {}
    }
}

/// What the rules about rows find in one, by rule, before anything is settled.
fn check_row(
    row: (&Indicator, Place),
    labels: Labels<'_>,
    frame: &Frame<'_>,
    rules: &Rules,
    settings: &Settings,
    findings: &mut Vec<Finding>,
) {
    with_row_of(row, labels, frame, rules.scheme, settings, |row| {
        let traits = Traits::of(row);
        for (rule, needs, run) in &rules.of_rows {
            if traits.meets(*needs) {
                run(rule, row, findings);
            } else {
                debug_assert!(
                    finds_nothing(rule, *run, row),
                    "{} says too little of what it needs",
                    rule.code
                );
            }
        }
        for own in &settings.own {
            own.check(row, findings);
        }
    });
}

/// Whether a rule that is passed over has nothing to say, as it should.
fn finds_nothing(
    rule: &'static Rule,
    run: fn(&'static Rule, &Row<'_>, &mut Vec<Finding>),
    row: &Row<'_>,
) -> bool {
    let mut findings = Vec::new();
    run(rule, row, &mut findings);
    findings.is_empty()
}

/// Looks at one row with the default settings, its targets parsed and its labels looked up once for all rules.
#[cfg(test)]
fn with_row(filing: &Filing, function_idx: usize, idx: usize, look: impl FnOnce(&Row<'_>)) {
    let facts = Facts::of(filing);
    let Some(indicator) = filing.indicator(function_idx, idx) else { return };
    let at = Place::Indicator(function_idx, idx);
    let labels = Labels::of(&indicator.level1, &indicator.level2);
    with_row_of((indicator, at), labels, &Frame::new(&facts), facts.scheme, &settings::DEFAULT, look);
}

fn with_row_of(
    (indicator, at): (&Indicator, Place),
    labels: Labels<'_>,
    frame: &Frame<'_>,
    scheme: Scheme,
    settings: &Settings,
    look: impl FnOnce(&Row<'_>),
) {
    let read = |text: &str| reading::target_with(text, &settings.words);
    let (target, half) = (read(&indicator.target), read(&indicator.target_half));
    let named = Name::of(indicator.name.trim());
    look(&Row {
        frame,
        indicator,
        at,
        named: &named,
        target: &target,
        half: &half,
        thresholds: &settings.thresholds,
        level1: labels.level1,
        level2: labels.level2,
        labels: labels.traits,
        scheme,
    });
}
