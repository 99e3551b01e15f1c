//! What happens to the program: keys, pastes, sizes, wakes and signals, one at a time.
//!
//! Invariant: without input, signals or a deadline the program sleeps; nothing here polls by the clock (but on
//! systems without signals).

use std::io;
use std::time::{Duration, Instant};

use crossterm::event::{poll, read};

use crate::keymap::Key;
use crate::keymap::pointer::Pointer;
use crate::term::signals::{self, flags};
use crate::term::wait::{Ready, Wait};
use crate::term::waker::Waker;
use crate::term::{convert, exit, probe};

/// How long crossterm is given to hand out what it has read. With no time at all it does not even look; what it is given
/// it spends, polling all the while, which stands between a key and its frame. It looks within a microsecond, unless
/// this thread loses the processor just then: that takes longer than any time that could be given.
const DRAIN: Duration = Duration::from_micros(20);

/// Something the loop has to answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// A key was pressed, or repeats.
    Key(Key),
    /// The mouse did something. Two presses in one place are not told apart from a double one here.
    Mouse(Pointer),
    /// Text was pasted; line ends are `\n`.
    Paste(String),
    /// The screen has this many columns and rows now.
    Resize(u16, u16),
    /// The person has come back to the window.
    Focus,
    /// The terminal gives characters of ambiguous width so many columns, 1 or 2: the answer to
    /// [`Events::ask_width`].
    Width(u16),
    /// A [`Waker`] was called, or the deadline is over.
    Wake,
    /// The program must end with this exit code (see [`exit`]). The terminal may be gone, so
    /// nothing may be asked any more.
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
    /// The exit code, once the program must end: nothing else is told after that, for what follows a hang-up
    /// (SIGCONT, errors) must not be acted on.
    end: Option<u8>,
    /// The question about the width, until it is answered.
    asked: Option<Asked>,
}

/// A question that was put to the terminal. crossterm keeps the answer to itself: it is there when the terminal has
/// sent something that was no event.
#[derive(Debug)]
struct Asked {
    since: Instant,
    /// Whether the terminal has sent something since the last time that nothing was left.
    has_input: bool,
    /// Whether an event came of it: then the answer may have come along, and is asked for once more to be noticed.
    has_event: bool,
}

/// After this no answer is expected any more.
const ANSWER: Duration = Duration::from_secs(2);

/// How often crossterm is asked for an event before this thread sleeps.
const N_ASKED: usize = 3;

impl Events {
    /// Listens to the terminal and to signals. To be made before the [`Guard`](crate::term::Guard), for a signal
    /// that comes while nobody listens kills the process, and the terminal would stay taken over.
    pub fn new() -> io::Result<Self> {
        // Makes crossterm handle SIGWINCH before we do: handlers run in this order, so that its note of the new
        // size is there when ours wakes the loop.
        poll(Duration::ZERO)?;
        Ok(Self { wait: Wait::new()?, end: None, asked: None })
    }

    /// A handle that wakes [`Events::next`] from any thread.
    pub fn waker(&self) -> Waker {
        self.wait.waker()
    }

    /// Asks how many columns the terminal gives to characters of ambiguous width. The screen must be taken over, and
    /// nothing drawn on it yet. [`Event::Width`] is the answer, which need not come.
    pub fn ask_width(&mut self) -> io::Result<()> {
        probe::ask(&mut io::stdout().lock())?;
        self.asked = Some(Asked { since: Instant::now(), has_input: false, has_event: false });
        Ok(())
    }

    /// How long crossterm may look for input. While an answer is expected it looks only at what is known to be there:
    /// what it found by itself would go unnoticed.
    fn patience(&self) -> Duration {
        let is_unnoticed = self.asked.as_ref().is_some_and(|it| !it.has_input);
        if is_unnoticed { Duration::ZERO } else { DRAIN }
    }

    /// The answer to the question, if it is there.
    fn width(&mut self) -> Option<Event> {
        let asked = self.asked.as_mut()?;
        if asked.since.elapsed() > ANSWER {
            self.asked = None;
            return None;
        }
        if !std::mem::take(&mut asked.has_input) {
            return None;
        }
        if std::mem::take(&mut asked.has_event) {
            // Asking in vain must not hold up who types: the second answer comes alone.
            let _ = probe::ask_place(&mut io::stdout().lock());
            return None;
        }
        self.asked = None;
        probe::answer().map(Event::Width)
    }

    /// Sleeps until something happens. After `deadline` that is [`Event::Wake`].
    pub fn next(&mut self, deadline: Option<Instant>) -> Event {
        loop {
            // Asked again: when this thread loses the processor at the wrong moment, crossterm's time is over
            // before it has looked at what it holds, and we would sleep on it.
            if let Some(event) = (0..N_ASKED).find_map(|_| self.try_next()) {
                return event;
            }
            if let Some(code) = self.end {
                return Event::Terminate(code);
            }
            let expires = self.asked.as_ref().map(|it| it.since + ANSWER);
            let until = deadline.into_iter().chain(expires).min();
            match self.wait.wait(until) {
                Ready::Something => {}
                Ready::Deadline if until != deadline => self.asked = None,
                Ready::Deadline => return Event::Wake,
                Ready::Gone => self.end = Some(lost()),
            }
        }
    }

    /// The next event that is there already, to take a burst of keys before drawing once. The end is told by
    /// [`Events::next`] alone, so that emptying a burst always ends.
    pub fn try_next(&mut self) -> Option<Event> {
        self.end = self.end.or_else(ending_signal);
        if let Some(asked) = &mut self.asked {
            asked.has_input |= self.wait.has_input();
        }
        while self.end.is_none() {
            if let Some(event) = signal() {
                return Some(event);
            }
            match poll(self.patience()).and_then(|is_there| is_there.then(read).transpose()) {
                Ok(Some(reported)) => {
                    if let Some(asked) = &mut self.asked {
                        asked.has_event = true;
                    }
                    if let Some(event) = convert::event(reported) {
                        return Some(event);
                    }
                }
                Ok(None) => {
                    let is_woken = self.wait.waker_ref().take();
                    return is_woken.then_some(Event::Wake).or_else(|| self.width());
                }
                Err(_) => self.end = Some(lost()),
            }
        }
        None
    }
}

/// The exit code for a terminal that cannot be read: a hang-up takes the terminal away too, and says more.
fn lost() -> u8 {
    ending_signal().unwrap_or(exit::TERMINAL_GONE)
}

/// The exit code of a signal that ends the program, if one came.
fn ending_signal() -> Option<u8> {
    let flags = flags();
    let ending = [
        (&flags.hangup, exit::HANGUP),
        (&flags.terminate, exit::TERMINATED),
        (&flags.interrupt, exit::INTERRUPTED),
    ];
    ending.into_iter().find_map(|(flag, code)| signals::take(flag).then_some(code))
}

/// A signal that does not end the program, if one came.
fn signal() -> Option<Event> {
    let flags = flags();
    let passing = [(&flags.stop, Event::Suspend), (&flags.go_on, Event::Resume)];
    passing.into_iter().find_map(|(flag, event)| signals::take(flag).then_some(event))
}
