//! V02: a target in words that are no known judgment.
//!
//! Nobody can say at the year's end whether such a target was met. Words of the lexicon (规范, 及时) are left to the
//! rules about qualitative targets.
//!
//! Clause: K88-细化量化.

use crate::check::cell::advice;
use crate::check::scheme::Scheme;
use crate::check::{Check, Finding, Row, Rule, Severity, Traits};
use crate::messages::RuleText;
use crate::value::{Kind, Note};

/// The rule.
pub const RULE: Rule = Rule {
    code: "V02",
    name: "target-unmeasurable",
    severity: Severity::Error,
    clause: Some("K88-细化量化"),
    title: RuleText::V02,
    schemes: Scheme::ALL,
    check: Check::Indicator(Traits::TEXT, check),
};

fn check(rule: &'static Rule, row: &Row<'_>, findings: &mut Vec<Finding>) {
    for cell in row.cells() {
        // A name in the target cell of a shifted row is S11's.
        if cell.target.kind != Kind::Text || super::s11_shifted_cells::is_shifted(row.indicator) {
            continue;
        }
        let message = if cell.target.has(&Note::YearAlone) {
            RuleText::V02Year
        } else if cell.target.has(&Note::HeaderWords) {
            RuleText::V02Header
        } else {
            RuleText::V02Found
        };
        findings.push(cell.finding(rule, message).with_fix(advice(RuleText::V02Advice)));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{check, right, wrong};
    use crate::model::Field;

    #[test]
    fn examples() {
        check(
            &RULE,
            [
                wrong("河道保洁效果", "按照上级要求开展"),
                wrong("河道保洁效果", "2026年"),
                wrong("河道保洁效果", "年度目标3次"),
                wrong("河道保洁效果", "及时").half("视情况而定").at(Field::TargetHalf),
                right("河道保洁效果", "良好"),
                right("河道保洁次数", "≥3次"),
                right("河道保洁效果", "显著改善"),
            ],
        );
    }
}
