//! Numbered tables whose labels moved: runs of numbers are level-2 groups, and functions and level 2 of each run are
//! found from the order of labels, their rows, and the meaning of the words.
//!
//! A number goes up by one or begins again at 1; that never fails, while labels may be printed in the middle of their
//! block or cut off by a page. The cheapest path through all runs decides. Invariant: where another path is nearly as
//! cheap, and no label of its own stands in the run, its rows carry a doubt.

use super::doubt::Doubt;
use super::kinds::{self, Kind};
use super::likeness;
use super::own;
use super::path::{self, Costs, Step};
use super::raw::{Label, RawRow};
use crate::model::taxonomy;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// Beyond this many steps the path is not searched: the labels are filled down as printed.
const MAX_STEPS: usize = 600_000;

/// Costs of a step, in the same unit as those of [`kinds`].
const SAME_KIND_AGAIN: i32 = 12;
/// Within a level 1 forms differ in their order.
const OTHER_ORDER: i32 = 5;
const QUANTITY_LATE: i32 = 9;
const BEGINS_AGAIN: i32 = 6;
const BEGINS_AGAIN_EARLY: i32 = 22;
const FUNCTION_INSIDE: i32 = 40;
const LABEL_AT_START: i32 = -4;
const LABEL_TOO_EARLY: i32 = 1;
const LABEL_TOO_LATE: i32 = 3;

/// A way that costs less than this more is as good a reading: less than a label in the rows beside says.
const AS_GOOD: i32 = 3;
/// A way that costs this much more is clearly worse: a label at the beginning of a run says as much.
const CLEARLY_WORSE: i32 = 10;

/// A level-2 group: its rows, and what its labels and words say.
struct Run {
    rows: Range<usize>,
    /// The cost of each kind, by its index in [`Kind::ALL`].
    costs: Vec<i32>,
    /// How well the words fit each function.
    fits: Vec<i32>,
}

/// Whether rows are numbered, and their labels do not stand where the runs begin.
pub fn is_needed(rows: &[RawRow]) -> bool {
    let n_numbered = rows.iter().filter(|it| it.number.is_some()).count();
    let n_rows = rows.iter().filter(|it| it.is_indicator()).count();
    let labels: Vec<bool> =
        rows.iter().filter(|it| it.level2.is_some()).map(|it| is_known(it.level2.as_ref())).collect();
    let n_known = labels.iter().filter(|it| **it).count();
    let starts = starts(rows);
    let n_off = rows
        .iter()
        .enumerate()
        .filter(|(idx, row)| row.is_indicator() && starts.binary_search(idx).is_ok() != row.level2.is_some())
        .count();
    let n_functions = rows.iter().filter(|it| it.function.is_some()).count();
    let is_by_group = labels.len() <= starts.len() && n_functions <= starts.len() && 1 < starts.len();
    n_rows * 8 <= n_numbered * 10 && labels.len() * 7 <= n_known * 10 && is_by_group && 1 < n_off
}

fn is_known(label: Option<&Label>) -> bool {
    label.is_some_and(|it| Kind::of(&it.text).is_some() || own::level1(&it.text).is_some())
}

/// The rows where a number does not go on from the one before.
fn starts(rows: &[RawRow]) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut last = None;
    for (idx, row) in rows.iter().enumerate() {
        if !row.is_indicator() {
            continue;
        }
        let goes_on = match (last, row.number) {
            (Some(last), Some(number)) => last < number,
            (last, None) => last.is_some(),
            (None, Some(_)) => false,
        };
        if !goes_on {
            starts.push(idx);
        }
        last = row.number.or(last);
    }
    starts
}

/// Settles functions and levels of all rows.
pub fn fill(rows: &mut [RawRow]) {
    let functions: Vec<(usize, Label)> = rows
        .iter()
        .enumerate()
        .filter_map(|(idx, it)| it.function.clone().map(|label| (idx, label)))
        .collect();
    let n_functions = functions.len().max(1);
    if MAX_STEPS < starts(rows).len() * n_functions * Kind::ALL.len() {
        super::levels::fill(rows);
        for row in rows {
            row.doubt(Doubt::Level2ByOrder);
        }
        return;
    }
    let runs = runs(rows, &functions);
    let way = path::cheapest(&Ways { runs: &runs, functions: &functions }, runs.len(), n_functions * N_KINDS);
    apply(rows, &runs, &functions, &way);
}

fn runs(rows: &[RawRow], functions: &[(usize, Label)]) -> Vec<Run> {
    let starts = starts(rows);
    let ends = starts.iter().skip(1).copied().chain(std::iter::once(rows.len()));
    let labels: Vec<(usize, Kind)> = rows
        .iter()
        .enumerate()
        .filter_map(|(idx, it)| {
            it.level2.as_ref().and_then(|label| Kind::of(&label.text)).map(|kind| (idx, kind))
        })
        .collect();
    let words = Words::of(functions);
    starts
        .iter()
        .zip(ends)
        .map(|(start, end)| {
            let members: Vec<(&str, &str)> = rows
                .iter()
                .take(end)
                .skip(*start)
                .filter(|it| it.is_indicator())
                .map(|it| (it.name.as_str(), it.target.as_str()))
                .collect();
            let mut costs = kinds::costs(&members);
            add_labels(&mut costs, &labels, *start, end);
            let fits = words.fits(&members);
            Run { rows: *start..end, costs, fits }
        })
        .collect()
}

/// A label speaks for the run in whose rows it stands, most of all at its beginning, and less for its neighbors.
fn add_labels(costs: &mut [i32], labels: &[(usize, Kind)], start: usize, end: usize) {
    let from = labels.partition_point(|(idx, _)| *idx + 3 < start);
    for (idx, kind) in labels.iter().skip(from).take_while(|(idx, _)| *idx < end + 3) {
        let bonus = if *idx == start {
            10
        } else if (start..end).contains(idx) {
            6
        } else {
            2
        };
        if let Some(cost) = costs.get_mut(*kind as usize) {
            *cost -= bonus;
        }
    }
}

/// The pairs of characters that tell functions apart.
struct Words {
    functions: Vec<HashMap<(char, char), u32>>,
    n_functions_with: HashMap<(char, char), u32>,
}

impl Words {
    fn of(functions: &[(usize, Label)]) -> Self {
        let functions: Vec<_> = functions.iter().map(|(_, it)| likeness::pairs(&it.text)).collect();
        let mut n_functions_with = HashMap::new();
        for pair in functions.iter().flat_map(HashMap::keys) {
            *n_functions_with.entry(*pair).or_insert(0) += 1;
        }
        Self { functions, n_functions_with }
    }

    /// How many pairs of its own each function shares with these rows; a pair counts once, and not where a third
    /// of the functions have it.
    fn fits(&self, members: &[(&str, &str)]) -> Vec<i32> {
        let pairs: HashSet<(char, char)> =
            members.iter().flat_map(|it| likeness::pairs(it.0).into_keys()).collect();
        let n_common = u32::try_from(self.functions.len()).unwrap_or(u32::MAX) / 3;
        self.functions
            .iter()
            .map(|function| {
                let shared = pairs.iter().filter(|pair| {
                    function.contains_key(*pair)
                        && self.n_functions_with.get(*pair).is_some_and(|n| *n <= n_common.max(1))
                });
                i32::try_from(shared.count()).unwrap_or(i32::MAX).min(6)
            })
            .collect()
    }
}

/// Where a path stands: the function and the kind of a run.
type State = (usize, usize);

/// All runs with their functions, for [`path`].
struct Ways<'a> {
    runs: &'a [Run],
    functions: &'a [(usize, Label)],
}

const N_KINDS: usize = Kind::ALL.len();

const fn state(number: usize) -> State {
    (number / N_KINDS, number % N_KINDS)
}

impl Costs for Ways<'_> {
    /// The same function, or the one before.
    fn before(&self, number: usize) -> impl Iterator<Item = usize> {
        let (function, _) = state(number);
        function.saturating_sub(1) * N_KINDS..(function + 1) * N_KINDS
    }

    fn begin(&self, number: usize) -> Option<i32> {
        let run = self.runs.first().filter(|_| state(number).0 == 0)?;
        Some(begin_cost(run, self.functions, 0))
    }

    fn own(&self, step: usize, number: usize) -> i32 {
        let (function, kind) = state(number);
        let run = self.runs.get(step);
        let get =
            |of: fn(&Run) -> &Vec<i32>, idx: usize| run.and_then(|it| of(it).get(idx)).copied().unwrap_or(0);
        get(|it| &it.costs, kind) - 3 * get(|it| &it.fits, function)
    }

    fn change(&self, step: usize, from: usize, to: usize) -> i32 {
        self.runs.get(step).map_or(0, |run| step_cost(state(from), state(to), run, self.functions))
    }

    /// All functions must have been reached; where runs are too few the furthest will do.
    fn end_rank(&self, number: usize) -> usize {
        usize::MAX - state(number).0
    }
}

fn step_cost(from: State, to: State, run: &Run, functions: &[(usize, Label)]) -> i32 {
    let satisfied = Kind::Satisfaction as usize;
    let begins = if from.1 == satisfied && to.1 != satisfied { BEGINS_AGAIN } else { BEGINS_AGAIN_EARLY };
    if from.0 != to.0 {
        let order = if from.1 == satisfied || to.1 < from.1 {
            (begins - BEGINS_AGAIN) * 3 / 4
        } else {
            FUNCTION_INSIDE
        };
        return order + begin_cost(run, functions, to.0) + end_cost(run, functions, from.0);
    }
    let level1 = |state: State| Kind::ALL.get(state.1).map(|it| it.level1());
    match to.1.cmp(&from.1) {
        std::cmp::Ordering::Greater => 0,
        std::cmp::Ordering::Equal => SAME_KIND_AGAIN,
        std::cmp::Ordering::Less if level1(from) == level1(to) => {
            if to.1 == 0 {
                QUANTITY_LATE
            } else {
                OTHER_ORDER
            }
        }
        std::cmp::Ordering::Less => begins,
    }
}

/// A function's label should not stand before its first row …
fn begin_cost(run: &Run, functions: &[(usize, Label)], function: usize) -> i32 {
    functions.get(function).map_or(0, |(at, _)| {
        if *at == run.rows.start {
            LABEL_AT_START
        } else {
            distance(run.rows.start.saturating_sub(*at)) * LABEL_TOO_EARLY
        }
    })
}

/// … nor after its last.
fn end_cost(run: &Run, functions: &[(usize, Label)], function: usize) -> i32 {
    functions
        .get(function)
        .map_or(0, |(at, _)| distance((at + 1).saturating_sub(run.rows.start)) * LABEL_TOO_LATE)
}

fn distance(n_rows: usize) -> i32 {
    i32::try_from(n_rows.min(100)).unwrap_or(100)
}

/// What is printed beside the rows, before the labels are set anew.
type Printed = Vec<(Option<Label>, Option<Label>)>;

fn apply(rows: &mut [RawRow], runs: &[Run], functions: &[(usize, Label)], way: &[Step]) {
    let printed: Printed = rows.iter_mut().map(|it| (it.level1.take(), it.level2.take())).collect();
    for row in rows.iter_mut() {
        row.function = None;
    }
    let lost = unused(&printed, runs, way);
    let mut last_function = usize::MAX;
    for (at, (run, step)) in runs.iter().zip(way).enumerate() {
        let (function, kind_idx) = state(step.state);
        let lost = could_stand(lost.get(&function).map_or(&[], Vec::as_slice), way, at);
        let Some(kind) = Kind::ALL.get(kind_idx).copied() else { continue };
        let is_level_sure = is_level_sure(&printed, run, step, way);
        let begins = function != last_function;
        let stands_at_start = functions.get(function).is_some_and(|(at, _)| begins && *at == run.rows.start);
        let is_function_sure =
            functions.is_empty() || stands_at_start || AS_GOOD <= step.margin(|it| state(it).0 != function);
        last_function = function;
        for (idx, row) in rows.iter_mut().enumerate().take(run.rows.end).skip(run.rows.start) {
            if begins && idx == run.rows.start {
                row.function = functions.get(function).map(|(_, it)| it.clone());
            }
            row.level1 = Some(Label::new(taxonomy::level1_name(kind.level1()), row.line));
            row.level2 = Some(Label::new(kind.name(), row.line));
            // A label that nobody knows is content: it stays with its row.
            if let Some((_, Some(label))) = printed.get(idx)
                && !is_known(Some(label))
            {
                row.level2 = Some(label.clone());
                row.doubt(Doubt::Level2ByOrder);
            }
            if let Some((Some(label), _)) = printed.get(idx)
                && !is_known(Some(label))
            {
                row.level1 = Some(label.clone());
            }
            if !is_level_sure {
                row.doubt(Doubt::Level2ByOrder);
            } else if fits_better(row, &lost, kind_idx) {
                row.doubt(Doubt::OtherWords);
            }
            if !is_function_sure {
                row.doubt(Doubt::FunctionByOrder);
            }
        }
    }
}

/// The level 2 that are printed beside the rows of each function, and that none of its runs has.
fn unused(printed: &Printed, runs: &[Run], way: &[Step]) -> HashMap<usize, Vec<usize>> {
    let mut of_runs: HashMap<usize, HashSet<usize>> = HashMap::new();
    for step in way {
        let (function, kind) = state(step.state);
        of_runs.entry(function).or_default().insert(kind);
    }
    let mut unused: HashMap<usize, Vec<usize>> = HashMap::new();
    for (run, step) in runs.iter().zip(way) {
        let (function, _) = state(step.state);
        let labels = printed.get(run.rows.clone()).into_iter().flatten().filter_map(|it| it.1.as_ref());
        let kinds = labels.filter_map(|it| Kind::of(&it.text)).map(|it| it as usize);
        let has = |kind: &usize| of_runs.get(&function).is_some_and(|it| it.contains(kind));
        unused.entry(function).or_default().extend(kinds.filter(|it| !has(it)));
    }
    unused
}

/// Those of the level 2 that could stand between a run and the one before or after it, in the order of forms.
fn could_stand(lost: &[usize], way: &[Step], at: usize) -> Vec<usize> {
    let (function, own) = way.get(at).map_or((0, 0), |it| state(it.state));
    let beside = |at: Option<usize>| {
        let (other, kind) = at.and_then(|it| way.get(it)).map(|it| state(it.state))?;
        (other == function).then_some(kind)
    };
    let (before, after) = (beside(at.checked_sub(1)), beside(Some(at + 1)));
    let fits = |kind: usize| {
        (before.is_none_or(|it| it < kind) && kind < own) || (own < kind && after.is_none_or(|it| kind < it))
    };
    lost.iter().copied().filter(|it| fits(*it)).collect()
}

/// Whether the words of a row fit one of these level 2 better than its own: it may be the row that the label was for.
fn fits_better(row: &RawRow, others: &[usize], own: usize) -> bool {
    let costs = kinds::costs(&[(&row.name, &row.target)]);
    let cost = |kind: usize| costs.get(kind).copied().unwrap_or(0);
    others.iter().any(|it| cost(*it) < cost(own))
}

/// Whether numbering, order, words and labels agree on the level 2 of a run: its label stands in its rows, or every
/// other level 2 is clearly worse. A level 2 that occurs a second time in a function without a label of its own must
/// be much better than any other.
fn is_level_sure(printed: &Printed, run: &Run, step: &Step, way: &[Step]) -> bool {
    let (_, kind) = state(step.state);
    let mut labels = printed.get(run.rows.clone()).into_iter().flatten().filter_map(|it| it.1.as_ref());
    let is_printed = labels.any(|it| Kind::of(&it.text).is_some_and(|it| it as usize == kind));
    let is_again = 1 < way.iter().filter(|it| it.state == step.state).count();
    let least = if is_again { CLEARLY_WORSE } else { AS_GOOD };
    is_printed || least <= step.margin(|it| state(it).1 != kind)
}
