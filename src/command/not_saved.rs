//! Deciding about filings that could not be saved.

use crate::app::mode::{Mode, Overlay, Prompt, PromptKind};
use crate::app::not_saved::NotSaved;
use crate::app::{Effect, State};
use crate::keymap::{Code, Key};
use crate::messages::{Message, SaveText};
use crate::model::Place;
use crate::text::line_editor::LineEditor;

/// Answers a key of the list.
pub(super) fn key(state: &mut State, selected: usize, key: Key) -> Vec<Effect> {
    let last = state.not_saved.list.len().saturating_sub(1);
    let stay = |selected: usize| Mode::Overlay(Overlay::NotSaved { selected });
    let here = state.not_saved.list.get(selected).cloned();
    match (key.folded().code, here) {
        (Code::Down | Code::Char('j'), _) => state.mode = stay((selected + 1).min(last)),
        (Code::Up | Code::Char('k'), _) => state.mode = stay(selected.saturating_sub(1)),
        (Code::Char('a'), Some(it)) => prompt(state, &it),
        (Code::Char('r'), _) => return again(state),
        (Code::Enter, Some(it)) => match it.question() {
            Some(question) => state.mode = question.asked(),
            None => state.go_to_place(it.entry, Place::Filing),
        },
        (Code::Esc | Code::Char('q'), _) => {
            let n = state.not_saved.list.len().to_string();
            state.complain(&Message::new(SaveText::Later, [("n", n)]));
        }
        _ => state.mode = stay(selected),
    }
    Vec::new()
}

/// Asks for another place, beginning with the one that was refused.
fn prompt(state: &mut State, it: &NotSaved) {
    let line = LineEditor::new_selected(&it.file.display().to_string());
    let kind = PromptKind::SaveAs { entry: it.entry, quits: false };
    state.mode = Mode::Prompt(Prompt { kind, line, selected: 0 });
}

/// Saves all that are listed once more.
fn again(state: &State) -> Vec<Effect> {
    let is_own = |it: &&NotSaved| {
        state.entries.get(it.entry).is_some_and(|entry| entry.home.save_to.as_ref() == Some(&it.file))
    };
    let list = &state.not_saved.list;
    let own: Vec<usize> = list.iter().filter(is_own).map(|it| it.entry).collect();
    let elsewhere = list.iter().filter(|it| !is_own(it)).map(|it| Effect::SaveAs(it.entry, it.file.clone()));
    let own = (!own.is_empty()).then_some(Effect::Save(own));
    own.into_iter().chain(elsewhere).collect()
}
