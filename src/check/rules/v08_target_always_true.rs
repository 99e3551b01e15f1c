//! V08: a target that every result meets: `≥0`, or a share of `≤100%`.
//!
//! Clause: K101-从严.

use crate::check::cell::advice;
use crate::check::scheme::Scheme;
use crate::check::{Check, Finding, Row, Rule, Severity, Traits};
use crate::messages::RuleText;
use crate::text::words::{Word, words};
use crate::value::Op;
use rust_decimal::Decimal;

/// The rule.
pub const RULE: Rule = Rule {
    code: "V08",
    name: "target-always-true",
    severity: Severity::Warning,
    clause: Some("K101-从严"),
    title: RuleText::V08,
    schemes: Scheme::ALL,
    check: Check::Indicator(Traits::ANY, check),
};

/// What may fall below zero.
const CHANGES: &[Word] =
    &words(["增长", "增幅", "增速", "涨幅", "变动", "变化率", "同比", "环比", "净流入", "净增"]);

fn check(rule: &'static Rule, row: &Row<'_>, findings: &mut Vec<Finding>) {
    for cell in row.cells() {
        let target = cell.target;
        let Some(number) = target.number() else { continue };
        let is_floor = target.op == Op::Ge && number.is_zero() && !row.named.has_any(CHANGES);
        let is_ceiling = target.op == Op::Le
            && target.is_percent()
            && number == Decimal::ONE_HUNDRED
            && row.named.is_bounded()
            // What is spent or staffed may exceed what was granted.
            && !row.name().contains("控制率");
        if is_floor || is_ceiling {
            findings.push(cell.finding(rule, RuleText::V08Found).with_fix(advice(RuleText::V08Advice)));
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
                wrong("经费结余率", "≥0%"),
                wrong("检修次数", "≥0次"),
                wrong("资金到位率", "≤100%"),
                right("经费结余率", "≤0%"),
                right("经费结余率", "≥1%"),
                right("投资增长率", "≤100%"),
                right("在职人员控制率", "≤100%"),
            ],
        );
    }
}
