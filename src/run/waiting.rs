//! Work that a person may have to wait for: after a moment the screen says what is done, and Esc stops it.
//!
//! Work that can be divided goes on in steps on this thread, between which is looked for Esc; work that cannot goes to
//! a thread of its own, whose result is not taken any more once it was stopped. Invariant: no key is lost. What is
//! typed meanwhile is answered afterwards.

use super::Workbench;
use crate::app::State;
use crate::keymap::Code;
use crate::messages::{AidText, Message};
use crate::term::{Event, Events};
use std::sync::mpsc::{TryRecvError, channel};
use std::thread;
use std::time::{Duration, Instant};

/// What takes longer than this is told.
const PATIENCE: Duration = Duration::from_millis(200);

/// How often the screen follows.
const STEP: Duration = Duration::from_millis(100);

/// Work in steps.
#[derive(Debug)]
pub(super) struct Steps {
    since: Instant,
    drawn: Option<Instant>,
}

impl Steps {
    /// Begins now.
    pub(super) fn begin() -> Self {
        Self { since: Instant::now(), drawn: None }
    }
}

impl Workbench<'_> {
    /// Between two steps: shows how far the work is, and says whether it is to stop.
    pub(super) fn is_stopped(
        &mut self,
        events: &mut Events,
        steps: &mut Steps,
        says: impl FnOnce() -> Message<AidText>,
    ) -> bool {
        if steps.since.elapsed() < PATIENCE {
            return false;
        }
        let mut is_stopped = false;
        while let Some(event) = events.try_next() {
            // Esc that was typed ahead is none for work that nobody has seen yet.
            if steps.drawn.is_some() {
                is_stopped |= self.hold(event);
            } else {
                self.held.push_back(event);
            }
        }
        if steps.drawn.is_none_or(|it| it.elapsed() >= STEP) {
            steps.drawn = Some(Instant::now());
            self.show_working(&says());
        }
        is_stopped
    }

    /// The steps are over, whether all were done or not.
    pub(super) fn end_working(&mut self) {
        self.state.working.clear();
        self.is_stale = true;
    }

    /// Does the work on a thread and waits for it. `None`: it was stopped, or the program is to end.
    pub(super) fn wait_for<T: Send + 'static>(
        &mut self,
        events: &mut Events,
        says: &Message<AidText>,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Option<T> {
        let (sender, receiver) = channel();
        let waker = events.waker();
        thread::spawn(move || {
            // Nobody takes the result of stopped work.
            let _ = sender.send(work());
            waker.wake();
        });
        let told_at = Instant::now() + PATIENCE;
        let mut is_told = false;
        let done = loop {
            match receiver.try_recv() {
                Ok(done) => break Some(done),
                Err(TryRecvError::Disconnected) => break None,
                Err(TryRecvError::Empty) => {}
            }
            let event = events.next((!is_told).then_some(told_at));
            // Esc that was typed ahead is none for work that nobody has seen yet.
            if is_told && self.hold(event.clone()) {
                break None;
            }
            if !is_told {
                self.held.extend((event != Event::Wake).then_some(event));
            }
            if !is_told && Instant::now() >= told_at {
                is_told = true;
                self.show_working(says);
            }
        };
        self.end_working();
        // The loader may have woken us, too.
        self.held.push_back(Event::Wake);
        done
    }

    fn show_working(&mut self, says: &Message<AidText>) {
        self.state.working = says.render(self.state.lang);
        // A terminal that is gone is told by the next event.
        let _ = self.draw();
    }

    /// Keeps an event for later; says whether it stops the work.
    fn hold(&mut self, event: Event) -> bool {
        match event {
            Event::Key(key) if key.code == Code::Esc => true,
            Event::Wake => false,
            Event::Terminate(_) => {
                self.held.push_back(event);
                true
            }
            _ => {
                self.held.push_back(event);
                false
            }
        }
    }
}

/// Says that work was stopped before it had a result.
pub(super) fn tell_stopped(state: &mut State) {
    state.tell(&Message::plain(AidText::WorkStopped));
}
