//! N12: a blank between two Chinese characters, as aligned print and PDF leave it.

use crate::check::scheme::Scheme;
use crate::check::{Check, Finding, Row, Rule, Safety, Severity, Traits};
use crate::messages::{Message, RuleText};
use crate::model::Field;
use crate::text::glyph::is_han;
use crate::text::words::{Bytes, bytes, has_byte};

/// The rule.
pub const RULE: Rule = Rule {
    code: "N12",
    name: "blank-in-chinese",
    severity: Severity::Info,
    clause: None,
    title: RuleText::N12,
    schemes: Scheme::ALL,
    check: Check::Indicator(Traits::ANY, check),
};

fn check(rule: &'static Rule, row: &Row<'_>, findings: &mut Vec<Finding>) {
    let it = row.indicator;
    let texts = [&it.level1, &it.level2, &it.work, &it.project, &it.target, &it.target_half];
    let may_be_in_name = !row.named.is_plain && may_have_blank(&it.name);
    if !may_be_in_name && !texts.into_iter().any(|it| may_have_blank(it)) {
        return;
    }
    let cells = [
        (Field::Level1, &it.level1),
        (Field::Level2, &it.level2),
        (Field::Work, &it.work),
        (Field::IndicatorProject, &it.project),
        (Field::IndicatorName, &it.name),
        (Field::Target, &it.target),
        (Field::TargetHalf, &it.target_half),
    ];
    let texts: Vec<(Field, String)> =
        cells.into_iter().filter_map(|(field, text)| closed(text).map(|it| (field, it))).collect();
    if let Some(field) = texts.first().map(|(field, _)| field.clone()) {
        let finding = row.finding(rule, field, Message::plain(RuleText::N12Found));
        findings.push(finding.with_fix(row.fix(Safety::Safe, texts)));
    }
}

/// The bytes that blanks begin with, which rule out nearly every text.
const BEGINS: Bytes = bytes(b"\t\n\x0B\x0C\r \xC2\xE1\xE2\xE3");

/// Whether there is a blank.
fn may_have_blank(text: &str) -> bool {
    has_byte(text, &BEGINS) && text.contains(char::is_whitespace)
}

/// The text without blanks between Chinese characters; `None` where there are none.
fn closed(text: &str) -> Option<String> {
    if !may_have_blank(text) {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    let mut chars = text.trim().chars().peekable();
    let mut is_changed = false;
    while let Some(it) = chars.next() {
        if it.is_whitespace() && it != '\n' {
            let mut blanks = String::from(it);
            while let Some(more) = chars.next_if(|it| it.is_whitespace() && *it != '\n') {
                blanks.push(more);
            }
            let is_between =
                out.chars().next_back().is_some_and(is_han) && chars.peek().copied().is_some_and(is_han);
            if is_between {
                is_changed = true;
            } else {
                out.push_str(&blanks);
            }
        } else {
            out.push(it);
        }
    }
    is_changed.then_some(out)
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
                wrong("红十字 会宣传活动", "≥3次").fix("红十字会宣传活动"),
                wrong("宣传活动", "≥3次").with(&Field::Level2, "数　量指标").fix("数量指标"),
                right("宣传活动", "≥ 3次"),
                right("VR 设备台数", "≥3台"),
                right(" 宣传活动 ", "≥3次"),
            ],
        );
    }
}
