//! S01: the same indicator stands twice in one function: same normalised name, same level 1 and 2, same 重点工作 and
//! 对应项目. Error when the targets are equal too, warning when they differ. The later row is reported.
//!
//! Other work or another function exempts, since one measure may well serve several pieces of work. Reviewers also
//! strike out an indicator that stands under output and benefit at once: that is a warning when name and target are
//! equal and the name is long enough to be about one thing (`覆盖率` alone is not). A satisfaction row among the
//! outputs is misplaced, not doubled.

use crate::check::finding::{Finding, Fix, Safety};
use crate::check::rule::{Check, Rule, Severity};
use crate::check::scheme::Scheme;
use crate::check::scope::{Beside, Key, Reach, Scope};
use crate::messages::{Message, RuleText};
use crate::model::taxonomy::{self, Level1};
use crate::model::{Field, Filing, Function, Indicator, Place};
use crate::text::glyph::is_han;
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::borrow::Cow;
use std::hash::BuildHasher;

/// The rule.
pub const RULE: Rule = Rule {
    code: "S01",
    name: "duplicate-indicator",
    severity: Severity::Warning,
    clause: None,
    title: RuleText::S01,
    schemes: Scheme::ALL,
    check: Check::Filing(Scope::Rows { beside: Beside::Fields(&[]), reach: Reach::Alike(key) }, check),
};

/// A shorter name may mean another thing under another level 1.
const MIN_NAME_CHARS: usize = 5;

fn check(rule: &'static Rule, filing: &Filing, findings: &mut Vec<Finding>) {
    for (function_idx, function) in filing.functions.iter().enumerate() {
        if !may_repeat(function) {
            continue;
        }
        let mut seen: FxHashMap<[Cow<'_, str>; 3], Vec<&Indicator>> = FxHashMap::default();
        for (idx, indicator) in function.indicators.iter().enumerate() {
            let Some(about) = about(indicator) else { continue };
            let above = seen.entry(about).or_default();
            if let Some((severity, message)) = repeats(indicator, above) {
                findings.push(Finding {
                    rule,
                    severity,
                    at: Place::Indicator(function_idx, idx),
                    field: Some(Field::IndicatorName),
                    value: indicator.name.clone(),
                    message,
                    fix: Some(Fix {
                        safety: Safety::Display,
                        title: Message::plain(RuleText::S01Fix),
                        edits: Vec::new(),
                    }),
                    money: None,
                });
            }
            above.push(indicator);
        }
    }
}

/// Whether two rows may be about the same: whether the names of two have the same hash.
fn may_repeat(function: &Function) -> bool {
    let hash = |it: &Indicator| FxBuildHasher.hash_one(normalized(&it.name));
    let mut hashes: Vec<u64> = function.indicators.iter().map(hash).collect();
    hashes.sort_unstable();
    hashes.windows(2).any(|it| matches!(it, [a, b] if a == b))
}

/// What a row is about; `None` without a name.
fn about(indicator: &Indicator) -> Option<[Cow<'_, str>; 3]> {
    let about = [&indicator.name, &indicator.work, &indicator.project].map(|it| normalized(it));
    (!about[0].is_empty()).then_some(about)
}

fn key(indicator: &Indicator) -> Option<Key> {
    about(indicator).map(|it| it.map(Cow::into_owned))
}

/// How a row repeats one of the rows above that have its name and work.
fn repeats(indicator: &Indicator, above: &[&Indicator]) -> Option<(Severity, Message<RuleText>)> {
    let parent = |it: &Indicator| (taxonomy::reduce(&it.level1), taxonomy::reduce(&it.level2));
    let has_same_parent = |it: &&&Indicator| parent(it) == parent(indicator);
    let has_same_target = |it: &&&Indicator| has_target_of(it, indicator);
    let named = |id, it: &Indicator| Message::new(id, [("name", it.name.clone())]);
    if let Some(it) = above.iter().filter(has_same_parent).find(has_same_target) {
        return Some((Severity::Error, named(RuleText::S01Same, it)));
    }
    if let Some(it) = above.iter().find(has_same_parent) {
        return Some((Severity::Warning, named(RuleText::S01Name, it)));
    }
    let is_long = normalized(&indicator.name).chars().count() >= MIN_NAME_CHARS;
    let it = above.iter().filter(has_same_target).find(|it| is_long && faces(it, indicator))?;
    let args = [("name", it.name.clone()), ("level1", it.level1.clone())];
    Some((Severity::Warning, Message::new(RuleText::S01Across, args)))
}

/// Whether two rows have the same targets.
fn has_target_of(a: &Indicator, b: &Indicator) -> bool {
    normalized(&a.target) == normalized(&b.target) && normalized(&a.target_half) == normalized(&b.target_half)
}

/// Whether one row is an output and the other a benefit.
fn faces(a: &Indicator, b: &Indicator) -> bool {
    let kinds = (taxonomy::level1(&a.level1), taxonomy::level1(&b.level1));
    matches!(
        kinds,
        (Some(Level1::Output), Some(Level1::Benefit)) | (Some(Level1::Benefit), Some(Level1::Output))
    )
}

/// A text for comparing: no blanks, half-width letters and signs, no punctuation at the end.
fn normalized(text: &str) -> Cow<'_, str> {
    const END: [char; 7] = ['。', '，', '、', ';', ':', '.', ','];
    if text.chars().all(|it| is_han(it) || it.is_ascii_alphanumeric()) {
        return Cow::Borrowed(text);
    }
    let folded: String = text
        .chars()
        .filter(|it| !it.is_whitespace() && !matches!(it, '\u{200b}' | '\u{feff}'))
        .map(|it| match it {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(it) - 0xFEE0).unwrap_or(it),
            other => other,
        })
        .collect();
    Cow::Owned(folded.trim_end_matches(END).to_owned())
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::rules::testing::check;
    use crate::model::{Filing, Function, Indicator};

    /// Rows as `一级 二级 重点工作 名称 指标值`; a row `-` begins another function.
    fn filing(rows: &[&str]) -> Filing {
        let mut filing = Filing { functions: vec![Function::default()], ..Filing::default() };
        for row in rows {
            if *row == "-" {
                filing.functions.push(Function::default());
                continue;
            }
            let mut cells = row.split(' ').map(|it| if it == "_" { "" } else { it }.to_owned());
            let mut next = || cells.next().unwrap();
            let indicator = Indicator {
                level1: next(),
                level2: next(),
                work: next(),
                name: next(),
                target: next(),
                ..Indicator::default()
            };
            filing.functions.last_mut().unwrap().indicators.push(indicator);
        }
        filing
    }

    #[test]
    fn repeated_rows_are_found() {
        for (rows, expected) in [
            (
                ["产出指标 数量指标 _ 巡河次数 ≥12次", "产出指标 数量指标 _ 巡河次数 ≥12次"],
                "error 巡河次数:name",
            ),
            (
                ["产出指标 数量指标 _ 巡河次数 ≥12次", "产出 数量 _ 巡河次数。 ≥24次"],
                "warning 巡河次数。:name",
            ),
            (
                [
                    "产出指标 数量指标 _ 农户饮水达标户数 ≥9户",
                    "效益指标 社会效益指标 _ 农户饮水达标户数 ≥9户",
                ],
                "warning 农户饮水达标户数:name",
            ),
        ] {
            check(&RULE, &filing(&rows), &[expected]);
        }
    }

    #[test]
    fn other_work_other_functions_and_other_parents_are_not() {
        for rows in [
            &["履职 后勤 车辆 采购及时性 及时", "履职 后勤 药剂 采购及时性 及时"][..],
            &["产出 数量 _ 巡河次数 ≥12次", "-", "产出 数量 _ 巡河次数 ≥12次"],
            &["产出 数量 _ 巡河次数 ≥12次", "产出 数量 _ 巡河人次 ≥12次"],
            &["产出 质量 _ 覆盖率 ＝100%", "效益 社会效益 _ 覆盖率 ＝100%"],
            &["产出 数量 _ 群众饮水满意度 ≥90%", "满意度 服务对象满意度 _ 群众饮水满意度 ≥90%"],
            &["产出 数量 _ _ ≥12次", "产出 数量 _ _ ≥12次"],
        ] {
            check(&RULE, &filing(rows), &[]);
        }
    }
}
