//! What is being typed, as records; and fields of filings that another workbench turns out to have changed.
//!
//! It must not know what a field shows. Invariant: a field in which something may have been typed is never closed here.

use super::Keeper;
use super::kept::name_of;
use crate::app::field_held::Other;
use crate::app::{Mode, State};
use crate::journal::Record;
use crate::store::Holder;

impl Keeper {
    /// Notes what is being typed, or that typing has ended.
    pub(super) fn follow_typing(&mut self, state: &mut State) {
        let now = match &state.mode {
            Mode::Draft(draft) => Some((draft.entry, draft.text())),
            _ => None,
        };
        let is_opening = !std::mem::replace(&mut self.is_open, now.is_some());
        if now == self.typing {
            return;
        }
        match (&now, &state.mode) {
            (Some((entry, text)), Mode::Draft(draft)) => {
                let (places, field) = (draft.places.clone(), draft.field.clone());
                self.let_go_of_foreign(*entry);
                if self.is_refused(state, *entry, is_opening) {
                    return;
                }
                let is_news = self.typing.is_some()
                    || state.entries.get(*entry).is_some_and(|it| {
                        places.iter().any(|at| it.filing().get(*at, &field).is_some_and(|old| old != *text))
                    });
                if !is_news {
                    return;
                }
                state.note(*entry, Record::Typing { places, field, text: text.clone() });
            }
            _ => {
                if let Some((entry, _)) = self.typing {
                    state.note(entry, Record::Typed);
                }
            }
        }
        self.typing = now;
    }

    /// Whether another session has unsaved changes of the filing that a value is typed of. The key that opens the field is
    /// refused; later the field stays open, for the next key may be a letter.
    fn is_refused(&self, state: &mut State, entry: usize, is_opening: bool) -> bool {
        let Some(it) = state.entries.get(entry).filter(|_| !self.kept.contains_key(&entry)) else {
            return false;
        };
        match self.journals.holder(&self.free_name(state, entry, name_of(it))) {
            None => {
                state.let_field_go(entry);
                return false;
            }
            Some(_) if is_opening => state.take_back(entry),
            Some(Holder::Running) => state.hold_field(entry, Other::Editing),
            Some(Holder::Ended) => state.hold_field(entry, Other::Ended),
        }
        true
    }
}
