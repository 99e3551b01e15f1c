//! V25: a word of self-evaluation, such as 达成预期指标, in a filing of targets.
//!
//! Clause: K10-定性.

use crate::check::scheme::Scheme;
use crate::check::{Check, Finding, Row, Rule, Severity, Traits};
use crate::messages::RuleText;
use crate::value::Class;

/// The rule.
pub const RULE: Rule = Rule {
    code: "V25",
    name: "result-as-target",
    severity: Severity::Error,
    clause: Some("K10-定性"),
    title: RuleText::V25,
    schemes: Scheme::ALL,
    check: Check::Indicator(Traits::WORDS, check),
};

fn check(rule: &'static Rule, row: &Row<'_>, findings: &mut Vec<Finding>) {
    for cell in row.cells() {
        if cell.target.qual == Some(Class::Result) {
            findings.push(cell.finding(rule, RuleText::V25Found));
        }
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
                wrong("环境质量", "达成预期指标"),
                wrong("环境质量", "部分达成"),
                right("环境质量", "达标"),
                right("环境质量", "达到预期目标"),
            ],
        );
    }
}
