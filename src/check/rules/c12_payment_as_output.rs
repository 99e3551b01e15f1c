//! C12: the payment, allocation or arrival of money as an output or benefit; an error under 数量指标, where reviewers give
//! no points for it.
//!
//! What the money achieves is the output. Under 过程 and 预算执行率 payment is what is asked for. That allowances reach
//! people in time is work done for them, and is left alone.

use crate::check::cell::{advice, shown};
use crate::check::scheme::Scheme;
use crate::check::{Check, Finding, Row, Rule, Severity, Traits};
use crate::messages::{Message, RuleText};
use crate::model::Field;
use crate::model::taxonomy::Level1;
use crate::text::words::{Word, words};

/// The rule.
pub const RULE: Rule = Rule {
    code: "C12",
    name: "payment-as-output",
    severity: Severity::Warning,
    clause: None,
    title: RuleText::C12,
    schemes: Scheme::ALL,
    check: Check::Indicator(Traits::ANY, check),
};

/// Words of moving money.
const PAYMENTS: &[Word] = &words([
    "资金支付",
    "资金拨付",
    "资金到位",
    "资金发放",
    "资金足额",
    "资金执行",
    "资金下达",
    "预算执行",
    "预算完成",
    "支付进度",
    "支出进度",
    "资金使用率",
    "支付率",
    "拨付率",
]);

/// Words of its being in time.
const IN_TIME: &[Word] = &words(["及时", "时间", "时限"]);

/// Words of how well it is done, which is the work itself where money is given to people.
const DONE_WELL: &[Word] = &words(["准确", "精准", "合规", "规范", "公开", "公示", "差错", "错误", "对象"]);

/// Whether a row of the outputs or benefits is about the payment of money.
pub fn is_payment(row: &Row<'_>) -> bool {
    let is_judged =
        matches!(row.level1, Some(Level1::Output | Level1::Benefit | Level1::Cost | Level1::Satisfaction));
    let name = row.name();
    let is_for_people =
        || name.contains("发放") && (row.named.has_any(IN_TIME) || row.named.has_any(DONE_WELL));
    is_judged && row.named.has_any(PAYMENTS) && !is_for_people() && !row.named.is_satisfaction()
}

fn check(rule: &'static Rule, row: &Row<'_>, findings: &mut Vec<Finding>) {
    if !is_payment(row) {
        return;
    }
    let severity = if row.is_quantity() { Severity::Error } else { rule.severity };
    let message = Message::new(RuleText::C12Found, [("name", shown(row.name()))]);
    let finding = row.finding(rule, Field::IndicatorName, message).with_severity(severity);
    findings.push(finding.with_fix(advice(RuleText::C12Advice)));
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
                wrong("补助资金到位率", "=100%").graded(Severity::Error),
                wrong("预算执行率", "≥95%").with(&Field::Level2, "时效指标").graded(Severity::Warning),
                wrong("资金发放率", "=100%")
                    .with(&Field::Level1, "效益指标")
                    .with(&Field::Level2, "社会效益指标"),
                right("预算执行率", "≥95%").with(&Field::Level1, "过程").with(&Field::Level2, "预算执行"),
                right("补助资金发放及时率", "≥95%").with(&Field::Level2, "时效指标"),
                right("资助资金发放时间", "2025年11月底前").with(&Field::Level2, "时效指标"),
                right("补助发放人数", "≥95人"),
                right("补贴资金发放准确率", "=100%").with(&Field::Level2, "质量指标"),
            ],
        );
    }
}
