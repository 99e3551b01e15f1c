//! V10: `0.95(百分比)` or `95百分比`.
//!
//! Two conventions are in use, a share of one and a percentage. Rewriting is a guess about which was meant, so the
//! fix is unsafe.
//!
//! Clause: KYT-符号.

use crate::check::scheme::Scheme;
use crate::check::{Check, Finding, Row, Rule, Safety, Severity, Traits};
use crate::messages::RuleText;
use crate::value::Note;

/// The rule.
pub const RULE: Rule = Rule {
    code: "V10",
    name: "percent-as-decimal",
    severity: Severity::Warning,
    clause: Some("KYT-符号"),
    title: RuleText::V10,
    schemes: Scheme::ALL,
    check: Check::Indicator(Traits::NOTED, check),
};

fn check(rule: &'static Rule, row: &Row<'_>, findings: &mut Vec<Finding>) {
    for cell in row.cells() {
        let target = cell.target;
        if target.has(&Note::ScaledPercent) || target.has(&Note::PercentWord) {
            let fix = cell.rewrite(Safety::Unsafe, target);
            findings.push(cell.finding(rule, RuleText::V10Found).with_fix(fix));
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
                wrong("设备完好率", "≥0.95(百分比)").fix("≥95%"),
                wrong("设备完好率", "=1.00（百分比）").fix("=100%"),
                wrong("设备完好率", "≥100百分比").fix("≥100%"),
                right("设备完好率", "≥95%"),
                right("设备完好率", "百分之95"),
            ],
        );
    }
}
