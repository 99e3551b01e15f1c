//! Making room for a popup over Chinese text.
//!
//! A wide glyph half under a popup's edge would be drawn over the popup's border, or leave a hole in the color
//! beside it. Invariant: after [`clear_wide`], no glyph reaches from outside into the area or out of it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::ui::screen;

/// Empties `area` for a popup, and blanks the halves of the wide glyphs that its left and right edges cut, in
/// the style that they had.
pub fn clear_wide(area: Rect, buffer: &mut Buffer) {
    let area = area.intersection(buffer.area);
    if area.is_empty() {
        return;
    }
    for y in area.top()..area.bottom() {
        for (x, style) in cut_cells(area, buffer, y) {
            if let Some(cell) = buffer.cell_mut((x, y)) {
                cell.reset();
                cell.set_style(style);
            }
        }
        for x in area.left()..area.right() {
            if let Some(cell) = buffer.cell_mut((x, y)) {
                cell.reset();
            }
        }
    }
}

/// The cells outside of `area` whose glyph reaches into it, with the style of that glyph.
fn cut_cells(area: Rect, buffer: &Buffer, y: u16) -> Vec<(u16, ratatui::style::Style)> {
    let is_inside = |x: &u16| (area.left()..area.right()).contains(x);
    screen::glyphs(buffer, y)
        .map(|(x, cell, n_columns)| (x..x.saturating_add(n_columns), cell.style()))
        .filter(|(covered, _)| covered.clone().any(|x| is_inside(&x)))
        .flat_map(|(covered, style)| {
            covered.filter(|x| !is_inside(x)).map(move |x| (x, style)).collect::<Vec<_>>()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use ratatui::Terminal;
    use ratatui::backend::TestBackend;
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;
    use ratatui::style::{Color, Style};
    use ratatui::widgets::{Block, Widget};

    use super::clear_wide;
    use crate::ui::screen::to_text;

    const TEXTS: &[&str] =
        &["一二三四五六七八九十", "a一b二三c四五六d七八九", "👨\u{200D}👩\u{200D}👧家庭①医生≥签约率％"];

    fn draw(text: &str, popup: Rect, buffer: &mut Buffer) {
        for y in buffer.area.top()..buffer.area.bottom() {
            buffer.set_string(0, y, text, Style::default().bg(Color::Blue));
        }
        clear_wide(popup, buffer);
        Block::bordered().render(popup.intersection(buffer.area), buffer);
    }

    /// What a terminal shows that draws a wide glyph over the cell after it: through ratatui's own diff.
    fn shown(text: &str, popup: Rect) -> String {
        let mut terminal = Terminal::new(TestBackend::new(24, 5)).unwrap();
        terminal.draw(|frame| draw(text, popup, frame.buffer_mut())).unwrap();
        to_text(terminal.backend().buffer())
    }

    #[test]
    fn a_popup_keeps_both_borders_at_every_column() {
        for text in TEXTS {
            for n_columns in [2, 3, 8, 9] {
                for x in 0..=24 - n_columns {
                    let popup = Rect::new(x, 1, n_columns, 3);
                    let screen = shown(text, popup);
                    let bars: Vec<usize> = screen.lines().map(|it| it.matches('│').count()).collect();
                    assert_eq!(bars, [0, 0, 2, 0, 0], "at column {x}:\n{screen}");
                    for corner in ['┌', '┐', '└', '┘'] {
                        assert_eq!(screen.matches(corner).count(), 1, "{corner} at column {x}:\n{screen}");
                    }
                    let columns = screen.lines().nth(2).map(|it| {
                        let before = it.split('│').next().unwrap_or_default();
                        crate::text::width::width(before)
                    });
                    assert_eq!(columns, Some(usize::from(x)), "the border stands elsewhere:\n{screen}");
                }
            }
        }
    }

    #[test]
    fn the_halves_beside_a_popup_keep_their_color() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 10, 3));
        draw("一二三四五", Rect::new(3, 0, 4, 3), &mut buffer);
        assert_eq!(to_text(&buffer), "一 ┌──┐ 五\n一 │  │ 五\n一 └──┘ 五\n");
        assert_eq!(buffer[(2, 1)].bg, Color::Blue);
        assert_eq!(buffer[(7, 1)].bg, Color::Blue);
        assert_eq!(buffer[(4, 1)].bg, Color::Reset);
    }

    #[test]
    fn areas_beyond_the_screen_are_harmless() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 6, 2));
        buffer.set_string(0, 0, "指标值", Style::default());
        clear_wide(Rect::new(5, 0, 80, 50), &mut buffer);
        clear_wide(Rect::new(90, 9, 3, 3), &mut buffer);
        clear_wide(Rect::new(1, 1, 0, 0), &mut buffer);
        assert_eq!(to_text(&buffer), "指标\n\n");
    }
}
