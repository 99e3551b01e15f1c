//! Documents of which filings were imported that have no file of their own yet, read again.
//!
//! It must not read files itself. Invariant: a filing of the document goes to at most one of the loaded filings, and keeps
//! the place that this one is saved to.

use crate::app::{Entry, State};
use crate::diff;
use crate::model::Filing;
use std::path::Path;

/// Which of a document's filings belongs to which of the loaded ones that were imported from it; `None` where it has none
/// any more. They are known by whose they are; those that are left over on both sides, if as many, by their order.
pub(super) fn counterparts(state: &State, document: &Path, new: Vec<Entry>) -> Vec<(usize, Option<Entry>)> {
    let is_own = |it: &Entry| it.home.is_import() && it.home.opened == document;
    let own: Vec<(usize, &Entry)> = state.entries.iter().enumerate().filter(|(_, it)| is_own(it)).collect();
    let left: Vec<&Filing> = own.iter().map(|(_, it)| it.saved_filing().unwrap_or(it.filing())).collect();
    let right: Vec<&Filing> = new.iter().map(Entry::filing).collect();
    let mut found: Vec<Option<usize>> = vec![None; own.len()];
    let mut is_taken = vec![false; new.len()];
    for (old, new) in diff::pair_filings(&left, &right) {
        if let (Some(slot), Some(new)) = (old.and_then(|it| found.get_mut(it)), new) {
            *slot = Some(new);
            is_taken.iter_mut().skip(new).take(1).for_each(|it| *it = true);
        }
    }
    let mut free = (0..new.len()).filter(|it| is_taken.get(*it) == Some(&false));
    if found.iter().filter(|it| it.is_none()).count() == free.clone().count() {
        found.iter_mut().filter(|it| it.is_none()).for_each(|it| *it = free.next());
    }
    let mut new: Vec<Option<Entry>> = new.into_iter().map(Some).collect();
    let mut take = |idx: usize| new.get_mut(idx).and_then(Option::take);
    own.into_iter()
        .zip(found)
        .map(|((entry, old), at)| {
            let new = at.and_then(&mut take).map(|mut it| {
                it.home.save_to.clone_from(&old.home.save_to);
                it
            });
            (entry, new)
        })
        .collect()
}
