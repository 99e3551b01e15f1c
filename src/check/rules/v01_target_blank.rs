//! V01: an indicator with a name but no target.
//!
//! A row without a target promises nothing. Where only one of the half-year and full-year targets is missing, H05
//! says so.
//!
//! Clause: K88-完整性.

use crate::check::scheme::Scheme;
use crate::check::{Check, Finding, Row, Rule, Severity, Traits};
use crate::messages::{Message, RuleText};
use crate::model::Field;
use crate::value::Kind;

/// The rule.
pub const RULE: Rule = Rule {
    code: "V01",
    name: "target-blank",
    severity: Severity::Error,
    clause: Some("K88-完整性"),
    title: RuleText::V01,
    schemes: Scheme::ALL,
    check: Check::Indicator(Traits::BLANK, check),
};

fn check(rule: &'static Rule, row: &Row<'_>, findings: &mut Vec<Finding>) {
    if !row.name().is_empty() && row.target.kind == Kind::Empty && row.half.kind == Kind::Empty {
        findings.push(row.finding(rule, Field::Target, Message::plain(RuleText::V01Found)));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{check, right, wrong};

    #[test]
    fn examples() {
        check(
            &RULE,
            [
                wrong("路灯维护数量", ""),
                wrong("路灯维护数量", " \u{3000}"),
                right("路灯维护数量", "≥300盏"),
                right("", ""),
                right("路灯维护数量", "-"),
                right("路灯维护数量", "").half("≥150盏"),
            ],
        );
    }
}
