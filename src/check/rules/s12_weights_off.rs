//! S12: the weights do not add up to 100 (error), or some rows have none (warning), or a level 1 weighs other than usual
//! (information, as provinces split in their own ways).
//!
//! Forms that score 预算执行率 by 10 apart have 90 left for the rows. The usual splits are 产出50 效益30 满意度10, and with
//! costs 成本20 产出40 效益20 满意度10; without 满意度 its 10 go to 效益.
//!
//! Clause: KYT-权重.

use crate::check::scheme::Scheme;
use crate::check::scope::Scope;
use crate::check::{Check, Finding, Rule, Severity};
use crate::messages::{Message, RuleText};
use crate::model::taxonomy::{self, Level1};
use crate::model::{Filing, Indicator, Place};
use rust_decimal::Decimal;
use std::collections::HashMap;

/// The rule.
pub const RULE: Rule = Rule {
    code: "S12",
    name: "weights-off",
    severity: Severity::Error,
    clause: Some("KYT-权重"),
    title: RuleText::S12,
    schemes: Scheme::ALL,
    check: Check::Filing(Scope::whole(&[], is_one), check),
};

/// The usual weights of 成本, 产出, 效益 and 满意度.
const USUAL: &[[u32; 4]] = &[
    [0, 50, 30, 10],
    [0, 50, 40, 0],
    [20, 40, 20, 10],
    [20, 40, 30, 0],
    [0, 60, 30, 10],
    [0, 50, 30, 20],
    [0, 50, 40, 10],
    [20, 40, 30, 10],
    [20, 40, 20, 20],
    [0, 60, 40, 0],
];
/// What the rows add up to where 预算执行率 has its 10 elsewhere.
const WITHOUT_EXECUTION: u32 = 90;
/// What printing two decimals may lose.
const TOLERANCE: Decimal = Decimal::from_parts(5, 0, 0, false, 3);

/// The weight counts, its level 1, and whether the row has a name.
fn is_one(_: &Filing, old: &Indicator, new: &Indicator) -> bool {
    let is_nameless = |it: &Indicator| it.name.trim().is_empty();
    (&old.weight, &old.level1) == (&new.weight, &new.level1) && is_nameless(old) == is_nameless(new)
}

fn check(rule: &'static Rule, filing: &Filing, findings: &mut Vec<Finding>) {
    // Most forms have no column of weights.
    if filing.indicators().all(|(_, _, it)| it.weight.is_empty()) {
        return;
    }
    let mut by_level: HashMap<Option<Level1>, Decimal> = HashMap::new();
    let (mut n_blank, mut n_weights, mut sum) = (0_usize, 0_usize, Decimal::ZERO);
    for (_, _, it) in filing.indicators() {
        match weight(&it.weight) {
            Some(weight) => {
                n_weights += 1;
                sum = sum.saturating_add(weight);
                *by_level.entry(taxonomy::level1(&it.level1)).or_default() += weight;
            }
            None if it.name.trim().is_empty() => {}
            None => n_blank += 1,
        }
    }
    if n_weights == 0 {
        return;
    }
    let mut find = |severity, message| {
        findings.push(Finding::new(rule, Place::Filing, None, message).with_severity(severity));
    };
    if n_blank > 0 {
        find(Severity::Warning, Message::new(RuleText::S12Blank, [("n", n_blank.to_string())]));
        return;
    }
    let is_sum = |wanted: u32| (sum - Decimal::from(wanted)).abs() <= TOLERANCE;
    if !is_sum(100) && !is_sum(WITHOUT_EXECUTION) {
        find(rule.severity, Message::new(RuleText::S12Sum, [("sum", sum.normalize().to_string())]));
        return;
    }
    let kinds = [Level1::Cost, Level1::Output, Level1::Benefit, Level1::Satisfaction];
    let split = kinds.map(|it| by_level.get(&Some(it)).copied().unwrap_or_default());
    let is_other = by_level.keys().any(|it| it.is_none_or(|it| !kinds.contains(&it)));
    if !is_other && !USUAL.iter().any(|it| it.map(Decimal::from) == split) {
        let heaviest = kinds.into_iter().zip(split).max_by_key(|(_, it)| *it);
        let Some((kind, weight)) = heaviest else { return };
        let args =
            [("level1", taxonomy::level1_name(kind).to_owned()), ("sum", weight.normalize().to_string())];
        find(Severity::Info, Message::new(RuleText::S12Level, args));
    }
}

/// A printed weight: `10`, `10分`, `10%`.
fn weight(text: &str) -> Option<Decimal> {
    let text = text.trim().trim_end_matches(['分', '%', '％']);
    // Most rows of most forms have none, and to be told so by an error costs an allocation.
    if text.is_empty() { None } else { text.parse().ok() }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::rules::testing::{check, rows};

    fn filing(weights: &[&str]) -> crate::model::Filing {
        let levels = [
            "产出指标|数量指标",
            "产出指标|质量指标",
            "效益指标|社会效益指标",
            "满意度指标|服务对象满意度指标",
        ];
        let lines: Vec<String> = levels
            .iter()
            .zip(weights)
            .enumerate()
            .map(|(idx, (level, weight))| format!("{level}|指标{idx}|≥3次||||{weight}"))
            .collect();
        rows(&lines.iter().map(String::as_str).collect::<Vec<_>>())
    }

    #[test]
    fn weights_that_do_not_fit_are_found() {
        check(&RULE, &filing(&["30", "20", "30", "19"]), &["error 表头"]);
        check(&RULE, &filing(&["30", "20", "30", "20.01"]), &["error 表头"]);
        check(&RULE, &filing(&["30", "20", "", "10"]), &["warning 表头"]);
        check(&RULE, &filing(&["10", "10", "70", "10"]), &["info 表头"]);
    }

    #[test]
    fn usual_weights_and_forms_without_weights_are_not() {
        check(&RULE, &filing(&["30", "20", "30", "10"]), &[]);
        check(&RULE, &filing(&["30分", "20分", "40分", "10分"]), &[]);
        check(&RULE, &filing(&["30", "30.00", "30", "10%"]), &[]);
        check(&RULE, &filing(&["", "", "", ""]), &[]);
    }
}
