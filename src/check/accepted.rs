//! Findings that a person has accepted (`[[allow]]` in the filing) are no longer reported.
//!
//! Accepting needs a reason; an entry without one is ignored. Money that does not add up stays visible: with a
//! reason it drops to a warning (TOL9), since the reviewer must still see it. An entry names the rule by its code
//! or name and the place by the path of the node or of the field.

use super::finding::Finding;
use super::rule::Severity;
use crate::model::path::Paths;
use crate::model::{Allow, Filing};

/// Takes out or lowers what the filing accepts.
pub fn apply(filing: &Filing, findings: &mut Vec<Finding>) {
    let reasoned = reasoned(filing);
    if !reasoned.is_empty() {
        take_out(&reasoned, &Paths::of(filing), findings);
    }
}

/// Takes out or lowers what these entries accept.
pub fn take_out(reasoned: &[&Allow], paths: &Paths, findings: &mut Vec<Finding>) {
    findings.retain_mut(|finding| {
        if !reasoned.iter().any(|it| names(it, finding, paths)) {
            return true;
        }
        let is_money_error = finding.money.is_some() && finding.severity == Severity::Error;
        if is_money_error {
            finding.severity = Severity::Warning;
        }
        is_money_error
    });
}

/// The entries that accept none of the findings.
pub fn unused<'a>(filing: &'a Filing, findings: &[Finding]) -> Vec<&'a Allow> {
    let mut entries = reasoned(filing);
    if !entries.is_empty() {
        let paths = Paths::of(filing);
        entries.retain(|allow| !findings.iter().any(|it| names(allow, it, &paths)));
    }
    entries
}

/// The entries that count: those with a reason.
pub fn reasoned(filing: &Filing) -> Vec<&Allow> {
    filing.allows.iter().filter(|it| !it.reason.trim().is_empty()).collect()
}

/// Whether an entry accepts a finding.
pub fn names(allow: &Allow, finding: &Finding, paths: &Paths) -> bool {
    let rule = allow.rule.trim();
    let is_rule = rule.eq_ignore_ascii_case(finding.rule.code) || rule == finding.rule.name;
    let is_field = |at: &str| finding.field.as_ref().is_some_and(|it| paths.field(finding.at, it) == at);
    is_rule && (paths.node(finding.at) == allow.at || is_field(&allow.at))
}

#[cfg(test)]
mod tests {
    use crate::check::budget::samples::{by_kinds, filing};
    use crate::check::check;
    use crate::model::{Allow, Column, Filing, MoneyUnit};

    fn found(filing: &Filing, rule: &str, at: &str, reason: &str) -> Vec<String> {
        let mut filing = filing.clone();
        let [rule, at, reason] = [rule, at, reason].map(str::to_owned);
        filing.allows = vec![Allow { rule, at, reason }];
        check(&filing).iter().map(|it| format!("{} {}", it.severity.word(), it.rule.code)).collect()
    }

    #[test]
    fn an_accepted_finding_is_gone() {
        let mixed = filing(Some(MoneyUnit::Yuan), &[("甲", "", "1.50"), ("乙", "", "2")]);
        for (rule, at, reason, expected) in [
            ("B10", "budget/乙", "上年沿用", &[][..]),
            ("mixed-decimals", "budget/乙:amount", "上年沿用", &[]),
            ("B10", "budget/乙", " ", &["info B10"]),
            ("B10", "budget/甲", "上年沿用", &["info A01", "info B10"]),
            ("B11", "budget/乙", "上年沿用", &["info A01", "info B10"]),
        ] {
            assert_eq!(found(&mixed, rule, at, reason), expected, "{rule} {at} {reason}");
        }
    }

    #[test]
    fn money_with_a_reason_drops_to_a_warning() {
        let mut wrong = by_kinds();
        wrong.budget.lines[0].amounts.set(&Column::Only, "8123456.00");
        assert_eq!(found(&wrong, "B01", "budget/资金总额", ""), ["error B01"]);
        assert_eq!(found(&wrong, "B01", "budget/资金总额", "另含非财政资金"), ["warning B01"]);
    }
}
