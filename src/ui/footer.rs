//! The last line: the mode, what is unsaved, and what can be done now. No text is ever typed here.

use super::put::Pen;
use super::theme;
use crate::app::outside::Outside;
use crate::app::recover::Journaling;
use crate::app::{DraftKind, Focus, Mode, Node, Overlay, Prompt, PromptKind, State};
use crate::command::{self, rows};
use crate::keymap;
use crate::messages::{FeelText, LoadText, Message, SaveText, Ui};
use crate::text::width;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// What can be done with selected rows.
const SELECTION: [(&str, Ui); 6] = [
    ("delete-row", Ui::HintDelete),
    ("move-rows", Ui::HintMoveRows),
    ("set-field", Ui::HintSetField),
    ("apply-fix", Ui::HintFix),
    ("copy-row", Ui::HintCopy),
    ("clear-doubt", Ui::HintConfirm),
];

/// What can be done in the table view.
const TABLE: [(&str, Ui); 9] = [
    ("edit-target", Ui::HintActivate),
    ("toggle-table", Ui::TreeTitle),
    ("select-rows", Ui::HintSelect),
    ("move-rows", Ui::HintMoveRows),
    ("next-finding", Ui::HintFinding),
    ("apply-fix", Ui::HintFix),
    ("undo", Ui::HintUndo),
    ("save", Ui::HintSave),
    ("help", Ui::HintHelp),
];

/// Draws the line.
pub fn draw(state: &State, area: Rect, buffer: &mut Buffer) {
    let mut pen = Pen::new(buffer, area, 0);
    pen.write(" ", theme::TEXT).write(&mode(state), theme::STRONG).write(" ", theme::TEXT);
    if !state.working.is_empty() {
        pen.write(" ", theme::TEXT).write(&state.working, theme::WARNING);
        return;
    }
    if let Some(toast) = &state.toast {
        let style = if toast.is_error { theme::ERROR } else { theme::GOOD };
        pen.write(" ", theme::TEXT).write(&toast.text, style);
        return;
    }
    write_unsaved(state, &mut pen);
    write_filter(state, &mut pen);
    pen.write(" ", theme::TEXT);
    if let Mode::Prompt(Prompt { kind: PromptKind::Rows(prompt), line, .. }) = &state.mode {
        let hint = rows::hint(state, prompt, line.text());
        pen.write(" ", theme::TEXT).write(&hint, theme::DIM);
        return;
    }
    let hint = match &state.mode {
        Mode::Draft(draft) if matches!(draft.kind, DraftKind::Long(_)) => Some(Ui::HintLong),
        Mode::Draft(_) if state.view.table.is_some() => Some(Ui::HintDraftTable),
        Mode::Draft(_) => Some(Ui::HintDraft),
        Mode::Prompt(prompt) => Some(match prompt.kind {
            PromptKind::Palette | PromptKind::Menu | PromptKind::Compare { .. } => Ui::HintPalette,
            PromptKind::Findings => Ui::HintFindings,
            PromptKind::Search => Ui::HintSearching,
            PromptKind::Filter => Ui::HintFilter,
            PromptKind::Jump => Ui::HintJump,
            PromptKind::Export { .. } => Ui::HintExport,
            PromptKind::Letter { .. } => Ui::HintLetter,
            PromptKind::SaveAs { .. } | PromptKind::Reason { .. } | PromptKind::Rows(_) => Ui::HintPrompt,
        }),
        Mode::Overlay(Overlay::Confirm(..)) => {
            pen.write(" ", theme::TEXT).write(state.say(FeelText::AnswerKeys), theme::DIM);
            return;
        }
        Mode::Overlay(Overlay::Menu { .. }) => {
            pen.write(" ", theme::TEXT).write(state.say(FeelText::MenuKeys), theme::DIM);
            return;
        }
        Mode::Overlay(Overlay::Marks { .. }) => Some(Ui::MarkKeys),
        // Their own box says what can be done.
        Mode::Overlay(Overlay::Recover { .. } | Overlay::Merge { .. } | Overlay::NotSaved { .. }) => return,
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
        None if state.view.selection.is_some() => {
            write_keys(state, &SELECTION, &mut pen);
            let text = format!(" {}", state.say(Ui::HintLeave));
            if width::width(&text) + 5 <= pen.left() {
                pen.write("  ", theme::TEXT).write("Esc", theme::KEY).write(&text, theme::DIM);
            }
        }
        None if state.view.table.is_some() => write_with_menu(state, &TABLE, &mut pen),
        None => write_hints(state, &mut pen),
    }
}

fn mode(state: &State) -> String {
    let mode = match &state.mode {
        Mode::Normal if state.view.selection.is_some() => {
            let n = state.n_chosen().to_string();
            return Message::new(Ui::ModeSelect, [("n", n)]).render(state.lang);
        }
        Mode::Normal if state.view.table.is_some() => Ui::ModeTable,
        Mode::Board(board) if board.typing.is_some() => Ui::ModeEdit,
        Mode::Normal | Mode::Overlay(_) | Mode::Board(_) => Ui::ModeNormal,
        Mode::Draft(_) => Ui::ModeEdit,
        Mode::Prompt(prompt) => super::prompt::title(&prompt.kind),
    };
    state.say(mode).to_owned()
}

fn write_unsaved(state: &State, pen: &mut Pen<'_>) {
    let mark = state.entry().and_then(|it| it.home.outside).map(|it| match it {
        Outside::Changed => SaveText::MarkChanged,
        Outside::Gone => SaveText::MarkGone,
    });
    if let Some(mark) = mark {
        pen.write(" ", theme::TEXT).write(state.say(mark), theme::ERROR);
    }
    if state.journaling == Journaling::Missing {
        pen.write(" ", theme::TEXT).write(state.say(SaveText::MarkUnguarded), theme::ERROR);
    }
    let here = state.entry().is_some_and(crate::app::Entry::is_modified);
    if here {
        pen.write(" ", theme::TEXT).write(state.say(Ui::Modified), theme::WARNING);
    }
    let others = state.n_modified().saturating_sub(usize::from(here));
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
            let typed = width::truncate(&filter.typed, pen.left() / 4, true);
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
    if state.entries.is_empty() {
        let hint = |id: &str| Some((command::find(id)?.id, command::find(id)?.hint?));
        let keys: Vec<(&str, Ui)> = ["open-palette", "help"].into_iter().filter_map(hint).collect();
        return write_keys(state, &keys, pen);
    }
    let here: &[&str] = match (state.view.focus, state.node()) {
        (Focus::Pane, _) => &["activate", "next-pane"],
        (_, Some(Node::Indicator(..) | Node::Line(_))) => &["edit-target", "edit-pane"],
        _ => &["toggle-fold", "edit-pane"],
    };
    let always =
        ["next-finding", "apply-fix", "save", "search", "undo", "fuzzy-jump", "open-palette", "help"];
    let hint = |id: &&'static str| Some((*id, command::find(id)?.hint?));
    let mut keys: Vec<(&str, Ui)> = here.iter().chain(&always).filter_map(hint).collect();
    if matches!(state.node(), Some(Node::Line(_))) {
        keys.iter_mut().filter(|it| it.0 == "edit-target").for_each(|it| it.1 = Ui::HintAmount);
    }
    write_with_menu(state, &keys, pen);
}

/// Commands, and how to open the menu: whoever knows no other keys must see how to go on, so it keeps its place.
fn write_with_menu(state: &State, commands: &[(&str, Ui)], pen: &mut Pen<'_>) {
    let menu = if state.loading.is_some() {
        let key = keymap::label(&[keymap::Key::plain(keymap::Code::Esc)]);
        Some(KeyHint { key, text: format!(" {}", state.say(LoadText::HintStop)) })
    } else {
        key_hint(state, "open-menu", Ui::HintMenu)
    };
    let kept = menu.as_ref().map_or(0, KeyHint::columns);
    write_hinted(state, commands, kept, pen);
    if let Some(menu) = menu {
        menu.write(pen);
    }
}

/// A key and a word or two on what it does.
struct KeyHint {
    key: String,
    text: String,
}

impl KeyHint {
    fn columns(&self) -> usize {
        width::width(&self.key) + width::width(&self.text) + 2
    }

    fn write(&self, pen: &mut Pen<'_>) {
        if self.columns() <= pen.left() {
            pen.write("  ", theme::TEXT).write(&self.key, theme::KEY).write(&self.text, theme::DIM);
        }
    }
}

/// A command that can be done now, with its shortest key.
fn key_hint(state: &State, id: &str, hint: Ui) -> Option<KeyHint> {
    command::find(id).filter(|it| (it.can)(state).is_ok())?;
    let keys = command::keys_of(state, id).into_iter().next()?;
    Some(KeyHint { key: keymap::label(&keys), text: format!(" {}", state.say(hint)) })
}

/// Commands that can be done now, with their keys and a word or two, as far as there is room.
fn write_keys(state: &State, commands: &[(&str, Ui)], pen: &mut Pen<'_>) {
    write_hinted(state, commands, 0, pen);
}

/// The same, but so many columns stay free.
fn write_hinted(state: &State, commands: &[(&str, Ui)], kept: usize, pen: &mut Pen<'_>) {
    for hint in commands.iter().filter_map(|(id, hint)| key_hint(state, id, *hint)) {
        if hint.columns() + kept > pen.left() {
            return;
        }
        hint.write(pen);
    }
}
