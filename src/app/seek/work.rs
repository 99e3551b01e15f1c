//! Work that is left over when a key has been answered: done in bounded steps while no key comes, stopped by Esc.

use crate::app::State;

/// What filtered so many filings is given up in one step.
const STEP_WASTE: usize = 500;

impl State {
    /// Whether a step of [`State::work`] would do something.
    pub fn is_working(&self) -> bool {
        let is_searching = self.seek.visit.is_some() || self.seek.is_telling;
        (is_searching && !self.seek.search.is_done())
            || self.seek.is_preparing
            || !self.is_jump_done()
            || !self.is_sifted()
            || !self.seek.waste.is_empty()
    }

    /// Does one step, of a few milliseconds at most. Says whether there is more to do.
    pub fn work(&mut self) -> bool {
        if (self.seek.visit.is_some() || self.seek.is_telling) && !self.seek.search.is_done() {
            self.step_search();
        } else if !self.is_jump_done() {
            self.step_jump();
        } else if !self.is_sifted() {
            self.step_filter();
        } else if !self.seek.waste.is_empty() {
            let left = self.seek.waste.len().saturating_sub(STEP_WASTE);
            self.seek.waste.truncate(left);
        } else if self.seek.is_preparing {
            self.seek.is_preparing = self.seek.visit.is_some() && self.step_texts();
        }
        self.settle();
        self.is_working()
    }

    /// Gives up what is not done yet. Says whether there was something.
    pub fn stop_work(&mut self) -> bool {
        let was_working = self.is_working();
        self.seek.search.stop();
        self.seek.is_telling = false;
        self.seek.is_preparing = false;
        self.end_jump();
        self.drop_sifting();
        was_working
    }
}
