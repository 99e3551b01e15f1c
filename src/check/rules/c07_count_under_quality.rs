//! C07: a count of things, people or events under 质量指标.
//!
//! Ceilings (差错 ≤2次) and counts of what shows quality (获奖, 达标, 合格) are quality. V14 speaks for rates.

use crate::check::cell::shown;
use crate::check::scheme::Scheme;
use crate::check::{Check, Finding, Row, Rule, Severity, Traits};
use crate::messages::{Message, RuleText};
use crate::text::words::{Word, words};
use crate::value::Dimension;

/// The rule.
pub const RULE: Rule = Rule {
    code: "C07",
    name: "count-under-quality",
    severity: Severity::Warning,
    clause: None,
    title: RuleText::C07,
    schemes: Scheme::ALL,
    check: Check::Indicator(Traits::QUALITY, check),
};

/// What shows quality when counted.
const QUALITIES: &[Word] = &words([
    "奖", "达标", "合格", "通过", "优秀", "优质", "良好", "等级", "荣誉", "认证", "示范", "精品", "高级",
    "事故", "差错", "故障", "投诉", "问题", "返工", "质量", "评分", "得分", "名次", "排名", "采纳", "发表",
    "转化", "有效", "错误",
]);

fn check(rule: &'static Rule, row: &Row<'_>, findings: &mut Vec<Finding>) {
    let target = row.target;
    let Some(number) = target.number() else { return };
    let is_count =
        target.unit.as_ref().is_some_and(|it| {
            matches!(it.dimension, Dimension::People | Dimension::Events | Dimension::Things)
        }) && target.per.is_empty();
    let is_bound = target.op.is_ceiling() || number.is_zero();
    if !row.is_quality() || !is_count || is_bound || row.named.has_any(QUALITIES) || row.named.is_share() {
        return;
    }
    let message = Message::new(RuleText::C07Found, [("value", shown(&target.raw))]);
    findings.push(row.belongs_under(rule, "数量指标", message));
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
                wrong("召开部署会", "≥1次").with(&Field::Level2, "质量指标").fix("数量指标"),
                wrong("临时聘用人员", "≥1人").with(&Field::Level2, "质量指标"),
                wrong("安全警示标志更换", "≥80块").with(&Field::Level2, "质量指标").fix("数量指标"),
                right("召开部署会", "≥1次"),
                right("水质合格率", "≥95%").with(&Field::Level2, "质量指标"),
                right("安全事故", "≤2次").with(&Field::Level2, "质量指标"),
                right("省级奖项", "≥2个").with(&Field::Level2, "质量指标"),
                right("平均住院日", "≤8.1天").with(&Field::Level2, "质量指标"),
            ],
        );
    }
}
