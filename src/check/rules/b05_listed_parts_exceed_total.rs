//! B05: the lines listed with 其中 exceed the line above them (error), or leave something out (info: the list need
//! not be complete, but the reviewer asks what the rest is). Identity B5.

use super::money;
use crate::check::budget::{Kind, State, Sums, difference_text};
use crate::check::finding::Finding;
use crate::check::rule::{Check, Rule, Severity};
use crate::check::scheme::Scheme;
use crate::messages::RuleText;
use crate::model::Filing;

/// The rule.
pub const RULE: Rule = Rule {
    code: "B05",
    name: "listed-parts-exceed-total",
    severity: Severity::Warning,
    clause: None,
    title: RuleText::B05,
    schemes: Scheme::ALL,
    check: Check::Money(check),
};

fn check(rule: &'static Rule, filing: &Filing, sums: &Sums, findings: &mut Vec<Finding>) {
    for identity in sums.broken().filter(|it| it.kind == Kind::OfWhich) {
        let message = money::message(RuleText::B05Over, identity, []);
        findings.push(money::finding(rule, Severity::Error, filing, identity, &identity.total, message));
    }
    for identity in sums.all.iter().filter(|it| it.kind == Kind::OfWhich) {
        let is_unlisted = identity.difference.is_some_and(|it| it > identity.tolerance);
        if identity.state == State::Pass && is_unlisted {
            let rest = identity.difference.unwrap_or_default();
            let rest = difference_text(rest, identity.unit).replace('+', "");
            let message = money::message(RuleText::B05Unlisted, identity, [("rest", rest)]);
            findings.push(money::finding(rule, Severity::Info, filing, identity, &identity.total, message));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::budget::samples::{filing, income_and_expenditure};
    use crate::check::rules::testing::check;
    use crate::model::{
        Column,
        MoneyUnit::{WanYuan, Yuan},
    };

    #[test]
    fn lists_that_exceed_or_leave_out_are_found() {
        let mut wrong = income_and_expenditure();
        wrong.budget.lines[11].amounts.set(&Column::Full, "641.20");
        check(&RULE, &wrong, &["error 项目支出:full"]);
        wrong.budget.lines[11].amounts.set(&Column::Full, "600.20");
        check(&RULE, &wrong, &["info 项目支出:full"]);
    }

    #[test]
    fn lists_that_are_complete_or_not_broken_down_are_not() {
        check(&RULE, &income_and_expenditure(), &[]);
        for (unit, item) in [(Yuan, "full=10"), (Yuan, ""), (WanYuan, "full=10.01")] {
            let lines = [("项目支出", "", "full=10.00 half=4.00"), ("*甲", "项目支出", item)];
            check(&RULE, &filing(Some(unit), &lines), &[]);
        }
    }
}
