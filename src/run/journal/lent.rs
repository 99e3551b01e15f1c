//! Copies of filings that another program edits: what was saved there is not lost when this program ends in between.
//!
//! It must not know which program that is. Invariant: a copy that was changed becomes a step of its filing's journal, or is
//! named to the person, before anybody takes it away.

use super::Keeper;
use super::kept::name_of;
use crate::app::State;
use crate::journal::{Base, Lent};
use crate::messages::{Message, RecoverText};
use crate::store::{self, Journals, LeftLent};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// A copy that nobody has changed is kept so long: its editor may still be open.
const KEPT: Duration = Duration::from_secs(24 * 60 * 60);

impl Keeper {
    /// Takes note that a copy of a filing, which said `before`, is about to be edited elsewhere, or that its editor has ended
    /// with an error.
    pub fn lend(&self, state: &State, entry: usize, copy: &Path, before: &str, has_failed: bool) {
        let Some(it) = state.entries.get(entry) else { return };
        let name = self.kept.get(&entry).map_or_else(|| name_of(it), |kept| kept.name.clone());
        let header = self.header(it, Base::of(it.filing()));
        let (copy, before) = (store::path_text(copy), before.to_owned());
        let lent = Lent { name, header, copy, before, has_failed };
        // What has to be typed again after a crash is no reason not to edit.
        if let Err(error) = self.journals.lend(&lent) {
            tracing::warn!(%error, "no note of a copy");
        }
    }

    /// Takes note that what was edited elsewhere was taken back, once the journal has it.
    pub fn took_back(&self) {
        self.writer.close(None);
        self.journals.end_lending();
    }

    /// Whether something is edited elsewhere that was not taken back.
    pub fn is_lending(&self) -> bool {
        self.journals.is_lending()
    }

    /// Says which copies were not taken over.
    pub(super) fn tell_lent(&mut self, state: &mut State) {
        for (copy, why) in std::mem::take(&mut self.unread) {
            let file = copy.display().to_string();
            state.problems.push(Message::new(why, [("file", file)]).render(state.lang));
        }
    }
}

/// Makes steps of journals out of copies that were changed when their sessions had ended or were about to. Gives those that
/// cannot be read, or whose editors have failed, and which of the two.
pub(super) fn gather(journals: &Journals) -> Vec<(PathBuf, RecoverText)> {
    let mut unread = Vec::new();
    for mut left in journals.left_lent() {
        let copy = store::text_path(&left.lent.copy);
        let Ok(text) = store::load_text(&copy) else {
            journals.forget_lent(&left.note);
            continue;
        };
        if text == left.lent.before {
            if left.age > KEPT {
                journals.forget_lent(&left.note);
                store::clear_scratch_of(&copy);
            }
            continue;
        }
        if left.lent.has_failed {
            unread.push((copy, RecoverText::LentFailed));
            continue;
        }
        match take(journals, &left, &text) {
            Ok(true) => {
                // Its editor may still be open: what it saves from now on is another step.
                left.lent.before = text;
                if let Err(error) = journals.note_again(&left) {
                    tracing::warn!(%error, "a copy may be offered twice");
                }
            }
            Ok(false) => unread.push((copy, RecoverText::LentUnread)),
            Err(error) => {
                tracing::warn!(%error, "a copy could not be taken over");
                unread.push((copy, RecoverText::LentUnread));
            }
        }
    }
    unread
}

/// Says whether the text is in a journal now.
fn take(journals: &Journals, left: &LeftLent, text: &str) -> io::Result<bool> {
    let name = &left.lent.name;
    let found = journals.read(name);
    if found.as_ref().is_some_and(|it| it.is_live) || (found.is_none() && journals.has(name)) {
        return Ok(false);
    }
    let found = found.map(|it| {
        let mut journal = it.journal;
        journals.fill(&mut journal);
        journal
    });
    let Some(journal) = left.lent.journal(found, text) else { return Ok(false) };
    journals.replace(name, &journal.lines())?;
    Ok(true)
}
