//! B06: 半年计划执行数 exceeds 全年预算数 in a row (identity B6). Rounding keeps an order, so there is no tolerance.

use super::money;
use crate::check::budget::{Identity, Kind, Sums};
use crate::check::finding::{Finding, Fix, Safety};
use crate::check::rule::{Check, Rule, Severity};
use crate::check::scheme::Scheme;
use crate::messages::{Message, RuleText};
use crate::model::Filing;

/// The rule.
pub const RULE: Rule = Rule {
    code: "B06",
    name: "half-year-money-exceeds-full-year",
    severity: Severity::Error,
    clause: None,
    title: RuleText::B06,
    schemes: Scheme::ALL,
    check: Check::Money(check),
};

fn check(rule: &'static Rule, filing: &Filing, sums: &Sums, findings: &mut Vec<Finding>) {
    for identity in sums.broken().filter(|it| it.kind == Kind::HalfAndFull) {
        let Some(half) = identity.parts.first() else { continue };
        let message = money::message(RuleText::B06Over, identity, []);
        let mut finding = money::finding(rule, rule.severity, filing, identity, half, message);
        finding.fix = swap(identity);
        findings.push(finding);
    }
}

fn swap(identity: &Identity) -> Option<Fix> {
    let half = identity.parts.first()?;
    Some(Fix {
        safety: Safety::Unsafe,
        title: Message::plain(RuleText::FixSwapHalfAndFull),
        edits: vec![
            money::edit(&identity.total, half.number()?),
            money::edit(half, identity.total.number()?),
        ],
        removes: false,
    })
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::budget::samples::filing;
    use crate::check::rules::testing::check;
    use crate::model::MoneyUnit::WanYuan;

    #[test]
    fn the_half_year_may_equal_the_full_year_but_not_exceed_it() {
        for (text, expected) in [
            ("full=100 half=101", &["error 基本支出:half"][..]),
            ("full=100.00 half=100.01", &["error 基本支出:half"]),
            ("full=100 half=100.00", &[]),
            ("full=100 half=40", &[]),
            ("full=100", &[]),
            ("half=40", &[]),
            ("full=约100 half=101", &[]),
        ] {
            check(&RULE, &filing(Some(WanYuan), &[("基本支出", "", text)]), expected);
        }
    }
}
