//! The shared helper of the row rules' tests: rows that a rule must find or leave alone.

use super::budget::Sums;
use super::finding::{Finding, Safety};
use super::rule::{Check, Rule, Severity};
use super::thresholds::Thresholds;
use super::traits::Traits;
use crate::messages::Lang;
use crate::model::{Field, Filing, Function, Indicator, Place};
use crate::value;

/// A message longer than this does not fit the check bar.
const MAX_MESSAGE_CHARS: usize = 40;

/// A row, and what a rule must say of it.
pub struct Case {
    filing: Filing,
    is_wrong: bool,
    severity: Option<Severity>,
    field: Option<Field>,
    fix: Option<&'static str>,
}

/// A row that the rule must find.
pub fn wrong(name: &str, target: &str) -> Case {
    Case { filing: filing(name, target), is_wrong: true, severity: None, field: None, fix: None }
}

/// A row that the rule must leave alone.
pub fn right(name: &str, target: &str) -> Case {
    Case { is_wrong: false, ..wrong(name, target) }
}

/// A filing for 2025 with one row.
pub fn filing(name: &str, target: &str) -> Filing {
    let indicator = Indicator {
        level1: "产出指标".to_owned(),
        level2: "数量指标".to_owned(),
        name: name.to_owned(),
        target: target.to_owned(),
        ..Indicator::default()
    };
    Filing {
        year: Some(2025),
        functions: vec![Function { indicators: vec![indicator], ..Function::default() }],
        ..Filing::default()
    }
}

impl Case {
    /// With a field of the row set.
    pub fn with(mut self, field: &Field, text: &str) -> Self {
        self.filing.set(Place::Indicator(0, 0), field, text).unwrap();
        self
    }

    /// With a half-year target.
    pub fn half(self, text: &str) -> Self {
        self.with(&Field::TargetHalf, text)
    }

    /// With a field of the filing set.
    pub fn filing(mut self, field: &Field, text: &str) -> Self {
        self.filing.set(Place::Filing, field, text).unwrap();
        self
    }

    /// The finding must have this severity.
    pub fn graded(self, severity: Severity) -> Self {
        Self { severity: Some(severity), ..self }
    }

    /// The finding must be about this field.
    pub fn at(self, field: Field) -> Self {
        Self { field: Some(field), ..self }
    }

    /// The finding's fix must write this text.
    pub fn fix(self, text: &'static str) -> Self {
        Self { fix: Some(text), ..self }
    }
}

/// Runs a rule over its examples. Every fix that writes something must silence the rule, and a safe one must not
/// change what the value means.
pub fn check(rule: &'static Rule, cases: impl IntoIterator<Item = Case>) {
    for case in cases {
        let row = case.filing.indicator(0, 0).unwrap().clone();
        let found = run(rule, &case.filing);
        assert_eq!(found.len(), usize::from(case.is_wrong), "{} on {} {row:?}", rule.code, row.name);
        let Some(finding) = found.first() else { continue };
        assert_eq!(finding.severity, case.severity.unwrap_or(rule.severity), "{} on {row:?}", rule.code);
        if let Some(field) = &case.field {
            assert_eq!(finding.field.as_ref(), Some(field), "{} on {row:?}", rule.code);
        }
        says(finding, Lang::Zh);
        says(finding, Lang::En);
        let written = finding.fix.as_ref().and_then(|it| it.edits.first()).map(|it| it.text.as_str());
        if case.fix.is_some() {
            assert_eq!(written, case.fix, "{} on {row:?}", rule.code);
        }
        mends(rule, finding, &case.filing);
    }
}

fn says(finding: &Finding, lang: Lang) {
    let message = finding.message.render(lang);
    assert!(!message.contains('{'), "{message}");
    if lang == Lang::Zh {
        assert!(message.chars().count() <= MAX_MESSAGE_CHARS, "too long for the check bar: {message}");
    }
    if let Some(fix) = &finding.fix {
        assert!(!fix.title.render(lang).contains('{'), "{message}");
        assert_eq!(fix.safety == Safety::Display, !fix.is_applicable(), "{message}");
    }
}

fn mends(rule: &'static Rule, finding: &Finding, filing: &Filing) {
    let Some(fix) = finding.fix.as_ref().filter(|it| it.is_applicable()) else { return };
    let mut mended = filing.clone();
    if fix.removes {
        super::fixes::remove(&mut mended, finding.at);
        assert_eq!(run(rule, &mended).len(), 0, "{}: the fix does not take the row away", rule.code);
        return;
    }
    for edit in &fix.edits {
        mended.set(edit.at, &edit.field, &edit.text).unwrap();
    }
    assert_eq!(run(rule, &mended).len(), 0, "{}: the fix {fix:?} does not mend it", rule.code);
    let reading = |filing: &Filing| value::parse(&filing.indicator(0, 0).unwrap().target).reading(Lang::Zh);
    if fix.safety == Safety::Safe {
        assert_eq!(reading(filing), reading(&mended), "{}: a safe fix changes the meaning", rule.code);
    }
}

/// The findings of one rule, nothing edited.
pub fn run(rule: &'static Rule, filing: &Filing) -> Vec<Finding> {
    run_edited(rule, filing, &[])
}

/// The findings of one rule, with these nodes edited.
pub fn run_edited(rule: &'static Rule, filing: &Filing, edited: &[Place]) -> Vec<Finding> {
    let mut findings = Vec::new();
    match rule.check {
        Check::Filing(_, run) => run(rule, filing, &mut findings),
        Check::Money(run) => run(rule, filing, &Sums::of(filing), &mut findings),
        Check::Measured(run) => run(rule, filing, &Thresholds::DEFAULT, &mut findings),
        Check::Edited(run) => run(rule, filing, edited, &mut findings),
        Check::Engine => {}
        Check::Indicator(needs, run) => {
            for (function_idx, idx, _) in filing.indicators() {
                super::with_row(filing, function_idx, idx, |row| {
                    if Traits::of(row).meets(needs) {
                        run(rule, row, &mut findings);
                    }
                });
            }
        }
    }
    findings
}
