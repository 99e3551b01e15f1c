//! All nodes of two filings side by side.
//!
//! Invariant: every node of either filing stands in exactly one pair; the right filing's order is kept, and what only
//! the left has stands after what it stood after there.

use super::{Pair, Rows};
use crate::model::{Filing, Place};
use std::collections::{HashMap, HashSet};

/// A row on the left, on the right, or on both sides, by index.
type Both = (Option<usize>, Option<usize>);

/// The pairs: the filing, budget lines, functions each with its indicators.
pub(super) fn pairs(left: &Filing, rows: &Rows) -> Vec<Pair> {
    let mut pairs = vec![Pair { left: Some(Place::Filing), right: Some(Place::Filing) }];
    let lines = merged(left.budget.lines.len(), &rows.lines);
    pairs.extend(
        lines
            .into_iter()
            .map(|(a, b)| Pair { left: a.map(Place::BudgetLine), right: b.map(Place::BudgetLine) }),
    );
    let moved: HashSet<(usize, usize)> = rows.indicators.iter().flatten().flatten().copied().collect();
    for (a, b) in merged(left.functions.len(), &rows.functions) {
        pairs.push(Pair { left: a.map(Place::Function), right: b.map(Place::Function) });
        let n_left = a.and_then(|it| left.functions.get(it)).map_or(0, |it| it.indicators.len());
        let none = Vec::new();
        let found = b.and_then(|it| rows.indicators.get(it)).unwrap_or(&none);
        // Rows that came from another function have no place in this list's old order.
        let own: Vec<Option<usize>> =
            found.iter().map(|it| it.filter(|(function, _)| Some(*function) == a).map(|it| it.1)).collect();
        for (old, new) in merged(n_left, &own) {
            let old_at = a.zip(old);
            let left = match (old_at, new) {
                (Some(at), None) if moved.contains(&at) => continue,
                (Some(at), _) => Some(at),
                (None, new) => new.and_then(|it| found.get(it)).copied().flatten(),
            };
            pairs.push(Pair {
                left: left.map(|(function, idx)| Place::Indicator(function, idx)),
                right: b.zip(new).map(|(function, idx)| Place::Indicator(function, idx)),
            });
        }
    }
    pairs
}

/// Two lists as one: the right's order, with what only the left has after its old neighbor.
fn merged(n_left: usize, right: &[Option<usize>]) -> Vec<Both> {
    let at: HashMap<usize, usize> =
        right.iter().enumerate().filter_map(|(new, old)| Some(((*old)?, new))).collect();
    let mut all: Vec<((usize, usize, usize), Both)> =
        right.iter().enumerate().map(|(new, old)| ((new + 1, 0, 0), (*old, Some(new)))).collect();
    let mut anchor = 0;
    for old in 0..n_left {
        match at.get(&old) {
            Some(new) => anchor = new + 1,
            None => all.push(((anchor, 1, old), (Some(old), None))),
        }
    }
    all.sort_by_key(|(key, _)| *key);
    all.into_iter().map(|(_, pair)| pair).collect()
}
