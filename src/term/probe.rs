//! Asking the terminal how many columns it gives to a character of ambiguous width.
//!
//! The character is written where the first frame will be, and the place of the cursor asked for. Invariant: nothing
//! waits for the answer, and the place is blank again before anything is drawn.

use std::io::{self, Write};

use crossterm::cursor::{MoveTo, RestorePosition, SavePosition};
use crossterm::queue;
use crossterm::style::Print;

/// The comparator of targets: the ambiguous character that matters most here.
const SIGN: &str = "≥";

/// Writes the question.
pub(super) fn ask(out: &mut impl Write) -> io::Result<()> {
    queue!(out, SavePosition, MoveTo(0, 0), Print(SIGN))?;
    ask_place(out)?;
    queue!(out, MoveTo(0, 0), Print("  "), RestorePosition)?;
    out.flush()
}

/// Asks where the cursor is.
pub(super) fn ask_place(out: &mut impl Write) -> io::Result<()> {
    out.write_all(b"\x1b[6n")?;
    out.flush()
}

/// The answer, once it is known to be there.
pub(super) fn answer() -> Option<u16> {
    let (column, row) = crossterm::cursor::position().ok()?;
    (row == 0 && (1..=2).contains(&column)).then_some(column)
}

#[cfg(test)]
mod tests {
    use super::ask;
    use std::num::NonZero;

    #[test]
    fn the_sign_is_wiped_out_before_anything_is_drawn() {
        let mut out = Vec::new();
        ask(&mut out).unwrap();
        let mut terminal = vt100::Parser::new(NonZero::new(4).unwrap(), NonZero::new(20).unwrap(), 0);
        terminal.process("汉字".as_bytes());
        let before = terminal.screen().cursor_position();
        terminal.process(&out);
        assert_eq!(terminal.screen().cursor_position(), before);
        assert_eq!(terminal.screen().contents().replace('字', ""), "  ");
        assert!(String::from_utf8(out).unwrap().contains("≥\x1b[6n"));
    }
}
