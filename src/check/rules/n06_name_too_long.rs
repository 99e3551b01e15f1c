//! N06: a name of more than 30 characters, or (error) of more than the 100 that systems take.
//!
//! Clause: KYT-字符.

use crate::check::cell::advice;
use crate::check::scheme::Scheme;
use crate::check::thresholds::Threshold;
use crate::check::{Check, Finding, Row, Rule, Severity, Traits};
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
    check: Check::Indicator(Traits::ANY, check),
};

fn check(rule: &'static Rule, row: &Row<'_>, findings: &mut Vec<Finding>) {
    let n_chars = row.name().chars().count();
    let limit = |id| row.thresholds.get(id) as usize;
    let (readable, max) = (limit(Threshold::NameInfo), limit(Threshold::NameError));
    if n_chars <= readable.min(max) {
        return;
    }
    let (severity, id, limit) = if n_chars > max {
        (Severity::Error, RuleText::N06Over, max)
    } else {
        (rule.severity, RuleText::N06Found, readable)
    };
    let message = Message::new(id, [("n", n_chars.to_string()), ("limit", limit.to_string())]);
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
