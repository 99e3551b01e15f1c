//! C02: a level 2 under a level 1 that it does not belong to, or a level-2 name in the level-1 cell.
//!
//! Where the importer inferred the levels S02 speaks. Satisfaction under 效益指标 stands so on the forms of some provinces
//! and is only a warning. What stands under 决策, 过程, 履职 and 产出与效果 is free.

use crate::check::cell::shown;
use crate::check::follow_on;
use crate::check::scheme::Scheme;
use crate::check::{Check, Finding, Row, Rule, Safety, Severity, Traits};
use crate::messages::{Message, RuleText};
use crate::model::Field;
use crate::model::taxonomy::{self, Level1};

/// The rule.
pub const RULE: Rule = Rule {
    code: "C02",
    name: "level2-under-wrong-level1",
    severity: Severity::Error,
    clause: None,
    title: RuleText::C02,
    schemes: Scheme::ALL,
    check: Check::Indicator(Traits::ANY, check),
};

fn check(rule: &'static Rule, row: &Row<'_>, findings: &mut Vec<Finding>) {
    if follow_on::is_inferred(row.indicator) {
        return;
    }
    let labels = || [("level1", shown(&row.indicator.level1)), ("level2", shown(&row.indicator.level2))];
    let Some(level1) = row.level1 else {
        if let Some(home) = taxonomy::level2(&row.indicator.level1).and_then(|it| it.under.first()) {
            let message = Message::new(RuleText::C02Column, labels());
            let fix = row.fix(Safety::Unsafe, [(Field::Level1, taxonomy::level1_name(*home).to_owned())]);
            findings.push(row.finding(rule, Field::Level1, message).with_fix(fix));
        }
        return;
    };
    let Some(entry) = row.level2.filter(|it| !it.under.contains(&level1)) else { return };
    let is_judged = matches!(level1, Level1::Cost | Level1::Output | Level1::Benefit | Level1::Satisfaction);
    // 成本指标 under 成本指标 repeats the level above; C01 offers the name.
    let repeats = level1 == Level1::Cost && entry.name == "成本指标";
    let Some(home) = entry.under.first().filter(|_| is_judged && !repeats) else { return };
    let is_mild = level1 == Level1::Benefit && *home == Level1::Satisfaction;
    let fix = row.fix(Safety::Unsafe, [(Field::Level1, taxonomy::level1_name(*home).to_owned())]);
    findings.push(
        row.finding(rule, Field::Level2, Message::new(RuleText::C02Found, labels()))
            .with_severity(if is_mild { Severity::Warning } else { rule.severity })
            .with_fix(fix),
    );
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
                wrong("水质合格率", "≥95%")
                    .with(&Field::Level1, "效益指标")
                    .with(&Field::Level2, "质量指标")
                    .at(Field::Level2)
                    .fix("产出指标"),
                wrong("饮水安全", "良好")
                    .with(&Field::Level1, "社会效益指标")
                    .with(&Field::Level2, "社会效益指标")
                    .at(Field::Level1)
                    .fix("效益指标"),
                wrong("供水成本", "≤3万元").with(&Field::Level2, "经济成本指标").fix("成本指标"),
                wrong("游客满意度", "≥95%")
                    .with(&Field::Level1, "效益指标")
                    .with(&Field::Level2, "服务对象满意度指标")
                    .graded(Severity::Warning),
                right("巡查次数", "≥3次"),
                right("水质合格率", "≥95%").with(&Field::Level1, "履职").with(&Field::Level2, "质量指标"),
                right("供水成本", "≤3万元").with(&Field::Level1, "成本指标").with(&Field::Level2, "成本指标"),
                right("水质合格率", "≥95%")
                    .with(&Field::Level1, "效益指标")
                    .with(&Field::Level2, "质量指标")
                    .with(&Field::Doubt, "level2: 标签不在本行，按编号和顺序推定"),
            ],
        );
    }
}
