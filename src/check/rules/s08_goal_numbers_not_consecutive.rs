//! S08: the numbers before the goals (目标1：, 1、) have a gap or a repeat.
//!
//! A list that begins again with 1 is another list.
//!
//! Clause: K88-完整性.

use crate::check::scheme::Scheme;
use crate::check::scope::Scope;
use crate::check::{Check, Finding, Rule, Severity};
use crate::messages::{Message, RuleText};
use crate::model::{Field, Filing, Place};

/// The rule.
pub const RULE: Rule = Rule {
    code: "S08",
    name: "goal-numbers-not-consecutive",
    severity: Severity::Warning,
    clause: Some("K88-完整性"),
    title: RuleText::S08,
    schemes: Scheme::ALL,
    check: Check::Filing(Scope::Frame, check),
};

fn check(rule: &'static Rule, filing: &Filing, findings: &mut Vec<Finding>) {
    let goals = &filing.goals;
    for (field, texts) in [
        (Field::AnnualGoals, &goals.annual),
        (Field::LongTermGoals, &goals.long_term),
        (Field::ProjectGoals, &goals.project),
    ] {
        let numbers: Vec<u32> = texts.iter().flat_map(|it| numbers(it)).collect();
        let gap = numbers
            .iter()
            .zip(numbers.iter().skip(1))
            .find(|(last, next)| **next != 1 && **next != **last + 1);
        if let Some((last, next)) = gap {
            let args = [("last", last.to_string()), ("next", next.to_string())];
            findings.push(Finding::new(
                rule,
                Place::Filing,
                Some(field),
                Message::new(RuleText::S08Found, args),
            ));
        }
    }
}

/// The numbers of the goals that a text holds: that before it, those written like it behind a full stop or semicolon
/// (1、…；2、…), and those of 目标2： within.
fn numbers(text: &str) -> Vec<u32> {
    let text = text.trim();
    let Some(style) = style(text).filter(|_| !text.starts_with("目标")) else { return titled(text) };
    let parts = text.split(['；', ';', '。', '\n']).map(str::trim);
    parts.filter(|it| self::style(it) == Some(style)).filter_map(number).collect()
}

/// How a number before a goal is written: the bracket before it or not, and what is behind it.
fn style(text: &str) -> Option<(bool, char)> {
    let inside = text.trim_start_matches(['(', '（']);
    let rest = inside.trim_start_matches(|it: char| it.is_ascii_digit());
    let separator = rest.chars().next().filter(|it| matches!(it, '、' | ')' | '）' | '.' | '．'))?;
    (rest.len() < inside.len()).then_some((inside.len() < text.len(), separator))
}

/// The number before a text, and those of 目标2： within.
fn titled(text: &str) -> Vec<u32> {
    let mut parts = text.trim().split("目标");
    let first = parts.next().filter(|it| !it.is_empty()).and_then(number);
    // 目标2 within a sentence is a number only with its colon.
    let within = parts.filter_map(|it| number(it).filter(|_| is_titled(it)));
    first.into_iter().chain(within).collect()
}

/// Whether a number and a colon stand at the start.
fn is_titled(text: &str) -> bool {
    let rest = text.trim_start_matches(|it: char| it.is_ascii_digit());
    rest.len() < text.len() && rest.starts_with([':', '：', '、'])
}

/// The number before a goal: `目标2：…`, `2、…`, `2.…`, `（2）…`.
fn number(goal: &str) -> Option<u32> {
    let goal = goal.trim();
    let rest = goal.strip_prefix("目标").unwrap_or(goal).trim_start_matches(['(', '（']);
    let digits: String = rest.chars().take_while(char::is_ascii_digit).take(3).collect();
    let after = rest.get(digits.len()..)?;
    // 2.5公里 is an amount.
    let is_label = after.starts_with([':', '：', '、', '.', '．', ')', '）', ' ', '，'])
        && !after.trim_start_matches('.').starts_with(|it: char| it.is_ascii_digit());
    digits.parse().ok().filter(|_| is_label)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::rules::testing::{check, rows};

    fn filing(goals: &[&str]) -> crate::model::Filing {
        let mut filing = rows(&[]);
        filing.goals.annual = goals.iter().map(|it| (*it).to_owned()).collect();
        filing
    }

    #[test]
    fn gaps_and_repeats_are_found() {
        for goals in [["目标1：供水", "目标3：防汛"], ["1、供水", "1、防汛"], ["（2）供水", "（5）防汛"]]
        {
            let expected: &[&str] =
                if goals[1].starts_with("1、") { &[] } else { &["warning 表头:annual"] };
            check(&RULE, &filing(&goals), expected);
        }
        check(&RULE, &filing(&["1、供水", "2、防汛", "2、节水"]), &["warning 表头:annual"]);
    }

    #[test]
    fn goals_of_one_text_count_too() {
        check(&RULE, &filing(&["目标1：供水；目标3：防汛。"]), &["warning 表头:annual"]);
        check(&RULE, &filing(&["目标1：供水；目标2：防汛。", "目标3：节水"]), &[]);
        check(&RULE, &filing(&["1、落实目标3的任务", "2、防汛"]), &[]);
        check(&RULE, &filing(&["1、供水；2、防汛；4、节水。"]), &["warning 表头:annual"]);
        for goal in [
            "1、供水；2、防汛；3、节水。",
            "1、供水：（1）管网；（2）水厂；2、防汛。",
            "1、供水；2.5公里管网；2、防汛",
        ] {
            check(&RULE, &filing(&[goal]), &[]);
        }
    }

    #[test]
    fn consecutive_and_unnumbered_goals_are_not() {
        check(&RULE, &filing(&["目标1：供水", "目标2：防汛"]), &[]);
        check(&RULE, &filing(&["总目标", "1、供水", "2、防汛", "1、节水"]), &[]);
        check(&RULE, &filing(&["2.5公里管网", "4.5公里河道", "3项任务"]), &[]);
    }
}
