//! Targets measured against something else: rises and falls (`上升5%`, `较上年增长5%`) and comparisons
//! (`不低于2023年`, `与上年持平`).
//!
//! Invariant: a change is stored with its sign, so that `下降5%` is `≤ -5 %`.

use super::date;
use super::number::arabic;
use super::operator::{compares, operator, sign, without_bound};
use super::quantity::{Measure, measure};
use super::target::{Baseline, Kind, Note, Op, Target};

/// Words for rises.
const UP: &[&str] = &["上升", "增长", "提高", "提升", "增加", "上浮", "上涨"];
/// Words for falls.
const DOWN: &[&str] = &["下降", "降低", "减少", "压减", "缩短", "压缩", "下浮", "节约"];
/// Words before the verb that say what the change is measured against.
const AGAINST: &[&str] = &["相比于", "相较于", "相比", "较之", "较", "比"];
/// Comparisons with the period before, in one word.
const PERIODS: &[&str] = &["同比", "环比", "逐年", "每年", "年均"];
/// Ends of a comparison of equals.
const LEVEL_WITH: &[&str] = &["持平", "一致", "相当", "保持一致", "基本持平"];
/// What may follow the year of a baseline.
const YEAR_TAILS: &[&str] = &[
    "",
    "度",
    "水平",
    "同期",
    "同期水平",
    "度水平",
    "全年",
    "基数",
    "实际",
    "实际数",
    "数据",
    "实绩",
    "平均水平",
];
/// The year before, in words.
const LAST_YEAR: &[&str] = &["上年度", "上一年度", "上一年", "上年", "去年", "往年", "上期"];
/// A longer baseline is prose.
const MAX_BASELINE_CHARS: usize = 20;

/// The change that a whole text is.
pub fn change(text: &str) -> Option<Target> {
    let (baseline, rest) = against(text);
    let (period, rest) = PERIODS
        .iter()
        .find_map(|it| rest.strip_prefix(it).map(|rest| (Some(*it), rest)))
        .unwrap_or((None, rest));
    let (rises, rest) = UP
        .iter()
        .find_map(|it| rest.strip_prefix(it).map(|rest| (true, rest)))
        .or_else(|| DOWN.iter().find_map(|it| rest.strip_prefix(it).map(|rest| (false, rest))))?;
    let (sign, word, rest) = operator(rest).unwrap_or((Op::None, None, rest));
    let (Measure { value, unit, per, mut notes }, rest) = measure(rest, true)?;
    let (bound, rest) = match super::operator::bound(rest) {
        Some((bound, word, rest)) => {
            notes.push(Note::BoundSuffix(word.to_owned()));
            (bound.unwrap_or(Op::None), rest)
        }
        None => (Op::None, rest),
    };
    let (figure, rest) = figure(rest);
    if !rest.is_empty() {
        return None;
    }
    notes.extend(word.map(|it| Note::OperatorWord(it.to_owned())));
    let written = [sign, bound].into_iter().find(|it| *it != Op::None).unwrap_or(Op::Ge);
    let (op, lo) = if rises { (written, value) } else { (mirrored(written), -value) };
    let baseline = figure.or(baseline).or_else(|| period.map(|it| Baseline::Text(it.to_owned())));
    if !matches!(baseline, Some(Baseline::Number(_))) {
        notes.push(Note::BaselineMissing);
    }
    Some(Target { op, lo: Some(lo), unit, per, baseline, notes, ..Target::of(Kind::Change) })
}

/// The comparison that a whole text is.
pub fn relative(text: &str) -> Option<Target> {
    if let Some(target) = within_budget(text) {
        return Some(target);
    }
    if let Some(baseline) = level_with(text) {
        let notes = vec![Note::BaselineMissing];
        return Some(Target { op: Op::Eq, baseline: Some(baseline), notes, ..Target::of(Kind::Relative) });
    }
    if let Some(target) = multiple_of(text) {
        return Some(target);
    }
    let (op, word, rest) = operator(text)?;
    let (figure, rest) = match rest.split_once('(') {
        // ≥82%(299天) is a figure with another beside it, and no comparison.
        Some((before, inside)) if !is_figure(before) => match figure(&format!("({inside}")) {
            (Some(figure), "") => (Some(figure), before),
            _ => (None, rest),
        },
        _ => (None, rest),
    };
    let figure = figure.or_else(|| figure_of_year(rest));
    let baseline = if let Some(baseline) = figure.clone().or_else(|| year_baseline(rest)) {
        baseline
    } else if word == Some("控制在") {
        noun_phrase(rest.strip_suffix("范围内").unwrap_or_else(|| without_bound(rest)))?
    } else if sign(text).is_some() || word.is_some_and(compares) {
        noun_phrase(rest)?
    } else {
        return None;
    };
    let mut notes: Vec<Note> = word.map(|it| Note::OperatorWord(it.to_owned())).into_iter().collect();
    if figure.is_none() {
        notes.push(Note::BaselineMissing);
    }
    let baseline = Some(figure.unwrap_or(baseline));
    Some(Target { op, baseline, notes, ..Target::of(Kind::Relative) })
}

/// Words that hold a cost within the budget, and what the budget is called.
const WITHIN: &[&str] = &["严格控制在", "控制在", "不超过", "不超出", "不突破", "不超", "不高于", "≤", "<"];
const BUDGETS: &[&str] = &["预算", "概算", "批复", "投资估算", "控制价", "限价", "合同价", "中标价"];

/// `控制在预算内`, `≤批复预算`, `不超预算`: as much as the budget allows, whose figure is not given.
fn within_budget(text: &str) -> Option<Target> {
    let rest = WITHIN.iter().find_map(|it| text.strip_prefix(it))?;
    let rest = rest.strip_suffix("范围内").unwrap_or_else(|| without_bound(rest));
    let phrase = BUDGETS.iter().any(|it| rest.contains(it)).then(|| noun_phrase(rest))??;
    let notes = vec![Note::WithinBudget];
    Some(Target { op: Op::Le, baseline: Some(phrase), notes, ..Target::of(Kind::Relative) })
}

/// Whether a text is a number with its unit, and not a year.
fn is_figure(text: &str) -> bool {
    date::year(text).is_none() && measure(text, true).is_some_and(|(_, rest)| rest.is_empty())
}

/// `不低于低保标准的1.3倍`: so many times a standard that is published, so that no figure is missing.
fn multiple_of(text: &str) -> Option<Target> {
    let (op, word, rest) = operator(text)?;
    let (phrase, factor) = rest.rsplit_once('的')?;
    let (factor, after) = measure(factor, true)?;
    let is_factor = factor.unit.is_some_and(|it| matches!(&*it.base, "倍" | "%"));
    let is_named = noun_phrase(phrase).is_some() && year_baseline(phrase).is_none();
    let notes = word.map(|it| Note::OperatorWord(it.to_owned())).into_iter().collect();
    let baseline = Some(Baseline::Text(rest.to_owned()));
    (is_factor && is_named && after.is_empty()).then(|| Target {
        op,
        baseline,
        notes,
        ..Target::of(Kind::Relative)
    })
}

/// 较2023年 before the verb: what it says and the rest.
fn against(text: &str) -> (Option<Baseline>, &str) {
    let Some(rest) = AGAINST.iter().find_map(|it| text.strip_prefix(it)) else {
        return match LAST_YEAR.iter().find_map(|it| text.strip_prefix(it).map(|rest| (*it, rest))) {
            Some((word, rest)) => (Some(Baseline::Text(word.to_owned())), rest),
            None => (None, text),
        };
    };
    let verb = UP.iter().chain(DOWN).chain(PERIODS).filter_map(|it| rest.find(it)).min();
    let Some((phrase, rest)) = verb.and_then(|at| rest.split_at_checked(at)) else { return (None, text) };
    let (figure, phrase) = match phrase.split_once('(') {
        Some((before, inside)) => (figure(&format!("({inside}")).0, before),
        None => (None, phrase),
    };
    (
        figure
            .or_else(|| figure_of_year(phrase))
            .or_else(|| year_baseline(phrase))
            .or_else(|| noun_phrase(phrase)),
        rest,
    )
}

/// A figure in brackets, such as (120人), and the rest.
fn figure(text: &str) -> (Option<Baseline>, &str) {
    let Some((inside, rest)) = text.strip_prefix('(').and_then(|it| it.split_once(')')) else {
        return (None, text);
    };
    match arabic(inside.trim_start_matches("基数")) {
        Some((value, unit)) if unit.chars().count() <= 4 => (Some(Baseline::Number(value)), rest),
        _ => (None, text),
    }
}

/// The figure that stands behind its year, or alone: 2025年的97.2%, 上年1200人.
fn figure_of_year(text: &str) -> Option<Baseline> {
    let of_year = date::year(text).map(|(_, rest)| rest);
    let of_last = || LAST_YEAR.iter().find_map(|it| text.strip_prefix(it));
    let rest = of_year.or_else(of_last).unwrap_or(text);
    let rest = ["水平", "实际", "末", "底"].iter().find_map(|it| rest.strip_prefix(it)).unwrap_or(rest);
    let rest = rest.strip_prefix(['的', '为']).unwrap_or(rest);
    let (it, after) = measure(rest, true)?;
    let is_figure = after.is_empty() && rest.starts_with(|it: char| it.is_ascii_digit());
    is_figure.then_some(Baseline::Number(it.value))
}

fn level_with(text: &str) -> Option<Baseline> {
    let rest = ["与", "同", "和", "跟"].iter().find_map(|it| text.strip_prefix(it)).unwrap_or(text);
    let phrase = LEVEL_WITH.iter().find_map(|it| rest.strip_suffix(it))?;
    let phrase = phrase.strip_suffix("保持").or_else(|| phrase.strip_suffix("基本")).unwrap_or(phrase);
    let is_bare = rest.len() == text.len();
    year_baseline(phrase).or_else(|| if is_bare { None } else { noun_phrase(phrase) })
}

fn year_baseline(text: &str) -> Option<Baseline> {
    if let Some((year, tail)) = date::year(text) {
        return YEAR_TAILS.contains(&tail).then_some(Baseline::Year(year));
    }
    LAST_YEAR.iter().find_map(|it| {
        let tail = text.strip_prefix(it)?;
        YEAR_TAILS.contains(&tail).then(|| Baseline::Text(text.to_owned()))
    })
}

fn noun_phrase(text: &str) -> Option<Baseline> {
    let fits = (2..=MAX_BASELINE_CHARS).contains(&text.chars().count())
        && text.chars().all(|it| it.is_alphabetic() || matches!(it, '“' | '”' | '《' | '》'));
    fits.then(|| Baseline::Text(text.to_owned()))
}

const fn mirrored(op: Op) -> Op {
    match op {
        Op::Ge => Op::Le,
        Op::Le => Op::Ge,
        Op::Gt => Op::Lt,
        Op::Lt => Op::Gt,
        Op::Eq | Op::In | Op::None => op,
    }
}
