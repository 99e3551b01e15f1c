//! C14: a kind of indicator that every filing, or every project, should have is absent.
//!
//! Error: no 产出 or no 效益. Warning: 产出 without 数量 or without 质量; a project that builds or buys without 成本.
//! Information: no 时效; any other project without 成本. Levels that cannot be told (C01) may be the absent ones, so
//! nothing is said where a label is unknown. T05 speaks for 满意度. In a function matrix S04 looks at each function.
//!
//! Clause: K101-必设.

use crate::check::cell::advice;
use crate::check::scheme::Scheme;
use crate::check::scope::{Kind, Scope};
use crate::check::{Check, Finding, Rule, Severity};
use crate::messages::{Message, RuleText};
use crate::model::taxonomy::{self, Level1};
use crate::model::{self, Field, Filing, Indicator, Place};
use crate::text::words::{Word, has_any, words};
use rustc_hash::FxHashSet;

/// The rule.
pub const RULE: Rule = Rule {
    code: "C14",
    name: "required-kind-absent",
    severity: Severity::Error,
    clause: Some("K101-必设"),
    title: RuleText::C14,
    schemes: Scheme::ONE_TREE,
    check: Check::Filing(
        Scope::whole(&[Field::Scope, Field::ProjectName], is_one, |_| {
            Box::new(|it| Kind::of((&it.level1, &it.level2)))
        }),
        check,
    ),
};

/// Words of projects that build or buy.
const WORKS: &[Word] = &words([
    "采购",
    "购置",
    "改造",
    "建设工程",
    "建设项目",
    "修缮",
    "新建",
    "扩建",
    "改建",
    "大修",
    "维修改造",
]);

/// What stands in a filing.
#[derive(Default)]
struct Kinds {
    level1: FxHashSet<Level1>,
    level2: FxHashSet<&'static str>,
    /// Whether a label is none of the table, so that absence cannot be told.
    has_unknown: (bool, bool),
}

fn kinds(filing: &Filing) -> Kinds {
    let mut kinds = Kinds::default();
    let (mut seen, mut last) = (FxHashSet::default(), None);
    for (_, _, it) in filing.indicators() {
        let labels = (it.level1.as_str(), it.level2.as_str());
        // Rows of a block repeat their labels.
        if last.replace(labels) == Some(labels) || !seen.insert(labels) {
            continue;
        }
        match taxonomy::level1(&it.level1) {
            Some(kind) => _ = kinds.level1.insert(kind),
            None => kinds.has_unknown.0 = true,
        }
        match taxonomy::level2(&it.level2) {
            Some(entry) => _ = kinds.level2.insert(entry.name),
            // Only an unknown label under 产出 may stand for one of the kinds asked for below it.
            None => kinds.has_unknown.1 |= taxonomy::level1(&it.level1) == Some(Level1::Output),
        }
    }
    kinds
}

/// Only the labels count.
fn is_one(_: &Filing, old: &Indicator, new: &Indicator) -> bool {
    (&old.level1, &old.level2) == (&new.level1, &new.level2)
}

fn check(rule: &'static Rule, filing: &Filing, findings: &mut Vec<Finding>) {
    let kinds = kinds(filing);
    let mut miss = |severity, id, kind: &str| {
        let message = Message::new(id, [("kind", kind.to_owned())]);
        let finding = Finding::new(rule, Place::Filing, None, message).with_severity(severity);
        findings.push(finding.with_fix(advice(RuleText::C14Advice)));
    };
    if filing.n_indicators() == 0 || kinds.has_unknown.0 {
        return;
    }
    for kind in [Level1::Output, Level1::Benefit].into_iter().filter(|it| !kinds.level1.contains(it)) {
        miss(Severity::Error, RuleText::C14Found, taxonomy::level1_name(kind));
    }
    if kinds.has_unknown.1 {
        return;
    }
    if kinds.level1.contains(&Level1::Output) {
        let graded =
            [("数量指标", Severity::Warning), ("质量指标", Severity::Warning), ("时效指标", Severity::Info)];
        for (name, severity) in graded.into_iter().filter(|(name, _)| !kinds.level2.contains(name)) {
            miss(severity, RuleText::C14Found, name);
        }
    }
    let has_cost = kinds.level1.contains(&Level1::Cost) || kinds.level2.contains("成本指标");
    if filing.scope == model::Scope::Project && !has_cost {
        if has_any(&filing.project.name, WORKS) {
            miss(Severity::Warning, RuleText::C14Purchase, "成本指标");
        } else {
            miss(Severity::Info, RuleText::C14Found, "成本指标");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::rules::testing::{check, rows};

    use crate::model::{Filing, Scope};

    const FULL: [&str; 4] = [
        "产出指标|数量指标|巡查次数|≥3次",
        "产出指标|质量指标|巡查合格率|≥95%",
        "产出指标|时效指标|巡查及时率|≥95%",
        "效益指标|社会效益指标|饮水安全|良好",
    ];

    fn project(name: &str, lines: &[&str]) -> Filing {
        let mut filing = Filing { scope: Scope::Project, ..rows(lines) };
        filing.project.name = name.to_owned();
        filing
    }

    #[test]
    fn absent_kinds_are_found() {
        check(&RULE, &rows(&FULL[..3]), &["error 表头"]);
        check(&RULE, &rows(&FULL[3..]), &["error 表头"]);
        check(&RULE, &rows(&FULL[1..]), &["warning 表头"]);
        check(&RULE, &rows(&[FULL[0], FULL[3]]), &["warning 表头", "info 表头"]);
        check(&RULE, &project("管网改造", &FULL), &["warning 表头"]);
        check(&RULE, &project("节水宣传", &FULL), &["info 表头"]);
    }

    #[test]
    fn full_empty_and_unknown_trees_are_not() {
        check(&RULE, &rows(&FULL), &[]);
        check(&RULE, &rows(&[]), &[]);
        check(&RULE, &rows(&["部门指标|数量指标|巡查次数|≥3次"]), &[]);
        let cost = "成本指标|经济成本指标|改造成本|≤3万元";
        check(&RULE, &project("管网改造", &[FULL[0], FULL[1], FULL[2], FULL[3], cost]), &[]);
    }
}
