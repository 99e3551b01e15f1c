//! Boxes around panes and overlays.

use super::theme;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::{Block, Widget};

/// Draws a border with a title and gives the room inside.
pub fn bordered(area: Rect, title: &str, has_focus: bool, buffer: &mut Buffer) -> Rect {
    let style = if has_focus { theme::BORDER_FOCUS } else { theme::BORDER };
    let block = Block::bordered().border_style(style).title(format!(" {title} "));
    let inner = block.inner(area);
    block.render(area, buffer);
    inner
}
