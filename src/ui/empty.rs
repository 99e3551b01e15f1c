//! What to do where there is no filing: somebody who named a folder without any would not know how to go on.

use super::frame::bordered;
use super::put::Pen;
use super::theme;
use crate::app::State;
use crate::command;
use crate::keymap;
use crate::messages::{FeelText, Message};
use crate::text::wrap;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Draws it in the place of the panes, once nothing is being loaded any more. Says whether it did.
pub fn draw(state: &State, area: Rect, buffer: &mut Buffer) -> bool {
    if !state.entries.is_empty() || state.loading.is_some() {
        return false;
    }
    let inner = bordered(area, state.say(FeelText::EmptyTitle), true, buffer);
    let keys = |id: &str| command::keys_of(state, id).first().map(|it| keymap::label(it)).unwrap_or_default();
    let says = |id: FeelText, of: &str| Message::new(id, [("keys", keys(of))]).render(state.lang);
    let room = (inner.width as usize).saturating_sub(2).max(1);
    let mut row = 0;
    for (id, of) in
        [(FeelText::EmptyNew, "open-palette"), (FeelText::EmptyOpen, "quit"), (FeelText::EmptyQuit, "quit")]
    {
        let text = says(id, of);
        for line in wrap::wrap(&text, room) {
            if row >= inner.height {
                return true;
            }
            Pen::new(buffer, inner, row).write(" ", theme::TEXT).write(line.of(&text), theme::TEXT);
            row += 1;
        }
    }
    true
}
