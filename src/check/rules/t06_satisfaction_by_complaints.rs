//! T06: complaints counted under satisfaction.
//!
//! That nobody complained does not show that people are content; a survey does. A share of complaints settled is left
//! alone.
//!
//! Clause: K101-满意度.

use crate::check::cell::advice;
use crate::check::scheme::Scheme;
use crate::check::{Check, Finding, Row, Rule, Severity, Traits};
use crate::messages::RuleText;
use crate::model::taxonomy::Level1;
use crate::value::{Dimension, Kind};

/// The rule.
pub const RULE: Rule = Rule {
    code: "T06",
    name: "satisfaction-by-complaints",
    severity: Severity::Warning,
    clause: Some("K101-满意度"),
    title: RuleText::T06,
    schemes: Scheme::ALL,
    check: Check::Indicator(Traits::SATISFACTION, check),
};

fn check(rule: &'static Rule, row: &Row<'_>, findings: &mut Vec<Finding>) {
    for cell in row.cells() {
        let target = cell.target;
        let is_count = match target.kind {
            Kind::Quant => target.unit.as_ref().is_none_or(|it| it.dimension != Dimension::Ratio),
            Kind::Qual | Kind::Placeholder | Kind::Text => true,
            Kind::Compound => target.clauses.iter().all(|(_, it)| !it.is_percent()),
            _ => false,
        };
        let is_about = || row.name().contains("投诉") || target.raw.contains("投诉");
        if row.level1 == Some(Level1::Satisfaction) && is_count && is_about() {
            // A ceiling above none allows complaints, so that nobody speaks of none.
            let is_some = target.number().is_some_and(|it| !it.is_zero());
            let id = if is_some { RuleText::T06Number } else { RuleText::T06Found };
            findings.push(cell.finding(rule, id).with_fix(advice(RuleText::T06Advice)));
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
                wrong("群众投诉次数", "≤2次").with(&Field::Level1, "满意度指标"),
                wrong("服务对象评价", "无投诉").with(&Field::Level1, "满意度指标"),
                wrong("有效投诉", "零投诉").with(&Field::Level1, "满意度指标"),
                right("投诉处理率", "≥95%").with(&Field::Level1, "满意度指标"),
                right("群众投诉次数", "≤2次"),
                right("游客满意度", "≥95%").with(&Field::Level1, "满意度指标"),
            ],
        );
    }
}
