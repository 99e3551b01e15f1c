//! The page of a rule over the panes: what it checks, why, examples, in the language of the interface.

use super::frame::{bordered, boxed};
use super::popup;
use super::put::Pen;
use super::theme;
use crate::app::State;
use crate::check::Rule;
use crate::check::page::{self, Style, Verdict};
use crate::messages::Ui;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Longer lines are tiring to read.
const MOST_COLUMNS: u16 = 100;

/// Draws a rule's page from a line on; gives the first line shown, which is never beyond the last screenful.
pub fn draw(state: &State, rule: &Rule, top: usize, body: Rect, buffer: &mut Buffer) -> usize {
    let width = (body.width - body.width / 8).min(MOST_COLUMNS);
    // The border and a blank on either side.
    let lines = page::print(rule, state.lang, width.saturating_sub(4).into());
    let area =
        Rect { x: body.x + (body.width - width) / 2, width, height: boxed(lines.len(), body.height), ..body };
    popup::clear_wide(area, buffer);
    let inner = bordered(area, state.say(Ui::PageTitle), true, buffer);
    let height = inner.height as usize;
    let top = top.min(lines.len().saturating_sub(height));
    for (row, line) in lines.iter().skip(top).take(height).enumerate() {
        let style = match line.style {
            Style::Heading => theme::STRONG,
            Style::Text => theme::TEXT,
            Style::Example(Verdict::Wrong) => theme::ERROR,
            Style::Example(Verdict::Right | Verdict::NearMiss) => theme::GOOD,
        };
        Pen::new(buffer, inner, row as u16).write(" ", theme::TEXT).write(&line.text, style);
    }
    top
}
