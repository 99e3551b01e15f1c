//! C08: neither the name nor the value of a row under 时效指标 says anything of time.
//!
//! C12 speaks for payment rates.

use crate::check::scheme::Scheme;
use crate::check::{Check, Finding, Row, Rule, Severity, Traits};
use crate::messages::RuleText;
use crate::model::Field;
use crate::text::words::{Word, has_any, words};
use crate::value::{Class, Dimension, Kind};

/// The rule.
pub const RULE: Rule = Rule {
    code: "C08",
    name: "timeliness-without-time",
    severity: Severity::Warning,
    clause: None,
    title: RuleText::C08,
    schemes: Scheme::ALL,
    check: Check::Indicator(Traits::TIMELINESS, check),
};

/// Words of time in names and values.
const TIMES: &[Word] = &words([
    "时", "期", "及时", "进度", "完成", "年", "月", "日", "周", "天", "季度", "快", "提前", "延", "速",
    "准点", "同步", "频率", "截止", "限", "早", "效率", "当天", "启动", "开工", "竣工", "完工", "交付",
]);

fn check(rule: &'static Rule, row: &Row<'_>, findings: &mut Vec<Finding>) {
    let target = row.target;
    let is_timed = || {
        target.kind == Kind::Deadline
            || target.unit.iter().chain(&target.per).any(|it| it.dimension == Dimension::Time)
            || target.qual == Some(Class::Timely)
            || has_any(&target.raw, TIMES)
    };
    let is_undecided = matches!(target.kind, Kind::Empty | Kind::Placeholder);
    if !row.is_timeliness()
        || is_undecided
        || is_timed()
        || row.name().is_empty()
        || row.named.has_any(TIMES)
        || super::c12_payment_as_output::is_payment(row)
    {
        return;
    }
    findings.push(row.stranger(rule, Field::Level2, RuleText::C08Found, RuleText::C08Advice));
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{check, right, wrong};
    use crate::model::Field;

    #[test]
    fn examples() {
        check(
            &RULE,
            [
                wrong("故障的响应程度", "百分之百").with(&Field::Level2, "时效指标"),
                wrong("宣传册发放率", ">100%").with(&Field::Level2, "时效指标"),
                right("故障响应", "≤2小时").with(&Field::Level2, "时效指标"),
                right("维修及时率", "≥95%").with(&Field::Level2, "时效指标"),
                right("项目验收", "2025年12月底前").with(&Field::Level2, "时效指标"),
                right("故障的响应程度", "百分之百"),
                right("补贴发放", "按时").with(&Field::Level2, "时效指标"),
            ],
        );
    }
}
