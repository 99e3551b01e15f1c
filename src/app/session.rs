//! The places of a session by names that outlive it: where the cursor was, what was folded and marked.
//!
//! Files are named by whoever knows them: `files` has a name for each filing, empty where it is not to be remembered.
//! Invariant: a name that fits nothing any more changes nothing.

use super::tree::{Node, Outline, Spot};
use super::{Entry, State};
use crate::look::Look;
use crate::model::Place;
use crate::model::path::Paths;
use crate::store::{FilingPlaces, MOST_FILINGS, RowName, Session};

/// Filings with more rows are not gone through on leaving.
const MOST_ROWS: usize = 50_000;
/// The level that shows all rows.
const ALL_LEVELS: usize = 6;

impl State {
    /// What is to be remembered. Filings of earlier sessions that are not loaded now are kept from `before`.
    pub fn remember(&self, files: &[String], before: &Session) -> Session {
        let cursor = self.entry_idx();
        let others = self.forest.order().into_iter().filter(|it| Some(*it) != cursor);
        let mut filings = Vec::new();
        let mut cursor_name = None;
        for entry in cursor.into_iter().chain(others).filter(|it| self.forest.outline(*it).is_some()) {
            let Some(file) = files.get(entry).filter(|it| !it.is_empty()) else { continue };
            let Some(it) = self.entries.get(entry).filter(|it| it.head().n_indicators <= MOST_ROWS) else {
                continue;
            };
            let paths = Paths::of(it.filing());
            if Some(entry) == cursor {
                cursor_name = self.row_name(self.view.cursor, &paths);
            }
            filings.push(self.places(entry, file, &paths));
            if filings.len() == MOST_FILINGS {
                break;
            }
        }
        let cursor_file = cursor.and_then(|it| files.get(it)).filter(|it| !it.is_empty());
        let cursor = cursor_file.map(|file| RowName {
            file: file.clone(),
            row: cursor_name.unwrap_or_else(|| name("row", "filing")),
        });
        let room = MOST_FILINGS - filings.len();
        let earlier = before.filings.iter().filter(|it| !files.contains(&it.file)).take(room);
        filings.extend(earlier.cloned());
        let folded = self.forest.groups().filter(|it| it.folded).map(|it| it.name.clone());
        Session {
            searches: self.seek.recent.clone(),
            cursor: cursor.or_else(|| before.cursor.clone()),
            departments: folded.collect(),
            split: if self.look.split == Look::SPLIT { 0 } else { self.look.split },
            filings,
            ..Session::default()
        }
    }

    /// Where the cursor is in a filing, and what of it is folded and marked, by names that outlive a new reading.
    pub(super) fn places_by_name(&self, entry: usize) -> Option<(FilingPlaces, Option<String>)> {
        let filing = self.entries.get(entry).map(Entry::filing)?;
        self.forest.outline(entry).filter(|_| filing.n_indicators() <= MOST_ROWS)?;
        let paths = Paths::of(filing);
        let is_here = self.entry_idx() == Some(entry);
        let cursor = if is_here { self.row_name(self.view.cursor, &paths) } else { None };
        Some((self.places(entry, "", &paths), cursor))
    }

    /// Puts folds, marks and the cursor back where they were.
    pub(super) fn return_by_name(&mut self, entry: usize, places: &(FilingPlaces, Option<String>)) {
        let Some(filing) = self.entries.get(entry).map(Entry::filing) else { return };
        let paths = Paths::of(filing);
        self.forest.open(entry, filing);
        let (places, cursor) = places;
        self.restore_places(entry, &paths, places, true);
        if let Some(row) = cursor.as_ref().and_then(|it| self.named_row(entry, &paths, it)) {
            self.go_to(Spot::Row { entry, row });
        }
    }

    fn places(&self, entry: usize, file: &str, paths: &Paths) -> FilingPlaces {
        let rows = self.forest.outline(entry).map(Outline::rows).unwrap_or_default().iter().enumerate();
        let folded = rows
            .filter(|(idx, it)| it.folded && it.end > idx + 1)
            .filter_map(|(row, _)| self.row_name(Spot::Row { entry, row }, paths))
            .collect();
        let is_here = |spot: Spot| matches!(spot, Spot::Row { entry: it, .. } if it == entry);
        let marks = self
            .marked()
            .into_iter()
            .filter(|(_, spot)| is_here(*spot))
            .filter_map(|(letter, spot)| Some((letter.to_string(), self.row_name(spot, paths)?)))
            .collect();
        FilingPlaces { file: file.to_owned(), folded, marks }
    }

    fn row_name(&self, spot: Spot, paths: &Paths) -> Option<String> {
        let (kind, place) = match self.node_at(spot)? {
            Node::Budget => ("budget", Place::Filing),
            Node::Level1(function, first, _) => ("level1", Place::Indicator(function, first)),
            Node::Level2(function, first, _) => ("level2", Place::Indicator(function, first)),
            node => ("row", node.place()?),
        };
        Some(name(kind, paths.node(place)))
    }

    /// Folds, marks and sizes as they were, and where nobody has moved since the start, the cursor too.
    pub fn return_to(&mut self, session: &Session, files: &[String], is_untouched: bool) {
        self.seek.recent.clone_from(&session.searches);
        if let Some(last) = session.searches.last().filter(|_| self.seek.query.is_empty()) {
            self.seek.query.clone_from(last);
        }
        for (entry, file) in files.iter().enumerate().filter(|(_, it)| !it.is_empty()) {
            let places = session.filings.iter().find(|it| it.file == *file);
            let row = session.cursor.as_ref().filter(|it| it.file == *file && is_untouched);
            if places.is_none() && row.is_none() {
                continue;
            }
            let Some(filing) = self.entries.get(entry).map(Entry::filing) else { continue };
            if filing.n_indicators() > MOST_ROWS {
                continue;
            }
            let paths = Paths::of(filing);
            self.forest.open(entry, filing);
            if let Some(places) = places {
                self.restore_places(entry, &paths, places, is_untouched);
            }
            if let Some(row) = row {
                let row = self.named_row(entry, &paths, &row.row).unwrap_or(0);
                self.go_to(Spot::Row { entry, row });
            }
        }
        if is_untouched {
            self.restore_departments(&session.departments);
        }
    }

    fn restore_places(&mut self, entry: usize, paths: &Paths, places: &FilingPlaces, with_folds: bool) {
        let rows: Vec<usize> =
            places.folded.iter().filter_map(|it| self.named_row(entry, paths, it)).collect();
        let marks: Vec<(char, usize)> = places
            .marks
            .iter()
            .filter_map(|(letter, row)| Some((letter.chars().next()?, self.named_row(entry, paths, row)?)))
            .collect();
        for (letter, row) in marks {
            self.restore_mark(letter, Spot::Row { entry, row });
        }
        let Some(filing) = self.entries.get(entry).map(Entry::filing).filter(|_| with_folds) else { return };
        self.forest.fold_to(entry, ALL_LEVELS, filing);
        for row in rows {
            self.forest.set_folded(Spot::Row { entry, row }, true, Some(filing));
        }
    }

    /// Departments come last: a row that is gone to unfolds its own.
    fn restore_departments(&mut self, folded: &[String]) {
        let here = self.entry_idx().and_then(|it| self.forest.group_row(it));
        let groups: Vec<Spot> = self
            .forest
            .groups()
            .enumerate()
            .filter(|(_, it)| it.entries.len() > 1 && folded.contains(&it.name))
            .map(|(idx, _)| Spot::Group(idx))
            .filter(|it| Some(*it) != here)
            .collect();
        for group in groups {
            self.forest.set_folded(group, true, None);
        }
    }

    fn named_row(&self, entry: usize, paths: &Paths, named: &str) -> Option<usize> {
        let (kind, path) = named.split_once(' ')?;
        let outline = self.forest.outline(entry)?;
        if kind == "budget" {
            return outline.iter().position(|it| it.node == Node::Budget);
        }
        let place = paths.find(path)?;
        let Place::Indicator(function, idx) = place else { return outline.find(place) };
        let is_run = |at: usize, from: usize, end: usize| at == function && (from..end).contains(&idx);
        match kind {
            "level1" => outline
                .iter()
                .position(|it| matches!(it.node, Node::Level1(at, from, end) if is_run(at, from, end))),
            "level2" => outline
                .iter()
                .position(|it| matches!(it.node, Node::Level2(at, from, end) if is_run(at, from, end))),
            _ => outline.find(place),
        }
    }
}

fn name(kind: &str, path: &str) -> String {
    format!("{kind} {path}")
}
