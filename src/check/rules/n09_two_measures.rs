//! N09: two measures joined in one name, such as 参与度、知晓率.
//!
//! Two objects of one measure (患者、家属满意度) are one indicator.
//!
//! Clause: K101-名称.

use crate::check::category::ends_with_any;
use crate::check::scheme::Scheme;
use crate::check::{Check, Finding, Row, Rule, Severity, Traits};
use crate::messages::{Message, RuleText};
use crate::model::Field;
use crate::text::words::{Word, words};
use crate::value::names;

/// The rule.
pub const RULE: Rule = Rule {
    code: "N09",
    name: "two-measures",
    severity: Severity::Warning,
    clause: Some("K101-名称"),
    title: RuleText::N09,
    schemes: Scheme::ALL,
    check: Check::Indicator(Traits::ANY, check),
};

/// Words that end a measure.
const MEASURES: &[&str] = &[
    "满意度",
    "参与度",
    "知晓度",
    "认可度",
    "覆盖度",
    "完成度",
    "知名度",
    "人数",
    "次数",
    "户数",
    "数量",
    "金额",
    "比例",
    "面积",
    "人次",
];
/// What joins them.
const JOINTS: &[Word] = &words(["、", "和", "及", "与", "，", ",", "/", "；", ";"]);

fn check(rule: &'static Rule, row: &Row<'_>, findings: &mut Vec<Finding>) {
    let stem = &*row.named.stem;
    let is_measure = |it: &str| names::rate(it) || ends_with_any(it, MEASURES);
    // The joints are parts of words, too (参与度, 及时率), so that both sides must be measures.
    let joints = row.named.stem_words(JOINTS).flat_map(|it| stem.match_indices(it));
    let is_joined = joints.into_iter().any(|(at, joint)| {
        let (left, right) = (stem.get(..at), stem.get(at + joint.len()..));
        left.is_some_and(is_measure) && right.is_some_and(is_measure)
    });
    if is_joined {
        findings.push(row.finding(rule, Field::IndicatorName, Message::plain(RuleText::N09Found)));
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
                wrong("群众参与度、知晓率", "≥90%"),
                wrong("培训次数和人数", "≥90人"),
                right("患者、家属满意度", "≥90%"),
                right("服务态度和服务质量满意度", "≥90%"),
                right("季度、年度报告完成率", "≥90%"),
                right("知晓率", "≥90%"),
            ],
        );
    }
}
