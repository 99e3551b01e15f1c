//! A drawn screen as text.
use ratatui::buffer::Buffer;
/// The screen as lines of text.
pub fn to_text(_buffer: &Buffer) -> String {
    String::new()
}
