//! Boards: lists over the whole screen that lead somewhere (what changed, two filings side by side, the budget, the
//! folder, the others of an indicator).
//!
//! A board holds what it shows; it is made anew after each change of what it is about. Invariant: a row's goal is
//! valid for the state that the board was made from.

pub mod budget;
pub(super) mod changes;
mod dashboard;
pub mod others;
mod shares;
mod show;
pub mod sides;

pub use changes::revert;
pub use show::rebuild;

use super::entry::Live;
use crate::diff::Difference;
use crate::model::{Field, Place};
use crate::text::line_editor::LineEditor;

/// What a board is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BoardKind {
    /// What a filing's changes since it was saved are.
    Changes {
        /// The filing.
        entry: usize,
    },
    /// Two filings side by side.
    Sides {
        /// The old one.
        left: usize,
        /// The new one.
        right: usize,
        /// Whether rows that say the same are left out.
        only_differences: bool,
    },
    /// A filing's money.
    Budget {
        /// The filing.
        entry: usize,
    },
    /// The whole folder.
    Dashboard,
    /// The findings of a rule in all filings.
    Rule {
        /// The rule's code.
        code: &'static str,
    },
    /// The same indicator in other filings.
    Others {
        /// The filing.
        entry: usize,
        /// The indicator.
        place: Place,
    },
}

/// A board.
#[derive(Clone, Debug)]
pub struct Board {
    /// What it is about.
    pub kind: BoardKind,
    /// Its title.
    pub title: String,
    /// What stands above the rows: sums, a standing.
    pub note: String,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Vec<BoardRow>,
    /// The selected row.
    pub selected: usize,
    /// The first row that was drawn.
    pub top: usize,
    /// The amount that is being typed.
    pub typing: Option<Typing>,
    /// What the checks would say if the selected row were taken over, or the typed amount set.
    pub live: Option<Live>,
    /// Which of the columns with amounts is selected.
    pub column: usize,
    /// The board that this one was opened from.
    pub under: Option<Box<Board>>,
}

/// An amount that is being typed in a board.
#[derive(Clone, Debug)]
pub struct Typing {
    /// The line or task.
    pub place: Place,
    /// The amount's field.
    pub field: Field,
    /// The text so far.
    pub line: LineEditor,
}

/// How wide a column is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Width {
    /// As wide as its content, at most this many columns of the screen.
    Content(usize),
    /// As wide as its content where that has room, at most this many columns of the screen; else it is not shown.
    Whole(usize),
    /// A share of what is left.
    Share(usize),
}

/// A column of a board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its heading; empty for none.
    pub head: String,
    /// How wide it is.
    pub width: Width,
    /// Whether its texts stand at its right edge.
    pub is_right: bool,
}

impl Column {
    fn new(head: &str, width: Width) -> Self {
        Self { head: head.to_owned(), width, is_right: false }
    }

    fn right(head: &str, width: Width) -> Self {
        Self { is_right: true, ..Self::new(head, width) }
    }
}

/// How a text is meant; the screen gives it a style.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// As it is.
    #[default]
    Plain,
    /// Steps back.
    Dim,
    /// A heading.
    Strong,
    /// Well.
    Good,
    /// Worth knowing.
    Info,
    /// To be looked at.
    Warning,
    /// Cannot be right.
    Error,
}

/// A cell of a board.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// Its text.
    pub text: String,
    /// How it is meant.
    pub tone: Tone,
}

impl Cell {
    fn plain(text: impl Into<String>) -> Self {
        Self::toned(text, Tone::Plain)
    }

    fn toned(text: impl Into<String>, tone: Tone) -> Self {
        Self { text: text.into(), tone }
    }
}

/// Where a row leads.
#[derive(Clone, Debug)]
pub enum Goal {
    /// Nowhere: a heading.
    None,
    /// A node of a filing.
    Place(usize, Place),
    /// All findings of a rule.
    Rule(&'static str),
    /// A change, with the node nearest to it.
    Change(usize, Place, Box<Difference>),
    /// An amount that can be typed, in the fields of the columns.
    Amounts(usize, Place, Vec<Field>),
}

/// A row of a board.
#[derive(Clone, Debug)]
pub struct BoardRow {
    /// The cells, one a column.
    pub cells: Vec<Cell>,
    /// Where it leads.
    pub goal: Goal,
    /// Whether the keys for the next difference stop here.
    pub is_stop: bool,
    /// All of what the row is about, below the rows while it is selected.
    pub detail: String,
}

impl BoardRow {
    fn new(cells: Vec<Cell>, goal: Goal) -> Self {
        Self { cells, goal, is_stop: false, detail: String::new() }
    }

    fn heading(text: impl Into<String>) -> Self {
        Self::new(vec![Cell::toned(text, Tone::Strong)], Goal::None)
    }
}

impl Board {
    fn new(kind: BoardKind, title: String, columns: Vec<Column>, rows: Vec<BoardRow>) -> Self {
        let first = |it: &BoardRow| !matches!(it.goal, Goal::None);
        Self {
            kind,
            title,
            note: String::new(),
            columns,
            selected: rows.iter().position(first).unwrap_or(0),
            rows,
            top: 0,
            typing: None,
            live: None,
            column: 0,
            under: None,
        }
    }

    /// The selected row.
    pub fn row(&self) -> Option<&BoardRow> {
        self.rows.get(self.selected)
    }

    /// Moves the selection by rows, at most to the ends.
    pub fn move_by(&mut self, rows: isize) {
        let last = self.rows.len().saturating_sub(1);
        let wanted = self.selected.saturating_add_signed(rows).min(last);
        let is_row = |idx: &usize| self.rows.get(*idx).is_some_and(|it| !matches!(it.goal, Goal::None));
        // Headings are passed over: on in the same direction, else back.
        let (below, above) = ((wanted..=last).find(is_row), (0..=wanted).rev().find(is_row));
        let found = if rows < 0 { above.or(below) } else { below.or(above) };
        self.selected = found.unwrap_or(wanted);
    }

    /// Selects a row, unless it is a heading.
    pub fn select(&mut self, idx: usize) {
        if self.rows.get(idx).is_some_and(|it| !matches!(it.goal, Goal::None)) {
            self.selected = idx;
        }
    }

    /// Goes to the next or previous row worth stopping at. Says whether there is one.
    pub fn stop_on(&mut self, forward: bool) -> bool {
        let is_stop = |idx: &usize| self.rows.get(*idx).is_some_and(|it| it.is_stop);
        let found = if forward {
            (self.selected + 1..self.rows.len()).find(is_stop)
        } else {
            (0..self.selected).rev().find(is_stop)
        };
        self.selected = found.unwrap_or(self.selected);
        found.is_some()
    }
}
