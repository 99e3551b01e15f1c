//! B04: the total of a row is not the sum of its 财政拨款, 上年结转 and 其他资金 (identity D2).

use super::money;
use crate::check::budget::{Kind, Sums};
use crate::check::finding::Finding;
use crate::check::rule::{Check, Rule, Severity};
use crate::check::scheme::Scheme;
use crate::messages::RuleText;
use crate::model::Filing;

/// The rule.
pub const RULE: Rule = Rule {
    code: "B04",
    name: "sources-do-not-add-up",
    severity: Severity::Error,
    clause: None,
    title: RuleText::B04,
    schemes: Scheme::ALL,
    check: Check::Money(check),
};

fn check(rule: &'static Rule, filing: &Filing, sums: &Sums, findings: &mut Vec<Finding>) {
    money::differing(rule, filing, sums, &[Kind::Sources], findings);
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::budget::samples::{filing, tasks};
    use crate::check::rules::testing::check;
    use crate::model::{
        Column,
        MoneyUnit::{WanYuan, Yuan},
    };

    #[test]
    fn each_row_is_compared() {
        let mut wrong = tasks();
        wrong.functions[1].amounts.set(&Column::Fiscal, "401.12");
        check(&RULE, &wrong, &["error 水库除险加固:total"]);
        let row = [("年度资金总额", "", "total=0 fiscal=90 other=0")];
        check(&RULE, &filing(Some(WanYuan), &row), &["error 年度资金总额:total"]);
    }

    #[test]
    fn rows_that_hold_or_are_blank_are_not_found() {
        check(&RULE, &tasks(), &[]);
        for (unit, text) in [
            (Yuan, "total=90 fiscal=60 carryover=20 other=10"),
            (WanYuan, "total=90.01 fiscal=60.00 other=30.00"),
            (Yuan, "total=90 fiscal=60 省级资金=10"),
            (Yuan, "fiscal=60 other=30"),
            (Yuan, "total=90 中央=60 省级=20 other=10"),
            (Yuan, "total=90 fiscal=80 中央资金=60 省级资金=20 other=10"),
        ] {
            let lines = [("甲", "", text), ("乙", "", "total=1 fiscal=1 other=0")];
            if text == "total=90 fiscal=60 省级资金=10" {
                check(&RULE, &filing(Some(unit), &lines[..1]), &["error 甲:total"]);
            } else {
                check(&RULE, &filing(Some(unit), &lines), &[]);
            }
        }
    }
}
