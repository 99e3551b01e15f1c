//! The line at the top: the program, the filing, where among all filings.

use super::{label, put::Pen, theme};
use crate::app::State;
use crate::messages::{AidText, Message, Ui};
use crate::text::width;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Draws the line.
pub fn draw(state: &State, area: Rect, buffer: &mut Buffer) {
    let mut right = place(state);
    if state.look.is_mouse_switched {
        let mouse = if state.look.is_mouse_on { AidText::MouseIsOn } else { AidText::MouseIsOff };
        right = format!("{} · {right}", state.say(mouse));
    }
    let mut pen = Pen::new(buffer, area, 0);
    pen.write(" ", theme::TEXT).write(state.say(Ui::AppName), theme::STRONG).write("  ", theme::TEXT);
    let room = pen.left().saturating_sub(width::width(&right) + 2);
    let name =
        state.entry().map_or_else(|| state.say(Ui::NothingLoaded).to_owned(), |it| label::filing(state, it));
    pen.write_in(room, &name, theme::STRONG);
    pen.skip(1).write(&right, theme::DIM);
}

/// Which filing of how many, and how many indicators there are; while loading, how far.
fn place(state: &State) -> String {
    if let Some(progress) = state.loading {
        let args = [("done", progress.done.to_string()), ("found", progress.found.to_string())];
        return Message::new(Ui::Loading, args).render(state.lang);
    }
    let args = [
        ("idx", state.entry_idx().map_or(0, |it| it + 1).to_string()),
        ("n", state.entries.len().to_string()),
        ("indicators", crate::model::grouped::grouped(state.n_indicators().into())),
    ];
    Message::new(Ui::HeaderPlace, args).render(state.lang)
}
