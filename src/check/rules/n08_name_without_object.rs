//! N08: a name that is a measure only and does not say of what: every part of it is a general word.
//!
//! Where 重点工作 stands beside the name, that is the object.
//!
//! Clause: K101-名称.

use crate::check::cell::shown;
use crate::check::scheme::Scheme;
use crate::check::{Check, Finding, Row, Rule, Severity, Traits};
use crate::messages::{Message, RuleText};
use crate::model::Field;
use crate::text::words::{Edges, Word, edges, words};

/// The rule.
pub const RULE: Rule = Rule {
    code: "N08",
    name: "name-without-object",
    severity: Severity::Info,
    clause: Some("K101-名称"),
    title: RuleText::N08,
    schemes: Scheme::ALL,
    check: Check::Indicator(Traits::ANY, check),
};

/// Words that measure but name no object.
const GENERAL: &Edges = &edges(&words([
    "按时", "及时", "足额", "发放", "支付", "完成", "合格", "率", "时间", "金额", "人数", "次数", "数量",
    "维持", "计划", "情况", "达标", "覆盖", "完好", "增长", "提高", "质量", "工作", "进度", "成本", "控制",
    "数", "量", "度", "性", "验收", "任务", "年度", "全年", "准时", "办结", "处理", "实施", "执行", "效果",
    "项目", "整体", "总体", "按期", "的",
]));

/// An object, if a wide one.
const TASK: &[Word] = &words(["工作任务"]);

fn check(rule: &'static Rule, row: &Row<'_>, findings: &mut Vec<Finding>) {
    let stem = &*row.named.stem;
    // The object of a cost is the project, and 工作任务 is one, if a wide one.
    let has_object = row.is_cost() || row.named.stem_has_any(TASK) || !row.indicator.work.trim().is_empty();
    if stem.is_empty() || has_object {
        return;
    }
    if row.named.stem_after(GENERAL).is_empty() {
        let message = Message::new(RuleText::N08Found, [("name", shown(row.name()))]);
        findings.push(row.finding(rule, Field::IndicatorName, message));
    }
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
                wrong("按时足额发放", "＝100%"),
                wrong("合格率", "≥95%"),
                wrong("完成时间", "2025年12月底前"),
                right("设备合格率", "≥95%"),
                right("合格率", "≥95%").with(&Field::Work, "物资采购"),
                right("补贴按时足额发放", "＝100%"),
                right("", "≥95%"),
                right("成本控制率", "≤100%").with(&Field::Level2, "成本指标"),
                right("全年工作任务完成情况", "良好"),
            ],
        );
    }
}
