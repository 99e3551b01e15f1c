//! C10: words where a cost should have an amount.
//!
//! 控制在预算内 is such words wherever it stands: whoever sets it sets nothing.
//!
//! Social and ecological costs may be told in words that can be judged; there it is a warning.
//!
//! Clause: K101-成本.

use crate::check::cell::advice;
use crate::check::scheme::Scheme;
use crate::check::{Check, Finding, Row, Rule, Severity, Traits};
use crate::messages::RuleText;
use crate::value::{Kind, Note};

/// The rule.
pub const RULE: Rule = Rule {
    code: "C10",
    name: "cost-without-amount",
    severity: Severity::Error,
    clause: Some("K101-成本"),
    title: RuleText::C10,
    schemes: Scheme::ALL,
    check: Check::Indicator(Traits::COST.or(Traits::RELATIVE), check),
};

fn check(rule: &'static Rule, row: &Row<'_>, findings: &mut Vec<Finding>) {
    for cell in row.cells() {
        let is_budget = cell.target.has(&Note::WithinBudget);
        let is_words = row.is_cost() && cell.target.kind == Kind::Qual && !row.named.is_rate();
        if !is_budget && !is_words {
            continue;
        }
        let is_social = row.is_cost() && !row.is_economic_cost();
        let severity = if is_social { Severity::Warning } else { rule.severity };
        let finding = cell.finding(rule, RuleText::C10Found).with_severity(severity);
        findings.push(finding.with_fix(advice(RuleText::C10Advice)));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::Severity;
    use crate::check::testing::{check, right, wrong};
    use crate::model::Field;

    #[test]
    fn examples() {
        check(
            &RULE,
            [
                wrong("成本控制情况", "规范").with(&Field::Level2, "成本指标"),
                wrong("成本控制情况", "合理")
                    .with(&Field::Level1, "成本指标")
                    .with(&Field::Level2, "经济成本指标"),
                wrong("项目总成本", "控制在预算内").with(&Field::Level2, "成本指标").graded(Severity::Error),
                wrong("项目总成本", "≤批复预算").with(&Field::Level2, "成本指标"),
                wrong("项目总成本", "不超预算").with(&Field::Level2, "成本指标"),
                wrong("项目总成本", "严格控制在预算范围内").with(&Field::Level2, "成本指标"),
                wrong("支出控制", "不突破概算"),
                wrong("对环境的影响", "较好")
                    .with(&Field::Level1, "成本指标")
                    .with(&Field::Level2, "生态环境成本指标")
                    .graded(Severity::Warning),
                right("供水成本", "≤3万元").with(&Field::Level2, "成本指标"),
                right("成本控制情况", "规范").with(&Field::Level2, "质量指标"),
                right("成本节约率", "≥5%").with(&Field::Level2, "成本指标"),
            ],
        );
    }
}
