//! S11: the cells of a row are shifted: a target stands in a level or in the name, a name in the target, or the name is
//! blank while 重点工作 holds a measure.

use crate::check::category::ends_with_any;
use crate::check::scheme::Scheme;
use crate::check::{Check, Finding, Row, Rule, Severity, Traits};
use crate::messages::{Message, RuleText};
use crate::model::{Field, Indicator};
use crate::value::names;

/// The rule.
pub const RULE: Rule = Rule {
    code: "S11",
    name: "shifted-cells",
    severity: Severity::Warning,
    clause: None,
    title: RuleText::S11,
    schemes: Scheme::ALL,
    check: Check::Indicator(Traits::ANY, check),
};

fn check(rule: &'static Rule, row: &Row<'_>, findings: &mut Vec<Finding>) {
    // Labels of the table are no targets, and no sign or percentage is a name of letters, digits and Han characters.
    let is_settled = row.level1.is_some() && row.level2.is_some() && row.named.is_plain;
    if is_settled && !row.name().is_empty() {
        return;
    }
    if let Some((field, message)) = shift(row.indicator) {
        findings.push(row.finding(rule, field, message));
    }
}

/// Whether the cells of the row are shifted.
pub fn is_shifted(indicator: &Indicator) -> bool {
    shift(indicator).is_some()
}

fn shift(it: &Indicator) -> Option<(Field, Message<RuleText>)> {
    let (name, target) = (it.name.trim(), it.target.trim());
    for (label, field, word) in
        [(&it.level1, Field::Level1, "一级指标"), (&it.level2, Field::Level2, "二级指标")]
    {
        if is_written_target(label) {
            return Some((field, Message::new(RuleText::S11Level, [("field", word.to_owned())])));
        }
    }
    if is_written_target(name) && !is_written_target(target) {
        return Some((Field::IndicatorName, Message::plain(RuleText::S11Name)));
    }
    if name.is_empty() && !target.is_empty() && is_measure(&it.work) {
        return Some((Field::Work, Message::plain(RuleText::S11Work)));
    }
    // 知晓率 as a value is a name; 提高知晓率 is a goal, which V02 tells.
    let is_name =
        (name.is_empty() || is_written_target(name)) && is_measure(target) && !is_written_target(target);
    is_name.then(|| (Field::Target, Message::plain(RuleText::S11Value)))
}

/// Whether the text is a number with a sign or a percentage, as no label and no name is.
fn is_written_target(text: &str) -> bool {
    let text = text.trim();
    text.starts_with(['≥', '≤', '＞', '＜', '=', '＝', '>', '<']) && text.contains(|it: char| it.is_numeric())
        || text.ends_with(['%', '％']) && text.starts_with(|it: char| it.is_numeric())
}

fn is_measure(text: &str) -> bool {
    let stem = names::stem(text);
    names::rate(&stem)
        || ends_with_any(&stem, &["满意度", "及时性", "规范性", "健全性", "次数", "人数", "数量"])
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
                wrong("≥3次", "").at(Field::IndicatorName),
                wrong("巡查次数", "≥3次").with(&Field::Level2, "≥5处").at(Field::Level2),
                wrong("", "合格").with(&Field::Work, "设备合格率").at(Field::Work),
                wrong("", "设备合格率").at(Field::Target),
                right("巡查次数", "≥3次"),
                right("设备合格率", "合格").with(&Field::Work, "物资采购"),
                right("设备完好率≥95%", "≥95%"),
                right("", "≥3次").with(&Field::Work, "河道巡查"),
            ],
        );
    }
}
