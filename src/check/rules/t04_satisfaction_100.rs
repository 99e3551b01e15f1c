//! T04: a satisfaction target of 100 %.
//!
//! It speaks in place of V06. V07 speaks above 100 %.
//!
//! Clause: K88-合理可行.

use crate::check::scheme::Scheme;
use crate::check::{Check, Finding, Row, Rule, Safety, Severity, Traits};
use crate::messages::RuleText;
use crate::value::{Op, Target};
use rust_decimal::Decimal;

/// The rule.
pub const RULE: Rule = Rule {
    code: "T04",
    name: "satisfaction-100",
    severity: Severity::Warning,
    clause: Some("K88-合理可行"),
    title: RuleText::T04,
    schemes: Scheme::ALL,
    check: Check::Indicator(Traits::SATISFACTION_NAME, check),
};

/// What the fix offers: the usual target for satisfaction.
const USUAL_PERCENT: u32 = 95;

fn check(rule: &'static Rule, row: &Row<'_>, findings: &mut Vec<Finding>) {
    for cell in row.cells() {
        let target = cell.target;
        let is_all = target.is_percent() && target.number() == Some(Decimal::ONE_HUNDRED);
        if !is_all || matches!(target.op, Op::Gt | Op::Lt | Op::Le) || !row.named.is_satisfaction() {
            continue;
        }
        let usual = Target { op: Op::Ge, lo: Some(Decimal::from(USUAL_PERCENT)), ..target.clone() };
        let fix = cell.rewrite(Safety::Unsafe, &usual);
        findings.push(cell.finding(rule, RuleText::T04Found).with_fix(fix));
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
                wrong("游客满意度", "100%").fix("≥95%"),
                wrong("游客满意度", "≥100%").fix("≥95%"),
                wrong("游客满意率", "百分之百"),
                right("游客满意度", "≥95%"),
                right("游客满意度", ">100%"),
                right("设备完好率", "100%"),
            ],
        );
    }
}
