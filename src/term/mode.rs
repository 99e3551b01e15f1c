//! The bytes that take the screen over and give it back.
//!
//! Generic over the writer, so that a test can read them. Invariant: [`leave`] undoes all that [`enter`] does,
//! and more: it may be called in any state.

use std::fmt;
use std::io::{self, Write};

use crossterm::Command;
use crossterm::cursor::{Hide, Show};
use crossterm::event::{
    DisableBracketedPaste, DisableFocusChange, DisableMouseCapture, EnableBracketedPaste, EnableFocusChange,
};
use crossterm::queue;
use crossterm::style::ResetColor;
use crossterm::terminal::{
    EnableLineWrap, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
};

/// Reports of the mouse's buttons, of moves with a button down and of the wheel, in the form that has no end at column
/// 223. Moves without a button are not asked for: they would wake the program all the time.
struct TakeMouse;

impl Command for TakeMouse {
    fn write_ansi(&self, f: &mut impl fmt::Write) -> fmt::Result {
        f.write_str("\x1b[?1000h\x1b[?1002h\x1b[?1006h")
    }

    #[cfg(windows)]
    fn execute_winapi(&self) -> io::Result<()> {
        crossterm::event::EnableMouseCapture.execute_winapi()
    }

    #[cfg(windows)]
    fn is_ansi_code_supported(&self) -> bool {
        crossterm::event::EnableMouseCapture.is_ansi_code_supported()
    }
}

/// Takes the mouse, or gives it back to the terminal, which then selects text with it.
pub(super) fn set_mouse(out: &mut impl Write, is_on: bool) -> io::Result<()> {
    if is_on {
        queue!(out, TakeMouse)?;
    } else {
        queue!(out, DisableMouseCapture)?;
    }
    out.flush()
}

/// Takes the screen over: alternate screen, bracketed paste, word of coming back to the window, no cursor.
pub(super) fn enter(out: &mut impl Write) -> io::Result<()> {
    queue!(out, EnterAlternateScreen, EnableBracketedPaste, EnableFocusChange, Hide)?;
    out.flush()
}

/// Gives the screen back. A frame that was being drawn is ended first, or the terminal would wait for it.
pub(super) fn leave(out: &mut impl Write) -> io::Result<()> {
    queue!(
        out,
        EndSynchronizedUpdate,
        ResetColor,
        EnableLineWrap,
        DisableMouseCapture,
        DisableBracketedPaste,
        DisableFocusChange,
        LeaveAlternateScreen,
        Show
    )?;
    out.flush()
}

#[cfg(test)]
mod tests {
    use super::{enter, leave, set_mouse};

    fn bytes(act: fn(&mut Vec<u8>) -> std::io::Result<()>) -> String {
        let mut out = Vec::new();
        act(&mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn everything_entered_is_left() {
        let (entered, left) = (bytes(enter), bytes(leave));
        for on in ["\x1b[?1049h", "\x1b[?2004h", "\x1b[?1004h"] {
            let off = on.replace('h', "l");
            assert!(entered.contains(on), "{entered:?} lacks {on:?}");
            assert!(left.contains(&off), "{left:?} lacks {off:?}");
        }
        assert!(entered.contains("\x1b[?25l") && left.ends_with("\x1b[?25h"), "{left:?}");
        assert!(left.contains("\x1b[0m"), "{left:?} keeps the style");
        let private: Vec<&str> = entered.split("\x1b[?").filter_map(|it| it.strip_suffix('h')).collect();
        for mode in private {
            assert!(left.contains(&format!("\x1b[?{mode}l")), "mode {mode} stays on");
        }
    }

    #[test]
    fn the_mouse_is_given_back_by_its_own_switch_and_by_leaving() {
        let on = bytes(|out| set_mouse(out, true));
        let left = bytes(leave);
        let off = bytes(|out| set_mouse(out, false));
        assert!(!on.contains("\x1b[?1003h"), "moves without a button are not wanted: {on:?}");
        for mode in on.split("\x1b[?").filter_map(|it| it.strip_suffix('h')) {
            let end = format!("\x1b[?{mode}l");
            assert!(left.contains(&end) && off.contains(&end), "mode {mode} stays on");
        }
    }

    #[test]
    fn leaving_twice_is_harmless_to_the_eye() {
        assert!(!bytes(leave).contains("\x1b[2J"), "leaving must not clear the restored screen");
    }
}
