//! Bringing together what two people made of one filing: three states in, one step out.
//!
//! It knows filings only. The step is made on *their* filing, the one that the file holds now, and brings in what *I*
//! changed since the common base. Invariants: where only one side changed a node, that side's text stands; where both
//! did, nothing is decided here: it is a [`Collision`], and theirs stands until a person says otherwise.

mod work;

use crate::diff::{self, Matching, Pair};
use crate::edit::{Change, Row};
use crate::model::{Allow, Column, Field, Filing, Place};
use std::collections::BTreeSet;
use work::Work;

/// Whose word counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Side {
    /// What the file holds now.
    #[default]
    Theirs,
    /// What was changed here.
    Mine,
}

/// What both changed, each in another way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Collision {
    /// The node: in their filing, or in mine where they removed it.
    pub at: Place,
    /// Whether `at` is a place of my filing.
    pub is_gone: bool,
    /// The field; `None` where one removed the row and the other changed it.
    pub field: Option<Field>,
    /// What I made of it; empty where I removed the row.
    pub mine: String,
    /// What they made of it; empty where they removed it.
    pub theirs: String,
    /// Whose word counts in this merge.
    pub side: Side,
}

/// What a merge comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Merged {
    /// What brings my changes into their filing, in order.
    pub changes: Vec<Change>,
    /// What both changed, in a fixed order.
    pub collisions: Vec<Collision>,
}

/// Brings my changes since `base` into `theirs`. `choices` decides about the collisions in their order; theirs counts
/// for those beyond its end.
pub fn merge(base: &Filing, mine: &Filing, theirs: &Filing, choices: &[Side]) -> Merged {
    let my_pairs = diff::diff(base, mine, Matching::Identity).pairs;
    let their_pairs = diff::diff(base, theirs, Matching::Names).pairs;
    let mut merge = Merge { base, mine, choices, work: Work::new(theirs), collisions: Vec::new() };
    merge.work.meet(&my_pairs, &their_pairs);
    for pair in &my_pairs {
        if let (Some(left), Some(right)) = (pair.left, pair.right) {
            merge.edited(left, right);
        }
    }
    // Functions first, for rows may have moved into a new one; then the other new rows, beside those that they follow.
    let is_new = |it: &&Pair| it.left.is_none();
    let new: Vec<Place> = my_pairs.iter().filter(is_new).filter_map(|it| it.right).collect();
    for at in new.iter().filter(|it| matches!(it, Place::Function(_))) {
        merge.work.insert(mine, *at);
    }
    merge.moved(&my_pairs);
    for at in new.iter().filter(|it| !matches!(it, Place::Function(_))) {
        merge.work.insert(mine, *at);
    }
    // From the end, so that a function goes after its rows.
    for pair in my_pairs.iter().rev() {
        if let Pair { left: Some(left), right: None } = pair {
            merge.removed(*left, &their_pairs);
        }
    }
    merge.accepted(theirs);
    Merged { changes: merge.work.changes, collisions: merge.collisions }
}

struct Merge<'a> {
    base: &'a Filing,
    mine: &'a Filing,
    choices: &'a [Side],
    work: Work,
    collisions: Vec<Collision>,
}

impl Merge<'_> {
    /// Notes a collision and says whose word counts.
    fn collide(
        &mut self,
        at: Place,
        is_gone: bool,
        field: Option<Field>,
        mine: String,
        theirs: String,
    ) -> Side {
        let side = self.choices.get(self.collisions.len()).copied().unwrap_or_default();
        self.collisions.push(Collision { at, is_gone, field, mine, theirs, side });
        side
    }

    /// A row, or the filing itself, that base and mine have.
    fn edited(&mut self, left: Place, right: Place) {
        let changed: Vec<(Field, String, String)> = fields(self.base, left)
            .into_iter()
            .chain(fields(self.mine, right))
            .fold(Vec::new(), |mut all: Vec<Field>, field| {
                if !all.contains(&field) {
                    all.push(field);
                }
                all
            })
            .into_iter()
            .map(|field| {
                let (old, new) = (text(self.base, left, &field), text(self.mine, right, &field));
                (field, old, new)
            })
            .filter(|(_, old, new)| old != new)
            .collect();
        if changed.is_empty() {
            return;
        }
        let Some(at) = self.work.place(right) else {
            let mine = name(self.mine, right);
            if self.collide(right, true, None, mine, String::new()) == Side::Mine {
                self.work.insert(self.mine, right);
            }
            return;
        };
        for (field, old, new) in changed {
            let now = text(&self.work.filing, at, &field);
            let takes_mine = now == old
                || now != new && self.collide(at, false, Some(field.clone()), new.clone(), now) == Side::Mine;
            if takes_mine {
                self.work.make(Change::Set { at, field, text: new });
            }
        }
    }

    /// Rows that I moved to another function, or to another place among their neighbours.
    fn moved(&mut self, my_pairs: &[Pair]) {
        let rows: Vec<(Place, Place)> = my_pairs
            .iter()
            .filter_map(|it| Some((it.left?, it.right?)))
            .filter(|(_, right)| matches!(right, Place::Indicator(..) | Place::BudgetLine(_)))
            .collect();
        // Lists whose rows I brought into another order, or got from another list.
        let reordered: BTreeSet<List> = rows
            .windows(2)
            .filter_map(|it| match it {
                [(before, first), (after, second)] => {
                    (List::of(*first) == List::of(*second) && before > after).then(|| List::of(*second))
                }
                _ => None,
            })
            .chain(
                rows.iter()
                    .filter(|(left, right)| !self.is_same_list(*left, *right))
                    .map(|it| List::of(it.1)),
            )
            .collect();
        for (_, right) in rows {
            if reordered.contains(&List::of(right)) {
                self.work.move_after(right);
            }
        }
    }

    /// Whether a row stands in the list in which it was.
    fn is_same_list(&self, left: Place, right: Place) -> bool {
        match (left, right) {
            (Place::Indicator(was, _), Place::Indicator(is, _)) => {
                let id = |filing: &Filing, idx: usize| filing.functions.get(idx).map(|it| it.row.0);
                id(self.base, was) == id(self.mine, is)
            }
            _ => true,
        }
    }

    /// A row that base has and mine has not.
    fn removed(&mut self, left: Place, their_pairs: &[Pair]) {
        let Some(at) = self.work.place_of_base(left, their_pairs) else { return };
        let is_as_it_was = fields(self.base, left)
            .iter()
            .chain(&fields(&self.work.filing, at))
            .all(|field| text(self.base, left, field) == text(&self.work.filing, at, field));
        let is_empty = match at {
            Place::Function(idx) => {
                self.work.filing.functions.get(idx).is_none_or(|it| it.indicators.is_empty())
            }
            _ => true,
        };
        let theirs = name(&self.work.filing, at);
        let goes =
            is_as_it_was && is_empty || self.collide(at, false, None, String::new(), theirs) == Side::Mine;
        if goes {
            self.work.remove(at);
        }
    }

    /// Accepted findings: theirs and mine, without those that either took back.
    fn accepted(&mut self, theirs: &Filing) {
        let (base, mine) = (&self.base.allows, &self.mine.allows);
        if base == mine {
            return;
        }
        let is_dropped = |it: &Allow| base.contains(it) && !mine.contains(it);
        let mut to: Vec<Allow> = theirs.allows.iter().filter(|it| !is_dropped(it)).cloned().collect();
        let new = mine.iter().filter(|it| !base.contains(it));
        for it in new {
            if !to.contains(it) {
                to.push(it.clone());
            }
        }
        if to != theirs.allows {
            self.work.make(Change::Allows { to });
        }
    }
}

/// A list in which rows have an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum List {
    Budget,
    Functions,
    Of(usize),
}

impl List {
    const fn of(place: Place) -> Self {
        match place {
            Place::Filing | Place::Function(_) => Self::Functions,
            Place::BudgetLine(_) => Self::Budget,
            Place::Indicator(function, _) => Self::Of(function),
        }
    }
}

/// The fields of a node, the columns of its amounts included.
fn fields(filing: &Filing, at: Place) -> Vec<Field> {
    let amounts = |amounts: &crate::model::Amounts| -> Vec<Field> {
        amounts.0.iter().map(|(column, _): &(Column, _)| Field::Amount(column.clone())).collect()
    };
    match at {
        Place::Filing => Field::OF_FILING.to_vec(),
        Place::BudgetLine(idx) => {
            let mut all = Field::OF_LINE.to_vec();
            all.extend(filing.budget.lines.get(idx).map(|it| amounts(&it.amounts)).unwrap_or_default());
            all
        }
        Place::Function(idx) => {
            let mut all = Field::OF_FUNCTION.to_vec();
            all.extend(filing.functions.get(idx).map(|it| amounts(&it.amounts)).unwrap_or_default());
            all
        }
        Place::Indicator(..) => Field::OF_INDICATOR.to_vec(),
    }
}

fn text(filing: &Filing, at: Place, field: &Field) -> String {
    filing.get(at, field).unwrap_or_default().into_owned()
}

/// What a row is called.
fn name(filing: &Filing, at: Place) -> String {
    match at {
        Place::Filing => String::new(),
        Place::BudgetLine(_) => text(filing, at, &Field::LineName),
        Place::Function(_) => text(filing, at, &Field::FunctionId) + &text(filing, at, &Field::FunctionName),
        Place::Indicator(..) => {
            let (name, target) = (text(filing, at, &Field::IndicatorName), text(filing, at, &Field::Target));
            format!("{name} {target}").trim().to_owned()
        }
    }
}

/// A row of a filing, a function without its indicators.
fn row(filing: &Filing, at: Place) -> Option<Row> {
    match at {
        Place::Filing => None,
        Place::BudgetLine(idx) => filing.budget.lines.get(idx).cloned().map(Row::Line),
        Place::Function(idx) => {
            let mut function = filing.functions.get(idx)?.clone();
            function.indicators.clear();
            Some(Row::Function(function))
        }
        Place::Indicator(function_idx, idx) => {
            filing.indicator(function_idx, idx).cloned().map(Row::Indicator)
        }
    }
}

#[cfg(test)]
mod tests;
