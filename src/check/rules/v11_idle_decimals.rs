//! V11: decimals that are all zeros, as in `≥3000.00(名)`.
//!
//! They come from number formats of a spreadsheet. V10 speaks where the value is a decimal share.
//!
//! Clause: KYT-数值.

use crate::check::scheme::Scheme;
use crate::check::{Check, Finding, Row, Rule, Severity, Traits};
use crate::messages::RuleText;
use crate::value::Note;
use rust_decimal::Decimal;

/// The rule.
pub const RULE: Rule = Rule {
    code: "V11",
    name: "idle-decimals",
    severity: Severity::Info,
    clause: Some("KYT-数值"),
    title: RuleText::V11,
    schemes: Scheme::ALL,
    check: Check::Indicator(Traits::DECIMALS, check),
};

fn check(rule: &'static Rule, row: &Row<'_>, findings: &mut Vec<Finding>) {
    for cell in row.cells() {
        let target = cell.target;
        let is_idle = |it: Decimal| it.scale() > 0 && it.fract().is_zero();
        let is_share = target.has(&Note::ScaledPercent) || target.has(&Note::PercentWord);
        let numbers = [target.lo, target.hi];
        if !is_share && numbers.into_iter().flatten().any(is_idle) {
            findings.push(cell.in_plain_writing(rule, (RuleText::V11Writing, RuleText::V11Found)));
        }
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
                wrong("参训人数", "≥3000.00(名)").fix("≥3000名"),
                wrong("设备完好率", "≥95.0%").fix("≥95%"),
                wrong("单位成本", "10.00～12.5元").fix("10～12.5元"),
                right("设备完好率", "≥95.5%"),
                right("参训人数", "≥3000(名)"),
                right("设备完好率", "=1.00(百分比)"),
                right("单位成本", "≤44.80元"),
            ],
        );
    }
}
