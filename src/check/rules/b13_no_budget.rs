//! B13: the form prints no money, so that no money rule applies. Said once, so that silence is not taken for a pass.

use crate::check::budget::has_money;
use crate::check::finding::Finding;
use crate::check::rule::{Check, Rule, Severity};
use crate::check::scheme::Scheme;
use crate::check::scope::Scope;
use crate::messages::{Message, RuleText};
use crate::model::{Filing, Place};

/// The rule.
pub const RULE: Rule = Rule {
    code: "B13",
    name: "no-budget",
    severity: Severity::Info,
    clause: None,
    title: RuleText::B13,
    schemes: Scheme::ALL,
    check: Check::Filing(Scope::Frame, check),
};

fn check(rule: &'static Rule, filing: &Filing, findings: &mut Vec<Finding>) {
    if !has_money(filing) {
        findings.push(Finding {
            rule,
            severity: rule.severity,
            at: Place::Filing,
            field: None,
            value: String::new(),
            message: Message::plain(RuleText::B13),
            fix: None,
            money: None,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::budget::samples::{by_kinds, filing, tasks};
    use crate::check::rules::testing::check;

    #[test]
    fn a_form_without_money_says_so() {
        check(&RULE, &filing(None, &[]), &["info 表头"]);
        let mut without_lines = tasks();
        without_lines.budget.lines.clear();
        check(&RULE, &without_lines, &[]);
        without_lines.functions.iter_mut().for_each(|it| it.amounts.0.clear());
        check(&RULE, &without_lines, &["info 表头"]);
    }

    #[test]
    fn money_of_any_kind_is_money() {
        check(&RULE, &by_kinds(), &[]);
        // A near miss: the block is printed and blank, which B07 asks about.
        check(&RULE, &filing(None, &[("资金总额", "", "")]), &[]);
    }
}
