//! The last line: the mode, what is unsaved, and what can be done now. No text is ever typed here.

use super::put::Pen;
use super::theme;
use crate::app::{DraftKind, Focus, Mode, Node, Overlay, PromptKind, State};
use crate::command::{self, MODE};
use crate::keymap;
use crate::messages::{Message, Ui};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Draws the line.
pub fn draw(state: &State, area: Rect, buffer: &mut Buffer) {
    let mut pen = Pen::new(buffer, area, 0);
    pen.write(" ", theme::TEXT).write(state.say(mode(state)), theme::STRONG).write(" ", theme::TEXT);
    if let Some(toast) = &state.toast {
        let style = if toast.is_error { theme::ERROR } else { theme::GOOD };
        pen.write(" ", theme::TEXT).write(&toast.text, style);
        return;
    }
    write_unsaved(state, &mut pen);
    write_filter(state, &mut pen);
    pen.write(" ", theme::TEXT);
    let hint = match &state.mode {
        Mode::Draft(draft) if matches!(draft.kind, DraftKind::Long(_)) => Some(Ui::HintLong),
        Mode::Draft(_) => Some(Ui::HintDraft),
        Mode::Prompt(prompt) => Some(match prompt.kind {
            PromptKind::Palette | PromptKind::Menu | PromptKind::Compare { .. } => Ui::HintPalette,
            PromptKind::Findings => Ui::HintFindings,
            PromptKind::FixAll { .. } => Ui::HintFixAll,
            PromptKind::Search => Ui::HintSearching,
            PromptKind::Filter => Ui::HintFilter,
            PromptKind::Jump => Ui::HintJump,
            PromptKind::SaveAs { .. } | PromptKind::Reason { .. } => Ui::HintPrompt,
        }),
        Mode::Overlay(Overlay::Confirm(confirm)) => Some(super::confirm::keys(*confirm)),
        Mode::Overlay(Overlay::Marks { .. }) => Some(Ui::MarkKeys),
        Mode::Overlay(_) => Some(Ui::HelpFooter),
        Mode::Normal => None,
        Mode::Board(board) => {
            pen.write(" ", theme::TEXT).write(state.say(super::board::hint(board)), theme::DIM);
            return;
        }
    };
    match hint {
        Some(hint) => {
            pen.write(" ", theme::TEXT).write(state.say(hint), theme::DIM);
        }
        None if !state.pending.keys.is_empty() || state.pending.count.is_some() => {
            write_pending(state, &mut pen);
        }
        None => write_hints(state, &mut pen),
    }
}

const fn mode(state: &State) -> Ui {
    match &state.mode {
        Mode::Normal | Mode::Overlay(_) | Mode::Board(_) => Ui::ModeNormal,
        Mode::Draft(_) => Ui::ModeEdit,
        Mode::Prompt(prompt) => super::prompt::title(&prompt.kind),
    }
}

fn write_unsaved(state: &State, pen: &mut Pen<'_>) {
    let here = state.entry().is_some_and(crate::app::Entry::is_modified);
    if here {
        pen.write(" ", theme::TEXT).write(state.say(Ui::Modified), theme::WARNING);
    }
    let others = state.modified().len() - usize::from(here);
    if others > 0 {
        let text = Message::new(Ui::ModifiedOthers, [("n", others.to_string())]).render(state.lang);
        pen.write(" ", theme::TEXT).write(&text, theme::WARNING);
    }
}

/// The filter that is on, or how far it is.
fn write_filter(state: &State, pen: &mut Pen<'_>) {
    if matches!(state.mode, Mode::Prompt(_)) {
        return;
    }
    let text = match (state.sifted(), state.filter()) {
        (Some((_, percent)), _) => Message::new(Ui::FilterSifting, [("percent", percent.to_string())]),
        (None, Some(filter)) => {
            let typed = crate::text::width::truncate(&filter.typed, pen.left() / 4, true);
            Message::new(Ui::FilterOn, [("filter", typed), ("n", filter.n_rows.to_string())])
        }
        (None, None) => return,
    };
    pen.write(" ", theme::TEXT).write(&text.render(state.lang), theme::WARNING);
}

/// The count and the keys so far; a box lists what may follow.
fn write_pending(state: &State, pen: &mut Pen<'_>) {
    if let Some(count) = state.pending.count {
        let text = Message::new(Ui::CountChosen, [("n", count.to_string())]).render(state.lang);
        pen.write(" ", theme::TEXT).write(&text, theme::KEY);
    }
    if state.pending.keys.is_empty() {
        return;
    }
    pen.write(" ", theme::TEXT).write(&keymap::label(&state.pending.keys), theme::KEY);
}

/// The commands worth knowing at this row, with their keys.
fn write_hints(state: &State, pen: &mut Pen<'_>) {
    let here: &[&str] = match (state.view.focus, state.node()) {
        (Focus::Pane, _) => &["activate", "next-pane"],
        (_, Some(Node::Indicator(..) | Node::Line(_))) => &["edit-target", "edit-pane"],
        _ => &["toggle-fold", "edit-pane"],
    };
    let always =
        ["next-finding", "apply-fix", "search", "fuzzy-jump", "undo", "save", "open-palette", "help"];
    for id in here.iter().chain(&always) {
        let Some(command) = command::find(id).filter(|it| (it.can)(state).is_ok()) else { continue };
        let Some(keys) = state.keymap.keys_of(MODE, id).into_iter().next() else { continue };
        let Some(hint) = command.hint else { continue };
        let text = format!(" {}", state.say(hint));
        let keys = keymap::label(&keys);
        if crate::text::width::width(&keys) + crate::text::width::width(&text) + 2 > pen.left() {
            return;
        }
        pen.write("  ", theme::TEXT).write(&keys, theme::KEY).write(&text, theme::DIM);
    }
}
