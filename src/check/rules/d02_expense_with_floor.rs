//! D02: money to be spent, limited from below: the target rewards spending.
//!
//! Savings and earnings are rightly limited from below, and so is what people are given at least.
//!
//! Clause: K101-成本.

use crate::check::cell::Cell;
use crate::check::scheme::Scheme;
use crate::check::{Check, Finding, Row, Rule, Safety, Severity, Traits};
use crate::messages::RuleText;
use crate::text::words::{Word, words};
use crate::value::{Dimension, Op, Target};

/// The rule.
pub const RULE: Rule = Rule {
    code: "D02",
    name: "expense-with-floor",
    severity: Severity::Warning,
    clause: Some("K101-成本"),
    title: RuleText::D02,
    schemes: Scheme::ALL,
    check: Check::Indicator(Traits::MONEY, check),
};

/// Words of spending.
const EXPENSES: &[Word] =
    &words(["支付金额", "报销金额", "费用", "支出额", "支出金额", "成本", "采购金额", "经费支出", "费支出"]);
/// What people are given or what is brought in: even as a cost it may have a floor.
const GIVEN: &[Word] = &words([
    "津贴",
    "奖励",
    "奖补",
    "慰问",
    "救助",
    "供养",
    "保障",
    "发放",
    "工资",
    "投入",
    "配套",
    "筹集",
    "到位",
    "争取",
    "节支",
    "效益",
    "产值",
    "销售",
    "营业",
    "利润",
    "税",
    "低保",
    "生活标准",
    "抚恤",
    "优抚",
    "养老金",
    "待遇",
    "薪酬",
]);
/// Words that turn spending around, or name what others spend or get.
const OTHERS: &[Word] = &words([
    "下降",
    "压减",
    "减少",
    "结余",
    "节约",
    "节省",
    "降低",
    "收入",
    "收取",
    "收费",
    "降本",
    "减免",
    "研发",
    "挽回",
    "追缴",
    "直接费用",
    "最低",
    "补助",
    "补贴",
    "带动",
]);

fn check(rule: &'static Rule, row: &Row<'_>, findings: &mut Vec<Finding>) {
    for cell in row.cells().filter(applies) {
        let target = cell.target;
        let fix = cell.rewrite(Safety::Unsafe, &Target { op: Op::Le, ..target.clone() });
        findings.push(cell.finding(rule, RuleText::D02Found).with_fix(fix));
    }
}

/// Whether the rule speaks about this cell. V05 leaves the sign to it.
pub fn applies(cell: &Cell<'_>) -> bool {
    let target = cell.target;
    let is_money =
        target.unit.as_ref().is_some_and(|it| matches!(it.dimension, Dimension::Money | Dimension::Scale));
    let is_positive = target.number().is_some_and(|it| !it.is_zero());
    let named = cell.row.named;
    let is_floor = is_money && is_positive && target.op.is_floor() && !named.has_any(OTHERS);
    // A cost by its level need not say so in its name.
    is_floor && (named.has_any(EXPENSES) || cell.row.is_economic_cost() && !named.has_any(GIVEN))
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
                wrong("支付金额", ">500万").fix("≤500万"),
                wrong("培训费用", "≥50万元").fix("≤50万元"),
                wrong("会议费支出", "≥3万元").fix("≤3万元"),
                wrong("培训费", "≥3万元").with(&Field::Level2, "成本指标").fix("≤3万元"),
                wrong("河道养护标准", "≥50元/米").with(&Field::Level2, "成本指标").fix("≤50元/米"),
                wrong("预算资金", "≥30万元").with(&Field::Level2, "成本指标").fix("≤30万元"),
                right("困难职工慰问标准", "≥500元/人").with(&Field::Level2, "成本指标"),
                right("培训费", "≥3万元"),
                right("培训费用", "≤50万元"),
                right("管理费用下降金额", "≥50万元"),
                right("行政事业性收费", ">6000万元"),
                right("成本结余率", "≥0%"),
            ],
        );
    }
}
