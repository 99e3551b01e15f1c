//! Commands that explain.

use super::Context;
use crate::app::mode::{Mode, Overlay, Prompt, PromptKind};
use crate::app::{Effect, State};
use crate::check::rules;
use crate::messages::Ui;
use crate::text::line_editor::LineEditor;

type Done = Result<(), Ui>;

/// `open-palette`
pub fn open_palette(context: &mut Context<'_>) -> Done {
    let line = LineEditor::new("");
    context.state.mode = Mode::Prompt(Prompt { kind: PromptKind::Palette, line, selected: 0 });
    Ok(())
}

/// `help`
pub fn help(context: &mut Context<'_>) -> Done {
    context.state.mode = Mode::Overlay(Overlay::Help { top: 0 });
    Ok(())
}

/// `explain-rule`: the rule of the finding at the cursor, or the one named in the palette.
pub fn explain_rule(context: &mut Context<'_>) -> Done {
    let state = &mut *context.state;
    let rule = if context.argument.is_empty() {
        let findings = state.findings_here();
        let shown = findings.get(state.view.finding).or_else(|| findings.last());
        shown.map(|it| it.rule).ok_or(Ui::NoFindingHere)?
    } else {
        rules::named(&context.argument).ok_or(Ui::NoSuchRule)?
    };
    state.mode = Mode::Overlay(Overlay::Page { rule, top: 0 });
    Ok(())
}

/// Whether anything could not be read.
pub fn can_show_problems(state: &State) -> Done {
    let is_all_read = state.unread.is_none() && state.loading.is_none();
    if state.problems.is_empty() && is_all_read { Err(Ui::NoProblems) } else { Ok(()) }
}

/// Whether files are left that were to be read.
pub fn can_read_on(state: &State) -> Done {
    if state.unread.is_some() && state.loading.is_none() { Ok(()) } else { Err(Ui::NoProblems) }
}

/// `read-on`
pub fn read_on(context: &mut Context<'_>) -> Done {
    context.effects.push(Effect::ReadOn);
    Ok(())
}

/// `show-problems`
pub fn show_problems(context: &mut Context<'_>) -> Done {
    context.state.mode = Mode::Overlay(Overlay::Problems { top: 0 });
    Ok(())
}
