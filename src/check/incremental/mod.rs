//! The findings of a filing that is being edited, kept up to date: an edit makes only those rules look again, and only
//! at those rows, that it can have changed.
//!
//! - Rules about rows look at the rows that changed, and at those that asked for a fact of the filing (its year, its
//!   scheme, whether it has half-year targets at all) that has become another.
//! - Rules about whole filings state their [`super::scope::Scope`]: no rows, a row by itself, a row and the one above
//!   it, the rows that are alike, or all rows of which they see only so much.
//! - What is hidden follows blocks, what is accepted follows node paths.
//!
//! It must not know the screen. Invariant, held by a test over random edits: after each update the findings are those
//! of [`super::check_with`], in its order.

mod allowed;
mod kinds;
mod moving;
mod rows;
mod seen;
mod twins;
mod wide;

use super::counts::Counts;
use super::facts::{Facts, Totals};
use super::finding::Finding;
use super::follow_on::{self, Block};
use super::words::Words;
use super::{Options, Rule, Rules, scheme};
use crate::model::{Field, Filing, Place, Reshape};
use allowed::Allowed;
use rows::Rows;
use seen::{Changes, Passed};
use std::cell::OnceCell;
use std::collections::{BTreeMap, HashMap};
use wide::{Dirty, Wide};

/// What an edit may have touched.
#[derive(Clone, Copy, Debug)]
pub enum Touch<'a> {
    /// Fields of these nodes, or what the filing accepts; no node came or went.
    Fields(&'a [Place]),
    /// Rows, functions or lines came and went.
    Rows {
        /// How, one after the other.
        reshaped: &'a [Reshape],
        /// The nodes of which fields were set, where they are now.
        set: &'a [Place],
    },
    /// Anything.
    Anything,
}

/// The findings of a filing, kept up to date.
#[derive(Clone, Debug)]
pub struct Incremental {
    seen: Filing,
    /// Whether a level has a name that only a configuration knows.
    is_renamed: bool,
    totals: Totals,
    facts: Facts,
    rules: Rules,
    rows: Rows,
    wide: Vec<Wide>,
    /// How many rows break each block.
    broken: HashMap<Block, usize>,
    /// The blocks that the rows which went have settled, to be looked at.
    turned: Vec<Block>,
    allowed: Allowed,
    standing: BTreeMap<Place, Vec<Finding>>,
    counts: Counts,
    /// The places whose findings are others than at the last [`Incremental::write_to`]; `None` for all.
    unwritten: Option<Dirty>,
    /// How places have changed since then.
    unmoved: Vec<Reshape>,
}

impl Incremental {
    /// Checks a whole filing.
    pub fn new(filing: &Filing, options: &Options<'_>) -> Self {
        let settings = options.settings;
        let canonical = settings.words.canonical(filing);
        let is_renamed = matches!(canonical, std::borrow::Cow::Owned(_));
        let seen = canonical.into_owned();
        let totals = Totals::of(&seen);
        let facts = Facts::from(&seen, &totals, scheme::of(&seen));
        let (rules, sums) = (Rules::of(settings, facts.scheme), OnceCell::new());
        let of_rule = |it: &&'static Rule| Wide::of(it, &seen, &sums, options);
        let mut all = Self {
            is_renamed,
            rows: Rows::of(&seen),
            wide: rules.all.iter().filter_map(of_rule).collect(),
            rules,
            totals,
            facts,
            seen,
            broken: HashMap::new(),
            turned: Vec::new(),
            allowed: Allowed::default(),
            standing: BTreeMap::new(),
            counts: Counts::default(),
            unwritten: None,
            unmoved: Vec::new(),
        };
        for at in places(filing) {
            all.rows.check(&all.seen, &all.facts, &all.rules, settings, at);
            if settings.words.has_synonyms() {
                all.rows.set_printed(filing, at);
            }
        }
        all.settle_all(filing, options);
        all
    }

    /// Looks again at what can have changed since the last look.
    pub fn update(&mut self, filing: &Filing, touch: Touch<'_>, options: &Options<'_>) {
        let words = &options.settings.words;
        let is_in_both = |it: &Place| has(filing, *it) && has(&self.seen, *it);
        let changes = match touch {
            Touch::Fields(places) if places.iter().all(is_in_both) => {
                Some(seen::take_over(&mut self.seen, filing, words, places))
            }
            // Who prints a level otherwise is noted by place.
            Touch::Rows { .. } if words.has_synonyms() => None,
            Touch::Rows { reshaped, set } => {
                seen::take_over_rows(&mut self.seen, filing, words, reshaped, set)
            }
            _ => Some(seen::take_over_all(&mut self.seen, filing, words)),
        };
        let Some(changes) = changes.filter(|it| {
            !(words.has_synonyms() && self.is_printed_otherwise(filing, it, touch)) && self.follow(it)
        }) else {
            *self = Self { unwritten: None, ..Self::new(filing, options) };
            return;
        };
        let mut dirty = self.find(&changes, options);
        if changes.is_reshaped {
            self.settle_all(filing, options);
            return;
        }
        self.break_blocks(filing, &changes, &mut dirty);
        let is_path = |it: &Field| {
            matches!(it, Field::FunctionId | Field::FunctionName | Field::LineName | Field::Under)
        };
        let is_named = |it: &seen::RowChange| {
            filing.indicator(it.function_idx, it.idx).is_none_or(|new| {
                (&it.old.level1, &it.old.level2, &it.old.name) != (&new.level1, &new.level2, &new.name)
            })
        };
        let names_change =
            changes.in_frame(is_path) || changes.rows.iter().any(is_named) || !changes.passed.is_empty();
        if changes.is_accepting || self.allowed.is_any() && names_change {
            self.settle_all(filing, options);
        } else {
            self.settle(filing, options, dirty, false);
        }
    }

    /// The findings at a node, by rule code.
    pub fn at(&self, place: Place) -> &[Finding] {
        self.standing.get(&place).map_or(&[], |it| it)
    }

    /// What the rows add up to.
    pub const fn totals(&self) -> &Totals {
        &self.totals
    }

    /// How many there are.
    pub const fn counts(&self) -> Counts {
        self.counts
    }

    /// Brings a list of all findings, in form order, up to date. The list is the one written to before.
    pub fn write_to(&mut self, findings: &mut Vec<Finding>) {
        let unmoved = std::mem::take(&mut self.unmoved);
        let Some(unwritten) = self.unwritten.replace(Dirty::new()) else {
            findings.clear();
            findings.extend(self.standing.values().flatten().cloned());
            return;
        };
        moving::shift_list(findings, &unmoved);
        for at in unwritten {
            let first = findings.partition_point(|it| it.at < at);
            let n = findings.iter().skip(first).take_while(|it| it.at == at).count();
            findings.splice(first..first + n, self.at(at).iter().cloned());
        }
    }

    /// Whether a level is now printed in other words that mean the same, or may be.
    fn is_printed_otherwise(&mut self, filing: &Filing, changes: &Changes, touch: Touch<'_>) -> bool {
        let Touch::Fields(touched) = touch else { return true };
        let mut is_otherwise = changes.is_reshaped;
        for at in touched.iter().filter_map(|it| row_of(*it)) {
            is_otherwise |= self.rows.set_printed(filing, at);
        }
        is_otherwise
    }

    /// Brings totals, scheme and cells up to date; `false` where the scheme is another, so that other rules apply.
    fn follow(&mut self, changes: &Changes) -> bool {
        if changes.is_reshaped {
            self.totals = Totals::of(&self.seen);
            return scheme::of(&self.seen) == self.facts.scheme;
        }
        let mut is_labelled = changes.in_frame(|it| *it == Field::FunctionId) || changes.is_regrouped;
        let n_labels = self.totals.labels().count();
        let went = changes.passed.iter().flat_map(|it| match it {
            Passed::RowsWent { rows, .. } | Passed::FunctionWent { rows, .. } => rows.as_slice(),
            Passed::RowsCame { .. } | Passed::FunctionCame(_) => &[],
        });
        went.flatten().for_each(|it| self.totals.remove(it));
        // One may have taken the place of another.
        is_labelled |= self.totals.labels().count() != n_labels;
        for (function_idx, idx) in &changes.came {
            let Some(new) = self.seen.indicator(*function_idx, *idx) else { continue };
            is_labelled |= !self.totals.labels().any(|it| it == new.level1);
            self.totals.add(new);
        }
        for change in &changes.rows {
            let Some(new) = self.seen.indicator(change.function_idx, change.idx) else { continue };
            self.totals.remove(&change.old);
            self.totals.add(new);
            is_labelled |= change.old.level1 != new.level1;
        }
        !is_labelled || scheme::of_labels(&self.seen, self.totals.labels()) == self.facts.scheme
    }

    /// Lets the rules look again. Answers the places where they find something else.
    fn find(&mut self, changes: &Changes, options: &Options<'_>) -> Dirty {
        let mut stale: Vec<(usize, usize)> = if changes.is_reshaped {
            self.rows.reshape(&changes.old_functions, &self.seen.functions)
        } else {
            self.pass(changes);
            changes
                .rows
                .iter()
                .map(|it| (it.function_idx, it.idx))
                .chain(changes.came.iter().copied())
                .collect()
        };
        let facts = Facts::from(&self.seen, &self.totals, self.facts.scheme);
        stale.extend(self.rows.that_asked(facts.changed(&self.facts)));
        self.facts = facts;
        stale.sort_unstable();
        stale.dedup();
        // What is found in a row that came is found there for the first time.
        let mut dirty: Dirty = changes.came.iter().map(|it| Place::Indicator(it.0, it.1)).collect();
        for at in stale {
            if self.rows.check(&self.seen, &self.facts, &self.rules, options.settings, at) {
                dirty.insert(Place::Indicator(at.0, at.1));
            }
        }
        let sums = OnceCell::new();
        for wide in &mut self.wide {
            wide.update(&mut self.seen, changes, &sums, options, &mut dirty);
        }
        dirty
    }

    /// Hides, grades and accepts everywhere.
    fn settle_all(&mut self, filing: &Filing, options: &Options<'_>) {
        self.broken.clear();
        for at in places(filing) {
            if let [_, Some(block)] = self.rows.set_broken(filing, at) {
                *self.broken.entry(block).or_default() += 1;
            }
        }
        self.allowed = Allowed::of(filing);
        self.standing.clear();
        self.counts = Counts::default();
        self.turned.clear();
        let mut dirty: Dirty =
            self.rows.iter().filter(|(_, it)| !it.found.is_empty()).map(|(at, _)| at).collect();
        dirty.extend(self.wide.iter().flat_map(Wide::places));
        self.unwritten = None;
        self.unmoved.clear();
        self.settle(filing, options, dirty, true);
    }

    /// Hides, grades and accepts at these places.
    fn settle(&mut self, filing: &Filing, options: &Options<'_>, mut dirty: Dirty, is_new: bool) {
        if self.allowed.is_any() {
            for at in &dirty {
                let raw = self.raw(filing, *at);
                self.allowed.count(filing, *at, &raw);
            }
            dirty.extend(self.allowed.find_unused(filing, options.settings, is_new));
        }
        for at in dirty {
            let mut findings = self.raw(filing, at);
            findings.extend(self.allowed.at(at).cloned());
            findings.retain(|it| {
                follow_on::at_stake(filing, it).is_none_or(|block| !self.broken.contains_key(&block))
            });
            options.settings.grade(&mut findings);
            self.allowed.apply(filing, &mut findings);
            findings.sort_by_key(|it| it.rule.code);
            self.stand(at, findings);
        }
    }

    fn stand(&mut self, at: Place, findings: Vec<Finding>) {
        if self.at(at) == findings {
            return;
        }
        self.counts = self.counts.minus(Counts::of(self.at(at))).plus(Counts::of(&findings));
        if findings.is_empty() {
            self.standing.remove(&at);
        } else {
            self.standing.insert(at, findings);
        }
        if let Some(unwritten) = &mut self.unwritten {
            unwritten.insert(at);
        }
    }

    /// What the rules found at a place, before anything is settled.
    fn raw(&self, filing: &Filing, at: Place) -> Vec<Finding> {
        let mut findings: Vec<Finding> = self.wide.iter().flat_map(|it| it.at(at)).cloned().collect();
        if let Some((function_idx, idx)) = row_of(at) {
            findings.extend(self.rows.found(function_idx, idx));
        }
        if self.is_renamed {
            Words::as_printed(filing, &mut findings);
        }
        findings
    }
}

fn has(filing: &Filing, at: Place) -> bool {
    match at {
        Place::Filing => true,
        Place::BudgetLine(idx) => idx < filing.budget.lines.len(),
        Place::Function(idx) => idx < filing.functions.len(),
        Place::Indicator(function_idx, idx) => filing.indicator(function_idx, idx).is_some(),
    }
}

fn row_of(at: Place) -> Option<(usize, usize)> {
    match at {
        Place::Indicator(function_idx, idx) => Some((function_idx, idx)),
        _ => None,
    }
}

fn places(filing: &Filing) -> impl Iterator<Item = (usize, usize)> {
    filing.indicators().map(|(function_idx, idx, _)| (function_idx, idx))
}
