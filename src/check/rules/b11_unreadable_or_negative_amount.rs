//! B11: an amount is no plain decimal number, or is negative.

use crate::check::budget::block::cells;
use crate::check::cell::advice;
use crate::check::finding::{Edit, Finding, Fix, Safety};
use crate::check::rule::{Check, Rule, Severity};
use crate::check::scheme::Scheme;
use crate::check::scope::Scope;
use crate::messages::{Message, RuleText};
use crate::model::{Amount, Column, Field, Filing, MoneyUnit, Place};
use crate::value::{self, Note, Op};
use rust_decimal::Decimal;

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
            fix: if amount.value().is_none() {
                Some(mended(at, column, amount.text(), filing.budget.unit))
            } else {
                None
            },
            money: None,
        });
    }
}

/// Marks for nothing.
const NOTHING: [&str; 7] = ["-", "—", "——", "/", "无", "\\", "－"];

/// What may be done about a text that is no number: written as one where only one can be meant, else advice.
fn mended(at: Place, column: &Column, text: &str, unit: Option<MoneyUnit>) -> Fix {
    if NOTHING.contains(&text) {
        return advice(RuleText::B11Nothing);
    }
    let number = text.strip_prefix('+').map(|it| (Safety::Safe, it.to_owned()));
    let number = number.or_else(|| Some((Safety::Unsafe, in_unit(&text.replacen('。', ".", 1), unit)?)));
    match number.filter(|(_, it)| Amount::printed(it).value().is_some()) {
        Some((safety, text)) => {
            let title = Message::new(RuleText::FixTo, [("to", text.clone())]);
            let edits = vec![Edit { at, field: Field::Amount(column.clone()), text }];
            Fix { safety, title, edits, removes: false }
        }
        None if text.contains([',', '，']) => advice(RuleText::B11Comma),
        None => advice(RuleText::B11Advice),
    }
}

/// A number with its unit behind it, in the unit of the form; the number itself where there is no unit behind it.
fn in_unit(text: &str, unit: Option<MoneyUnit>) -> Option<String> {
    let target = value::parse(text);
    let number = target.number().filter(|it| target.op == Op::None && !it.is_sign_negative())?;
    let is_exact = target.per.is_empty()
        && target.notes.iter().all(|it| *it == Note::AmbiguousScale || *it == Note::NoUnit);
    let factor = match target.unit.as_ref() {
        None => return is_exact.then(|| number.to_string()),
        Some(it) if it.base == "元" => it.factor,
        Some(it) if it.base == "万" => it.factor.checked_mul(Decimal::from(10_000))?,
        Some(_) => return None,
    };
    let yuan = number.checked_mul(factor)?;
    is_exact.then(|| yuan.checked_div(unit?.in_yuan())).flatten().map(|it| it.normalize().to_string())
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::budget::samples::filing;
    use crate::check::rules::testing::check;
    use crate::model::MoneyUnit::Yuan;

    #[test]
    fn what_can_only_mean_one_number_is_offered() {
        for (text, expected) in [
            ("+100", Some("100")),
            ("100元", Some("100")),
            ("1.2万元", Some("12000")),
            ("100万", Some("1000000")),
            ("100。5", Some("100.5")),
            ("1,2", None),
            ("约3000", None),
            ("≤100", None),
            ("80-100", None),
            ("-", None),
            ("无", None),
            ("80%", None),
            ("100（含结转20）", None),
        ] {
            let found = crate::check::check(&filing(Some(Yuan), &[("甲", "", text)]));
            let fix = found.iter().find(|it| it.rule.code == "B11").and_then(|it| it.fix.as_ref()).unwrap();
            assert_eq!(fix.edits.first().map(|it| it.text.as_str()), expected, "{text}");
        }
    }

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
            ("1,2", &["error 甲:amount"]),
            ("2,00.0", &["error 甲:amount"]),
            ("", &[]),
        ] {
            check(&RULE, &filing(Some(Yuan), &[("甲", "", text)]), expected);
        }
    }
}
