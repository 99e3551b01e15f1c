//! V09: 百分之 or 千分之 in words.
//!
//! The same meaning in other writing, so the fix is safe.
//!
//! Clause: KYT-符号.

use crate::check::scheme::Scheme;
use crate::check::{Check, Finding, Row, Rule, Severity, Traits};
use crate::messages::RuleText;
use crate::value::Note;

/// The rule.
pub const RULE: Rule = Rule {
    code: "V09",
    name: "percent-in-words",
    severity: Severity::Info,
    clause: Some("KYT-符号"),
    title: RuleText::V09,
    schemes: Scheme::ALL,
    check: Check::Indicator(Traits::NOTED.or(Traits::COMPOUND), check),
};

fn check(rule: &'static Rule, row: &Row<'_>, findings: &mut Vec<Finding>) {
    for cell in row.cells() {
        let target = cell.target;
        let in_clause = target.clauses.iter().any(|(_, it)| it.has(&Note::PercentWords));
        if !target.has(&Note::PercentWords) && !in_clause {
            continue;
        }
        findings.push(cell.in_plain_writing(rule, (RuleText::V09Writing, RuleText::V09Found)));
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
                wrong("设备完好率", "百分之95").fix("95%"),
                wrong("设备完好率", "不低于百分之九十五").fix("≥95%"),
                wrong("事故率", "≤千分之5").fix("≤5‰"),
                wrong("设备完好率", "百分之九十左右"),
                right("设备完好率", "≥95%"),
                right("设备完好率", "≥0.95(百分比)"),
            ],
        );
    }
}
