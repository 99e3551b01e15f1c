//! N03: punctuation at the end of the name, often the trace of a cut sentence.
//!
//! Clause: K101-名称.

use crate::check::scheme::Scheme;
use crate::check::{Check, Finding, Row, Rule, Safety, Severity, Traits};
use crate::messages::{Message, RuleText};
use crate::model::Field;

/// The rule.
pub const RULE: Rule = Rule {
    code: "N03",
    name: "name-ends-with-punctuation",
    severity: Severity::Info,
    clause: Some("K101-名称"),
    title: RuleText::N03,
    schemes: Scheme::ALL,
    check: Check::Indicator(Traits::ODD_NAME, check),
};

fn check(rule: &'static Rule, row: &Row<'_>, findings: &mut Vec<Finding>) {
    let name = row.name();
    let stem = name.trim_end_matches(END).trim_end();
    if name.is_empty() || stem.len() == name.len() {
        return;
    }
    let message = Message::plain(RuleText::N03Found);
    let fix = (!stem.is_empty()).then(|| row.fix(Safety::Safe, [(Field::IndicatorName, stem.to_owned())]));
    findings.push(row.finding(rule, Field::IndicatorName, message).with_fix(fix));
}

/// What a name does not end with.
const END: &[char] = &['。', '，', '、', '；', '：', '．', '.', ',', ';', ':'];

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{check, right, wrong};

    #[test]
    fn examples() {
        check(
            &RULE,
            [
                wrong("确保河道清洁达标。", "100%").fix("确保河道清洁达标"),
                wrong("护林员慰问金、", "≥5人").fix("护林员慰问金"),
                wrong("路灯亮灯率达，", "≥95%"),
                right("路灯亮灯率", "≥95%"),
                right("“一街一品”", "≥3个"),
                right("街道（含社区）", "≥3个"),
                right("", "≥3个"),
            ],
        );
    }
}
