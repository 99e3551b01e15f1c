//! Keys while something lies over the panes: help, a rule's page, a question.

use crate::app::mode::{Mode, Overlay};
use crate::app::{Effect, State};
use crate::keymap::{Code, Key};
use crate::merge::Side;

/// Answers a key while something lies over the panes.
pub(super) fn overlay_key(state: &mut State, overlay: Overlay, key: Key) -> Vec<Effect> {
    match overlay {
        Overlay::Help { top } => {
            if let Some(top) = scrolled(state, top, key) {
                state.mode = Mode::Overlay(Overlay::Help { top });
            }
            Vec::new()
        }
        Overlay::Problems { top } => {
            if let Some(top) = scrolled(state, top, key) {
                state.mode = Mode::Overlay(Overlay::Problems { top });
            }
            Vec::new()
        }
        Overlay::Page { rule, top } => {
            if let Some(top) = scrolled(state, top, key) {
                state.mode = Mode::Overlay(Overlay::Page { rule, top });
            }
            Vec::new()
        }
        Overlay::Recover { selected, top } => {
            super::recover::key(state, selected, top, key);
            Vec::new()
        }
        Overlay::Merge { selected } => {
            merge_key(state, selected, key);
            Vec::new()
        }
        Overlay::NotSaved { selected } => super::not_saved::key(state, selected, key),
        Overlay::Marks { is_set } => {
            super::seek::mark_key(state, is_set, key);
            Vec::new()
        }
        Overlay::Confirm(confirm, selected) => super::confirm::key(state, confirm, selected, key),
        Overlay::Menu { selected } => super::menu::key(state, selected, key),
    }
}

/// The first line of an overlay after a key; `None` closes it.
fn scrolled(state: &State, top: usize, key: Key) -> Option<usize> {
    let page = state.view.height.max(2) - 1;
    match key.folded().code {
        Code::Down | Code::Char('j') => Some(top.saturating_add(1)),
        Code::Up | Code::Char('k') => Some(top.saturating_sub(1)),
        Code::PageDown | Code::Char(' ' | 'd') => Some(top.saturating_add(page)),
        Code::PageUp | Code::Char('u') => Some(top.saturating_sub(page)),
        Code::Home | Code::Char('g') => Some(0),
        Code::End | Code::Char('G') => Some(usize::MAX),
        _ => None,
    }
}

/// Answers a key while it is asked whose word counts.
fn merge_key(state: &mut State, selected: usize, key: Key) {
    let n = state.merging.as_ref().map_or(0, |it| it.merged.collisions.len());
    let stay = |selected: usize| Mode::Overlay(Overlay::Merge { selected });
    match key.folded().code {
        Code::Down | Code::Char('j') => state.mode = stay((selected + 1).min(n.saturating_sub(1))),
        Code::Up | Code::Char('k') => state.mode = stay(selected.saturating_sub(1)),
        Code::Left | Code::Char('h' | 'm') => {
            state.choose_in_merge(selected, Side::Mine);
            state.mode = stay(selected);
        }
        Code::Right | Code::Char('l' | 't') => {
            state.choose_in_merge(selected, Side::Theirs);
            state.mode = stay(selected);
        }
        Code::Enter => state.finish_decided_merge(),
        Code::Esc | Code::Char('q') => state.give_up_merge(),
        _ => state.mode = stay(selected),
    }
}
