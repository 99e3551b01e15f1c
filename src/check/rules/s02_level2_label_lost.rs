//! S02: the level-2 label of a group of rows got lost on the way from a document: the importer inferred it, or the numbers
//! that stand in the names (指标1：…) begin again without another level 2.
//!
//! Said at the first row of each group, unless what its rows say confirms the label: a rate is at home under 质量指标
//! alone. Where all groups of a function are confirmed they are named once, for information. What follows from a wrong tree (C03, C04, C07) stays hidden until it is settled;
//! clearing the doubt of the rows settles it.

use crate::check::cell::{advice, shown};
use crate::check::follow_on;
use crate::check::reading;
use crate::check::scheme::Scheme;
use crate::check::scope::{Kind, Scope};
use crate::check::{Check, Finding, Rule, Severity};
use crate::messages::{Message, RuleText};
use crate::model::taxonomy;
use crate::model::{Field, Filing, Indicator, Place};
use crate::text::words::{Word, has_any, words};
use crate::value::Dimension;
use crate::value::names::Name;

/// The rule.
pub const RULE: Rule = Rule {
    code: "S02",
    name: "level2-label-lost",
    severity: Severity::Warning,
    clause: None,
    title: RuleText::S02,
    schemes: Scheme::ALL,
    check: Check::Filing(Scope::function(&[], is_one, |_| Box::new(kind)), check),
};

/// The labels count, the number, and what the content says of an inferred label.
fn is_one(_: &Filing, old: &Indicator, new: &Indicator) -> bool {
    let is_inferred = follow_on::is_inferred;
    (&old.level1, &old.level2) == (&new.level1, &new.level2)
        && number(&old.name) == number(&new.name)
        && is_inferred(old) == is_inferred(new)
        && (!is_inferred(new) || is_confirmed(old) == is_confirmed(new))
}

/// Only numbers and inferred labels say anything; where there are any, what stands between them does, too.
fn kind(it: &Indicator) -> Kind {
    if number(&it.name).is_some() || follow_on::is_inferred(it) { Kind::Each } else { Kind::Nothing }
}

fn check(rule: &'static Rule, filing: &Filing, findings: &mut Vec<Finding>) {
    for (function_idx, function) in filing.functions.iter().enumerate() {
        let mut find = |idx: usize, severity, message| {
            let value = function.indicators.get(idx).map_or("", |it| &it.level2);
            let at = Place::Indicator(function_idx, idx);
            let finding = Finding::new(rule, at, Some(Field::Level2), message).with_severity(severity);
            findings.push(finding.with_value(value).with_fix(advice(RuleText::S02Advice)));
        };
        let groups = inferred(&function.indicators);
        let doubtful: Vec<&Group<'_>> = groups.iter().filter(|it| !it.is_confirmed).collect();
        for group in &doubtful {
            let args = [("level2", shown(group.level2))];
            find(group.first, rule.severity, Message::new(RuleText::S02Lost, args));
        }
        if let Some(first) = groups.first().filter(|_| doubtful.is_empty()) {
            let args = [("n", groups.len().to_string())];
            find(first.first, Severity::Info, Message::new(RuleText::S02Confirmed, args));
        }
        let mut above: Option<&Indicator> = None;
        for (idx, indicator) in function.indicators.iter().enumerate() {
            let is_same =
                |it: &&Indicator| (&it.level1, &it.level2) == (&indicator.level1, &indicator.level2);
            let last = above.filter(is_same).and_then(|it| number(&it.name));
            let next = last.and_then(|last| number(&indicator.name).filter(|next| *next <= last));
            if let Some(next) = next.filter(|_| !groups.iter().any(|it| it.first == idx)) {
                find(idx, rule.severity, Message::new(RuleText::S02Restart, [("n", next.to_string())]));
            }
            above = Some(indicator);
        }
    }
}

/// Rows below one inferred label.
struct Group<'a> {
    first: usize,
    level1: &'a str,
    level2: &'a str,
    /// Whether what the rows say leaves no other label.
    is_confirmed: bool,
}

fn inferred(indicators: &[Indicator]) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    let mut is_open = false;
    for (idx, it) in indicators.iter().enumerate() {
        let is_inferred = follow_on::is_inferred(it);
        let last = groups
            .last_mut()
            .filter(|last| is_open && (last.level1, last.level2) == (&it.level1, &it.level2));
        match last {
            Some(group) if is_inferred => group.is_confirmed &= is_confirmed(it),
            _ if is_inferred => groups.push(Group {
                first: idx,
                level1: &it.level1,
                level2: &it.level2,
                is_confirmed: is_confirmed(it),
            }),
            _ => {}
        }
        is_open = is_inferred;
    }
    groups
}

/// Words of one's own staff, whose content says nothing of those whom one serves.
const STAFF: &[Word] = &words(["职工", "员工", "干部"]);

/// Whether the row's name and target belong under its level 2 and nowhere else: satisfaction, shares, amounts of money,
/// times, counts. Benefits cannot be told apart so.
fn is_confirmed(indicator: &Indicator) -> bool {
    let Some(level2) = taxonomy::level2(&indicator.level2) else { return false };
    let (name, target) = (indicator.name.trim(), reading::target(&indicator.target));
    let named = Name::of(name);
    let is_satisfaction = named.is_satisfaction();
    let dimension = target.unit.as_ref().map(|it| it.dimension);
    match level2.name {
        "服务对象满意度指标" => is_satisfaction && !has_any(name, STAFF),
        "质量指标" => named.is_rate() && target.is_percent() && !is_satisfaction,
        "成本指标" | "经济成本指标" => {
            named.is_money_standard() && dimension == Some(Dimension::Money)
        }
        "时效指标" => dimension == Some(Dimension::Time) || target.deadline.is_some(),
        "数量指标" => {
            let is_count =
                matches!(dimension, Some(Dimension::People | Dimension::Events | Dimension::Things));
            is_count && !named.is_rate()
        }
        _ => false,
    }
}

/// The number in front of a name: `指标3：…`.
pub fn number(name: &str) -> Option<u32> {
    let rest = name.trim_start().strip_prefix("指标")?.trim_end();
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
            "产出指标|质量指标|巡查记录|完整",
            "产出指标|时效指标|巡查时间|≤30天",
            "效益指标|社会效益指标|饮水安全|良好",
            "满意度指标|服务对象满意度指标|职工满意度|≥95%",
        ]);
        for idx in 1..6 {
            let at = Place::Indicator(0, idx);
            filing.set(at, &Field::Doubt, "level2: 标签不在本行，按编号和顺序推定").unwrap();
        }
        let doubtful = ["warning 巡查合格率:level2", "warning 饮水安全:level2", "warning 职工满意度:level2"];
        check(&RULE, &filing, &doubtful);
    }

    #[test]
    fn labels_that_the_content_confirms_are_named_once() {
        let mut filing = rows(&[
            "产出指标|数量指标|巡查次数|≥3次",
            "产出指标|质量指标|巡查合格率|≥95%",
            "满意度指标|服务对象满意度指标|居民满意度|≥90%",
        ]);
        for idx in 0..3 {
            let at = Place::Indicator(0, idx);
            filing.set(at, &Field::Doubt, "level2: 标签不在本行，按编号和顺序推定").unwrap();
        }
        check(&RULE, &filing, &["info 巡查次数:level2"]);
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
