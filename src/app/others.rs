//! The same indicator in the other loaded filings: department, year, target, and where this one stands among them.

use super::State;
use crate::library::{At, TargetNo};
use crate::model::{Indicator, Place};
use crate::value::{self, Strictness};
use rustc_hash::FxBuildHasher;
use std::collections::HashMap;
use std::rc::Rc;

/// At most so many rows of one name are compared; a folder rarely has more, and a keystroke has no time for them.
const MOST: usize = 1_000;
/// At most so many like-named rows are shown.
const MOST_ALIKE: usize = 50;

/// A row of another filing.
#[derive(Clone, Debug)]
pub struct Other {
    /// Where it is.
    pub at: At,
    /// Whether it is the row that was asked about.
    pub is_own: bool,
    /// Whether it is called the same, not only nearly so.
    pub is_same: bool,
    /// Its target; `None` for one that no row of the library has.
    pub target: Option<TargetNo>,
    /// How strict that is.
    strictness: Option<Rc<Strictness>>,
}

/// The rows called like one.
#[derive(Clone, Debug, Default)]
pub struct Others {
    /// The rows, the strictest first; the row itself is among them. Like-named ones come last.
    pub rows: Vec<Other>,
    /// Where it stands among those of exactly its name; like-named ones are only shown.
    pub rank: Option<Rank>,
    /// How many rows of the name there are beyond those that were compared.
    pub n_more: usize,
}

/// Where a row stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rank {
    /// From 1, the strictest; rows of equal strictness share a number.
    pub number: usize,
    /// Of how many.
    pub of: usize,
    /// Than how many of the others it is stricter.
    pub n_below: usize,
}

impl State {
    /// The rows called like an indicator, itself among them; `None` when no other is.
    pub fn others(&self, entry: usize, place: Place) -> Option<Others> {
        let Place::Indicator(function, idx) = place else { return None };
        let own = At { entry, function, idx };
        let name = &self.row(own)?.name;
        // The library knows the targets: to look into a thousand filings would take longer than a frame.
        let known = |(at, target): (At, TargetNo)| (at, Some(target));
        let mut same: Vec<_> = self.library.same_targets(name, MOST).into_iter().map(known).collect();
        if !same.iter().any(|it| it.0 == own) {
            same.push((own, self.library.no_of(&self.row(own)?.target)));
        }
        let alike = self.library.alike_targets(name, MOST_ALIKE);
        if same.len() + alike.len() < 2 {
            return None;
        }
        // Rows of one name have few different targets: each is read once.
        let mut read: HashMap<_, Option<Rc<Strictness>>, FxBuildHasher> = HashMap::default();
        let mut other = |(at, target): (At, Option<TargetNo>), is_same: bool| {
            let year = self.entries.get(at.entry)?.head().year;
            let strictness = read
                .entry((target, year))
                .or_insert_with(|| {
                    let target = value::parse(self.target_text(target));
                    value::strictness(name, &target, year).map(Rc::new)
                })
                .clone();
            Some(Other { at, is_own: at == own, is_same, target, strictness })
        };
        let mut rows: Vec<Other> = same.iter().filter_map(|it| other(*it, true)).collect();
        let scale = rows.iter().find(|it| it.is_own).and_then(|it| it.strictness.as_ref());
        let scale = scale.map(|it| it.scale.clone());
        rows.extend(alike.into_iter().filter_map(|it| other(known(it), false)));
        // Comparable targets first, the strictest on top; then the rest as it comes.
        rows.sort_by_cached_key(|it| {
            let rank = it.strictness.as_ref().filter(|it| Some(&it.scale) == scale.as_ref());
            (!it.is_same, rank.is_none(), std::cmp::Reverse(rank.map(|it| it.rank())))
        });
        let n_more = self.library.count(name).saturating_sub(MOST);
        let rank = rank(&rows);
        Some(Others { rows, rank, n_more })
    }

    /// The text of a target; blank for `None`.
    pub fn target_text(&self, target: Option<TargetNo>) -> &str {
        target.map_or("", |it| self.library.target(it))
    }

    /// A row by where it is.
    pub fn row(&self, at: At) -> Option<&Indicator> {
        self.entries.get(at.entry)?.filing().indicator(at.function, at.idx)
    }
}

/// Where the row itself stands among the comparable ones of its name.
fn rank(rows: &[Other]) -> Option<Rank> {
    let own = rows.iter().find(|it| it.is_own)?.strictness.as_ref()?;
    let levels: Vec<_> = rows
        .iter()
        .filter(|it| it.is_same && !it.is_own)
        .filter_map(|it| it.strictness.as_ref().filter(|it| it.scale == own.scale))
        .map(|it| it.rank())
        .collect();
    let n_below = levels.iter().filter(|it| **it < own.rank()).count();
    let number = levels.iter().filter(|it| **it > own.rank()).count() + 1;
    (!levels.is_empty()).then_some(Rank { number, of: levels.len() + 1, n_below })
}
