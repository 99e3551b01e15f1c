//! What the level-1 and level-2 labels of a row say, looked up once for all rows of a block.
//!
//! It must not know names and targets. Invariant: [`Labels::follow`] gives what [`Labels::of`] gives.

use super::traits::Traits;
use crate::model::taxonomy::{self, Level1, Level2};

/// Two labels, and what they name.
#[derive(Clone, Copy, Debug)]
pub struct Labels<'a> {
    printed: (&'a str, &'a str),
    /// The kind that the level 1 names.
    pub level1: Option<Level1>,
    /// The entry that the level 2 names.
    pub level2: Option<&'static Level2>,
    /// What rules ask of the labels.
    pub traits: Traits,
}

impl<'a> Labels<'a> {
    /// Looks up labels.
    pub fn of(level1: &'a str, level2: &'a str) -> Self {
        let printed = (level1, level2);
        let (level1, level2) = (taxonomy::level1(level1), taxonomy::level2(level2));
        Self { printed, level1, level2, traits: Traits::of_labels(level1, level2) }
    }

    /// The labels of the next row, which mostly repeat these.
    #[must_use]
    pub fn follow(self, level1: &'a str, level2: &'a str) -> Self {
        if self.printed == (level1, level2) { self } else { Self::of(level1, level2) }
    }
}
