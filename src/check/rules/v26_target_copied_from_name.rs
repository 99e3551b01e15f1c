//! V26: a qualitative target of four characters or more that the name already holds.
//!
//! It adds nothing that could be measured.
//!
//! Clause: K101-从严.

use crate::check::cell::advice;
use crate::check::scheme::Scheme;
use crate::check::{Check, Finding, Row, Rule, Severity, Traits};
use crate::messages::RuleText;
use crate::value::{Kind, normalize};

/// The rule.
pub const RULE: Rule = Rule {
    code: "V26",
    name: "target-copied-from-name",
    severity: Severity::Warning,
    clause: Some("K101-从严"),
    title: RuleText::V26,
    schemes: Scheme::ALL,
    check: Check::Indicator(Traits::WORDS, check),
};

/// Shorter words stand in many names by chance.
const MIN_CHARS: usize = 4;

fn check(rule: &'static Rule, row: &Row<'_>, findings: &mut Vec<Finding>) {
    for cell in row.cells() {
        if cell.target.kind != Kind::Qual {
            continue;
        }
        let value = normalize::normalize(&cell.target.raw).text;
        let is_long = value.chars().count() >= MIN_CHARS;
        if is_long && normalize::fold(row.name()).contains(&value) {
            findings.push(cell.finding(rule, RuleText::V26Found).with_fix(advice(RuleText::V26Advice)));
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
                wrong("持续提升城市形象", "持续提升"),
                wrong("有效保障市民出行", "有效 保障"),
                right("持续提升城市形象", "显著改善"),
                right("规范管理", "规范"),
                right("提升效率50%", "≥50%"),
            ],
        );
    }
}
