//! Names offered while one is typed, learnt from the loaded filings: with a name come its usual levels, sign and unit.

use super::State;
use crate::library::At;
use crate::model::{Field, Filing, Place};
use crate::value;
use std::collections::HashMap;

/// So many names are offered at most: a list that is read at a glance.
const MOST: usize = 8;
/// So many rows of a name say what is usual.
const MOST_ROWS: usize = 100;

/// A name with what usually belongs to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The name, as a filing prints it.
    pub name: String,
    /// The usual level 1.
    pub level1: String,
    /// The usual level 2.
    pub level2: String,
    /// The usual sign; empty for none.
    pub sign: String,
    /// The usual unit; empty for none.
    pub unit: String,
    /// How many rows have the name.
    pub n_rows: usize,
}

/// The names that are offered, and which is chosen.
#[derive(Clone, Debug, Default)]
pub struct Offers {
    /// The list; empty when there is nothing to offer.
    pub list: Vec<Offer>,
    /// The chosen one; until one is, every key does what it does without a list.
    pub chosen: Option<usize>,
}

impl State {
    /// What is offered for a field that is typed: names of indicators only.
    pub fn offers(&self, place: Place, field: &Field, typed: &str) -> Vec<Offer> {
        if *field != Field::IndicatorName || !matches!(place, Place::Indicator(..)) {
            return Vec::new();
        }
        let found = self.library.offers(typed, MOST);
        found.into_iter().filter_map(|(_, at)| self.offer(at)).collect()
    }

    fn offer(&self, at: At) -> Option<Offer> {
        let name = self.row(at)?.name.clone();
        let rows: Vec<_> =
            self.library.same(&name, MOST_ROWS).into_iter().filter_map(|it| self.row(it)).collect();
        let (level1, level2) =
            usual(rows.iter().map(|it| (it.level1.clone(), it.level2.clone()))).unwrap_or_default();
        let signs = rows.iter().filter_map(|it| {
            let target = value::parse(&it.target);
            target.number()?;
            let unit = target.unit.as_ref().map(|it| it.name.clone()).unwrap_or_default();
            let per: String =
                target.per.iter().map(|it| format!("/{}", it.name)).collect::<Vec<_>>().concat();
            Some((target.op.sign().to_owned(), format!("{unit}{per}")))
        });
        let (sign, unit) = usual(signs).unwrap_or_default();
        Some(Offer { n_rows: self.library.count(&name), name, level1, level2, sign, unit })
    }
}

/// The most frequent; among equals the first.
fn usual<T: Clone + Eq + std::hash::Hash>(all: impl Iterator<Item = T>) -> Option<T> {
    let mut counts: HashMap<T, (usize, usize)> = HashMap::new();
    for (at, it) in all.enumerate() {
        counts.entry(it).or_insert((0, at)).0 += 1;
    }
    counts.into_iter().max_by_key(|(_, (n, first))| (*n, std::cmp::Reverse(*first))).map(|(it, _)| it)
}

/// Where a new row with these levels belongs in its function: behind the run that has them, else where it is.
pub fn home(filing: &Filing, place: Place, offer: &Offer) -> Place {
    let Place::Indicator(function, idx) = place else { return place };
    let rows = filing.functions.get(function).map_or(&[][..], |it| it.indicators.as_slice());
    let fits = |at: usize| {
        at != idx && rows.get(at).is_some_and(|it| it.level1 == offer.level1 && it.level2 == offer.level2)
    };
    // In the middle of its own run it stays.
    if [idx.checked_sub(1), Some(idx + 1)].into_iter().flatten().any(fits) {
        return place;
    }
    match (0..rows.len()).rev().find(|it| fits(*it)) {
        // The row is taken out first: places behind it are one less.
        Some(last) if last > idx => Place::Indicator(function, last),
        Some(last) => Place::Indicator(function, last + 1),
        None => place,
    }
}
