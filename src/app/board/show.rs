//! Opening boards, and making them anew after a change.

use super::super::{Mode, State};
use super::{Board, BoardKind, budget, changes, dashboard, others, sides};

/// Makes a board; `None` when there is nothing that it could show.
fn make(state: &State, kind: BoardKind) -> Option<Board> {
    match kind {
        BoardKind::Changes { entry } => changes::board(state, entry),
        BoardKind::Sides { left, right, only_differences } => {
            sides::board(state, left, right, only_differences)
        }
        BoardKind::Budget { entry } => budget::board(state, entry, None),
        BoardKind::Dashboard => Some(dashboard::board(state)),
        BoardKind::Rule { code } => Some(dashboard::of_rule(state, code)),
        BoardKind::Others { entry, place } => others::board(state, entry, place),
    }
}

/// A board as things are now, with the selection where it was; `None` when there is nothing left to show.
pub fn rebuild(state: &State, old: &Board) -> Option<Board> {
    let new = match (&old.typing, old.kind) {
        (Some(_), BoardKind::Budget { entry }) => budget::board(state, entry, old.live.as_ref()),
        (_, BoardKind::Changes { entry }) => {
            Some(changes::board(state, entry).unwrap_or_else(|| changes::nothing_left(state, entry)))
        }
        _ => make(state, old.kind),
    }?;
    let last = new.rows.len().saturating_sub(1);
    Some(Board {
        selected: old.selected.min(last),
        top: old.top,
        column: old.column,
        typing: old.typing.clone(),
        live: old.live.clone(),
        under: old.under.clone(),
        ..new
    })
}

impl State {
    /// Opens a board. Says whether there is anything that it could show.
    pub fn open_board(&mut self, kind: BoardKind) -> bool {
        let Some(mut board) = make(self, kind) else { return false };
        if let BoardKind::Budget { entry } = kind
            && let Some(place) = self.node().and_then(super::super::Node::place)
        {
            let is_here = |it: &super::BoardRow| matches!(&it.goal, super::Goal::Amounts(of, at, _) if *of == entry && *at == place);
            board.selected = board.rows.iter().position(is_here).unwrap_or(board.selected);
        }
        self.show_board(board);
        true
    }

    /// Shows a board and what the checks say at its selected row.
    pub fn show_board(&mut self, mut board: Board) {
        others::follow(self, &mut board);
        self.mode = Mode::Board(Box::new(board));
    }
}
