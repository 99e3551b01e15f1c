//! Names offered under the field in which one is typed.

use super::frame::{bordered, boxed};
use super::popup;
use super::put::Pen;
use super::{Drawn, theme};
use crate::app::State;
use crate::app::offers::Offers;
use crate::app::pointer::Target;
use crate::messages::{KnowText, Message};
use crate::text::width;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// The widest list.
const MOST_COLUMNS: usize = 64;

/// Draws the list below the caret, above it where there is no room below.
pub fn draw(state: &State, offers: &Offers, body: Rect, buffer: &mut Buffer, drawn: &mut Drawn) {
    let Some(caret) = drawn.cursor.filter(|_| !offers.list.is_empty()) else { return };
    let says: Vec<[String; 3]> = offers
        .list
        .iter()
        .map(|it| {
            let n = Message::new(KnowText::OfferCount, [("n", it.n_rows.to_string())]).render(state.lang);
            [it.name.clone(), format!("{}{}", it.sign, it.unit), format!("{} {n}", it.level2)]
        })
        .collect();
    let widest = |column: usize| {
        says.iter().filter_map(|it| it.get(column)).map(|it| width::width(it)).max().unwrap_or(0)
    };
    let (name, value, rest) = (widest(0).min(36), widest(1).min(12), widest(2));
    let columns = (name + value + rest + 8).min(MOST_COLUMNS).min(body.width as usize) as u16;
    let height = boxed(says.len(), body.height);
    let below = caret.y + 1;
    let y = if below + height <= body.bottom() { below } else { caret.y.saturating_sub(height) };
    let y = y.clamp(body.y, body.bottom().saturating_sub(height));
    let x = caret.x.saturating_sub(2).clamp(body.x, body.right().saturating_sub(columns));
    let area = Rect { x, y, width: columns, height };
    // Never over the line that is being typed.
    if area.contains(caret) {
        return;
    }
    popup::clear_wide(area, buffer);
    drawn.put(area, Target::Cover);
    let title = format!("{} · {}", state.say(KnowText::OfferTitle), state.say(KnowText::OfferHint));
    let inner = bordered(area, &title, true, buffer);
    for (row, [text, sign, level]) in says.iter().enumerate().take(inner.height as usize) {
        let line = Rect { y: inner.y + row as u16, height: 1, ..inner };
        drawn.put(line, Target::Offer(row));
        if offers.chosen == Some(row) {
            buffer.set_style(line, theme::SELECTED);
        }
        let mut pen = Pen::new(buffer, line, 0);
        pen.write(" ", theme::TEXT).write_in(name, text, theme::STRONG).skip(1);
        pen.write_in(value, sign, theme::KEY).skip(1).write(level, theme::DIM);
    }
}
