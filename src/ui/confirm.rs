//! A question in the middle of the panes.

use super::frame::bordered;
use super::popup;
use super::put::Pen;
use super::theme;
use crate::app::{Confirm, State};
use crate::messages::{Message, Ui};
use crate::text::width;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Draws the question.
pub fn draw(state: &State, confirm: Confirm, body: Rect, buffer: &mut Buffer) {
    let (title, question) = match confirm {
        Confirm::Quit { n_modified } => {
            (Ui::QuitTitle, Message::new(Ui::QuitUnsaved, [("n", n_modified.to_string())]))
        }
        Confirm::Changed { entry, is_there } => {
            let id = if is_there { Ui::FileChanged } else { Ui::FileGone };
            let file = state.entries.get(entry).and_then(|it| it.home.save_to.as_deref()?.file_name());
            let file = file.map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
            (Ui::ChangedTitle, Message::new(id, [("file", file)]))
        }
    };
    let question = question.render(state.lang);
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
    let inner = bordered(area, state.say(title), true, buffer);
    Pen::new(buffer, inner, 0).write(" ", theme::TEXT).write(&question, theme::WARNING);
    Pen::new(buffer, inner, 2).write(" ", theme::TEXT).write(keys, theme::KEY);
}

/// The answers to a question.
pub const fn keys(confirm: Confirm) -> Ui {
    match confirm {
        Confirm::Quit { .. } => Ui::QuitKeys,
        Confirm::Changed { is_there: true, .. } => Ui::ChangedKeys,
        Confirm::Changed { is_there: false, .. } => Ui::GoneKeys,
    }
}
