//! Commands that explain.

use super::Context;
use crate::app::mode::{Mode, Overlay, Prompt, PromptKind};
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

/// `show-problems`
pub fn show_problems(context: &mut Context<'_>) -> Done {
    if context.state.problems.is_empty() {
        return Err(Ui::NoProblems);
    }
    context.state.mode = Mode::Overlay(Overlay::Problems { top: 0 });
    Ok(())
}
