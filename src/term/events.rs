//! What happens to the program: keys, pastes, sizes, wakes and signals, one at a time.
//!
//! Invariant: without input, signals or a deadline the program sleeps; nothing here polls by the clock (but on
//! systems without signals).

use std::io;
use std::time::{Duration, Instant};

use crossterm::event::{poll, read};

use crate::keymap::Key;
use crate::term::signals::{self, flags};
use crate::term::wait::{Ready, Wait};
use crate::term::waker::Waker;
use crate::term::{convert, exit};

/// How long crossterm is given to hand out what it has read. With no time at all it does not even look.
const DRAIN: Duration = Duration::from_micros(200);

/// Something the loop has to answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// A key was pressed, or repeats.
    Key(Key),
    /// Text was pasted; line ends are `\n`.
    Paste(String),
    /// The screen has this many columns and rows now.
    Resize(u16, u16),
    /// A [`Waker`] was called, or the deadline is over.
    Wake,
    /// The program must end with this exit code (see [`exit`](crate::term::exit)).
    Terminate(u8),
    /// The process was asked to stop: call [`Guard::suspend`](crate::term::Guard::suspend).
    Suspend,
    /// The process was stopped unasked and goes on: call [`Guard::resume`](crate::term::Guard::resume) and draw
    /// in full.
    Resume,
}

/// The source of events. One for the program, on the thread that draws.
#[derive(Debug)]
pub struct Events {
    wait: Wait,
    /// Set for good when the terminal cannot be read any more.
    is_gone: bool,
}

impl Events {
    /// Listens to the terminal and to signals; the terminal must be held by a [`Guard`](crate::term::Guard).
    pub fn new() -> io::Result<Self> {
        // Makes crossterm handle SIGWINCH before we do: handlers run in this order, so that its note of the new
        // size is there when ours wakes the loop.
        poll(Duration::ZERO)?;
        Ok(Self { wait: Wait::new()?, is_gone: false })
    }

    /// A handle that wakes [`Events::next`] from any thread.
    pub fn waker(&self) -> Waker {
        self.wait.waker()
    }

    /// Sleeps until something happens. After `deadline` that is [`Event::Wake`].
    pub fn next(&mut self, deadline: Option<Instant>) -> Event {
        loop {
            // Asked twice: when this thread loses the processor at the wrong moment, crossterm's time is over
            // before it has looked at what it holds, and we would sleep on it.
            if let Some(event) = self.try_next().or_else(|| self.try_next()) {
                return event;
            }
            if self.is_gone {
                // A hang-up takes the terminal away too, and says more than its loss.
                return signal().unwrap_or(Event::Terminate(exit::TERMINAL_GONE));
            }
            match self.wait.wait(deadline) {
                Ready::Something => {}
                Ready::Deadline => return Event::Wake,
                Ready::Gone => self.is_gone = true,
            }
        }
    }

    /// The next event that is there already, to take a burst of keys before drawing once. The loss of the terminal
    /// is told by [`Events::next`] alone, so that emptying a burst always ends.
    pub fn try_next(&mut self) -> Option<Event> {
        if let Some(event) = signal() {
            return Some(event);
        }
        while !self.is_gone {
            match poll(DRAIN).and_then(|is_there| is_there.then(read).transpose()) {
                Ok(Some(reported)) => {
                    if let Some(event) = convert::event(reported) {
                        return Some(event);
                    }
                }
                Ok(None) => return self.wait.waker_ref().take().then_some(Event::Wake),
                Err(_) => self.is_gone = true,
            }
        }
        None
    }
}

/// The signal that came in, the one that ends the program first. A closed window sends SIGCONT too; nothing that
/// came with the end is answered any more.
fn signal() -> Option<Event> {
    let flags = flags();
    let events = [
        (&flags.hangup, Event::Terminate(exit::HANGUP)),
        (&flags.terminate, Event::Terminate(exit::TERMINATED)),
        (&flags.interrupt, Event::Terminate(exit::INTERRUPTED)),
        (&flags.stop, Event::Suspend),
        (&flags.go_on, Event::Resume),
    ];
    let event = events.into_iter().find_map(|(flag, event)| signals::take(flag).then_some(event))?;
    if matches!(event, Event::Terminate(_)) {
        signals::take(&flags.stop);
        signals::take(&flags.go_on);
    }
    Some(event)
}
