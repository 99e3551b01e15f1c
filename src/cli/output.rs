//! Where text goes: results to standard output, messages to standard error. A closed pipe is no error.

use super::args::ColorArg;
use std::io::{ErrorKind, IsTerminal, Write};

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
