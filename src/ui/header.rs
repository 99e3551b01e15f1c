//! The line at the top: the program, the filing, where among all filings.

use super::{label, put::Pen, theme};
use crate::app::State;
use crate::messages::{AidText, LoadText, Message, Ui};
use crate::text::width;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Of a filing's name at least so many columns are shown, before anything else is.
const NAME: usize = 16;

/// Draws the line.
pub fn draw(state: &State, area: Rect, buffer: &mut Buffer) {
    let mut pen = Pen::new(buffer, area, 0);
    pen.write(" ", theme::TEXT).write(state.say(Ui::AppName), theme::STRONG).write("  ", theme::TEXT);
    let name =
        state.entry().map_or_else(|| state.say(Ui::NothingLoaded).to_owned(), |it| label::filing(state, it));
    // Which filing it is goes before how much there is of it.
    let least = width::width(&name).min(NAME);
    let room_beside = |it: &String| pen.left().saturating_sub(width::width(it) + 2);
    let right = places(state).into_iter().find(|it| room_beside(it) >= least).unwrap_or_default();
    let room = room_beside(&right);
    pen.write_in(room, &name, theme::STRONG);
    pen.skip(1).write(&right, theme::DIM);
}

/// What stands at the right edge, the fullest first.
fn places(state: &State) -> Vec<String> {
    let place = place(state, Ui::HeaderPlace);
    let mut all = vec![place.clone(), self::place(state, Ui::HeaderPlaceShort)];
    if let Some(progress) = state.unread.filter(|_| state.loading.is_none()) {
        let unread = Message::new(LoadText::Unread, progress.args()).render(state.lang);
        return vec![format!("{unread} · {place}"), unread];
    }
    if state.look.is_mouse_switched {
        let mouse = if state.look.is_mouse_on { AidText::MouseIsOn } else { AidText::MouseIsOff };
        all.insert(0, format!("{} · {place}", state.say(mouse)));
    }
    all
}

/// Which filing of how many, and how many indicators there are; while loading, how far.
fn place(state: &State, id: Ui) -> String {
    if let Some(progress) = state.loading {
        return Message::new(Ui::Loading, progress.args()).render(state.lang);
    }
    let args = [
        ("idx", state.entry_idx().map_or(0, |it| it + 1).to_string()),
        ("n", state.entries.len().to_string()),
        ("indicators", crate::model::grouped::grouped(state.n_indicators().into())),
    ];
    Message::new(id, args).render(state.lang)
}
