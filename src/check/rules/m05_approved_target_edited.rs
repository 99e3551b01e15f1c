//! M05: a row or an amount of an approved filing (批复) was edited since it was loaded. In principle approved targets
//! are not changed; a needed change follows the adjustment procedure, and its reason belongs to the record.
//!
//! Rows of indicators, budget lines and tasks count; corrections of the header (a phone number) do not.

use crate::check::finding::{Finding, Fix, Safety};
use crate::check::rule::{Check, Rule, Severity};
use crate::check::scheme::Scheme;
use crate::messages::{Message, RuleText};
use crate::model::{Field, Filing, Place, Stage};

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
    let mut places: Vec<Place> = edited.iter().copied().filter(|it| exists(filing, *it)).collect();
    places.sort();
    places.dedup();
    for at in places {
        let value = if let Place::Indicator(..) = at {
            filing.get(at, &Field::Target).unwrap_or_default().into_owned()
        } else {
            String::new()
        };
        findings.push(Finding {
            rule,
            severity: rule.severity,
            at,
            field: None,
            value,
            message: Message::plain(RuleText::M05Edited),
            fix: Some(Fix {
                safety: Safety::Display,
                title: Message::plain(RuleText::M05Fix),
                edits: Vec::new(),
            }),
            money: None,
        });
    }
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
    use crate::model::{Filing, Function, Indicator, Place, Stage};

    fn approved() -> Filing {
        let indicator = Indicator { name: "巡河次数".to_owned(), ..Indicator::default() };
        let functions = vec![Function { indicators: vec![indicator], ..Function::default() }];
        Filing { stage: Some(Stage::Approved), functions, ..by_kinds() }
    }

    #[test]
    fn edited_rows_of_an_approved_filing_are_found_once() {
        let row = Place::Indicator(0, 0);
        check_edited(&RULE, &approved(), &[row, row], &["warning 巡河次数"]);
        let titled =
            Filing { title: "部门整体支出绩效目标批复表".to_owned(), stage: None, ..approved() };
        check_edited(
            &RULE,
            &titled,
            &[Place::BudgetLine(1), row],
            &["warning 人员类项目", "warning 巡河次数"],
        );
    }

    #[test]
    fn unedited_declared_or_gone_rows_and_the_header_are_not() {
        check(&RULE, &approved(), &[]);
        check_edited(&RULE, &approved(), &[Place::Filing, Place::Indicator(0, 7)], &[]);
        let declared = Filing { stage: Some(Stage::Declared), ..approved() };
        check_edited(&RULE, &declared, &[Place::Indicator(0, 0)], &[]);
    }
}
