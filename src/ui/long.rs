//! The text area in its place, with the caret where the terminal has it.
//!
//! The widget counts characters of ambiguous width as one column. Where the terminal gives them two, it draws aside
//! into fewer columns, and its glyphs are laid out anew. Invariant: the caret never lies outside of the room.

use super::put::put_glyph;
use super::screen;
use crate::text::width;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::Widget;
use tui_textarea::TextArea;

/// Draws the area into its room, which is not empty. Says where the caret is; one column right of the room at most.
pub fn draw(field: &TextArea<'_>, room: Rect, buffer: &mut Buffer) -> Position {
    let mut columns = room.width;
    let mut aside = render(field, Rect { width: columns, ..room });
    // Half of the room holds any line, for no glyph takes more than twice what the widget counts.
    while columns > room.width / 2 + 1
        && let over @ 1.. = widest(&aside).saturating_sub(room.width)
    {
        columns = columns.saturating_sub(over).max(room.width / 2 + 1);
        aside = render(field, Rect { width: columns, ..room });
    }
    for row in aside.area.rows() {
        lay(&aside, row.y, room, buffer);
    }
    let (cursor, (top, left)) = (field.screen_cursor(), field.scroll_offset());
    let y = (room.y + (cursor.row as u16).saturating_sub(top)).min(room.bottom() - 1);
    let x = room.x + (cursor.col as u16).saturating_sub(left);
    let wider: u16 = screen::glyphs(&aside, y)
        .take_while(|(at, ..)| *at < x)
        .map(|(_, cell, n)| drawn_columns(cell.symbol()).saturating_sub(n))
        .sum();
    Position { x: (x + wider).min(room.right()), y }
}

fn render(field: &TextArea<'_>, area: Rect) -> Buffer {
    let mut aside = Buffer::empty(area);
    field.render(area, &mut aside);
    aside
}

/// The columns of a glyph on the screen that is drawn.
fn drawn_columns(glyph: &str) -> u16 {
    width::width(glyph) as u16
}

/// The columns that the widest row takes on the screen that is drawn.
fn widest(aside: &Buffer) -> u16 {
    let row = |y| {
        let mut right = 0;
        let mut seen = 0;
        for (_, cell, _) in screen::glyphs(aside, y) {
            right += drawn_columns(cell.symbol());
            if cell.symbol() != " " {
                seen = right;
            }
        }
        seen
    };
    aside.area.rows().map(|it| row(it.y)).max().unwrap_or(0)
}

/// Lays a row out in the room.
fn lay(aside: &Buffer, y: u16, room: Rect, buffer: &mut Buffer) {
    let mut x = room.x;
    for (_, cell, _) in screen::glyphs(aside, y) {
        let columns = drawn_columns(cell.symbol());
        if x + columns > room.right() {
            return;
        }
        // The widget leaves out what has no width, and does not bound what is stacked on a letter.
        put_glyph(buffer, Position { x, y }, &width::sanitize(cell.symbol()), columns, cell.style());
        x += columns;
    }
}
