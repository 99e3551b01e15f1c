//! A question in the middle of the panes.

use super::frame::bordered;
use super::popup;
use super::put::Pen;
use super::theme;
use crate::app::{Confirm, State};
use crate::messages::{FeelText, Message, Ui};
use crate::text::width;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Draws the question.
pub fn draw(state: &State, confirm: Confirm, body: Rect, buffer: &mut Buffer) {
    let (title, question) = match confirm {
        Confirm::Quit { n_modified } => {
            let question = Message::new(Ui::QuitUnsaved, [("n", n_modified.to_string())]);
            (state.say(Ui::QuitTitle), question.render(state.lang))
        }
        Confirm::Changed { entry, is_there } => {
            let id = if is_there { Ui::FileChanged } else { Ui::FileGone };
            let file = state.entries.get(entry).and_then(|it| it.home.save_to.as_deref()?.file_name());
            let file = file.map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
            (state.say(Ui::ChangedTitle), Message::new(id, [("file", file)]).render(state.lang))
        }
        Confirm::Source { entry } => {
            let file = state.entries.get(entry).and_then(|it| it.home.opened.file_name());
            let file = file.map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
            (
                state.say(Ui::ChangedTitle),
                Message::new(Ui::SourceChanged, [("file", file)]).render(state.lang),
            )
        }
        Confirm::EditAgain => (state.say(FeelText::EditorTitle), state.broken_edit.clone()),
    };
    let keys = state.say(keys(confirm));
    let columns = (width::width(&question).max(width::width(keys)) as u16 + 4).min(body.width);
    let height = 5.min(body.height);
    let area = Rect {
        x: body.x + (body.width - columns) / 2,
        y: body.y + (body.height - height) / 2,
        width: columns,
        height,
    };
    popup::clear_wide(area, buffer);
    let inner = bordered(area, title, true, buffer);
    Pen::new(buffer, inner, 0).write(" ", theme::TEXT).write(&question, theme::WARNING);
    Pen::new(buffer, inner, 2).write(" ", theme::TEXT).write(keys, theme::KEY);
}

/// The answers to a question.
pub const fn keys(confirm: Confirm) -> Ui {
    match confirm {
        Confirm::Quit { .. } => Ui::QuitKeys,
        Confirm::EditAgain => Ui::HintEditorBroken,
        Confirm::Changed { is_there: true, .. } => Ui::ChangedKeys,
        Confirm::Changed { is_there: false, .. } => Ui::GoneKeys,
        Confirm::Source { .. } => Ui::SourceKeys,
    }
}
