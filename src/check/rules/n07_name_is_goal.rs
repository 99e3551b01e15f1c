//! N07: a name that begins like a goal and does not end with anything that is measured.
//!
//! Clause: K101-名称.

use crate::check::category::ends_with_any;
use crate::check::cell::advice;
use crate::check::scheme::Scheme;
use crate::check::{Check, Finding, Row, Rule, Severity, Traits};
use crate::messages::{Message, RuleText};
use crate::model::Field;
use crate::text::words::{Edges, edges, words};

/// The rule.
pub const RULE: Rule = Rule {
    code: "N07",
    name: "name-is-goal",
    severity: Severity::Info,
    clause: Some("K101-名称"),
    title: RuleText::N07,
    schemes: Scheme::ALL,
    check: Check::Indicator(Traits::ANY, check),
};

/// How goals begin.
const VERBS: &Edges = &edges(&words([
    "确保",
    "进一步",
    "推进",
    "加强",
    "提升",
    "增强",
    "规范",
    "健全",
    "普及",
    "积极",
    "鼓励",
    "为",
    "保障",
    "有效",
    "持续",
    "不断",
    "促进",
    "推动",
    "完善",
    "建立",
    "落实",
    "解决",
    "改善",
    "巩固",
    "努力",
    "切实",
    "深化",
    "营造",
    "强化",
    "重点发展",
    "全面",
    "贯彻",
    "减少",
    "提高",
    "优化",
    "构建",
    "打造",
    "维护",
    "实现",
]));
/// What is measured.
const METRICS: &[&str] = &[
    "率",
    "数",
    "量",
    "度",
    "次",
    "时间",
    "金额",
    "标准",
    "比例",
    "额",
    "性",
    "面积",
    "长度",
    "成本",
    "周期",
    "时限",
    "情况",
    "水平提升值",
    "幅",
    "占比",
    "里程",
    "期",
    "费用",
    "费",
    "次数",
    "套",
    "人",
    "户",
    "情形",
];

/// What ends like a measure and is none.
const NO_METRICS: &[&str] = &["质量", "力量", "正能量", "制度", "态度"];

fn check(rule: &'static Rule, row: &Row<'_>, findings: &mut Vec<Finding>) {
    let stem = &*row.named.stem;
    let Some(verb) = row.named.stem_start(VERBS) else { return };
    let rest_is_long = stem.chars().count() >= verb.chars().count() + 4;
    if !rest_is_long
        || ends_with_any(stem, METRICS) && !ends_with_any(stem, NO_METRICS)
        // A share of something is measured, wherever the name was cut off.
        || stem.contains('占')
        || row.target.number().is_some() && !row.target.is_percent()
    {
        return;
    }
    let message = Message::new(RuleText::N07Found, [("verb", verb.to_owned())]);
    findings.push(row.finding(rule, Field::IndicatorName, message).with_fix(advice(RuleText::N07Advice)));
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
                wrong("为群众普及节水知识", "持续提高"),
                wrong("确保河道清洁达标。", "100%"),
                wrong("增强全民环保意识", "效果明显"),
                wrong("全面提升基层供水服务质量", "逐步提高"),
                wrong("建立健全水质监测制度", "健全"),
                right("全面提升供水满意度", "逐步提高"),
                right("提升改造管网长度", "≥3公里"),
                right("规范化管理率", "≥95%"),
                right("群众节水意识", "持续提高"),
                right("推进老旧管网改造", "≥3处"),
                right("规范档案", "规范"),
                right("实现收支平衡的水厂数占全部水厂", "100%"),
            ],
        );
    }
}
