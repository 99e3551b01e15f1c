//! M06: marks of a web page, rules of dashes, or errors of a spreadsheet that were left in a text.

use crate::check::scheme::Scheme;
use crate::check::scope::Scope;
use crate::check::{Check, Finding, Rule, Severity};
use crate::messages::{Message, RuleText};
use crate::model::{Field, Filing, Place};
use crate::text::words::{Bytes, bytes, contains, has_byte};

/// The rule.
pub const RULE: Rule = Rule {
    code: "M06",
    name: "leftover-marks",
    severity: Severity::Warning,
    clause: None,
    title: RuleText::M06,
    schemes: Scheme::ALL,
    check: Check::Filing(Scope::row(&[]), check),
};

/// Marks that no one writes.
const MARKS: &[&str] = &[
    "<p", "</p", "<br", "</div", "<div", "<span", "</span", "<td", "</td", "<tr", "&nbsp;", "&lt;", "&gt;",
    "&amp;", "#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "_x000D_", "-----", "=====", "_____", "*****",
    "|---", "\u{fffd}",
];

fn check(rule: &'static Rule, filing: &Filing, findings: &mut Vec<Finding>) {
    let lines = (0..filing.budget.lines.len()).map(Place::BudgetLine);
    let of_filing = std::iter::once(Place::Filing).map(|it| (it, &Field::OF_FILING[..]));
    let of_lines = lines.map(|it| (it, &Field::OF_LINE[..]));
    let of_functions = (0..filing.functions.len()).map(|it| (Place::Function(it), &Field::OF_FUNCTION[..]));
    for (at, fields) in of_filing.chain(of_lines).chain(of_functions) {
        let found = fields.iter().find_map(|it| Some((it, mark(&filing.get(at, it)?)?)));
        findings.extend(found.map(|(field, mark)| finding(rule, at, field, mark)));
    }
    for (function_idx, idx, indicator) in filing.indicators() {
        let it = indicator;
        let texts = [
            [&it.level1, &it.level2, &it.work, &it.project, &it.name, &it.target],
            [&it.target_half, &it.note, &it.standard, &it.weight, &it.doubt, &it.doubt],
        ];
        if !texts.as_flattened().iter().any(|it| may_have_mark(it)) {
            continue;
        }
        let at = Place::Indicator(function_idx, idx);
        let found = Field::OF_INDICATOR.iter().find_map(|it| Some((it, mark(&indicator.get(it)?)?)));
        findings.extend(found.map(|(field, mark)| finding(rule, at, field, mark)));
    }
}

/// The first of the marks, in their order, that stands in a text.
fn mark(text: &str) -> Option<&'static str> {
    // Most cells have none of the characters that marks begin with.
    if !may_have_mark(text) {
        return None;
    }
    let bytes = text.as_bytes();
    let starts = (0..bytes.len()).filter(|at| bytes.get(*at).is_some_and(|it| MAY_BEGIN.has(*it)));
    let starts = starts.filter_map(|at| bytes.get(at..));
    let idx = starts.filter_map(|rest| {
        MARKS.iter().position(|it| it.as_bytes().first() == rest.first() && rest.starts_with(it.as_bytes()))
    });
    MARKS.get(idx.min()?).copied()
}

/// Whether a mark may stand in a text, by the bytes that marks begin with.
fn may_have_mark(text: &str) -> bool {
    // Many a character of full width begins like U+FFFD.
    has_byte(text, &MAY_BEGIN) && (has_byte(text, &BEGINS) || contains(text, "\u{fffd}"))
}

/// What marks other than U+FFFD begin with.
const BEGINS: Bytes = bytes(b"<&#-=_*|");
/// What all marks begin with.
const MAY_BEGIN: Bytes = bytes(b"<&#-=_*|\xEF");

fn finding(rule: &'static Rule, at: Place, field: &Field, mark: &str) -> Finding {
    let message = Message::new(RuleText::M06Found, [("mark", mark.to_owned())]);
    Finding::new(rule, at, Some(field.clone()), message).with_value(mark)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::rules::testing::{check, rows};

    #[test]
    fn marks_are_found_at_their_field() {
        let mut filing = rows(&["@职能1 供水&nbsp;保障", "产出指标|数量指标|巡查次数<br>|≥3次"]);
        filing.department.duties = "<p>负责供水。</p>".to_owned();
        check(
            &RULE,
            &filing,
            &["warning 表头:duties", "warning 供水&nbsp;保障:name", "warning 巡查次数<br>:name"],
        );
        let filing = rows(&["产出指标|数量指标|巡查次数|#REF!", "产出指标|数量指标|巡河|------"]);
        check(&RULE, &filing, &["warning 巡查次数:target", "warning 巡河:target"]);
    }

    #[test]
    fn every_mark_begins_with_what_is_looked_for() {
        for it in super::MARKS {
            assert!(super::may_have_mark(&format!("青禾县供水{it}保障")), "{it}");
        }
    }

    #[test]
    fn plain_texts_are_not() {
        let mut filing =
            rows(&["@职能1 供水-排水", "产出指标|数量指标|A&B类巡查|<3次", "产出|质量|完好率|--"]);
        filing.department.duties = "负责供水——排水。".to_owned();
        check(&RULE, &filing, &[]);
    }
}
