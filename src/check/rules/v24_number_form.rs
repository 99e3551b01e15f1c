//! V24: a number with more than two decimals, a sign, thousands commas, or very many digits; or one that 以上 behind it
//! limits once more.
//!
//! The systems take digits with at most one point and two decimals. V11 speaks where the decimals are all zeros, V10
//! where the value is a decimal share.
//!
//! Clause: KYT-数值.

use crate::check::scheme::Scheme;
use crate::check::thresholds::Threshold;
use crate::check::{Check, Finding, Row, Rule, Safety, Severity, Traits};
use crate::messages::RuleText;
use crate::value::{Note, Op, Target};

/// The rule.
pub const RULE: Rule = Rule {
    code: "V24",
    name: "number-form",
    severity: Severity::Info,
    clause: Some("KYT-数值"),
    title: RuleText::V24,
    schemes: Scheme::ALL,
    check: Check::Indicator(Traits::ANY, check),
};

fn check(rule: &'static Rule, row: &Row<'_>, findings: &mut Vec<Finding>) {
    let max_decimals = row.thresholds.get(Threshold::NumberDecimals);
    let max_digits = row.thresholds.get(Threshold::NumberDigits) as usize;
    for cell in row.cells() {
        let target = cell.target;
        let Some(number) = target.number() else { continue };
        let is_share = target.has(&Note::ScaledPercent);
        let too_fine = number.scale() > max_decimals && !number.fract().is_zero() && !is_share;
        let n_digits = number.mantissa().unsigned_abs().checked_ilog10().map_or(1, |it| it as usize + 1);
        let (message, fix) = if target.has(&Note::ThousandsComma) {
            (RuleText::V24Comma, cell.rewrite(Safety::Safe, target))
        } else if too_fine {
            let rounded = Target { lo: Some(number.round_dp(max_decimals)), ..target.clone() };
            (RuleText::V24Decimals, cell.rewrite(Safety::Unsafe, &rounded))
        } else if target.has(&Note::Signed) {
            (RuleText::V24Sign, None)
        } else if target.op != Op::None && target.has_bound_suffix() && is_signed(&target.raw) {
            let id = if target.has(&Note::ContradictingBound) {
                RuleText::V24Contradicts
            } else {
                RuleText::V24Twice
            };
            (id, cell.rewrite(Safety::Safe, target))
        } else if n_digits > max_digits {
            (RuleText::V24Long, None)
        } else {
            continue;
        };
        let args = [("limit", max_decimals.to_string())];
        findings.push(cell.finding_with(rule, message, args).with_fix(fix));
    }
}

/// Whether a text begins with a sign or a word for one, so that 以上 behind its number says it twice.
fn is_signed(raw: &str) -> bool {
    const SIGNS: [&str; 12] =
        ["≥", "≤", ">", "<", "≧", "≦", "＞", "＜", "不低于", "不少于", "不超过", "不高于"];
    SIGNS.iter().any(|it| raw.trim_start().starts_with(it))
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
                wrong("补助资金", "≤1,200,000元").fix("≤1200000元"),
                wrong("单位成本", "≤3.1415元").fix("≤3.14元"),
                wrong("利润增长", "-5%"),
                wrong("补助资金", "≤1234567890123456789元"),
                wrong("设备完好率", "≥98%以上").fix("≥98%"),
                wrong("设备完好率", "≥98%以下"),
                right("设备完好率", "98%以上"),
                right("办结时间", "控制在5个工作日以内"),
                right("补助资金", "≤1200000元"),
                right("单位成本", "≤3.14元"),
                right("单位成本", "≤3.000元"),
            ],
        );
    }
}
