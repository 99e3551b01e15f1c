//! S02: the level-2 label of a group of rows got lost on the way from a document: the importer inferred it, or the numbers
//! that stand in the names (指标1：…) begin again without another level 2.
//!
//! Said at the first row of each group. What follows from a wrong tree (C03, C04, C07) stays hidden until it is settled;
//! clearing the doubt of the rows settles it.

use crate::check::cell::{advice, shown};
use crate::check::follow_on;
use crate::check::scheme::Scheme;
use crate::check::scope::{Beside, Reach, Scope};
use crate::check::{Check, Finding, Rule, Severity};
use crate::messages::{Message, RuleText};
use crate::model::{Field, Filing, Indicator, Place};

/// The rule.
pub const RULE: Rule = Rule {
    code: "S02",
    name: "level2-label-lost",
    severity: Severity::Warning,
    clause: None,
    title: RuleText::S02,
    schemes: Scheme::ALL,
    check: Check::Filing(Scope::Rows { beside: Beside::Fields(&[]), reach: Reach::Above }, check),
};

fn check(rule: &'static Rule, filing: &Filing, findings: &mut Vec<Finding>) {
    for (function_idx, function) in filing.functions.iter().enumerate() {
        let mut above: Option<(&Indicator, bool)> = None;
        for (idx, indicator) in function.indicators.iter().enumerate() {
            let is_doubted = follow_on::is_inferred(indicator);
            let is_same =
                above.is_some_and(|(it, _)| it.level1 == indicator.level1 && it.level2 == indicator.level2);
            let numbers = above.and_then(|(it, _)| number(&it.name)).zip(number(&indicator.name));
            let message = match numbers {
                _ if is_doubted && !(is_same && above.is_some_and(|(_, it)| it)) => {
                    Some(Message::new(RuleText::S02Lost, [("level2", shown(&indicator.level2))]))
                }
                Some((last, next)) if is_same && next <= last => {
                    Some(Message::new(RuleText::S02Restart, [("n", next.to_string())]))
                }
                _ => None,
            };
            if let Some(message) = message {
                let at = Place::Indicator(function_idx, idx);
                let finding =
                    Finding::new(rule, at, Some(Field::Level2), message).with_value(&indicator.level2);
                findings.push(finding.with_fix(advice(RuleText::S02Advice)));
            }
            above = Some((indicator, is_doubted));
        }
    }
}

/// The number in front of a name: `指标3：…`.
pub fn number(name: &str) -> Option<u32> {
    let rest = name.trim().strip_prefix("指标")?;
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    let is_label = rest.get(digits.len()..)?.starts_with([':', '：', '、', '.', '．', ' ']);
    digits.parse().ok().filter(|_| is_label)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::rules::testing::{check, rows};

    use crate::model::{Field, Place};

    #[test]
    fn inferred_groups_are_found_at_their_first_row() {
        let mut filing = rows(&[
            "产出指标|数量指标|巡查次数|≥3次",
            "产出指标|质量指标|巡查合格率|≥95%",
            "产出指标|质量指标|巡查完成率|≥95%",
            "效益指标|社会效益指标|饮水安全|良好",
        ]);
        for idx in 1..4 {
            let at = Place::Indicator(0, idx);
            filing.set(at, &Field::Doubt, "level2: 标签不在本行，按编号和顺序推定").unwrap();
        }
        check(&RULE, &filing, &["warning 巡查合格率:level2", "warning 饮水安全:level2"]);
    }

    #[test]
    fn numbers_that_begin_again_are_found() {
        let filing = rows(&[
            "产出指标|数量指标|指标1：巡查次数|≥3次",
            "产出指标|数量指标|指标2：演练次数|≥3次",
            "产出指标|数量指标|指标1：巡查合格率|≥95%",
        ]);
        check(&RULE, &filing, &["warning 指标1：巡查合格率:level2"]);
    }

    #[test]
    fn settled_rows_and_rising_numbers_are_not() {
        let mut filing = rows(&[
            "产出指标|数量指标|指标1：巡查次数|≥3次",
            "产出指标|数量指标|指标2：演练次数|≥3次",
            "产出指标|质量指标|指标1：巡查合格率|≥95%",
            "产出指标|质量指标|指标体系完整率|≥95%",
        ]);
        for doubt in ["name: 由折行拼成，起止为推定", "level2: 二级指标栏印的是一级指标名称"]
        {
            filing.set(Place::Indicator(0, 1), &Field::Doubt, doubt).unwrap();
            check(&RULE, &filing, &[]);
        }
    }
}
