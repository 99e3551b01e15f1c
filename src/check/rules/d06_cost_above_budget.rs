//! D06: a cost above the total of the year: one of the two was not brought up to date.
//!
//! A total in 万元 is rounded, so a difference below its last digit is left alone.
//!
//! Clause: K88-适当性.

use crate::check::cell::shown;
use crate::check::scheme::Scheme;
use crate::check::{Check, Finding, Row, Rule, Severity, Traits};
use crate::messages::{Message, RuleText};
use crate::model::Field;
use crate::model::grouped::grouped;
use rust_decimal::Decimal;

/// The rule.
pub const RULE: Rule = Rule {
    code: "D06",
    name: "cost-above-budget",
    severity: Severity::Warning,
    clause: Some("K88-适当性"),
    title: RuleText::D06,
    schemes: Scheme::ALL,
    check: Check::Indicator(Traits::COST, check),
};

fn check(rule: &'static Rule, row: &Row<'_>, findings: &mut Vec<Finding>) {
    let Some(cost) = super::d05_cost_equals_budget::of(row) else { return };
    let Some(total) = row.frame.annual_total() else { return };
    let rounding = row.frame.money_unit().map_or(Decimal::ZERO, |it| it.in_yuan() / Decimal::ONE_HUNDRED);
    if cost > total.saturating_add(rounding) {
        // The total in the unit of the cost, so that the two can be compared by eye.
        let unit = row.target.unit.as_ref().filter(|it| !it.factor.is_zero());
        let in_unit = unit.and_then(|it| total.checked_div(it.factor).map(|total| (total, &*it.name)));
        let (total, unit) = in_unit.unwrap_or((total, "元"));
        let args = [
            ("value", shown(&row.target.raw)),
            ("total", grouped(total.normalize())),
            ("unit", unit.to_owned()),
        ];
        findings.push(row.finding(rule, Field::Target, Message::new(RuleText::D06Found, args)));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::rules::testing::{check, costing};

    #[test]
    fn a_cost_above_the_budget_is_found() {
        for target in ["≤412300.02元", "≤50万元", "41.24万元"] {
            check(&RULE, &costing("项目总成本", target), &["warning 项目总成本:target"]);
        }
    }

    #[test]
    fn costs_within_the_budget_and_standards_are_not() {
        for target in ["≤412300元", "≤412300.01元", "≤50万元/公里", "≥50万元", "≤120%"] {
            check(&RULE, &costing("项目总成本", target), &[]);
        }
    }
}
