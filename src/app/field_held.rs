//! A field that was begun before another workbench turned out to have changed its filing: it stays open, and what is typed
//! stays in it.
//!
//! It must not know how other workbenches are noticed. Invariant: a field is closed by the person alone, so that no letter
//! that was meant for it is taken for a command.

use super::draft::Draft;
use super::entry::Held;
use super::mode::Mode;
use super::{Entry, State};
use crate::messages::RecoverText;

/// The other workbench, as far as it matters to who is typing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Other {
    /// It goes on with the filing.
    Editing,
    /// It ended, and left changes that nobody has decided about.
    Ended,
}

impl State {
    /// Keeps the field that is being typed from being taken, for as long as another workbench has unsaved changes of its
    /// filing, and says so.
    pub fn hold_field(&mut self, entry: usize, other: Other) {
        self.hold(entry, Held::Elsewhere);
        self.refuse(match other {
            Other::Editing => RecoverText::FieldElsewhere,
            Other::Ended => RecoverText::FieldUndecided,
        });
    }

    /// Lets the field be taken again: the other workbench has let go of the filing.
    pub fn let_field_go(&mut self, entry: usize) {
        if let Some(it) = self.entries.get_mut(entry).filter(|it| it.home.held == Some(Held::Elsewhere)) {
            it.home.held = None;
            self.tell(&crate::messages::Message::plain(RecoverText::FieldFree));
        }
    }

    /// Whether a value of this filing is being typed.
    pub fn is_typing_in(&self, entry: usize) -> bool {
        matches!(&self.mode, Mode::Draft(draft) if draft.entry == entry)
    }

    /// Keeps a field open whose text would change a filing that may not be changed now, and says why. Gives the field back
    /// where it may be taken.
    pub(super) fn unless_held(&mut self, draft: Box<Draft>, text: &str) -> Option<Box<Draft>> {
        let it = self.entries.get(draft.entry);
        let is_held = it.is_some_and(|it| it.home.held.is_some());
        let is_change = |it: &Entry| !it.to_set(&draft.places, &draft.field, text).is_empty();
        if !is_held || !it.is_some_and(is_change) {
            return Some(draft);
        }
        self.refuse(RecoverText::FieldElsewhere);
        self.mode = Mode::Draft(draft);
        None
    }
}
