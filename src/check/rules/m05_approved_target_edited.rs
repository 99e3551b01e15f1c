//! M05: rows or amounts of an approved filing (批复) were edited since it was loaded. In principle approved targets
//! are not changed; a needed change follows the adjustment procedure, and its reason belongs to the record.
//!
//! Rows of indicators, budget lines and tasks count; corrections of the header (a phone number) do not. It is one
//! finding of the filing that says how many rows: somebody who mends eighty rows needs to be told once.

use crate::check::accepted;
use crate::check::cell::advice;
use crate::check::finding::Finding;
use crate::check::rule::{Check, Rule, Severity};
use crate::check::scheme::Scheme;
use crate::messages::{Message, RuleText};
use crate::model::path::Paths;
use crate::model::{Filing, Place, Stage};

/// The rule.
pub const RULE: Rule = Rule {
    code: "M05",
    name: "approved-target-edited",
    severity: Severity::Warning,
    clause: Some("K88-不予调整"),
    title: RuleText::M05,
    schemes: Scheme::ALL,
    check: Check::Edited(check),
};

fn check(rule: &'static Rule, filing: &Filing, edited: &[Place], findings: &mut Vec<Finding>) {
    if filing.stage != Some(Stage::Approved) && !filing.title.contains("批复表") {
        return;
    }
    let ours = accepted_here(filing);
    // The paths of all rows are worked out for the few filings that accept a change.
    let paths = (!ours.is_empty()).then(|| Paths::of(filing));
    let is_accepted = |at: Place| paths.as_ref().is_some_and(|it| ours.contains(&it.node(at)));
    let is_changed = |it: &Place| exists(filing, *it) && !is_accepted(*it);
    let mut places: Vec<Place> = edited.iter().copied().filter(is_changed).collect();
    places.sort();
    places.dedup();
    if places.is_empty() {
        return;
    }
    findings.push(Finding {
        rule,
        severity: rule.severity,
        at: Place::Filing,
        field: None,
        value: String::new(),
        message: Message::new(RuleText::M05Edited, [("n", places.len().to_string())]),
        fix: Some(advice(RuleText::M05Fix)),
        money: None,
    });
}

/// The nodes whose change the filing accepts.
fn accepted_here(filing: &Filing) -> Vec<&str> {
    let is_ours = |it: &str| it.trim().eq_ignore_ascii_case(RULE.code) || it.trim() == RULE.name;
    let ours = accepted::reasoned(filing).into_iter().filter(|it| is_ours(&it.rule));
    ours.map(|it| it.at.as_str()).collect()
}

/// Whether the place is a row that is there.
fn exists(filing: &Filing, at: Place) -> bool {
    match at {
        Place::Filing => false,
        Place::BudgetLine(idx) => idx < filing.budget.lines.len(),
        Place::Function(idx) => idx < filing.functions.len(),
        Place::Indicator(function_idx, idx) => filing.indicator(function_idx, idx).is_some(),
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::budget::samples::by_kinds;
    use crate::check::rules::testing::{check, check_edited};
    use crate::check::testing::run_edited;
    use crate::messages::Lang;
    use crate::model::{Allow, Filing, Function, Indicator, Place, Stage};

    fn approved() -> Filing {
        let indicator = Indicator { name: "巡河次数".to_owned(), ..Indicator::default() };
        let functions = vec![Function { indicators: vec![indicator], ..Function::default() }];
        Filing { stage: Some(Stage::Approved), functions, ..by_kinds() }
    }

    #[test]
    fn edited_rows_of_an_approved_filing_are_told_once() {
        let row = Place::Indicator(0, 0);
        let text = |places: &[Place], filing: &Filing| -> Vec<String> {
            let found = run_edited(&RULE, filing, places);
            found.iter().map(|it| format!("{:?} {}", it.at, it.message.render(Lang::Zh))).collect()
        };
        assert_eq!(
            text(&[row, row], &approved()),
            ["Filing 已批复，原则上不予调整；改了 1 处，须按程序报批"]
        );
        let titled =
            Filing { title: "部门整体支出绩效目标批复表".to_owned(), stage: None, ..approved() };
        let both = [Place::BudgetLine(1), row];
        assert_eq!(text(&both, &titled), ["Filing 已批复，原则上不予调整；改了 2 处，须按程序报批"]);
        // A row whose change is accepted does not count.
        let at = crate::model::path::node_path(&titled, row);
        let allows = vec![Allow { rule: "m05".to_owned(), at, reason: "已报批".to_owned() }];
        let accepting = Filing { allows, ..titled };
        assert_eq!(text(&both, &accepting), ["Filing 已批复，原则上不予调整；改了 1 处，须按程序报批"]);
        assert_eq!(text(&[row], &accepting), Vec::<String>::new());
    }

    #[test]
    fn unedited_declared_or_gone_rows_and_the_header_are_not() {
        check(&RULE, &approved(), &[]);
        check_edited(&RULE, &approved(), &[Place::Filing, Place::Indicator(0, 7)], &[]);
        let declared = Filing { stage: Some(Stage::Declared), ..approved() };
        check_edited(&RULE, &declared, &[Place::Indicator(0, 0)], &[]);
    }
}
