//! S01: the same indicator stands twice in one function: same normalised name, same level 1 and 2, same 重点工作 and
//! 对应项目. Error when the targets are equal too, warning when they differ. The later row is reported.
//!
//! Other work or another function exempts, since one measure may well serve several pieces of work. Reviewers also
//! strike out an indicator that stands under output and benefit at once: that is a warning when name and target are
//! equal and the name is long enough to be about one thing (`覆盖率` alone is not). A satisfaction row among the
//! outputs is misplaced, not doubled.

use crate::check::cell::{advice, removal};
use crate::check::finding::Finding;
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
        let mut seen: FxHashMap<[Cow<'_, str>; 3], Above<'_>> = FxHashMap::default();
        for (idx, indicator) in function.indicators.iter().enumerate() {
            let Some(about) = about(indicator) else { continue };
            let above = seen.entry(about).or_default();
            if let Some((severity, message, is_spare)) = above.repeats(indicator) {
                findings.push(Finding {
                    rule,
                    severity,
                    at: Place::Indicator(function_idx, idx),
                    field: Some(Field::IndicatorName),
                    value: indicator.name.clone(),
                    message,
                    fix: Some(if is_spare { removal(RuleText::FixDelete) } else { advice(RuleText::S01Fix) }),
                    money: None,
                });
            }
            above.add(indicator);
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

/// Level 1 and 2, in the words that mean the same.
type Parent = [String; 2];
/// The targets of the half and the whole year, for comparing.
type Targets<'a> = [Cow<'a, str>; 2];

/// The rows so far that have one name and work: the first of each kind, so that a row is not compared with all of them.
#[derive(Default)]
struct Above<'a> {
    first: Option<&'a Indicator>,
    is_indexed: bool,
    by_parent: FxHashMap<Parent, &'a Indicator>,
    same: FxHashMap<(Parent, Targets<'a>), &'a Indicator>,
    /// By whether they are outputs; other kinds face nothing.
    by_side: FxHashMap<(bool, Targets<'a>), &'a Indicator>,
}

impl<'a> Above<'a> {
    /// Adds a row. Nearly every row stays alone, so that the first is looked at only once another one comes.
    fn add(&mut self, row: &'a Indicator) {
        if self.first.is_none() {
            self.first = Some(row);
        } else {
            self.index(row);
        }
    }

    fn index(&mut self, row: &'a Indicator) {
        let (parent, targets) = (parent(row), targets(row));
        self.by_parent.entry(parent.clone()).or_insert(row);
        self.same.entry((parent, targets.clone())).or_insert(row);
        if let Some(side) = is_output(row) {
            self.by_side.entry((side, targets)).or_insert(row);
        }
    }

    /// How a row repeats one of those above, and whether nothing is lost without it.
    fn repeats(&mut self, row: &'a Indicator) -> Option<(Severity, Message<RuleText>, bool)> {
        let first = self.first?;
        if !self.is_indexed {
            self.index(first);
            self.is_indexed = true;
        }
        let named = |id, it: &Indicator| Message::new(id, [("name", it.name.clone())]);
        let (parent, targets) = (parent(row), targets(row));
        let of_parent = self.by_parent.get(&parent);
        if let Some(it) = self.same.get(&(parent, targets.clone())) {
            return Some((Severity::Error, named(RuleText::S01Same, it), is_spare(row, it)));
        }
        if let Some(it) = of_parent {
            return Some((Severity::Warning, named(RuleText::S01Name, it), false));
        }
        let is_long = normalized(&row.name).chars().count() >= MIN_NAME_CHARS;
        let side = is_output(row).filter(|_| is_long)?;
        let it = self.by_side.get(&(!side, targets))?;
        let args = [("name", it.name.clone()), ("level1", it.level1.clone())];
        Some((Severity::Warning, Message::new(RuleText::S01Across, args), false))
    }
}

/// Whether all that a row says beside its name and targets stands in the other, too, and it bears no weight of its own.
fn is_spare(row: &Indicator, other: &Indicator) -> bool {
    let is_told = |own: &str, other: &str| own.trim().is_empty() || normalized(own) == normalized(other);
    is_told(&row.note, &other.note) && is_told(&row.standard, &other.standard) && row.weight.trim().is_empty()
}

fn parent(row: &Indicator) -> Parent {
    [&row.level1, &row.level2].map(|it| taxonomy::reduce(it))
}

fn targets(row: &Indicator) -> Targets<'_> {
    [&row.target, &row.target_half].map(|it| normalized(it))
}

/// Whether a row is an output; `None` unless it is one or a benefit.
fn is_output(row: &Indicator) -> Option<bool> {
    match taxonomy::level1(&row.level1) {
        Some(Level1::Output) => Some(true),
        Some(Level1::Benefit) => Some(false),
        _ => None,
    }
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
