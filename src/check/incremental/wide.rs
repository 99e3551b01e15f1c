//! What the rules about whole filings have found, rule by rule and place by place, and which of it has to be found
//! again after a change.
//!
//! It must not know what is accepted or hidden. Invariant: after [`Wide::update`] it holds what the rule finds in the
//! whole filing, whatever way was taken.

use super::kinds::Kinds;
use super::seen::{Changes, RowChange};
use super::twins::Twins;
use crate::check::budget::Sums;
use crate::check::finding::Finding;
use crate::check::rule::{Check, Rule};
use crate::check::scope::{Key, Reach, Scope, Sight};
use crate::check::{Options, check_whole};
use crate::model::reshape::{Reshape, follow};
use crate::model::{Field, Filing, Function, Indicator, Place};
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

/// The places whose findings are others than before.
pub type Dirty = BTreeSet<Place>;

/// What one rule has found.
#[derive(Clone, Debug)]
pub struct Wide {
    rule: &'static Rule,
    found: BTreeMap<Place, Vec<Finding>>,
    /// For a rule about rows that are alike: which these are.
    twins: Twins,
    /// For a rule that sees only so much of each row: which are one to it.
    kinds: Kinds,
    /// Whether anything was found at rows before the last of them came and went.
    has_found_at_rows: bool,
    /// The functions in which rows went at which something was found.
    lost_in: BTreeSet<usize>,
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
        let mut wide = Self {
            rule,
            found: BTreeMap::new(),
            twins: Twins::default(),
            kinds: Kinds::default(),
            has_found_at_rows: false,
            lost_in: BTreeSet::new(),
        };
        wide.find_all(filing, sums, options, &mut Dirty::new());
        wide.sort(filing);
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
        let has_moved = !changes.passed.is_empty();
        if has_moved {
            self.shift(&changes.reshaped, dirty);
        }
        let has_other_frame = !changes.frame.is_empty() || changes.is_regrouped || has_moved;
        let again = match self.rule.check {
            Check::Indicator(..) | Check::Engine => false,
            // What was edited since the filing was loaded grows with every step.
            Check::Edited(_) => true,
            _ if changes.is_reshaped => true,
            // Rows and lines are as many as before.
            Check::Measured(_) => has_moved || !changes.frame.is_empty(),
            Check::Filing(Scope::Frame, _) | Check::Money(_) => {
                !changes.frame.is_empty() || changes.is_regrouped
            }
            Check::Filing(Scope::Rows { beside, reach }, _) => {
                let is_beside = |it: &Field| beside.has(it);
                let is_other = changes.in_frame(is_beside) || changes.is_regrouped && beside.has_functions();
                if is_other {
                    self.sort(filing);
                }
                is_other || !self.in_reach(reach, filing, (changes, has_other_frame), dirty)
            }
        };
        if again {
            self.find_all(filing, sums, options, dirty);
        }
        if changes.is_reshaped {
            self.sort(filing);
        }
    }

    /// Lets what was found follow the rows and functions that it is about.
    fn shift(&mut self, reshaped: &[Reshape], dirty: &mut Dirty) {
        self.lost_in.clear();
        self.has_found_at_rows = self.found.range(Place::Indicator(0, 0)..).next().is_some();
        if self.found.keys().next_back().is_none_or(|it| *it < Place::Function(0)) {
            return;
        }
        let found = std::mem::take(&mut self.found).into_iter();
        for (at, mut found) in found {
            if let Some(at) = follow(at, reshaped) {
                // What stands above all that moved is only looked at again where it would set rows that did.
                let is_far =
                    |it: &Finding| it.fix.iter().flat_map(|it| &it.edits).any(|edit| edit.at != it.at);
                if found.iter().any(is_far) {
                    dirty.insert(at);
                }
                for it in &mut found {
                    move_to(it, at, reshaped);
                }
                self.found.insert(at, found);
            } else if let Place::Indicator(function_idx, _) = at
                && let Some(Place::Function(function_idx)) = follow(Place::Function(function_idx), reshaped)
            {
                self.lost_in.insert(function_idx);
            }
        }
    }

    /// Notes which rows are alike, or one to the rule.
    fn sort(&mut self, filing: &Filing) {
        let Check::Filing(Scope::Rows { reach, .. }, _) = self.rule.check else { return };
        match reach {
            Reach::Row | Reach::Above => {}
            Reach::Alike(key) => self.twins = Twins::of(filing, key),
            Reach::Whole(sight) => self.kinds = Kinds::of(filing, sight.kind, true),
            Reach::Function(sight) => self.kinds = Kinds::of(filing, sight.kind, false),
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
    }

    /// Finds again within the reach of the changed rows; `false` where that is the whole filing.
    fn in_reach(
        &mut self,
        reach: Reach,
        filing: &mut Filing,
        (changes, has_other_frame): (&Changes, bool),
        dirty: &mut Dirty,
    ) -> bool {
        let rows =
            || changes.rows.iter().map(|it| (it.function_idx, it.idx)).chain(changes.came.iter().copied());
        match reach {
            Reach::Whole(sight) => self.in_whole(sight, filing, changes),
            Reach::Function(sight) => {
                for function_idx in self.in_functions(sight, filing, changes) {
                    self.of_function(filing, function_idx, dirty);
                }
                true
            }
            Reach::Row => {
                if has_other_frame {
                    self.beside_rows(filing, dirty);
                }
                for (function_idx, idx) in rows() {
                    self.among(filing, function_idx, &[idx], &[idx], dirty);
                }
                true
            }
            Reach::Above => {
                let below_gaps = below_gaps(changes);
                for (function_idx, idx) in rows().chain(below_gaps) {
                    let n_rows = filing.functions.get(function_idx).map_or(0, |it| it.indicators.len());
                    let rows: Vec<usize> = (idx.saturating_sub(1)..(idx + 2).min(n_rows)).collect();
                    let about: Vec<usize> = (idx..(idx + 2).min(n_rows)).collect();
                    self.among(filing, function_idx, &rows, &about, dirty);
                }
                true
            }
            Reach::Alike(key) => {
                for (function_idx, group) in self.twins.pass(&changes.passed, filing, &changes.came, key) {
                    self.among(filing, function_idx, &group, &group, dirty);
                }
                for it in &changes.rows {
                    self.alike(filing, it, key, dirty);
                }
                true
            }
        }
    }

    /// Whether all that changed is one to a rule about all rows.
    fn in_whole(&mut self, sight: Sight, filing: &Filing, changes: &Changes) -> bool {
        if changes.rows.is_empty() && changes.passed.is_empty() {
            return true;
        }
        let kind = (sight.kind)(filing);
        let new = |at: &(usize, usize)| filing.indicator(at.0, at.1);
        let came = changes.came.iter().filter_map(|at| Some((at.0, kind(new(at)?))));
        let again = self.kinds.pass(&changes.passed, came, &kind);
        let counts_each = || self.kinds.tally(0).is_some_and(super::kinds::Tally::counts_each);
        let mut is_one =
            // What stands at rows may stand at others now.
            changes.passed.is_empty() || again.is_empty() && !counts_each() && !self.has_found_at_rows;
        for it in &changes.rows {
            let Some(new) = filing.indicator(it.function_idx, it.idx) else { continue };
            is_one &= (sight.is_one)(filing, &it.old, new);
            self.kinds.exchange(it.function_idx, kind(&it.old), kind(new));
        }
        is_one
    }

    /// The functions in which something changed that is not one to a rule about functions.
    fn in_functions(&mut self, sight: Sight, filing: &Filing, changes: &Changes) -> BTreeSet<usize> {
        if changes.rows.is_empty() && changes.passed.is_empty() {
            return BTreeSet::new();
        }
        let kind = (sight.kind)(filing);
        let new = |at: &(usize, usize)| filing.indicator(at.0, at.1);
        let came = changes.came.iter().filter_map(|at| Some((at.0, kind(new(at)?))));
        let mut again: BTreeSet<usize> = self.kinds.pass(&changes.passed, came, &kind).into_iter().collect();
        let touched = changes.came.iter().map(|it| it.0).chain(below_gaps(changes).map(|it| it.0));
        let own = |it: usize| Place::Indicator(it, 0)..Place::Indicator(it + 1, 0);
        again.extend(touched.filter(|it| {
            self.kinds.tally(*it).is_some_and(super::kinds::Tally::counts_each)
                || self.lost_in.contains(it)
                || self.found.range(own(*it)).next().is_some()
        }));
        for it in &changes.rows {
            let Some(new) = filing.indicator(it.function_idx, it.idx) else { continue };
            if !(sight.is_one)(filing, &it.old, new) {
                again.insert(it.function_idx);
            }
            self.kinds.exchange(it.function_idx, kind(&it.old), kind(new));
        }
        again
    }

    /// Finds again what a rule says of a function and its rows.
    fn of_function(&mut self, filing: &mut Filing, function_idx: usize, dirty: &mut Dirty) {
        let Some(slot) = filing.functions.get_mut(function_idx) else { return };
        let own = std::mem::take(slot);
        let (findings, mut own) = self.with_functions(filing, vec![own]);
        if let Some((slot, own)) = filing.functions.get_mut(function_idx).zip(own.pop()) {
            *slot = own;
        }
        let home = |it: Place| match it {
            Place::Function(_) => Place::Function(function_idx),
            Place::Indicator(_, idx) => Place::Indicator(function_idx, idx),
            other => other,
        };
        let rows = Place::Indicator(function_idx, 0)..Place::Indicator(function_idx + 1, 0);
        let mut found: BTreeMap<Place, Vec<Finding>> =
            self.found.range(rows).map(|(at, _)| (*at, Vec::new())).collect();
        found.insert(Place::Function(function_idx), Vec::new());
        for mut finding in findings {
            finding.at = home(finding.at);
            finding.fix.iter_mut().flat_map(|it| &mut it.edits).for_each(|it| it.at = home(it.at));
            found.entry(finding.at).or_default().push(finding);
        }
        for (at, found) in found {
            self.put(at, found, dirty);
        }
    }

    /// Finds again among the rows that are like a changed row, or were.
    fn alike(
        &mut self,
        filing: &mut Filing,
        change: &RowChange,
        key: fn(&Indicator) -> Option<Key>,
        dirty: &mut Dirty,
    ) {
        let (function_idx, idx) = (change.function_idx, change.idx);
        let Some(new) = filing.indicator(function_idx, idx) else { return };
        let mut is_said = false;
        for rows in self.twins.set(function_idx, idx, new, key) {
            is_said |= rows.contains(&idx);
            self.among(filing, function_idx, &rows, &rows, dirty);
        }
        if !is_said {
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
        let Some(function) = filing.functions.get(function_idx).filter(|_| !about.is_empty()) else { return };
        let picked = Function {
            id: function.id.clone(),
            name: function.name.clone(),
            indicators: rows.iter().filter_map(|it| function.indicators.get(*it)).cloned().collect(),
            ..Function::default()
        };
        let mut by_row: BTreeMap<usize, Vec<Finding>> = about.iter().map(|it| (*it, Vec::new())).collect();
        for mut finding in self.with_functions(filing, vec![picked]).0 {
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
        for finding in self.with_functions(filing, bare).0 {
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

    /// What the rule finds in the filing with other functions in it, which are given back.
    fn with_functions(&self, filing: &mut Filing, functions: Vec<Function>) -> (Vec<Finding>, Vec<Function>) {
        let Check::Filing(_, run) = self.rule.check else { return (Vec::new(), functions) };
        let own = std::mem::replace(&mut filing.functions, functions);
        let mut findings = Vec::new();
        run(self.rule, filing, &mut findings);
        (findings, std::mem::replace(&mut filing.functions, own))
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

/// The rows that stand below those that went, as they are now.
fn below_gaps(changes: &Changes) -> impl Iterator<Item = (usize, usize)> {
    changes.reshaped.iter().enumerate().filter_map(|(step, it)| {
        let Reshape::RowsWent { function, first, .. } = *it else { return None };
        let after = changes.reshaped.get(step + 1..).unwrap_or_default();
        follow(Place::Indicator(function, first), after).and_then(super::row_of)
    })
}

/// Lets a finding stand at another place, and what it would set follow its rows.
pub fn move_to(finding: &mut Finding, at: Place, reshaped: &[Reshape]) {
    finding.at = at;
    for edit in finding.fix.iter_mut().flat_map(|it| &mut it.edits) {
        edit.at = follow(edit.at, reshaped).unwrap_or(edit.at);
    }
}
