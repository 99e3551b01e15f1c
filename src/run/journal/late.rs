//! Journals that begin when filings have been changed already: their folder could not be written to before.
//!
//! Invariant: nothing that was done so far is taken back, whoever else has changes of a filing.

use super::Keeper;
use crate::app::{Entry, Mode, State};

impl Keeper {
    /// Looks at what was left of the loaded filings, and begins the journals of those that have unsaved changes.
    pub fn begin_late(&mut self, state: &mut State) {
        // What happened so far is in what the journals begin with.
        drop(state.take_notes());
        self.is_open = matches!(state.mode, Mode::Draft(_));
        self.look(state);
        self.n_followed = state.entries.len();
        for entry in state.modified() {
            // One that cannot be begun is tried again, as long as it takes.
            if let Err(error) = self.begin_or_why(state, entry, None, None) {
                tracing::warn!(%error, "no journal of a filing yet");
            }
        }
    }
}

/// Whether something was done to a filing that no journal knows.
pub(super) fn is_touched(entry: &Entry) -> bool {
    entry.is_new() || entry.history().n_done() + entry.history().n_undone() > 0
}
