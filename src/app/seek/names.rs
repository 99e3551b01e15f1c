//! The distinct names of filings, functions and indicators, and where each of them stands.
//!
//! A folder of a million indicators has few distinct names; they are ranked instead of the rows. Built in bounded
//! steps when it is first asked for. Invariant: instances of a name are in tree order within their filing.

use super::anchor::{Anchor, Kind};
use crate::app::Entry;
use crate::model::{Filing, Place};
use crate::text::fold::fold_for_search;
use std::collections::HashMap;

/// Rows whose names are taken in one step: about three milliseconds.
const STEP: usize = 8_000;
/// No further instance.
const NONE: u32 = u32::MAX;

/// What carries a name.
#[derive(Clone, Copy, Debug)]
enum Bearer {
    Filing,
    Function,
    Level1,
    Level2,
    Indicator,
}

/// A row where a name stands, in few bytes: there may be a million.
#[derive(Clone, Copy, Debug)]
struct Instance {
    entry: u32,
    function: u32,
    idx: u32,
    /// The next instance of the name.
    next: u32,
    bearer: Bearer,
}

impl Instance {
    const fn anchor(self) -> Anchor {
        let (entry, function, idx) = (self.entry as usize, self.function as usize, self.idx as usize);
        match self.bearer {
            Bearer::Filing => Anchor::of(entry, Kind::Own, Place::Filing),
            Bearer::Function => Anchor::of(entry, Kind::Own, Place::Function(function)),
            Bearer::Level1 => Anchor::of(entry, Kind::Level1, Place::Indicator(function, idx)),
            Bearer::Level2 => Anchor::of(entry, Kind::Level2, Place::Indicator(function, idx)),
            Bearer::Indicator => Anchor::of(entry, Kind::Own, Place::Indicator(function, idx)),
        }
    }
}

/// A distinct name.
#[derive(Clone, Debug)]
pub struct Name {
    /// Folded for searching.
    pub folded: Box<str>,
    first: u32,
    last: u32,
    /// Number of instances.
    pub n: u32,
    /// Whether a filing's department is called so: these are listed before anything is typed.
    pub is_department: bool,
}

/// Names and their places.
#[derive(Clone, Debug, Default)]
pub struct Names {
    list: Vec<Name>,
    by_text: HashMap<Box<str>, u32>,
    instances: Vec<Instance>,
    /// What the department of each filing is called, folded for searching.
    departments: Vec<Box<str>>,
    /// The filings taken so far, at these revisions.
    taken: Vec<u64>,
    /// How far the filing after them has been taken.
    function: usize,
    indicator: usize,
}

impl Names {
    /// Begins anew when a filing has changed since it was taken. Says whether it does.
    pub fn refresh(&mut self, entries: &[Entry]) -> bool {
        let is_same = self.taken.iter().zip(entries).all(|(revision, it)| *revision == it.revision());
        let is_stale = !is_same || self.taken.len() > entries.len();
        if is_stale {
            *self = Self::default();
        }
        is_stale
    }

    /// Takes more names. Says whether there are more to take.
    pub fn step(&mut self, entries: &[Entry]) -> bool {
        let mut left = STEP;
        while left > 0 {
            let entry_idx = self.taken.len();
            let Some(entry) = entries.get(entry_idx) else { return false };
            let filing = entry.filing_once();
            if (self.function, self.indicator) == (0, 0) {
                self.add(entry.department(), entry_idx, Bearer::Filing, (0, 0));
                self.departments.push(fold_for_search(entry.department()).into());
                left = left.saturating_sub(10);
            }
            if self.take_rows(&filing, entry_idx, &mut left) {
                self.taken.push(entry.revision());
                (self.function, self.indicator) = (0, 0);
            }
        }
        self.taken.len() < entries.len()
    }

    /// Takes rows of a filing. Says whether it is taken whole.
    fn take_rows(&mut self, filing: &Filing, entry: usize, left: &mut usize) -> bool {
        while let Some(function) = filing.functions.get(self.function) {
            if self.indicator == 0 && !function.name.is_empty() {
                self.add(&function.name, entry, Bearer::Function, (self.function, 0));
            }
            for (idx, it) in function.indicators.iter().enumerate().skip(self.indicator) {
                let at = (self.function, idx);
                let before = idx.checked_sub(1).and_then(|it| function.indicators.get(it));
                let begins_level1 = before.is_none_or(|before| before.level1 != it.level1);
                if begins_level1 {
                    self.add(&it.level1, entry, Bearer::Level1, at);
                }
                if begins_level1 || before.is_none_or(|before| before.level2 != it.level2) {
                    self.add(&it.level2, entry, Bearer::Level2, at);
                }
                self.add(&it.name, entry, Bearer::Indicator, at);
                self.indicator = idx + 1;
                *left = left.saturating_sub(1);
                if *left == 0 {
                    return false;
                }
            }
            (self.function, self.indicator) = (self.function + 1, 0);
        }
        true
    }

    fn add(&mut self, text: &str, entry: usize, bearer: Bearer, (function, idx): (usize, usize)) {
        if text.trim().is_empty() {
            return;
        }
        let at = u32::try_from(self.instances.len()).unwrap_or(NONE);
        let small = |it: usize| u32::try_from(it).unwrap_or(NONE);
        self.instances.push(Instance {
            entry: small(entry),
            function: small(function),
            idx: small(idx),
            next: NONE,
            bearer,
        });
        let folded = fold_for_search(text);
        if let Some(name) = self.by_text.get(folded.as_str()) {
            let Some(name) = self.list.get_mut(*name as usize) else { return };
            if let Some(last) = self.instances.get_mut(name.last as usize) {
                last.next = at;
            }
            name.last = at;
            name.n += 1;
            return;
        }
        let idx = u32::try_from(self.list.len()).unwrap_or(NONE);
        let folded: Box<str> = folded.into();
        self.by_text.insert(folded.clone(), idx);
        let is_department = matches!(bearer, Bearer::Filing);
        self.list.push(Name { folded, first: at, last: at, n: 1, is_department });
    }

    /// The distinct names, in the order in which they were first met.
    pub fn list(&self) -> &[Name] {
        &self.list
    }

    /// What the departments of the filings taken so far are called, folded.
    pub fn departments(&self) -> &[Box<str>] {
        &self.departments
    }

    /// Whether the names of all these filings are taken.
    pub const fn has_all(&self, entries: &[Entry]) -> bool {
        self.taken.len() == entries.len()
    }

    /// How often a folded name stands anywhere.
    pub fn count(&self, folded: &str) -> usize {
        let name = self.by_text.get(folded).and_then(|it| self.list.get(*it as usize));
        name.map_or(0, |it| it.n as usize)
    }

    /// Where a name stands: filing and row.
    pub fn places(&self, name: &Name) -> impl Iterator<Item = (usize, Anchor)> {
        let first = self.instances.get(name.first as usize);
        std::iter::successors(first, |it| self.instances.get(it.next as usize))
            .map(|it| (it.entry as usize, it.anchor()))
    }
}
