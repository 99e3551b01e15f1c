//! M04: the date of filling in lies before June of the year before, or after the year.

use crate::check::cell::shown;
use crate::check::scheme::Scheme;
use crate::check::scope::Scope;
use crate::check::{Check, Finding, Rule, Severity};
use crate::messages::{Message, RuleText};
use crate::model::{Field, Filing, Place};
use crate::value;

/// The rule.
pub const RULE: Rule = Rule {
    code: "M04",
    name: "filled-out-of-season",
    severity: Severity::Info,
    clause: None,
    title: RuleText::M04,
    schemes: Scheme::ALL,
    check: Check::Filing(Scope::Frame, check),
};

/// Filing for a year begins in this month of the year before.
const FIRST_MONTH: u32 = 6;

fn check(rule: &'static Rule, filing: &Filing, findings: &mut Vec<Finding>) {
    let Some(year) = filing.year else { return };
    let text = filing.filled_at.trim();
    let Some(date) = text.split_whitespace().next().and_then(|it| value::parse(it).deadline) else { return };
    let Some(filled) = date.year else { return };
    let is_in_season = filled == year || filled == year - 1 && date.month >= FIRST_MONTH;
    if !is_in_season {
        let args = [("date", shown(text)), ("year", year.to_string())];
        let message = Message::new(RuleText::M04Found, args);
        findings.push(Finding::new(rule, Place::Filing, Some(Field::FilledAt), message).with_value(text));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::rules::testing::{check, rows};

    use crate::model::Filing;

    #[test]
    fn dates_out_of_season_are_found() {
        for (date, is_found) in [
            ("2024-05-31", true),
            ("2026-01-01 09:30:00", true),
            ("2022年12月20日", true),
            ("2024-12-20 11:17:17", false),
            ("2024年6月1日", false),
            ("2025-12-31", false),
            ("", false),
            ("年前", false),
        ] {
            let filing = Filing { filled_at: date.to_owned(), ..rows(&[]) };
            check(&RULE, &filing, if is_found { &["info 表头:filled_at"] } else { &[] });
        }
    }
}
