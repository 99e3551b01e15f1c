//! The terminal's clipboard: OSC 52, as it is and wrapped for what may stand between.
//!
//! A terminal does not answer, so nobody knows whether it took the text; most people's does. Invariant: what is written
//! moves no cursor and draws nothing, in terminals that do not know it, too.

use std::io::{self, Write};

use crossterm::clipboard::CopyToClipboard;
use crossterm::queue;

/// Terminals drop longer sequences (xterm from 100,000 bytes on, hterm and others earlier).
const MOST: usize = 74_000;

/// GNU screen takes strings of at most so many bytes at once.
const SCREEN_CHUNK: usize = 250;

/// What stands between the program and the terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Between {
    /// Nothing.
    Nothing,
    /// tmux: takes the sequence itself with `set-clipboard on`, passes it on with `allow-passthrough on`.
    Tmux,
    /// GNU screen: passes it on in pieces.
    Screen,
}

impl Between {
    /// What the environment says: `TMUX` and `STY` are set inside of them.
    pub fn of(variable: impl Fn(&str) -> bool) -> Self {
        if variable("TMUX") {
            Self::Tmux
        } else if variable("STY") {
            Self::Screen
        } else {
            Self::Nothing
        }
    }
}

/// Asks the terminal to put a text into its clipboard. Says whether it is short enough for that.
///
/// # Errors
/// The terminal cannot be written to.
pub fn copy(text: &str, between: Between) -> io::Result<bool> {
    let Some(bytes) = sequence(text, between)? else { return Ok(false) };
    let mut out = io::stdout();
    out.write_all(&bytes)?;
    out.flush()?;
    Ok(true)
}

fn sequence(text: &str, between: Between) -> io::Result<Option<Vec<u8>>> {
    let mut plain = Vec::new();
    queue!(plain, CopyToClipboard::to_clipboard_from(text))?;
    if plain.len() > MOST {
        return Ok(None);
    }
    Ok(Some(match between {
        Between::Nothing => plain,
        Between::Tmux => {
            // Both ways: which of them tmux follows is a matter of its settings, and twice is as good as once.
            let mut both = plain.clone();
            both.extend_from_slice(b"\x1bPtmux;");
            for byte in plain {
                if byte == b'\x1b' {
                    both.push(byte);
                }
                both.push(byte);
            }
            both.extend_from_slice(b"\x1b\\");
            both
        }
        Between::Screen => {
            let mut out = Vec::new();
            // The end of the sequence is written as BEL: its usual end would end screen's own string.
            let inner = plain.strip_suffix(b"\x1b\\").map(|it| [it, b"\x07"].concat()).unwrap_or(plain);
            for chunk in inner.chunks(SCREEN_CHUNK) {
                out.extend_from_slice(b"\x1bP");
                out.extend_from_slice(chunk);
                out.extend_from_slice(b"\x1b\\");
            }
            out
        }
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(between: Between, expected: &str) {
        let bytes = sequence("指标", between).unwrap().unwrap();
        assert_eq!(String::from_utf8(bytes).unwrap(), expected);
    }

    #[test]
    fn the_sequence_is_wrapped_for_what_stands_between() {
        let plain = "\x1b]52;c;5oyH5qCH\x1b\\";
        check(Between::Nothing, plain);
        check(Between::Tmux, &format!("{plain}\x1bPtmux;{}\x1b\\", plain.replace('\x1b', "\x1b\x1b")));
        check(Between::Screen, "\x1bP\x1b]52;c;5oyH5qCH\x07\x1b\\");
        assert_eq!(Between::of(|it| it == "TMUX"), Between::Tmux);
        assert_eq!(Between::of(|it| it == "STY"), Between::Screen);
    }

    #[test]
    fn what_no_terminal_takes_is_not_sent() {
        assert_eq!(sequence(&"指标".repeat(20_000), Between::Nothing).unwrap(), None);
    }
}
