//! V05: `>` or `<` where `≥` or `≤` is usually meant.
//!
//! With `>95%` exactly 95 % is a failure, which hardly anyone intends. V07 speaks where the share is above all,
//! and the rules about directions (D) where the sign points the wrong way.
//!
//! Clause: K88-细化量化.

use super::{d01_output_with_ceiling, d02_expense_with_floor, d03_saving_with_ceiling, d04_harm_with_floor};
use crate::check::scheme::Scheme;
use crate::check::{Check, Finding, Row, Rule, Safety, Severity, Traits};
use crate::messages::RuleText;
use crate::value::{Kind, Op, Target};

/// The rule.
pub const RULE: Rule = Rule {
    code: "V05",
    name: "strict-sign",
    severity: Severity::Info,
    clause: Some("K88-细化量化"),
    title: RuleText::V05,
    schemes: Scheme::ALL,
    check: Check::Indicator(Traits::STRICT, check),
};

fn check(rule: &'static Rule, row: &Row<'_>, findings: &mut Vec<Finding>) {
    for cell in row.cells() {
        let target = cell.target;
        let (op, sign) = match target.op {
            Op::Gt => (Op::Ge, "≥"),
            Op::Lt => (Op::Le, "≤"),
            _ => continue,
        };
        let is_reversed = [
            d01_output_with_ceiling::applies,
            d02_expense_with_floor::applies,
            d03_saving_with_ceiling::applies,
            d04_harm_with_floor::applies,
        ]
        .iter()
        .any(|it| it(&cell));
        if target.kind != Kind::Quant || is_reversed || row.named.is_exceeded_by(target) {
            continue;
        }
        let args = [("from", target.op.sign().to_owned()), ("to", sign.to_owned())];
        let fix = cell.rewrite(Safety::Unsafe, &Target { op, ..target.clone() });
        findings.push(cell.finding_with(rule, RuleText::V05Found, args).with_fix(fix));
    }
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
                wrong("预算执行率", ">95%").fix("≥95%"),
                wrong("办结时间", "＜72小时").fix("≤72小时"),
                wrong("游客人次", "超过5000人次").fix("≥5000人次"),
                right("预算执行率", "≥95%"),
                right("办结时间", "≤72小时"),
                right("道路保洁覆盖率", ">100%"),
            ],
        );
    }
}
