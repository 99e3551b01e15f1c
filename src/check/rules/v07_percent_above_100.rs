//! V07: a share above the whole.
//!
//! Clause: K88-合理可行.

use crate::check::scheme::Scheme;
use crate::check::{Check, Finding, Row, Rule, Safety, Severity, Traits};
use crate::messages::RuleText;
use crate::value::{Op, Target};
use rust_decimal::Decimal;

/// The rule.
pub const RULE: Rule = Rule {
    code: "V07",
    name: "percent-above-100",
    severity: Severity::Error,
    clause: Some("K88-合理可行"),
    title: RuleText::V07,
    schemes: Scheme::ALL,
    check: Check::Indicator(Traits::PERCENT, check),
};

fn check(rule: &'static Rule, row: &Row<'_>, findings: &mut Vec<Finding>) {
    for cell in row.cells() {
        if row.named.is_exceeded_by(cell.target) {
            let fixed = Target { op: Op::Eq, lo: Some(Decimal::ONE_HUNDRED), ..cell.target.clone() };
            let fix = cell.rewrite(Safety::Unsafe, &fixed);
            findings.push(cell.finding(rule, RuleText::V07Found).with_fix(fix));
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
                wrong("道路保洁覆盖率", ">100%").fix("=100%"),
                wrong("资金到位率", "≥120%"),
                wrong("游客满意度", "101%"),
                right("道路保洁覆盖率", "≥100%"),
                right("道路保洁覆盖率", "＝100%"),
                right("营业收入增长率", "≥120%"),
                right("固定资产周转率", ">100%"),
            ],
        );
    }
}
