//! Popups over Chinese text.
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
/// Clears.
pub fn clear_wide(_area: Rect, _buffer: &mut Buffer) {}
