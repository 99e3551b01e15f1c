//! Putting text into cells: clipped by columns, never half a glyph, control characters as symbols.

use crate::text::search::Query;
use crate::text::width;
use ratatui::buffer::{Buffer, CellDiffOption};
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use std::borrow::Cow;
use std::num::NonZeroU16;

/// A pen that writes from left to right on one row and stops at the right edge.
#[derive(Debug)]
pub struct Pen<'a> {
    buffer: &'a mut Buffer,
    x: u16,
    y: u16,
    end: u16,
}

impl<'a> Pen<'a> {
    /// A pen at the left edge of a row; rows below the area write nothing.
    pub fn new(buffer: &'a mut Buffer, area: Rect, row: u16) -> Self {
        let area = area.intersection(buffer.area);
        let end = if row < area.height { area.right() } else { area.x };
        Self { buffer, x: area.x, y: area.y + row.min(area.height.saturating_sub(1)), end }
    }

    /// Columns left.
    pub const fn left(&self) -> usize {
        self.end.saturating_sub(self.x) as usize
    }

    /// Where the next glyph goes.
    pub const fn position(&self) -> Position {
        Position { x: self.x, y: self.y }
    }

    /// Writes as much of a text as there is room for.
    pub fn write(&mut self, text: &str, style: Style) -> &mut Self {
        let text = width::sanitize(text);
        let (seen, rest) = width::split_at_column(&text, self.left());
        let seen = match rest {
            "" => Cow::Borrowed(seen),
            _ => Cow::Owned(width::truncate(&text, self.left(), true)),
        };
        for (glyph, columns) in width::glyphs(&seen) {
            put_glyph(self.buffer, self.position(), glyph, columns as u16, style);
            self.x += columns as u16;
        }
        self
    }

    /// Writes a text in exactly this many columns, cut or padded.
    pub fn write_in(&mut self, columns: usize, text: &str, style: Style) -> &mut Self {
        let columns = columns.min(self.left());
        let fitted = width::fit(&width::sanitize(text), columns);
        self.write(&fitted, style)
    }

    /// Writes a text in exactly this many columns, with what a query finds in it in `lit`.
    pub fn write_lit(&mut self, columns: usize, text: &str, style: Style, lit: Option<(&Query, Style)>) {
        let fitted = width::fit(&width::sanitize(text), columns.min(self.left()));
        let mut from = 0;
        for range in lit.map(|(query, _)| query.find(&fitted)).unwrap_or_default() {
            self.write(fitted.get(from..range.start).unwrap_or_default(), style);
            let found = fitted.get(range.clone()).unwrap_or_default();
            self.write(found, style.patch(lit.map_or(style, |(_, lit)| lit)));
            from = range.end;
        }
        self.write(fitted.get(from..).unwrap_or_default(), style);
    }

    /// Writes a text at the right edge of this many columns.
    pub fn write_right(&mut self, columns: usize, text: &str, style: Style) -> &mut Self {
        let columns = columns.min(self.left());
        let fitted = width::pad_left(&width::truncate(&width::sanitize(text), columns, true), columns);
        self.write(&fitted, style)
    }

    /// Leaves columns blank.
    pub fn skip(&mut self, columns: usize) -> &mut Self {
        self.x = self.x.saturating_add(columns.min(self.left()) as u16);
        self
    }
}

/// Puts one glyph into the cells that it covers.
pub fn put_glyph(buffer: &mut Buffer, at: Position, glyph: &str, columns: u16, style: Style) {
    let forced = match NonZeroU16::new(columns) {
        // ratatui counts one column; without a word it would write over the second one.
        Some(columns) if columns.get() > 1 && width::is_ambiguous(glyph) => {
            CellDiffOption::ForcedWidth(columns)
        }
        _ => CellDiffOption::None,
    };
    if let Some(cell) = buffer.cell_mut(at) {
        cell.set_symbol(glyph).set_style(style).set_diff_option(forced);
    }
    for x in 1..columns {
        if let Some(cell) = buffer.cell_mut((at.x + x, at.y)) {
            // What the glyph covers is drawn with it.
            cell.reset();
        }
    }
}
