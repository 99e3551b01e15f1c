//! S06: fewer than 3 or more than 30 indicators in a filing: few indicators should cover the main work.
//!
//! Clause: K101-产出匹配.

use crate::check::scheme::Scheme;
use crate::check::thresholds::{Threshold, Thresholds};
use crate::check::{Check, Finding, Rule, Severity};
use crate::messages::{Message, RuleText};
use crate::model::{Filing, Place};

/// The rule.
pub const RULE: Rule = Rule {
    code: "S06",
    name: "indicator-count",
    severity: Severity::Info,
    clause: Some("K101-产出匹配"),
    title: RuleText::S06,
    schemes: Scheme::ALL,
    check: Check::Measured(check),
};

fn check(rule: &'static Rule, filing: &Filing, thresholds: &Thresholds, findings: &mut Vec<Finding>) {
    let n = filing.n_indicators();
    let limit = |id| thresholds.get(id) as usize;
    let (min, max) = (limit(Threshold::IndicatorsMin), limit(Threshold::IndicatorsMax));
    let (id, limit) = match n {
        0 => return,
        _ if n < min => (RuleText::S06Few, min),
        _ if n > max => (RuleText::S06Many, max),
        _ => return,
    };
    let message = Message::new(id, [("n", n.to_string()), ("limit", limit.to_string())]);
    findings.push(Finding::new(rule, Place::Filing, None, message));
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::rules::testing::{check, rows};

    #[test]
    fn few_and_many_are_found() {
        let line = "产出指标|数量指标|巡查次数|≥3次";
        for n in [1, 2, 31, 99] {
            check(&RULE, &rows(&vec![line; n]), &["info 表头"]);
        }
        for n in [0, 3, 30] {
            check(&RULE, &rows(&vec![line; n]), &[]);
        }
    }
}
