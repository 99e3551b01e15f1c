//! B01: the parts of a total do not add up to it.
//!
//! Identities A1, B1, B2, D1, E1, E2, F1 and F2. The finding stands at the total, since that is what the parts are
//! compared with; either side may be wrong. A sum that only a slipped unit breaks is B09's.

use super::money;
use crate::check::budget::{Kind, Sums};
use crate::check::finding::Finding;
use crate::check::rule::{Check, Rule, Severity};
use crate::check::scheme::Scheme;
use crate::messages::RuleText;
use crate::model::Filing;

/// The rule.
pub const RULE: Rule = Rule {
    code: "B01",
    name: "parts-do-not-add-up",
    severity: Severity::Error,
    clause: Some("K88-相应匹配"),
    title: RuleText::B01,
    schemes: Scheme::ALL,
    check: Check::Money(check),
};

fn check(rule: &'static Rule, filing: &Filing, sums: &Sums, findings: &mut Vec<Finding>) {
    money::differing(rule, filing, sums, &[Kind::Parts, Kind::Tasks], findings);
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::budget::samples::{by_kinds, filing, tasks};
    use crate::check::rules::testing::check;
    use crate::model::MoneyUnit::{WanYuan, Yuan};

    #[test]
    fn a_total_that_is_not_its_parts_sum_is_found() {
        for (lines, expected) in [
            (
                &[("资金总额", "", "100.00"), ("甲", "资金总额", "60.00"), ("乙", "资金总额", "38.00")][..],
                &["error 资金总额:amount"][..],
            ),
            (
                &[("年度资金总额", "", "0"), ("财政拨款", "年度资金总额", "90")],
                &["error 年度资金总额:amount"],
            ),
            // Blank parts cannot mend what already exceeds the total.
            (
                &[("资金总额", "", "50.00"), ("甲", "资金总额", "60.00"), ("乙", "资金总额", "")],
                &["error 资金总额:amount"],
            ),
            // A flat block: the total stands beside its parts.
            (
                &[("支出", "", ""), ("合计", "支出", "10"), ("甲", "支出", "6"), ("乙", "支出", "3")],
                &["error 合计:amount"],
            ),
        ] {
            check(&RULE, &filing(Some(Yuan), lines), expected);
        }
        let mut wrong = tasks();
        wrong.functions[2].amounts.set(&crate::model::Column::Other, "1.00");
        check(&RULE, &wrong, &["error 合计:other"]);
    }

    #[test]
    fn what_adds_up_or_cannot_be_told_is_not() {
        check(&RULE, &by_kinds(), &[]);
        check(&RULE, &tasks(), &[]);
        // A near miss: within what rounding in 万元 explains, and a blank that may hold the rest.
        let near = [("资金总额", "", "100.00"), ("甲", "资金总额", "60.00"), ("乙", "资金总额", "39.99")];
        check(&RULE, &filing(Some(WanYuan), &near), &[]);
        check(&RULE, &filing(Some(Yuan), &near), &["error 资金总额:amount"]);
        let blank = [("资金总额", "", "100.00"), ("甲", "资金总额", "60.00"), ("乙", "资金总额", "")];
        check(&RULE, &filing(Some(Yuan), &blank), &[]);
    }
}
