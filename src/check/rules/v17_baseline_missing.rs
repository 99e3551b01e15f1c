//! V17: a rise, a fall or a comparison without the figure to compare with.
//!
//! Without the figure of the base year nobody can tell whether `上升5%` was reached.
//!
//! Clause: K101-取值.

use crate::check::cell::advice;
use crate::check::scheme::Scheme;
use crate::check::{Check, Finding, Row, Rule, Severity, Traits};
use crate::messages::RuleText;
use crate::value::{Kind, Note};

/// The rule.
pub const RULE: Rule = Rule {
    code: "V17",
    name: "baseline-missing",
    severity: Severity::Warning,
    clause: Some("K101-取值"),
    title: RuleText::V17,
    schemes: Scheme::ALL,
    check: Check::Indicator(Traits::RELATIVE, check),
};

fn check(rule: &'static Rule, row: &Row<'_>, findings: &mut Vec<Finding>) {
    for cell in row.cells() {
        let is_relative = matches!(cell.target.kind, Kind::Relative | Kind::Change);
        // Of a limit that is the budget C10 speaks.
        let is_budget = cell.target.has(&Note::WithinBudget);
        if is_relative && !is_budget && cell.target.has(&Note::BaselineMissing) {
            findings.push(cell.finding(rule, RuleText::V17Found).with_fix(advice(RuleText::V17Advice)));
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
                wrong("游客人次", "不低于2023年"),
                wrong("游客人次", "较上年增长5%"),
                wrong("单位能耗", "低于全市平均水平"),
                right("游客人次", "不低于2023年(1200人)"),
                right("游客人次", "≥1200人次"),
                right("游客人次", "不低于2023人次"),
                right("项目总成本", "控制在预算内"),
                right("项目总成本", "≤批复预算"),
            ],
        );
    }
}
