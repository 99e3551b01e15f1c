//! The terminal itself: taking it over and giving it back, keys, pastes, sizes and signals.
//!
//! The only module that touches crossterm or writes to the terminal; it knows nothing of filings or the state.
//! Invariant: whatever ends the program (a return, an error, a panic, SIGTERM, a closed window), the terminal is
//! left as it was found.

mod clipboard;
mod convert;
mod events;
mod guard;
mod mode;
mod probe;
mod screen;
mod signals;
mod wait;
mod waker;

pub use clipboard::{Between, copy};
pub use events::{Event, Events};
pub use guard::Guard;
pub use screen::Screen;
pub use waker::Waker;

use std::io::{self, IsTerminal};

/// Whether there is a person at a screen: both standard input and standard output are a terminal.
pub fn is_interactive() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// What the program exits with when it is ended from outside, as a shell reports it.
pub mod exit {
    /// The terminal is gone.
    pub const TERMINAL_GONE: u8 = 1;
    /// SIGHUP: the window or the connection was closed.
    pub const HANGUP: u8 = 129;
    /// SIGINT from outside; Ctrl-C in the terminal is a key.
    pub const INTERRUPTED: u8 = 130;
    /// SIGTERM.
    pub const TERMINATED: u8 = 143;
}
