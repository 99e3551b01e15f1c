//! C09: a cost whose value is neither money nor a share.
//!
//! Social and ecological costs have units of their own. A value without a unit is a cost only where the name speaks of
//! money; else V04 or V13 speaks.
//!
//! Clause: K101-成本.

use crate::check::scheme::Scheme;
use crate::check::{Check, Finding, Row, Rule, Severity, Traits};
use crate::messages::RuleText;
use crate::value::{Dimension, Kind};

/// The rule.
pub const RULE: Rule = Rule {
    code: "C09",
    name: "cost-not-money",
    severity: Severity::Warning,
    clause: Some("K101-成本"),
    title: RuleText::C09,
    schemes: Scheme::ALL,
    check: Check::Indicator(Traits::COST, check),
};

fn check(rule: &'static Rule, row: &Row<'_>, findings: &mut Vec<Finding>) {
    for cell in row.cells() {
        let target = cell.target;
        let is_value = matches!(target.kind, Kind::Quant | Kind::Range);
        let is_other = target.unit.as_ref().is_some_and(|it| {
            !matches!(
                it.dimension,
                Dimension::Money | Dimension::Ratio | Dimension::Scale | Dimension::Unknown
            )
        });
        if row.is_economic_cost() && is_value && is_other && !row.named.is_rate() {
            findings.push(cell.finding(rule, RuleText::C09Found));
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
                wrong("供水成本", "≤12次").with(&Field::Level2, "成本指标"),
                wrong("培训费用", "≤30人")
                    .with(&Field::Level1, "成本指标")
                    .with(&Field::Level2, "经济成本指标"),
                right("供水成本", "≤3万元").with(&Field::Level2, "成本指标"),
                right("成本节约率", "≥5%").with(&Field::Level2, "成本指标"),
                right("碳排放", "≤3吨")
                    .with(&Field::Level1, "成本指标")
                    .with(&Field::Level2, "生态环境成本指标"),
                right("供水次数", "≤12次"),
            ],
        );
    }
}
