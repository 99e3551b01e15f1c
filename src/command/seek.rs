//! Commands that find: search, jump list, marks, fuzzy jump, filter; and what their prompts do with keys.

use super::Context;
use super::list::listed;
use crate::app::State;
use crate::app::mode::{Mode, Overlay, Prompt, PromptKind};
use crate::keymap::{Code, Key};
use crate::messages::{Message, Ui};
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

/// Whether a filter is on.
pub fn can_end_filter(state: &State) -> Done {
    if state.filter().is_some() { Ok(()) } else { Err(Ui::FilterNothing) }
}

/// `filter`: asks for one, or takes the one that stands in the palette.
pub fn filter(context: &mut Context<'_>) -> Done {
    if !context.argument.is_empty() {
        context.state.accept_filter(&context.argument);
        return Ok(());
    }
    let typed = context.state.filter().map(|it| it.typed.clone()).unwrap_or_default();
    let line = LineEditor::new_selected(&typed);
    context.state.filter_typed(&typed);
    context.state.mode = Mode::Prompt(Prompt { kind: PromptKind::Filter, line, selected: 0 });
    Ok(())
}

/// `filter-off`
pub fn filter_off(context: &mut Context<'_>) -> Done {
    context.state.clear_filter();
    context.state.tell(&Message::plain(Ui::FilterGone));
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
pub fn escape(state: &mut State) -> bool {
    if state.stop_work() || state.unlight() {
        return true;
    }
    let was_filtered = state.clear_filter();
    if was_filtered {
        state.tell(&Message::plain(Ui::FilterGone));
    }
    was_filtered
}

/// What was typed in a prompt changed.
pub fn prompt_typed(state: &mut State, prompt: &Prompt) {
    match prompt.kind {
        PromptKind::Search => state.search_typed(prompt.line.text()),
        PromptKind::Jump => state.jump_typed(prompt.line.text()),
        PromptKind::Filter => state.filter_typed(prompt.line.text()),
        _ => {}
    }
}

/// Keys of a prompt's own: from hit to hit in a search, completion in a filter. Says whether this was one.
pub fn prompt_moves(state: &mut State, prompt: &mut Prompt, key: Key) -> bool {
    match (&prompt.kind, key.code) {
        (PromptKind::Search, Code::Down) => state.search_visit(true),
        (PromptKind::Search, Code::Up) => state.search_visit(false),
        (PromptKind::Search, Code::Tab) => state.search_visit(!key.shift),
        (PromptKind::Search, Code::Char(it @ ('p' | 'n'))) if key.ctrl => {
            if let Some(text) = state.seek.recalled(prompt.line.text().trim(), it == 'p') {
                prompt.line = LineEditor::new(text);
                prompt_typed(state, prompt);
            }
        }
        (PromptKind::Filter, Code::Tab) if !key.shift => complete(state, prompt),
        _ => return false,
    }
    true
}

/// Puts the selected word of the filter's language in the place of the last one typed.
fn complete(state: &mut State, prompt: &mut Prompt) {
    let listed = listed(state, &prompt.kind, prompt.line.text());
    let Some(word) = listed.get(prompt.selected).map(|it| it.columns[0].clone()) else { return };
    let typed = prompt.line.text();
    let kept = typed.len() - super::list::last_word(typed).len();
    let kept = typed.get(..kept).unwrap_or_default();
    // A level goes on with its name.
    let after = if word.ends_with(':') { "" } else { " " };
    prompt.line = LineEditor::new(&format!("{kept}{word}{after}"));
    prompt.selected = 0;
    prompt_typed(state, prompt);
}

/// A prompt is left without an answer.
pub fn leave_prompt(state: &mut State, prompt: &Prompt) {
    match prompt.kind {
        PromptKind::Search => state.cancel_search(),
        PromptKind::Jump => state.end_jump(),
        PromptKind::Filter => state.drop_sifting(),
        _ => {}
    }
}
