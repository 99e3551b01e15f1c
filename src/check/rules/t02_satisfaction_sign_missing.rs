//! T02: a satisfaction percentage without a sign.
//!
//! It speaks in place of V03. At 100 % the fix is left to T04, which asks for another number.
//!
//! Clause: KYT-符号.

use crate::check::scheme::Scheme;
use crate::check::{Check, Finding, Row, Rule, Safety, Severity, Traits};
use crate::messages::RuleText;
use crate::value::{Kind, Op, Target};
use rust_decimal::Decimal;

/// The rule.
pub const RULE: Rule = Rule {
    code: "T02",
    name: "satisfaction-sign-missing",
    severity: Severity::Warning,
    clause: Some("KYT-符号"),
    title: RuleText::T02,
    schemes: Scheme::ALL,
    check: Check::Indicator(Traits::SATISFACTION_NAME, check),
};

fn check(rule: &'static Rule, row: &Row<'_>, findings: &mut Vec<Finding>) {
    for cell in row.cells() {
        let target = cell.target;
        let is_open = target.kind == Kind::Quant && target.op == Op::None && !target.has_bound_suffix();
        if !is_open || !target.is_percent() || !row.named.is_satisfaction() {
            continue;
        }
        let is_all = target.number() == Some(Decimal::ONE_HUNDRED);
        let fix = cell.rewrite(Safety::Unsafe, &Target { op: Op::Ge, ..target.clone() });
        findings.push(cell.finding(rule, RuleText::T02Found).with_fix(fix.filter(|_| !is_all)));
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
                wrong("游客满意度", "百分之95").fix("≥95%"),
                wrong("受益群众满意率", "90%").fix("≥90%"),
                wrong("游客满意度", "100%"),
                right("游客满意度", "≥95%"),
                right("游客满意度", "95%以上"),
                right("设备完好率", "95%"),
                right("游客满意度", "95"),
            ],
        );
    }
}
