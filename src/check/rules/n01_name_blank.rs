//! N01: a row without a name that has a level, a target or a note.
//!
//! Clause: K88-完整性.

use crate::check::cell::{advice, removal};
use crate::check::scheme::Scheme;
use crate::check::{Check, Finding, Row, Rule, Severity, Traits};
use crate::messages::{Message, RuleText};
use crate::model::Field;

/// The rule.
pub const RULE: Rule = Rule {
    code: "N01",
    name: "name-blank",
    severity: Severity::Error,
    clause: Some("K88-完整性"),
    title: RuleText::N01,
    schemes: Scheme::ALL,
    check: Check::Indicator(Traits::ANY, check),
};

fn check(rule: &'static Rule, row: &Row<'_>, findings: &mut Vec<Finding>) {
    let it = row.indicator;
    let texts = [&it.level1, &it.level2, &it.target, &it.target_half, &it.note, &it.standard];
    if row.name().is_empty() && texts.into_iter().any(|it| !it.trim().is_empty()) {
        // A row that a document left behind, with nothing to it but its labels; one of a new filing waits to be filled in.
        let has_nothing = [&it.target, &it.target_half, &it.note, &it.standard, &it.weight]
            .into_iter()
            .all(|it| it.trim().is_empty());
        let fix = if has_nothing && it.line.is_some() {
            removal(RuleText::FixDelete)
        } else {
            advice(RuleText::N01Advice)
        };
        let message = Message::plain(RuleText::N01Found);
        findings.push(row.finding(rule, Field::IndicatorName, message).with_fix(fix));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{check, right, wrong};
    use crate::model::Field;

    #[test]
    fn examples() {
        check(
            &RULE,
            [
                wrong("", "≥3次"),
                wrong(" ", ""),
                wrong("", "").with(&Field::SourceLine, "75"),
                wrong("", "")
                    .with(&Field::Level1, "")
                    .with(&Field::Level2, "")
                    .with(&Field::Note, "按季度统计"),
                right("巡查次数", "≥3次"),
                right("", "").with(&Field::Level1, "").with(&Field::Level2, ""),
            ],
        );
    }
}
