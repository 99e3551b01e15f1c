//! A line that is typed, in a box above the check bar; the palette lists its candidates in it.

use super::frame::{bordered, boxed};
use super::popup;
use super::put::Pen;
use super::{Drawn, label, targets, theme, tree};
use crate::app::pointer::Target;
use crate::app::{Prompt, PromptKind, State};
use crate::command::list::{Listed, Pick, listed};
use crate::command::rows;
use crate::messages::{Message, Ui};
use crate::text::search::Query;
use crate::text::width;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// So many columns a file gets beside the name of its filing.
const FILE: usize = 24;

/// Columns of the first two columns of a list.
const COLUMNS: (usize, usize) = (20, 24);

/// Below so many columns a list of commands shows no names.
const NARROW: u16 = 60;
/// So many columns keys get there.
const KEYS: usize = 8;

/// Draws the box at the lower edge of the panes.
pub fn draw(state: &State, prompt: &Prompt, body: Rect, buffer: &mut Buffer, drawn: &mut Drawn) {
    let listed = listed(state, &prompt.kind, prompt.line.text());
    // Where the rows are that a prompt is about must be seen.
    let most = match prompt.kind {
        PromptKind::Rows(_) => (body.height * 3 / 5).max(6),
        _ => body.height,
    };
    // What is only looked at has no line to type in.
    let line_rows = usize::from(!prompt.kind.is_preview());
    let height = boxed(listed.len() + line_rows, most.min(body.height));
    let area = Rect { y: body.bottom() - height, height, ..body };
    popup::clear_wide(area, buffer);
    drawn.put(area, Target::Cover);
    let inner = bordered(area, state.say(title(&prompt.kind)), true, buffer);
    let n_rows = usize::from(inner.height).saturating_sub(line_rows);
    let top = (prompt.selected + 1).saturating_sub(n_rows);
    let mut lit = targets::Lit::new(prompt);
    for (row, entry) in listed.iter().skip(top).take(n_rows).enumerate() {
        let line = Rect { y: inner.y + row as u16, height: 1, ..inner };
        drawn.put(line, Target::Item(top + row));
        if top + row == prompt.selected {
            buffer.set_style(line, theme::SELECTED);
        }
        match prompt.kind {
            PromptKind::Jump => lit.draw(state, top + row, Pen::new(buffer, line, 0)),
            PromptKind::Compare { .. } => draw_filing(entry, Pen::new(buffer, line, 0)),
            // What changes says more than where.
            _ if inner.width < NARROW && matches!(entry.pick, Pick::Preview) && entry.severity.is_some() => {
                let [code, place, says] = entry.columns.clone();
                let entry = Listed { columns: [code, says, place], ..entry.clone() };
                draw_entry(state, &entry, Pen::new(buffer, line, 0));
            }
            PromptKind::Palette if inner.width < NARROW => {
                draw_command(state, entry, Pen::new(buffer, line, 0));
            }
            _ => draw_entry(state, entry, Pen::new(buffer, line, 0)),
        }
    }
    if line_rows == 0 {
        return;
    }
    let mut pen = Pen::new(buffer, inner, inner.height.saturating_sub(1));
    let sign = match prompt.kind {
        PromptKind::Search => " / ",
        PromptKind::Jump => " f ",
        PromptKind::Filter => " F ",
        PromptKind::Palette => " : ",
        _ => " > ",
    };
    pen.write(sign, theme::KEY);
    let status = status(state, prompt);
    let room = pen.left().saturating_sub(width::width(&status) + 1);
    let caret = tree::write_line(&mut pen, room, &prompt.line);
    pen.write(&status, theme::DIM);
    drawn.cursor = Some(caret);
}

/// What stands at the right edge of the line: how many hits there are, and how far work is.
fn status(state: &State, prompt: &Prompt) -> String {
    if prompt.kind == PromptKind::Filter {
        let Some((n, percent)) = state.sifted() else { return String::new() };
        let rows = Message::new(Ui::FilterRows, [("n", n.to_string())]).render(state.lang);
        let more = if state.is_sifted() { String::new() } else { format!("{percent}% ") };
        return format!(" {rows} {more}");
    }
    if prompt.kind == PromptKind::Jump {
        let n: usize = state.jump_targets().iter().map(|it| it.n_more + 1).sum();
        let is_all = state.is_jump_done() && state.n_jump_names() < crate::app::seek::LISTED;
        let n = format!("{n}{}", if is_all { "" } else { "+" });
        return format!(" {} ", Message::new(Ui::HitsOnly, [("n", n)]).render(state.lang));
    }
    if prompt.kind != PromptKind::Search || prompt.line.text().trim().is_empty() {
        return String::new();
    }
    let (n, idx, is_done) = state.search_counts();
    let count = match idx {
        Some(idx) => Message::new(Ui::HitsOf, [("idx", idx.to_string()), ("n", n.to_string())]),
        None => Message::new(Ui::HitsOnly, [("n", n.to_string())]),
    };
    let field = idx.and_then(|_| field_of_hit(state, prompt.line.text()));
    let mut status = format!(" {}{} ", field.unwrap_or_default(), count.render(state.lang));
    if !is_done {
        let percent = Message::new(Ui::HitsSoFar, [("percent", state.search_percent().to_string())]);
        status = format!("{status} {} ", percent.render(state.lang));
    }
    status
}

/// In which field of the row the hit is, where the row itself does not show it: long texts are cut there.
fn field_of_hit(state: &State, typed: &str) -> Option<String> {
    let query = Query::new(typed.trim());
    let name = label::node(state, state.entry()?.filing(), state.node()?);
    let item = state.pane_items().into_iter().find(|it| query.matches(&it.text))?;
    (!query.matches(&name)).then(|| format!("{}  ", label::field(state, &item.field)))
}

/// A filing by its name, and its file, which only tells twins apart.
fn draw_filing(entry: &Listed, mut pen: Pen<'_>) {
    let [name, _, file] = &entry.columns;
    pen.write(" ", theme::TEXT);
    let room = pen.left().saturating_sub(FILE).max(pen.left() / 2);
    pen.write_in(room, name, theme::STRONG).skip(1).write(file, theme::DIM);
}

/// A command where there is little room: what it does and its keys say more than its name.
fn draw_command(state: &State, entry: &Listed, mut pen: Pen<'_>) {
    let [_, keys, says] = &entry.columns;
    let style = if entry.why_not.is_some() { theme::DIM } else { theme::STRONG };
    let room = pen.left().saturating_sub(width::width(keys).min(KEYS) + 2);
    pen.write(" ", theme::TEXT);
    match entry.why_not {
        Some(why) => pen.write(says, style).write("  ", theme::TEXT).write(state.say(why), theme::WARNING),
        None => pen.write_in(room, says, style).skip(1).write(keys, theme::KEY),
    };
}

fn draw_entry(state: &State, entry: &Listed, mut pen: Pen<'_>) {
    let [name, place, says] = &entry.columns;
    pen.write(" ", theme::TEXT);
    let (first, second) = match entry.severity {
        // A finding: mark and code need little room.
        Some(severity) => {
            pen.write(theme::mark(severity), theme::severity(severity)).skip(1);
            let is_change = matches!(entry.pick, Pick::Preview) && pen.left() < NARROW.into();
            let room = pen.left().saturating_sub(5);
            (5, if is_change { width::width(place).min(room) } else { COLUMNS.1.min(room * 2 / 5) })
        }
        // Where there is room, what is listed has it.
        None if matches!(entry.pick, Pick::Preview) => {
            (COLUMNS.0.max(pen.left() / 5), (pen.left() / 4).max(16))
        }
        None => (COLUMNS.0, 16),
    };
    let style = if entry.why_not.is_some() { theme::DIM } else { theme::STRONG };
    pen.write_in(first, name, style);
    pen.write_in(second, place, theme::KEY).skip(1);
    match entry.why_not {
        Some(why) => {
            pen.write(says, theme::DIM).write("  ", theme::TEXT).write(state.say(why), theme::WARNING);
        }
        None => {
            pen.write(says, theme::TEXT);
        }
    }
}

/// What a prompt is called.
pub fn title(kind: &PromptKind) -> Ui {
    match kind {
        PromptKind::Search => Ui::ModeSearch,
        PromptKind::Filter => Ui::ModeFilter,
        PromptKind::Jump => Ui::ModeJump,
        PromptKind::Palette => Ui::ModeCommand,
        PromptKind::SaveAs { .. } => Ui::ModeSaveAs,
        PromptKind::Export { .. } => Ui::ModeExport,
        PromptKind::Letter { .. } => Ui::ModeLetter,
        PromptKind::Menu => Ui::ModeMenu,
        PromptKind::Rows(prompt) => rows::title(prompt),
        PromptKind::Findings => Ui::ModeFindings,
        PromptKind::Compare { .. } => Ui::ModeCompare,
        PromptKind::Reason { .. } => Ui::ModeReason,
    }
}
