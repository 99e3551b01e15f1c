//! Which rows of a function may be alike: by the hash of what they have in common.
//!
//! It must not know rules. Invariants: a number for every row, at the row's place; that two rows have one hash and are
//! not alike costs time only, as the rule that asks compares them itself.

use super::seen::Passed;
use crate::check::scope::Key;
use crate::model::{Filing, Indicator};
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::hash::BuildHasher;

/// What rows have in common, or nothing.
type KeyOf = fn(&Indicator) -> Option<Key>;

/// The rows of all functions.
#[derive(Clone, Debug, Default)]
pub struct Twins {
    functions: Vec<Alike>,
}

/// The rows of one.
#[derive(Clone, Debug, Default)]
struct Alike {
    hashes: Vec<Option<u64>>,
    n: FxHashMap<u64, usize>,
}

impl Alike {
    fn set(&mut self, idx: usize, hash: Option<u64>) {
        let Some(slot) = self.hashes.get_mut(idx) else { return };
        let old = std::mem::replace(slot, hash);
        self.forget(old);
        if let Some(hash) = hash {
            *self.n.entry(hash).or_default() += 1;
        }
    }

    fn forget(&mut self, hash: Option<u64>) {
        let Some(hash) = hash else { return };
        let left = self.n.get(&hash).map_or(0, |it| it.saturating_sub(1));
        if left == 0 {
            self.n.remove(&hash);
        } else {
            self.n.insert(hash, left);
        }
    }
}

fn hash(row: &Indicator, key: KeyOf) -> Option<u64> {
    key(row).map(|it| FxBuildHasher.hash_one(it))
}

impl Twins {
    /// Those of a filing.
    pub fn of(filing: &Filing, key: KeyOf) -> Self {
        let mut twins = Self::default();
        for function in &filing.functions {
            let mut alike = Alike { hashes: vec![None; function.indicators.len()], n: FxHashMap::default() };
            for (idx, it) in function.indicators.iter().enumerate() {
                alike.set(idx, hash(it, key));
            }
            twins.functions.push(alike);
        }
        twins
    }

    /// Takes a row as it is now. Answers the rows that are like it, and those that were, where they are others.
    pub fn set(&mut self, function_idx: usize, idx: usize, row: &Indicator, key: KeyOf) -> Vec<Vec<usize>> {
        let Some(alike) = self.functions.get_mut(function_idx) else { return Vec::new() };
        let (old, new) = (alike.hashes.get(idx).copied().flatten(), hash(row, key));
        alike.set(idx, new);
        let mut groups = vec![self.group(function_idx, new)];
        if old != new {
            groups.push(self.group(function_idx, old));
        }
        groups
    }

    /// Takes what came and went. Answers the rows that are like those, by their functions.
    pub fn pass(
        &mut self,
        passed: &[Passed],
        filing: &Filing,
        came: &[(usize, usize)],
        key: KeyOf,
    ) -> Vec<(usize, Vec<usize>)> {
        let mut touched: Vec<(usize, u64)> = Vec::new();
        for it in passed {
            match it {
                Passed::RowsWent { function, first, rows } => {
                    let Some(alike) = self.functions.get_mut(*function) else { continue };
                    let end = (first + rows.len()).min(alike.hashes.len());
                    let went: Vec<Option<u64>> = alike.hashes.drain((*first).min(end)..end).collect();
                    for hash in went {
                        alike.forget(hash);
                        touched.extend(hash.map(|it| (*function, it)));
                    }
                }
                Passed::RowsCame { function, first, n } => {
                    let Some(alike) = self.functions.get_mut(*function) else { continue };
                    let first = (*first).min(alike.hashes.len());
                    alike.hashes.splice(first..first, std::iter::repeat_n(None, *n));
                }
                Passed::FunctionCame(at) => {
                    self.functions.insert((*at).min(self.functions.len()), Alike::default());
                    touched.iter_mut().filter(|it| it.0 >= *at).for_each(|it| it.0 += 1);
                }
                Passed::FunctionWent { at, .. } => {
                    if *at < self.functions.len() {
                        self.functions.remove(*at);
                    }
                    touched.retain(|it| it.0 != *at);
                    touched.iter_mut().filter(|it| it.0 > *at).for_each(|it| it.0 -= 1);
                }
            }
        }
        for (function_idx, idx) in came {
            let (Some(alike), Some(function)) =
                (self.functions.get_mut(*function_idx), filing.functions.get(*function_idx))
            else {
                continue;
            };
            alike.hashes.resize(function.indicators.len(), None);
            let hash = function.indicators.get(*idx).and_then(|it| hash(it, key));
            alike.set(*idx, hash);
            touched.extend(hash.map(|it| (*function_idx, it)));
        }
        touched.sort_unstable();
        touched.dedup();
        touched.into_iter().map(|(function, hash)| (function, self.group(function, Some(hash)))).collect()
    }

    /// The rows of a function with this hash.
    fn group(&self, function_idx: usize, hash: Option<u64>) -> Vec<usize> {
        let Some(alike) = self.functions.get(function_idx).filter(|_| hash.is_some()) else {
            return Vec::new();
        };
        let n = hash.and_then(|it| alike.n.get(&it)).copied().unwrap_or_default();
        let rows = alike.hashes.iter().enumerate().filter(|(_, it)| **it == hash);
        rows.map(|(idx, _)| idx).take(n).collect()
    }
}
