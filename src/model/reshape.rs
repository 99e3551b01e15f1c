//! Where rows stand after others have come or gone.
//!
//! It must not know what is known of them. Invariant: a row that moved is one that went and one that came, so that whoever
//! follows a place never takes a new row for one that was there before.

use super::Place;

/// Rows, functions or lines that came or went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reshape {
    /// Rows of a function came to stand here.
    RowsCame {
        /// The function's index.
        function: usize,
        /// The index of the first of them.
        first: usize,
        /// How many.
        n: usize,
    },
    /// Rows of a function went from here.
    RowsWent {
        /// The function's index.
        function: usize,
        /// The index of the first of them.
        first: usize,
        /// How many.
        n: usize,
    },
    /// A function came, with its rows.
    FunctionCame(usize),
    /// A function went, with its rows.
    FunctionWent(usize),
    /// Budget lines came, went or moved: there are few, and all are looked at again.
    Lines,
}

impl Reshape {
    /// Where the row or function of a place is afterwards; `None` when it went.
    pub fn follow(self, place: Place) -> Option<Place> {
        let function_of = |it: usize, at: usize| match it.cmp(&at) {
            std::cmp::Ordering::Less => Some(it),
            std::cmp::Ordering::Equal => None,
            std::cmp::Ordering::Greater => Some(it - 1),
        };
        Some(match (self, place) {
            (Self::RowsCame { function, first, n }, Place::Indicator(at, idx))
                if at == function && idx >= first =>
            {
                Place::Indicator(at, idx + n)
            }
            (Self::RowsWent { function, first, n }, Place::Indicator(at, idx))
                if at == function && idx >= first =>
            {
                Place::Indicator(at, if idx < first + n { return None } else { idx - n })
            }
            (Self::FunctionCame(at), Place::Function(it)) if it >= at => Place::Function(it + 1),
            (Self::FunctionCame(at), Place::Indicator(it, idx)) if it >= at => Place::Indicator(it + 1, idx),
            (Self::FunctionWent(at), Place::Function(it)) => Place::Function(function_of(it, at)?),
            (Self::FunctionWent(at), Place::Indicator(it, idx)) => {
                Place::Indicator(function_of(it, at)?, idx)
            }
            _ => place,
        })
    }
}

/// Where the row or function of a place is after all of these; `None` when it went.
pub fn follow(place: Place, all: &[Reshape]) -> Option<Place> {
    all.iter().try_fold(place, |place, it| it.follow(place))
}

#[cfg(test)]
mod tests {
    use super::{Reshape, follow};
    use crate::model::Place::{BudgetLine, Function, Indicator};

    #[test]
    fn a_place_follows_its_row() {
        let came = Reshape::RowsCame { function: 1, first: 2, n: 3 };
        let went = Reshape::RowsWent { function: 1, first: 2, n: 3 };
        for (all, place, expected) in [
            (&[came][..], Indicator(1, 1), Some(Indicator(1, 1))),
            (&[came], Indicator(1, 2), Some(Indicator(1, 5))),
            (&[came], Indicator(0, 2), Some(Indicator(0, 2))),
            (&[went], Indicator(1, 4), None),
            (&[went], Indicator(1, 5), Some(Indicator(1, 2))),
            (&[came, went], Indicator(1, 7), Some(Indicator(1, 7))),
            (&[Reshape::FunctionCame(1)], Indicator(1, 7), Some(Indicator(2, 7))),
            (&[Reshape::FunctionCame(1)], Function(0), Some(Function(0))),
            (&[Reshape::FunctionWent(1)], Function(1), None),
            (&[Reshape::FunctionWent(1)], Indicator(1, 0), None),
            (&[Reshape::FunctionWent(1)], Indicator(2, 0), Some(Indicator(1, 0))),
            (&[Reshape::FunctionWent(0), Reshape::Lines], BudgetLine(2), Some(BudgetLine(2))),
        ] {
            assert_eq!(follow(place, all), expected, "{all:?} of {place:?}");
        }
    }
}
