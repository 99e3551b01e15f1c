//! Bringing together what was changed here and what another person saved meanwhile.
//!
//! It must not read files: the loop brings their filing. Invariant: until it is finished nothing has changed, and then
//! their filing stands with what was changed here as one step on it.

use super::mode::{Mode, Overlay};
use super::recover::{Note, Recovered};
use super::{Entry, State};
use crate::merge::{Collision, Merged, Side, merge};
use crate::messages::{MergeText, Message, RecoverText};
use crate::model::{Field, Filing, Place};

/// A merge that waits for answers.
#[derive(Debug)]
pub struct Merging {
    /// The filing that was changed here.
    pub entry: usize,
    /// What the file holds now.
    theirs: Entry,
    /// What it held when it was read here.
    base: Filing,
    /// What was made of that here.
    mine: Filing,
    /// The earlier session whose changes these are; `None` for this one's.
    recovered: Option<Recovered>,
    /// Whose word counts, by collision; `None` as long as nobody has said.
    choices: Vec<Option<Side>>,
    /// What it comes to.
    pub merged: Merged,
}

/// Whether two filings are states of one form: what a file of that name holds now may be another department's.
fn is_same_form(one: &Filing, other: &Filing) -> bool {
    let key = |it: &Filing| (it.department.name.clone(), it.year, it.project.name.clone());
    key(one) == key(other)
}

impl Merging {
    /// Whose word counts in a collision; `None` as long as nobody has said.
    pub fn choice(&self, collision: usize) -> Option<Side> {
        self.choices.get(collision).copied().flatten()
    }
}

impl State {
    /// Begins to bring the changes made here into what the file holds now. Without collisions it is done at once; else
    /// the person is asked.
    pub fn begin_merge(&mut self, entry: usize, theirs: Entry) {
        let Some(it) = self.entries.get(entry) else { return };
        let base = it.saved_filing().unwrap_or(it.filing()).clone();
        let mine = it.filing().clone();
        self.merge_or_ask(entry, theirs, base, mine, None);
    }

    /// Begins to bring changes of an earlier session into a file that has become another one since. Says whether that
    /// is possible: only while the filing stands here as it was read, and is the same form.
    pub fn begin_merge_of_recovered(&mut self, idx: usize) -> bool {
        let Some(it) = self.recovered.get(idx) else { return false };
        let (Some(restored), Some(entry)) = (&it.restored, it.entry()) else { return false };
        let Some(file) = self.entries.get(entry) else { return false };
        if file.is_modified() || !is_same_form(&restored.saved, file.filing()) {
            return false;
        }
        let (base, mine) = (restored.saved.clone(), restored.filing.clone());
        let mut theirs = file.clone();
        theirs.home.held = None;
        let recovered = self.recovered.remove(idx);
        self.merge_or_ask(entry, theirs, base, mine, Some(recovered));
        true
    }

    fn merge_or_ask(
        &mut self,
        entry: usize,
        theirs: Entry,
        base: Filing,
        mine: Filing,
        recovered: Option<Recovered>,
    ) {
        let merged = merge(&base, &mine, theirs.filing(), &[]);
        let choices = vec![None; merged.collisions.len()];
        let asks = !choices.is_empty();
        self.merging = Some(Box::new(Merging { entry, theirs, base, mine, recovered, choices, merged }));
        if asks {
            self.mode = Mode::Overlay(Overlay::Merge { selected: 0 });
        } else {
            self.finish_merge();
        }
    }

    /// Decides about a collision.
    pub fn choose_in_merge(&mut self, collision: usize, side: Side) {
        let Some(mut merging) = self.merging.take() else { return };
        if let Some(choice) = merging.choices.get_mut(collision) {
            *choice = Some(side);
            let choices: Vec<Side> = merging.choices.iter().map(|it| it.unwrap_or_default()).collect();
            merging.merged = merge(&merging.base, &merging.mine, merging.theirs.filing(), &choices);
        }
        self.merging = Some(merging);
    }

    /// Finishes a merge of which everything is decided, else goes to the first question that is not: neither side's
    /// text is dropped because nobody has looked.
    pub fn finish_decided_merge(&mut self) {
        let open = self.merging.as_ref().and_then(|it| it.choices.iter().position(Option::is_none));
        match open {
            None => self.finish_merge(),
            Some(selected) => {
                self.mode = Mode::Overlay(Overlay::Merge { selected });
                self.refuse(MergeText::Undecided);
            }
        }
    }

    /// Takes their filing, with what was changed here as one step on it.
    fn finish_merge(&mut self) {
        let Some(merging) = self.merging.take() else { return };
        let Merging { entry, theirs, merged, recovered, .. } = *merging;
        let n_mine = merged.changes.len();
        let left = recovered.map(|it| it.name);
        let n_notes = self.outbox.len();
        self.reloaded(entry, theirs);
        self.make(entry, merged.changes, Place::Filing, Place::Filing);
        let is_record = |note| match note {
            Note::Record { record, .. } => Some(record),
            _ => None,
        };
        let records = self.outbox.split_off(n_notes).into_iter().filter_map(is_record).collect();
        self.outbox.push(Note::Anew { entry, records, left });
        let file = self.entries.get(entry).map(|it| it.file_name().to_owned()).unwrap_or_default();
        let args =
            [("file", file), ("n", n_mine.to_string()), ("asked", merged.collisions.len().to_string())];
        let id = if merged.collisions.is_empty() { MergeText::Merged } else { MergeText::MergedAsked };
        self.tell(&Message::new(id, args));
        self.offer_recovered();
    }

    /// Leaves everything as it was.
    pub fn give_up_merge(&mut self) {
        match self.merging.take().and_then(|it| it.recovered) {
            Some(it) => {
                self.recovered.insert(0, it);
                self.refuse(RecoverText::Later);
            }
            None => self.refuse(MergeText::GivenUp),
        }
    }

    /// Where a collision is, for the screen: the function, the row, the field.
    pub fn collision_place(&self, merging: &Merging, collision: &Collision) -> String {
        let filing = if collision.is_gone { &merging.mine } else { merging.theirs.filing() };
        let label = super::board::changes::label(self, filing, collision.at);
        match &collision.field {
            Some(field) if *field != Field::IndicatorName => {
                format!("{label} · {}", super::field_name::field_name(field, self.lang))
            }
            _ => label,
        }
    }
}
