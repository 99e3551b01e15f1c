//! Sleeping until the terminal, a signal or a waker has something.
//!
//! crossterm's own wait cannot be woken from another thread, and spins for ever on a terminal that is gone; so we
//! wait here and ask crossterm only when there is something to read. Invariant: a gone terminal is told as such,
//! never waited on again.

use std::io;
use std::time::Instant;

use crate::term::waker::Waker;

#[cfg(not(unix))]
pub(super) use polled::Wait;
#[cfg(unix)]
pub(super) use unix::Wait;

/// Why a wait ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ready {
    /// There may be input, a signal or a wake.
    Something,
    /// The deadline is over.
    Deadline,
    /// The terminal is gone.
    Gone,
}

#[cfg(unix)]
mod unix {
    use std::fs::File;
    use std::io::{IsTerminal, Read};
    use std::os::fd::{AsRawFd, RawFd};
    use std::os::unix::net::UnixStream;
    use std::time::Duration;

    use filedescriptor::{POLLIN, poll, pollfd};

    use super::{Instant, Ready, Waker, io};
    use crate::term::signals;

    /// Waits on the terminal and on the pipe that signals and wakers write to.
    #[derive(Debug)]
    pub(crate) struct Wait {
        terminal: RawFd,
        /// Keeps the descriptor open where standard input is not the terminal.
        _opened: Option<File>,
        pipe: UnixStream,
        waker: Waker,
    }

    impl Wait {
        pub(crate) fn new() -> io::Result<Self> {
            let stdin = io::stdin();
            let opened = if stdin.is_terminal() { None } else { Some(File::open("/dev/tty")?) };
            let terminal = opened.as_ref().map_or(stdin.as_raw_fd(), AsRawFd::as_raw_fd);
            let (pipe, waking) = pipe()?;
            signals::register(&waking)?;
            Ok(Self { terminal, _opened: opened, pipe, waker: Waker::new(waking) })
        }

        pub(crate) fn waker(&self) -> Waker {
            self.waker.clone()
        }

        pub(crate) fn waker_ref(&self) -> &Waker {
            &self.waker
        }

        /// Whether the terminal has sent something that was not read yet.
        pub(crate) fn has_input(&self) -> bool {
            let mut fds = [pollfd { fd: self.terminal, events: POLLIN, revents: 0 }];
            let n_ready = poll(&mut fds, Some(Duration::ZERO)).unwrap_or(0);
            n_ready > 0 && fds.iter().any(|it| it.revents & POLLIN != 0)
        }

        pub(crate) fn wait(&mut self, deadline: Option<Instant>) -> Ready {
            wait_on(self.terminal, &mut self.pipe, deadline)
        }
    }

    pub(super) fn pipe() -> io::Result<(UnixStream, UnixStream)> {
        let (receiver, sender) = UnixStream::pair()?;
        receiver.set_nonblocking(true)?;
        sender.set_nonblocking(true)?;
        Ok((receiver, sender))
    }

    pub(super) fn wait_on(terminal: RawFd, pipe: &mut UnixStream, deadline: Option<Instant>) -> Ready {
        // Rounded up to whole milliseconds, which is what the system counts in.
        let left = deadline.map(|it| it.saturating_duration_since(Instant::now()));
        if left == Some(Duration::ZERO) {
            return Ready::Deadline;
        }
        let asked = |fd| pollfd { fd, events: POLLIN, revents: 0 };
        let mut fds = [asked(terminal), asked(pipe.as_raw_fd())];
        match poll(&mut fds, left.map(|it| it + Duration::from_millis(1))) {
            Ok(0) => return Ready::Deadline,
            Ok(_) => {}
            Err(filedescriptor::Error::Poll(it)) if it.kind() == io::ErrorKind::Interrupted => {
                return Ready::Something;
            }
            Err(_) => return Ready::Gone,
        }
        let [terminal, woken] = fds;
        if woken.revents != 0 {
            // Empties the pipe; an error or an end means that it is empty.
            while matches!(pipe.read(&mut [0; 64]), Ok(1..)) {}
        }
        // Anything but input (hang-up, error, bad descriptor) means that there is nothing to read any more.
        if terminal.revents & !POLLIN != 0 { Ready::Gone } else { Ready::Something }
    }

    #[cfg(test)]
    mod tests {
        use std::io::Write;
        use std::os::fd::AsRawFd;
        use std::thread;
        use std::time::{Duration, Instant};

        use super::super::Ready;
        use super::{Waker, pipe, wait_on};

        #[test]
        fn input_wakes_deadline_and_loss_are_told_apart() {
            let (terminal, mut keyboard) = pipe().unwrap();
            let (mut receiver, sender) = pipe().unwrap();
            let soon = || Some(Instant::now() + Duration::from_millis(20));
            let fd = terminal.as_raw_fd();
            assert_eq!(wait_on(fd, &mut receiver, soon()), Ready::Deadline);
            assert_eq!(wait_on(fd, &mut receiver, Some(Instant::now())), Ready::Deadline);
            keyboard.write_all("汉".as_bytes()).unwrap();
            assert_eq!(wait_on(fd, &mut receiver, None), Ready::Something);
            drop(keyboard);
            drop(sender);
            assert_eq!(wait_on(fd, &mut receiver, None), Ready::Gone);
        }

        #[test]
        fn a_wake_from_another_thread_ends_the_wait_once() {
            let (terminal, _keyboard) = pipe().unwrap();
            let (mut receiver, sender) = pipe().unwrap();
            let waker = Waker::new(sender);
            let other = waker.clone();
            let worker = thread::spawn(move || (0..1000).for_each(|_| other.wake()));
            assert_eq!(wait_on(terminal.as_raw_fd(), &mut receiver, None), Ready::Something);
            worker.join().unwrap();
            assert!(waker.take() && !waker.take());
            let soon = Some(Instant::now() + Duration::from_millis(20));
            assert_eq!(wait_on(terminal.as_raw_fd(), &mut receiver, soon), Ready::Deadline);
            waker.wake();
            assert_eq!(wait_on(terminal.as_raw_fd(), &mut receiver, None), Ready::Something);
        }
    }
}

#[cfg(not(unix))]
mod polled {
    use std::time::Duration;

    use super::{Instant, Ready, Waker, io};

    /// How long a wake from another thread may go unseen.
    const STEP: Duration = Duration::from_millis(50);

    /// Waits on the terminal in steps, for here nothing else can end a wait.
    #[derive(Debug)]
    pub(crate) struct Wait {
        waker: Waker,
    }

    impl Wait {
        pub(crate) fn new() -> io::Result<Self> {
            Ok(Self { waker: Waker::new() })
        }

        pub(crate) fn waker(&self) -> Waker {
            self.waker.clone()
        }

        pub(crate) fn waker_ref(&self) -> &Waker {
            &self.waker
        }

        /// Here the place of the cursor is asked of the system, which always knows.
        #[allow(clippy::unused_self, reason = "same shape as on unix")]
        pub(crate) fn has_input(&self) -> bool {
            true
        }

        pub(crate) fn wait(&mut self, deadline: Option<Instant>) -> Ready {
            let left = deadline.map_or(STEP, |it| it.saturating_duration_since(Instant::now()).min(STEP));
            if left == Duration::ZERO {
                return Ready::Deadline;
            }
            match crossterm::event::poll(left) {
                Ok(_) => Ready::Something,
                Err(_) => Ready::Gone,
            }
        }
    }
}
