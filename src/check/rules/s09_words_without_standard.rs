//! S09: words as a target, and neither an explanation nor a standard beside them, in a form that has the columns.
//!
//! Whether the form has them shows in the other rows.
//!
//! Clause: K101-名称.

use crate::check::cell::{advice, shown};
use crate::check::scheme::Scheme;
use crate::check::{Check, Finding, Row, Rule, Severity, Traits};
use crate::messages::{Message, RuleText};
use crate::model::{Field, Indicator};
use crate::value::{Class, Kind};

/// The rule.
pub const RULE: Rule = Rule {
    code: "S09",
    name: "words-without-standard",
    severity: Severity::Warning,
    clause: Some("K101-名称"),
    title: RuleText::S09,
    schemes: Scheme::ALL,
    check: Check::Indicator(Traits::WORDS, check),
};

fn check(rule: &'static Rule, row: &Row<'_>, findings: &mut Vec<Finding>) {
    let is_judged = !matches!(row.target.qual, Some(Class::Coverage | Class::Level | Class::Result));
    let is_blank = |it: &Indicator| it.note.trim().is_empty() && it.standard.trim().is_empty();
    if row.target.kind != Kind::Qual || !is_judged || row.name().is_empty() || !is_blank(row.indicator) {
        return;
    }
    if !row.frame.has_notes() {
        return;
    }
    let message = Message::new(RuleText::S09Found, [("value", shown(&row.target.raw))]);
    findings.push(row.finding(rule, Field::Note, message).with_fix(advice(RuleText::S09Advice)));
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::rules::testing::{check, rows};

    const EXPLAINED: &str = "产出指标|数量指标|巡查次数|≥3次|||按巡查记录统计";

    #[test]
    fn words_without_a_note_are_found_where_others_have_one() {
        for value in ["持续减少", "规范", "及时"] {
            let line = format!("效益指标|社会效益指标|溺水风险|{value}");
            check(&RULE, &rows(&[EXPLAINED, &line]), &["warning 溺水风险:note"]);
        }
    }

    #[test]
    fn explained_words_numbers_and_forms_without_notes_are_not() {
        for line in [
            "效益指标|社会效益指标|溺水风险|持续减少|||按三档评分",
            "效益指标|社会效益指标|溺水事故|≤1起",
            "效益指标|社会效益指标|供水范围|全覆盖",
        ] {
            check(&RULE, &rows(&[EXPLAINED, line]), &[]);
        }
        check(&RULE, &rows(&["效益指标|社会效益指标|溺水风险|持续减少"]), &[]);
    }
}
