//! Long overlays: all commands with their keys; the files that could not be read.

use super::frame::{bordered, boxed};
use super::popup;
use super::put::Pen;
use super::theme;
use crate::app::State;
use crate::command::{self, Group, MODE};
use crate::keymap;
use crate::messages::Ui;
use crate::text::wrap;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Columns of the keys.
const KEYS: usize = 22;

/// Draws all commands, from a line on; gives the first line shown, which is never beyond the last screenful.
pub fn draw(state: &State, top: usize, body: Rect, buffer: &mut Buffer) -> usize {
    let mut lines: Vec<(String, String)> = Vec::new();
    for group in Group::ALL {
        if !lines.is_empty() {
            lines.push((String::new(), String::new()));
        }
        lines.push((state.say(group.title()).to_owned(), String::new()));
        for command in command::TABLE.iter().filter(|it| it.group == group) {
            let mut keys: Vec<String> =
                state.keymap.keys_of(MODE, command.id).iter().map(|it| keymap::label(it)).collect();
            keys.extend(command.aliases.iter().map(|it| format!(":{it}")));
            if keys.is_empty() {
                keys.push(format!(":{}", command.id));
            }
            lines.push((format!("  {}", keys.join("  ")), state.say(command.doc).to_owned()));
        }
    }
    draw_lines(state, Ui::HelpTitle, &lines, top, body, buffer)
}

/// Draws what could not be read, from a line on; gives the first line shown.
pub fn draw_problems(state: &State, top: usize, body: Rect, buffer: &mut Buffer) -> usize {
    // Inside of the borders, with a blank on both sides.
    let room = columns(body).saturating_sub(4).max(1) as usize;
    let lines: Vec<(String, String)> = state
        .problems
        .iter()
        .flat_map(|problem| {
            wrap::wrap(problem, room)
                .into_iter()
                .map(|it| (it.of(problem).to_owned(), String::new()))
                .collect::<Vec<_>>()
        })
        .collect();
    draw_lines(state, Ui::ProblemsTitle, &lines, top, body, buffer)
}

/// How wide an overlay is, its borders included.
const fn columns(body: Rect) -> u16 {
    body.width - body.width / 8
}

fn draw_lines(
    state: &State,
    title: Ui,
    lines: &[(String, String)],
    top: usize,
    body: Rect,
    buffer: &mut Buffer,
) -> usize {
    let area = Rect {
        x: body.x + body.width / 16,
        width: columns(body),
        height: boxed(lines.len(), body.height),
        ..body
    };
    popup::clear_wide(area, buffer);
    let inner = bordered(area, state.say(title), true, buffer);
    let height = inner.height as usize;
    let top = top.min(lines.len().saturating_sub(height));
    for (row, (left, right)) in lines.iter().skip(top).take(height).enumerate() {
        let mut pen = Pen::new(buffer, inner, row as u16);
        pen.write(" ", theme::TEXT);
        if right.is_empty() {
            pen.write(left, theme::STRONG);
        } else {
            pen.write_in(KEYS, left, theme::KEY).write(right, theme::TEXT);
        }
    }
    top
}
