//! V03: a number without ≥, ≤ or ＝.
//!
//! The bureaus' systems ask for the sign before they take the number. An amount per head that a rule fixes is only
//! worth an information. T02 speaks for satisfaction; V13 and T01 come first where the percent sign is lost too,
//! because the sign cannot be chosen before that is settled.
//!
//! Clause: KYT-符号.

use crate::check::scheme::Scheme;
use crate::check::{Check, Finding, Row, Rule, Safety, Severity, Traits};
use crate::messages::RuleText;
use crate::value::{Kind, Op, Target, suggest, suggest_sign};

/// The rule.
pub const RULE: Rule = Rule {
    code: "V03",
    name: "sign-missing",
    severity: Severity::Warning,
    clause: Some("KYT-符号"),
    title: RuleText::V03,
    schemes: Scheme::ALL,
    check: Check::Indicator(Traits::UNSIGNED, check),
};

fn check(rule: &'static Rule, row: &Row<'_>, findings: &mut Vec<Finding>) {
    for cell in row.cells() {
        let target = cell.target;
        let is_open = target.kind == Kind::Quant && target.op == Op::None && !target.has_bound_suffix();
        let lost_percent = || target.unit.is_none() && row.named.is_share();
        let has_odd_unit = || super::v14_rate_with_count_unit::counting_unit(row, target).is_some();
        if !is_open || lost_percent() || row.named.is_satisfaction() || has_odd_unit() {
            continue;
        }
        let fix = suggest_sign(target, row.name())
            .and_then(|op| cell.rewrite(Safety::Unsafe, &Target { op, ..target.clone() }));
        let severity = if suggest::is_standard(target, row.name()) { Severity::Info } else { rule.severity };
        findings.push(cell.finding(rule, RuleText::V03Found).with_severity(severity).with_fix(fix));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::Severity;
    use crate::check::testing::{check, right, wrong};
    use crate::model::Field;

    #[test]
    fn examples() {
        check(
            &RULE,
            [
                wrong("道路清扫面积", "3000亩").fix("≥3000亩"),
                wrong("设备完好率", "百分之百").fix("=100%"),
                wrong("高龄津贴发放标准", "100元/人").graded(Severity::Info).fix("=100元/人"),
                wrong("道路清扫面积", "》3000亩").fix("≥3000亩"),
                wrong("道路清扫次数", "≥3次").half("1次").at(Field::TargetHalf),
                wrong("道路清扫次数", "3次").half("3次").fix("≥3次"),
                right("道路清扫面积", "≥3000亩"),
                right("办结时间", "5个工作日内"),
                right("游客满意度", "95%"),
                right("设备完好率", "1"),
                right("环境质量", "良好"),
            ],
        );
    }
}
