//! Deciding about what earlier sessions have left unsaved.

use super::Context;
use crate::app::State;
use crate::app::mode::{Confirm, Mode, Overlay};
use crate::app::recover::Recovered;
use crate::keymap::{Code, Key};
use crate::messages::{RecoverText, Ui};

/// Lines that one key scrolls through the changes.
const PAGE: usize = 10;

/// Whether anything is left.
pub(super) fn can_recover(state: &State) -> Result<(), Ui> {
    if state.recovered.is_empty() { Err(Ui::NothingToRecover) } else { Ok(()) }
}

pub(super) fn recover(context: &mut Context<'_>) -> Result<(), Ui> {
    can_recover(context.state)?;
    context.state.mode = Mode::Overlay(Overlay::Recover { selected: 0, top: 0 });
    Ok(())
}

/// Answers a key of the overlay.
pub(super) fn key(state: &mut State, selected: usize, top: usize, key: Key) {
    let last = state.recovered.len().saturating_sub(1);
    let stay = |selected: usize, top: usize| Mode::Overlay(Overlay::Recover { selected, top });
    match key.folded().code {
        Code::Down | Code::Char('j') => state.mode = stay((selected + 1).min(last), 0),
        Code::Up | Code::Char('k') => state.mode = stay(selected.saturating_sub(1), 0),
        Code::PageDown => state.mode = stay(selected, top + PAGE),
        Code::PageUp => state.mode = stay(selected, top.saturating_sub(PAGE)),
        Code::Char('R') => restore_all(state),
        Code::Char('r') | Code::Enter => restore_one(state, selected),
        Code::Char('a') => {
            let _ = state.restore(selected);
            go_on(state, selected);
        }
        Code::Char('d') => {
            // One stray key must not lose what a crash could not.
            state.mode = Confirm::DropLeft { idx: selected }.asked();
        }
        Code::Esc | Code::Char('q') => state.refuse(RecoverText::Later),
        _ => state.mode = stay(selected, top),
    }
}

/// Brings one of them back and shows the rest.
pub(super) fn restore_one(state: &mut State, idx: usize) {
    restore(state, idx);
    go_on(state, idx);
}

/// Gives one of them up and shows the rest.
pub(super) fn drop_one(state: &mut State, idx: usize) {
    state.drop_recovered(idx);
    state.refuse(RecoverText::Dropped);
    go_on(state, idx);
}

/// Shows them.
pub(super) fn show(state: &mut State, selected: usize) {
    go_on(state, selected);
}

/// Brings changes back: into the file as it was, or into what it has become. Says whether that was possible.
fn restore(state: &mut State, idx: usize) -> bool {
    let fits = state.recovered.get(idx).is_some_and(|it| state.fits(it));
    if fits { state.restore(idx) } else { state.begin_merge_of_recovered(idx) || state.restore(idx) }
}

/// Restores what can be; the rest stays to be decided about, and so does what had been saved and was put back: whoever
/// did that may have meant it.
fn restore_all(state: &mut State) {
    let mut idx = 0;
    while idx < state.recovered.len() && state.merging.is_none() {
        let was_saved = state.recovered.get(idx).is_some_and(Recovered::was_saved);
        if was_saved || !restore(state, idx) {
            idx += 1;
        }
    }
    go_on(state, 0);
}

/// Shows what is left to decide about.
fn go_on(state: &mut State, selected: usize) {
    let n = state.recovered.len();
    let is_open = matches!(state.mode, Mode::Overlay(Overlay::Recover { .. }));
    if n == 0 && is_open {
        state.mode = Mode::Normal;
    }
    if n > 0 && state.merging.is_none() {
        state.mode = Mode::Overlay(Overlay::Recover { selected: selected.min(n - 1), top: 0 });
    }
}
