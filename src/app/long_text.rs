//! The editor of long texts: paragraphs and goals. The only module that knows the text area's type.

use crate::keymap::{Code, Key};
use tui_textarea::{CursorMove, Input, Key as AreaKey, TextArea, WrapMode};

/// A long text that is being edited.
#[derive(Debug)]
pub struct LongText {
    area: TextArea<'static>,
}

impl LongText {
    /// An editor with the caret at the start.
    pub fn new(text: &str) -> Self {
        let lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
        let mut area = TextArea::new(lines);
        area.set_wrap_mode(WrapMode::Glyph);
        Self { area }
    }

    /// The text.
    pub fn text(&self) -> String {
        self.area.lines().join("\n")
    }

    /// The widget, for drawing.
    pub fn area(&self) -> &TextArea<'static> {
        &self.area
    }

    /// Puts in a pasted text.
    pub fn paste(&mut self, text: &str) {
        self.area.insert_str(text);
    }

    /// Takes a key.
    pub fn key(&mut self, key: Key) {
        // Word steps of the library take a whole Chinese phrase, and its Ctrl-U undoes: those keys are ours.
        match (key.code, key.ctrl) {
            (Code::Char('z'), true) => {
                self.area.undo();
            }
            (Code::Char('y'), true) => {
                self.area.redo();
            }
            (Code::Char('a'), true) => self.area.select_all(),
            (Code::Home, true) => self.area.move_cursor(CursorMove::Top),
            (Code::End, true) => self.area.move_cursor(CursorMove::Bottom),
            _ => {
                self.area.input_without_shortcuts(input(key));
                if !matches!(key.code, Code::Char(_)) {
                    self.move_by(key);
                }
            }
        }
    }

    fn move_by(&mut self, key: Key) {
        let step = match key.code {
            Code::Left => CursorMove::Back,
            Code::Right => CursorMove::Forward,
            Code::Up => CursorMove::Up,
            Code::Down => CursorMove::Down,
            Code::Home => CursorMove::Head,
            Code::End => CursorMove::End,
            _ => return,
        };
        self.area.cancel_selection();
        self.area.move_cursor(step);
    }
}

fn input(key: Key) -> Input {
    let code = match key.code {
        Code::Char(it) => AreaKey::Char(it),
        Code::Enter => AreaKey::Enter,
        Code::Backspace => AreaKey::Backspace,
        Code::Delete => AreaKey::Delete,
        _ => AreaKey::Null,
    };
    Input { key: code, ctrl: false, alt: false, shift: key.shift }
}
