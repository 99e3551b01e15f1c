//! S07: a number with a unit in the goals, or a rate of zero, that stands in no indicator.
//!
//! Said once a goal, with all that is not covered. Dates, ordinals, spans of time and code numbers are no promises. A number counts as covered where an
//! indicator's name holds it or its target has it with a unit of the same kind.
//!
//! Clause: K88-相关性.

use crate::check::category::ends_with_any;
use crate::check::cell::{advice, shown};
use crate::check::reading;
use crate::check::scheme::Scheme;
use crate::check::scope::{Kind, Scope};
use crate::check::{Check, Finding, Rule, Severity};
use crate::messages::{Message, RuleText};
use crate::model::{Field, Filing, Indicator, Place};
use crate::text::glyph::is_han;
use crate::value;
use crate::value::Dimension;
use rust_decimal::Decimal;
use rustc_hash::{FxHashMap, FxHashSet};

/// The rule.
pub const RULE: Rule = Rule {
    code: "S07",
    name: "promise-without-indicator",
    severity: Severity::Info,
    clause: Some("K88-相关性"),
    title: RuleText::S07,
    schemes: Scheme::ALL,
    check: Check::Filing(Scope::whole(&GOALS, is_one, kinds), check),
};

const GOALS: [Field; 3] = [Field::AnnualGoals, Field::LongTermGoals, Field::ProjectGoals];

/// Whether a row covers the same promises as before.
fn is_one(filing: &Filing, old: &Indicator, new: &Indicator) -> bool {
    if (&old.name, &old.target, &old.target_half) == (&new.name, &new.target, &new.target_half) {
        return true;
    }
    let mut covered: Option<[Covered<'_>; 2]> = None;
    in_goals(filing).flat_map(|(_, it)| it).all(|promise| {
        let [old, new] = covered
            .get_or_insert_with(|| [old, new].map(|it| Covered::of(std::iter::once(it))))
            .each_ref()
            .map(|it| it.has(&promise));
        old == new
    })
}

/// Rows that cover the same promises are of one kind.
fn kinds(filing: &Filing) -> Box<dyn Fn(&Indicator) -> Kind + '_> {
    let promises: Vec<Promise> = in_goals(filing).flat_map(|(_, it)| it).collect();
    Box::new(move |row| {
        let of_row = |it: &Promise| is_covered_by(it, row);
        let covered: Vec<usize> =
            promises.iter().enumerate().filter(|(_, it)| of_row(it)).map(|(idx, _)| idx).collect();
        if covered.is_empty() { Kind::Nothing } else { Kind::of(covered) }
    })
}

/// Whether a row by itself covers a promise: what [`Covered::has`] says of one row.
fn is_covered_by(promise: &Promise, row: &Indicator) -> bool {
    let digits = promise.number.to_string();
    let is_named = !promise.number.is_zero()
        && row.name.match_indices(&digits).any(|(at, _)| written_at(&row.name, at).starts_with(&digits));
    is_named || Covered::of(std::iter::once(row)).has(promise)
}

/// The promises of each goal that has some.
fn in_goals(filing: &Filing) -> impl Iterator<Item = (Field, Vec<Promise>)> {
    let goals = &filing.goals;
    GOALS
        .into_iter()
        .zip([&goals.annual, &goals.long_term, &goals.project])
        .flat_map(|(field, texts)| {
            let read = if field == Field::AnnualGoals { promises } else { of_the_year };
            texts.iter().map(move |it| (field.clone(), read(it)))
        })
        .filter(|(_, it)| !it.is_empty())
}

fn check(rule: &'static Rule, filing: &Filing, findings: &mut Vec<Finding>) {
    let mut covered: Option<Covered<'_>> = None;
    for (field, promises) in in_goals(filing) {
        let covered = covered.get_or_insert_with(|| Covered::of(filing.indicators().map(|(_, _, it)| it)));
        let open: Vec<Promise> = promises.into_iter().filter(|it| !covered.has(it)).collect();
        if let Some(first) = open.first() {
            let mut told: Vec<String> = open.iter().map(|it| shown(&it.told)).collect();
            let mut seen = FxHashSet::default();
            told.retain(|it| seen.insert(it.clone()));
            let message = Message::new(RuleText::S07Found, [("promise", told.join("”“"))]);
            let finding = Finding::new(rule, Place::Filing, Some(field), message).with_value(&first.text);
            findings.push(finding.with_fix(advice(RuleText::S07Advice)));
        }
    }
}

/// A number that a goal promises.
struct Promise {
    /// As written, with the unit.
    text: String,
    /// The same, with the words before it where nothing behind it says of what.
    told: String,
    number: Decimal,
    /// `None` for a rate of zero without %.
    kind: Option<Dimension>,
}

/// No number that is promised is longer.
const MAX_DIGITS: usize = 40;

/// A set of kinds of units.
#[derive(Clone, Copy, Default)]
struct Kinds(u32);

impl Kinds {
    /// No unit, or none that is known: it may be of any kind.
    const ANY: Self = Self(1 << 31);

    fn of(kind: Option<Dimension>) -> Self {
        kind.map_or(Self::ANY, |it| Self(1 << it as u32))
    }

    /// Whether one of them may be this kind.
    fn have(self, kind: Option<Dimension>) -> bool {
        kind.is_none_or(|it| self.0 & (Self::ANY.0 | Self::of(Some(it)).0) != 0)
    }
}

/// A number, the same for 5 and 5.0: its digits, and how many of them are decimals.
type Number = (i128, u32);

fn number_of(it: Decimal) -> Number {
    // Nearly all are whole; what a decimal does to be hashed itself costs more than the rest of a look-up.
    let it = if it.scale() == 0 { it } else { it.normalize() };
    (it.mantissa(), it.scale())
}

/// The numbers that the indicators hold, to be looked up by any number of promises.
struct Covered<'a> {
    /// Where digits stand in names, what is written from each of them on; in order.
    named: Vec<&'a str>,
    /// The numbers of targets, each with the kinds of its units.
    targets: FxHashMap<Number, Kinds>,
}

impl<'a> Covered<'a> {
    fn of(rows: impl Iterator<Item = &'a Indicator>) -> Self {
        let mut targets: FxHashMap<Number, Kinds> = FxHashMap::default();
        let mut named = Vec::new();
        let mut add = |number: Decimal, kind: Option<Dimension>| {
            let kinds = targets.entry(number_of(number)).or_default();
            kinds.0 |= Kinds::of(kind).0;
        };
        for it in rows {
            let digits = it.name.bytes().enumerate().filter(|(_, it)| it.is_ascii_digit());
            named.extend(digits.map(|(at, _)| written_at(&it.name, at)));
            for target in [&it.target, &it.target_half].map(|it| reading::target(it)) {
                let kind = target.unit.as_ref().map(|it| it.dimension);
                for clause in target.clauses.iter().filter_map(|(_, it)| it.lo) {
                    add(clause, None);
                }
                for number in [target.lo, target.hi].into_iter().flatten() {
                    add(number.abs(), kind);
                }
            }
        }
        named.sort_unstable();
        Self { named, targets }
    }

    fn has(&self, promise: &Promise) -> bool {
        if self.targets.get(&number_of(promise.number)).is_some_and(|it| it.have(promise.kind)) {
            return true;
        }
        let digits = promise.number.to_string();
        let first = self.named.partition_point(|it| *it < digits.as_str());
        !promise.number.is_zero() && self.named.get(first).is_some_and(|it| it.starts_with(&digits))
    }
}

/// The digits and points of a name from a digit on.
fn written_at(name: &str, at: usize) -> &str {
    let rest = name.get(at..).unwrap_or_default();
    let n = rest.bytes().take(MAX_DIGITS).take_while(|it| it.is_ascii_digit() || *it == b'.').count();
    rest.get(..n).unwrap_or_default()
}

/// The promises of a text, in order.
fn promises(text: &str) -> Vec<Promise> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) =
        text.get(at..).and_then(|it| it.find(|it: char| it.is_ascii_digit())).map(|it| it + at)
    {
        let (before, rest) = (text.get(..start).unwrap_or(""), text.get(start..).unwrap_or(""));
        let n_digits = rest.find(|it: char| !it.is_ascii_digit() && it != '.').unwrap_or(rest.len());
        at = start + n_digits.max(1);
        let Some(digits) = rest.get(..n_digits) else { break };
        found.extend(promise(before, digits.trim_end_matches('.'), text.get(at..).unwrap_or("")));
    }
    found
}

/// The Chinese words at the end of a text, where they are few.
fn noun_before(text: &str) -> &str {
    let stem = text.trim_end_matches(is_han);
    let noun = text.strip_prefix(stem).unwrap_or_default();
    if noun.chars().count() <= MAX_NOUN_CHARS { noun } else { "" }
}

/// More words than this before a number are a sentence.
const MAX_NOUN_CHARS: usize = 8;

/// Words before numbers that are no amounts: 目标3, 第3季度.
const LABELS: &[&str] = &["目标", "第", "职能", "任务", "附件", "号"];

/// What begins a bracket that speaks of a part of the promise before it.
const PARTS: &[&str] = &["其中", "含", "包括"];

/// Whether a text ends within such a bracket: 改造危桥5座（其中二类以上.
fn is_in_part(before: &str) -> bool {
    let bracket = before.rsplit_once(['(', '（']).map(|(_, it)| it);
    bracket.is_some_and(|it| !it.contains([')', '）']) && PARTS.iter().any(|part| it.starts_with(part)))
}

/// The number and the dash of a span (1-) at the end of a text.
fn span_start(before: &str) -> &str {
    let stem = before.strip_suffix(['-', '~', '～', '－', '—', '至']).unwrap_or(before);
    let start = stem.trim_end_matches(|it: char| it.is_ascii_digit() || it == '.');
    if stem.len() < before.len() && start.len() < stem.len() {
        before.strip_prefix(start).unwrap_or_default()
    } else {
        ""
    }
}

/// Words of what several years bring together, for which a table of the year has no row.
const TOGETHER: &[&str] = &["累计", "三年内", "五年内", "三年共", "规划期内", "实施期内"];

/// The promises of a goal of more than a year, without what the years bring together.
fn of_the_year(text: &str) -> Vec<Promise> {
    let sentences = text.split_inclusive(['。', '；', ';']);
    let is_told = |it: &&str| !TOGETHER.iter().any(|word| it.contains(word));
    sentences.filter(is_told).flat_map(promises).collect()
}

fn promise(before: &str, digits: &str, after: &str) -> Option<Promise> {
    let number: Decimal = digits.parse().ok()?;
    if is_in_part(before) {
        return None;
    }
    let is_label = ends_with_any(before, LABELS)
        || before.ends_with(|it: char| it.is_ascii_alphabetic() || matches!(it, '〔' | '[' | '（' | '('));
    if is_label || before.is_empty() {
        return None;
    }
    if number.is_zero() && ["率为", "率达到", "率降至", "率控制在"].iter().any(|it| before.ends_with(it))
    {
        let name = before.rsplit(|it: char| !it.is_alphanumeric()).next().unwrap_or(before);
        let text = format!("{name}{digits}");
        return Some(Promise { told: text.clone(), text, number, kind: None });
    }
    let (unit, rest) = value::unit::unit(after)?;
    let is_amount = matches!(
        unit.dimension,
        Dimension::People
            | Dimension::Events
            | Dimension::Things
            | Dimension::Money
            | Dimension::Area
            | Dimension::Length
            | Dimension::Mass
            | Dimension::Ratio
    );
    // 2个月 is a span of time, 3号 a number, 5点 a time of day.
    let is_other = ["点", "期", "届", "类", "节", "班", "门"].contains(&&*unit.text);
    let object: String = rest.chars().take_while(|it| is_han(*it)).take(6).collect();
    (is_amount && !is_other).then(|| {
        let text = format!("{digits}{}{object}", unit.text);
        let span = span_start(before);
        let noun = || noun_before(before.strip_suffix(span).unwrap_or(before));
        let led = if object.is_empty() { format!("{}{span}", noun()) } else { span.to_owned() };
        Promise { told: format!("{led}{text}"), text, number, kind: Some(unit.dimension) }
    })
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::rules::testing::{check, rows};

    fn filing(goal: &str, lines: &[&str]) -> crate::model::Filing {
        let mut filing = rows(lines);
        filing.goals.annual = vec![goal.to_owned()];
        filing
    }

    #[test]
    fn uncovered_promises_are_found() {
        let lines = ["产出指标|数量指标|巡查次数|≥2次", "产出指标|质量指标|水质合格率|≥95%"];
        for goal in [
            "全年改造3座泵站，巡查2次。",
            "每年要有1-2个课题立项",
            "保障供水不中断，数据丢失率为0.",
            "水质合格率达到98%",
        ] {
            check(&RULE, &filing(goal, &lines), &["info 表头:annual"]);
        }
    }

    #[test]
    fn all_that_is_not_covered_is_told_at_once() {
        use crate::messages::Lang;

        let lines = ["产出指标|数量指标|巡查次数|≥2次"];
        for (goal, expected) in [
            (
                "新建桥梁5座，改造危桥6座，巡查2次，培训3000人次。",
                "目标里的“新建桥梁5座”“改造危桥6座”“培训3000人次”没有对应指标",
            ),
            ("改造3座泵站，再改造3座泵站。", "目标里的“3座泵站”没有对应指标"),
            ("每年要有1-2个课题立项", "目标里的“1-2个课题立项”没有对应指标"),
            ("新建桥梁5座（其中二类以上3座）。", "目标里的“新建桥梁5座”没有对应指标"),
        ] {
            let found = crate::check::check(&filing(goal, &lines));
            let message = found.iter().find(|it| it.rule.code == "S07").unwrap().message.render(Lang::Zh);
            assert_eq!(message, expected);
        }
    }

    #[test]
    fn covered_promises_dates_and_labels_are_not() {
        let lines = [
            "产出指标|数量指标|改造泵站|≥3座",
            "产出指标|质量指标|数据丢失率|0%",
            "效益指标|社会效益指标|停水投诉|下降50%",
        ];
        for goal in [
            "全年改造3座泵站。",
            "目标3：保障供水",
            "1、保障供水",
            "2025年12月底前完成",
            "热线96614保障供水",
            "数据丢失率为0",
            "在15天内完成",
            "停水投诉下降50%。",
            "第3次会议精神",
            "",
        ] {
            check(&RULE, &filing(goal, &lines), &[]);
        }
    }
}
