//! A small box of keys and what they do, in the lower right corner of the panes: what may follow the keys so far, and
//! the marks, the menu.

use super::frame::{bordered, boxed};
use super::put::Pen;
use super::{Drawn, label, popup, theme};
use crate::app::State;
use crate::app::pointer::Target;
use crate::app::tree::Spot;
use crate::command;
use crate::keymap::{self, Lookup};
use crate::messages::{FeelText, KnowText, Message, Ui};
use crate::text::width;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// A line of the box.
pub struct Choice {
    /// Keys.
    pub key: String,
    /// What they do.
    pub text: String,
    /// Why it cannot be done now.
    pub why_not: Option<Ui>,
}

/// Draws what may follow the keys so far; with nothing typed yet, nothing.
pub fn draw_pending(state: &State, body: Rect, buffer: &mut Buffer) {
    if state.pending.keys.is_empty() {
        return;
    }
    let Lookup::Pending(next) = state.keymap.lookup_in(&command::modes(state), &state.pending.keys) else {
        return;
    };
    let choices: Vec<Choice> = next
        .iter()
        .filter_map(|binding| {
            let command = command::find(binding.command)?;
            Some(Choice {
                key: keymap::label(&binding.keys),
                text: state.say(command.doc).to_owned(),
                why_not: (command.can)(state).err(),
            })
        })
        .collect();
    draw(state, &keymap::label(&state.pending.keys), &choices, body, buffer);
}

/// Draws the marks and the rows that they stand for.
pub fn draw_marks(state: &State, is_set: bool, body: Rect, buffer: &mut Buffer) {
    let text = |spot: Spot| match spot {
        Spot::Group(group) => state.forest.group(group).map(|it| it.name.clone()).unwrap_or_default(),
        Spot::Row { entry, .. } => {
            let Some(it) = state.entries.get(entry) else { return String::new() };
            let filing = label::filing(state, it);
            match state.node_at(spot) {
                Some(crate::app::Node::Filing) | None => filing,
                Some(node) => format!("{}  {filing}", label::node(state, it.filing(), node)),
            }
        }
    };
    let mut choices: Vec<Choice> = state
        .marked()
        .into_iter()
        .map(|(name, spot)| Choice { key: name.to_string(), text: text(spot), why_not: None })
        .collect();
    let keys = state.say(Ui::MarkKeys).to_owned();
    choices.push(Choice { key: String::new(), text: keys, why_not: None });
    let title = if is_set { Ui::MarkSetTitle } else { Ui::MarksTitle };
    draw(state, state.say(title), &choices, body, buffer);
}

/// Draws the menu that Esc opens.
pub fn draw_menu(state: &State, selected: usize, body: Rect, buffer: &mut Buffer, drawn: &mut Drawn) {
    let choices: Vec<Choice> = command::menu(state)
        .into_iter()
        .map(|command| {
            let keys = command::keys_of(state, command.id);
            Choice {
                key: keys.first().map(|it| keymap::label(it)).unwrap_or_default(),
                text: state.say(command.doc).to_owned(),
                why_not: None,
            }
        })
        .collect();
    let inner = draw_box(state, state.say(FeelText::MenuTitle), &choices, body, buffer);
    draw_walked(&choices, selected, inner, buffer, drawn);
}

/// Draws choices that arrows walk, the selected one in sight, and tells the mouse where they are.
pub fn draw_walked(choices: &[Choice], selected: usize, inner: Rect, buffer: &mut Buffer, drawn: &mut Drawn) {
    let keys = choices.iter().map(|it| width::width(&it.key)).max().unwrap_or(0);
    let height = usize::from(inner.height);
    let top = (selected + 1).saturating_sub(height);
    for (row, (idx, choice)) in choices.iter().enumerate().skip(top).take(height).enumerate() {
        let line = Rect { y: inner.y + row as u16, height: 1, ..inner };
        drawn.put(line, Target::Item(idx));
        if idx == selected {
            buffer.set_style(line, theme::SELECTED);
        }
        let mut pen = Pen::new(buffer, line, 0);
        pen.write(if idx == selected { "▸" } else { " " }, theme::TEXT);
        pen.write_in(keys, &choice.key, theme::KEY).skip(2).write(&choice.text, theme::TEXT);
    }
}

/// Draws a box of keys.
pub fn draw(state: &State, title: &str, choices: &[Choice], body: Rect, buffer: &mut Buffer) {
    let inner = draw_box(state, title, choices, body, buffer);
    let keys = choices.iter().map(|it| width::width(&it.key)).max().unwrap_or(0);
    let height = usize::from(inner.height);
    // Where not all have room, the last line says how many more there are, and their keys.
    let n_shown = if choices.len() > height { height.saturating_sub(1) } else { choices.len() };
    if n_shown < choices.len() {
        let args = [("n", (choices.len() - n_shown).to_string())];
        let more = Message::new(KnowText::More, args).render(state.lang);
        let mut pen = Pen::new(buffer, inner, n_shown as u16);
        pen.skip(1).write(&more, theme::DIM);
        for choice in choices.iter().skip(n_shown) {
            pen.skip(1).write(&choice.key, theme::KEY);
        }
    }
    for (row, choice) in choices.iter().take(n_shown).enumerate() {
        let mut pen = Pen::new(buffer, inner, row as u16);
        let style = if choice.why_not.is_some() { theme::DIM } else { theme::TEXT };
        pen.skip(1).write_in(keys, &choice.key, theme::KEY).skip(2).write(&choice.text, style);
        if let Some(why) = choice.why_not {
            pen.skip(2).write(state.say(why), theme::WARNING);
        }
    }
}

/// Draws an empty box around choices, in the lower right corner of the panes; gives the room inside.
fn draw_box(state: &State, title: &str, choices: &[Choice], body: Rect, buffer: &mut Buffer) -> Rect {
    let keys = choices.iter().map(|it| width::width(&it.key)).max().unwrap_or(0);
    let says = |it: &Choice| match it.why_not {
        Some(why) => format!("{}  {}", it.text, state.say(why)),
        None => it.text.clone(),
    };
    let texts = choices.iter().map(|it| width::width(&says(it))).max().unwrap_or(0);
    // Borders, a blank on both sides, and two between the keys and what they do.
    let columns = (keys + texts + 6).max(width::width(title) + 4);
    // Inside of the pane's border where there is room.
    let body = Rect { width: body.width.saturating_sub(1), height: body.height.saturating_sub(1), ..body };
    let columns = u16::try_from(columns).unwrap_or(u16::MAX).min(body.width);
    let height = boxed(choices.len(), body.height);
    let area = Rect { x: body.right() - columns, y: body.bottom() - height, width: columns, height };
    popup::clear_wide(area, buffer);
    bordered(area, title, true, buffer)
}
