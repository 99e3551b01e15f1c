//! N10: a name that ends with money or goods, while the value counts people or households.
//!
//! Clause: K88-相关性.

use crate::check::category::ends_with_any;
use crate::check::cell::shown;
use crate::check::scheme::Scheme;
use crate::check::{Check, Finding, Row, Rule, Safety, Severity, Traits};
use crate::messages::{Message, RuleText};
use crate::model::Field;
use crate::value::{Target, names};

/// The rule.
pub const RULE: Rule = Rule {
    code: "N10",
    name: "money-name-people-unit",
    severity: Severity::Warning,
    clause: Some("K88-相关性"),
    title: RuleText::N10,
    schemes: Scheme::ALL,
    check: Check::Indicator(Traits::COUNT, check),
};

/// How names of money and goods end.
const MONEY_ENDS: &[&str] = &["金", "费", "补贴", "品", "补助", "津贴"];
/// Words that end so and are people or places.
const OTHERS: &[&str] = &["免费", "消费", "收费", "缴费", "用品", "产品", "奖学金", "资金", "基金"];

/// Whether the name ends with money or goods while the value counts those who get them.
pub fn is_mixed(name: &str, target: &Target) -> bool {
    let is_people = ["人", "户", "名", "人次"].iter().any(|it| target.is_in(it)) && target.number().is_some();
    if !is_people {
        return false;
    }
    let stem = names::stem(name);
    ends_with_any(&stem, MONEY_ENDS) && !ends_with_any(&stem, OTHERS)
}

/// What is done with the money, where the name says it.
const VERBS: &[&str] = &["发放", "缴纳", "享受", "领取", "兑付", "代缴"];
/// What people pay, or what is paid for them.
const PAID: &[&str] = &["保险金", "参保金", "保费", "保险费"];

fn check(rule: &'static Rule, row: &Row<'_>, findings: &mut Vec<Finding>) {
    let target = row.target;
    if !is_mixed(row.name(), target) {
        return;
    }
    let noun = if target.is_in("户") { "户数" } else { "人数" };
    let stem = &*row.named.stem;
    let message = Message::new(RuleText::N10Found, [("name", shown(stem))]);
    let verb = if VERBS.iter().any(|it| stem.contains(it)) {
        ""
    } else if PAID.iter().any(|it| stem.ends_with(it)) {
        "缴纳"
    } else {
        "发放"
    };
    let fix = row.fix(Safety::Unsafe, [(Field::IndicatorName, format!("{stem}{verb}{noun}"))]);
    findings.push(row.finding(rule, Field::IndicatorName, message).with_fix(fix));
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{check, right, wrong};

    #[test]
    fn examples() {
        check(
            &RULE,
            [
                wrong("困难职工慰问金、慰问品", "≥75户").fix("困难职工慰问金、慰问品发放户数"),
                wrong("医疗参保金", "≤1298人").fix("医疗参保金缴纳人数"),
                right("慰问金发放人数", "≥75人"),
                right("慰问金", "≥75万元"),
                right("节能产品", "≥75户"),
                right("慰问人员", "≥75人"),
            ],
        );
    }
}
