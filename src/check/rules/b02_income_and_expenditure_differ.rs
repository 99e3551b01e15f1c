//! B02: the totals of 收入 and 支出 differ (identity B3). The finding stands at the expenditure; no fix is offered,
//! as either side may be wrong and both have parts of their own.

use super::money;
use crate::check::budget::{Kind, Sums};
use crate::check::finding::Finding;
use crate::check::rule::{Check, Rule, Severity};
use crate::check::scheme::Scheme;
use crate::messages::RuleText;
use crate::model::Filing;

/// The rule.
pub const RULE: Rule = Rule {
    code: "B02",
    name: "income-and-expenditure-differ",
    severity: Severity::Error,
    clause: None,
    title: RuleText::B02,
    schemes: Scheme::ALL,
    check: Check::Money(check),
};

fn check(rule: &'static Rule, filing: &Filing, sums: &Sums, findings: &mut Vec<Finding>) {
    for identity in sums.broken().filter(|it| it.kind == Kind::IncomeAndExpenditure) {
        let other = money::name_list(identity.parts.iter());
        let message = money::message(RuleText::B02Differs, identity, [("other", other)]);
        findings.push(money::finding(rule, rule.severity, filing, identity, &identity.total, message));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::budget::samples::{filing, income_and_expenditure};
    use crate::check::rules::testing::check;
    use crate::model::MoneyUnit::{WanYuan, Yuan};

    #[test]
    fn two_sides_that_differ_are_found() {
        for (lines, expected) in [
            (&[("收入", "", "100"), ("支出", "", "98")][..], &["error 支出:amount"][..]),
            (
                &[
                    ("收入总计", "", "full=100.00"),
                    ("支出总计", "", ""),
                    ("资金总额", "支出总计", "full=98.00 half=40"),
                ],
                &["error 资金总额:full"],
            ),
        ] {
            check(&RULE, &filing(Some(Yuan), lines), expected);
        }
    }

    #[test]
    fn equal_sides_and_other_names_are_not() {
        check(&RULE, &income_and_expenditure(), &[]);
        for (unit, lines) in [
            (WanYuan, &[("收入", "", "100.00"), ("支出", "", "99.99")][..]),
            (Yuan, &[("事业收入", "", "100"), ("基本支出", "", "98")]),
            (Yuan, &[("收入", "", "100"), ("支出", "", "")]),
        ] {
            check(&RULE, &filing(Some(unit), lines), &[]);
        }
    }
}
