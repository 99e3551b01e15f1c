//! S03: the numbers in the names (指标7：…) of a level 2 do not begin with 1: rows before are lost, or stand elsewhere.

use crate::check::scheme::Scheme;
use crate::check::scope::{Beside, Reach, Scope};
use crate::check::{Check, Finding, Rule, Severity};
use crate::messages::{Message, RuleText};
use crate::model::{Field, Filing, Indicator, Place};

/// The rule.
pub const RULE: Rule = Rule {
    code: "S03",
    name: "numbers-begin-late",
    severity: Severity::Info,
    clause: None,
    title: RuleText::S03,
    schemes: Scheme::ALL,
    check: Check::Filing(Scope::Rows { beside: Beside::Fields(&[]), reach: Reach::Above }, check),
};

fn check(rule: &'static Rule, filing: &Filing, findings: &mut Vec<Finding>) {
    for (function_idx, function) in filing.functions.iter().enumerate() {
        let mut above: Option<&Indicator> = None;
        for (idx, indicator) in function.indicators.iter().enumerate() {
            let is_first =
                above.is_none_or(|it| it.level1 != indicator.level1 || it.level2 != indicator.level2);
            above = Some(indicator);
            let number = super::s02_level2_label_lost::number(&indicator.name);
            if let Some(number) = number.filter(|it| is_first && *it > 1) {
                let at = Place::Indicator(function_idx, idx);
                let message = Message::new(RuleText::S03Found, [("n", number.to_string())]);
                findings.push(
                    Finding::new(rule, at, Some(Field::IndicatorName), message).with_value(&indicator.name),
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::rules::testing::{check, rows};

    #[test]
    fn groups_that_begin_late_are_found() {
        check(
            &RULE,
            &rows(&["产出指标|质量指标|指标7：召开部署会|≥1次", "产出指标|质量指标|指标8：巡查|≥1次"]),
            &["info 指标7：召开部署会:name"],
        );
        check(
            &RULE,
            &rows(&["产出指标|数量指标|指标1：巡查|≥1次", "产出指标|质量指标|指标2、演练|≥1次"]),
            &["info 指标2、演练:name"],
        );
    }

    #[test]
    fn groups_from_1_and_names_without_numbers_are_not() {
        check(
            &RULE,
            &rows(&["产出指标|数量指标|指标1：巡查|≥1次", "产出指标|质量指标|指标1：演练|≥1次"]),
            &[],
        );
        check(&RULE, &rows(&["产出指标|数量指标|指标2级以上数量|≥1个"]), &[]);
    }
}
