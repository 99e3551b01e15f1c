//! N02: a unit in brackets at the end of the name.
//!
//! The unit belongs to the value: an information where the value has one, a warning where it has none. It then speaks
//! in place of V04, V13 and T01. Taking the unit out of the name is safe where the value has the same.
//!
//! Clause: KYT-符号.

use crate::check::cell::shown;
use crate::check::scheme::Scheme;
use crate::check::{Check, Finding, Row, Rule, Safety, Severity, Traits};
use crate::messages::{Message, RuleText};
use crate::model::Field;
use crate::value::{Kind, Target, names};

/// The rule.
pub const RULE: Rule = Rule {
    code: "N02",
    name: "unit-in-name",
    severity: Severity::Info,
    clause: Some("KYT-符号"),
    title: RuleText::N02,
    schemes: Scheme::ALL,
    check: Check::Indicator(Traits::UNIT_NAME, check),
};

fn check(rule: &'static Rule, row: &Row<'_>, findings: &mut Vec<Finding>) {
    if row.named.unit.is_none() {
        return;
    }
    let (stem, Some(unit)) = names::split_unit(row.name()) else { return };
    let args = [("unit", shown(&unit.text))];
    let target = row.target;
    let is_bare = |it: &Target| matches!(it.kind, Kind::Quant | Kind::Range) && it.unit.is_none();
    if is_bare(target) || is_bare(row.half) {
        let mut texts = vec![(Field::IndicatorName, stem)];
        for (field, it) in [(Field::Target, target), (Field::TargetHalf, row.half)] {
            if is_bare(it) {
                let with_unit = Target { unit: Some(unit.clone()), ..it.clone() };
                texts.push((field, with_unit.written()));
            }
        }
        let fix = row.fix(Safety::Unsafe, texts);
        let message = Message::new(RuleText::N02Bare, args);
        findings.push(
            row.finding(rule, Field::IndicatorName, message).with_severity(Severity::Warning).with_fix(fix),
        );
        return;
    }
    let same = target.base_unit() == unit.base;
    let fix = row.fix(Safety::Safe, [(Field::IndicatorName, stem)]);
    findings.push(
        row.finding(rule, Field::IndicatorName, Message::new(RuleText::N02Found, args))
            .with_fix(same.then_some(fix)),
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
                wrong("培训数量（批次）", "≥2").graded(Severity::Warning).fix("培训数量"),
                wrong("设备完好率(%)", "≥95.0%").graded(Severity::Info).fix("设备完好率"),
                wrong("培训人数（人）", "≥20户").graded(Severity::Info),
                right("培训数量", "≥2批次"),
                right("街道（含社区）数量", "≥2个"),
                right("培训数量（线上）", "≥2"),
            ],
        );
    }
}
