//! D05: a cost that equals the total of the year: it limits nothing that the budget does not.
//!
//! Clause: K101-成本.

use crate::check::cell::{advice, shown};
use crate::check::scheme::Scheme;
use crate::check::{Check, Finding, Row, Rule, Severity, Traits};
use crate::messages::{Message, RuleText};
use crate::model::Field;
use crate::value::Dimension;
use rust_decimal::Decimal;

/// The rule.
pub const RULE: Rule = Rule {
    code: "D05",
    name: "cost-equals-budget",
    severity: Severity::Info,
    clause: Some("K101-成本"),
    title: RuleText::D05,
    schemes: Scheme::ALL,
    check: Check::Indicator(Traits::COST, check),
};

fn check(rule: &'static Rule, row: &Row<'_>, findings: &mut Vec<Finding>) {
    let Some(cost) = of(row) else { return };
    if row.frame.annual_total() == Some(cost) {
        let message = Message::new(RuleText::D05Found, [("value", shown(&row.target.raw))]);
        findings.push(row.finding(rule, Field::Target, message).with_fix(advice(RuleText::D05Advice)));
    }
}

/// A row's cost in 元; `None` for standards per head, floors and all that is no money.
pub fn of(row: &Row<'_>) -> Option<Decimal> {
    let target = row.target;
    let is_money = target.unit.as_ref().is_some_and(|it| it.dimension == Dimension::Money);
    let is_whole =
        is_money && target.per.is_empty() && !target.op.is_floor() && !row.named.is_money_standard();
    target.magnitude().filter(|_| is_whole && row.is_economic_cost())
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::rules::testing::{check, costing};

    #[test]
    fn a_cost_of_the_whole_budget_is_found() {
        for target in ["≤412300元", "≤41.23万元", "41.23万元"] {
            check(&RULE, &costing("项目总成本", target), &["info 项目总成本:target"]);
        }
    }

    #[test]
    fn items_and_standards_are_not() {
        for target in ["≤412299元", "≤41.23万元/人", "≥41.23万元", "≤90%"] {
            check(&RULE, &costing("项目总成本", target), &[]);
        }
    }
}
