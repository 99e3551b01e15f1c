//! V21: a date that does not exist, lies outside the filing's years, or leaves the limit open.
//!
//! An error: there is no such day, or the year is not the filing's (nor within the project's dates). A warning:
//! "before a month", its first day or its last? An information: a date without 前, so that the limit is only implied.
//!
//! Clause: K88-细化量化.

use crate::check::scheme::Scheme;
use crate::check::{Check, Finding, Row, Rule, Safety, Severity, Traits};
use crate::messages::RuleText;
use crate::value::{Note, Precision, parse};

/// The rule.
pub const RULE: Rule = Rule {
    code: "V21",
    name: "doubtful-date",
    severity: Severity::Error,
    clause: Some("K88-细化量化"),
    title: RuleText::V21,
    schemes: Scheme::ALL,
    check: Check::Indicator(Traits::DEADLINE, check),
};

fn check(rule: &'static Rule, row: &Row<'_>, findings: &mut Vec<Finding>) {
    for cell in row.cells() {
        let target = cell.target;
        let Some(deadline) = target.deadline else { continue };
        let outside = deadline.year.zip(row.frame.year()).filter(|(year, _)| !years(row).contains(year));
        let finding = if !deadline.is_possible() {
            let is_month = (1..=12).contains(&deadline.month);
            let id = if is_month { RuleText::V21Impossible } else { RuleText::V21NoMonth };
            cell.finding(rule, id)
        } else if let Some((_, filing_year)) = outside {
            let args = [("year", filing_year.to_string())];
            cell.finding_with(rule, RuleText::V21Year, args)
        } else if target.has(&Note::AmbiguousMonth) {
            let text = target.raw.replacen("月", &format!("月{}日", deadline.day), 1);
            let fix = cell.fix(Safety::Unsafe, text);
            cell.finding(rule, RuleText::V21Month).with_severity(Severity::Warning).with_fix(fix)
        } else if target.has(&Note::ImpliedLimit) {
            let fix = (deadline.precision == Precision::Day)
                .then(|| cell.fix(Safety::Unsafe, format!("{}前", target.raw.trim_end())));
            cell.finding(rule, RuleText::V21Implied).with_severity(Severity::Info).with_fix(fix)
        } else {
            continue;
        };
        findings.push(finding);
    }
}

/// The years that a date may lie in: the filing's, widened by the project's printed dates.
fn years(row: &Row<'_>) -> std::ops::RangeInclusive<i32> {
    let year = row.frame.year().unwrap_or_default();
    let printed = |text: &str| parse(text).deadline.and_then(|it| it.year).unwrap_or(year);
    let (start, end) = row.frame.period();
    printed(start).min(year)..=printed(end).max(year)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::Severity;
    use crate::check::testing::{check, right, wrong};
    use crate::model::Field;

    #[test]
    fn examples() {
        check(
            &RULE,
            [
                wrong("工程完工时间", "2025年2月30日前").graded(Severity::Error),
                wrong("工程完工时间", "2024年12月30日前完成").graded(Severity::Error),
                wrong("工程完工时间", "2025年11月前完成")
                    .graded(Severity::Warning)
                    .fix("2025年11月30日前完成"),
                wrong("工程完工时间", "2025年10月31日").graded(Severity::Info).fix("2025年10月31日前"),
                right("工程完工时间", "2025年12月30日前完成"),
                right("工程完工时间", "12月底前"),
                right("工程完工时间", "2026年6月底前").filing(&Field::End, "2026-12-31"),
                right("工程完工时间", "2026年6月底前").filing(&Field::Year, ""),
                right("工期", "≤12个月"),
            ],
        );
    }
}
