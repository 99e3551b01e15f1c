//! V12: full-width or look-alike characters, or a full stop behind the value.
//!
//! Searching, sorting and importing fail on them. The range sign ～ is what the bureaus' systems print themselves, and
//! （） are the brackets of Chinese: both are left alone.
//!
//! No clause: the practice of public checkers.

use crate::check::scheme::Scheme;
use crate::check::{Check, Finding, Row, Rule, Safety, Severity, Traits};
use crate::messages::RuleText;
use crate::value::{Kind, Note, normalize};

/// The rule.
pub const RULE: Rule = Rule {
    code: "V12",
    name: "odd-characters",
    severity: Severity::Info,
    clause: None,
    title: RuleText::V12,
    schemes: Scheme::ALL,
    check: Check::Indicator(Traits::NOTED, check),
};

fn check(rule: &'static Rule, row: &Row<'_>, findings: &mut Vec<Finding>) {
    for cell in row.cells() {
        let target = cell.target;
        let is_odd = target.has(&Note::Folded) || target.has(&Note::Punctuation);
        // The range that V18 writes anew has no odd character left.
        let is_left = target.kind == Kind::Range && super::v18_range_form::is_malformed(target);
        if !is_odd || is_left || matches!(target.kind, Kind::Text | Kind::Placeholder | Kind::Empty) {
            continue;
        }
        let fix = cell.fix(Safety::Safe, tidy(&target.raw));
        let messages = (RuleText::V12Writing, RuleText::V12Found);
        findings.push(cell.finding_with_writing(rule, messages, Some(fix)));
    }
}

/// The text with its odd characters folded and the full stop at its end dropped; ～ and （） stay as they are.
fn tidy(raw: &str) -> String {
    let mut text = raw.to_owned();
    // Characters that no filing has hold their places while the others are folded.
    let kept = [("～", "\u{E000}"), ("（", "\u{E001}"), ("）", "\u{E002}")];
    for (char, mark) in kept {
        text = text.replace(char, mark);
    }
    text = normalize::fold(&text);
    for (char, mark) in kept {
        text = text.replace(mark, char);
    }
    normalize::without_end(&text).to_owned()
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{check, right, wrong};

    #[test]
    fn examples() {
        check(
            &RULE,
            [
                wrong("设备完好率", "＝100%").fix("=100%"),
                wrong("设备完好率", "≧９５％").fix("≥95%"),
                wrong("设备完好率", "≥95%。").fix("≥95%"),
                wrong("参训人数", "１～2人").fix("1～2人"),
                wrong("购置设备数量", "≥２０台（套）").fix("≥20台（套）"),
                right("购置设备数量", "≥20台（套）"),
                right("走访户数", "≥200户（次）"),
                right("设备完好率", "=100%"),
                right("设备完好率", "≥ 95 %"),
                right("参训人数", "1～2人"),
                right("环境质量", "按照（上级）要求"),
            ],
        );
    }
}
