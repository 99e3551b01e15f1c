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
    let Confirm::Quit { n_modified } = confirm;
    let question = Message::new(Ui::QuitUnsaved, [("n", n_modified.to_string())]).render(state.lang);
    let keys = state.say(Ui::QuitKeys);
    let columns = (width::width(&question).max(width::width(keys)) as u16 + 4).min(body.width);
    let height = 5.min(body.height);
    let area = Rect {
        x: body.x + (body.width - columns) / 2,
        y: body.y + (body.height - height) / 2,
        width: columns,
        height,
    };
    popup::clear_wide(area, buffer);
    let inner = bordered(area, state.say(Ui::QuitTitle), true, buffer);
    Pen::new(buffer, inner, 0).write(" ", theme::TEXT).write(&question, theme::WARNING);
    Pen::new(buffer, inner, 2).write(" ", theme::TEXT).write(keys, theme::KEY);
}
