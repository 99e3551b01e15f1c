//! C11: an amount of money that is spent, or a standard for spending, outside of 成本指标 and 经济效益指标.
//!
//! Money that is earned, raised or invested is an output (招商引资额, 税收收入). 履职, 决策 and 过程 are free.

use crate::check::cell::shown;
use crate::check::scheme::Scheme;
use crate::check::{Check, Finding, Row, Rule, Safety, Severity, Traits};
use crate::messages::{Message, RuleText};
use crate::model::Field;
use crate::model::taxonomy::Level1;
use crate::text::words::{Word, words};
use crate::value::{Dimension, Kind};

/// The rule.
pub const RULE: Rule = Rule {
    code: "C11",
    name: "cost-elsewhere",
    severity: Severity::Warning,
    clause: None,
    title: RuleText::C11,
    schemes: Scheme::ALL,
    check: Check::Indicator(Traits::MONEY, check),
};

/// What brings money in, or moves that of others.
const EARNINGS: &[Word] = &words([
    "收入",
    "产值",
    "投资",
    "融资",
    "贷款",
    "招商",
    "引资",
    "税",
    "销售",
    "交易",
    "利润",
    "增收",
    "追缴",
    "挽回",
    "争取",
    "盘活",
    "处置",
    "征收",
    "回收",
    "节约",
    "节省",
    "资产",
    "营业额",
    "增加值",
    "总额",
    "规模",
    "捐",
    "募",
    "让利",
    "消费",
    "合同额",
    "评审",
    "审计",
    "审减",
    "核减",
    "货值",
    "进出口",
    "担保",
    "采购额",
    "成交",
    "到位金额",
    "到账",
    "罚没",
    "收缴",
    "理赔",
    "赔付",
    "薪",
    "工资",
]);

fn check(rule: &'static Rule, row: &Row<'_>, findings: &mut Vec<Finding>) {
    let target = row.target;
    let is_money = matches!(target.kind, Kind::Quant | Kind::Range)
        && target.unit.as_ref().is_some_and(|it| it.dimension == Dimension::Money);
    let is_free = !matches!(row.level1, Some(Level1::Output | Level1::Benefit | Level1::Satisfaction));
    let is_at_home = row.is_cost() || row.level2_name() == "经济效益指标";
    if !is_money || is_free || is_at_home || row.named.has_any(EARNINGS) {
        return;
    }
    let message = Message::new(RuleText::C11Found, [("value", shown(&target.raw))]);
    // Where the level 1 of costs is used, they stand there; else 成本指标 is one of the outputs.
    let levels = if row.scheme == Scheme::K101 {
        [(Field::Level1, "成本指标".to_owned()), (Field::Level2, "经济成本指标".to_owned())]
    } else {
        [(Field::Level1, "产出指标".to_owned()), (Field::Level2, "成本指标".to_owned())]
    };
    let is_other = |(field, text): &(Field, String)| row.indicator.get(field).is_none_or(|it| it != *text);
    let fix = row.fix(Safety::Unsafe, levels.into_iter().filter(is_other));
    findings.push(row.finding(rule, Field::Level2, message).with_fix(fix));
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
                wrong("体检标准", "3000元/人").fix("成本指标"),
                wrong("困难职工慰问", "≤1000元").with(&Field::Level2, "质量指标"),
                right("体检标准", "3000元/人").with(&Field::Level2, "成本指标"),
                right("招商引资额", "≥3亿元"),
                right("判决执行到位金额", "≥5000万元"),
                right("培训费用", "<50万元").with(&Field::Level1, "履职"),
                right("游客消费", "≥300元")
                    .with(&Field::Level1, "效益指标")
                    .with(&Field::Level2, "经济效益指标"),
                right("体检人数", "≥300人"),
            ],
        );
    }
}
