//! V20: 万 or 亿 alone: of 元 or of things?
//!
//! Under a name about money 万元 is offered; V14 speaks under a rate.
//!
//! Clause: KYT-符号.

use crate::check::scheme::Scheme;
use crate::check::{Check, Finding, Row, Rule, Safety, Severity, Traits};
use crate::messages::RuleText;
use crate::value::{Target, suggest_unit};

/// The rule.
pub const RULE: Rule = Rule {
    code: "V20",
    name: "bare-ten-thousand",
    severity: Severity::Warning,
    clause: Some("KYT-符号"),
    title: RuleText::V20,
    schemes: Scheme::ALL,
    check: Check::Indicator(Traits::MONEY, check),
};

fn check(rule: &'static Rule, row: &Row<'_>, findings: &mut Vec<Finding>) {
    for cell in row.cells() {
        let target = cell.target;
        if !target.is_in("万") || row.named.is_rate() {
            continue;
        }
        let fix = suggest_unit(target, row.name(), None)
            .and_then(|unit| cell.rewrite(Safety::Unsafe, &Target { unit: Some(unit), ..target.clone() }));
        findings.push(cell.finding(rule, RuleText::V20Found).with_fix(fix));
    }
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
                wrong("物业费用", "≤50万").fix("≤50万元"),
                wrong("报销金额", "≤2亿").fix("≤2亿元"),
                wrong("印刷数量", "≥5万"),
                right("物业费用", "≤50万元"),
                right("游客人次", "≥5万人次"),
                right("人口死亡率", "≤6/10万"),
            ],
        );
    }
}
