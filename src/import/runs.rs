//! Numbered tables whose labels moved: runs of numbers are level-2 groups, and functions and level 2 of each run are
//! found from the order of labels, their rows, and the meaning of the words.
//!
//! A number goes up by one or begins again at 1; that never fails, while labels may be printed in the middle of their
//! block or cut off by a page. The cheapest path through all runs decides. Invariant: whatever is not printed in the
//! very row where a run begins carries a doubt.

use super::doubt::Doubt;
use super::kinds::{self, Kind};
use super::likeness;
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
    label.is_some_and(|it| Kind::of(&it.text).is_some() || taxonomy::level1(&it.text).is_some())
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
    let path = cheapest_path(&runs, &functions, n_functions);
    apply(rows, &runs, &functions, &path);
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

/// The function and kind of each run on the cheapest path.
fn cheapest_path(runs: &[Run], functions: &[(usize, Label)], n_functions: usize) -> Vec<State> {
    let n_kinds = Kind::ALL.len();
    let states: Vec<State> =
        (0..n_functions).flat_map(|it| (0..n_kinds).map(move |kind| (it, kind))).collect();
    let mut best: Vec<Option<i32>> = Vec::new();
    let mut trace: Vec<Vec<Option<State>>> = Vec::new();
    for run in runs {
        let is_first = trace.is_empty();
        let at = |state: State| state.0 * n_kinds + state.1;
        let mut next: Vec<Option<i32>> = Vec::with_capacity(states.len());
        let mut from: Vec<Option<State>> = Vec::with_capacity(states.len());
        for state in &states {
            let before = if is_first {
                (state.0 == 0).then(|| (begin_cost(run, functions, 0), None))
            } else {
                predecessors(*state, n_kinds)
                    .filter_map(|previous| {
                        let cost = best.get(at(previous)).copied().flatten()?;
                        Some((cost + step_cost(previous, *state, run, functions), Some(previous)))
                    })
                    .min_by_key(|it| it.0)
            };
            let own = run.costs.get(state.1).copied().unwrap_or(0)
                - 3 * run.fits.get(state.0).copied().unwrap_or(0);
            next.push(before.map(|it| it.0 + own));
            from.push(before.and_then(|it| it.1));
        }
        best = next;
        trace.push(from);
    }
    // All functions must have been reached; where runs are too few the furthest will do.
    let last = states
        .iter()
        .zip(&best)
        .filter_map(|(state, cost)| cost.map(|it| (*state, it)))
        .min_by_key(|(state, cost)| (std::cmp::Reverse(state.0), *cost))
        .map(|(state, _)| state);
    let mut path = Vec::new();
    let mut state = last;
    for from in trace.iter().rev() {
        let Some(here) = state else { break };
        path.push(here);
        state = from.get(here.0 * n_kinds + here.1).copied().flatten();
    }
    path.reverse();
    path
}

fn predecessors(state: State, n_kinds: usize) -> impl Iterator<Item = State> {
    let (function, _) = state;
    let same = (0..n_kinds).map(move |kind| (function, kind));
    let before =
        function.checked_sub(1).into_iter().flat_map(move |it| (0..n_kinds).map(move |kind| (it, kind)));
    same.chain(before)
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

fn apply(rows: &mut [RawRow], runs: &[Run], functions: &[(usize, Label)], path: &[State]) {
    let printed: Vec<(Option<Label>, Option<Label>)> =
        rows.iter_mut().map(|it| (it.level1.take(), it.level2.take())).collect();
    for row in rows.iter_mut() {
        row.function = None;
    }
    let mut last_function = usize::MAX;
    let mut is_function_sure = false;
    for (run, (function, kind)) in runs.iter().zip(path) {
        let Some(kind) = Kind::ALL.get(*kind).copied() else { continue };
        let first = printed.get(run.rows.start);
        let is_level_sure = first.and_then(|it| it.1.as_ref()).and_then(|it| Kind::of(&it.text))
            == Some(kind)
            && first.and_then(|it| it.0.as_ref()).and_then(|it| taxonomy::level1(&it.text))
                == Some(kind.level1());
        let begins = *function != last_function;
        if begins {
            is_function_sure = functions.get(*function).is_some_and(|(at, _)| *at == run.rows.start);
        }
        last_function = *function;
        for (idx, row) in rows.iter_mut().enumerate().take(run.rows.end).skip(run.rows.start) {
            if begins && idx == run.rows.start {
                row.function = functions.get(*function).map(|(_, it)| it.clone());
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
            }
            if !is_function_sure && !functions.is_empty() {
                row.doubt(Doubt::FunctionByOrder);
            }
        }
    }
}
