//! Signals as flags that the loop looks at.
//!
//! Signals belong to the process, so the flags are the one static of the program. Invariant: a handler does
//! nothing but set a flag and write a byte to the pipe that wakes the loop.

use std::sync::Arc;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicBool, Ordering};
#[cfg(unix)]
use std::thread;
#[cfg(unix)]
use std::time::{Duration, Instant};

/// What came in since it was last taken.
#[derive(Debug, Default)]
pub(super) struct Flags {
    /// SIGHUP: the window or the connection was closed.
    pub hangup: Arc<AtomicBool>,
    /// SIGTERM.
    pub terminate: Arc<AtomicBool>,
    /// SIGINT from outside; Ctrl-C in the terminal is a key.
    pub interrupt: Arc<AtomicBool>,
    /// SIGTSTP from outside; Ctrl-Z in the terminal is a key.
    pub stop: Arc<AtomicBool>,
    /// SIGCONT: the process was stopped and goes on.
    pub go_on: Arc<AtomicBool>,
}

static FLAGS: LazyLock<Flags> = LazyLock::new(Flags::default);

/// The flags of this process.
pub(super) fn flags() -> &'static Flags {
    &FLAGS
}

/// Whether a flag was set; it is cleared.
pub(super) fn take(flag: &AtomicBool) -> bool {
    flag.swap(false, Ordering::SeqCst)
}

/// Handles the signals: each sets its flag and then writes a byte to `pipe`. SIGWINCH only writes, for crossterm
/// keeps the new size.
#[cfg(unix)]
pub(super) fn register(pipe: &std::os::unix::net::UnixStream) -> std::io::Result<()> {
    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGWINCH};
    use signal_hook::{flag, low_level};

    let flags = flags();
    for (signal, flag) in [
        (SIGHUP, &flags.hangup),
        (SIGTERM, &flags.terminate),
        (SIGINT, &flags.interrupt),
        (SIGTSTP, &flags.stop),
        (SIGCONT, &flags.go_on),
    ] {
        flag::register(signal, Arc::clone(flag))?;
        low_level::pipe::register(signal, pipe.try_clone()?)?;
    }
    low_level::pipe::register(SIGWINCH, pipe.try_clone()?)?;
    Ok(())
}

/// Stops the process as Ctrl-Z does, until the shell lets it go on.
#[cfg(unix)]
pub(super) fn stop_process() -> std::io::Result<()> {
    signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)?;
    // Another thread may be the one that is told of going on, a moment after this one runs again.
    let until = Instant::now() + GOING_ON;
    while !flags().go_on.load(Ordering::SeqCst) && Instant::now() < until {
        thread::sleep(Duration::from_millis(1));
    }
    Ok(())
}

/// How long the news of going on is waited for.
#[cfg(unix)]
const GOING_ON: Duration = Duration::from_millis(100);
