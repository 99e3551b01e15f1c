//! All fixes of a filing or of the selected rows as one step, planned before they are applied: what is shown is what
//! is done, with what a fix makes possible in its turn.
//!
//! Invariants: a plan changes nothing until it is carried out, and is not carried out on a filing that has changed since;
//! the plan of a whole filing takes no row away, as among a hundred fixes nobody would see it.

use super::mend::{changes, is_usable, removals, row_text};
use super::regroup::follow_levels;
use super::{Entry, Node, State};
use crate::check::fixes::Taken;
use crate::check::{Finding, Options, Settings, Severity, check_with};
use crate::edit::{Change, Shift};
use crate::messages::Ui;
use crate::model::{Field, Filing, Place};
use std::borrow::Cow;

/// More rounds than fixes can build on one another; a bound, not a goal.
const MOST_ROUNDS: usize = 20;
/// Of a filing with more indicators only the fixes that it has now are planned: to look again would be felt.
const MOST_INDICATORS: usize = 20_000;

/// A cell that a fix changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    /// The code of the finding's rule.
    pub code: &'static str,
    /// How bad the finding is.
    pub severity: Severity,
    /// What the row is called.
    pub name: String,
    /// The text before.
    pub before: String,
    /// The text afterwards.
    pub after: String,
    /// Whether the row goes; `before` is then what it says.
    pub is_gone: bool,
}

/// Fixes, in the order in which they are applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FixPlan {
    /// Whether they are those of the whole filing.
    pub is_whole: bool,
    /// The cells.
    pub cells: Vec<Planned>,
    /// How many findings are fixed.
    pub n_fixes: usize,
    /// How many fixes the filing then has.
    n_left: usize,
    entry: usize,
    revision: u64,
    changes: Vec<Change>,
}

impl State {
    /// The fixes of the whole filing under the cursor, or of the chosen rows and those of whole functions among them.
    ///
    /// # Errors
    /// Nothing has a fix.
    pub fn plan_fixes(&self, is_whole: bool) -> Result<FixPlan, Ui> {
        let (entry, places) = if is_whole {
            (self.entry_idx().ok_or(Ui::NothingSelected)?, None)
        } else {
            let (entry, mut places) = self.chosen().ok_or(Ui::NoFixSelected)?;
            places.extend(self.indicators_among(entry, &places));
            (entry, Some(places))
        };
        let it = self.entries.get(entry).ok_or(Ui::NothingSelected)?;
        let plan = plan(it, entry, places);
        let why = if is_whole { Ui::NoFix } else { Ui::NoFixSelected };
        if plan.n_fixes == 0 { Err(why) } else { Ok(plan) }
    }

    /// Carries a plan out as one step. Says how many findings were fixed, and how many fixes the filing then has.
    ///
    /// # Errors
    /// The filing is not what it was any more.
    pub fn carry_out_fixes(&mut self, plan: &FixPlan) -> Result<(usize, usize), Ui> {
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
        if !plan.is_whole {
            self.end_selection();
        }
        Ok((plan.n_fixes, plan.n_left))
    }
}

/// The plan for the rows of these places; `None`: for all.
fn plan(it: &Entry, entry: usize, mut places: Option<Vec<Place>>) -> FixPlan {
    let mut plan = FixPlan {
        is_whole: places.is_none(),
        cells: Vec::new(),
        n_fixes: 0,
        n_left: 0,
        entry,
        revision: it.revision(),
        changes: Vec::new(),
    };
    let mut filing = it.filing().clone();
    let mut findings = Cow::Borrowed(it.findings());
    let mut edited: Vec<Place> = it.history().places().into_iter().collect();
    let n_rounds = if filing.n_indicators() > MOST_INDICATORS { 1 } else { MOST_ROUNDS };
    // Guesses may undo one another; a filing that was there before ends the rounds.
    let mut seen: Vec<Filing> = Vec::new();
    for round in 0..n_rounds {
        let before = filing.clone();
        let made = plan.round(&mut filing, &findings, places.as_deref());
        if made.is_empty() || seen.contains(&filing) {
            break;
        }
        seen.push(before);
        for shift in made.iter().filter_map(Shift::of) {
            let follow = |all: &[Place]| all.iter().filter_map(|it| shift.follow(*it)).collect();
            places = places.map(|it| follow(&it));
            edited = follow(&edited);
        }
        let set = made.iter().filter_map(|it| match it {
            Change::Set { at, .. } => Some(*at),
            _ => None,
        });
        edited.extend(set);
        plan.changes.extend(made);
        if n_rounds > 1 && round + 1 < n_rounds {
            findings = Cow::Owned(look(&filing, &edited, it.settings()));
        }
    }
    plan.n_left = findings.iter().filter(|it| plan.may_use(it)).count();
    plan
}

fn look(filing: &Filing, edited: &[Place], settings: &Settings) -> Vec<Finding> {
    check_with(filing, &Options { edited, settings })
}

impl FixPlan {
    /// Whether the fix of a finding may be among those of the plan.
    fn may_use(&self, finding: &Finding) -> bool {
        let removes = finding.fix.as_ref().is_some_and(|it| it.removes);
        is_usable(finding) && !(removes && self.is_whole)
    }

    /// Makes the fixes of these findings: where two touch one field only the first, and rows that get other levels go
    /// where these stand. Gives the changes.
    fn round(&mut self, filing: &mut Filing, findings: &[Finding], places: Option<&[Place]>) -> Vec<Change> {
        let mut taken = Taken::default();
        let (old, mut made) = (filing.clone(), Vec::new());
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
            self.n_fixes += 1;
            if fix.removes {
                self.cells.push(Planned {
                    code: finding.rule.code,
                    severity: finding.severity,
                    name: name_of(&old, finding.at),
                    before: row_text(&old, finding.at),
                    after: String::new(),
                    is_gone: true,
                });
            }
            for (edit, before) in fix.edits.iter().zip(texts) {
                self.cells.push(Planned {
                    code: finding.rule.code,
                    severity: finding.severity,
                    name: name_of(&old, edit.at),
                    before,
                    after: edit.text.clone(),
                    is_gone: false,
                });
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
