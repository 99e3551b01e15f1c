//! Waking the loop from another thread, without a timer.
//!
//! Invariant: a wake is never lost, and many wakes before the loop looks are one.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

#[cfg(unix)]
use std::{io::Write, os::unix::net::UnixStream};

/// Wakes the loop: [`Events::next`](crate::term::Events::next) returns [`Event::Wake`](crate::term::Event::Wake).
/// Cheap, and may be called from any thread.
#[derive(Clone, Debug)]
pub struct Waker {
    is_pending: Arc<AtomicBool>,
    #[cfg(unix)]
    pipe: Arc<UnixStream>,
}

impl Waker {
    /// A waker that writes a byte to `pipe`, which must not block.
    #[cfg(unix)]
    pub(super) fn new(pipe: UnixStream) -> Self {
        Self { is_pending: Arc::default(), pipe: Arc::new(pipe) }
    }

    /// A waker that is asked from time to time.
    #[cfg(not(unix))]
    pub(super) fn new() -> Self {
        Self { is_pending: Arc::default() }
    }

    /// Wakes the loop.
    pub fn wake(&self) {
        if !self.is_pending.swap(true, Ordering::SeqCst) {
            // A full pipe wakes the loop as well, and a closed one has no loop to wake.
            let _ = self.ring();
        }
    }

    /// Whether the loop was woken since this was asked last.
    pub(super) fn take(&self) -> bool {
        self.is_pending.swap(false, Ordering::SeqCst)
    }

    #[cfg(unix)]
    fn ring(&self) -> io::Result<()> {
        (&*self.pipe).write_all(&[1])
    }

    #[cfg(not(unix))]
    #[allow(clippy::unused_self, clippy::unnecessary_wraps, reason = "same shape as on unix")]
    fn ring(&self) -> io::Result<()> {
        Ok(())
    }
}
