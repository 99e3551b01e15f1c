//! The journals of a workbench: begun at the start, or else as soon as their folder can be written to.
//!
//! It must not know what a journal says. Invariants: whenever unsaved changes cannot be written down, that is tried again
//! within [`AGAIN`]; while they can be, nothing wakes up.

use super::Workbench;
use super::journal::Keeper;
use crate::app::recover::Journaling;
use crate::messages::{Lang, RecoverText};
use crate::store;
use crate::term::Waker;
use std::thread;
use std::time::{Duration, Instant};

/// After so long is tried again what could not be written.
const AGAIN: Duration = Duration::from_secs(2);

/// When the loop is woken to try again.
#[derive(Debug)]
pub(super) struct Again {
    waker: Waker,
    due: Option<Instant>,
}

impl Again {
    /// With nothing to be tried.
    pub fn idle(waker: Waker) -> Self {
        Self { waker, due: None }
    }

    /// Wakes the loop later, unless that is planned already.
    fn plan(&mut self) {
        if self.due.is_none() {
            self.due = Some(Instant::now() + AGAIN);
            let waker = self.waker.clone();
            thread::spawn(move || {
                thread::sleep(AGAIN);
                waker.wake();
            });
        }
    }

    /// Whether something is to be tried by now.
    fn take_due(&mut self) -> bool {
        self.due.take_if(|it| *it <= Instant::now()).is_some()
    }
}

impl Workbench<'_> {
    pub(super) fn start_keeper(&mut self) {
        let waker = self.again.waker.clone();
        match Keeper::start(move || waker.wake()) {
            Ok(keeper) => self.keeper = Some(keeper),
            Err(why) => {
                tracing::warn!(why = why.render(Lang::En), "no journal");
                self.state.problems.push(why.render(self.state.lang));
                self.state.journaling = Journaling::Missing;
            }
        }
    }

    /// Writes down what happened to filings.
    pub(super) fn keep(&mut self) {
        let before = (self.state.journaling, self.state.toast.clone());
        if self.again.take_due() && self.keeper.is_none() {
            self.start_keeper_late();
        }
        if let Some(keeper) = &mut self.keeper
            && let Some(entry) = keeper.follow(&mut self.state)
        {
            if let Some(it) = self.state.entries.get_mut(entry) {
                it.home.held = None;
            }
            self.reload(entry);
            if let Some(keeper) = &mut self.keeper {
                keeper.look_again(&mut self.state, entry);
            }
        }
        // Where no folder can be named there will never be one.
        if self.state.journaling == Journaling::Missing && store::state_folder().is_some() {
            self.again.plan();
        }
        self.is_stale |= (self.state.journaling, &self.state.toast) != (before.0, &before.1);
    }

    /// Begins the journals once their folder can be written to: what was done without them is written down, and what earlier
    /// sessions have left is looked at.
    fn start_keeper_late(&mut self) {
        let waker = self.again.waker.clone();
        let Ok(mut keeper) = Keeper::start(move || waker.wake()) else { return };
        tracing::info!("the journal can be written by now");
        let n_left = self.state.recovered.len();
        keeper.begin_late(&mut self.state);
        if self.loader.is_done() && self.state.unread.is_none() {
            keeper.look_for_lost(&mut self.state, self.past.paths());
        }
        if self.state.recovered.len() > n_left {
            self.state.refuse(RecoverText::Later);
        }
        self.keeper = Some(keeper);
    }
}
