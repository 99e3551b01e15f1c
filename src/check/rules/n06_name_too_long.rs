//! N06: a name of more than 30 characters, or (error) of more than the 100 that systems take.
//!
//! Clause: KYT-字符.

use crate::check::cell::advice;
use crate::check::scheme::Scheme;
use crate::check::{Check, Finding, Row, Rule, Severity};
use crate::messages::{Message, RuleText};
use crate::model::Field;

/// The rule.
pub const RULE: Rule = Rule {
    code: "N06",
    name: "name-too-long",
    severity: Severity::Info,
    clause: Some("KYT-字符"),
    title: RuleText::N06,
    schemes: Scheme::ALL,
    check: Check::Indicator(check),
};

/// What still reads as a name.
const READABLE_CHARS: usize = 30;
/// What systems take.
const MAX_CHARS: usize = 100;

fn check(rule: &'static Rule, row: &Row<'_>, findings: &mut Vec<Finding>) {
    let n_chars = row.name().chars().count();
    if n_chars <= READABLE_CHARS {
        return;
    }
    let (severity, id) = if n_chars > MAX_CHARS {
        (Severity::Error, RuleText::N06Over)
    } else {
        (rule.severity, RuleText::N06Found)
    };
    let message = Message::new(id, [("n", n_chars.to_string())]);
    let finding = row.finding(rule, Field::IndicatorName, message).with_severity(severity);
    findings.push(finding.with_fix(advice(RuleText::N06Advice)));
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::Severity;
    use crate::check::testing::{check, right, wrong};

    #[test]
    fn examples() {
        check(
            &RULE,
            [
                wrong(&"巡查".repeat(16), "≥3次").graded(Severity::Info),
                wrong(&"巡查".repeat(51), "≥3次").graded(Severity::Error),
                right(&"巡查".repeat(15), "≥3次"),
                right("巡查次数", "≥3次"),
                right("", "≥3次"),
            ],
        );
    }
}
