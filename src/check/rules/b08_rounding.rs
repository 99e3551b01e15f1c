//! B08: a total and the sum of its parts differ by no more than rounding explains (TOL5). Worth knowing, not wrong.

use super::money;
use crate::check::budget::{State, Sums};
use crate::check::finding::Finding;
use crate::check::rule::{Check, Rule, Severity};
use crate::check::scheme::Scheme;
use crate::messages::RuleText;
use crate::model::Filing;

/// The rule.
pub const RULE: Rule = Rule {
    code: "B08",
    name: "rounding-difference",
    severity: Severity::Info,
    clause: None,
    title: RuleText::B08,
    schemes: Scheme::ALL,
    check: Check::Money(check),
};

fn check(rule: &'static Rule, filing: &Filing, sums: &Sums, findings: &mut Vec<Finding>) {
    for identity in sums.all.iter().filter(|it| it.state == State::Rounding) {
        let message = money::message(RuleText::B08Rounding, identity, []);
        findings.push(money::finding(rule, rule.severity, filing, identity, &identity.total, message));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::budget::samples::filing;
    use crate::check::rules::testing::check;
    use crate::model::MoneyUnit::{WanYuan, Yuan};

    #[test]
    fn only_what_rounding_explains_is_rounding() {
        let block =
            |total| [("资金总额", "", total), ("甲", "资金总额", "33.33"), ("乙", "资金总额", "66.66")];
        for (unit, total, expected) in [
            (Some(WanYuan), "100.00", &["info 资金总额:amount"][..]),
            (Some(WanYuan), "99.98", &["info 资金总额:amount"]),
            (None, "100.00", &["info 资金总额:amount"]),
            (Some(WanYuan), "99.99", &[]),
            (Some(WanYuan), "100.01", &[]),
            (Some(Yuan), "100.00", &[]),
        ] {
            check(&RULE, &filing(unit, &block(total)), expected);
        }
    }
}
