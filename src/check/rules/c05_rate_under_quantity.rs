//! C05: a share under 数量指标, which asks how much is done; how well is 质量指标.
//!
//! Where the value counts something V14 speaks: then it is the name that is wrong. C12 speaks for payment rates.

use crate::check::category::ends_with_any;
use crate::check::cell::shown;
use crate::check::follow_on;
use crate::check::scheme::Scheme;
use crate::check::{Check, Finding, Row, Rule, Severity, Traits};
use crate::messages::{Message, RuleText};
use crate::value::{Dimension, names};

/// The rule.
pub const RULE: Rule = Rule {
    code: "C05",
    name: "rate-under-quantity",
    severity: Severity::Warning,
    clause: None,
    title: RuleText::C05,
    schemes: Scheme::ALL,
    check: Check::Indicator(Traits::QUANTITY, check),
};

fn check(rule: &'static Rule, row: &Row<'_>, findings: &mut Vec<Finding>) {
    let stem = &*row.named.stem;
    let is_share = || names::rate(stem) || ends_with_any(stem, &["比例", "占比", "比重"]);
    let is_counted = row.target.unit.as_ref().is_some_and(|it| it.dimension != Dimension::Ratio);
    // Where the importer inferred the level, S02 speaks.
    if !row.is_quantity()
        || is_counted
        || !is_share()
        || follow_on::is_inferred(row.indicator)
        || super::c12_payment_as_output::is_payment(row)
    {
        return;
    }
    let message = Message::new(RuleText::C05Found, [("name", shown(row.name()))]);
    findings.push(row.belongs_under(rule, "质量指标", message));
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
                wrong("督导检查覆盖率", "=100%").fix("质量指标"),
                wrong("医疗收入占总收入的比例", "≥35%"),
                wrong("企业负债率（%）", "≤48%"),
                right("督导检查次数", "≥3次"),
                right("督导检查覆盖率", "=100%").with(&Field::Level2, "质量指标"),
                right("办公耗材使用率", "≥12个月"),
                right("工作效率", "≥3次"),
            ],
        );
    }
}
