//! B03: 基本支出 and 项目支出 do not add up to 资金总额 (identity B4), in each column.

use super::money;
use crate::check::budget::{Kind, Sums};
use crate::check::finding::Finding;
use crate::check::rule::{Check, Rule, Severity};
use crate::check::scheme::Scheme;
use crate::messages::RuleText;
use crate::model::Filing;

/// The rule.
pub const RULE: Rule = Rule {
    code: "B03",
    name: "basic-and-project-expenditure-differ-from-total",
    severity: Severity::Error,
    clause: None,
    title: RuleText::B03,
    schemes: Scheme::ALL,
    check: Check::Money(check),
};

fn check(rule: &'static Rule, filing: &Filing, sums: &Sums, findings: &mut Vec<Finding>) {
    money::differing(rule, filing, sums, &[Kind::BasicAndProjects], findings);
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::budget::samples::{filing, income_and_expenditure};
    use crate::check::rules::testing::check;
    use crate::model::{Column, MoneyUnit::WanYuan};

    #[test]
    fn each_column_is_compared() {
        let mut wrong = income_and_expenditure();
        wrong.budget.lines[9].amounts.set(&Column::Half, "720.00");
        check(&RULE, &wrong, &["error 资金总额:half"]);
        let flat = [("资金总额", "", "90"), ("基本支出", "", "50"), ("项目支出", "", "30")];
        check(&RULE, &filing(Some(WanYuan), &flat), &["error 资金总额:amount"]);
    }

    #[test]
    fn sums_that_hold_and_other_parts_are_not_found() {
        check(&RULE, &income_and_expenditure(), &[]);
        for lines in [
            [("资金总额", "", "80"), ("基本支出", "资金总额", "50"), ("项目支出", "资金总额", "30")],
            [("资金总额", "", "90"), ("基本支出", "资金总额", "50"), ("专项支出", "资金总额", "30")],
            [("资金总额", "", "80.01"), ("基本支出", "资金总额", "50.00"), ("项目支出", "资金总额", "30.00")],
        ] {
            check(&RULE, &filing(Some(WanYuan), &lines), &[]);
        }
    }
}
