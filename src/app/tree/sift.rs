//! A filter over the whole tree: filings and departments of which it keeps nothing are not shown.

use super::Spot;
use super::forest::Forest;
use super::outline::Outline;
use super::sieve::Sieve;
use crate::model::Filing;

impl Forest {
    /// Whether a filter is on.
    pub const fn is_filtered(&self) -> bool {
        self.filtered.is_some()
    }

    /// Shows only what these sieves keep; a filing without one is not shown. They belong to filings whose rows are
    /// made.
    pub fn filter(&mut self, sieves: Vec<Option<Box<Sieve>>>) {
        if self.filtered.is_none() {
            self.filtered = Some(self.groups.iter().map(|it| it.folded).collect());
        }
        for group in &mut self.groups {
            group.folded = false;
        }
        let mut sieves = sieves.into_iter();
        for entry in &mut self.entries {
            let sieve = sieves.next().flatten();
            entry.is_kept = sieve.is_some();
            if let Some(outline) = &mut entry.outline {
                outline.sift(sieve);
            }
        }
        self.lay_out();
    }

    /// Shows everything again, folded as it was. Gives back what is not needed any more: giving up the memory of a
    /// million rows takes longer than all the rest, and can wait.
    pub fn end_filter(&mut self) -> Vec<Sieve> {
        let Some(folded) = self.filtered.take() else { return Vec::new() };
        let mut waste = Vec::new();
        for (group, folded) in self.groups.iter_mut().zip(folded) {
            group.folded = folded;
        }
        for entry in &mut self.entries {
            entry.is_kept = true;
            waste.extend(entry.outline.as_mut().and_then(|it| it.sift(None)).map(|it| *it));
        }
        self.lay_out();
        waste
    }

    /// Filters one filing anew, after its rows changed.
    pub fn filter_one(&mut self, entry: usize, sieve: Option<Box<Sieve>>) {
        if self.filtered.is_none() {
            return;
        }
        if let Some(it) = self.entries.get_mut(entry) {
            it.is_kept = sieve.is_some();
            if let Some(outline) = &mut it.outline {
                outline.sift(sieve);
            }
        }
        self.recount(entry);
    }

    /// Forgets the rows of a filing that nobody looks at.
    pub fn close(&mut self, entry: usize) {
        if let Some(it) = self.entries.get_mut(entry)
            && it.outline.take_if(|it| it.is_folded(0)).is_some()
        {
            it.level = 1;
        } else if let Some(it) = self.entries.get_mut(entry) {
            it.outline = None;
        }
        self.recount(entry);
    }

    /// Whether a row is in the tree: a filter may leave it out.
    pub fn keeps(&self, spot: Spot) -> bool {
        match spot {
            Spot::Group(group) => self.shows_group(group),
            Spot::Row { entry, row } => {
                self.is_kept(entry) && self.outline(entry).is_none_or(|it| it.keeps(row))
            }
        }
    }

    pub(super) fn is_kept(&self, entry: usize) -> bool {
        self.entries.get(entry).is_some_and(|it| it.is_kept)
    }

    pub(super) fn shows_group(&self, group: usize) -> bool {
        self.filtered.is_none()
            || self.groups.get(group).is_some_and(|it| it.entries.iter().any(|it| self.is_kept(*it)))
    }

    /// Lets a row that is gone to into the filtered tree.
    pub(super) fn let_in(&mut self, entry: usize, row: usize, filing: Option<&Filing>) {
        if self.filtered.is_none() {
            return;
        }
        let Some(it) = self.entries.get_mut(entry) else { return };
        if !it.is_kept {
            it.is_kept = true;
            if let (None, Some(filing)) = (&it.outline, filing) {
                it.outline = Some(Outline::new(filing));
            }
            if let Some(outline) = &mut it.outline {
                let none = Sieve::new(outline.rows(), Vec::new());
                outline.sift(Some(Box::new(none)));
            }
        }
        if let Some(outline) = &mut it.outline {
            outline.reveal(row);
        }
        self.recount(entry);
    }

    /// Lets a department that is gone to into the filtered tree, with its first filing.
    pub(super) fn reveal_group(&mut self, spot: Spot) {
        let Spot::Group(group) = spot else { return };
        if self.shows_group(group) {
            return;
        }
        if let Some(first) = self.groups.get(group).and_then(|it| it.entries.first().copied()) {
            self.let_in(first, 0, None);
        }
    }
}
