//! The rows of the table view: the indicators of a filing or of one function, of them those that a filter keeps.
//!
//! It knows neither cursor nor columns. Invariant: rows are in form order, so a place is found by halving.

use super::State;
use crate::model::{Filing, Place};
use std::ops::Range;

/// The rows of a table.
#[derive(Clone, Copy, Debug)]
pub struct TableRows<'a> {
    filing: &'a Filing,
    /// The function; `None` for all of the filing.
    function: Option<usize>,
    /// The indicators of the filing that a filter keeps; `None` where there is none.
    kept: Option<&'a [Place]>,
}

impl State {
    /// The rows of a table of a filing or of one of its functions; `None` when there is no such filing.
    pub fn rows_in_table(&self, entry: usize, function: Option<usize>) -> Option<TableRows<'_>> {
        let filing = self.entries.get(entry)?.filing();
        let kept = self.kept_indicators(entry);
        let kept = match function {
            Some(idx) => kept.map(|it| it.get(between(it, idx, 0..usize::MAX)).unwrap_or_default()),
            None => kept,
        };
        Some(TableRows { filing, function, kept })
    }

    /// The rows of the open table.
    pub fn table_rows(&self) -> Option<TableRows<'_>> {
        let table = self.view.table.as_ref()?;
        self.rows_in_table(table.entry, table.function)
    }

    /// The first of some indicators of a function that is not filtered out.
    pub fn first_kept(&self, entry: usize, function: usize, rows: Range<usize>) -> Option<Place> {
        match self.kept_indicators(entry) {
            Some(kept) => kept.get(between(kept, function, rows))?.first().copied(),
            None => (!rows.is_empty()).then_some(Place::Indicator(function, rows.start)),
        }
    }

    /// Those of some places of a filing that are seen, as soon as they are unfolded: a function stands for itself only
    /// while none of its rows is filtered out.
    pub fn unfiltered(&self, entry: usize, places: Vec<Place>) -> Vec<Place> {
        let Some(kept) = self.kept_indicators(entry) else { return places };
        let filing = self.entries.get(entry).map(super::Entry::filing);
        let n_rows = |function: usize| {
            filing.and_then(|it| it.functions.get(function)).map_or(0, |it| it.indicators.len())
        };
        let seen = |place: Place| match place {
            Place::Function(idx) => {
                let below = kept.get(between(kept, idx, 0..usize::MAX)).unwrap_or_default();
                if below.len() < n_rows(idx) { below.to_vec() } else { vec![place] }
            }
            Place::Indicator(..) if kept.binary_search(&place).is_err() => Vec::new(),
            Place::Indicator(..) | Place::BudgetLine(_) | Place::Filing => vec![place],
        };
        places.into_iter().flat_map(seen).collect()
    }

    /// The row that a filter keeps next to some indicators of a filing, the one after them first, the filing where there
    /// is none; `None` without a filter and beside other rows.
    pub fn kept_beside(&self, entry: usize, places: &[Place]) -> Option<Place> {
        let is_indicator = |it: &Place| matches!(it, Place::Indicator(..));
        let kept = self.kept_indicators(entry).filter(|_| places.iter().all(is_indicator))?;
        let (first, last) = (places.iter().min()?, places.iter().max()?);
        let after = kept.get(kept.partition_point(|it| it <= last));
        let before = || kept.get(kept.partition_point(|it| it < first).checked_sub(1)?);
        Some(after.or_else(before).copied().unwrap_or(Place::Filing))
    }

    fn kept_indicators(&self, entry: usize) -> Option<&[Place]> {
        self.forest.outline(entry)?.kept_indicators()
    }
}

impl TableRows<'_> {
    /// How many there are.
    pub fn len(&self) -> usize {
        match (self.kept, self.function) {
            (Some(kept), _) => kept.len(),
            (None, Some(idx)) => self.filing.functions.get(idx).map_or(0, |it| it.indicators.len()),
            (None, None) => self.filing.n_indicators(),
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The indicator in a row.
    pub fn place(&self, row: usize) -> Option<Place> {
        if let Some(kept) = self.kept {
            return kept.get(row).copied();
        }
        if let Some(idx) = self.function {
            return self.filing.indicator(idx, row).map(|_| Place::Indicator(idx, row));
        }
        let mut left = row;
        for (idx, function) in self.filing.functions.iter().enumerate() {
            match left.checked_sub(function.indicators.len()) {
                Some(rest) => left = rest,
                None => return Some(Place::Indicator(idx, left)),
            }
        }
        None
    }

    /// The row of an indicator; `None` for one that is not in the table.
    pub fn row_of(&self, function: usize, idx: usize) -> Option<usize> {
        if self.function.is_some_and(|it| it != function) {
            return None;
        }
        match (self.kept, self.function) {
            (Some(kept), _) => kept.binary_search(&Place::Indicator(function, idx)).ok(),
            (None, Some(_)) => Some(idx),
            (None, None) => {
                let before = self.filing.functions.iter().take(function);
                Some(before.map(|it| it.indicators.len()).sum::<usize>() + idx)
            }
        }
    }
}

/// Where the indicators of a function stand in a list in form order, of them those with these indexes.
fn between(places: &[Place], function: usize, rows: Range<usize>) -> Range<usize> {
    let start = places.partition_point(|it| *it < Place::Indicator(function, rows.start));
    let end = places.partition_point(|it| *it < Place::Indicator(function, rows.end));
    start..end.max(start)
}
