//! Long overlays: all commands with their keys; the files that could not be read.

use super::frame::{bordered, boxed};
use super::popup;
use super::put::Pen;
use super::theme;
use crate::app::State;
use crate::command::{self, Command, Group};
use crate::keymap;
use crate::messages::{LoadText, Message, Ui};
use crate::text::{width, wrap};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Columns of the keys.
const KEYS: usize = 22;

/// In less room than this the keys stand on a line of their own, above what they do.
const NARROW: usize = 50;
/// What keys do is indented by so many columns there.
const INDENT: usize = 4;

/// A line of an overlay before it is laid out.
struct Line {
    left: String,
    right: String,
    /// Why what it names cannot be done now.
    why_not: Option<Ui>,
}

/// A line as it is drawn: a text at a column, and one at the left edge.
struct Row {
    left: (String, Style),
    at: usize,
    right: Vec<(String, Style)>,
}

/// The lines as so many columns take them, wrapped: nothing is cut.
fn laid(state: &State, lines: &[Line], room: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    let nothing = || (String::new(), theme::TEXT);
    let whole = |left: (String, Style)| Row { left, at: 0, right: Vec::new() };
    for line in lines {
        if line.right.is_empty() {
            rows.push(whole((line.left.clone(), theme::STRONG)));
            continue;
        }
        let is_narrow = room < NARROW;
        let at = if is_narrow { INDENT } else { KEYS };
        let style = if line.why_not.is_some() { theme::DIM } else { theme::TEXT };
        let mut left = (line.left.clone(), theme::KEY);
        if is_narrow {
            rows.push(whole(std::mem::replace(&mut left, nothing())));
        }
        let why = line.why_not.map_or("", |it| state.say(it));
        let room = room.saturating_sub(at).max(1);
        if width::width(&line.right) + width::width(why) + 2 <= room {
            let why = (format!("  {why}"), theme::WARNING);
            rows.push(Row { left, at, right: vec![(line.right.clone(), style), why] });
            continue;
        }
        for (text, style) in [(line.right.as_str(), style), (why, theme::WARNING)] {
            for part in wrap::wrap(text, room) {
                let left = std::mem::replace(&mut left, nothing());
                rows.push(Row { left, at, right: vec![(part.of(text).to_owned(), style)] });
            }
        }
    }
    rows
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
    // What was stopped and goes on is being read.
    let reading = state.loading.map(|it| (LoadText::ProblemReading, it));
    let unread = reading.or(state.unread.map(|it| (LoadText::ProblemUnread, it)));
    let unread = unread.map(|(id, it)| Message::new(id, it.args()).render(state.lang));
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
    // Inside of the borders, with a blank on both sides.
    let rows = laid(state, lines, usize::from(columns(body)).saturating_sub(4));
    let area = Rect {
        x: body.x + body.width / 16,
        width: columns(body),
        height: boxed(rows.len(), body.height),
        ..body
    };
    popup::clear_wide(area, buffer);
    let inner = bordered(area, state.say(title), true, buffer);
    let height = inner.height as usize;
    let top = top.min(rows.len().saturating_sub(height));
    for (row, line) in rows.iter().skip(top).take(height).enumerate() {
        let mut pen = Pen::new(buffer, inner, row as u16);
        pen.write(" ", theme::TEXT);
        if line.at == 0 {
            pen.write(&line.left.0, line.left.1);
        } else {
            pen.write_in(line.at, &line.left.0, line.left.1);
            for (text, style) in &line.right {
                pen.write(text, *style);
            }
        }
    }
    top
}
