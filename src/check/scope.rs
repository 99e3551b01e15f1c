//! After which edits a rule about whole filings has to look again, and how far its findings reach.
//!
//! It must not know single rules: each states its scope in its record. Invariant: a scope that is too wide costs time
//! only; one that is too narrow is caught by the test that compares incremental with full results.

use crate::model::{Field, Filing, Indicator};
use rustc_hash::FxBuildHasher;
use std::hash::{BuildHasher, Hash};

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

/// How far a change of one row reaches, and that it comes or goes.
#[derive(Clone, Copy, Debug)]
pub enum Reach {
    /// A row's findings are about that row. What it finds elsewhere has nothing to do with rows.
    Row,
    /// A row's findings are about that row and the one above it in its function.
    Above,
    /// A row's findings are about it and the rows of its function with the same key; no key: it has none.
    Alike(fn(&Indicator) -> Option<Key>),
    /// All rows, but the rule sees only so much of each.
    Whole(Sight),
    /// A function's findings are about it and its rows, of which the rule sees only so much.
    Function(Sight),
}

/// How much of a row a rule sees.
#[derive(Clone, Copy, Debug)]
pub struct Sight {
    /// Whether two versions of a row are one to it.
    pub is_one: fn(&Filing, &Indicator, &Indicator) -> bool,
    /// Of what kind a row is, which says what it means that it comes or goes.
    pub kind: KindOf,
}

/// Of what kind to a rule the rows of a filing are: what it takes of the filing beside rows it takes once.
pub type KindOf = for<'a> fn(&'a Filing) -> Box<dyn Fn(&Indicator) -> Kind + 'a>;

/// Of what kind a row is to a rule that has found nothing at rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// As long as there are only such rows and those of [`Kind::One`], it makes no difference to what is found.
    Nothing,
    /// One row of a number is as good as many: only the first that comes and the last that goes count.
    One(u64),
    /// Each such row counts, and where there is one all others do, too.
    Each,
}

impl Kind {
    /// The kind of rows that have this in common.
    pub fn of(it: impl Hash) -> Self {
        Self::One(FxBuildHasher.hash_one(it))
    }
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
        kind: KindOf,
    ) -> Self {
        Self::Rows { beside: Beside::Fields(fields), reach: Reach::Whole(Sight { is_one, kind }) }
    }

    /// The rows of each function, of which the rule sees only so much.
    pub const fn function(
        fields: &'static [Field],
        is_one: fn(&Filing, &Indicator, &Indicator) -> bool,
        kind: KindOf,
    ) -> Self {
        Self::Rows { beside: Beside::Fields(fields), reach: Reach::Function(Sight { is_one, kind }) }
    }
}

impl Beside {
    /// Whether it is read which functions there are.
    pub const fn has_functions(self) -> bool {
        matches!(self, Self::Money)
    }

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
