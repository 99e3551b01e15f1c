//! The mouse → what keys do. A click goes where it points and a second one does what Enter does there; the wheel scrolls
//! what is under it.
//!
//! Invariant: the mouse does nothing that keys could not do.

use super::input::{answer_key, commit_before_click};
use super::{find, run};
use crate::app::pointer::Target;
use crate::app::{Effect, Focus, Mode, Overlay, State};
use crate::keymap::pointer::{Action, Pointer};
use crate::keymap::{Code, Key};

/// So many rows go by with a turn of the wheel.
const STEP: isize = 3;

/// Answers the mouse.
pub fn point(state: &mut State, pointer: Pointer) -> Vec<Effect> {
    let target = state.aim.at(pointer.column, pointer.row).cloned();
    let effects = match pointer.action {
        Action::Press => press(state, target, false),
        Action::PressAgain => press(state, target, true),
        Action::Drag => {
            state.drag_border(pointer.column, pointer.row);
            return Vec::new();
        }
        Action::Release => {
            state.aim.dragged = None;
            return Vec::new();
        }
        Action::WheelUp => wheel(state, target.as_ref(), -STEP),
        Action::WheelDown => wheel(state, target.as_ref(), STEP),
    };
    state.settle();
    effects
}

fn press(state: &mut State, target: Option<Target>, is_again: bool) -> Vec<Effect> {
    state.toast = None;
    state.is_new_here = false;
    state.pending = crate::app::Pending::default();
    let Some(target) = target else { return Vec::new() };
    if let Target::Border(border) = target {
        state.aim.dragged = Some(border);
        // The lower line is the lower pane's title: a click there is meant for the pane, too.
        if border.is_lower && matches!(state.mode, Mode::Normal) {
            state.view.focus = Focus::Pane;
        }
        return Vec::new();
    }
    match &mut state.mode {
        Mode::Normal => in_panes(state, target, is_again),
        Mode::Draft(_) => in_draft(state, target),
        Mode::Prompt(prompt) => match target {
            Target::Item(_) if is_again => answer_key(state, Key::plain(Code::Enter)),
            Target::Item(idx) => {
                prompt.selected = idx;
                Vec::new()
            }
            _ => Vec::new(),
        },
        Mode::Board(board) => match target {
            Target::BoardRow(_) if is_again => answer_key(state, Key::plain(Code::Enter)),
            Target::BoardRow(idx) if board.typing.is_none() => {
                board.select(idx);
                Vec::new()
            }
            _ => Vec::new(),
        },
        Mode::Overlay(Overlay::Menu { selected } | Overlay::Confirm(_, selected)) => match target {
            Target::Item(idx) => {
                *selected = idx;
                answer_key(state, Key::plain(Code::Enter))
            }
            _ => Vec::new(),
        },
        Mode::Overlay(_) => Vec::new(),
    }
}

/// A click while a value is typed: on an offered name takes it, elsewhere commits the value and goes there, as in a
/// spreadsheet. In the field itself it changes nothing.
fn in_draft(state: &mut State, target: Target) -> Vec<Effect> {
    let Mode::Draft(draft) = &state.mode else { return Vec::new() };
    if let Target::Offer(idx) = target {
        if let Some(offer) = draft.offers.list.get(idx).cloned() {
            state.take_offer(&offer);
        }
        return Vec::new();
    }
    let is_own = match &target {
        Target::Row(spot) => draft.in_tree && *spot == state.view.cursor,
        Target::Cell(row, column) => {
            state.table_row() == Some(*row)
                && state.view.table.as_ref().is_some_and(|it| it.column == *column)
        }
        Target::Field(idx) => !draft.in_tree && *idx == state.view.pane_row,
        // A long text has the whole pane.
        Target::Pane => !draft.in_tree,
        Target::Cover => true,
        _ => false,
    };
    // What is refused stays open, with the reason in the footer.
    if is_own || !commit_before_click(state) {
        return Vec::new();
    }
    in_panes(state, target, false)
}

/// The second press of a double click is about what the first one selected: that may have scrolled away from under the
/// mouse.
fn in_panes(state: &mut State, target: Target, is_again: bool) -> Vec<Effect> {
    match target {
        Target::Row(_) | Target::Field(_) if is_again => run_named(state, "activate"),
        Target::Cell(..) if is_again => run_named(state, "edit-target"),
        // The second of two quick clicks folds what the first has unfolded.
        Target::Fold(_) if is_again => run_named(state, "toggle-fold"),
        Target::Row(spot) => {
            state.view.focus = Focus::Tree;
            state.go_to(spot);
            Vec::new()
        }
        Target::Fold(spot) => {
            state.view.focus = Focus::Tree;
            state.go_to(spot);
            run_named(state, "toggle-fold")
        }
        Target::Cell(row, column) => {
            if let Some(table) = &mut state.view.table {
                table.column = column;
            }
            state.go_to_table_row(row);
            Vec::new()
        }
        Target::Field(idx) => {
            state.view.focus = Focus::Pane;
            state.view.pane_row = idx;
            Vec::new()
        }
        Target::Tree => {
            state.view.focus = Focus::Tree;
            Vec::new()
        }
        Target::Pane => {
            if !state.pane_items().is_empty() {
                state.view.focus = Focus::Pane;
            }
            Vec::new()
        }
        Target::Fix => run_named(state, "apply-fix"),
        _ => Vec::new(),
    }
}

fn wheel(state: &mut State, target: Option<&Target>, rows: isize) -> Vec<Effect> {
    match &mut state.mode {
        Mode::Normal => match target {
            Some(Target::Tree | Target::Row(_) | Target::Fold(_)) => state.scroll_tree(rows),
            Some(Target::Table | Target::Cell(..)) => state.scroll_table(rows),
            Some(Target::Pane | Target::Field(_)) => state.scroll_pane(rows),
            _ => {}
        },
        // Scrolling away from what is being typed helps nobody.
        Mode::Draft(_) => {}
        Mode::Board(board) => {
            if board.typing.is_none() {
                board.move_by(rows);
            }
        }
        Mode::Prompt(_) | Mode::Overlay(Overlay::Menu { .. } | Overlay::Confirm(..)) => {
            let code = if rows > 0 { Code::Down } else { Code::Up };
            return answer_key(state, Key::plain(code));
        }
        Mode::Overlay(Overlay::Recover { top, .. }) => *top = top.saturating_add_signed(rows),
        Mode::Overlay(overlay) => {
            if let Some(top) = overlay.top_mut() {
                *top = top.saturating_add_signed(rows);
            }
        }
    }
    Vec::new()
}

fn run_named(state: &mut State, id: &str) -> Vec<Effect> {
    find(id).map_or_else(Vec::new, |command| run(state, command, None, ""))
}
