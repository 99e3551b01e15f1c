//! Boxes around panes and overlays.

use super::theme;
use crate::text::width::sanitize;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::{Block, Widget};

/// Draws a border with a title and gives the room inside.
pub fn bordered(area: Rect, title: &str, has_focus: bool, buffer: &mut Buffer) -> Rect {
    let style = if has_focus { theme::BORDER_FOCUS } else { theme::BORDER };
    // A title may name a row, and the block draws what it is given.
    let block = Block::bordered().border_style(style).title(format!(" {} ", sanitize(title)));
    let inner = block.inner(area);
    block.render(area, buffer);
    inner
}

/// The height of a box around so many rows, where there is room for at most `most`.
pub fn boxed(n_rows: usize, most: u16) -> u16 {
    u16::try_from(n_rows.saturating_add(2)).unwrap_or(u16::MAX).min(most)
}
