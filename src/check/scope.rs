//! After which edits a rule about whole filings has to look again, and how far its findings reach.
//!
//! It must not know single rules: each states its scope in its record. Invariant: a scope that is too wide costs time
//! only; one that is too narrow is caught by the test that compares incremental with full results.

use crate::model::{Field, Filing, Indicator};

/// What a rule about whole filings reads.
#[derive(Clone, Copy, Debug)]
pub enum Scope {
    /// The header, goals, budget lines and functions, but no row.
    Frame,
    /// Rows, too.
    Rows {
        /// What it reads beside rows that bears on rows.
        beside: Beside,
        /// How far the change of one row reaches.
        reach: Reach,
    },
}

/// What a rule that reads rows reads beside them.
#[derive(Clone, Copy, Debug)]
pub enum Beside {
    /// These fields; of amounts any column stands for all.
    Fields(&'static [Field]),
    /// Fields of budget lines, functions and the money unit.
    Money,
}

/// How far a change of one row's fields reaches. Rows that come, go or move make such a rule look at everything.
#[derive(Clone, Copy, Debug)]
pub enum Reach {
    /// A row's findings are about that row. What it finds elsewhere has nothing to do with rows.
    Row,
    /// A row's findings are about that row and the one above it in its function.
    Above,
    /// A row's findings are about it and the rows of its function with the same key; no key: it has none.
    Alike(fn(&Indicator) -> Option<Key>),
    /// All rows, but the rule sees only so much of each: whether two versions of a row are one to it.
    Whole(fn(&Filing, &Indicator, &Indicator) -> bool),
}

/// What rows that are about the same have in common.
pub type Key = [String; 3];

impl Scope {
    /// Rows, each by itself.
    pub const fn row(fields: &'static [Field]) -> Self {
        Self::Rows { beside: Beside::Fields(fields), reach: Reach::Row }
    }

    /// All rows, of which the rule sees only so much.
    pub const fn whole(
        fields: &'static [Field],
        is_one: fn(&Filing, &Indicator, &Indicator) -> bool,
    ) -> Self {
        Self::Rows { beside: Beside::Fields(fields), reach: Reach::Whole(is_one) }
    }
}

impl Beside {
    /// Whether a field is among what is read.
    pub fn has(self, field: &Field) -> bool {
        match self {
            Self::Fields(fields) => fields.contains(field),
            Self::Money => {
                let is_money = Field::OF_LINE.contains(field) || Field::OF_FUNCTION.contains(field);
                is_money || matches!(field, Field::MoneyUnit | Field::Amount(_))
            }
        }
    }
}
