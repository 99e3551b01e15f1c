//! C03: a row under 满意度指标 that is not about what people think.
//!
//! Clause: K101-满意度.

use crate::check::scheme::Scheme;
use crate::check::{Check, Finding, Row, Rule, Severity, Traits};
use crate::messages::RuleText;
use crate::model::Field;
use crate::model::taxonomy::Level1;
use crate::text::words::{Word, words};

/// The rule.
pub const RULE: Rule = Rule {
    code: "C03",
    name: "no-satisfaction-under-satisfaction",
    severity: Severity::Warning,
    clause: Some("K101-满意度"),
    title: RuleText::C03,
    schemes: Scheme::ALL,
    check: Check::Indicator(Traits::SATISFACTION, check),
};

/// Words of what people think of something.
const OPINIONS: &[Word] = &words([
    "满意",
    "认可",
    "投诉",
    "好评",
    "评价",
    "表扬",
    "测评",
    "口碑",
    "获得感",
    "幸福感",
    "点赞",
    "信访",
    "评议",
    "反馈",
]);

fn check(rule: &'static Rule, row: &Row<'_>, findings: &mut Vec<Finding>) {
    let is_satisfaction = row.level1 == Some(Level1::Satisfaction);
    if !is_satisfaction || row.name().is_empty() || row.named.has_any(OPINIONS) {
        return;
    }
    findings.push(row.stranger(rule, Field::Level1, RuleText::C03Found, RuleText::C03Advice));
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
                wrong("联合巡查完成率", "≥90%").with(&Field::Level1, "满意度指标"),
                wrong("农户收入", "≥3万元").with(&Field::Level1, "社会公众满意度"),
                right("游客满意度", "≥90%").with(&Field::Level1, "满意度指标"),
                right("市民认可度", "≥90%").with(&Field::Level1, "满意度指标"),
                right("有效投诉", "≤2次").with(&Field::Level1, "满意度指标"),
                right("联合巡查完成率", "≥90%"),
            ],
        );
    }
}
