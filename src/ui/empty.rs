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

/// How many of the things that could not be read are named here; the footer leads to the others.
const MOST_REASONS: usize = 3;

/// Draws it in the place of the panes, once nothing is being loaded any more. Says whether it did.
pub fn draw(state: &State, area: Rect, buffer: &mut Buffer) -> bool {
    if !state.entries.is_empty() || state.loading.is_some() {
        return false;
    }
    let inner = bordered(area, state.say(FeelText::EmptyTitle), true, buffer);
    let keys = |id: &str| command::keys_of(state, id).first().map(|it| keymap::label(it)).unwrap_or_default();
    let says = |id: FeelText, of: &str| Message::new(id, [("keys", keys(of))]).render(state.lang);
    let room = (inner.width as usize).saturating_sub(2).max(1);
    let ways =
        [(FeelText::EmptyNew, "open-palette"), (FeelText::EmptyOpen, "quit"), (FeelText::EmptyQuit, "quit")];
    // What could not be read comes first: it says why there is nothing.
    let reasons = state.problems.iter().take(MOST_REASONS).map(|it| (it.clone(), theme::WARNING));
    let texts = reasons.chain(ways.map(|(id, of)| (says(id, of), theme::TEXT)));
    let mut row = 0;
    for (text, style) in texts {
        for line in wrap::wrap(&text, room) {
            if row >= inner.height {
                return true;
            }
            Pen::new(buffer, inner, row).write(" ", theme::TEXT).write(line.of(&text), style);
            row += 1;
        }
    }
    true
}
