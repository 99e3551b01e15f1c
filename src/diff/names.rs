//! Matching rows by what they are called: for two filings of different origin.
//!
//! Every stage takes what the stages before left over, from what is surely the same to what is only alike. Invariant:
//! a row matches at most one row, and the same two filings always match the same way.

use super::Rows;
use crate::model::taxonomy;
use crate::model::{BudgetTree, Filing, Function, Indicator};
use crate::text::similar::likeness;
use crate::value::names::stem;
use std::collections::{HashMap, VecDeque};
use std::hash::Hash;

/// Names that are at least so alike (0 to 100) mean the same row.
const ALIKE: usize = 60;
/// In the same place with the same target, so much is enough.
const ALIKE_IN_PLACE: usize = 30;
/// At most so many comparisons of names are made for what is left over of two lists.
const MOST_COMPARED: usize = 250_000;

/// An indicator by its indexes.
type At = (usize, usize);

/// The rows of `right` with the rows of `left` that they are.
pub(super) fn match_rows(left: &Filing, right: &Filing) -> Rows {
    let functions = match_functions(left, right);
    let indicators = match_indicators(left, right, &functions);
    Rows { lines: match_lines(left, right), functions, indicators }
}

/// A matching in the making.
struct Match<T> {
    /// The left rows that are still free.
    left: Vec<T>,
    /// The right rows that are still free.
    right: Vec<T>,
    /// Right to left.
    found: HashMap<T, T>,
}

impl<T: Copy + Eq + Hash> Match<T> {
    fn new(left: Vec<T>, right: Vec<T>) -> Self {
        Self { left, right, found: HashMap::new() }
    }

    /// Matches free rows of one key, in order. Rows without a key wait. `once`: only where the key is unique.
    fn by_key<K: Eq + Hash>(
        &mut self,
        once: bool,
        key_left: impl Fn(T) -> Option<K>,
        key_right: impl Fn(T) -> Option<K>,
    ) {
        let mut free: HashMap<K, VecDeque<T>> = HashMap::new();
        for it in &self.left {
            if let Some(key) = key_left(*it) {
                free.entry(key).or_default().push_back(*it);
            }
        }
        let mut wanted: HashMap<K, usize> = HashMap::new();
        if once {
            for key in self.right.iter().filter_map(|it| key_right(*it)) {
                *wanted.entry(key).or_insert(0) += 1;
            }
        }
        for it in &self.right {
            let Some(key) = key_right(*it) else { continue };
            let is_unique = |free: &VecDeque<T>| free.len() == 1 && wanted.get(&key) == Some(&1);
            if let Some(queue) = free.get_mut(&key)
                && (!once || is_unique(queue))
                && let Some(other) = queue.pop_front()
            {
                self.found.insert(*it, other);
            }
        }
        self.settle();
    }

    /// Matches free rows by how alike they are, the most alike first; `score` answers `None` where they are not.
    fn by_likeness(&mut self, score: impl Fn(T, T) -> Option<usize>) {
        if self.left.len().saturating_mul(self.right.len()) > MOST_COMPARED {
            return;
        }
        let mut scored: Vec<(usize, T, T)> = Vec::new();
        for right in &self.right {
            scored.extend(self.left.iter().filter_map(|left| Some((score(*left, *right)?, *left, *right))));
        }
        // The sort is stable: among equals the order of the form decides.
        scored.sort_by_key(|(score, ..)| std::cmp::Reverse(*score));
        let mut taken = std::collections::HashSet::new();
        for (_, left, right) in scored {
            if !self.found.contains_key(&right) && taken.insert(left) {
                self.found.insert(right, left);
            }
        }
        self.settle();
    }

    fn settle(&mut self) {
        let taken: std::collections::HashSet<T> = self.found.values().copied().collect();
        self.left.retain(|it| !taken.contains(it));
        self.right.retain(|it| !self.found.contains_key(it));
    }
}

fn match_functions(left: &Filing, right: &Filing) -> Vec<Option<usize>> {
    let mut all = Match::new((0..left.functions.len()).collect(), (0..right.functions.len()).collect());
    let old = |idx: usize| left.functions.get(idx);
    let new = |idx: usize| right.functions.get(idx);
    let both = |it: &Function| (it.id.clone(), stem(&it.name));
    let name = |it: &Function| Some(stem(&it.name)).filter(|it| !it.is_empty());
    all.by_key(false, |it| old(it).map(both), |it| new(it).map(both));
    all.by_key(false, |it| old(it).and_then(name), |it| new(it).and_then(name));
    all.by_likeness(|a, b| {
        let score = likeness(&old(a)?.name, &new(b)?.name);
        (score >= ALIKE).then_some(score)
    });
    // 职能3 keeps its number where its text was written anew.
    let id = |it: &Function| Some(it.id.clone()).filter(|it| !it.is_empty());
    all.by_likeness(|a, b| {
        let (a, b) = (old(a)?, new(b)?);
        let is_same_number = id(a).is_some() && id(a) == id(b);
        (is_same_number && likeness(&a.name, &b.name) >= ALIKE_IN_PLACE).then_some(1)
    });
    (0..right.functions.len()).map(|it| all.found.get(&it).copied()).collect()
}

fn match_indicators(left: &Filing, right: &Filing, functions: &[Option<usize>]) -> Vec<Vec<Option<At>>> {
    let all_of = |filing: &Filing| filing.indicators().map(|(function, idx, _)| (function, idx)).collect();
    let mut all: Match<At> = Match::new(all_of(left), all_of(right));
    let old = |at: At| left.indicator(at.0, at.1);
    let new = |at: At| right.indicator(at.0, at.1);
    // Functions are named by their number on the left; a new function has none.
    let new_home = |at: At| functions.get(at.0).copied().flatten();
    let stems_of = |filing: &Filing| -> HashMap<At, String> {
        filing.indicators().map(|(function, idx, it)| ((function, idx), stem(&it.name))).collect()
    };
    let (old_stems, new_stems) = (stems_of(left), stems_of(right));
    let named = |stems: &HashMap<At, String>, at: At| stems.get(&at).filter(|it| !it.is_empty()).cloned();
    let in_place = |function: usize, it: &Indicator, name: Option<&String>| {
        (function, levels(it), it.work.clone(), name.cloned())
    };
    all.by_key(
        false,
        |at| Some(in_place(at.0, old(at)?, old_stems.get(&at))),
        |at| Some(in_place(new_home(at)?, new(at)?, new_stems.get(&at))),
    );
    // Under other levels of the same function: first with the same target.
    let with_target = |function: usize, it: &Indicator, name: String| (function, name, it.target.clone());
    all.by_key(
        false,
        |at| Some(with_target(at.0, old(at)?, named(&old_stems, at)?)),
        |at| Some(with_target(new_home(at)?, new(at)?, named(&new_stems, at)?)),
    );
    all.by_key(
        false,
        |at| Some((at.0, named(&old_stems, at)?)),
        |at| Some((new_home(at)?, named(&new_stems, at)?)),
    );
    // In another function, only where there is no doubt which.
    all.by_key(
        true,
        |at| Some((named(&old_stems, at)?, old(at)?.target.clone())),
        |at| Some((named(&new_stems, at)?, new(at)?.target.clone())),
    );
    all.by_key(true, |at| named(&old_stems, at), |at| named(&new_stems, at));
    all.by_likeness(|a, b| {
        if new_home(b) != Some(a.0) {
            return None;
        }
        alike(old(a)?, new(b)?)
    });
    let rows =
        |function: usize, n: usize| (0..n).map(|idx| all.found.get(&(function, idx)).copied()).collect();
    right.functions.iter().enumerate().map(|(function, it)| rows(function, it.indicators.len())).collect()
}

/// How alike two rows of one function are, when they are likely the same row renamed.
fn alike(old: &Indicator, new: &Indicator) -> Option<usize> {
    let score = likeness(&old.name, &new.name);
    let is_in_place = levels(old) == levels(new);
    let has_same_target = old.target == new.target && !old.target.is_empty();
    let is_same = score >= ALIKE || (is_in_place && has_same_target && score >= ALIKE_IN_PLACE);
    is_same.then_some(score * 2 + usize::from(is_in_place) * 30 + usize::from(has_same_target) * 20)
}

/// The levels as they are meant: other spellings of one label are the same.
pub(super) fn levels(it: &Indicator) -> (String, String) {
    let level1 = taxonomy::level1(&it.level1)
        .map_or_else(|| taxonomy::reduce(&it.level1), |kind| taxonomy::level1_name(kind).to_owned());
    let level2 = taxonomy::level2(&it.level2)
        .map_or_else(|| taxonomy::reduce(&it.level2), |label| label.name.to_owned());
    (level1, level2)
}

fn match_lines(left: &Filing, right: &Filing) -> Vec<Option<usize>> {
    let lines = |filing: &Filing| (0..filing.budget.lines.len()).collect();
    let mut all = Match::new(lines(left), lines(right));
    let (old_paths, new_paths) = (line_paths(left), line_paths(right));
    all.by_key(false, |it| old_paths.get(it).cloned(), |it| new_paths.get(it).cloned());
    let name = |filing: &Filing, idx: usize| {
        filing.budget.lines.get(idx).map(|it| stem(&it.name)).filter(|it| !it.is_empty())
    };
    all.by_key(true, |it| name(left, it), |it| name(right, it));
    let parent = |paths: &[Vec<String>], idx: usize| {
        paths.get(idx).and_then(|it| it.split_last()).map(|(_, above)| above.to_vec())
    };
    all.by_likeness(|a, b| {
        let score = likeness(&name(left, a)?, &name(right, b)?);
        (score >= ALIKE && parent(&old_paths, a) == parent(&new_paths, b)).then_some(score)
    });
    (0..right.budget.lines.len()).map(|it| all.found.get(&it).copied()).collect()
}

/// The stems of a line's name and of all above it.
pub(super) fn line_paths(filing: &Filing) -> Vec<Vec<String>> {
    let tree = BudgetTree::of(&filing.budget);
    let label = |idx: &usize| filing.budget.lines.get(*idx).map(|it| stem(&it.name));
    (0..filing.budget.lines.len()).map(|idx| tree.path(idx).iter().filter_map(label).collect()).collect()
}
