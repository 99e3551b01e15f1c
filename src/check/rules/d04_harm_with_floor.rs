//! D04: a rate or number of harm, or a delay, limited from below.
//!
//! The name must end with the harm itself: its reduction, its handling and drills for it are good. V08 speaks for ≥0.

use crate::check::category::ends_with_any;
use crate::check::cell::Cell;
use crate::check::scheme::Scheme;
use crate::check::{Check, Finding, Row, Rule, Safety, Severity, Traits};
use crate::messages::RuleText;
use crate::text::words::{Edges, Word, edges, words};
use crate::value::{Dimension, Op, Target};

/// The rule.
pub const RULE: Rule = Rule {
    code: "D04",
    name: "harm-with-floor",
    severity: Severity::Info,
    clause: None,
    title: RuleText::D04,
    schemes: Scheme::ALL,
    check: Check::Indicator(Traits::ANY, check),
};

/// What is better when less.
const HARMS: &Edges = &edges(&words([
    "负债率",
    "死亡率",
    "发病率",
    "患病率",
    "误差率",
    "故障率",
    "结转结余率",
    "结转率",
    "投诉率",
    "事故率",
    "差错率",
    "感染率",
    "流失率",
    "返修率",
    "逾期率",
    "空置率",
    "失业率",
    "超标率",
    "辍学率",
    "损耗率",
    "漏损率",
    "破损率",
    "受害率",
    "成灾率",
    "返贫率",
    "病死率",
    "致残率",
    "错案率",
    "发回率",
    "漏检率",
    "错报率",
    "投诉次数",
    "投诉数",
    "投诉件数",
    "投诉量",
    "事故次数",
    "事故起数",
    "事故数",
    "事故发生率",
    "差错次数",
    "故障次数",
    "投诉",
    "事故",
]));
/// What is better when shorter, where its unit is one of time.
const DELAYS: &[&str] = &[
    "响应时间",
    "到达时间",
    "到场时间",
    "处理时间",
    "处置时间",
    "办结时间",
    "办理时间",
    "修复时间",
    "等候时间",
    "等待时间",
    "响应时限",
    "处理时限",
    "处置时限",
    "办结时限",
    "办理时限",
    "审批时限",
    "修复时限",
    "报销时限",
    "答复时限",
    "反馈时限",
];
/// What turns it around.
const REDUCED: &[Word] = &words(["下降", "压减", "减少", "降低", "受理", "处置", "处理", "化解"]);

fn check(rule: &'static Rule, row: &Row<'_>, findings: &mut Vec<Finding>) {
    for cell in row.cells().filter(applies) {
        let target = cell.target;
        let fix = cell.rewrite(Safety::Unsafe, &Target { op: Op::Le, ..target.clone() });
        findings.push(cell.finding(rule, RuleText::D04Found).with_fix(fix));
    }
}

/// Whether the rule speaks about this cell. V05 leaves the sign to it.
pub fn applies(cell: &Cell<'_>) -> bool {
    let target = cell.target;
    let is_positive = target.number().is_some_and(|it| !it.is_zero());
    let named = cell.row.named;
    let is_time = target.unit.as_ref().is_some_and(|it| it.dimension == Dimension::Time);
    let is_harm = || named.stem_ends_with_any(HARMS) && !named.stem_has_any(REDUCED);
    target.op.is_floor() && is_positive && (is_harm() || (is_time && ends_with_any(&named.stem, DELAYS)))
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
                wrong("设备故障率", "≥3%").fix("≤3%"),
                wrong("群众投诉次数", ">5次").fix("≤5次"),
                wrong("投诉处理时限", "≥24小时").fix("≤24小时"),
                right("投诉处理时限", "≤24小时"),
                right("提前响应时间", "≥2%"),
                right("开放服务时间", "≥300天"),
                right("设备故障率", "≤3%"),
                right("死亡率5年下降率", ">10%"),
                right("投诉办结率", "≥95%"),
                right("事故应急演练次数", "≥2次"),
                right("结转结余率", "≥0%"),
            ],
        );
    }
}
