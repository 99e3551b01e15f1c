//! All fixes of a filing, of the selected rows or of one rule as one step, planned before they are applied: what is shown
//! is what is done, with what a fix makes possible in its turn.
//!
//! Invariants: a plan changes nothing until it is carried out, and is not carried out on a filing that has changed since;
//! the plan of a whole filing takes no row away, as among a hundred fixes nobody would see it.

use super::mend::{changes, is_usable, removals, row_text};
use super::regroup::follow_levels;
use super::{Entry, Node, State};
use crate::check::fixes::Taken;
use crate::check::{Finding, Options, Safety, Settings, Severity, check_with};
use crate::edit::{Change, Shift};
use crate::messages::Ui;
use crate::model::{Field, Filing, Place};
use std::borrow::Cow;
use std::collections::HashMap;

/// More rounds than fixes can build on one another; a bound, not a goal.
const MOST_ROUNDS: usize = 20;
/// Of a filing with more indicators only the fixes that it has now are planned: to look again would be felt.
const MOST_INDICATORS: usize = 20_000;

/// Which fixes are planned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FixScope {
    /// Those of the whole filing.
    Whole,
    /// Those of the chosen rows.
    Chosen,
    /// Those that the findings of a rule, by its code, have now.
    Rule(&'static str),
}

/// A cell that fixes change, from what it says now to what it says when all are done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    /// The code of the finding's rule; the first of several.
    pub code: &'static str,
    /// How bad the finding is.
    pub severity: Severity,
    /// What the row is called.
    pub name: String,
    /// The field.
    pub field: Field,
    /// The text before.
    pub before: String,
    /// The text afterwards.
    pub after: String,
    /// Whether the row goes; `before` is then what it says.
    pub is_gone: bool,
    /// Whether it is sure; else a person must look at it.
    pub is_safe: bool,
    /// Where the row is by now; of one that goes, where it was.
    at: Place,
}

/// Fixes, in the order of their rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FixPlan {
    /// Which they are.
    pub scope: FixScope,
    /// Whether only sure ones are among them.
    pub is_safe_only: bool,
    /// The cells, each once.
    pub cells: Vec<Planned>,
    /// How many fixes the filing then has.
    n_left: usize,
    entry: usize,
    revision: u64,
    changes: Vec<Change>,
}

impl State {
    /// The fixes of the whole filing under the cursor, of the chosen rows and those of whole functions among them, or of
    /// a rule.
    ///
    /// # Errors
    /// Nothing has a fix.
    pub fn plan_fixes(&self, scope: FixScope, is_safe_only: bool) -> Result<FixPlan, Ui> {
        let (entry, places) = if scope == FixScope::Chosen {
            let (entry, mut places) = self.chosen().ok_or(Ui::NoFixSelected)?;
            places.extend(self.indicators_among(entry, &places));
            (entry, Some(places))
        } else {
            (self.entry_idx().ok_or(Ui::NothingSelected)?, None)
        };
        let it = self.entries.get(entry).ok_or(Ui::NothingSelected)?;
        let plan = FixPlan {
            scope,
            is_safe_only,
            cells: Vec::new(),
            n_left: 0,
            entry,
            revision: it.revision(),
            changes: Vec::new(),
        };
        let plan = plan.made(it, places);
        let why = if scope == FixScope::Chosen { Ui::NoFixSelected } else { Ui::NoFix };
        if plan.cells.is_empty() { Err(why) } else { Ok(plan) }
    }

    /// Carries a plan out as one step. Says how many fixes the filing then has.
    ///
    /// # Errors
    /// The filing is not what it was any more.
    pub fn carry_out_fixes(&mut self, plan: &FixPlan) -> Result<usize, Ui> {
        self.may_edit(plan.entry)?;
        if self.entries.get(plan.entry).map(Entry::revision) != Some(plan.revision) {
            return Err(Ui::NoFix);
        }
        let here = self.node().and_then(Node::place).unwrap_or(Place::Filing);
        let shifts = plan.changes.iter().filter_map(Shift::of);
        let after = shifts.fold(here, |place, it| it.follow(place).unwrap_or(place));
        if !self.make(plan.entry, plan.changes.clone(), here, after) {
            return Err(Ui::NoFix);
        }
        if plan.scope == FixScope::Chosen {
            self.end_selection();
        }
        Ok(plan.n_left)
    }
}

fn look(filing: &Filing, edited: &[Place], settings: &Settings) -> Vec<Finding> {
    check_with(filing, &Options { edited, settings })
}

/// Whether the fix of a finding may be among those of a whole filing.
fn may_be_among_all(finding: &Finding) -> bool {
    is_usable(finding) && !finding.fix.as_ref().is_some_and(|it| it.removes)
}

impl FixPlan {
    /// How many cells are changed by guesses that a person must look at.
    pub fn n_guessed(&self) -> usize {
        self.cells.iter().filter(|it| !it.is_safe).count()
    }

    /// How many rows go.
    pub fn n_gone(&self) -> usize {
        self.cells.iter().filter(|it| it.is_gone).count()
    }

    /// Whether the fix of a finding may be among those of the plan.
    fn may_use(&self, finding: &Finding) -> bool {
        let is_wanted = match self.scope {
            FixScope::Whole => may_be_among_all(finding),
            FixScope::Chosen => is_usable(finding),
            FixScope::Rule(code) => finding.rule.code == code && is_usable(finding),
        };
        is_wanted && (!self.is_safe_only || is_safe(finding))
    }

    /// The plan with its cells and changes, for the rows of these places; `None`: for all.
    fn made(mut self, it: &Entry, mut places: Option<Vec<Place>>) -> Self {
        let mut filing = it.filing().clone();
        let mut findings = Cow::Borrowed(it.findings());
        let mut edited: Vec<Place> = it.history().places().into_iter().collect();
        let looks_again =
            filing.n_indicators() <= MOST_INDICATORS && !matches!(self.scope, FixScope::Rule(_));
        let n_rounds = if looks_again { MOST_ROUNDS } else { 1 };
        // Guesses may undo one another; a filing that was there before ends the rounds.
        let mut seen: Vec<Filing> = Vec::new();
        for round in 0..n_rounds {
            let (before, cells) = (filing.clone(), self.cells.clone());
            let made = self.round(&mut filing, &findings, places.as_deref());
            if made.is_empty() || seen.contains(&filing) {
                self.cells = cells;
                break;
            }
            seen.push(before);
            for shift in made.iter().filter_map(Shift::of) {
                let follow = |all: &[Place]| all.iter().filter_map(|it| shift.follow(*it)).collect();
                places = places.map(|it| follow(&it));
                edited = follow(&edited);
                self.cells.retain_mut(|it| match shift.follow(it.at) {
                    Some(at) => {
                        it.at = at;
                        true
                    }
                    // What else was to be changed in a row that goes is of no interest.
                    None => it.is_gone,
                });
            }
            let set = made.iter().filter_map(|it| match it {
                Change::Set { at, .. } => Some(*at),
                _ => None,
            });
            edited.extend(set);
            self.changes.extend(made);
            if looks_again && round + 1 < n_rounds {
                findings = Cow::Owned(look(&filing, &edited, it.settings()));
            }
        }
        if looks_again {
            self.n_left = findings.iter().filter(|it| may_be_among_all(it)).count();
        }
        self.cells.retain(|it| it.is_gone || it.before != it.after);
        self.cells.sort_by_key(|it| it.at);
        self
    }

    /// Adds a cell; one that an earlier round has changed goes on to what it says afterwards.
    fn put(&mut self, earlier: &HashMap<(Place, Field), usize>, cell: Planned) {
        let known = earlier.get(&(cell.at, cell.field.clone())).and_then(|idx| self.cells.get_mut(*idx));
        match known.filter(|_| !cell.is_gone) {
            Some(known) => {
                known.after = cell.after;
                known.is_safe &= cell.is_safe;
            }
            None => self.cells.push(cell),
        }
    }

    /// Makes the fixes of these findings: where two touch one field only the first, and rows that get other levels go
    /// where these stand. Gives the changes.
    fn round(&mut self, filing: &mut Filing, findings: &[Finding], places: Option<&[Place]>) -> Vec<Change> {
        let mut taken = Taken::default();
        let (old, mut made) = (filing.clone(), Vec::new());
        let cells = self.cells.iter().enumerate().filter(|(_, it)| !it.is_gone);
        let earlier: HashMap<(Place, Field), usize> =
            cells.map(|(idx, it)| ((it.at, it.field.clone()), idx)).collect();
        let wanted = |it: &&Finding| self.may_use(it) && places.is_none_or(|all| all.contains(&it.at));
        let wanted: Vec<&Finding> = findings.iter().filter(wanted).collect();
        for finding in wanted {
            let Some(fix) = &finding.fix else { continue };
            let fields: Vec<(Place, Field)> = fix.edits.iter().map(|it| (it.at, it.field.clone())).collect();
            let text = |(at, field): &(Place, Field)| old.get(*at, field).map(Cow::into_owned);
            let texts: Vec<String> = fields.iter().filter_map(text).collect();
            if !taken.leaves(finding.at, fix) || texts.len() < fields.len() {
                continue;
            }
            let is_same = fix.edits.iter().zip(&texts).all(|(edit, before)| edit.text == *before);
            if is_same && !fix.removes || !takes(filing, changes(fix)) {
                continue;
            }
            taken.take(finding.at, fix);
            made.extend(changes(fix));
            let planned = |at: Place, field: Field, before: String, after: String| Planned {
                code: finding.rule.code,
                severity: finding.severity,
                name: name_of(&old, at),
                field,
                before,
                after,
                is_gone: false,
                is_safe: is_safe(finding),
                at,
            };
            if fix.removes {
                let text = row_text(&old, finding.at);
                let cell = planned(finding.at, Field::IndicatorName, text, String::new());
                self.put(&earlier, Planned { is_gone: true, ..cell });
            }
            for (edit, before) in fix.edits.iter().zip(texts) {
                let cell = planned(edit.at, edit.field.clone(), before, edit.text.clone());
                self.put(&earlier, cell);
            }
        }
        for it in follow_levels(&old, &made) {
            if it.clone().apply(filing).is_some() {
                made.push(it);
            }
        }
        for it in removals(&taken.gone(), &made) {
            if it.clone().apply(filing).is_some() {
                made.push(it);
            }
        }
        made
    }
}

fn is_safe(finding: &Finding) -> bool {
    finding.fix.as_ref().is_some_and(|it| it.safety == Safety::Safe)
}

/// Makes changes, all or none. Says whether it did.
fn takes(filing: &mut Filing, changes: Vec<Change>) -> bool {
    let mut back = Vec::new();
    for it in changes {
        match it.apply(filing) {
            Some(undo) => back.push(undo),
            None => {
                for it in back.into_iter().rev() {
                    it.apply(filing);
                }
                return false;
            }
        }
    }
    true
}

/// What a row is called: an indicator and a budget line by their names, others by where they are.
pub fn name_of(filing: &Filing, at: Place) -> String {
    match at {
        Place::Indicator(function, idx) => {
            filing.indicator(function, idx).map_or_else(String::new, |it| it.name.clone())
        }
        Place::BudgetLine(idx) => filing.budget.lines.get(idx).map_or_else(String::new, |it| it.name.clone()),
        Place::Function(_) | Place::Filing => crate::model::path::node_path(filing, at),
    }
}
