//! A drawn screen as text, for tests and for looking at.
//!
//! Invariant: a wide glyph is one character of the text, so a line of Chinese reads as it was drawn.

use ratatui::buffer::{Buffer, Cell, CellDiffOption};

use crate::text::width;

/// The screen as lines, without the blanks at their ends.
pub fn to_text(buffer: &Buffer) -> String {
    let mut out = String::new();
    for row in buffer.area.rows() {
        let line: String = glyphs(buffer, row.y).map(|(_, cell, _)| cell.symbol()).collect();
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

/// Column, cell and width of each glyph of a row, without the cells that a wide glyph covers.
pub fn glyphs(buffer: &Buffer, y: u16) -> impl Iterator<Item = (u16, &Cell, u16)> {
    let mut next = buffer.area.left();
    buffer.area.columns().filter_map(move |column| {
        let cell = buffer.cell((column.x, y))?;
        if column.x < next {
            return None;
        }
        let n_columns = columns(cell);
        next = column.x.saturating_add(n_columns);
        Some((column.x, cell, n_columns))
    })
}

/// The columns that a drawn cell covers. A character of ambiguous width covers one unless it was given more.
pub fn columns(cell: &Cell) -> u16 {
    match cell.diff_option {
        CellDiffOption::ForcedWidth(columns) => columns.get(),
        _ if width::is_ambiguous(cell.symbol()) => 1,
        _ => u16::try_from(width::width(cell.symbol())).unwrap_or(1).max(1),
    }
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    use super::to_text;

    #[test]
    fn wide_glyphs_are_read_once() {
        let mut buffer = Buffer::empty(Rect::new(3, 2, 12, 3));
        buffer.set_string(3, 2, "产出指标 ≥1", Style::default());
        buffer.set_string(4, 4, "数a量", Style::default());
        assert_eq!(to_text(&buffer), "产出指标 ≥1\n\n 数a量\n");
    }
}
