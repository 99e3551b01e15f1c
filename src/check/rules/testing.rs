//! What the tests of rules share: a rule's findings as short words.

use crate::check::finding::Finding;
use crate::check::rule::{Check, Row, Rule};
use crate::messages::Lang;
use crate::model::{Field, Filing, Place};

/// The findings of one rule, with these nodes edited.
pub fn run_edited(rule: &'static Rule, filing: &Filing, edited: &[Place]) -> Vec<Finding> {
    let mut findings = Vec::new();
    match rule.check {
        Check::Filing(run) => run(rule, filing, &mut findings),
        Check::Edited(run) => run(rule, filing, edited, &mut findings),
        Check::Indicator(run) => {
            for (function_idx, idx, indicator) in filing.indicators() {
                let at = Place::Indicator(function_idx, idx);
                run(rule, &Row { filing, indicator, at }, &mut findings);
            }
        }
    }
    findings
}

/// `error 资金总额:amount`: severity, the node's name (`表头` for the filing) and the field's key.
pub fn words(filing: &Filing, finding: &Finding) -> String {
    let name = |field| filing.get(finding.at, &field).unwrap_or_default().into_owned();
    let node = match finding.at {
        Place::Filing => "表头".to_owned(),
        Place::BudgetLine(_) => name(Field::LineName),
        Place::Function(_) => name(Field::FunctionName),
        Place::Indicator(..) => name(Field::IndicatorName),
    };
    let key = finding.field.as_ref().map_or(String::new(), |it| format!(":{}", it.key().1));
    format!("{} {node}{key}", finding.severity.word())
}

/// Asserts a rule's findings, and that their messages are filled in both languages.
pub fn check(rule: &'static Rule, filing: &Filing, expected: &[&str]) {
    check_edited(rule, filing, &[], expected);
}

/// The same with these nodes edited.
pub fn check_edited(rule: &'static Rule, filing: &Filing, edited: &[Place], expected: &[&str]) {
    let findings = run_edited(rule, filing, edited);
    let found: Vec<String> = findings.iter().map(|it| words(filing, it)).collect();
    let messages: Vec<String> = findings.iter().map(|it| it.message.render(Lang::Zh)).collect();
    assert_eq!(found, expected, "{messages:#?}");
    for finding in &findings {
        let titles = finding.fix.iter().map(|it| &it.title);
        for message in std::iter::once(&finding.message).chain(titles) {
            for lang in [Lang::Zh, Lang::En] {
                let text = message.render(lang);
                assert!(!text.is_empty() && !text.contains(['{', '}']), "{}: {text}", rule.code);
            }
        }
    }
}
