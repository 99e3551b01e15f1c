//! Long overlays: all commands with their keys; the files that could not be read.

use super::frame::{bordered, boxed};
use super::popup;
use super::put::Pen;
use super::theme;
use crate::app::State;
use crate::command::{self, Command, Group};
use crate::keymap;
use crate::messages::{LoadText, Message, Ui};
use crate::text::wrap;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Columns of the keys.
const KEYS: usize = 22;

/// A line of an overlay.
struct Line {
    left: String,
    right: String,
    /// Why what it names cannot be done now.
    why_not: Option<Ui>,
}

impl Line {
    fn heading(text: &str) -> Self {
        Self { left: text.to_owned(), right: String::new(), why_not: None }
    }

    fn command(state: &State, command: &Command) -> Self {
        let mut keys: Vec<String> =
            command::keys_of(state, command.id).iter().map(|it| keymap::label(it)).collect();
        keys.extend(command.aliases.iter().map(|it| format!(":{it}")));
        if keys.is_empty() {
            keys.push(format!(":{}", command.id));
        }
        Self {
            left: format!("  {}", keys.join("  ")),
            right: state.say(command.doc).to_owned(),
            why_not: (command.can)(state).err(),
        }
    }
}

/// Draws what can be done here, then all commands, from a line on; gives the first line shown, which is never beyond the last screenful.
pub fn draw(state: &State, top: usize, body: Rect, buffer: &mut Buffer) -> usize {
    let mut lines: Vec<Line> = vec![Line::heading(state.say(Ui::HelpHere))];
    lines.extend(command::here(state).into_iter().map(|it| Line::command(state, it)));
    for group in Group::ALL {
        lines.push(Line::heading(""));
        lines.push(Line::heading(state.say(group.title())));
        let commands = command::TABLE.iter().filter(|it| it.group == group);
        lines.extend(commands.map(|it| Line::command(state, it)));
    }
    draw_lines(state, Ui::HelpTitle, &lines, top, body, buffer)
}

/// Draws what could not be read, from a line on; gives the first line shown.
pub fn draw_problems(state: &State, top: usize, body: Rect, buffer: &mut Buffer) -> usize {
    // Inside of the borders, with a blank on both sides.
    let room = columns(body).saturating_sub(4).max(1) as usize;
    let unread = state.unread.map(|it| Message::new(LoadText::ProblemUnread, it.args()).render(state.lang));
    let lines: Vec<Line> = unread
        .iter()
        .chain(&state.problems)
        .flat_map(|problem| {
            wrap::wrap(problem, room).into_iter().map(|it| Line::heading(it.of(problem))).collect::<Vec<_>>()
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
    lines: &[Line],
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
    for (row, line) in lines.iter().skip(top).take(height).enumerate() {
        let mut pen = Pen::new(buffer, inner, row as u16);
        pen.write(" ", theme::TEXT);
        if line.right.is_empty() {
            pen.write(&line.left, theme::STRONG);
            continue;
        }
        let style = if line.why_not.is_some() { theme::DIM } else { theme::TEXT };
        pen.write_in(KEYS, &line.left, theme::KEY).write(&line.right, style);
        if let Some(why) = line.why_not {
            pen.skip(2).write(state.say(why), theme::WARNING);
        }
    }
    top
}
