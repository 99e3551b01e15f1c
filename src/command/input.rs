//! Keys and pastes → commands, typed values and answers. The only way into the state from the keyboard.

use super::board::{board_key, board_paste};
use super::list::{Pick, listed};
use super::mend::{finding_key, go_to_finding, mend};
use super::overlay::overlay_key;
use super::table_view::begins_value;
use super::{file, know};
use super::{find, modes, run};
use crate::app::edit::Then;
use crate::app::mode::{Mode, Overlay, Prompt, PromptKind};
use crate::app::{DraftKind, Effect, State};
use crate::keymap::act::{LIST, TYPING};
use crate::keymap::{Code, Key, Lookup};
use crate::messages::{Message, Ui};
use crate::text::glyph::is_han;
use crate::text::line_editor::LineEditor;
use std::path::PathBuf;

/// Counts above this are cut: nobody moves further on purpose.
const MAX_COUNT: usize = 999_999;

/// Answers a key.
pub fn update(state: &mut State, key: Key) -> Vec<Effect> {
    state.end_telling();
    state.toast = None;
    state.is_new_here = false;
    state.seek.hush();
    let key = named_mode(state).map_or(Some(key), |mode| state.keymap.meant(mode, key));
    let effects = match key {
        Some(key) if !aid_key(state, key) => answer_key(state, key),
        _ => Vec::new(),
    };
    state.is_aided &= has_aid(state);
    state.settle();
    state.make_seen(0);
    effects
}

/// The mode of the keymap in which keys are called by what they do, if the person is in one. Questions have keys of
/// their own.
fn named_mode(state: &State) -> Option<&'static str> {
    match &state.mode {
        Mode::Draft(_) | Mode::Prompt(_) => Some(TYPING),
        Mode::Board(board) if board.typing.is_some() => Some(TYPING),
        Mode::Overlay(Overlay::Marks { .. } | Overlay::Confirm(..) | Overlay::Menu { .. }) | Mode::Normal => {
            None
        }
        Mode::Board(_) | Mode::Overlay(_) => Some(LIST),
    }
}

/// Whether there is help for what is done now: something is typed, or a board is open.
const fn has_aid(state: &State) -> bool {
    matches!(state.mode, Mode::Draft(_) | Mode::Prompt(_) | Mode::Board(_))
}

/// F1 while something is typed shows and hides what belongs there; Esc hides it, too. In a board so does the key of help
/// everywhere. Says whether the key was for it.
fn aid_key(state: &mut State, key: Key) -> bool {
    let is_list = matches!(&state.mode, Mode::Board(board) if board.typing.is_none());
    let is_help = key == Key::plain(Code::F(1)) || (is_list && key.folded() == Key::plain(Code::Char('?')));
    let is_for_it = has_aid(state) && (is_help || (state.is_aided && key.code == Code::Esc));
    if is_for_it {
        state.is_aided = !state.is_aided;
    }
    is_for_it
}

pub(super) fn answer_key(state: &mut State, key: Key) -> Vec<Effect> {
    match std::mem::take(&mut state.mode) {
        Mode::Normal => normal(state, key),
        Mode::Draft(draft) => {
            state.mode = Mode::Draft(draft);
            draft_key(state, key);
            Vec::new()
        }
        Mode::Prompt(prompt) => prompt_key(state, prompt, key),
        Mode::Overlay(overlay) => overlay_key(state, overlay, key),
        Mode::Board(board) => {
            board_key(state, *board, key);
            Vec::new()
        }
    }
}

/// Answers a paste. In a field it is typed; elsewhere rows of a spreadsheet are put in, and other text is explained.
pub fn paste(state: &mut State, text: &str) {
    state.toast = None;
    if board_paste(state, text) {
        return;
    }
    match &mut state.mode {
        Mode::Draft(draft) => {
            match &mut draft.kind {
                DraftKind::Line(line) => line.insert(text),
                DraftKind::Long(long) => long.paste(text),
            }
            state.follow_draft();
        }
        Mode::Prompt(prompt) => {
            prompt.line.insert(text);
            prompt.selected = 0;
            let prompt = prompt.clone();
            super::seek::prompt_typed(state, &prompt);
        }
        Mode::Normal => super::rows::paste(state, text),
        // Like every key but its own.
        Mode::Overlay(Overlay::Menu { .. }) => {
            state.mode = Mode::Normal;
            super::rows::paste(state, text);
        }
        Mode::Overlay(_) | Mode::Board(_) => state.refuse(Ui::PasteNeedsField),
    }
}

fn normal(state: &mut State, key: Key) -> Vec<Effect> {
    if begins_value(state, key) {
        match state.begin_cell() {
            Ok(()) => draft_key(state, key),
            Err(why) => state.refuse(why),
        }
        return Vec::new();
    }
    if state.pending.keys.is_empty()
        && let Some(digit) = key.digit()
        && (digit > 0 || state.pending.count.is_some())
    {
        let count = state.pending.count.unwrap_or(0) * 10 + digit as usize;
        state.pending.count = Some(count.min(MAX_COUNT));
        return Vec::new();
    }
    if key.code == Code::Esc
        && let Some(effects) = close(state)
    {
        return effects;
    }
    state.pending.keys.push(key);
    match state.keymap.lookup_in(&modes(state), &state.pending.keys) {
        Lookup::Pending(_) => Vec::new(),
        Lookup::Found(id) => {
            let count = std::mem::take(&mut state.pending).count;
            find(id).map_or_else(Vec::new, |command| run(state, command, count, ""))
        }
        Lookup::None => {
            let keys = std::mem::take(&mut state.pending).keys;
            if key.typed().is_some_and(is_han) {
                state.refuse(Ui::InputMethodIsOn);
            } else {
                let keys: Vec<String> = keys.iter().map(|it| crate::keymap::label(&[*it])).collect();
                state.tell(&Message::new(Ui::KeyNotBound, [("keys", keys.join(" "))]));
            }
            Vec::new()
        }
    }
}

/// Esc: closes what is open, the last thing first. `None`: nothing is, and the key is a command like any other.
fn close(state: &mut State) -> Option<Vec<Effect>> {
    let pending = std::mem::take(&mut state.pending);
    if !pending.keys.is_empty() || pending.count.is_some() {
        return Some(Vec::new());
    }
    if state.loading.is_some() {
        return Some(vec![Effect::StopLoading]);
    }
    if state.view.selection.is_some() {
        state.end_selection();
        return Some(Vec::new());
    }
    super::seek::escape(state).then(Vec::new)
}

/// Commits what is typed before a click elsewhere is answered. Says whether it was accepted.
pub(super) fn commit_before_click(state: &mut State) -> bool {
    state.commit_draft(Then::Stay);
    matches!(state.mode, Mode::Normal)
}

fn draft_key(state: &mut State, key: Key) {
    let Mode::Draft(draft) = &mut state.mode else { return };
    let is_long = matches!(draft.kind, DraftKind::Long(_));
    if offer_key(state, key) {
        return;
    }
    let Mode::Draft(draft) = &mut state.mode else { return };
    match (key.code, key.ctrl) {
        (Code::Esc, _) => return state.cancel_draft(),
        (Code::Enter, false) if !is_long || key.alt => return state.enter_draft(),
        // In a long text Enter begins a paragraph; Ctrl-s and Tab are done with it.
        (Code::Char('s'), true) => return state.commit_draft(Then::Stay),
        (Code::Tab, _) => {
            return state.commit_draft(if key.shift { Then::Previous } else { Then::Next });
        }
        (Code::Up | Code::Down, _) if !is_long => {
            let rows = if key.code == Code::Down { 1 } else { -1 };
            state.commit_draft(Then::Stay);
            if matches!(state.mode, Mode::Normal) {
                state.move_by(rows);
            }
            return;
        }
        _ => {}
    }
    match &mut draft.kind {
        DraftKind::Line(line) => line_key(line, key),
        DraftKind::Long(long) => long.key(key),
    }
    state.follow_draft();
}

/// Keys for the list of offered names: arrows choose, Enter or Tab takes what is chosen, Esc leaves the choice. All
/// others type on, as do these while nothing is chosen. Says whether the key was for the list.
fn offer_key(state: &mut State, key: Key) -> bool {
    let Mode::Draft(draft) = &mut state.mode else { return false };
    let offers = &mut draft.offers;
    let n = offers.list.len();
    match (key.code, offers.chosen) {
        _ if n == 0 => return false,
        (Code::Down, chosen) => offers.chosen = Some(chosen.map_or(0, |it| (it + 1).min(n - 1))),
        (Code::Up, Some(chosen)) => offers.chosen = chosen.checked_sub(1),
        (Code::Esc, Some(_)) => offers.chosen = None,
        (Code::Enter | Code::Tab, Some(chosen)) => {
            if let Some(offer) = offers.list.get(chosen).cloned() {
                state.take_offer(&offer);
            }
        }
        _ => return false,
    }
    true
}

/// Keys of a single line, as in every spreadsheet and shell.
pub fn line_key(line: &mut LineEditor, key: Key) {
    match (key.code, key.ctrl, key.alt) {
        (Code::Char('a'), true, _) => line.select_all(),
        (Code::Char('z'), true, _) => {
            line.undo();
        }
        (Code::Char('y'), true, _) => {
            line.redo();
        }
        (Code::Char('w') | Code::Backspace, true, _) | (Code::Backspace, _, true) => line.delete_word_left(),
        (Code::Delete, true, _) => line.delete_word_right(),
        (Code::Char('u'), true, _) => line.delete_to_start(),
        (Code::Char('k'), true, _) => line.delete_to_end(),
        (Code::Char(it), false, false) => line.insert_char(it),
        (Code::Backspace, ..) => line.backspace(),
        (Code::Delete, ..) => line.delete_right(),
        (Code::Left, true, _) => line.move_word_left(),
        (Code::Right, true, _) => line.move_word_right(),
        (Code::Left, ..) => line.move_left(),
        (Code::Right, ..) => line.move_right(),
        (Code::Home, ..) => line.move_home(),
        (Code::End, ..) => line.move_end(),
        _ => {}
    }
}

fn prompt_key(state: &mut State, mut prompt: Prompt, key: Key) -> Vec<Effect> {
    match key.code {
        Code::Esc => {
            super::seek::leave_prompt(state, &prompt);
            return Vec::new();
        }
        Code::Enter => return answer(state, &prompt),
        Code::Backspace if prompt.line.text().is_empty() => {
            super::seek::leave_prompt(state, &prompt);
            return Vec::new();
        }
        _ if super::seek::prompt_moves(state, &mut prompt, key) => {}
        Code::Tab if super::rows::narrow_fixes(state, &mut prompt) => {}
        Code::Down | Code::PageDown | Code::Tab if !key.shift => {
            let rows = if key.code == Code::PageDown { state.view.height.max(2) / 2 } else { 1 };
            let last = listed(state, &prompt.kind, prompt.line.text()).len().saturating_sub(1);
            prompt.selected = (prompt.selected + rows).min(last);
        }
        Code::Up | Code::PageUp | Code::Tab => {
            let rows = if key.code == Code::PageUp { state.view.height.max(2) / 2 } else { 1 };
            prompt.selected = prompt.selected.saturating_sub(rows);
        }
        // Where nothing is typed there is nowhere else to go than in the list.
        Code::Home | Code::End if prompt.line.text().is_empty() && !key.ctrl => {
            let last = listed(state, &prompt.kind, "").len().saturating_sub(1);
            prompt.selected = if key.code == Code::End { last } else { 0 };
        }
        // Straight from the list of findings: its fix, or accepting it.
        Code::F(5 | 6) if prompt.kind == PromptKind::Findings => {
            let picked = picked(state, &prompt);
            return finding_key(state, prompt, picked, key.code == Code::F(5));
        }
        // What is only looked at takes no text: it would seem to choose among what Enter does as a whole.
        _ if prompt.kind.is_preview() => {}
        _ => {
            let before = prompt.line.text().to_owned();
            line_key(&mut prompt.line, key);
            if prompt.line.text() != before {
                prompt.selected = 0;
                super::seek::prompt_typed(state, &prompt);
            }
        }
    }
    state.mode = Mode::Prompt(prompt);
    Vec::new()
}

fn answer(state: &mut State, prompt: &Prompt) -> Vec<Effect> {
    let typed = prompt.line.text().trim().to_owned();
    match prompt.kind {
        PromptKind::Search => {
            state.seek.searched(&typed);
            if let Err(why) = state.accept_search(&typed) {
                state.refuse(why);
            }
            Vec::new()
        }
        PromptKind::Filter => {
            state.accept_filter(&typed);
            Vec::new()
        }
        PromptKind::Jump => {
            if let Err(why) = state.go_to_target(prompt.selected) {
                state.end_jump();
                state.refuse(why);
            }
            Vec::new()
        }
        PromptKind::Export { .. } | PromptKind::Letter { .. } | PromptKind::SaveAs { .. }
            if typed.is_empty() =>
        {
            Vec::new()
        }
        PromptKind::Export { entry } => vec![Effect::Export(entry, file::named(state, &[entry], &typed))],
        PromptKind::Letter { entries: ref it } => {
            vec![Effect::Letter(it.clone(), file::named(state, it, &typed))]
        }
        PromptKind::SaveAs { entry, quits } => {
            let save = Effect::SaveAs(entry, file::named(state, &[entry], &typed));
            std::iter::once(save).chain(quits.then_some(Effect::QuitIfSaved)).collect()
        }
        PromptKind::Palette => run_typed(state, prompt, typed),
        PromptKind::Compare { entry } => match picked(state, prompt) {
            Some(Pick::Filing(other)) => {
                if let Err(why) = know::open_sides(state, entry, other) {
                    state.refuse(why);
                }
                Vec::new()
            }
            _ if typed.is_empty() => Vec::new(),
            _ => vec![Effect::Compare(entry, PathBuf::from(typed))],
        },
        PromptKind::Menu => {
            if let Some(Pick::Remedy(remedy)) = picked(state, prompt) {
                mend(state, remedy);
            }
            Vec::new()
        }
        PromptKind::Rows(ref rows) => {
            let picked = picked(state, prompt);
            super::rows::answer(state, rows, prompt.line.text(), picked);
            Vec::new()
        }
        PromptKind::Findings => {
            match picked(state, prompt) {
                Some(Pick::Finding(idx)) => go_to_finding(state, idx),
                // The letters typed on are not commands.
                _ => state.mode = Mode::Prompt(prompt.clone()),
            }
            Vec::new()
        }
        PromptKind::Reason { rule, at } => {
            match state.accept(rule, at, &typed) {
                Ok(()) => state.tell(&Message::new(Ui::Accepted, [("rule", rule.to_owned())])),
                Err(why) => {
                    state.refuse(why);
                    state.mode = Mode::Prompt(prompt.clone());
                }
            }
            Vec::new()
        }
    }
}

/// Runs the command that was typed or chosen in the palette.
fn run_typed(state: &mut State, prompt: &Prompt, typed: String) -> Vec<Effect> {
    // What an input method left in full width is meant in half width.
    let folded: String = typed.chars().map(crate::text::fold::half_width).collect();
    let argument = folded.split_once(' ').map_or("", |(_, rest)| rest).trim();
    let named = folded.split_whitespace().next().and_then(find);
    let command = match picked(state, prompt) {
        Some(Pick::Command(command)) => Some(command),
        Some(Pick::Argument(command, argument)) => return run(state, command, None, argument),
        // What it does not know it explains itself.
        _ => named.filter(|_| !argument.is_empty()),
    };
    let Some(command) = command else {
        state.tell(&Message::new(Ui::NoSuchCommand, [("name", typed)]));
        return Vec::new();
    };
    run(state, command, None, argument)
}

/// What is selected in a prompt's list.
fn picked(state: &State, prompt: &Prompt) -> Option<Pick> {
    // As the list is drawn: a blank at the end may begin an argument.
    let typed: String = prompt.line.text().trim_start().chars().map(crate::text::fold::half_width).collect();
    listed(state, &prompt.kind, &typed).get(prompt.selected).map(|it| it.pick)
}
