//! Where the person has been: the jump list, back and forward, and the marks set by letter.
//!
//! Rows are remembered by [`Anchor`], so that the list survives edits; what was deleted is left out.

use super::anchor::Anchor;
use crate::app::State;
use crate::app::tree::Spot;
use crate::edit::Shift;
use crate::messages::{Message, Ui};
use std::collections::BTreeMap;

/// So many jumps are remembered.
const MOST: usize = 200;

/// The jump list and the marks.
#[derive(Clone, Debug, Default)]
pub struct Trail {
    past: Vec<Anchor>,
    future: Vec<Anchor>,
    marks: BTreeMap<char, Anchor>,
}

impl Trail {
    /// Remembers a row that a jump left.
    pub fn leave(&mut self, from: Anchor) {
        self.future.clear();
        if self.past.last() != Some(&from) {
            self.past.push(from);
        }
        if self.past.len() > MOST {
            self.past.remove(0);
        }
    }

    /// Follows the rows of a filing through a step. What the step deleted is forgotten.
    pub fn follow(&mut self, entry: usize, shifts: &[Shift]) {
        if shifts.is_empty() {
            return;
        }
        for list in [&mut self.past, &mut self.future] {
            *list = list.iter().filter_map(|it| it.followed(entry, shifts)).collect();
        }
        let marks = std::mem::take(&mut self.marks);
        self.marks = marks
            .into_iter()
            .filter_map(|(name, it)| it.followed(entry, shifts).map(|it| (name, it)))
            .collect();
    }

    /// Whether there is somewhere to go back to.
    pub fn can_go_back(&self) -> bool {
        !self.past.is_empty()
    }

    /// Whether there is somewhere to go forward to.
    pub fn can_go_forward(&self) -> bool {
        !self.future.is_empty()
    }

    /// Whether any row has a letter.
    pub fn has_marks(&self) -> bool {
        !self.marks.is_empty()
    }
}

impl State {
    /// Does something that may move the cursor, and remembers the row that it left.
    pub fn jump<T>(&mut self, go: impl FnOnce(&mut Self) -> T) -> T {
        let before = self.view.cursor;
        let from = self.anchor(before);
        let done = go(self);
        if self.view.cursor != before
            && let Some(from) = from
        {
            self.seek.trail.leave(from);
        }
        done
    }

    /// Goes back to where the last jump left, or forward again. Rows that are gone are skipped.
    pub fn go_along_trail(&mut self, back: bool) -> Result<(), Ui> {
        let here = self.anchor(self.view.cursor);
        loop {
            let trail = &mut self.seek.trail;
            let (list, why) =
                if back { (&mut trail.past, Ui::NoJumpBack) } else { (&mut trail.future, Ui::NoJumpForward) };
            let target = list.pop().ok_or(why)?;
            let Some(spot) = self.anchored(target).filter(|it| *it != self.view.cursor) else { continue };
            let trail = &mut self.seek.trail;
            let other = if back { &mut trail.future } else { &mut trail.past };
            other.extend(here);
            self.go_to(spot);
            return Ok(());
        }
    }

    /// Gives the row under the cursor a letter.
    pub fn set_mark(&mut self, name: char) -> Result<(), Ui> {
        let here = self.anchor(self.view.cursor).ok_or(Ui::NothingSelected)?;
        self.seek.trail.marks.insert(name, here);
        self.tell(&Message::new(Ui::MarkSet, [("name", name.to_string())]));
        Ok(())
    }

    /// Gives a row the letter that it had in an earlier session, unless another has it by now.
    pub fn restore_mark(&mut self, name: char, spot: Spot) {
        if let Some(anchor) = self.anchor(spot) {
            self.seek.trail.marks.entry(name).or_insert(anchor);
        }
    }

    /// Goes to the row of a letter.
    pub fn go_to_mark(&mut self, name: char) -> Result<(), Ui> {
        let anchor = self.seek.trail.marks.get(&name).copied().ok_or(Ui::NoSuchMark)?;
        let spot = self.anchored(anchor).ok_or(Ui::NoSuchMark)?;
        self.jump(|state| state.go_to(spot));
        Ok(())
    }

    /// The marks whose rows are there, in the order of their letters.
    pub fn marked(&self) -> Vec<(char, Spot)> {
        let marks = self.seek.trail.marks.iter();
        marks.filter_map(|(name, anchor)| Some((*name, self.seen_anchor(*anchor)?))).collect()
    }
}
