//! V15: a rate whose value is a word or a date.
//!
//! V02 speaks where the words cannot be judged at all.
//!
//! Clause: K88-细化量化.

use crate::check::cell::advice;
use crate::check::scheme::Scheme;
use crate::check::{Check, Finding, Row, Rule, Safety, Severity, Traits};
use crate::messages::RuleText;
use crate::value::{Class, Kind};

/// The rule.
pub const RULE: Rule = Rule {
    code: "V15",
    name: "rate-without-number",
    severity: Severity::Warning,
    clause: Some("K88-细化量化"),
    title: RuleText::V15,
    schemes: Scheme::ALL,
    check: Check::Indicator(Traits::RATE_NAME, check),
};

fn check(rule: &'static Rule, row: &Row<'_>, findings: &mut Vec<Finding>) {
    for cell in row.cells() {
        let target = cell.target;
        if !matches!(target.kind, Kind::Qual | Kind::Deadline) || !row.named.is_rate() {
            continue;
        }
        // A direction (逐步提高) or what is only kept up says nothing of all, and all of a harm is not meant.
        let is_open = matches!(target.qual, Some(Class::Direction | Class::Sustain)) || row.named.is_harm();
        let fix = if target.kind == Kind::Qual && !is_open {
            cell.fix(Safety::Unsafe, "=100%".to_owned())
        } else {
            advice(RuleText::V15Advice)
        };
        findings.push(cell.finding(rule, RuleText::V15Found).with_fix(fix));
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
                wrong("设备检修合格率", "合格").fix("=100%"),
                wrong("群众知晓率", "逐步提高"),
                wrong("投诉率", "较低"),
                wrong("维修及时率", "2025年12月30日前完成"),
                wrong("处理及时率", "及时").half("及时").fix("=100%"),
                right("设备检修合格率", "≥95%"),
                right("设备检修合格情况", "合格"),
                right("工作效率", "提升"),
                right("设备检修合格率", "视情况确定"),
            ],
        );
    }
}
