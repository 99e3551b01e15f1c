//! C06: words under 数量指标.
//!
//! Rates without a number are V15's; texts that cannot be judged at all are V02's.

use crate::check::cell::advice;
use crate::check::scheme::Scheme;
use crate::check::{Check, Finding, Row, Rule, Severity, Traits};
use crate::messages::RuleText;
use crate::value::{Class, Kind};

/// The rule.
pub const RULE: Rule = Rule {
    code: "C06",
    name: "quantity-without-number",
    severity: Severity::Warning,
    clause: None,
    title: RuleText::C06,
    schemes: Scheme::ALL,
    check: Check::Indicator(Traits::QUANTITY, check),
};

fn check(rule: &'static Rule, row: &Row<'_>, findings: &mut Vec<Finding>) {
    for cell in row.cells() {
        let is_words = cell.target.kind == Kind::Qual && cell.target.qual != Some(Class::Result);
        if row.is_quantity() && is_words && !row.named.is_rate() {
            findings.push(cell.finding(rule, RuleText::C06Found).with_fix(advice(RuleText::C06Advice)));
        }
    }
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
                wrong("完成上级安排的其他工作", "按时保质完成"),
                wrong("宣传活动", "持续开展").with(&Field::Level2, "产出数量"),
                right("宣传活动", "≥12次"),
                right("完成上级安排的其他工作", "按时保质完成").with(&Field::Level2, "时效指标"),
                right("设备检修合格率", "合格"),
                right("宣传活动", "视情况确定"),
            ],
        );
    }
}
