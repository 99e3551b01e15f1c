//! What the rules about whole filings have found, rule by rule and place by place, and which of it has to be found
//! again after a change.
//!
//! It must not know what is accepted or hidden. Invariant: after [`Wide::update`] it holds what the rule finds in the
//! whole filing, whatever way was taken.

use super::seen::{Changes, RowChange};
use crate::check::budget::Sums;
use crate::check::finding::Finding;
use crate::check::rule::{Check, Rule};
use crate::check::scope::{Key, Reach, Scope};
use crate::check::{Options, check_whole};
use crate::model::{Filing, Function, Place};
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The places whose findings are others than before.
pub type Dirty = BTreeSet<Place>;

/// What one rule has found.
#[derive(Clone, Debug)]
pub struct Wide {
    rule: &'static Rule,
    found: BTreeMap<Place, Vec<Finding>>,
    /// For a rule about rows that are alike: these rows.
    twins: HashMap<(usize, Key), BTreeSet<usize>>,
}

impl Wide {
    /// What a rule finds in a filing; `None` for a rule that is not about whole filings.
    pub fn of(
        rule: &'static Rule,
        filing: &Filing,
        sums: &OnceCell<Sums>,
        options: &Options<'_>,
    ) -> Option<Self> {
        if matches!(rule.check, Check::Indicator(..) | Check::Engine) {
            return None;
        }
        let mut wide = Self { rule, found: BTreeMap::new(), twins: HashMap::new() };
        wide.find_all(filing, sums, options, &mut Dirty::new());
        Some(wide)
    }

    /// What it found at a place.
    pub fn at(&self, place: Place) -> &[Finding] {
        self.found.get(&place).map_or(&[], |it| it)
    }

    /// Where it found something.
    pub fn places(&self) -> impl Iterator<Item = Place> {
        self.found.keys().copied()
    }

    /// Finds again what the changes bear on. The filing is given back as it was; rows are taken out for a while.
    pub fn update(
        &mut self,
        filing: &mut Filing,
        changes: &Changes,
        sums: &OnceCell<Sums>,
        options: &Options<'_>,
        dirty: &mut Dirty,
    ) {
        let again = match self.rule.check {
            Check::Indicator(..) | Check::Engine => false,
            // What was edited since the filing was loaded grows with every step.
            Check::Edited(_) => true,
            _ if changes.is_reshaped => true,
            // Rows and lines are as many as before.
            Check::Measured(_) => false,
            Check::Filing(Scope::Frame, _) | Check::Money(_) => !changes.frame.is_empty(),
            Check::Filing(Scope::Rows { beside, reach }, _) => {
                changes.in_frame(|it| beside.has(it)) || !self.in_reach(reach, filing, changes, dirty)
            }
        };
        if again {
            self.find_all(filing, sums, options, dirty);
        }
    }

    fn find_all(&mut self, filing: &Filing, sums: &OnceCell<Sums>, options: &Options<'_>, dirty: &mut Dirty) {
        let mut findings = Vec::new();
        check_whole(self.rule, filing, sums, options, &mut findings);
        let old = std::mem::take(&mut self.found);
        for finding in findings {
            self.found.entry(finding.at).or_default().push(finding);
        }
        dirty.extend(old.iter().filter(|(at, old)| self.found.get(at) != Some(old)).map(|(at, _)| *at));
        dirty.extend(self.found.keys().filter(|it| !old.contains_key(it)));
        if let Check::Filing(Scope::Rows { reach: Reach::Alike(key), .. }, _) = self.rule.check {
            self.twins.clear();
            for (function_idx, idx, it) in filing.indicators() {
                if let Some(key) = key(it) {
                    self.twins.entry((function_idx, key)).or_default().insert(idx);
                }
            }
        }
    }

    /// Finds again within the reach of the changed rows; `false` where that is the whole filing.
    fn in_reach(&mut self, reach: Reach, filing: &mut Filing, changes: &Changes, dirty: &mut Dirty) -> bool {
        match reach {
            Reach::Whole(is_one) => changes.rows.iter().all(|it| {
                filing.indicator(it.function_idx, it.idx).is_some_and(|new| is_one(filing, &it.old, new))
            }),
            Reach::Row => {
                if !changes.frame.is_empty() {
                    self.beside_rows(filing, dirty);
                }
                for it in &changes.rows {
                    self.among(filing, it.function_idx, &[it.idx], &[it.idx], dirty);
                }
                true
            }
            Reach::Above => {
                for it in &changes.rows {
                    let idx = it.idx;
                    let n_rows = filing.functions.get(it.function_idx).map_or(0, |it| it.indicators.len());
                    let rows: Vec<usize> = (idx.saturating_sub(1)..(idx + 2).min(n_rows)).collect();
                    let about: Vec<usize> = (idx..(idx + 2).min(n_rows)).collect();
                    self.among(filing, it.function_idx, &rows, &about, dirty);
                }
                true
            }
            Reach::Alike(key) => {
                for it in &changes.rows {
                    self.alike(filing, it, key, dirty);
                }
                true
            }
        }
    }

    /// Finds again among the rows that are like a changed row, or were.
    fn alike(
        &mut self,
        filing: &mut Filing,
        change: &RowChange,
        key: fn(&crate::model::Indicator) -> Option<Key>,
        dirty: &mut Dirty,
    ) {
        let (function_idx, idx) = (change.function_idx, change.idx);
        let new = filing.indicator(function_idx, idx).and_then(key);
        let old = key(&change.old);
        if let Some(old) = old.clone().filter(|it| new.as_ref() != Some(it)) {
            let at = (function_idx, old);
            let left = self.twins.get_mut(&at).map_or(0, |it| {
                it.remove(&idx);
                it.len()
            });
            if left == 0 {
                self.twins.remove(&at);
            }
        }
        if let Some(new) = new.clone() {
            self.twins.entry((function_idx, new)).or_default().insert(idx);
        }
        let mut about = vec![idx];
        let rows_of = |it: Option<Key>| it.and_then(|it| self.twins.get(&(function_idx, it)).cloned());
        let groups = if old == new { vec![rows_of(new)] } else { vec![rows_of(old), rows_of(new)] };
        about.clear();
        for group in groups.into_iter().flatten() {
            let rows: Vec<usize> = group.into_iter().collect();
            self.among(filing, function_idx, &rows, &rows, dirty);
            about.extend(rows);
        }
        if !about.contains(&idx) {
            self.put(Place::Indicator(function_idx, idx), Vec::new(), dirty);
        }
    }

    /// Finds again what some rows of a function say of some of them, as if there were no others.
    fn among(
        &mut self,
        filing: &mut Filing,
        function_idx: usize,
        rows: &[usize],
        about: &[usize],
        dirty: &mut Dirty,
    ) {
        let Some(function) = filing.functions.get(function_idx) else { return };
        let picked = Function {
            id: function.id.clone(),
            name: function.name.clone(),
            indicators: rows.iter().filter_map(|it| function.indicators.get(*it)).cloned().collect(),
            ..Function::default()
        };
        let mut by_row: BTreeMap<usize, Vec<Finding>> = about.iter().map(|it| (*it, Vec::new())).collect();
        for mut finding in self.with_functions(filing, vec![picked]) {
            let Place::Indicator(_, at) = finding.at else { continue };
            let Some(idx) = rows.get(at) else { continue };
            let home = |it: Place| match it {
                Place::Indicator(_, at) => {
                    rows.get(at).map_or(it, |idx| Place::Indicator(function_idx, *idx))
                }
                other => other,
            };
            finding.at = home(finding.at);
            finding.fix.iter_mut().flat_map(|it| &mut it.edits).for_each(|it| it.at = home(it.at));
            if let Some(found) = by_row.get_mut(idx) {
                found.push(finding);
            }
        }
        for (idx, found) in by_row {
            self.put(Place::Indicator(function_idx, idx), found, dirty);
        }
    }

    /// Finds again what has nothing to do with rows.
    fn beside_rows(&mut self, filing: &mut Filing, dirty: &mut Dirty) {
        let bare = |it: &Function| Function {
            id: it.id.clone(),
            name: it.name.clone(),
            content: it.content.clone(),
            amounts: it.amounts.clone(),
            ..Function::default()
        };
        let bare = filing.functions.iter().map(bare).collect();
        let mut found: BTreeMap<Place, Vec<Finding>> = BTreeMap::new();
        for finding in self.with_functions(filing, bare) {
            found.entry(finding.at).or_default().push(finding);
        }
        // Places are in form order, rows last.
        let first_row = Place::Indicator(0, 0);
        let old: Vec<Place> = self.found.range(..first_row).map(|(at, _)| *at).collect();
        for at in old.into_iter().filter(|it| !found.contains_key(it)) {
            self.put(at, Vec::new(), dirty);
        }
        for (at, found) in found {
            self.put(at, found, dirty);
        }
    }

    /// What the rule finds in the filing with other functions in it.
    fn with_functions(&self, filing: &mut Filing, functions: Vec<Function>) -> Vec<Finding> {
        let Check::Filing(_, run) = self.rule.check else { return Vec::new() };
        let own = std::mem::replace(&mut filing.functions, functions);
        let mut findings = Vec::new();
        run(self.rule, filing, &mut findings);
        filing.functions = own;
        findings
    }

    fn put(&mut self, at: Place, found: Vec<Finding>, dirty: &mut Dirty) {
        if self.at(at) != found {
            dirty.insert(at);
            if found.is_empty() {
                self.found.remove(&at);
            } else {
                self.found.insert(at, found);
            }
        }
    }
}
