//! One filing as a list of tree rows in form order, with folding.
//!
//! Rows are flat: each knows its depth and where its subtree ends. The first row is the filing itself.

use super::folds::Folds;
use super::sieve::Sieve;
use crate::model::budget_tree::BudgetTree;
use crate::model::{Filing, Place};
use std::collections::HashSet;
use std::ops::Range;

/// What a tree row shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Node {
    /// The filing.
    Filing,
    /// The heading above the budget lines.
    Budget,
    /// A budget line.
    Line(usize),
    /// A function with a label; the whole list has no row of its own unless it is empty.
    Function(usize),
    /// A run of indicators of one level 1: function index and first and last-plus-one indicator.
    Level1(usize, usize, usize),
    /// A run of indicators of one level 1 and level 2, likewise.
    Level2(usize, usize, usize),
    /// An indicator.
    Indicator(usize, usize),
}

impl Node {
    /// The place that the row edits; `None` for runs and headings, which gather several.
    pub fn place(self) -> Option<Place> {
        match self {
            Self::Filing => Some(Place::Filing),
            Self::Budget | Self::Level1(..) | Self::Level2(..) => None,
            Self::Line(idx) => Some(Place::BudgetLine(idx)),
            Self::Function(idx) => Some(Place::Function(idx)),
            Self::Indicator(function_idx, idx) => Some(Place::Indicator(function_idx, idx)),
        }
    }

    /// The level for `z1`…`z4`: 1 the filing, 2 functions and the budget, 3 level 1, 4 level 2, 5 indicators.
    pub(super) fn level(self) -> usize {
        match self {
            Self::Filing => 1,
            Self::Budget | Self::Function(_) => 2,
            Self::Level1(..) => 3,
            Self::Level2(..) | Self::Line(_) => 4,
            Self::Indicator(..) => 5,
        }
    }
}

/// A row of the tree.
#[derive(Clone, Copy, Debug)]
pub struct OutlineRow {
    /// What it shows.
    pub node: Node,
    /// Steps below the filing's row.
    pub depth: u16,
    /// One past the last row below it.
    pub end: usize,
    /// The row above it in the tree; the first row is its own parent.
    pub parent: usize,
    /// Whether the rows below it are hidden.
    pub folded: bool,
}

/// A filing's rows.
#[derive(Clone, Debug, Default)]
pub struct Outline {
    rows: Vec<OutlineRow>,
    folds: Folds,
    /// What a filter keeps; it then says what is visible and folded.
    sieve: Option<Box<Sieve>>,
}

/// A row by what stays the same when rows come and go above it: kind and ordinal path.
type Key = (u8, usize, usize, usize);

impl Outline {
    /// All rows of a filing, unfolded.
    pub fn new(filing: &Filing) -> Self {
        let rows = rows_of(filing);
        let folds = Folds::new(rows.len());
        Self { rows, folds, sieve: None }
    }

    /// The rows after a change of the filing, folded as they were.
    #[must_use]
    pub fn rebuilt(&self, filing: &Filing) -> Self {
        let folded: HashSet<Key> = self.keys().filter(|(_, row)| row.folded).map(|(key, _)| key).collect();
        let mut new = Self::new(filing);
        let fold: Vec<usize> =
            new.keys().enumerate().filter(|(_, (key, _))| folded.contains(key)).map(|(idx, _)| idx).collect();
        for idx in fold {
            new.set_folded(idx, true);
        }
        new
    }

    /// The row at an index.
    pub fn row(&self, idx: usize) -> Option<&OutlineRow> {
        self.rows.get(idx)
    }

    /// Number of rows, hidden ones included.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are no rows: only before the outline is made.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Which rows are visible.
    pub fn folds(&self) -> &Folds {
        self.sieve.as_ref().map_or(&self.folds, |it| it.folds())
    }

    /// Filters the rows, or ends that; gives back what filtered them before.
    pub fn sift(&mut self, sieve: Option<Box<Sieve>>) -> Option<Box<Sieve>> {
        std::mem::replace(&mut self.sieve, sieve)
    }

    /// Whether a row is in the tree: a filter may leave it out.
    pub fn keeps(&self, idx: usize) -> bool {
        self.sieve.as_ref().is_none_or(|it| it.keeps(idx))
    }

    /// The indicators that a filter keeps, in form order; `None` where there is none.
    pub fn kept_indicators(&self) -> Option<&[Place]> {
        self.sieve.as_ref().map(|it| it.indicators())
    }

    /// Whether a row has rows below it; with a filter, rows that it keeps.
    pub fn has_children(&self, idx: usize) -> bool {
        match &self.sieve {
            Some(sieve) => sieve.has_below(idx),
            None => self.rows.get(idx).is_some_and(|row| row.end > idx + 1),
        }
    }

    /// Whether the rows below a row are hidden.
    pub fn is_folded(&self, idx: usize) -> bool {
        match &self.sieve {
            Some(sieve) => sieve.is_folded(idx),
            None => self.rows.get(idx).is_some_and(|row| row.folded),
        }
    }

    /// Folds or unfolds a row. A row without rows below it stays as it is.
    pub fn set_folded(&mut self, idx: usize, folded: bool) {
        let has_children = self.has_children(idx);
        let Some(row) = self.rows.get_mut(idx) else { return };
        if let Some(sieve) = &mut self.sieve {
            sieve.set_folded(idx, row.end, folded);
            return;
        }
        if row.folded == folded || !has_children {
            return;
        }
        row.folded = folded;
        let below = idx + 1..row.end;
        if folded { self.folds.hide(below) } else { self.folds.show(below) }
    }

    /// Shows rows down to a level (1 the filing … 5 indicators) and hides those below.
    pub fn fold_to(&mut self, level: usize) {
        for idx in 0..self.rows.len() {
            let folded = self.rows.get(idx).is_some_and(|row| row.node.level() >= level);
            self.set_folded(idx, folded);
        }
    }

    /// The row above a row in the tree.
    pub fn parent(&self, idx: usize) -> Option<usize> {
        self.rows.get(idx).map(|row| row.parent).filter(|parent| *parent != idx)
    }

    /// Unfolds everything above a row so that it can be seen.
    pub fn reveal(&mut self, idx: usize) {
        if let Some(sieve) = &mut self.sieve {
            sieve.keep(&self.rows, idx);
        }
        let mut above = self.parent(idx);
        while let Some(parent) = above {
            self.set_folded(parent, false);
            above = self.parent(parent);
        }
    }

    /// The row that shows a place.
    pub fn find(&self, place: Place) -> Option<usize> {
        self.rows.iter().position(|row| row.node.place() == Some(place))
    }

    /// The rows of these places; the nameless function is the filing's row.
    pub fn rows_of(&self, places: &[Place]) -> Vec<usize> {
        let wanted: HashSet<Place> = places.iter().copied().collect();
        let mut rows: Vec<usize> = (0..self.rows.len())
            .filter(|idx| {
                self.rows.get(*idx).and_then(|row| row.node.place()).is_some_and(|it| wanted.contains(&it))
            })
            .collect();
        let is_nameless = |place: &Place| matches!(place, Place::Function(_)) && self.find(*place).is_none();
        if rows.first() != Some(&0) && wanted.iter().any(is_nameless) {
            rows.insert(0, 0);
        }
        rows
    }

    /// The next or previous row with the same parent.
    pub fn sibling(&self, idx: usize, forward: bool) -> Option<usize> {
        let mut at = self.any_sibling(idx, forward)?;
        while !self.keeps(at) {
            at = self.any_sibling(at, forward)?;
        }
        Some(at)
    }

    fn any_sibling(&self, idx: usize, forward: bool) -> Option<usize> {
        let row = self.rows.get(idx)?;
        if forward {
            return self.rows.get(row.end).filter(|it| it.depth == row.depth).map(|_| row.end);
        }
        // The row before is the sibling or lies below it.
        let mut previous = idx.checked_sub(1)?;
        while self.rows.get(previous)?.depth > row.depth {
            previous = self.parent(previous)?;
        }
        self.rows.get(previous).filter(|it| it.depth == row.depth).map(|_| previous)
    }

    /// The rows of a subtree, the row itself included.
    pub fn subtree(&self, idx: usize) -> Range<usize> {
        idx..self.rows.get(idx).map_or(idx, |row| row.end)
    }

    /// The first and last indicator of a stretch of rows.
    pub fn places_at_ends(&self, stretch: Range<usize>) -> Option<(Place, Place)> {
        let rows = self.rows.get(stretch)?;
        let place = |row: &OutlineRow| row.node.place().filter(|it| matches!(it, Place::Indicator(..)));
        Some((rows.iter().find_map(place)?, rows.iter().rev().find_map(place)?))
    }

    /// All rows in order.
    pub fn rows(&self) -> &[OutlineRow] {
        &self.rows
    }

    /// The rows of a filing without the folding.
    pub fn rows_of_filing(filing: &Filing) -> Vec<OutlineRow> {
        rows_of(filing)
    }

    /// Rows with their indexes.
    pub fn iter(&self) -> impl Iterator<Item = &OutlineRow> {
        self.rows.iter()
    }

    fn keys(&self) -> impl Iterator<Item = (Key, &OutlineRow)> {
        let (mut level1, mut level2) = (0, 0);
        self.rows.iter().map(move |row| {
            let key = match row.node {
                Node::Filing => (0, 0, 0, 0),
                Node::Budget => (1, 0, 0, 0),
                Node::Line(idx) => (2, idx, 0, 0),
                Node::Function(idx) => {
                    (level1, level2) = (0, 0);
                    (3, idx, 0, 0)
                }
                Node::Level1(function_idx, first, _) => {
                    level1 = if first == 0 { 0 } else { level1 + 1 };
                    level2 = 0;
                    (4, function_idx, level1, 0)
                }
                Node::Level2(function_idx, ..) => {
                    level2 += 1;
                    (5, function_idx, level1, level2)
                }
                Node::Indicator(function_idx, idx) => (6, function_idx, idx, 0),
            };
            (key, row)
        })
    }
}

fn rows_of(filing: &Filing) -> Vec<OutlineRow> {
    let mut rows = Vec::with_capacity(filing.n_indicators() * 3 / 2 + 8);
    let push = |rows: &mut Vec<OutlineRow>, node, depth| {
        rows.push(OutlineRow { node, depth, end: 0, parent: 0, folded: false });
    };
    push(&mut rows, Node::Filing, 0);
    if !filing.budget.lines.is_empty() {
        push(&mut rows, Node::Budget, 1);
        for (idx, depth) in line_depths(filing).into_iter().enumerate() {
            push(&mut rows, Node::Line(idx), depth + 2);
        }
    }
    for (function_idx, function) in filing.functions.iter().enumerate() {
        let mut depth = 1;
        // Without indicators the whole list would not be seen at all.
        if !function.is_whole_list() || function.indicators.is_empty() {
            push(&mut rows, Node::Function(function_idx), depth);
            depth += 1;
        }
        let mut first = 0;
        for level1 in function.indicators.chunk_by(|a, b| a.level1 == b.level1) {
            push(&mut rows, Node::Level1(function_idx, first, first + level1.len()), depth);
            // A form without level 2 has no rows for it.
            let has_level2 = level1.iter().any(|it| !it.level2.is_empty());
            for level2 in level1.chunk_by(|a, b| a.level2 == b.level2) {
                if has_level2 {
                    push(&mut rows, Node::Level2(function_idx, first, first + level2.len()), depth + 1);
                }
                for idx in first..first + level2.len() {
                    push(&mut rows, Node::Indicator(function_idx, idx), depth + 1 + u16::from(has_level2));
                }
                first += level2.len();
            }
        }
    }
    link(&mut rows);
    rows
}

/// How deep each budget line lies below the lines that it names as its parents.
fn line_depths(filing: &Filing) -> Vec<u16> {
    let tree = BudgetTree::of(&filing.budget);
    (0..filing.budget.lines.len()).map(|idx| (tree.path(idx).len() - 1) as u16).collect()
}

/// Fills in where each subtree ends and what each row's parent is, from the depths.
fn link(rows: &mut [OutlineRow]) {
    // Open rows by depth; a row closes all open rows that are not above it.
    let mut open: Vec<usize> = Vec::new();
    for idx in 0..=rows.len() {
        let depth = rows.get(idx).map(|it| it.depth);
        while let Some(last) = open.last().copied() {
            let Some(row) = rows.get_mut(last).filter(|it| depth.is_none_or(|depth| it.depth >= depth))
            else {
                break;
            };
            row.end = idx;
            open.pop();
        }
        if let Some(row) = rows.get_mut(idx) {
            row.parent = open.last().copied().unwrap_or_default();
        }
        open.push(idx);
    }
}

#[cfg(test)]
mod tests;
