//! V13: a bare number under the name of a share.
//!
//! A spreadsheet stores 100 % as 1, and the format is lost on the way. What the number should be is a guess, so it is
//! offered and not stated. T01 speaks for satisfaction, N02 where the name says (%), V03 and V04 are silent.
//!
//! No clause: the practice of public checkers.

use crate::check::scheme::Scheme;
use crate::check::{Check, Finding, Row, Rule, Safety, Severity, Traits};
use crate::messages::RuleText;
use crate::value::{Kind, Note, suggest};

/// The rule.
pub const RULE: Rule = Rule {
    code: "V13",
    name: "percent-sign-lost",
    severity: Severity::Error,
    clause: None,
    title: RuleText::V13,
    schemes: Scheme::ALL,
    check: Check::Indicator(Traits::UNITLESS, check),
};

fn check(rule: &'static Rule, row: &Row<'_>, findings: &mut Vec<Finding>) {
    for cell in row.cells() {
        let target = cell.target;
        let is_bare = target.kind == Kind::Quant && target.unit.is_none() && !target.has(&Note::ZeroWord);
        if !is_bare || !row.named.is_share() || row.named.is_satisfaction() || row.named.unit.is_some() {
            continue;
        }
        let fix = suggest::suggest_percent(target).and_then(|it| cell.rewrite(Safety::Unsafe, &it));
        findings.push(cell.finding(rule, RuleText::V13Found).with_fix(fix));
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
                wrong("道路保洁覆盖率", "1").fix("100%"),
                wrong("活动参与度", "≥0.95").fix("≥95%"),
                wrong("女性占比", "≥40").fix("≥40%"),
                wrong("完好率", "800"),
                right("道路保洁覆盖率", "100%"),
                right("游客满意度", "≥95"),
                right("完好率（%）", "≥95"),
                right("覆盖人数", "≥800"),
                right("工作效率", "1"),
            ],
        );
    }
}
