//! Where text goes: results to standard output, messages to standard error. A closed pipe is no error.
//!
//! Invariant: whatever file names and documents hold, no control character, escape sequence, bidi override or zero-width
//! character gets out as it is, but for line ends, tabs, the byte order mark of a table and our own colors.

use super::args::ColorArg;
use crate::text::width::{sanitize, sanitize_lines};
use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{self, IsTerminal, Write};

/// What begins a table for Excel.
const BOM: char = '\u{feff}';

/// From this many bytes on waiting results are written.
const LARGE: usize = 1 << 16;

/// Results that are written in large pieces.
#[derive(Debug, Default)]
pub struct Results {
    waiting: String,
}

impl Results {
    /// Takes a result, which may be [`colored`], and writes what waits once it is much.
    pub fn add(&mut self, text: &str) {
        self.waiting.push_str(text);
        if self.waiting.len() >= LARGE {
            self.write();
        }
    }

    /// Writes what waits: before anything goes to standard error, so that both keep their order, and at the end.
    pub fn write(&mut self) {
        if !self.waiting.is_empty() {
            colored(&self.waiting);
            self.waiting.clear();
        }
    }
}

/// Writes a result.
pub fn result(text: &str) {
    write(&mut io::stdout().lock(), &guarded(text));
}

/// Writes a result with colors. Its texts must have gone through [`crate::text::width::sanitize`] before colors were put
/// around them: here only what is no color of ours is made harmless.
pub fn colored(text: &str) {
    write(&mut io::stdout().lock(), &guarded_but_colors(text));
}

/// Writes a document that another program takes on, as it is: whoever wrote it has made its texts harmless.
pub fn document(bytes: &[u8]) {
    let mut out = io::stdout().lock();
    // See [`write`].
    let _ = out.write_all(bytes).and_then(|()| out.flush());
}

/// Writes a message.
pub fn message(text: &str) {
    write(&mut io::stderr().lock(), &guarded(text));
}

/// Where lines of the log go, one with each call: what stands in them ends no line.
#[derive(Debug)]
pub struct Guarded<W>(pub W);

impl<W: Write> Write for Guarded<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let text = String::from_utf8_lossy(bytes);
        writeln!(self.0, "{}", sanitize(text.strip_suffix('\n').unwrap_or(&text)))?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

fn guarded(text: &str) -> Cow<'_, str> {
    match text.strip_prefix(BOM) {
        Some(rest) => Cow::Owned(format!("{BOM}{}", sanitize_lines(rest))),
        None => sanitize_lines(text),
    }
}

fn guarded_but_colors(text: &str) -> Cow<'_, str> {
    if !text.contains('\u{1b}') {
        return guarded(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut parts = text.split("\u{1b}[");
    out.push_str(&guarded(parts.next().unwrap_or_default()));
    for part in parts {
        let code = part
            .split_once('m')
            .filter(|(code, _)| code.len() <= 4 && code.bytes().all(|it| it.is_ascii_digit() || it == b';'));
        match code {
            Some((code, rest)) => {
                let _ = write!(out, "\u{1b}[{code}m{}", sanitize_lines(rest));
            }
            None => out.push_str(&sanitize_lines(&format!("\u{1b}[{part}"))),
        }
    }
    Cow::Owned(out)
}

fn write(out: &mut impl Write, text: &str) {
    // Who closed the pipe has read enough, and a terminal that is gone reads nothing; any other failure leaves nowhere
    // to report it to.
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

/// Whether results are colored: `--color` first, then `NO_COLOR`, then whether there is a terminal.
pub fn is_colored(arg: ColorArg) -> bool {
    let no_color = std::env::var_os("NO_COLOR").is_some_and(|it| !it.is_empty());
    let is_dumb = std::env::var_os("TERM").is_some_and(|it| it == "dumb");
    match arg {
        ColorArg::Always => true,
        ColorArg::Never => false,
        ColorArg::Auto => !no_color && !is_dumb && std::io::stdout().is_terminal(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_acts_on_a_terminal_does_not_get_out() {
        for (text, expected) in [
            ("清淤\t≥12公里\n", "清淤\t≥12公里\n"),
            ("\u{feff}文件,行\r\n", "\u{feff}文件,行\r\n"),
            ("清\u{1b}[2J淤\u{9b}31m\r\n", "清␛[2J淤␦31m\r\n"),
            ("甲\u{202e}乙\u{200b}\u{feff}\n", "甲␦乙␦␦\n"),
            ("甲\r乙", "甲 乙"),
        ] {
            assert_eq!(guarded(text), expected, "{text:?}");
        }
        let painted = "\u{1b}[1;31m错误\u{1b}[0m: \u{1b}]0;标题\u{7}\u{1b}[2J\u{1b}[38;5;1m";
        assert_eq!(guarded_but_colors(painted), "\u{1b}[1;31m错误\u{1b}[0m: ␛]0;标题␇␛[2J␛[38;5;1m");
        let mut log = Guarded(Vec::new());
        log.write_all("读 甲\u{1b}[2J.toml\n".as_bytes()).unwrap();
        assert_eq!(String::from_utf8(log.0).unwrap(), "读 甲␛[2J.toml\n");
    }
}
