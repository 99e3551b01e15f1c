//! The menu that Esc opens where nothing is left to close: a few commands, walked with arrows, for whoever knows no other
//! keys.
//!
//! It stands in nobody's way: every key but these closes it and does what it always does.

use super::{Command, Context, find, run};
use crate::app::mode::{Mode, Overlay};
use crate::app::{Effect, Entry, State};
use crate::keymap::{Code, Key};
use crate::messages::Ui;

/// What it offers, if it can be done now.
const ENTRIES: [&str; 15] = [
    "save",
    "save-all",
    "read-on",
    "next-finding",
    "undo",
    "apply-fix",
    "fix-filing",
    "insert-below",
    "delete-row",
    "search",
    "toggle-table",
    "show-budget",
    "open-palette",
    "help",
    "quit",
];

/// What changes a filing or its file: whoever presses Enter once too often must not have done one of these.
const CHANGING: [&str; 7] =
    ["save", "save-all", "undo", "apply-fix", "fix-filing", "insert-below", "delete-row"];

/// The commands that it offers now.
pub fn menu(state: &State) -> Vec<&'static Command> {
    // One filing is saved by `save`.
    let is_useful = |it: &&Command| it.id != "save-all" || state.n_modified() > 1;
    ENTRIES.iter().filter_map(|it| find(it)).filter(|it| (it.can)(state).is_ok()).filter(is_useful).collect()
}

/// `open-menu`: begins on saving where something is to be saved, else on what changes nothing.
pub fn open_menu(context: &mut Context<'_>) -> Result<(), Ui> {
    let state = &mut *context.state;
    let is_unsaved = state.entry().is_some_and(Entry::is_modified);
    let selected =
        menu(state).iter().position(|it| is_unsaved || !CHANGING.contains(&it.id)).unwrap_or_default();
    state.mode = Mode::Overlay(Overlay::Menu { selected });
    Ok(())
}

/// Answers a key.
pub(super) fn key(state: &mut State, selected: usize, key: Key) -> Vec<Effect> {
    let entries = menu(state);
    let last = entries.len().saturating_sub(1);
    let stay = |selected: usize| Mode::Overlay(Overlay::Menu { selected });
    match key.code {
        Code::Down => state.mode = stay((selected + 1).min(last)),
        Code::Up => state.mode = stay(selected.saturating_sub(1)),
        Code::Esc => {}
        Code::Enter => {
            let command = entries.get(selected).copied();
            return command.map_or_else(Vec::new, |command| run(state, command, None, ""));
        }
        _ => return super::input::answer_key(state, key),
    }
    Vec::new()
}
