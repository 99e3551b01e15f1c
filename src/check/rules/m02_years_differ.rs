//! M02: the title, the project's name or the beginning of a goal of the year names another year than the filing.
//!
//! Only years in front count in goals, as the rest may compare with years before or look ahead; a goal that names the
//! filing's own year anywhere is left alone, and so is a project that carries on what was begun (结转, 续建).
//!
//! Clause: K88-完整性.

use crate::check::cell::shown;
use crate::check::scheme::Scheme;
use crate::check::scope::Scope;
use crate::check::{Check, Finding, Rule, Severity};
use crate::messages::{Message, RuleText};
use crate::model::{Field, Filing, Place};
use crate::text::words::{Word, has_any, words};

/// The rule.
pub const RULE: Rule = Rule {
    code: "M02",
    name: "years-differ",
    severity: Severity::Error,
    clause: Some("K88-完整性"),
    title: RuleText::M02,
    schemes: Scheme::ALL,
    check: Check::Filing(Scope::Frame, check),
};

/// What makes another year right.
const CARRIED: &[Word] = &words([
    "结转",
    "续",
    "尾款",
    "清算",
    "遗留",
    "补发",
    "规划",
    "五年",
    "三年",
    "上年",
    "以前年度",
    "提前下达",
]);
/// How many characters of a goal are its beginning.
const BEGINNING_CHARS: usize = 12;

fn check(rule: &'static Rule, filing: &Filing, findings: &mut Vec<Finding>) {
    let Some(year) = filing.year else { return };
    let mut look = |field: Field, text: &str, beginning: &str| {
        let is_right = years(text).any(|it| it == year) || has_any(text, CARRIED) || text.contains('《');
        let Some(found) = years(beginning).next().filter(|_| !is_right) else { return };
        let args = [("text", shown(text)), ("found", found.to_string()), ("year", year.to_string())];
        let finding = Finding::new(rule, Place::Filing, Some(field), Message::new(RuleText::M02Found, args));
        findings.push(finding.with_value(text));
    };
    look(Field::Title, &filing.title, &filing.title);
    look(Field::ProjectName, &filing.project.name, &filing.project.name);
    for goal in &filing.goals.annual {
        let beginning: String = goal.chars().take(BEGINNING_CHARS).collect();
        look(Field::AnnualGoals, goal, &beginning);
    }
}

/// The calendar years in a text: four digits and 年, not a span such as 2024-2026年.
fn years(text: &str) -> impl Iterator<Item = i32> {
    text.match_indices('年').filter_map(|(at, _)| {
        let before = text.get(..at)?;
        let digits = before.get(before.len().checked_sub(4)?..)?;
        let rest = before.get(..before.len() - 4)?;
        let is_span = rest.ends_with(['-', '—', '~', '～', '至', '到']);
        let is_longer = rest.ends_with(|it: char| it.is_ascii_digit());
        let is_past = rest.ends_with(['于', '比', '较', '同', '截']);
        let year: i32 = digits.parse().ok()?;
        ((1990..2100).contains(&year) && !is_span && !is_longer && !is_past).then_some(year)
    })
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::rules::testing::{check, rows};

    use crate::model::Filing;

    fn filing(title: &str, project: &str, goal: &str) -> Filing {
        let mut filing = Filing { title: title.to_owned(), ..rows(&[]) };
        filing.project.name = project.to_owned();
        filing.goals.annual = vec![goal.to_owned()];
        filing
    }

    #[test]
    fn other_years_are_found() {
        check(&RULE, &filing("2024年部门整体支出绩效目标申报表", "", ""), &["error 表头:title"]);
        check(&RULE, &filing("", "2024年度节水宣传", ""), &["error 表头:name"]);
        check(&RULE, &filing("", "", "目标1：2024年完成供水管网改造"), &["error 表头:annual"]);
    }

    #[test]
    fn own_years_baselines_and_carried_projects_are_not() {
        check(&RULE, &filing("2025年部门整体支出绩效目标申报表", "2025年度节水宣传", "2025年完成改造"), &[]);
        check(&RULE, &filing("绩效目标申报表", "2024年结转节水宣传", "高于2024年水平，巩固成果"), &[]);
        check(&RULE, &filing("", "2024-2026年管网改造", "改造完成后，供水能力比2024年提高"), &[]);
        check(&RULE, &filing("", "落实《2024年节水方案》", "在2024年基础上，2025年再改造3处"), &[]);
    }
}
