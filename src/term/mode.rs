//! The bytes that take the screen over and give it back.
//!
//! Generic over the writer, so that a test can read them. Invariant: [`leave`] undoes all that [`enter`] does,
//! and more: it may be called in any state.

use std::io::{self, Write};

use crossterm::cursor::{Hide, Show};
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::queue;
use crossterm::style::ResetColor;
use crossterm::terminal::{
    EnableLineWrap, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
};

/// Takes the screen over: alternate screen, bracketed paste, no cursor.
pub(super) fn enter(out: &mut impl Write) -> io::Result<()> {
    queue!(out, EnterAlternateScreen, EnableBracketedPaste, Hide)?;
    out.flush()
}

/// Gives the screen back. A frame that was being drawn is ended first, or the terminal would wait for it.
pub(super) fn leave(out: &mut impl Write) -> io::Result<()> {
    queue!(
        out,
        EndSynchronizedUpdate,
        ResetColor,
        EnableLineWrap,
        DisableBracketedPaste,
        LeaveAlternateScreen,
        Show
    )?;
    out.flush()
}

#[cfg(test)]
mod tests {
    use super::{enter, leave};

    fn bytes(act: fn(&mut Vec<u8>) -> std::io::Result<()>) -> String {
        let mut out = Vec::new();
        act(&mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn everything_entered_is_left() {
        let (entered, left) = (bytes(enter), bytes(leave));
        for on in ["\x1b[?1049h", "\x1b[?2004h"] {
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
    fn leaving_twice_is_harmless_to_the_eye() {
        assert!(!bytes(leave).contains("\x1b[2J"), "leaving must not clear the restored screen");
    }
}
