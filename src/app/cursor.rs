//! Moving about in the tree, and folding it.

use super::mode::Focus;
use super::tree::{Node, Spot};
use super::{Entry, State};
use crate::model::{Filing, Place};
use std::ops::Range;

impl State {
    /// The position of the cursor among the visible rows.
    pub fn position(&self) -> usize {
        self.forest.position(self.view.cursor)
    }

    /// Puts the cursor on a row and makes the row visible.
    pub fn go_to(&mut self, spot: Spot) {
        if let Spot::Row { entry, .. } = spot {
            let filing = self.entries.get(entry).map(Entry::filing);
            self.forest.reveal(spot, filing);
        }
        if spot != self.view.cursor {
            self.view.finding = 0;
            self.view.pane_row = 0;
            self.view.pane_top = 0;
        }
        self.view.cursor = spot;
    }

    /// Puts the cursor on the row of a place, or of what it belongs to.
    pub fn go_to_place(&mut self, entry: usize, place: Place) {
        let Some(filing) = self.entries.get(entry).map(Entry::filing) else { return };
        self.forest.open(entry, filing);
        let row = self.forest.outline(entry).and_then(|it| nearest(it, filing, place)).unwrap_or(0);
        self.go_to(Spot::Row { entry, row });
    }

    /// Moves the cursor to a position among the visible rows, at most to the ends.
    pub fn go_to_position(&mut self, position: usize) {
        let last = self.forest.n_visible().saturating_sub(1);
        let at = position.min(last);
        self.make_rows(at..at + 1);
        if let Some(spot) = self.forest.spot_at(position.min(last)) {
            self.go_to(spot);
        }
    }

    /// Moves the cursor by visible rows, or by fields when the editor pane has the focus.
    pub fn move_by(&mut self, rows: isize) {
        if self.view.focus == Focus::Pane {
            let last = self.pane_items().len().saturating_sub(1);
            self.view.pane_top = 0;
            self.view.pane_row = self.view.pane_row.saturating_add_signed(rows).min(last);
            return;
        }
        if self.view.table.is_some() {
            return self.move_in_table(rows);
        }
        self.go_to_position(self.position().saturating_add_signed(rows));
    }

    /// Unfolds the row under the cursor, or goes to its first row below.
    pub fn unfold_or_enter(&mut self) {
        if self.forest.is_folded(self.view.cursor) && self.forest.has_children(self.view.cursor) {
            self.set_folded(self.view.cursor, false);
        } else if self.forest.has_children(self.view.cursor) {
            self.go_to_position(self.position() + 1);
        }
    }

    /// Folds the row under the cursor, or goes to the row above it in the tree.
    pub fn fold_or_leave(&mut self) {
        let cursor = self.view.cursor;
        if !self.forest.is_folded(cursor) && self.forest.has_children(cursor) {
            self.set_folded(cursor, true);
        } else if let Some(parent) = self.parent(cursor) {
            self.go_to(parent);
        }
    }

    /// Folds or unfolds the row under the cursor; a row without rows below it folds the one above.
    pub fn toggle_fold(&mut self) {
        let mut spot = self.view.cursor;
        if !self.forest.has_children(spot) {
            let Some(parent) = self.parent(spot) else { return };
            spot = parent;
        }
        let folded = self.forest.is_folded(spot);
        self.set_folded(spot, !folded);
    }

    /// Shows every filing's rows down to a level (1 filings … 5 indicators).
    pub fn fold_all_to(&mut self, level: usize) {
        for idx in self.forest.fold_all_to(level) {
            if let Some(entry) = self.entries.get(idx) {
                self.forest.fold_to(idx, level, entry.filing());
            }
        }
        self.keep_cursor_visible();
    }

    /// Makes the rows of filings that are seen at these positions.
    fn make_rows(&mut self, positions: Range<usize>) {
        for idx in self.forest.unmade_at(positions) {
            if let Some(entry) = self.entries.get(idx) {
                self.forest.open(idx, entry.filing());
            }
        }
    }

    /// Makes the rows that the next drawing can show in a tree of `height` rows. To be called before drawing.
    pub fn make_seen(&mut self, height: usize) {
        let (cursor, height) = (self.position(), height.max(self.view.height));
        self.make_rows(cursor.saturating_sub(height)..cursor + height + 1);
    }

    /// Folds or unfolds a row.
    pub fn set_folded(&mut self, spot: Spot, folded: bool) {
        let filing = match spot {
            Spot::Group(_) => None,
            Spot::Row { entry, .. } => self.entries.get(entry).map(Entry::filing),
        };
        self.forest.set_folded(spot, folded, filing);
        self.keep_cursor_visible();
    }

    /// The next or previous row with the same parent.
    pub fn go_to_sibling(&mut self, forward: bool) {
        let target = match self.view.cursor {
            Spot::Row { entry, row } if row > 0 => self
                .forest
                .outline(entry)
                .and_then(|outline| outline.sibling(row, forward))
                .map(|row| Spot::Row { entry, row }),
            // Filings and departments: the next row of that kind on the screen.
            _ => self.neighbour_filing(forward),
        };
        if let Some(spot) = target {
            self.go_to(spot);
        }
    }

    fn neighbour_filing(&self, forward: bool) -> Option<Spot> {
        let mut position = self.position();
        loop {
            position = if forward { position + 1 } else { position.checked_sub(1)? };
            match self.forest.spot_at(position)? {
                Spot::Row { row, .. } if row > 0 => {}
                spot => return Some(spot),
            }
        }
    }

    pub(super) fn parent(&self, spot: Spot) -> Option<Spot> {
        let Spot::Row { entry, row } = spot else { return None };
        match self.forest.outline(entry).and_then(|outline| outline.parent(row)) {
            Some(row) => Some(Spot::Row { entry, row }),
            None => self.forest.group_row(entry),
        }
    }

    /// After rows were hidden: moves the cursor to the nearest row above it that is visible.
    fn keep_cursor_visible(&mut self) {
        let mut spot = self.view.cursor;
        while self.forest.spot_at(self.forest.position(spot)) != Some(spot) {
            let Some(parent) = self.parent(spot) else { return };
            spot = parent;
        }
        self.go_to(spot);
    }
}

/// The row of a place. The nameless function has none: the row of its first indicator, else the filing's.
fn nearest(outline: &super::tree::Outline, filing: &Filing, place: Place) -> Option<usize> {
    let mut place = place;
    loop {
        if let Some(row) = outline.find(place) {
            return Some(row);
        }
        place = match place {
            // After the last row of a function went, the row before it is the nearest.
            Place::Indicator(function, idx) => match filing.functions.get(function)?.indicators.len() {
                0 => Place::Function(function),
                n if idx >= n => Place::Indicator(function, n - 1),
                _ => return None,
            },
            Place::Function(idx) => match filing.functions.len() {
                n if idx >= n && n > 0 => Place::Function(n - 1),
                _ if filing.functions.get(idx).is_some_and(|it| !it.indicators.is_empty()) => {
                    Place::Indicator(idx, 0)
                }
                _ => Place::Filing,
            },
            Place::BudgetLine(idx) => match filing.budget.lines.len() {
                n if idx >= n && n > 0 => Place::BudgetLine(n - 1),
                _ => return outline.iter().position(|row| row.node == Node::Budget).or(Some(0)),
            },
            Place::Filing => return Some(0),
        };
    }
}
