//! C01: a level-1 or level-2 label that is none of the standard names, or only another word for one.
//!
//! Said once for each label, at its first row. Level 2 is free under 决策, 过程, 履职 and 产出与效果, where each
//! department names its own work. Another word for a level 1 is what the form of a province prints (效果指标), so that is
//! only an information. A level-2 name in the level-1 cell, or a level-1 name in the level-2 cell of another tree, is
//! C02's. A blank level 2 is told only where other rows have one.

use crate::check::scheme::Scheme;
use crate::check::scope::{Kind, Scope};
use crate::check::{Check, Edit, Finding, Fix, Rule, Safety, Severity};
use crate::messages::{Message, RuleText};
use crate::model::taxonomy::{self, Level1};
use crate::model::{Field, Filing, Indicator, Place};
use crate::text::similar::closest;
use rustc_hash::FxHashSet;

/// The rule.
pub const RULE: Rule = Rule {
    code: "C01",
    name: "label-not-standard",
    severity: Severity::Warning,
    clause: None,
    title: RuleText::C01,
    schemes: Scheme::ALL,
    check: Check::Filing(Scope::whole(&[], is_one, |_| Box::new(kind)), check),
};

fn check(rule: &'static Rule, filing: &Filing, findings: &mut Vec<Finding>) {
    let has_level2 = filing.indicators().any(|(_, _, it)| !it.level2.trim().is_empty());
    let mut seen: FxHashSet<(&str, &str)> = FxHashSet::default();
    let mut last = None;
    for (function_idx, idx, indicator) in filing.indicators() {
        let labels = (indicator.level1.as_str(), indicator.level2.as_str());
        // Rows of a block repeat their labels.
        if last.replace(labels) == Some(labels) || !seen.insert(labels) {
            continue;
        }
        // A target in the cell of a label is S11's.
        if super::s11_shifted_cells::is_shifted(indicator) {
            continue;
        }
        let at = Place::Indicator(function_idx, idx);
        if seen.insert((&indicator.level1, "\u{0}")) {
            findings.extend(level1(rule, filing, at, indicator));
        }
        if has_level2 {
            findings.extend(level2(rule, filing, at, indicator));
        }
    }
}

/// The labels count, and whether a row is passed over because of what else it holds.
fn is_one(_: &Filing, old: &Indicator, new: &Indicator) -> bool {
    let is_shifted = super::s11_shifted_cells::is_shifted;
    let is_nameless = |it: &Indicator| it.name.trim().is_empty();
    (&old.level1, &old.level2) == (&new.level1, &new.level2)
        && is_shifted(old) == is_shifted(new)
        && is_nameless(old) == is_nameless(new)
}

/// Of rows with standard labels one is as good as many; whether any has a level 2 is seen by what labels there are.
fn kind(it: &Indicator) -> Kind {
    let standard = |label: &str, canonical: &str| {
        label == canonical || taxonomy::reduce(label) == taxonomy::reduce(canonical)
    };
    let (label1, label2) = (it.level1.trim(), it.level2.trim());
    let level1 = taxonomy::level1(label1);
    let is_standard1 = level1.is_some_and(|it| standard(label1, taxonomy::level1_name(it)));
    // What stands under the wrong level is another rule's.
    let is_standard2 = label2.is_empty()
        || taxonomy::level2(label2).is_some_and(|it| {
            let repeats = level1 == Some(Level1::Cost) && it.name == "成本指标";
            standard(label2, it.name) && !repeats
        });
    if is_standard1 && is_standard2 && !super::s11_shifted_cells::is_shifted(it) {
        Kind::of((&it.level1, &it.level2))
    } else {
        Kind::Each
    }
}

fn level1(rule: &'static Rule, filing: &Filing, at: Place, indicator: &Indicator) -> Option<Finding> {
    let label = indicator.level1.trim();
    let Some(kind) = taxonomy::level1(label) else {
        // A level-2 name here is C02's; a row with nothing at all is N01's.
        let is_elsewhere = taxonomy::level2(label).is_some() || indicator.name.trim().is_empty();
        let message = || match label {
            "" => Message::plain(RuleText::C01Blank1),
            _ => unknown(label, taxonomy::LEVEL1.iter().map(|it| it.1)),
        };
        return (!is_elsewhere).then(|| found(rule, at, Field::Level1, label, message()));
    };
    let canonical = taxonomy::level1_name(kind);
    let is_standard = label == canonical || taxonomy::reduce(label) == taxonomy::reduce(canonical);
    (!is_standard)
        .then(|| renamed(rule, filing, at, (Field::Level1, label), canonical).with_severity(Severity::Info))
}

fn level2(rule: &'static Rule, filing: &Filing, at: Place, indicator: &Indicator) -> Option<Finding> {
    let label = indicator.level2.trim();
    let kind = taxonomy::level1(&indicator.level1)?;
    if !matches!(kind, Level1::Cost | Level1::Output | Level1::Benefit | Level1::Satisfaction) {
        return None;
    }
    if label.is_empty() {
        return Some(found(rule, at, Field::Level2, label, Message::plain(RuleText::C01Blank2)));
    }
    let Some(entry) = taxonomy::level2(label) else {
        let message = match taxonomy::level1(label) {
            Some(_) => Message::new(RuleText::C01Level1, [("label", label.to_owned())]),
            None => unknown(label, taxonomy::LEVEL2.iter().map(|it| it.name)),
        };
        return Some(found(rule, at, Field::Level2, label, message));
    };
    let is_standard = label == entry.name || taxonomy::reduce(label) == taxonomy::reduce(entry.name);
    let is_at_home = entry.under.contains(&kind);
    // 成本指标 under 成本指标 repeats the level above.
    let repeats = kind == Level1::Cost && entry.name == "成本指标";
    if repeats {
        return Some(renamed(rule, filing, at, (Field::Level2, label), "经济成本指标"));
    }
    (is_at_home && !is_standard).then(|| renamed(rule, filing, at, (Field::Level2, label), entry.name))
}

/// A label that is no name of a level, with the one that was probably meant.
fn unknown(label: &str, names: impl Iterator<Item = &'static str> + Clone) -> Message<RuleText> {
    let args = std::iter::once(("label", label.to_owned()));
    let near = closest(label, names.clone()).or_else(|| closest(&format!("{label}指标"), names));
    match near {
        Some(to) => Message::new(RuleText::C01Meant, args.chain([("to", to.to_owned())])),
        None => Message::new(RuleText::C01Unknown, args),
    }
}

fn found(rule: &'static Rule, at: Place, field: Field, label: &str, message: Message<RuleText>) -> Finding {
    Finding::new(rule, at, Some(field), message).with_value(label)
}

/// A finding that offers the canonical name for every row with this label under the same level 1.
fn renamed(
    rule: &'static Rule,
    filing: &Filing,
    at: Place,
    (field, label): (Field, &str),
    canonical: &str,
) -> Finding {
    let level1 = |at: Place| filing.get(at, &Field::Level1).unwrap_or_default().into_owned();
    let own = level1(at);
    let edits = filing
        .indicators()
        .map(|(function_idx, idx, _)| Place::Indicator(function_idx, idx))
        .filter(|it| filing.get(*it, &field).is_some_and(|it| it.trim() == label) && level1(*it) == own)
        .map(|at| Edit { at, field: field.clone(), text: canonical.to_owned() })
        .collect();
    let title = Message::new(RuleText::FixTo, [("to", canonical.to_owned())]);
    let args = [("label", label.to_owned()), ("to", canonical.to_owned())];
    found(rule, at, field, label, Message::new(RuleText::C01Synonym, args)).with_fix(Fix {
        safety: Safety::Safe,
        title,
        edits,
        removes: false,
    })
}

#[cfg(test)]
mod tests {

    use super::RULE;
    use crate::check::rules::testing::{check, rows};

    #[test]
    fn labels_that_are_not_standard_are_found_once() {
        for (lines, expected) in [
            (
                &["满意度指标|满意度指标|游客满意度|≥95%", "满意度指标|满意度指标|群众满意度|≥95%"][..],
                "warning 游客满意度:level2",
            ),
            (&["效益|可持续发展|债务化解率|≥10%"], "warning 债务化解率:level2"),
            (&["效益指标|效益指标|长效管理|完善"], "warning 长效管理:level2"),
            (&["部门指标|数量指标|巡查次数|≥3次"], "warning 巡查次数:level1"),
            (&["成本指标|成本指标|供水成本|≤3万元"], "warning 供水成本:level2"),
            (&["效果指标|社会效益指标|饮水安全|良好"], "info 饮水安全:level1"),
            (&["产出指标||巡查次数|≥3次", "产出指标|数量指标|巡河次数|≥3次"], "warning 巡查次数:level2"),
        ] {
            check(&RULE, &rows(lines), &[expected]);
        }
    }

    #[test]
    fn a_slip_and_a_name_of_the_other_level_are_told_as_such() {
        use crate::messages::Lang;

        for (line, expected) in [
            ("产出旨标|数量指标|巡查次数|≥3次", "“产出旨标”不是规范的指标类别名称，是不是“产出指标”？"),
            ("产出指标|数里指标|巡查次数|≥3次", "“数里指标”不是规范的指标类别名称，是不是“数量指标”？"),
            ("产出指标|数里|巡查次数|≥3次", "“数里”不是规范的指标类别名称，是不是“数量指标”？"),
            ("部门指标|数量指标|巡查次数|≥3次", "“部门指标”不是规范的指标类别名称"),
            ("效益指标|效益指标|长效管理|完善", "“效益指标”是一级指标名称，这里应填二级指标"),
        ] {
            let found = crate::check::check(&rows(&[line]));
            let message = found.iter().find(|it| it.rule.code == "C01").unwrap().message.render(Lang::Zh);
            assert_eq!(message, expected);
        }
    }

    #[test]
    fn standard_and_free_labels_are_not() {
        for lines in [
            &["产出|数量|巡查次数|≥3次", "满意度 指标|服务对象满意度 指标|游客满意度|≥95%"][..],
            &["履职|血液采集|采集量|≥3吨", "过程|内部审计|审计次数|≥3次"],
            &["产出指标||巡查次数|≥3次", "效益指标||饮水安全|良好"],
            // Near misses: both are C02's.
            &["社会效益指标|社会效益指标|饮水安全|良好"],
            &["效益指标|质量指标|水质合格率|≥95%"],
        ] {
            check(&RULE, &rows(lines), &[]);
        }
    }
}
