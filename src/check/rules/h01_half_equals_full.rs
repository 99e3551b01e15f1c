//! H01: a running total whose half-year target equals the full-year one.
//!
//! What adds up over a year is not done by June. Shares, times, standards per head and a single event are left alone.
//! For ceilings and stocks (在册, 维持) it is only an information.
//!
//! Clause: K88-合理可行.

use crate::check::cell::shown;
use crate::check::scheme::Scheme;
use crate::check::{Check, Finding, Row, Rule, Safety, Severity, Traits};
use crate::messages::{Message, RuleText};
use crate::model::Field;
use crate::value::{Note, Target, Unit};
use rust_decimal::Decimal;

/// The rule.
pub const RULE: Rule = Rule {
    code: "H01",
    name: "half-equals-full",
    severity: Severity::Warning,
    clause: Some("K88-合理可行"),
    title: RuleText::H01,
    schemes: Scheme::ALL,
    check: Check::Indicator(Traits::HALF, check),
};

fn check(rule: &'static Rule, row: &Row<'_>, findings: &mut Vec<Finding>) {
    let (full, half) = (row.target, row.half);
    let is_flow = full.unit.as_ref().is_some_and(Unit::is_flow) && full.per.is_empty();
    let same = full.base_unit() == half.base_unit() && full.magnitude() == half.magnitude();
    let Some(number) = full.number().filter(|it| is_flow && same && *it > Decimal::ONE) else { return };
    if row.named.is_share() || row.named.is_money_standard() {
        return;
    }
    let is_mild = full.op.is_ceiling() || row.named.is_stock();
    let finding =
        row.finding(rule, Field::TargetHalf, Message::new(RuleText::H01Found, [("value", shown(&full.raw))]));
    let halved = number / Decimal::TWO;
    let fits = halved.fract().is_zero() && !is_mild && !full.has(&Note::Approximate);
    let proposal = Target { lo: Some(halved), ..full.clone() };
    let fix = row.fix(Safety::Unsafe, [(Field::TargetHalf, proposal.written())]);
    findings.push(
        finding
            .with_severity(if is_mild { Severity::Info } else { rule.severity })
            .with_fix(fits.then_some(fix)),
    );
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::Severity;
    use crate::check::testing::{check, right, wrong};

    #[test]
    fn examples() {
        check(
            &RULE,
            [
                wrong("巡查次数", "≥12次").half("≥12次").fix("≥6次"),
                wrong("印刷数量", "3000册").half("3000册").fix("1500册"),
                wrong("培训费用", "≤50万元").half("≤500000元").graded(Severity::Info),
                wrong("在册志愿者人数", "≥500人").half("≥500人").graded(Severity::Info),
                right("巡查次数", "≥12次").half("≥6次"),
                right("设备完好率", "≥95%").half("≥95%"),
                right("评估次数", "1次").half("1次"),
                right("补贴标准", "100元/人").half("100元/人"),
                right("巡查次数", "≥12次"),
            ],
        );
    }
}
