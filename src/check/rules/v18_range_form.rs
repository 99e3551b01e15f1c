//! V18: a range written with a hyphen, behind a sign, or with its larger end first.
//!
//! The systems refuse a hyphen in a value and print ～. A range the wrong way round is an error.
//!
//! Clause: KYT-字符.

use crate::check::scheme::Scheme;
use crate::check::{Check, Finding, Row, Rule, Safety, Severity, Traits};
use crate::messages::RuleText;
use crate::value::{Kind, Note, Target, normalize};

/// The rule.
pub const RULE: Rule = Rule {
    code: "V18",
    name: "range-form",
    severity: Severity::Warning,
    clause: Some("KYT-字符"),
    title: RuleText::V18,
    schemes: Scheme::ALL,
    check: Check::Indicator(Traits::RANGE, check),
};

/// Whether the rule has something to say of a range.
pub fn is_malformed(target: &Target) -> bool {
    target.lo > target.hi || is_signed(target) || is_dashed(target)
}

fn is_signed(target: &Target) -> bool {
    target.notes.iter().any(|it| matches!(it, Note::SignedRange(_)))
}

fn is_dashed(target: &Target) -> bool {
    normalize::fold(&target.raw).contains('-')
}

fn check(rule: &'static Rule, row: &Row<'_>, findings: &mut Vec<Finding>) {
    for cell in row.cells() {
        let target = cell.target;
        let (Kind::Range, Some(lo), Some(hi)) = (target.kind, target.lo, target.hi) else { continue };
        if lo > hi {
            let fixed = Target { lo: Some(hi), hi: Some(lo), ..target.clone() };
            let fix = cell.rewrite(Safety::Unsafe, &fixed);
            let finding = cell.finding(rule, RuleText::V18Reversed);
            findings.push(finding.with_severity(Severity::Error).with_fix(fix));
        } else if is_signed(target) {
            let fix = cell.rewrite(Safety::Unsafe, target);
            findings.push(cell.finding(rule, RuleText::V18Signed).with_fix(fix));
        } else if is_dashed(target) {
            findings.push(cell.in_plain_writing(rule, (RuleText::V18Writing, RuleText::V18Found)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::Severity;
    use crate::check::testing::{check, right, wrong};

    #[test]
    fn examples() {
        check(
            &RULE,
            [
                wrong("护理补贴标准", "600元-800元/人/年").fix("600～800元/人/年"),
                wrong("设备完好率", "85%—90%").fix("85～90%"),
                wrong("参训人数", "20-10人").graded(Severity::Error).fix("10～20人"),
                wrong("参训人数", "≥10-20人").fix("10～20人"),
                right("参训人数", "10～20人"),
                right("参训人数", "10至20人"),
                right("参训人数", "≥10人"),
            ],
        );
    }
}
