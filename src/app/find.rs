//! Going to the next finding or doubt: along the tree in its order, from the cursor on, through folded rows and all
//! filings, once around.

use super::tree::{Node, Spot};
use super::{Entry, State};
use crate::check::{Finding, Severity};
use crate::messages::Ui;
use crate::model::Place;

impl State {
    /// Goes to the next or previous finding of at least a severity: first through those of the row, then on.
    pub fn finding_on(&mut self, forward: bool, least: Severity) -> Result<(), Ui> {
        let n_here = self.findings_here().iter().filter(|it| it.severity >= least).count();
        let next = if forward { self.view.finding.checked_add(1) } else { self.view.finding.checked_sub(1) };
        if let Some(next) = next.filter(|it| *it < n_here) {
            self.view.finding = next;
            return Ok(());
        }
        let found = self.walk(forward, &|entry| {
            let mut places: Vec<Place> =
                entry.findings_once().iter().filter(|it| it.severity >= least).map(|it| it.at).collect();
            places.dedup();
            places
        });
        if !found {
            return Err(Ui::NoFinding);
        }
        if !forward {
            let n_here = self.findings_here().iter().filter(|it| it.severity >= least).count();
            self.view.finding = n_here.saturating_sub(1);
        }
        Ok(())
    }

    /// Goes to the next or previous row that the importer was not sure of.
    pub fn doubt_on(&mut self, forward: bool) -> Result<(), Ui> {
        let found = self.walk(forward, &|entry| {
            if entry.head().n_doubtful == 0 {
                return Vec::new();
            }
            let doubtful = entry.filing().indicators().filter(|(_, _, it)| !it.doubt.is_empty());
            doubtful.map(|(function, idx, _)| Place::Indicator(function, idx)).collect()
        });
        if !found {
            return Err(Ui::NoDoubt);
        }
        Ok(())
    }

    /// The number of a doubtful row among those of the filing under the cursor, and how many they are.
    pub fn doubts_counted(&self, place: Place) -> (usize, usize) {
        let Some(entry) = self.entry() else { return (0, 0) };
        let before = entry.filing().indicators().filter(|(_, _, it)| !it.doubt.is_empty());
        let idx = before.take_while(|(function, idx, _)| Place::Indicator(*function, *idx) <= place).count();
        (idx, entry.head().n_doubtful)
    }

    /// The findings at the cursor, most severe first. A run or heading shows those of nothing, a filing its own.
    pub fn findings_here(&self) -> Vec<&Finding> {
        match (self.entry(), self.node().and_then(Node::place)) {
            (Some(entry), Some(place)) => entry.findings_at(place),
            _ => Vec::new(),
        }
    }

    /// Goes to the first place after (or before) the cursor among those that `places` lists for a filing. Says
    /// whether there was one; the cursor's own row counts last.
    fn walk(&mut self, forward: bool, places: &dyn Fn(&Entry) -> Vec<Place>) -> bool {
        let order = self.forest.order();
        let (here, at_row) = match self.view.cursor {
            Spot::Row { entry, row } => (entry, Some(row)),
            Spot::Group(group) => {
                (self.forest.group(group).and_then(|it| it.entries.first().copied()).unwrap_or(0), None)
            }
        };
        let Some(start) = order.iter().position(|it| *it == here) else { return false };
        let n = order.len();
        for step in 0..=n {
            let offset = if forward { step } else { n - step % n.max(1) };
            let Some(entry_idx) = order.get((start + offset) % n.max(1)).copied() else { return false };
            let Some(entry) = self.entries.get(entry_idx) else { return false };
            let found = places(entry);
            if found.is_empty() {
                continue;
            }
            self.forest.open(entry_idx, entry.filing());
            let Some(outline) = self.forest.outline(entry_idx) else { return false };
            let mut rows: Vec<usize> = outline.rows_of(&found);
            // With a filter on, the way leads along what it keeps.
            rows.retain(|row| self.forest.keeps(Spot::Row { entry: entry_idx, row: *row }));
            rows.sort_unstable();
            let row = match (step, forward, at_row) {
                // In the cursor's own filing first only what lies beyond the cursor …
                (0, true, Some(at)) => rows.into_iter().find(|row| *row > at),
                (0, false, Some(at)) => rows.into_iter().rev().find(|row| *row < at),
                (0, false, None) => None,
                // … and, once around, the rest.
                (_, true, _) => rows.first().copied(),
                (_, false, _) => rows.last().copied(),
            };
            if let Some(row) = row {
                self.go_to(Spot::Row { entry: entry_idx, row });
                return true;
            }
        }
        false
    }
}
