//! What differs between two filings: this year's and last year's, the declared and the approved one, a filing and what
//! was last saved of it.
//!
//! It knows filings only: no files, no screen, no changes. Invariants: a filing does not differ from itself; every
//! difference names one node and at most one field; every row of both filings stands in exactly one [`Pair`].

mod align;
pub mod excerpt;
mod ids;
mod names;
pub mod notice;
mod order;
mod weigh;
pub mod which;

pub use which::pair_filings;

use crate::messages::DiffText;
use crate::model::{Field, Filing, Place};
use crate::value::Shift;
use rust_decimal::Decimal;

/// How the rows of two filings are found to be the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Matching {
    /// By labels and names: two filings of different origin. Marks of the import are not compared.
    Names,
    /// By the identity of rows: two states of one filing.
    Identity,
}

/// A node of the left filing, of the right one, or of both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// On the left, the old side.
    pub left: Option<Place>,
    /// On the right, the new side.
    pub right: Option<Place>,
}

/// What is different.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Only the right filing has the row.
    Added,
    /// Only the left filing has the row.
    Removed,
    /// The row stands in another function, under other levels or under another budget line.
    Moved,
    /// The row stands before or after others than it did (only by identity).
    Reordered,
    /// The row has another name.
    Renamed,
    /// A target says something else.
    Target(Shift),
    /// An amount is another: by how much, in 元 where a unit is known; `None` where one side is no number.
    Money(Option<Decimal>),
    /// Any other text.
    Text,
    /// The list of accepted findings.
    Accepted,
}

impl Kind {
    /// The word in JSON.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Moved => "moved",
            Self::Reordered => "reordered",
            Self::Renamed => "renamed",
            Self::Target(_) => "target",
            Self::Money(_) => "money",
            Self::Text => "text",
            Self::Accepted => "accepted",
        }
    }

    /// What people call it.
    pub const fn title(self) -> DiffText {
        match self {
            Self::Added => DiffText::Added,
            Self::Removed => DiffText::Removed,
            Self::Moved => DiffText::Moved,
            Self::Reordered => DiffText::Reordered,
            Self::Renamed => DiffText::Renamed,
            Self::Target(shift) => shift_title(shift),
            Self::Money(_) => DiffText::Money,
            Self::Text => DiffText::Text,
            Self::Accepted => DiffText::Accepted,
        }
    }

    /// One column that tells it at a glance, in every terminal.
    pub const fn mark(self) -> &'static str {
        match self {
            Self::Added => "+",
            Self::Removed => "-",
            Self::Moved | Self::Reordered => ">",
            Self::Target(shift) if shift.is_looser() => "!",
            _ => "~",
        }
    }
}

const fn shift_title(shift: Shift) -> DiffText {
    match shift {
        Shift::Raised => DiffText::Raised,
        Shift::Lowered => DiffText::Lowered,
        Shift::Tightened => DiffText::Tightened,
        Shift::Loosened => DiffText::Loosened,
        Shift::Earlier => DiffText::Earlier,
        Shift::Later => DiffText::Later,
        Shift::Quantified => DiffText::Quantified,
        Shift::Qualified => DiffText::Qualified,
        Shift::Filled => DiffText::Filled,
        Shift::Blanked => DiffText::Blanked,
        Shift::SignChanged => DiffText::SignChanged,
        Shift::UnitChanged => DiffText::UnitChanged,
        Shift::Rewritten => DiffText::Rewritten,
        Shift::Other => DiffText::TargetOther,
    }
}

/// How many differences of each kind there are, in the order of reports: what, how many.
pub fn counts(differences: &[Difference]) -> Vec<(DiffText, usize)> {
    let whole = [Kind::Added, Kind::Removed, Kind::Moved, Kind::Reordered, Kind::Renamed];
    let n = |is: &dyn Fn(Kind) -> bool| differences.iter().filter(|it| is(it.kind)).count();
    let mut all: Vec<(DiffText, usize)> =
        whole.into_iter().map(|kind| (kind.title(), n(&|it| it == kind))).collect();
    all.extend(Shift::ALL.into_iter().map(|it| (shift_title(it), n(&|kind| kind == Kind::Target(it)))));
    all.push((DiffText::Money, n(&|it| matches!(it, Kind::Money(_)))));
    all.push((DiffText::Text, n(&|it| it == Kind::Text)));
    all.push((DiffText::Accepted, n(&|it| it == Kind::Accepted)));
    all.retain(|(_, n)| *n > 0);
    all
}

/// One difference of one node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What is different.
    pub kind: Kind,
    /// Where.
    pub at: Pair,
    /// The field, where it is one.
    pub field: Option<Field>,
    /// The text on the left: of the field, or the labels above a moved row.
    pub before: String,
    /// The text on the right.
    pub after: String,
}

/// What differs between two filings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diff {
    /// All nodes of both, in the order of the right filing; what only the left has stands after its old neighbor.
    pub pairs: Vec<Pair>,
    /// The differences, in the order of the pairs.
    pub differences: Vec<Difference>,
}

impl Diff {
    /// Whether the filings say the same.
    pub fn is_empty(&self) -> bool {
        self.differences.is_empty()
    }

    /// The differences of a pair.
    pub fn of(&self, pair: Pair) -> impl Iterator<Item = &Difference> {
        self.differences.iter().filter(move |it| it.at == pair)
    }
}

/// What differs from `left`, the old side, to `right`, the new side.
pub fn diff(left: &Filing, right: &Filing, matching: Matching) -> Diff {
    let rows = match matching {
        Matching::Names => names::match_rows(left, right),
        Matching::Identity => ids::match_rows(left, right),
    };
    let pairs = align::pairs(left, &rows);
    let mut weigh = weigh::Weigh::new(left, right, &rows, matching);
    let mut differences: Vec<Difference> = pairs.iter().flat_map(|it| weigh.differences(*it)).collect();
    if matching == Matching::Identity && left.allows != right.allows {
        differences.insert(0, weigh::accepted(left, right));
    }
    Diff { pairs, differences }
}

/// Which rows of two filings are the same: for every row of the right, the row of the left.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rows {
    /// Budget lines.
    pub lines: Vec<Option<usize>>,
    /// Functions.
    pub functions: Vec<Option<usize>>,
    /// Indicators, by function.
    pub indicators: Vec<Vec<Option<(usize, usize)>>>,
}

#[cfg(test)]
mod tests;
