//! What the last drawing put where, so that a click finds it, and what the mouse holds.
//!
//! The drawing says it in regions, a later one over an earlier one; nothing is laid out a second time. Invariant: a
//! region is valid for the state that it was drawn from.

use super::State;
use super::table::TableColumn;
use super::tree::Spot;
use std::ops::Range;

/// The border between the panes, which can be dragged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Border {
    /// Whether the panes stand side by side; else one above the other.
    pub is_upright: bool,
    /// Whether it is the lower of two rows: the frame of the lower pane.
    pub is_lower: bool,
    /// The first column or row of both panes.
    pub start: u16,
    /// How many columns or rows both have.
    pub len: u16,
}

/// What a region of the screen is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// Nothing that answers: what lies under a popup is covered.
    Cover,
    /// The tree's pane.
    Tree,
    /// The editor pane.
    Pane,
    /// The table view.
    Table,
    /// A row of the tree.
    Row(Spot),
    /// The sign of a row that folds and unfolds it.
    Fold(Spot),
    /// A field of the editor pane, by number.
    Field(usize),
    /// A cell of the table view: the row's number and the column.
    Cell(usize, TableColumn),
    /// The border between the panes.
    Border(Border),
    /// The fix of the finding in the check bar.
    Fix,
    /// An entry of a prompt's list, by number.
    Item(usize),
    /// A row of a board, by number.
    BoardRow(usize),
    /// A name offered under a field, by number.
    Offer(usize),
}

/// A rectangle of the screen and what is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Region {
    /// Columns.
    pub columns: Range<u16>,
    /// Rows.
    pub rows: Range<u16>,
    /// What is there.
    pub target: Target,
}

/// The screen as the mouse finds it.
#[derive(Clone, Debug, Default)]
pub struct Aim {
    /// What the last drawing put where.
    pub regions: Vec<Region>,
    /// The border that is being dragged.
    pub dragged: Option<Border>,
}

impl Aim {
    /// What is at a cell of the screen.
    pub fn at(&self, column: u16, row: u16) -> Option<&Target> {
        let is_there = |it: &&Region| it.columns.contains(&column) && it.rows.contains(&row);
        self.regions.iter().rev().find(is_there).map(|it| &it.target)
    }

    /// The border between the panes, while two are shown.
    pub fn border(&self) -> Option<Border> {
        self.regions.iter().find_map(|it| match it.target {
            Target::Border(border) => Some(border),
            _ => None,
        })
    }
}

impl State {
    /// Moves the border under the mouse to a cell of the screen.
    pub fn drag_border(&mut self, column: u16, row: u16) {
        let Some(border) = self.aim.dragged else { return };
        // Of two columns either may be held; of two rows the one that was pressed stays under the mouse.
        let at = if border.is_upright { column } else { row + u16::from(!border.is_lower) };
        let before = u32::from(at.saturating_sub(border.start));
        // Rounded up, so that the border comes to stand where the mouse is.
        let share = (before * 1000).div_ceil(u32::from(border.len.max(1)));
        self.look.set_split(u16::try_from(share).unwrap_or(u16::MAX));
    }

    /// Scrolls the tree by rows; the cursor comes along where it would leave the screen.
    pub fn scroll_tree(&mut self, rows: isize) {
        let n_rows = self.forest.n_visible();
        let (top, position) = scrolled(self.view.top, self.position(), self.view.height, n_rows, rows);
        self.view.top = top;
        if position != self.position() {
            self.go_to_position(position);
        }
    }

    /// Scrolls the table by rows, likewise.
    pub fn scroll_table(&mut self, rows: isize) {
        let Some(top) = self.view.table.as_ref().map(|it| it.top) else { return };
        let Some(n_rows) = self.table_rows().map(|it| it.len()) else { return };
        let row = self.table_row().unwrap_or(0);
        let (top, new) = scrolled(top, row, self.view.height, n_rows, rows);
        if let Some(table) = &mut self.view.table {
            table.top = top;
        }
        if new != row {
            self.go_to_table_row(new);
        }
    }

    /// Scrolls the editor pane by lines.
    pub fn scroll_pane(&mut self, lines: isize) {
        self.view.pane_top = self.view.pane_top.saturating_add_signed(lines);
    }
}

/// The first row of a list and its selected one after scrolling; the list keeps a row to spare around the selected one
/// where there is room.
fn scrolled(top: usize, selected: usize, height: usize, n_rows: usize, by: isize) -> (usize, usize) {
    let top = top.saturating_add_signed(by).min(n_rows.saturating_sub(height));
    let spare = usize::from(height > 4);
    let lowest = if top == 0 { 0 } else { top + spare };
    let end = top + height;
    let highest = if end >= n_rows { n_rows } else { end.saturating_sub(spare) };
    (top, selected.clamp(lowest, highest.saturating_sub(1).max(lowest)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scrolling_takes_the_selected_row_along_only_at_the_edges() {
        for (from, by, expected) in [
            ((0, 5), 3, (3, 5)),
            ((0, 2), 3, (3, 4)),
            ((10, 18), -3, (7, 15)),
            ((2, 0), -5, (0, 0)),
            ((0, 0), 0, (0, 0)),
            ((85, 95), 50, (90, 95)),
            ((90, 99), 3, (90, 99)),
        ] {
            assert_eq!(scrolled(from.0, from.1, 10, 100, by), expected, "{from:?} by {by}");
        }
        assert_eq!(scrolled(0, 2, 10, 3, 3), (0, 2));
        assert_eq!(scrolled(0, 0, 10, 0, 3), (0, 0));
    }

    #[test]
    fn what_was_drawn_later_lies_above() {
        let region = |columns, target| Region { columns, rows: 0..2, target };
        let regions = vec![region(0..9, Target::Tree), region(3..5, Target::Cover)];
        let aim = Aim { regions, dragged: None };
        for (column, expected) in [(2, Some(&Target::Tree)), (3, Some(&Target::Cover)), (9, None)] {
            assert_eq!(aim.at(column, 1), expected);
        }
        assert_eq!(aim.at(3, 2), None);
    }
}
