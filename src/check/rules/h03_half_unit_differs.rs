//! H03: half-year and full-year targets in different units.
//!
//! A power of ten (元, 万元) is no difference. Where the half-year value has no unit, V04 reports that cell too and both
//! fixes write the same.
//!
//! Clause: KYT-符号.

use crate::check::cell::shown;
use crate::check::scheme::Scheme;
use crate::check::{Check, Finding, Row, Rule, Safety, Severity, Traits};
use crate::messages::{Message, RuleText};
use crate::model::Field;
use crate::value::{Kind, Note, Target};

/// The rule.
pub const RULE: Rule = Rule {
    code: "H03",
    name: "half-unit-differs",
    severity: Severity::Warning,
    clause: Some("KYT-符号"),
    title: RuleText::H03,
    schemes: Scheme::ALL,
    check: Check::Indicator(Traits::HALF, check),
};

fn check(rule: &'static Rule, row: &Row<'_>, findings: &mut Vec<Finding>) {
    let (full, half) = (row.target, row.half);
    if full.kind != Kind::Quant || half.kind != Kind::Quant || full.has(&Note::ZeroWord) {
        return;
    }
    if full.base_unit() == half.base_unit() && full.per == half.per || half.has(&Note::ZeroWord) {
        return;
    }
    let args = [("half", shown(&half.raw)), ("full", shown(&full.raw))];
    let finding = row.finding(rule, Field::TargetHalf, Message::new(RuleText::H03Found, args));
    // A rank is written as it is, whatever its unit.
    let fix = (full.unit.is_some() && !half.has(&Note::Rank)).then(|| {
        let fixed = Target { unit: full.unit.clone(), per: full.per.clone(), ..half.clone() };
        row.fix(Safety::Unsafe, [(Field::TargetHalf, fixed.written())])
    });
    findings.push(finding.with_fix(fix));
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
                wrong("联合演练次数", "1次").half("0").fix("0次"),
                wrong("巡查次数", "≥12次").half("≥6天").fix("≥6次"),
                wrong("补贴标准", "100元/人/年").half("50元/人").fix("50元/人/年"),
                right("巡查次数", "≥12次").half("≥6次"),
                right("投资额", "≥1万元").half("≥5000元"),
                right("管理水平", "规范").half("6次"),
                right("巡查次数", "≥12次"),
            ],
        );
    }
}
