//! D01: a count of what is done for the public, or a share of which more is better, limited from above: doing nothing
//! would meet it.
//!
//! Harm, expenses that are to be kept down and one's own staff are rightly limited. Where the name is money and the unit
//! people, N10 speaks.
//!
//! Clause: K101-从严.

use crate::check::category::ends_with_any;
use crate::check::cell::Cell;
use crate::check::scheme::Scheme;
use crate::check::{Check, Finding, Row, Rule, Safety, Severity, Traits};
use crate::messages::RuleText;
use crate::text::words::{Word, words};
use crate::value::{Dimension, Op, Target};
use rust_decimal::Decimal;

/// The rule.
pub const RULE: Rule = Rule {
    code: "D01",
    name: "output-with-ceiling",
    severity: Severity::Warning,
    clause: Some("K101-从严"),
    title: RuleText::D01,
    schemes: Scheme::ALL,
    check: Check::Indicator(Traits::CEILING, check),
};

/// What is rightly limited from above.
const LIMITED: &[Word] = &words([
    "压减", "控制", "不超", "死亡", "发病", "事故", "投诉", "故障", "差错", "误差", "违规", "违法", "违纪",
    "超标", "上访", "信访", "案件", "发案", "伤亡", "火灾", "逾期", "退回", "返工", "整改", "会议", "出国",
    "接待", "用车", "在职", "在编", "编制", "聘", "等待", "排队", "减少", "下降", "降低", "不良", "问题",
    "中断", "扣分", "申诉", "复议", "败诉", "纠纷", "感染", "污染", "泄露", "丢失", "损坏", "断档", "限额",
    "上限", "班额", "欠", "超员", "流失", "辍学", "舆情", "缺陷", "失误",
]);

/// Ends of the names of shares of which more is better.
const GOOD_RATES: &[&str] = &[
    "合格率",
    "达标率",
    "完成率",
    "覆盖率",
    "及时率",
    "优良率",
    "成活率",
    "知晓率",
    "就业率",
    "入学率",
    "巩固率",
    "完好率",
    "普及率",
    "参保率",
    "参与率",
    "满意率",
    "满意度",
    "准确率",
    "通过率",
    "优秀率",
    "办结率",
    "治愈率",
    "检测率",
    "保障率",
    "利用率",
    "到位率",
    "整改率",
    "安全率",
    "正常率",
    "兑现率",
    "回访率",
    "救治率",
];
/// What turns such a name around.
const REVERSED: &[Word] = &words(["不", "未", "非", "低于", "返", "重复"]);

fn check(rule: &'static Rule, row: &Row<'_>, findings: &mut Vec<Finding>) {
    for cell in row.cells().filter(applies) {
        let target = cell.target;
        let fix = cell.rewrite(Safety::Unsafe, &Target { op: Op::Ge, ..target.clone() });
        let id = if target.is_percent() { RuleText::D01Rate } else { RuleText::D01Found };
        findings.push(cell.finding(rule, id).with_fix(fix));
    }
}

/// Whether a share of which more is better has a ceiling below the whole.
fn is_limited_rate(cell: &Cell<'_>) -> bool {
    let (target, named) = (cell.target, cell.row.named);
    let is_part = target.number().is_some_and(|it| !it.is_zero() && it < Decimal::ONE_HUNDRED);
    let is_good = || ends_with_any(&named.stem, GOOD_RATES) && !named.has_any(REVERSED) && !named.is_harm();
    target.is_percent() && target.op.is_ceiling() && is_part && is_good()
}

/// Whether the rule speaks about this cell. V05 leaves the sign to it.
pub fn applies(cell: &Cell<'_>) -> bool {
    if is_limited_rate(cell) {
        return true;
    }
    let target = cell.target;
    let is_count =
        target.unit.as_ref().is_some_and(|it| {
            matches!(it.dimension, Dimension::People | Dimension::Events | Dimension::Things)
        }) && target.per.is_empty();
    let is_zero = target.number().is_none_or(|it| it.is_zero());
    let name = cell.row.name();
    cell.row.is_quantity()
        && is_count
        && !is_zero
        && target.op.is_ceiling()
        && !cell.row.named.has_any(LIMITED)
        && !super::n10_money_name_people_unit::is_mixed(name, target)
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
                wrong("印制宣传册", "≤10000份").fix("≥10000份"),
                wrong("发放宣传品", "<6种"),
                wrong("产品合格率", "≤95%").fix("≥95%"),
                wrong("群众满意度", "<90%"),
                right("产品不合格率", "≤5%"),
                right("水质未达标率", "≤5%"),
                right("学生近视率", "≤50%"),
                right("印制宣传册", "≥10000份"),
                right("安全事故次数", "≤2次"),
                right("公务接待批次", "≤12批次"),
                right("医疗参保金", "≤1298人"),
                right("印制宣传册", "≤10000份").with(&Field::Level2, "成本指标"),
                right("维修响应", "≤2小时"),
            ],
        );
    }
}
