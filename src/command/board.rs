//! Keys in a board: moving, going where a row leads, and what the board's kind allows.

use super::input::line_key;
use super::modes;
use crate::app::board::{Goal, Typing, budget, others, rebuild, revert, sides};
use crate::app::{Board, BoardKind, Mode, State};
use crate::import::paste;
use crate::keymap::{Code, Key, Lookup};
use crate::messages::{HandText, KnowText, Message, Ui};
use crate::model::{Field, Place};
use crate::text::line_editor::LineEditor;

/// Answers a key while a board is open.
pub fn board_key(state: &mut State, mut board: Board, key: Key) {
    if let Some(typing) = board.typing.take() {
        return typing_key(state, board, typing, key);
    }
    let key = if key.ctrl { key } else { key.folded() };
    let page = state.view.height.max(4).cast_signed() - 2;
    // The key that opened it closes it.
    let is_opener = opener(board.kind)
        .is_some_and(|id| state.keymap.lookup_in(&modes(state), &[key]) == Lookup::Found(id));
    match (key.code, key.ctrl) {
        _ if is_opener => return close(state, board),
        (Code::Esc | Code::Char('q'), _) => return close(state, board),
        (Code::Down | Code::Char('j'), false) => board.move_by(1),
        (Code::Up | Code::Char('k'), false) => board.move_by(-1),
        (Code::PageDown, _) | (Code::Char('d' | 'f'), true) => board.move_by(page),
        (Code::PageUp, _) | (Code::Char('u' | 'b'), true) => board.move_by(-page),
        (Code::Home | Code::Char('g'), false) => board.move_by(isize::MIN),
        (Code::End | Code::Char('G'), false) => board.move_by(isize::MAX),
        (Code::Char('n'), false) => {
            board.stop_on(true);
        }
        (Code::Char('N'), false) => {
            board.stop_on(false);
        }
        (Code::Left | Code::Char('h'), false) => board.column = board.column.saturating_sub(1),
        (Code::Right | Code::Char('l'), false) => board.column = (board.column + 1).min(last_column(&board)),
        (Code::Char('u'), false) if is_of_one(board.kind) => {
            if !state.undo() {
                state.refuse(Ui::NothingToUndo);
            }
            return reopen(state, &board);
        }
        (Code::Char('x'), false) => return take_back(state, board),
        (Code::Char(' '), false) => return second(state, board),
        (Code::Enter, _) | (Code::Char('i') | Code::F(2), false) => return enter(state, board),
        // As in a spreadsheet: a digit replaces the amount.
        (Code::Char('0'..='9'), false) if matches!(board.kind, BoardKind::Budget { .. }) => {
            enter(state, board);
            if let Mode::Board(board) = &mut state.mode
                && let Some(typing) = board.typing.take()
            {
                let board = (**board).clone();
                typing_key(state, board, typing, key);
            }
            return;
        }
        _ => {}
    }
    state.show_board(board);
}

/// The command that opens boards of a kind.
const fn opener(kind: BoardKind) -> Option<&'static str> {
    match kind {
        BoardKind::Others { .. } => Some("show-others"),
        BoardKind::Budget { .. } => Some("show-budget"),
        BoardKind::Changes { .. } => Some("show-changes"),
        _ => None,
    }
}

/// Whether a board shows one filing that can be changed from it.
const fn is_of_one(kind: BoardKind) -> bool {
    matches!(kind, BoardKind::Changes { .. } | BoardKind::Budget { .. })
}

fn last_column(board: &Board) -> usize {
    match board.row().map(|it| &it.goal) {
        Some(Goal::Amounts(_, _, fields)) => fields.len().saturating_sub(1),
        _ => 0,
    }
}

/// Back to the board below, if there is one.
fn close(state: &mut State, board: Board) {
    if let Some(under) = board.under {
        state.show_board(*under);
    }
}

/// The board as things are now; it closes when it has nothing left to show.
fn reopen(state: &mut State, board: &Board) {
    match rebuild(state, board) {
        Some(board) => state.show_board(board),
        None => state.mode = Mode::Normal,
    }
}

fn go(state: &mut State, entry: usize, place: Place) {
    state.mode = Mode::Normal;
    state.view.focus = crate::app::Focus::Tree;
    let before = state.view.cursor;
    let from = state.anchor(before);
    state.go_to_place(entry, place);
    // The way back is kept, as by every command that jumps.
    if let Some(from) = from.filter(|_| state.view.cursor != before) {
        state.seek.trail.leave(from);
    }
}

/// Enter: goes where the row leads, takes a target over, or begins to type an amount.
fn enter(state: &mut State, board: Board) {
    let Some(goal) = board.row().map(|it| it.goal.clone()) else { return state.show_board(board) };
    match (board.kind, goal) {
        (BoardKind::Others { entry, place }, Goal::Place(..)) => take_over(state, board, entry, place),
        (BoardKind::Rule { code }, Goal::Place(entry, place)) => {
            go(state, entry, place);
            let shown = state.findings_here().iter().position(|it| it.rule.code == code);
            state.view.finding = shown.unwrap_or(0);
        }
        (_, Goal::Place(entry, place) | Goal::Change(entry, place, _)) => go(state, entry, place),
        (_, Goal::Rule(code)) => {
            if state.open_board(BoardKind::Rule { code })
                && let Mode::Board(opened) = &mut state.mode
            {
                opened.under = Some(Box::new(board));
            }
        }
        (_, Goal::Amounts(entry, place, fields)) => {
            let at = board.column.min(fields.len().saturating_sub(1));
            match fields.into_iter().nth(at) {
                Some(field) => type_amount(state, board, entry, place, field),
                None => state.show_board(board),
            }
        }
        (_, Goal::None) => state.show_board(board),
    }
}

/// Space: what is worth a second key in a board.
fn second(state: &mut State, board: Board) {
    let goal = board.row().map(|it| it.goal.clone());
    match (board.kind, goal) {
        (BoardKind::Sides { left, right, only_differences }, _) => {
            state.open_board(BoardKind::Sides { left, right, only_differences: !only_differences });
        }
        (
            _,
            Some(Goal::Place(entry, place) | Goal::Change(entry, place, _) | Goal::Amounts(entry, place, _)),
        ) => {
            go(state, entry, place);
        }
        _ => state.show_board(board),
    }
}

/// `x`: takes the selected change back.
fn take_back(state: &mut State, board: Board) {
    let Some(Goal::Change(entry, _, difference)) = board.row().map(|it| it.goal.clone()) else {
        return state.show_board(board);
    };
    match revert(state, entry, &difference) {
        Ok(()) => {
            let what = sides::tell(&difference, state.lang);
            state.say_know(&Message::new(KnowText::Reverted, [("what", what)]));
            reopen(state, &board);
        }
        Err(why) => {
            state.refuse(why);
            state.show_board(board);
        }
    }
}

/// The selected target becomes the indicator's, as one step.
fn take_over(state: &mut State, board: Board, entry: usize, place: Place) {
    let Some(target) = others::taken(state, &board) else { return state.show_board(board) };
    if let Err(why) = state.may_edit(entry) {
        return state.refuse(why);
    }
    state.set_field(entry, &[place], &Field::Target, &target);
    state.say_know(&Message::new(KnowText::Taken, [("value", target)]));
}

fn type_amount(state: &mut State, mut board: Board, entry: usize, place: Place, field: Field) {
    if let Err(why) = state.may_edit(entry) {
        state.refuse(why);
        return state.show_board(board);
    }
    let text = state.entries.get(entry).and_then(|it| it.filing().get(place, &field)).unwrap_or_default();
    let line = LineEditor::new_selected(&text);
    board.typing = Some(Typing { place, field, line });
    follow(state, board);
}

/// Shows the board with the sums that the typed amount would give.
fn follow(state: &mut State, mut board: Board) {
    if let (Some(typing), BoardKind::Budget { entry }) = (&board.typing, board.kind)
        && let Some(it) = state.entries.get_mut(entry)
    {
        board.live = Some(it.live(&[typing.place], &typing.field, typing.line.text()));
    }
    let board = rebuild(state, &board).unwrap_or(board);
    state.mode = Mode::Board(Box::new(board));
}

/// Goes on to the next or previous amount; lines that only head a part of the form are passed over.
fn tab(state: &State, board: &mut Board, entry: usize, rows: isize) {
    let from = board.selected;
    board.move_by(rows);
    let heads = |board: &Board| match (board.row().map(|it| &it.goal), state.entries.get(entry)) {
        (Some(Goal::Amounts(_, place, _)), Some(it)) => budget::is_heading(it.filing(), *place),
        _ => false,
    };
    while heads(board) {
        let at = board.selected;
        board.move_by(rows);
        if board.selected == at {
            // Nothing but headings that way.
            board.selected = from;
            return;
        }
    }
}

fn typing_key(state: &mut State, mut board: Board, mut typing: Typing, key: Key) {
    match (key.code, key.ctrl) {
        (Code::Esc, _) => {
            board.live = None;
            reopen(state, &board);
        }
        (Code::Enter | Code::Tab | Code::Down | Code::Up, _) => {
            let BoardKind::Budget { entry } = board.kind else { return };
            state.set_field(entry, &[typing.place], &typing.field, typing.line.text());
            state.tell_no_amount(&typing.field, typing.line.text());
            board.live = None;
            let from = board.selected;
            // As in a spreadsheet: Enter is done, Tab goes on to the next amount, arrows leave by rows.
            match key.code {
                Code::Tab => tab(state, &mut board, entry, if key.shift { -1 } else { 1 }),
                Code::Down => board.move_by(1),
                Code::Up => board.move_by(-1),
                _ => {}
            }
            reopen(state, &board);
            // On the last line nothing is begun again: what is typed next would replace what was just entered.
            if key.code == Code::Tab
                && board.selected != from
                && let Mode::Board(board) = std::mem::take(&mut state.mode)
            {
                enter(state, *board);
            }
        }
        _ => {
            line_key(&mut typing.line, key);
            board.typing = Some(typing);
            follow(state, board);
        }
    }
}

/// A paste into the amount that is being typed; says whether there is one.
pub fn board_paste(state: &mut State, text: &str) -> bool {
    let Mode::Board(board) = &mut state.mode else { return false };
    let is_budget = matches!(board.kind, BoardKind::Budget { .. });
    // A column copied from a spreadsheet goes downwards, whether an amount is being typed or not.
    let is_typing = board.typing.is_some();
    let amounts = if is_budget { paste::amounts(text) } else { None };
    if is_budget && amounts.is_none() && !is_typing {
        state.refuse(HandText::PasteNoAmounts);
        return true;
    }
    if let Some(amounts) = amounts.filter(|it| it.len() > 1 || !is_typing) {
        let mut board = board.clone();
        (board.typing, board.live) = (None, None);
        let done = state.fill_board(&board, &amounts);
        reopen(state, &board);
        super::rows::tell_filled(state, done, amounts.len());
        return true;
    }
    let Some(typing) = &mut board.typing else { return false };
    typing.line.insert(text);
    if let Mode::Board(board) = std::mem::take(&mut state.mode) {
        follow(state, *board);
    }
    true
}
