//! V23: `≥12个月` or `≤12个月` in a filing for one year: every year meets it.
//!
//! V14 speaks where the name is a rate.
//!
//! Clause: K101-从严.

use crate::check::scheme::Scheme;
use crate::check::{Check, Finding, Row, Rule, Safety, Severity, Traits};
use crate::messages::RuleText;
use crate::value::{Op, Target, parse};
use rust_decimal::Decimal;

/// The rule.
pub const RULE: Rule = Rule {
    code: "V23",
    name: "twelve-month-bound",
    severity: Severity::Warning,
    clause: Some("K101-从严"),
    title: RuleText::V23,
    schemes: Scheme::ALL,
    check: Check::Indicator(Traits::TIME, check),
};

/// Months of a year.
const MONTHS_OF_A_YEAR: u32 = 12;

fn check(rule: &'static Rule, row: &Row<'_>, findings: &mut Vec<Finding>) {
    for cell in row.cells() {
        let target = cell.target;
        let is_year = target.is_in("个月") && target.number() == Some(Decimal::from(MONTHS_OF_A_YEAR));
        let is_bound = matches!(target.op, Op::Ge | Op::Le);
        if is_year && is_bound && !row.named.is_rate() && is_one_year(row) {
            let fix = cell.rewrite(Safety::Unsafe, &Target { op: Op::Eq, ..target.clone() });
            findings.push(cell.finding(rule, RuleText::V23Found).with_fix(fix));
        }
    }
}

/// Whether the filing covers one year: no project dates, or both in one year.
fn is_one_year(row: &Row<'_>) -> bool {
    let year = |text: &str| parse(text).deadline.and_then(|it| it.year);
    let (start, end) = row.frame.period();
    match (year(start), year(end)) {
        (Some(start), Some(end)) => start == end,
        _ => true,
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
                wrong("机房租赁期", "≥12个月").fix("=12个月"),
                wrong("网络租赁期", "≤12个月").fix("=12个月"),
                right("机房租赁期", "=12个月"),
                right("机房租赁期", "≥6个月"),
                right("工程建设期", "≤12个月")
                    .filing(&Field::Start, "2025-03-01")
                    .filing(&Field::End, "2026-06-30"),
                right("办公设备使用率", "≥12个月"),
            ],
        );
    }
}
