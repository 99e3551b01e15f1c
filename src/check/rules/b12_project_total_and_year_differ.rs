//! B12: 项目资金总额 against 年度资金申请总额 (identity E3).
//!
//! The total of a project over several years is never held to its year: that it was not compared is info. What
//! cannot be right in any project is a year above the total (error). Where the dates say that the project starts
//! and ends in one year the two should be equal (warning). A project whose header says nothing of its length is
//! held to the upper bound only.

use super::money;
use crate::check::budget::{Kind, Span, State, Sums};
use crate::check::finding::Finding;
use crate::check::rule::{Check, Rule, Severity};
use crate::check::scheme::Scheme;
use crate::messages::RuleText;
use crate::model::Filing;

/// The rule.
pub const RULE: Rule = Rule {
    code: "B12",
    name: "project-total-and-year-differ",
    severity: Severity::Info,
    clause: None,
    title: RuleText::B12,
    schemes: Scheme::ALL,
    check: Check::Money(check),
};

fn check(rule: &'static Rule, filing: &Filing, sums: &Sums, findings: &mut Vec<Finding>) {
    for identity in sums.broken() {
        let Kind::ProjectAndYear(_) = identity.kind else { continue };
        let is_year_above = identity.difference.is_some_and(|it| it.is_sign_negative());
        let (severity, id) = if is_year_above {
            (Severity::Error, RuleText::B12Over)
        } else {
            (Severity::Warning, RuleText::B12OneYear)
        };
        let message = money::message(id, identity, []);
        findings.push(money::finding(rule, severity, filing, identity, &identity.total, message));
    }
    for identity in &sums.all {
        let differs = identity.difference.is_some_and(|it| !it.is_zero());
        if identity.kind == Kind::ProjectAndYear(Span::SeveralYears)
            && identity.state == State::Pass
            && differs
        {
            let message = money::message(RuleText::B12NotCompared, identity, []);
            findings.push(money::finding(rule, Severity::Info, filing, identity, &identity.total, message));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::budget::samples::project;
    use crate::check::rules::testing::check;
    use crate::model::Column;

    #[test]
    fn the_length_of_the_project_decides() {
        for (nature, start, end, total, expected) in [
            ("阶段性项目", "", "", "936500.00", &["info 项目资金总额:amount"][..]),
            ("其他经常性项目", "2026-01-01", "2028-12-31", "936500.00", &["info 项目资金总额:amount"]),
            ("一次性项目", "2026-01-01", "2026-12-31", "936500.00", &["warning 项目资金总额:amount"]),
            ("阶段性项目", "", "", "412299.99", &["error 项目资金总额:amount"]),
            ("", "", "", "1.00", &["error 项目资金总额:amount"]),
            ("其他经常性项目", "", "", "936500.00", &[]),
            ("一次性项目", "2026-01-01", "2026-12-31", "412300.00", &[]),
            ("阶段性项目", "", "", "412300.00", &[]),
            ("阶段性项目", "", "", "", &[]),
        ] {
            let mut filing = project();
            filing.project.nature = nature.to_owned();
            filing.project.start = start.to_owned();
            filing.project.end = end.to_owned();
            filing.budget.lines[0].amounts.set(&Column::Only, total);
            check(&RULE, &filing, expected);
        }
    }
}
