//! H04: half-year and full-year targets with different signs.
//!
//! Where one of them has no sign, V03 speaks.
//!
//! Clause: KYT-符号.

use crate::check::cell::shown;
use crate::check::scheme::Scheme;
use crate::check::{Check, Finding, Row, Rule, Safety, Severity, Traits};
use crate::messages::{Message, RuleText};
use crate::model::Field;
use crate::value::{Kind, Op, Target};

/// The rule.
pub const RULE: Rule = Rule {
    code: "H04",
    name: "half-sign-differs",
    severity: Severity::Warning,
    clause: Some("KYT-符号"),
    title: RuleText::H04,
    schemes: Scheme::ALL,
    check: Check::Indicator(Traits::HALF, check),
};

fn check(rule: &'static Rule, row: &Row<'_>, findings: &mut Vec<Finding>) {
    let (full, half) = (row.target, row.half);
    let is_quantity = full.kind == Kind::Quant && half.kind == Kind::Quant;
    if !is_quantity || full.op == half.op || full.op == Op::None || half.op == Op::None {
        return;
    }
    let args = [("half", shown(&half.raw)), ("full", shown(&full.raw))];
    let fixed = Target { op: full.op, ..half.clone() };
    let fix = row.fix(Safety::Unsafe, [(Field::TargetHalf, fixed.written())]);
    findings.push(row.finding(rule, Field::TargetHalf, Message::new(RuleText::H04Found, args)).with_fix(fix));
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
                wrong("巡查次数", "≥12次").half("≤6次").fix("≥6次"),
                wrong("设备完好率", "＝100%").half("≥90%").fix("=90%"),
                right("巡查次数", "≥12次").half("≥6次"),
                right("巡查次数", "≥12次").half("不少于6次"),
                right("巡查次数", "≥12次").half("6次"),
                right("管理水平", "规范").half("≥6次"),
            ],
        );
    }
}
