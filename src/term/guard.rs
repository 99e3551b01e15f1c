//! Holding the terminal: taken over on entry, given back on every way out.
//!
//! Invariant: the terminal is given back exactly once an entry, by whoever comes first: the drop, a loan, or the
//! panic hook.

use std::io::{self, Write};
use std::panic;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use crossterm::terminal::{disable_raw_mode, enable_raw_mode};

use crate::term::{mode, signals};

/// The terminal while it is ours. Dropping it gives the terminal back.
#[derive(Debug)]
pub struct Guard {
    state: Arc<State>,
}

#[derive(Debug, Default)]
struct State {
    /// Whether the screen is taken over now.
    is_entered: AtomicBool,
    /// Whether the mouse is wanted while it is.
    is_mouse_on: AtomicBool,
    /// Panics of other threads, told once the screen is given back.
    panics: Mutex<Vec<String>>,
}

impl Guard {
    /// Takes the terminal over: raw mode, alternate screen, bracketed paste, no cursor. From now on a panic of
    /// this thread gives the terminal back before its message is printed; one of another thread leaves the
    /// screen alone and is told at the end.
    pub fn enter() -> io::Result<Self> {
        let guard = Self { state: Arc::default() };
        install_panic_hook(Arc::clone(&guard.state));
        guard.state.enter()?;
        Ok(guard)
    }

    /// Gives the terminal back while `work` runs (a child such as `$EDITOR`), then takes it over again. The
    /// screen must be drawn in full afterwards.
    pub fn lend<T>(&mut self, work: impl FnOnce() -> T) -> io::Result<T> {
        self.state.leave();
        let res = work();
        let flags = signals::flags();
        // A Ctrl-C meant for the child reached us too, and going on after a stop is no news to who stopped.
        signals::take(&flags.interrupt);
        signals::take(&flags.go_on);
        self.state.enter()?;
        Ok(res)
    }

    /// Takes the mouse, or leaves it to the terminal.
    pub fn set_mouse(&mut self, is_on: bool) -> io::Result<()> {
        if self.state.is_mouse_on.swap(is_on, Ordering::SeqCst) == is_on {
            return Ok(());
        }
        mode::set_mouse(&mut io::stdout(), is_on)
    }

    /// Stops the process as Ctrl-Z does, with the terminal given back, until the shell lets it go on. The screen
    /// must be drawn in full afterwards. Where there is no such thing as stopping, nothing happens.
    pub fn suspend(&mut self) -> io::Result<()> {
        #[cfg(unix)]
        return self.lend(signals::stop_process)?;
        #[cfg(not(unix))]
        Ok(())
    }

    /// Takes the terminal over anew after the process was stopped by someone else and its terminal reset.
    pub fn resume(&mut self) -> io::Result<()> {
        self.lend(|| ())
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        self.state.leave();
        let panics = self.state.panics.lock().unwrap_or_else(PoisonError::into_inner);
        for message in panics.iter() {
            // Nobody is left to tell when standard error is closed.
            let _ = writeln!(io::stderr(), "{message}");
        }
    }
}

impl State {
    fn enter(&self) -> io::Result<()> {
        self.is_entered.store(true, Ordering::SeqCst);
        let mut res = enable_raw_mode().and_then(|()| mode::enter(&mut io::stdout()));
        if self.is_mouse_on.load(Ordering::SeqCst) {
            res = res.and_then(|()| mode::set_mouse(&mut io::stdout(), true));
        }
        if res.is_err() {
            self.leave();
        }
        res
    }

    /// Errors are ignored: a terminal that is gone needs no restoring, and each step must be tried.
    fn leave(&self) {
        if self.is_entered.swap(false, Ordering::SeqCst) {
            let _ = mode::leave(&mut io::stdout());
            let _ = disable_raw_mode();
        }
    }
}

fn install_panic_hook(state: Arc<State>) {
    let owner = thread::current().id();
    let previous = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if thread::current().id() == owner || !state.is_entered.load(Ordering::SeqCst) {
            state.leave();
            previous(info);
        } else {
            state.panics.lock().unwrap_or_else(PoisonError::into_inner).push(info.to_string());
        }
    }));
}
