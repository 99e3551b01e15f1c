//! V06: a share of `≥100%`.
//!
//! A share cannot exceed the whole, so only `＝100%` is meant. Growth, over-fulfilment and turnover may exceed 100 %
//! and are left alone; for satisfaction T04 speaks.
//!
//! Clause: K88-合理可行.

use crate::check::scheme::Scheme;
use crate::check::{Check, Finding, Row, Rule, Safety, Severity, Traits};
use crate::messages::RuleText;
use crate::value::{Op, Target};
use rust_decimal::Decimal;

/// The rule.
pub const RULE: Rule = Rule {
    code: "V06",
    name: "percent-floor-100",
    severity: Severity::Warning,
    clause: Some("K88-合理可行"),
    title: RuleText::V06,
    schemes: Scheme::ALL,
    check: Check::Indicator(Traits::PERCENT, check),
};

fn check(rule: &'static Rule, row: &Row<'_>, findings: &mut Vec<Finding>) {
    for cell in row.cells() {
        let target = cell.target;
        let is_all = target.is_percent() && target.number() == Some(Decimal::ONE_HUNDRED);
        if !is_all || target.op != Op::Ge || row.named.may_exceed_all() || row.named.is_satisfaction() {
            continue;
        }
        let fixed = Target { op: Op::Eq, ..target.clone() };
        let args = [("to", fixed.written())];
        let fix = cell.rewrite(Safety::Unsafe, &fixed);
        findings.push(cell.finding_with(rule, RuleText::V06Found, args).with_fix(fix));
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
                wrong("道路保洁覆盖率", "≥100%").fix("=100%"),
                wrong("政策知晓率提升", "不低于百分之百").fix("=100%"),
                wrong("道路保洁覆盖率", "≥100百分比").fix("=100%"),
                right("道路保洁覆盖率", "＝100%"),
                right("道路保洁覆盖率", "≥95%"),
                right("税收收入增长率", "≥100%"),
                right("游客满意度", "≥100%"),
            ],
        );
    }
}
