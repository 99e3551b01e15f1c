//! Commands that find: search, jump list, marks, fuzzy jump, filter; and what their prompts do with keys.

use super::Context;
use crate::app::State;
use crate::app::mode::{Mode, Overlay, Prompt, PromptKind};
use crate::keymap::{Code, Key};
use crate::messages::Ui;
use crate::text::line_editor::LineEditor;

type Done = Result<(), Ui>;

/// Whether something was searched for.
pub fn can_search_on(state: &State) -> Done {
    if state.seek.query.is_empty() { Err(Ui::NothingToSearch) } else { Ok(()) }
}

/// Whether a jump can be taken back.
pub fn can_go_back(state: &State) -> Done {
    if state.seek.trail.can_go_back() { Ok(()) } else { Err(Ui::NoJumpBack) }
}

/// Whether a jump that was taken back can be made again.
pub fn can_go_forward(state: &State) -> Done {
    if state.seek.trail.can_go_forward() { Ok(()) } else { Err(Ui::NoJumpForward) }
}

/// Whether a row is marked.
pub fn can_go_to_mark(state: &State) -> Done {
    if state.seek.trail.has_marks() { Ok(()) } else { Err(Ui::NoMarks) }
}

/// `search`
pub fn search(context: &mut Context<'_>) -> Done {
    let line = LineEditor::new_selected(&context.state.seek.query);
    context.state.begin_search();
    context.state.mode = Mode::Prompt(Prompt { kind: PromptKind::Search, line, selected: 0 });
    Ok(())
}

/// `search-next`
pub fn search_next(context: &mut Context<'_>) -> Done {
    context.state.search_on(true, context.times())
}

/// `search-previous`
pub fn search_previous(context: &mut Context<'_>) -> Done {
    context.state.search_on(false, context.times())
}

/// Whether anything is loaded.
pub fn can_jump(state: &State) -> Done {
    if state.entries.is_empty() { Err(Ui::NothingSelected) } else { Ok(()) }
}

/// `fuzzy-jump`
pub fn fuzzy_jump(context: &mut Context<'_>) -> Done {
    let line = LineEditor::new(&context.argument);
    context.state.jump_typed(&context.argument);
    context.state.mode = Mode::Prompt(Prompt { kind: PromptKind::Jump, line, selected: 0 });
    Ok(())
}

/// `jump-back`
pub fn jump_back(context: &mut Context<'_>) -> Done {
    along(context, true)
}

/// `jump-forward`
pub fn jump_forward(context: &mut Context<'_>) -> Done {
    along(context, false)
}

/// As many steps as counted; the end of the list stops a longer way without a complaint.
fn along(context: &mut Context<'_>, back: bool) -> Done {
    context.state.go_along_trail(back)?;
    let _ = (1..context.times()).try_for_each(|_| context.state.go_along_trail(back));
    Ok(())
}

/// `set-mark`: the letter is asked for, unless it stands in the palette.
pub fn set_mark(context: &mut Context<'_>) -> Done {
    ask_for_mark(context, true)
}

/// `goto-mark`: likewise.
pub fn goto_mark(context: &mut Context<'_>) -> Done {
    ask_for_mark(context, false)
}

fn ask_for_mark(context: &mut Context<'_>, is_set: bool) -> Done {
    match context.argument.chars().next() {
        Some(name) => use_mark(context.state, is_set, name),
        None => {
            context.state.mode = Mode::Overlay(Overlay::Marks { is_set });
            Ok(())
        }
    }
}

fn use_mark(state: &mut State, is_set: bool, name: char) -> Done {
    if !name.is_ascii_lowercase() {
        return Err(Ui::MarkNeedsLetter);
    }
    if is_set { state.set_mark(name) } else { state.go_to_mark(name) }
}

/// A key while the marks are shown: a letter marks or goes; Esc closes.
pub fn mark_key(state: &mut State, is_set: bool, key: Key) {
    let done = match key.folded().code {
        Code::Char(name) if !key.ctrl && !key.alt => use_mark(state, is_set, name.to_ascii_lowercase()),
        Code::Esc => Ok(()),
        _ => Err(Ui::MarkNeedsLetter),
    };
    if let Err(why) = done {
        state.refuse(why);
    }
}

/// Esc in normal mode: stops what is still being worked on, then takes away what lies over the tree.
pub fn escape(state: &mut State) {
    if !state.stop_work() {
        state.unlight();
    }
}

/// What was typed in a prompt changed.
pub fn prompt_typed(state: &mut State, prompt: &Prompt) {
    match prompt.kind {
        PromptKind::Search => state.search_typed(prompt.line.text()),
        PromptKind::Jump => state.jump_typed(prompt.line.text()),
        _ => {}
    }
}

/// Keys that move from hit to hit in the search prompt. Says whether this was one.
pub fn prompt_moves(state: &mut State, prompt: &Prompt, key: Key) -> bool {
    if prompt.kind != PromptKind::Search {
        return false;
    }
    let forward = match key.code {
        Code::Down => true,
        Code::Up => false,
        Code::Tab => !key.shift,
        _ => return false,
    };
    state.search_visit(forward);
    true
}

/// A prompt is left without an answer.
pub fn leave_prompt(state: &mut State, prompt: &Prompt) {
    match prompt.kind {
        PromptKind::Search => state.cancel_search(),
        PromptKind::Jump => state.end_jump(),
        _ => {}
    }
}
