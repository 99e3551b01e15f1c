//! T01: a satisfaction indicator whose value is no percentage.
//!
//! V02, V16, V17 and V19 speak where the value is no value at all, N02 where the name says (%), V14 and V15 where the
//! name is a rate (满意率). A number of surveys is left alone.
//!
//! Clause: K101-满意度.

use crate::check::scheme::Scheme;
use crate::check::{Check, Finding, Row, Rule, Safety, Severity, Traits};
use crate::messages::RuleText;
use crate::value::{Class, Kind, suggest};

/// The rule.
pub const RULE: Rule = Rule {
    code: "T01",
    name: "satisfaction-not-percent",
    severity: Severity::Error,
    clause: Some("K101-满意度"),
    title: RuleText::T01,
    schemes: Scheme::ALL,
    check: Check::Indicator(Traits::SATISFACTION_NAME, check),
};

fn check(rule: &'static Rule, row: &Row<'_>, findings: &mut Vec<Finding>) {
    for cell in row.cells() {
        let target = cell.target;
        let is_value = matches!(target.kind, Kind::Quant | Kind::Range | Kind::Qual | Kind::Deadline);
        if !is_value || !row.named.is_satisfaction() || target.is_percent() {
            continue;
        }
        let spoken_for = target.unit.is_none() && row.named.unit.is_some()
            || row.named.is_rate() && (target.unit.is_some() || target.lo.is_none());
        let is_survey = row.named.counts() && target.unit.is_some();
        if is_survey || spoken_for || target.qual == Some(Class::Result) {
            continue;
        }
        let fix = suggest::suggest_percent(target).and_then(|it| cell.rewrite(Safety::Unsafe, &it));
        findings.push(cell.finding(rule, RuleText::T01Found).with_fix(fix));
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
                wrong("游客满意度", "≥95").fix("≥95%"),
                wrong("游客满意度", "满意"),
                wrong("游客满意率", "0.9").fix("90%"),
                right("游客满意度", "≥95%"),
                right("游客满意度（%）", "≥95"),
                right("游客人数", "≥95"),
                right("满意度调查问卷", "≥300份"),
                right("游客满意率", "满意"),
            ],
        );
    }
}
