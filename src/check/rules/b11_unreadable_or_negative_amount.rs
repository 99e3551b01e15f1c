//! B11: an amount is no plain decimal number, or is negative.

use crate::check::budget::block::cells;
use crate::check::finding::Finding;
use crate::check::rule::{Check, Rule, Severity};
use crate::check::scheme::Scheme;
use crate::check::scope::Scope;
use crate::messages::{Message, RuleText};
use crate::model::{Field, Filing};

/// The rule.
pub const RULE: Rule = Rule {
    code: "B11",
    name: "unreadable-or-negative-amount",
    severity: Severity::Error,
    clause: None,
    title: RuleText::B11,
    schemes: Scheme::ALL,
    check: Check::Filing(Scope::Frame, check),
};

fn check(rule: &'static Rule, filing: &Filing, findings: &mut Vec<Finding>) {
    for (at, column, amount) in cells(filing) {
        let id = match amount.value() {
            None => RuleText::B11Unreadable,
            Some(it) if it.is_sign_negative() && !it.is_zero() => RuleText::B11Negative,
            Some(_) => continue,
        };
        findings.push(Finding {
            rule,
            severity: rule.severity,
            at,
            field: Some(Field::Amount(column.clone())),
            value: amount.text().to_owned(),
            message: Message::new(id, [("value", amount.text().to_owned())]),
            fix: None,
            money: None,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::budget::samples::filing;
    use crate::check::rules::testing::check;
    use crate::model::MoneyUnit::Yuan;

    #[test]
    fn only_plain_amounts_pass() {
        for (text, expected) in [
            ("约3000", &["error 甲:amount"][..]),
            ("-3", &["error 甲:amount"]),
            ("12.3.4", &["error 甲:amount"]),
            ("3000", &[]),
            ("0", &[]),
            ("-0.00", &[]),
            ("1,234.50", &[]),
            ("", &[]),
        ] {
            check(&RULE, &filing(Some(Yuan), &[("甲", "", text)]), expected);
        }
    }
}
