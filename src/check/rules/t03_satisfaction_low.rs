//! T03: a satisfaction target below 80 % (warning) or below 90 % (information).
//!
//! Scoring gives full marks from 90 % and steps down at 80 and 60. V08 speaks for `≥0%`.
//!
//! Clause: K101-满意度.

use crate::check::scheme::Scheme;
use crate::check::{Check, Finding, Row, Rule, Severity};
use crate::messages::RuleText;
use crate::value::{Kind, names};
use rust_decimal::Decimal;

/// The rule.
pub const RULE: Rule = Rule {
    code: "T03",
    name: "satisfaction-low",
    severity: Severity::Warning,
    clause: Some("K101-满意度"),
    title: RuleText::T03,
    schemes: Scheme::ALL,
    check: Check::Indicator(check),
};

/// From this percentage on a satisfaction survey scores in full.
const FULL_MARKS: u32 = 90;

/// Below this percentage a target is plainly low.
const GOOD_MARKS: u32 = 80;

fn check(rule: &'static Rule, row: &Row<'_>, findings: &mut Vec<Finding>) {
    for cell in row.cells() {
        let target = cell.target;
        let number = target.lo.filter(|_| matches!(target.kind, Kind::Quant | Kind::Range));
        let Some(number) = number.filter(|it| *it < Decimal::from(FULL_MARKS)) else { continue };
        let is_floor = !target.op.is_ceiling() && number > Decimal::ZERO;
        if !is_floor || !target.is_percent() || !names::satisfaction(row.name()) {
            continue;
        }
        let severity = if number < Decimal::from(GOOD_MARKS) { Severity::Warning } else { Severity::Info };
        let message = if severity == Severity::Warning { RuleText::T03Low } else { RuleText::T03Found };
        findings.push(cell.finding(rule, message).with_severity(severity));
    }
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
                wrong("游客满意度", "≥60%").graded(Severity::Warning),
                wrong("游客满意度", "≥85%").graded(Severity::Info),
                wrong("游客满意度", "百分之85").graded(Severity::Info),
                right("游客满意度", "≥90%"),
                right("游客满意度", "≥0%"),
                right("游客不满意度", "≤5%"),
                right("设备完好率", "≥60%"),
            ],
        );
    }
}
