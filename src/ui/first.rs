//! Five keys for somebody who is here for the first time, in the lower right corner; any key takes the box away and does
//! what it always does.

use super::choices::{self, Choice};
use crate::app::State;
use crate::command;
use crate::keymap;
use crate::messages::FeelText;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// The least room that the box is drawn in: in less it says nothing.
const LEAST: (u16, u16) = (30, 6);

/// The commands worth knowing first, and what they do in a word.
const KEYS: [(&str, FeelText); 4] = [
    ("activate", FeelText::FirstEdit),
    ("next-finding", FeelText::FirstFinding),
    ("save", FeelText::FirstSave),
    ("help", FeelText::FirstHelp),
];

/// Draws the box.
pub fn draw(state: &State, body: Rect, buffer: &mut Buffer) {
    if !state.is_new_here || body.width < LEAST.0 || body.height < LEAST.1 {
        return;
    }
    let choice =
        |key: String, text: FeelText| Choice { key, text: state.say(text).to_owned(), why_not: None };
    let mut choices = vec![choice("↑ ↓ → ←".to_owned(), FeelText::FirstMove)];
    choices.extend(KEYS.into_iter().filter_map(|(id, text)| {
        let keys = command::keys_of(state, id);
        Some(choice(keymap::label(keys.first()?), text))
    }));
    choices::draw(state, state.say(FeelText::FirstTitle), &choices, body, buffer);
}
