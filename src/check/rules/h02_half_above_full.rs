//! H02: a half-year target above the full-year one, where more is better.
//!
//! Clause: K88-合理可行.

use crate::check::cell::shown;
use crate::check::scheme::Scheme;
use crate::check::{Check, Finding, Row, Rule, Safety, Severity, Traits};
use crate::messages::{Message, RuleText};
use crate::model::Field;

/// The rule.
pub const RULE: Rule = Rule {
    code: "H02",
    name: "half-above-full",
    severity: Severity::Error,
    clause: Some("K88-合理可行"),
    title: RuleText::H02,
    schemes: Scheme::ALL,
    check: Check::Indicator(Traits::HALF, check),
};

fn check(rule: &'static Rule, row: &Row<'_>, findings: &mut Vec<Finding>) {
    let (full, half) = (row.target, row.half);
    let Some((more, all)) = half.magnitude().zip(full.magnitude()) else { return };
    let is_ceiling = full.op.is_ceiling() || half.op.is_ceiling();
    if is_ceiling || full.base_unit() != half.base_unit() || more <= all || row.named.is_harm() {
        return;
    }
    let args = [("half", shown(&half.raw)), ("full", shown(&full.raw))];
    let texts = [(Field::TargetHalf, full.raw.clone()), (Field::Target, half.raw.clone())];
    findings.push(
        row.finding(rule, Field::TargetHalf, Message::new(RuleText::H02Found, args))
            .with_fix(row.fix(Safety::Unsafe, texts)),
    );
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
                wrong("巡查次数", "≥6次").half("≥12次").fix("≥6次"),
                wrong("投资额", "≥1万元").half("≥12000元"),
                right("巡查次数", "≥12次").half("≥6次"),
                right("办结时间", "≤3天").half("≤5天"),
                right("设备故障率", "3%").half("5%"),
                right("巡查次数", "≥6次").half("≥12天"),
            ],
        );
    }
}
