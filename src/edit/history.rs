//! Undo and redo for one filing, in steps as a person thinks, with a mark at what was last saved.

use super::change::Change;
use super::shift::Shift;
use crate::model::{Field, Filing, Place};
use std::collections::BTreeSet;

/// What was taken back or made again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// Where the person was looking: the place to go to.
    pub place: Place,
}

/// One step: the changes that take it back (last first), and where it happened.
#[derive(Clone, Debug)]
struct Group {
    back: Vec<Change>,
    before: Place,
    after: Place,
}

/// A step as it is made.
#[derive(Clone, Debug)]
pub struct PastStep {
    /// Its changes, in order.
    pub changes: Vec<Change>,
    /// Where the person was before it.
    pub before: Place,
    /// And after it.
    pub after: Place,
}

/// Everything that was done to a filing.
#[derive(Clone, Debug)]
pub struct Past {
    /// The filing before the first step.
    pub base: Filing,
    /// The steps, oldest first.
    pub steps: Vec<PastStep>,
    /// How many of them are made; the others were taken back.
    pub n_done: usize,
    /// After how many of them the filing was saved; `None` when that state can no longer be reached.
    pub saved: Option<usize>,
}

/// The steps of one filing.
#[derive(Clone, Debug)]
pub struct History {
    done: Vec<Group>,
    undone: Vec<Group>,
    /// How many done steps the saved file holds; `None` when it can no longer be reached.
    saved: Option<usize>,
    /// How the last step, made or taken back, moved rows.
    shifts: Vec<Shift>,
    /// The nodes of which the last step set fields, where they are after it.
    set: Vec<Place>,
}

impl Default for History {
    fn default() -> Self {
        Self { done: Vec::new(), undone: Vec::new(), saved: Some(0), shifts: Vec::new(), set: Vec::new() }
    }
}

impl History {
    /// Makes changes as one step; all of them or none. Says whether they were made.
    /// `before` and `after` are where the person is looking then.
    pub fn make(&mut self, filing: &mut Filing, changes: Vec<Change>, before: Place, after: Place) -> bool {
        let (shifts, set) = (changes.iter().filter_map(Shift::of).collect(), set_by(&changes));
        let Some(back) = apply_all(filing, changes) else { return false };
        (self.shifts, self.set) = (shifts, set);
        if back.is_empty() {
            return false;
        }
        if self.saved.is_some_and(|saved| saved > self.done.len()) {
            self.saved = None;
        }
        self.undone.clear();
        self.done.push(Group { back, before, after });
        true
    }

    /// Takes the last step back.
    pub fn undo(&mut self, filing: &mut Filing) -> Option<Step> {
        let group = self.done.pop()?;
        let step = Step { place: group.before };
        (self.shifts, self.set) = (group.back.iter().filter_map(Shift::of).collect(), set_by(&group.back));
        self.undone.push(turned(filing, group)?);
        Some(step)
    }

    /// Makes the last step that was taken back again.
    pub fn redo(&mut self, filing: &mut Filing) -> Option<Step> {
        let group = self.undone.pop()?;
        let step = Step { place: group.after };
        (self.shifts, self.set) = (group.back.iter().filter_map(Shift::of).collect(), set_by(&group.back));
        self.done.push(turned(filing, group)?);
        Some(step)
    }

    /// What takes the last step back, in order.
    pub fn last_back(&self) -> &[Change] {
        self.done.last().map(|it| it.back.as_slice()).unwrap_or_default()
    }

    /// Takes the last step back for good: there is nothing to make again.
    pub fn forget(&mut self, filing: &mut Filing) -> Option<Step> {
        let step = self.undo(filing)?;
        self.undone.pop();
        Some(step)
    }

    /// Whether the filing differs from what was last saved.
    pub fn is_modified(&self) -> bool {
        self.saved != Some(self.done.len())
    }

    /// Marks the filing as it is now as saved.
    pub fn mark_saved(&mut self) {
        self.saved = Some(self.done.len());
    }

    /// The places that the steps made so far have changed, as they are now; rows that went again are not among them.
    pub fn places(&self) -> BTreeSet<Place> {
        let mut places = BTreeSet::new();
        for group in &self.done {
            // What takes a step back, read backwards and turned, is what the step did.
            for back in group.back.iter().rev() {
                match back {
                    // To say that a row was read right edits nothing of it.
                    Change::Allows { .. } | Change::Set { field: Field::Doubt, .. } => {}
                    Change::Set { at, .. } => {
                        places.insert(*at);
                    }
                    Change::Remove { at } => {
                        places = places.into_iter().map(|it| it.after_insert(*at)).collect();
                        places.insert(*at);
                    }
                    Change::Insert { at, .. } => {
                        places = places.into_iter().filter_map(|it| it.after_remove(*at)).collect();
                    }
                    Change::Move { from: to, to: from } => {
                        places = places
                            .into_iter()
                            .filter_map(|it| it.after_remove(*from))
                            .map(|it| it.after_insert(*to))
                            .collect();
                        places.insert(*to);
                    }
                }
            }
        }
        places
    }

    /// How many steps lie between the filing and what was last saved, or since the beginning where that can no
    /// longer be reached.
    pub fn n_unsaved(&self) -> usize {
        self.saved.map_or(self.done.len(), |saved| saved.abs_diff(self.done.len()))
    }

    /// How the last step, made, taken back or made again, moved rows, change by change.
    pub fn last_shifts(&self) -> &[Shift] {
        &self.shifts
    }

    /// The nodes of which the last step, made, taken back or made again, set fields, where they are after it.
    pub fn last_set(&self) -> &[Place] {
        &self.set
    }

    /// All steps from the beginning on, those that were taken back included.
    pub fn past(&self, filing: &Filing) -> Past {
        let (mut base, mut all) = (filing.clone(), self.clone());
        while all.undo(&mut base).is_some() {}
        let step = |it: Group| PastStep { changes: it.back, before: it.before, after: it.after };
        let steps = all.undone.into_iter().rev().map(step).collect();
        Past { base, steps, n_done: self.done.len(), saved: self.saved }
    }

    /// Whether what was last saved is what was there before the first step.
    pub fn is_base_saved(&self) -> bool {
        self.saved == Some(0)
    }

    /// Number of steps that can be taken back.
    pub fn n_done(&self) -> usize {
        self.done.len()
    }

    /// Number of steps that can be made again.
    pub fn n_undone(&self) -> usize {
        self.undone.len()
    }
}

fn set_by(changes: &[Change]) -> Vec<Place> {
    let mut places: Vec<Place> = Vec::new();
    for change in changes {
        match (change, Shift::of(change)) {
            (Change::Set { at, .. }, _) => places.push(*at),
            (_, Some(shift)) => places = places.into_iter().filter_map(|it| shift.follow(it)).collect(),
            (_, None) => {}
        }
    }
    places
}

fn turned(filing: &mut Filing, group: Group) -> Option<Group> {
    Some(Group { back: apply_all(filing, group.back)?, ..group })
}

/// Applies all changes in order; the answer takes them back when applied in its order. When one cannot be made,
/// those before it are taken back.
fn apply_all(filing: &mut Filing, changes: Vec<Change>) -> Option<Vec<Change>> {
    let mut back = Vec::with_capacity(changes.len());
    for change in changes {
        match change.apply(filing) {
            Some(inverse) => back.push(inverse),
            None => {
                for inverse in back.into_iter().rev() {
                    inverse.apply(filing);
                }
                return None;
            }
        }
    }
    back.reverse();
    Some(back)
}

#[cfg(test)]
mod tests {
    use super::super::Row;
    use super::*;
    use crate::model::{Function, Indicator};

    fn set_year(year: &str) -> Vec<Change> {
        vec![Change::Set { at: Place::Filing, field: Field::Year, text: year.into() }]
    }

    fn year(history: &mut History, filing: &mut Filing, year: &str) {
        assert!(history.make(filing, set_year(year), Place::Filing, Place::Filing));
    }

    #[test]
    fn a_doubt_that_is_settled_edits_no_row() {
        let row = Indicator { doubt: "name: 由折行拼成".into(), ..Indicator::default() };
        let function = Function { indicators: vec![row], ..Function::default() };
        let mut filing = Filing { functions: vec![function], ..Filing::default() };
        let (mut history, at) = (History::default(), Place::Indicator(0, 0));
        let set = |field: Field| vec![Change::Set { at, field, text: String::new() }];
        assert!(history.make(&mut filing, set(Field::Doubt), at, at) && history.places().is_empty());
        assert!(history.make(&mut filing, set(Field::Note), at, at));
        assert_eq!(history.places().into_iter().collect::<Vec<_>>(), [at]);
    }

    #[test]
    fn undo_and_redo_walk_the_steps() {
        let (mut history, mut filing) = (History::default(), Filing::default());
        year(&mut history, &mut filing, "2024");
        year(&mut history, &mut filing, "2025");
        history.undo(&mut filing);
        assert_eq!(filing.year, Some(2024));
        history.undo(&mut filing);
        assert_eq!(filing.year, None);
        assert_eq!(history.undo(&mut filing), None);
        history.redo(&mut filing);
        history.redo(&mut filing);
        assert_eq!(filing.year, Some(2025));
    }

    #[test]
    fn the_saved_mark_is_found_again_and_lost_when_it_cannot_be_reached() {
        let (mut history, mut filing) = (History::default(), Filing::default());
        assert!(!history.is_modified());
        year(&mut history, &mut filing, "2024");
        history.mark_saved();
        history.undo(&mut filing);
        assert!(history.is_modified());
        history.redo(&mut filing);
        assert!(!history.is_modified());
        history.undo(&mut filing);
        year(&mut history, &mut filing, "2023");
        assert!(history.is_modified());
        history.undo(&mut filing);
        assert!(history.is_modified(), "the saved state is gone for good");
    }

    #[test]
    fn changed_places_move_with_their_rows() {
        let row = |name: &str| Indicator { name: name.into(), ..Indicator::default() };
        let mut filing = Filing {
            functions: vec![Function { indicators: vec![row("甲"), row("乙")], ..Function::default() }],
            ..Filing::default()
        };
        let mut history = History::default();
        let at = Place::Indicator(0, 1);
        let set = Change::Set { at, field: Field::Target, text: "≥1".into() };
        assert!(history.make(&mut filing, vec![set], at, at));
        let new = Change::Insert { at: Place::Indicator(0, 0), row: Box::new(Row::Indicator(row("新"))) };
        assert!(history.make(&mut filing, vec![new], at, at));
        assert_eq!(history.places(), [Place::Indicator(0, 0), Place::Indicator(0, 2)].into());
        let gone = Change::Remove { at: Place::Indicator(0, 0) };
        assert!(history.make(&mut filing, vec![gone], at, at));
        assert_eq!(history.places(), [Place::Indicator(0, 1)].into());
        let moved = Change::Move { from: Place::Indicator(0, 1), to: Place::Indicator(0, 0) };
        assert!(history.make(&mut filing, vec![moved], at, at));
        assert_eq!(history.places(), [Place::Indicator(0, 0)].into());
        history.undo(&mut filing);
        assert_eq!(history.places(), [Place::Indicator(0, 1)].into());
    }

    #[test]
    fn a_step_is_made_whole_or_not_at_all() {
        let (mut history, mut filing) = (History::default(), Filing::default());
        let mut changes = set_year("2024");
        changes.push(Change::Remove { at: Place::Function(3) });
        assert!(!history.make(&mut filing, changes, Place::Filing, Place::Filing));
        assert_eq!(filing, Filing::default());
        assert!(!history.is_modified());
    }
}
