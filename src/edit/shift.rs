//! How rows move under a change, so that whoever remembers a place (marks, the jump list) can follow its row.

use super::change::Change;
use crate::model::Place;

/// What one change did to the places of rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shift {
    /// A row came to stand at this place.
    Came(Place),
    /// The row at this place went.
    Went(Place),
    /// A row moved; the second place is its place afterwards.
    Moved(Place, Place),
}

impl Shift {
    /// What a change does to places; `None` when all rows stay where they are.
    pub const fn of(change: &Change) -> Option<Self> {
        match change {
            Change::Set { .. } | Change::Allows { .. } => None,
            Change::Insert { at, .. } => Some(Self::Came(*at)),
            Change::Remove { at } => Some(Self::Went(*at)),
            Change::Move { from, to } => Some(Self::Moved(*from, *to)),
        }
    }

    /// Where the row of a place is afterwards; `None` when it went.
    pub fn follow(self, place: Place) -> Option<Place> {
        match self {
            Self::Came(at) => Some(place.after_insert(at)),
            Self::Went(at) => place.after_remove(at),
            Self::Moved(from, to) if place == from => Some(to),
            Self::Moved(from, to) => match (place, from, to) {
                // The indicators of a function move with it.
                (Place::Indicator(function, idx), Place::Function(from), Place::Function(to))
                    if function == from =>
                {
                    Some(Place::Indicator(to, idx))
                }
                _ => Some(place.after_remove(from)?.after_insert(to)),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Shift::{Came, Moved, Went};
    use crate::model::Place::{BudgetLine, Function, Indicator};

    #[test]
    fn a_place_follows_its_row() {
        for (shift, place, expected) in [
            (Came(Indicator(0, 1)), Indicator(0, 1), Some(Indicator(0, 2))),
            (Came(Indicator(0, 1)), Indicator(0, 0), Some(Indicator(0, 0))),
            (Came(Function(0)), Indicator(1, 3), Some(Indicator(2, 3))),
            (Went(Indicator(0, 1)), Indicator(0, 1), None),
            (Went(Function(1)), Indicator(1, 3), None),
            (Went(BudgetLine(0)), BudgetLine(2), Some(BudgetLine(1))),
            (Moved(Indicator(0, 0), Indicator(0, 2)), Indicator(0, 0), Some(Indicator(0, 2))),
            (Moved(Indicator(0, 0), Indicator(0, 2)), Indicator(0, 2), Some(Indicator(0, 1))),
            (Moved(Indicator(0, 0), Indicator(1, 0)), Indicator(1, 0), Some(Indicator(1, 1))),
            (Moved(Function(0), Function(1)), Indicator(0, 4), Some(Indicator(1, 4))),
            (Moved(Function(0), Function(1)), Indicator(1, 4), Some(Indicator(0, 4))),
        ] {
            assert_eq!(shift.follow(place), expected, "{shift:?} of {place:?}");
        }
    }
}
