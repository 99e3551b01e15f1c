//! C04: satisfaction that stands under 产出, 效益 or 成本.
//!
//! Where level 2 says 满意度 too, the whole block is misplaced and C02 speaks. Counts of surveys are work, not
//! satisfaction.
//!
//! Clause: K101-满意度.

use crate::check::category::ends_with_any;
use crate::check::cell::shown;
use crate::check::scheme::Scheme;
use crate::check::{Check, Finding, Row, Rule, Safety, Severity, Traits};
use crate::messages::{Message, RuleText};
use crate::model::Field;
use crate::model::taxonomy::Level1;

/// The rule.
pub const RULE: Rule = Rule {
    code: "C04",
    name: "satisfaction-elsewhere",
    severity: Severity::Warning,
    clause: Some("K101-满意度"),
    title: RuleText::C04,
    schemes: Scheme::ALL,
    check: Check::Indicator(Traits::ANY, check),
};

fn check(rule: &'static Rule, row: &Row<'_>, findings: &mut Vec<Finding>) {
    let stem = &*row.named.stem;
    let is_satisfaction = ends_with_any(stem, &["满意度", "满意率", "满意"]) && !stem.contains("不满意");
    let is_elsewhere = matches!(row.level1, Some(Level1::Output | Level1::Benefit | Level1::Cost));
    if !is_satisfaction || !is_elsewhere || row.level2_name() == "服务对象满意度指标" {
        return;
    }
    let message = Message::new(RuleText::C04Found, [("level1", shown(&row.indicator.level1))]);
    let levels = [(Field::Level1, "满意度指标".to_owned()), (Field::Level2, "服务对象满意度指标".to_owned())];
    findings.push(row.finding(rule, Field::Level1, message).with_fix(row.fix(Safety::Unsafe, levels)));
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
                wrong("群众满意度", "≥90%").fix("满意度指标"),
                wrong("游客满意率", "≥90%")
                    .with(&Field::Level1, "效益指标")
                    .with(&Field::Level2, "社会效益指标"),
                right("群众满意度", "≥90%").with(&Field::Level1, "满意度指标"),
                right("满意度调查次数", "≥2次"),
                right("职工满意度", "≥90%").with(&Field::Level1, "履职"),
                right("群众满意度", "≥90%")
                    .with(&Field::Level1, "效益指标")
                    .with(&Field::Level2, "服务对象满意度指标"),
            ],
        );
    }
}
