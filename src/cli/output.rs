//! Where text goes: results to standard output, messages to standard error. A closed pipe is no error.

use super::args::ColorArg;
use std::io::{ErrorKind, IsTerminal, Write};

/// From this many bytes on waiting results are written.
const LARGE: usize = 1 << 16;

/// Results that are written in large pieces.
#[derive(Debug, Default)]
pub struct Results {
    waiting: String,
}

impl Results {
    /// Takes a result, and writes what waits once it is much.
    pub fn add(&mut self, text: &str) {
        self.waiting.push_str(text);
        if self.waiting.len() >= LARGE {
            self.write();
        }
    }

    /// Writes what waits: before anything goes to standard error, so that both keep their order, and at the end.
    pub fn write(&mut self) {
        if !self.waiting.is_empty() {
            result(&self.waiting);
            self.waiting.clear();
        }
    }
}

/// Writes a result.
pub fn result(text: &str) {
    write(&mut std::io::stdout().lock(), text);
}

/// Writes a message.
pub fn message(text: &str) {
    write(&mut std::io::stderr().lock(), text);
}

fn write(out: &mut impl Write, text: &str) {
    // Who closed the pipe has read enough; any other failure leaves nowhere to report it to.
    let outcome = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    debug_assert!(outcome.is_ok() || matches!(outcome, Err(ref it) if it.kind() == ErrorKind::BrokenPipe));
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
