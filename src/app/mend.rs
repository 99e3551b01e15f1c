//! What can be done about findings: apply a fix, apply all fixes of a rule, accept with a reason. Each is one step.

use super::regroup::follow_levels;
use super::{Entry, State};
use crate::check::{Finding, Fix};
use crate::diff::excerpt::excerpt;
use crate::edit::{Change, Shift};
use crate::messages::{Lang, Text, Ui};
use crate::model::{Allow, Field, Filing, Place, path};

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
    /// Whether the row goes; `before` is then what it says.
    pub is_gone: bool,
}

impl Replacement {
    /// `before → after`, in the words of a language.
    pub fn shown(&self, lang: Lang) -> String {
        shown(&self.before, &self.after, self.is_gone, lang)
    }
}

/// Of longer texts only where they differ is shown.
const MOST: usize = 20;

/// `before → after`; where the row goes, that it does.
pub fn shown(before: &str, after: &str, is_gone: bool, lang: Lang) -> String {
    if is_gone {
        return format!("{before} → {}", Ui::RowGone.text(lang));
    }
    let (before, after) = excerpt(before, after, MOST);
    format!("{before} → {after}")
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

    /// What the fix of a finding at this place would replace.
    pub fn replacements(&self, at: Place, fix: &Fix) -> Vec<Replacement> {
        let Some(filing) = self.entry().map(Entry::filing) else { return Vec::new() };
        if fix.removes {
            let (field, before) = (Field::IndicatorName, row_text(filing, at));
            return vec![Replacement { at, field, before, after: String::new(), is_gone: true }];
        }
        let replacement = |edit: &crate::check::Edit| Replacement {
            at: edit.at,
            before: filing.get(edit.at, &edit.field).unwrap_or_default().into_owned(),
            field: edit.field.clone(),
            after: edit.text.clone(),
            is_gone: false,
        };
        fix.edits.iter().map(replacement).collect()
    }

    /// Applies the fix of a finding at this place as one step.
    pub fn apply(&mut self, at: Place, fix: &Fix) -> Result<(), Ui> {
        let entry = self.entry_idx().ok_or(Ui::NothingSelected)?;
        let place = fix.edits.first().map_or(at, |it| it.at);
        let gone: Vec<Place> = fix.removes.then_some(at).into_iter().collect();
        let (changes, after) = self.with_moves(entry, changes(fix), &gone, place);
        if self.make(entry, changes, place, after) { Ok(()) } else { Err(Ui::NoFix) }
    }

    /// Changes with the moves that follow from new levels and the rows that go, and where the row of a place is then.
    fn with_moves(
        &self,
        entry: usize,
        mut changes: Vec<Change>,
        gone: &[Place],
        place: Place,
    ) -> (Vec<Change>, Place) {
        let filing = self.entries.get(entry).map(Entry::filing);
        changes.extend(filing.map(|it| follow_levels(it, &changes)).unwrap_or_default());
        changes.extend(removals(gone, &changes));
        let shifts = changes.iter().filter_map(Shift::of);
        let after = shifts.fold(place, |place, it| it.follow(place).unwrap_or(place));
        (changes, after)
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
    finding.fix.as_ref().is_some_and(Fix::is_applicable)
}

/// Takes rows away that were at these places before changes were made.
pub fn removals(gone: &[Place], made: &[Change]) -> Vec<Change> {
    let follow =
        |at: &Place| made.iter().filter_map(Shift::of).try_fold(*at, |place, shift| shift.follow(place));
    let mut gone: Vec<Place> = gone.iter().filter_map(follow).collect();
    gone.sort_unstable_by(|a, b| b.cmp(a));
    gone.into_iter().map(|at| Change::Remove { at }).collect()
}

/// What a row says: its name and its targets.
pub fn row_text(filing: &Filing, at: Place) -> String {
    let Place::Indicator(function, idx) = at else { return String::new() };
    let Some(row) = filing.indicator(function, idx) else { return String::new() };
    let texts = [&row.name, &row.target_half, &row.target, &row.note];
    let texts: Vec<&str> = texts.into_iter().map(|it| it.trim()).filter(|it| !it.is_empty()).collect();
    if texts.is_empty() { format!("{}/{}", row.level1, row.level2) } else { texts.join(" ") }
}

/// What a fix writes.
pub fn changes(fix: &Fix) -> Vec<Change> {
    let set =
        |it: &crate::check::Edit| Change::Set { at: it.at, field: it.field.clone(), text: it.text.clone() };
    fix.edits.iter().map(set).collect()
}
