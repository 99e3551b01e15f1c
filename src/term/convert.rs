//! What crossterm reports → our events.
//!
//! Invariant: one press is one event on every system; releases of keys, leaving the window and all but the left button and the wheel of the mouse are left out.

use crossterm::event::{
    Event as Reported, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};

use crate::keymap::key::{Code, Key, Modifiers};
use crate::keymap::pointer::{Action, Pointer};
use crate::term::events::Event;

/// Our event for what the terminal reported, if it is one.
pub(super) fn event(reported: Reported) -> Option<Event> {
    match reported {
        Reported::Key(it) => key(it).map(Event::Key),
        Reported::Paste(text) => Some(Event::Paste(unix_newlines(&text))),
        Reported::Mouse(it) => mouse(it).map(Event::Mouse),
        Reported::Resize(columns, rows) => Some(Event::Resize(columns, rows)),
        Reported::FocusGained => Some(Event::Focus),
        Reported::FocusLost => None,
    }
}

fn mouse(reported: MouseEvent) -> Option<Pointer> {
    let action = match reported.kind {
        MouseEventKind::Down(MouseButton::Left) => Action::Press,
        MouseEventKind::Drag(MouseButton::Left) => Action::Drag,
        MouseEventKind::Up(MouseButton::Left) => Action::Release,
        MouseEventKind::ScrollUp => Action::WheelUp,
        MouseEventKind::ScrollDown => Action::WheelDown,
        _ => return None,
    };
    Some(Pointer { action, column: reported.column, row: reported.row })
}

/// Pasted text with `\n` for every line end: terminals send `\r` for them.
fn unix_newlines(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// Windows reports the release of a key too, which must not act a second time.
fn key(reported: KeyEvent) -> Option<Key> {
    let not_ours = KeyModifiers::SUPER | KeyModifiers::HYPER;
    if reported.kind == KeyEventKind::Release || reported.modifiers.intersects(not_ours) {
        return None;
    }
    let is_back_tab = reported.code == KeyCode::BackTab;
    let held = Modifiers {
        ctrl: reported.modifiers.contains(KeyModifiers::CONTROL),
        alt: reported.modifiers.intersects(KeyModifiers::ALT | KeyModifiers::META),
        shift: reported.modifiers.contains(KeyModifiers::SHIFT) || is_back_tab,
    };
    Some(Key::new(code(reported.code)?, held))
}

fn code(reported: KeyCode) -> Option<Code> {
    Some(match reported {
        KeyCode::Char(it) => Code::Char(it),
        KeyCode::F(n) => Code::F(n),
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
        KeyCode::Tab | KeyCode::BackTab => Code::Tab,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Insert => Code::Insert,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use crossterm::event::{Event as Reported, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

    use super::event;
    use crate::keymap::{Key, parse_sequence};
    use crate::term::Event;

    fn press(code: KeyCode, held: KeyModifiers) -> Option<Key> {
        match event(Reported::Key(KeyEvent::new(code, held))) {
            Some(Event::Key(key)) => Some(key),
            _ => None,
        }
    }

    #[test]
    fn keys_are_the_same_on_every_system() {
        let none = KeyModifiers::NONE;
        for (code, held, written) in [
            (KeyCode::Char('j'), none, "j"),
            (KeyCode::Char('g'), KeyModifiers::SHIFT, "G"),
            (KeyCode::Char('G'), KeyModifiers::SHIFT, "G"),
            (KeyCode::Char('G'), none, "G"),
            (KeyCode::Char('汉'), none, "汉"),
            (KeyCode::Char('S'), KeyModifiers::CONTROL, "<c-s>"),
            (KeyCode::Char('j'), KeyModifiers::ALT, "<a-j>"),
            (KeyCode::Char('j'), KeyModifiers::META, "<a-j>"),
            (KeyCode::BackTab, none, "<s-tab>"),
            (KeyCode::BackTab, KeyModifiers::SHIFT, "<s-tab>"),
            (KeyCode::Tab, KeyModifiers::SHIFT, "<s-tab>"),
            (KeyCode::F(2), none, "<f2>"),
            (KeyCode::Enter, none, "<ret>"),
        ] {
            assert_eq!(press(code, held), parse_sequence(written).unwrap().first().copied(), "{written}");
        }
        assert_eq!(press(KeyCode::Char('c'), KeyModifiers::SUPER), None);
        assert_eq!(press(KeyCode::CapsLock, none), None);
    }

    #[test]
    fn releases_are_left_out_and_repeats_count() {
        let mut reported = KeyEvent::new(KeyCode::Char('x'), KeyModifiers::NONE);
        reported.kind = KeyEventKind::Release;
        assert_eq!(event(Reported::Key(reported)), None);
        reported.kind = KeyEventKind::Repeat;
        assert_eq!(event(Reported::Key(reported)), Some(Event::Key(Key::char('x'))));
    }

    #[test]
    fn pasted_line_ends_are_evened_out() {
        let pasted = Reported::Paste("数量指标\r\n≥12个\r次\n".to_owned());
        assert_eq!(event(pasted), Some(Event::Paste("数量指标\n≥12个\n次\n".to_owned())));
        assert_eq!(event(Reported::FocusLost), None);
    }
}
