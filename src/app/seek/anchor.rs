//! A row of the tree by what it is rather than where it is drawn, so that it is found again after edits.

use crate::app::tree::{Node, Outline, Spot};
use crate::app::{Entry, State};
use crate::edit::Shift;
use crate::model::Place;

/// Which kind of row an anchor holds on to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// The row of the place itself.
    Own,
    /// The heading above the budget lines.
    Budget,
    /// The run of one level 1 that the indicator is in.
    Level1,
    /// The run of one level 2 that the indicator is in.
    Level2,
}

/// A remembered row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// The row of a department with several filings.
    Group(usize),
    /// A row of a filing.
    Row(Row),
}

/// A remembered row of a filing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    entry: usize,
    kind: Kind,
    place: Place,
}

impl Anchor {
    /// The row of a place, or of the run that the place's indicator is in.
    pub(super) const fn of(entry: usize, kind: Kind, place: Place) -> Self {
        Self::Row(Row { entry, kind, place })
    }

    /// Kind and place of a filing's row.
    pub(super) const fn row(self) -> Option<(Kind, Place)> {
        match self {
            Self::Group(_) => None,
            Self::Row(row) => Some((row.kind, row.place)),
        }
    }

    /// Where the row is after steps in a filing; `None` when it went.
    pub fn followed(self, entry: usize, shifts: &[Shift]) -> Option<Self> {
        match self {
            Self::Row(row) if row.entry == entry => {
                let place =
                    shifts.iter().try_fold(row.place, |place, shift| shift.follow(place)).or_else(|| {
                        // A heading lives on with the other rows below it.
                        (row.kind == Kind::Budget).then_some(Place::Filing)
                    })?;
                Some(Self::Row(Row { place, ..row }))
            }
            other => Some(other),
        }
    }
}

impl State {
    /// The anchor of a row.
    pub fn anchor(&self, spot: Spot) -> Option<Anchor> {
        let entry = match spot {
            Spot::Group(group) => return Some(Anchor::Group(group)),
            Spot::Row { entry, .. } => entry,
        };
        let (kind, place) = match self.node_at(spot)? {
            Node::Budget => (Kind::Budget, Place::Filing),
            Node::Level1(function, first, _) => (Kind::Level1, Place::Indicator(function, first)),
            Node::Level2(function, first, _) => (Kind::Level2, Place::Indicator(function, first)),
            node => (Kind::Own, node.place()?),
        };
        Some(Anchor::Row(Row { entry, kind, place }))
    }

    /// Where an anchor's row is now; `None` when it is gone. Makes the rows of its filing.
    pub fn anchored(&mut self, anchor: Anchor) -> Option<Spot> {
        if let Anchor::Row(row) = anchor
            && let Some(filing) = self.entries.get(row.entry).map(Entry::filing)
        {
            self.forest.open(row.entry, filing);
        }
        self.seen_anchor(anchor)
    }

    /// The same without making rows: `None` also where the filing was never unfolded.
    pub fn seen_anchor(&self, anchor: Anchor) -> Option<Spot> {
        match anchor {
            Anchor::Group(group) => {
                let has_row = self.forest.group(group).is_some_and(|it| it.entries.len() > 1);
                has_row.then_some(Spot::Group(group))
            }
            Anchor::Row(row) if row.kind == Kind::Own && row.place == Place::Filing => {
                (row.entry < self.entries.len()).then_some(Spot::Row { entry: row.entry, row: 0 })
            }
            Anchor::Row(row) => {
                let found = find(self.forest.outline(row.entry)?, row)?;
                Some(Spot::Row { entry: row.entry, row: found })
            }
        }
    }
}

fn find(outline: &Outline, row: Row) -> Option<usize> {
    let is_it = |node: Node| match (row.kind, node, row.place) {
        (Kind::Own, node, place) => node.place() == Some(place),
        (Kind::Budget, Node::Budget, _) => true,
        (Kind::Level1, Node::Level1(at, from, end), Place::Indicator(function, idx))
        | (Kind::Level2, Node::Level2(at, from, end), Place::Indicator(function, idx)) => {
            at == function && (from..end).contains(&idx)
        }
        _ => false,
    };
    outline.iter().position(|it| is_it(it.node))
}
