//! How many rows of a filing are seen at each level of folding, before its rows are made.
//!
//! Invariant: the numbers are those of the rows that the filing's outline would show.

use super::outline::{Outline, OutlineRow};
use crate::model::Filing;
use serde::{Deserialize, Serialize};

/// The level that shows all rows.
pub const ALL_LEVELS: usize = 5;

/// How many rows are seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shape {
    /// By level, from 1 (the filing alone) to 5 (everything).
    n_visible: [u32; ALL_LEVELS],
}

impl Shape {
    /// That of a filing.
    pub fn of(filing: &Filing) -> Self {
        let rows = Outline::rows_of_filing(filing);
        let mut n_visible = [0; ALL_LEVELS];
        // By row: the highest level of a row above it. It is seen at the levels beyond.
        let mut above: Vec<usize> = Vec::with_capacity(rows.len());
        for (idx, row) in rows.iter().enumerate() {
            let parent =
                |it: &OutlineRow| above.get(row.parent).map_or(0, |above| (*above).max(it.node.level()));
            let own = rows.get(row.parent).filter(|_| idx > 0).map_or(0, parent);
            above.push(own);
            n_visible.iter_mut().skip(own).for_each(|it| *it += 1);
        }
        Self { n_visible }
    }

    /// How many rows are seen at a level.
    pub fn at(&self, level: usize) -> usize {
        let idx = level.clamp(1, ALL_LEVELS) - 1;
        self.n_visible.get(idx).map_or(1, |it| *it as usize)
    }
}
