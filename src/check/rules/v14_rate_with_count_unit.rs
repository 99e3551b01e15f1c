//! V14: a rate whose value counts something, such as 使用率 `≥12个月`.
//!
//! Either the name or the unit is wrong; which one only the author knows.
//!
//! Clause: K88-相关性.

use crate::check::cell::{advice, shown};
use crate::check::scheme::Scheme;
use crate::check::{Check, Finding, Row, Rule, Severity, Traits};
use crate::messages::RuleText;
use crate::value::{Dimension, Kind, Target, Unit};

/// The rule.
pub const RULE: Rule = Rule {
    code: "V14",
    name: "rate-with-count-unit",
    severity: Severity::Error,
    clause: Some("K88-相关性"),
    title: RuleText::V14,
    schemes: Scheme::ALL,
    check: Check::Indicator(Traits::RATE_NAME, check),
};

fn check(rule: &'static Rule, row: &Row<'_>, findings: &mut Vec<Finding>) {
    for cell in row.cells() {
        let Some(unit) = counting_unit(row, cell.target) else { continue };
        let args = [("unit", shown(&unit.text))];
        let finding = cell.finding_with(rule, RuleText::V14Found, args);
        findings.push(finding.with_fix(advice(RuleText::V14Advice)));
    }
}

/// The unit under the name of a rate that is none of a rate. V03 leaves such a value alone: its sign depends on what
/// is meant.
pub fn counting_unit<'a>(row: &Row<'_>, target: &'a Target) -> Option<&'a Unit> {
    let unit = target.unit.as_ref().filter(|_| matches!(target.kind, Kind::Quant | Kind::Range));
    // 1.8人/万车 is a rate.
    let is_per_many = || target.per.iter().any(|it| it.text.contains(['百', '千', '万', '亿']));
    unit.filter(|it| it.dimension != Dimension::Ratio && row.named.is_rate() && !is_per_many())
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
                wrong("宣传册发放率", "≥500册"),
                wrong("办公设备使用率", "≥12个月"),
                wrong("办结率", "3-5件"),
                right("宣传册发放率", "≥80%"),
                right("人口死亡率", "≤600/10万"),
                right("设备完好率", "1"),
                right("工作频率", "≥2次"),
                right("增长率", "≥2个百分点"),
            ],
        );
    }
}
