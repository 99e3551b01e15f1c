//! One key press, the same on every system.
//!
//! Knows nothing of terminals: `term` turns what a terminal sends into these. Invariant: a [`Key`] made by
//! [`Key::new`] is in normal form, so equal presses are equal values.

use crate::text::fold;

/// A key press with its modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// Which key.
    pub code: Code,
    /// Whether Ctrl was held.
    pub ctrl: bool,
    /// Whether Alt was held.
    pub alt: bool,
    /// Whether Shift was held. Never set for a plain character, which carries its own shift.
    pub shift: bool,
}

/// Which key was pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the names are the keys' own")]
pub enum Code {
    /// A character as it was typed; the space bar is a blank.
    Char(char),
    Enter,
    Esc,
    Tab,
    Backspace,
    Delete,
    Insert,
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,
    /// A function key, from 1 to 24.
    F(u8),
}

/// Modifiers held during a press, as a terminal reports them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Modifiers {
    /// Ctrl.
    pub ctrl: bool,
    /// Alt, or Option.
    pub alt: bool,
    /// Shift.
    pub shift: bool,
}

impl Key {
    /// A press in normal form. Terminals differ in whether they report Shift beside an upper-case letter, and in
    /// which case they give the letter of a Ctrl chord; both are evened out.
    pub fn new(code: Code, held: Modifiers) -> Self {
        let Modifiers { ctrl, alt, mut shift } = held;
        let code = match code {
            Code::Char(it) if ctrl => Code::Char(it.to_ascii_lowercase()),
            Code::Char(it) => {
                let typed = if shift { it.to_ascii_uppercase() } else { it };
                shift = false;
                Code::Char(typed)
            }
            other => other,
        };
        Self { code, ctrl, alt, shift }
    }

    /// A press without modifiers.
    pub fn plain(code: Code) -> Self {
        Self::new(code, Modifiers::default())
    }

    /// A typed character.
    pub fn char(it: char) -> Self {
        Self::plain(Code::Char(it))
    }

    /// The character this key types, if it types one.
    pub fn typed(self) -> Option<char> {
        match self.code {
            Code::Char(it) if !self.ctrl && !self.alt => Some(it),
            _ => None,
        }
    }

    /// The digit of a count, full-width ones too.
    pub fn digit(self) -> Option<u32> {
        fold::half_width(self.typed()?).to_digit(10)
    }

    /// The key meant by someone whose input method was on: `：` is `:`, `ｊ` is `j`.
    #[must_use]
    pub fn folded(self) -> Self {
        match self.code {
            Code::Char(it) => Self { code: Code::Char(fold::fold_key(it)), ..self },
            _ => self,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Code, Key, Modifiers};

    #[test]
    fn shift_and_case_are_the_same_on_every_system() {
        let shift = Modifiers { shift: true, ..Modifiers::default() };
        let ctrl = Modifiers { ctrl: true, ..Modifiers::default() };
        assert_eq!(Key::new(Code::Char('g'), shift), Key::char('G'));
        assert_eq!(Key::new(Code::Char('G'), shift), Key::char('G'));
        assert_eq!(Key::new(Code::Char('？'), shift), Key::char('？'));
        assert_eq!(Key::new(Code::Char('D'), ctrl), Key::new(Code::Char('d'), ctrl));
        assert_ne!(Key::new(Code::Tab, shift), Key::plain(Code::Tab));
    }

    #[test]
    fn digits_are_told_from_commands() {
        assert_eq!(Key::char('5').digit(), Some(5));
        assert_eq!(Key::char('０').digit(), Some(0));
        assert_eq!(Key::char('五').digit(), None);
        let ctrl = Modifiers { ctrl: true, ..Modifiers::default() };
        assert_eq!(Key::new(Code::Char('5'), ctrl).digit(), None);
    }

    #[test]
    fn an_input_method_does_not_change_what_is_meant() {
        for (typed, meant) in [('：', ':'), ('ｊ', 'j'), ('／', '/'), ('、', '/'), ('？', '?'), ('汉', '汉')]
        {
            assert_eq!(Key::char(typed).folded(), Key::char(meant));
        }
        assert_eq!(Key::plain(Code::F(2)).folded(), Key::plain(Code::F(2)));
    }
}
