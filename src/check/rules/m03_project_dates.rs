//! M03: a project that ends before it starts, that does not run in the year of the filing, or with a day that does not
//! exist.
//!
//! Clause: K88-可行性.

use crate::check::cell::shown;
use crate::check::scheme::Scheme;
use crate::check::scope::Scope;
use crate::check::{Check, Finding, Rule, Severity};
use crate::messages::{Message, RuleText};
use crate::model::{Field, Filing, Place};
use crate::value;
use crate::value::{Deadline, Precision};

/// The rule.
pub const RULE: Rule = Rule {
    code: "M03",
    name: "project-dates-off",
    severity: Severity::Error,
    clause: Some("K88-可行性"),
    title: RuleText::M03,
    schemes: Scheme::ALL,
    check: Check::Filing(Scope::Frame, check),
};

fn check(rule: &'static Rule, filing: &Filing, findings: &mut Vec<Finding>) {
    let (start, end) = (filing.project.start.trim(), filing.project.end.trim());
    let mut find = |field: Field, value: &str, message| {
        findings.push(Finding::new(rule, Place::Filing, Some(field), message).with_value(value));
    };
    let mut is_possible = true;
    for (field, text) in [(Field::Start, start), (Field::End, end)] {
        if date(text).is_some_and(|it| !it.is_possible()) {
            is_possible = false;
            find(field, text, Message::new(RuleText::M03Impossible, [("date", shown(text))]));
        }
    }
    let (Some(first), Some(last)) = (date(start), date(end)) else { return };
    let (Some(first_year), Some(last_year)) = (first.year, last.year) else { return };
    if !is_possible {
        return;
    }
    let day = |it: &Deadline, of_period: u32| if it.precision == Precision::Day { it.day } else { of_period };
    let args = || {
        [("start", shown(start)), ("end", shown(end)), ("year", filing.year.unwrap_or_default().to_string())]
    };
    if (first_year, first.month, day(&first, 1)) > (last_year, last.month, day(&last, 31)) {
        find(Field::End, end, Message::new(RuleText::M03Order, args().into_iter().take(2)));
    } else if filing.year.is_some_and(|it| !(first_year..=last_year).contains(&it)) {
        find(Field::Start, start, Message::new(RuleText::M03Year, args()));
    }
}

/// A printed date.
fn date(text: &str) -> Option<Deadline> {
    let date = text.split_whitespace().next()?;
    value::parse(date).deadline
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::rules::testing::{check, rows};

    use crate::model::Filing;

    fn filing(start: &str, end: &str) -> Filing {
        let mut filing = rows(&[]);
        [filing.project.start, filing.project.end] = [start, end].map(str::to_owned);
        filing
    }

    #[test]
    fn dates_that_do_not_fit_are_found() {
        check(&RULE, &filing("2025-12-31", "2025-01-01"), &["error 表头:end"]);
        check(&RULE, &filing("2024年1月1日", "2024年12月31日"), &["error 表头:start"]);
        check(&RULE, &filing("2026-01-01", "2027-12-31"), &["error 表头:start"]);
        check(&RULE, &filing("2025-02-30", "2025-12-31"), &["error 表头:start"]);
    }

    #[test]
    fn dates_that_fit_and_blanks_are_not() {
        check(&RULE, &filing("2025-01-01", "2025-12-31"), &[]);
        check(&RULE, &filing("2024年3月", "2026年3月"), &[]);
        check(&RULE, &filing("2025-12", "2025-12-05"), &[]);
        check(&RULE, &filing("", "2024-12-31"), &[]);
    }
}
