//! C16: a share of relief or reimbursement under the costs: it is what people gain.
//!
//! Clause: K101-成本.

use crate::check::cell::shown;
use crate::check::scheme::Scheme;
use crate::check::{Check, Finding, Row, Rule, Safety, Severity, Traits};
use crate::messages::{Message, RuleText};
use crate::model::Field;
use crate::text::words::{Word, words};

/// The rule.
pub const RULE: Rule = Rule {
    code: "C16",
    name: "benefit-as-cost",
    severity: Severity::Warning,
    clause: Some("K101-成本"),
    title: RuleText::C16,
    schemes: Scheme::ALL,
    check: Check::Indicator(Traits::COST, check),
};

/// What people are let off or given back.
const RELIEFS: &[Word] = &words(["减免", "报销", "优惠", "补偿", "免费", "资助", "救助"]);

fn check(rule: &'static Rule, row: &Row<'_>, findings: &mut Vec<Finding>) {
    let name = row.name();
    let is_ratio = row.target.is_percent() || row.target.unit.is_none();
    if !row.is_economic_cost() || !is_ratio || !row.named.is_share() || !row.named.has_any(RELIEFS) {
        return;
    }
    let message = Message::new(RuleText::C16Found, [("name", shown(name))]);
    let levels = [(Field::Level1, "效益指标".to_owned()), (Field::Level2, "社会效益指标".to_owned())];
    findings.push(row.finding(rule, Field::Level2, message).with_fix(row.fix(Safety::Unsafe, levels)));
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
                wrong("水费直接减免比例", "≥85%")
                    .with(&Field::Level1, "成本指标")
                    .with(&Field::Level2, "经济成本指标"),
                wrong("门诊费用报销比例", "≥60%").with(&Field::Level2, "成本指标"),
                right("成本节约率", "≥5%").with(&Field::Level2, "成本指标"),
                right("水费直接减免比例", "≥85%").with(&Field::Level1, "效益指标"),
                right("水费减免金额", "≤3万元").with(&Field::Level2, "成本指标"),
            ],
        );
    }
}
