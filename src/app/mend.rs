//! What can be done about findings: apply a fix, apply all fixes of a rule, accept with a reason. Each is one step.

use super::regroup::follow_levels;
use super::{Entry, State};
use crate::check::{Finding, Fix};
use crate::edit::{Change, Shift};
use crate::messages::Ui;
use crate::model::{Allow, Field, Place, path};
use std::collections::HashSet;

/// What a fix replaces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replacement {
    /// The node.
    pub at: Place,
    /// The field.
    pub field: Field,
    /// Its text now.
    pub before: String,
    /// Its text afterwards.
    pub after: String,
}

/// Something that can be done about the findings at the cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// Apply the fix of the finding of this number at the cursor.
    Fix(usize),
    /// Look at all fixes of this rule in the filing, and apply them.
    FixAll(&'static str),
    /// Accept the finding of this rule, with a reason.
    Accept(&'static str),
}

impl State {
    /// What can be done at the cursor, finding by finding.
    pub fn remedies(&self) -> Vec<Remedy> {
        let findings = self.findings_here();
        let mut remedies = Vec::new();
        for (idx, finding) in findings.iter().enumerate() {
            if is_usable(finding) {
                remedies.push(Remedy::Fix(idx));
                let is_first = !findings.iter().take(idx).any(|it| it.rule.code == finding.rule.code);
                if is_first && self.alike(finding.rule.code).len() > 1 {
                    remedies.push(Remedy::FixAll(finding.rule.code));
                }
            }
        }
        let mut accepted = Vec::new();
        for finding in findings {
            if !accepted.contains(&finding.rule.code) {
                accepted.push(finding.rule.code);
                remedies.push(Remedy::Accept(finding.rule.code));
            }
        }
        remedies
    }

    /// The findings of a rule in the filing under the cursor that have a fix.
    pub fn alike(&self, rule: &str) -> Vec<&Finding> {
        let all = self.entry().map_or(&[][..], Entry::findings);
        all.iter().filter(|it| it.rule.code == rule && is_usable(it)).collect()
    }

    /// What a fix would replace.
    pub fn replacements(&self, fix: &Fix) -> Vec<Replacement> {
        let Some(filing) = self.entry().map(Entry::filing) else { return Vec::new() };
        let replacement = |edit: &crate::check::Edit| Replacement {
            at: edit.at,
            before: filing.get(edit.at, &edit.field).unwrap_or_default().into_owned(),
            field: edit.field.clone(),
            after: edit.text.clone(),
        };
        fix.edits.iter().map(replacement).collect()
    }

    /// Applies a fix as one step.
    pub fn apply(&mut self, fix: &Fix) -> Result<(), Ui> {
        let entry = self.entry_idx().ok_or(Ui::NothingSelected)?;
        let place = fix.edits.first().map(|it| it.at).ok_or(Ui::NoFix)?;
        let (changes, after) = self.with_moves(entry, changes(fix), place);
        if self.make(entry, changes, place, after) { Ok(()) } else { Err(Ui::NoFix) }
    }

    /// Changes with the moves that follow from new levels, and where the row of a place is then.
    fn with_moves(&self, entry: usize, mut changes: Vec<Change>, place: Place) -> (Vec<Change>, Place) {
        let filing = self.entries.get(entry).map(Entry::filing);
        changes.extend(filing.map(|it| follow_levels(it, &changes)).unwrap_or_default());
        let shifts = changes.iter().filter_map(Shift::of);
        let after = shifts.fold(place, |place, it| it.follow(place).unwrap_or(place));
        (changes, after)
    }

    /// Applies all fixes of a rule in the filing as one step. Says how many were applied.
    pub fn apply_all(&mut self, rule: &str) -> Result<usize, Ui> {
        let fixes: Vec<Fix> = self.alike(rule).into_iter().filter_map(|it| it.fix.clone()).collect();
        let entry = self.entry_idx().ok_or(Ui::NothingSelected)?;
        self.apply_each(entry, &fixes)
    }

    /// Applies fixes of a filing as one step. Says how many were applied: where two touch one field only the first is, and rows
    /// that get other levels go where these stand.
    pub fn apply_each(&mut self, entry: usize, fixes: &[Fix]) -> Result<usize, Ui> {
        let mut touched: HashSet<(Place, Field)> = HashSet::new();
        let mut all = Vec::new();
        let mut n_applied = 0;
        for fix in fixes {
            let cells: Vec<(Place, Field)> = fix.edits.iter().map(|it| (it.at, it.field.clone())).collect();
            if cells.iter().any(|it| touched.contains(it)) {
                continue;
            }
            touched.extend(cells);
            all.extend(changes(fix));
            n_applied += 1;
        }
        let here = self.node().and_then(super::Node::place).unwrap_or(Place::Filing);
        let (all, after) = self.with_moves(entry, all, here);
        if self.make(entry, all, here, after) { Ok(n_applied) } else { Err(Ui::NoFix) }
    }

    /// Accepts the finding of a rule at a node, with a reason, as one step.
    pub fn accept(&mut self, rule: &str, at: Place, reason: &str) -> Result<(), Ui> {
        let entry = self.entry_idx().ok_or(Ui::NothingSelected)?;
        if reason.trim().is_empty() {
            return Err(Ui::ReasonNeeded);
        }
        self.may_edit(entry)?;
        let filing = self.entry().ok_or(Ui::NothingSelected)?.filing();
        let mut to = filing.allows.clone();
        let at_path = path::node_path(filing, at);
        to.push(Allow { rule: rule.to_owned(), at: at_path, reason: reason.trim().to_owned() });
        self.make(entry, vec![Change::Allows { to }], at, at);
        Ok(())
    }
}

/// Whether a finding has a fix that writes something.
pub fn is_usable(finding: &Finding) -> bool {
    finding.fix.as_ref().is_some_and(|it| !it.edits.is_empty())
}

/// What a fix changes.
pub fn changes(fix: &Fix) -> Vec<Change> {
    let set =
        |it: &crate::check::Edit| Change::Set { at: it.at, field: it.field.clone(), text: it.text.clone() };
    fix.edits.iter().map(set).collect()
}
