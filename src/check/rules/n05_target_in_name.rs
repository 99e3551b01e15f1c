//! N05: a sign or a percentage inside the name.
//!
//! Clause: K101-名称.

use crate::check::scheme::Scheme;
use crate::check::{Check, Finding, Row, Rule, Severity, Traits};
use crate::messages::{Message, RuleText};
use crate::model::Field;

/// The rule.
pub const RULE: Rule = Rule {
    code: "N05",
    name: "target-in-name",
    severity: Severity::Warning,
    clause: Some("K101-名称"),
    title: RuleText::N05,
    schemes: Scheme::ALL,
    check: Check::Indicator(Traits::ODD_NAME, check),
};

fn check(rule: &'static Rule, row: &Row<'_>, findings: &mut Vec<Finding>) {
    let name = row.name();
    let has_sign = name.contains(['≥', '≤', '≧', '≦', '＞', '＜', '>', '<']) && !name.contains("<p");
    let percent = name.char_indices().filter(|(_, it)| matches!(it, '%' | '％'));
    let has_percent = percent
        .into_iter()
        .any(|(at, _)| name.get(..at).is_some_and(|it| it.ends_with(|it: char| it.is_numeric())));
    // Where the name is nothing but a target the cells are shifted, which S11 tells.
    if (has_sign || has_percent) && !super::s11_shifted_cells::is_shifted(row.indicator) {
        let message = Message::plain(RuleText::N05Found);
        findings.push(row.finding(rule, Field::IndicatorName, message));
    }
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
                wrong("诉求响应满意度≥95%", ""),
                wrong("设备完好率达到95%", "≥95%"),
                right("设备完好率（%）", "≥95%"),
                right("15分钟健身圈覆盖率", "≥95%"),
                right("设备完好率", "≥95%"),
            ],
        );
    }
}
