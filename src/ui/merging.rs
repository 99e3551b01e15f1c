//! What this person and another both changed, side by side over the panes.

use super::frame::bordered;
use super::popup;
use super::put::Pen;
use super::theme;
use crate::app::State;
use crate::merge::Side;
use crate::messages::{MergeText, Message};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Lines of one collision: where, mine, theirs.
const LINES: usize = 3;

/// Draws the collisions, the selected one in sight.
pub fn draw(state: &State, selected: usize, body: Rect, buffer: &mut Buffer) {
    let Some(merging) = &state.merging else { return };
    let area = Rect { x: body.x + body.width / 24, width: body.width - body.width / 12, ..body };
    popup::clear_wide(area, buffer);
    let n = merging.merged.collisions.len().to_string();
    let title = Message::new(MergeText::Title, [("n", n)]).render(state.lang);
    let inner = bordered(area, &title, true, buffer);
    let n_shown = (usize::from(inner.height.saturating_sub(2)) / LINES).max(1);
    let first = (selected + 1).saturating_sub(n_shown);
    let mut row = 0;
    for (idx, it) in merging.merged.collisions.iter().enumerate().skip(first).take(n_shown) {
        let style = if idx == selected { theme::SELECTED } else { theme::STRONG };
        let mark = if idx == selected { "▸ " } else { "  " };
        let place = state.collision_place(merging, it);
        Pen::new(buffer, inner, row).write(mark, style).write(&place, style);
        for (line, side, label, text) in
            [(1, Side::Mine, MergeText::Mine, &it.mine), (2, Side::Theirs, MergeText::Theirs, &it.theirs)]
        {
            let counts = merging.choice(idx) == Some(side);
            let style = if counts { theme::GOOD } else { theme::DIM };
            let text = if text.is_empty() { state.say(MergeText::Nothing) } else { text };
            Pen::new(buffer, inner, row + line)
                .write(if counts { "  ● " } else { "    " }, style)
                .write(state.say(label), style)
                .write(" ", style)
                .write(&text.replace('\n', " "), style);
        }
        row += LINES as u16;
    }
    if let Some(last) = inner.height.checked_sub(1) {
        Pen::new(buffer, inner, last).write(" ", theme::TEXT).write(state.say(MergeText::Keys), theme::KEY);
    }
}
