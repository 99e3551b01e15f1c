//! A line that is typed, in a box above the check bar; the palette lists its candidates in it.

use super::frame::{bordered, boxed};
use super::popup;
use super::put::Pen;
use super::{theme, tree};
use crate::app::{Prompt, PromptKind, State};
use crate::command::{MODE, candidates};
use crate::keymap;
use crate::messages::Ui;
use crate::text::width;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// Draws the box at the lower edge of the panes. Says where the caret is.
pub fn draw(state: &State, prompt: &Prompt, body: Rect, buffer: &mut Buffer) -> Position {
    let listed = match prompt.kind {
        PromptKind::Palette => candidates(state, prompt.line.text()),
        PromptKind::Search | PromptKind::SaveAs { .. } => Vec::new(),
    };
    let height = boxed(listed.len() + 1, body.height);
    let area = Rect { y: body.bottom() - height, height, ..body };
    popup::clear_wide(area, buffer);
    let title = match prompt.kind {
        PromptKind::Search => Ui::ModeSearch,
        PromptKind::Palette => Ui::ModeCommand,
        PromptKind::SaveAs { .. } => Ui::ModeSaveAs,
    };
    let inner = bordered(area, state.say(title), true, buffer);
    let n_rows = inner.height.saturating_sub(1) as usize;
    let top = (prompt.selected + 1).saturating_sub(n_rows);
    for (row, command) in listed.iter().skip(top).take(n_rows).enumerate() {
        let line = Rect { y: inner.y + row as u16, height: 1, ..inner };
        let is_selected = top + row == prompt.selected;
        if is_selected {
            buffer.set_style(line, theme::SELECTED);
        }
        let mut pen = Pen::new(buffer, line, 0);
        let keys: Vec<String> =
            state.keymap.keys_of(MODE, command.id).iter().map(|it| keymap::label(it)).collect();
        let why_not = (command.can)(state).err();
        pen.write(" ", theme::TEXT).write_in(
            20,
            command.id,
            if why_not.is_some() { theme::DIM } else { theme::STRONG },
        );
        pen.write_in(16, &keys.join("  "), theme::KEY);
        let doc = state.say(command.doc);
        match why_not {
            Some(why) => {
                pen.write(doc, theme::DIM).write("  ", theme::TEXT).write(state.say(why), theme::WARNING)
            }
            None => pen.write(doc, theme::TEXT),
        };
    }
    let mut pen = Pen::new(buffer, inner, inner.height.saturating_sub(1));
    let sign = match prompt.kind {
        PromptKind::Search => " / ",
        PromptKind::Palette => " : ",
        PromptKind::SaveAs { .. } => " > ",
    };
    pen.write(sign, theme::KEY);
    let room = pen.left().saturating_sub(width::width(" "));
    tree::write_line(&mut pen, room, &prompt.line)
}
