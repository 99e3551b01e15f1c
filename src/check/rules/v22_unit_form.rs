//! V22: units behind `/` in another order than the usual one (元/人/年), or a unit that is not in the table.
//!
//! Clause: KYT-符号.

use crate::check::cell::shown;
use crate::check::scheme::Scheme;
use crate::check::{Check, Finding, Row, Rule, Severity, Traits};
use crate::messages::RuleText;
use crate::value::{Dimension, Note};

/// The rule.
pub const RULE: Rule = Rule {
    code: "V22",
    name: "unit-form",
    severity: Severity::Info,
    clause: Some("KYT-符号"),
    title: RuleText::V22,
    schemes: Scheme::ALL,
    check: Check::Indicator(Traits::NOTED.or(Traits::ODD_UNIT), check),
};

fn check(rule: &'static Rule, row: &Row<'_>, findings: &mut Vec<Finding>) {
    for cell in row.cells() {
        let target = cell.target;
        if target.has(&Note::PerOrder) {
            findings.push(cell.in_plain_writing(rule, (RuleText::V22Writing, RuleText::V22Found)));
        }
        let unknown = target.unit.as_ref().filter(|it| it.dimension == Dimension::Unknown);
        if let Some(unit) = unknown.filter(|_| !row.named.is_rate()) {
            let args = [("unit", shown(&unit.text))];
            findings.push(cell.finding_with(rule, RuleText::V22Unknown, args));
        }
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
                wrong("护林员补助标准", "≤1.5万元/年/人").fix("≤1.5万元/人/年"),
                wrong("护林员补助标准", "300元/月/人").fix("300元/人/月"),
                wrong("文创产品", "≥12魑"),
                right("护林员补助标准", "≤1.5万元/人/年"),
                right("巡护次数", "≥2次/年"),
                right("文创产品", "≥12个品种"),
                right("宣传册发放率", "≥12魑"),
            ],
        );
    }
}
