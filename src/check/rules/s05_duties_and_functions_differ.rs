//! S05: fewer functions follow than duties are listed, or a function is like none of the duties.
//!
//! Duties are the paragraphs of 职能概述 that begin with a number. A function is like a duty where at least half of its
//! pairs of characters stand there, common words left out.
//!
//! Clause: K88-指向明确.

use crate::check::scheme::Scheme;
use crate::check::scope::Scope;
use crate::check::{Check, Finding, Rule, Severity};
use crate::messages::{Message, RuleText};
use crate::model::{Field, Filing, Place};
use crate::text::similar::held_by;

/// The rule.
pub const RULE: Rule = Rule {
    code: "S05",
    name: "duties-and-functions-differ",
    severity: Severity::Info,
    clause: Some("K88-指向明确"),
    title: RuleText::S05,
    schemes: Scheme::FUNCTION_MATRIX,
    check: Check::Filing(Scope::Frame, check),
};

/// Words that most functions share, which make none like another.
const COMMON: &[&str] = &["委员会", "办公室", "日常工作", "承担", "负责", "贯彻执行", "组织", "工作"];
/// How much of a function a duty must hold, in percent.
const MIN_HELD: usize = 50;

fn check(rule: &'static Rule, filing: &Filing, findings: &mut Vec<Finding>) {
    let is_numbered =
        |it: &&str| it.trim_start_matches(['(', '（']).starts_with(|it: char| it.is_ascii_digit());
    let duties: Vec<&str> = filing.department.duties.lines().map(str::trim).filter(is_numbered).collect();
    let n_functions = filing.functions.iter().filter(|it| !it.name.trim().is_empty()).count();
    if duties.is_empty() || n_functions == 0 {
        return;
    }
    if n_functions < duties.len() {
        let args = [("n_duties", duties.len().to_string()), ("n_functions", n_functions.to_string())];
        let message = Message::new(RuleText::S05Fewer, args);
        findings.push(Finding::new(rule, Place::Filing, Some(Field::Duties), message));
    }
    for (idx, function) in filing.functions.iter().enumerate() {
        let own = COMMON.iter().fold(function.name.clone(), |text, word| text.replace(word, ""));
        let is_like = |duty: &&str| held_by(&own, duty) >= MIN_HELD;
        // What is assigned from above (其他事项) is no duty of one's own.
        let is_other = function.name.trim().is_empty() || function.name.contains("交办");
        if !is_other && !duties.iter().any(is_like) {
            let message = Message::plain(RuleText::S05Unlike);
            findings.push(
                Finding::new(rule, Place::Function(idx), Some(Field::FunctionName), message)
                    .with_value(&function.name),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::rules::testing::{check, rows};

    fn filing(duties: &str, functions: &[&str]) -> crate::model::Filing {
        let mut filing = rows(functions);
        filing.department.duties = duties.to_owned();
        filing
    }

    const FUNCTIONS: [&str; 2] = ["@职能1 负责农村供水工程", "@职能2 承担防汛抗旱工作"];

    #[test]
    fn missing_and_strange_functions_are_found() {
        let three = "1.负责农村供水工程建设。\n2.承担防汛抗旱日常工作。\n3.负责水土保持。";
        check(&RULE, &filing(three, &FUNCTIONS), &["info 表头:duties"]);
        let other = "1.负责农村供水工程建设。\n2.负责水土保持。";
        check(&RULE, &filing(other, &FUNCTIONS), &["info 承担防汛抗旱工作:name"]);
    }

    #[test]
    fn matching_functions_and_duties_in_prose_are_not() {
        check(&RULE, &filing("1.负责农村供水工程建设。\n2.承担防汛抗旱日常工作。", &FUNCTIONS), &[]);
        check(&RULE, &filing("负责水利。", &FUNCTIONS), &[]);
        let more = [FUNCTIONS[0], FUNCTIONS[1], "@职能3 完成县政府交办的其他事项"];
        check(&RULE, &filing("1.负责农村供水工程建设。\n2.承担防汛抗旱日常工作。", &more), &[]);
    }
}
