//! C15: one filing has costs both under 产出指标 (2015) and as a level 1 of their own (2021).
//!
//! Said at the first row of the costs under 产出指标.
//!
//! Clause: K101-成本.

use crate::check::scheme::Scheme;
use crate::check::scope::{Kind, Scope};
use crate::check::{Check, Finding, Rule, Severity};
use crate::messages::{Message, RuleText};
use crate::model::taxonomy::{self, Level1};
use crate::model::{Field, Filing, Indicator, Place};

/// The rule.
pub const RULE: Rule = Rule {
    code: "C15",
    name: "two-cost-schemes",
    severity: Severity::Info,
    clause: Some("K101-成本"),
    title: RuleText::C15,
    schemes: Scheme::ALL,
    check: Check::Filing(Scope::whole(&[], is_one, |_| Box::new(kind)), check),
};

/// Only the labels count.
fn is_one(_: &Filing, old: &Indicator, new: &Indicator) -> bool {
    (&old.level1, &old.level2) == (&new.level1, &new.level2)
}

fn is_new(it: &Indicator) -> bool {
    taxonomy::level1(&it.level1) == Some(Level1::Cost)
}

fn is_old(it: &Indicator) -> bool {
    taxonomy::level1(&it.level1) == Some(Level1::Output)
        && taxonomy::level2(&it.level2).is_some_and(|it| it.name == "成本指标")
}

fn kind(it: &Indicator) -> Kind {
    match (is_new(it), is_old(it)) {
        (false, false) => Kind::Nothing,
        schemes => Kind::of(schemes),
    }
}

fn check(rule: &'static Rule, filing: &Filing, findings: &mut Vec<Finding>) {
    if !filing.indicators().any(|(_, _, it)| is_new(it)) {
        return;
    }
    if let Some((function_idx, idx, it)) = filing.indicators().find(|(_, _, it)| is_old(it)) {
        let at = Place::Indicator(function_idx, idx);
        let finding = Finding::new(rule, at, Some(Field::Level2), Message::plain(RuleText::C15Found));
        findings.push(finding.with_value(&it.level2));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::rules::testing::{check, rows};

    const OLD: &str = "产出指标|成本指标|管材成本|≤3万元";
    const NEW: &str = "成本指标|经济成本指标|人工成本|≤3万元";

    #[test]
    fn two_schemes_are_found_once() {
        check(&RULE, &rows(&[OLD, NEW]), &["info 管材成本:level2"]);
        check(&RULE, &rows(&[NEW, NEW, OLD, OLD]), &["info 管材成本:level2"]);
    }

    #[test]
    fn one_scheme_is_not() {
        check(&RULE, &rows(&[OLD, OLD]), &[]);
        check(&RULE, &rows(&[NEW]), &[]);
        check(&RULE, &rows(&[NEW, "产出指标|数量指标|管材成本核算次数|≥3次"]), &[]);
    }
}
