//! S10: 对应项目 of a row is none of the projects that the budget lists (其中).
//!
//! Said once for each name, at its first row; the fix renames it in all rows to the project that is most alike.
//!
//! Clause: K88-相应匹配.

use crate::check::cell::shown;
use crate::check::scheme::Scheme;
use crate::check::scope::{Kind, Scope};
use crate::check::{Check, Edit, Finding, Fix, Rule, Safety, Severity};
use crate::messages::{Message, RuleText};
use crate::model::{Field, Filing, Place};
use crate::text::similar::likeness;
use std::collections::HashSet;

/// The rule.
pub const RULE: Rule = Rule {
    code: "S10",
    name: "project-not-in-budget",
    severity: Severity::Warning,
    clause: Some("K88-相应匹配"),
    title: RuleText::S10,
    schemes: Scheme::ALL,
    check: Check::Filing(SCOPE, check),
};

/// Of a row only 对应项目 counts, of budget lines the names of the projects.
const SCOPE: Scope = Scope::whole(
    &[Field::LineName, Field::OfWhich],
    |_, old, new| old.project == new.project,
    |_| {
        Box::new(|it| match it.project.trim() {
            "" => Kind::Nothing,
            project => Kind::of(project),
        })
    },
);
/// How alike a project must be to be offered, in percent.
const MIN_LIKENESS: usize = 30;

fn check(rule: &'static Rule, filing: &Filing, findings: &mut Vec<Finding>) {
    let listed: Vec<&str> =
        filing.budget.lines.iter().filter(|it| it.of_which).map(|it| it.name.trim()).collect();
    if listed.is_empty() {
        return;
    }
    let mut known: HashSet<String> = listed.iter().map(|it| plain(it)).collect();
    for (function_idx, idx, it) in filing.indicators() {
        let project = it.project.trim();
        if project.is_empty() || !known.insert(plain(project)) {
            continue;
        }
        let at = Place::Indicator(function_idx, idx);
        let message = Message::new(RuleText::S10Found, [("project", shown(project))]);
        let nearest =
            listed.iter().map(|it| (likeness(project, it), *it)).max_by_key(|(likeness, _)| *likeness);
        let fix = nearest
            .filter(|(likeness, _)| *likeness >= MIN_LIKENESS)
            .map(|(_, to)| rename(filing, project, to));
        let finding = Finding::new(rule, at, Some(Field::IndicatorProject), message);
        findings.push(finding.with_value(project).with_fix(fix));
    }
}

/// The fix that renames the project in all rows.
fn rename(filing: &Filing, from: &str, to: &str) -> Fix {
    let edits = filing
        .indicators()
        .filter(|(_, _, it)| it.project.trim() == from)
        .map(|(function_idx, idx, _)| Edit {
            at: Place::Indicator(function_idx, idx),
            field: Field::IndicatorProject,
            text: to.to_owned(),
        })
        .collect();
    Fix {
        safety: Safety::Unsafe,
        title: Message::new(RuleText::FixTo, [("to", shown(to))]),
        edits,
        removes: false,
    }
}

/// A name for comparing.
fn plain(name: &str) -> String {
    crate::check::budget::names::plain(name).into_owned()
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::rules::testing::{check, rows};

    use crate::check::budget::samples::income_and_expenditure;
    use crate::model::{Filing, Function};

    fn filing(lines: &[&str]) -> Filing {
        let indicators = rows(lines).functions.remove(0).indicators;
        Filing { functions: vec![Function { indicators, ..Function::default() }], ..income_and_expenditure() }
    }

    #[test]
    fn projects_that_are_not_listed_are_found_once() {
        check(
            &RULE,
            &filing(&["履职|防汛|清淤|≥3处|河道|河道清淤工程", "履职|防汛|疏浚|≥3处|河道|河道清淤工程"]),
            &["warning 清淤:project"],
        );
        check(&RULE, &filing(&["履职|宣传|宣传活动|≥3次|节水|节水宣传"]), &["warning 宣传活动:project"]);
    }

    #[test]
    fn listed_and_blank_projects_are_not() {
        check(&RULE, &filing(&["履职|防汛|清淤|≥3处|河道|河道清淤", "履职|防汛|维护|≥3处||泵站 维护"]), &[]);
        check(&RULE, &filing(&["履职|防汛|清淤|≥3处|河道清淤工程|"]), &[]);
        check(&RULE, &rows(&["履职|防汛|清淤|≥3处|河道|河道清淤工程"]), &[]);
    }
}
