//! H05: one of the two targets is blank in a filing that has half-year targets.
//!
//! It speaks in place of V01, which is left with rows that have neither.
//!
//! Clause: K88-完整性.

use crate::check::scheme::Scheme;
use crate::check::{Check, Finding, Row, Rule, Severity, Traits};
use crate::messages::{Message, RuleText};
use crate::model::Field;
use crate::value::Kind;

/// The rule.
pub const RULE: Rule = Rule {
    code: "H05",
    name: "half-or-full-blank",
    severity: Severity::Error,
    clause: Some("K88-完整性"),
    title: RuleText::H05,
    schemes: Scheme::ALL,
    check: Check::Indicator(Traits::ANY, check),
};

fn check(rule: &'static Rule, row: &Row<'_>, findings: &mut Vec<Finding>) {
    if row.name().is_empty() {
        return;
    }
    let (field, message) = match (row.half.kind == Kind::Empty, row.target.kind == Kind::Empty) {
        (true, false) => (Field::TargetHalf, RuleText::H05Half),
        (false, true) => (Field::Target, RuleText::H05Full),
        _ => return,
    };
    if !row.frame.has_half_year() {
        return;
    }
    findings.push(row.finding(rule, field, Message::plain(message)));
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{check, right, wrong};
    use crate::model::Field;

    #[test]
    fn examples() {
        check(
            &RULE,
            [
                wrong("巡查次数", "").half("≥6次").at(Field::Target),
                wrong("管理水平", "").half("规范").at(Field::Target),
                right("巡查次数", "≥12次").half("≥6次"),
                right("巡查次数", "≥12次"),
                right("巡查次数", ""),
            ],
        );
    }
}
