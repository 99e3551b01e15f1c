//! The rows of a filing that a filter keeps, with folding of their own, so that leaving the filter finds the tree as
//! it was.
//!
//! Invariant: with every kept row the rows above it are kept too.

use super::folds::Folds;
use super::outline::OutlineRow;
use crate::model::Place;

/// What a filter keeps of a filing's rows.
#[derive(Clone, Debug)]
pub struct Sieve {
    folds: Folds,
    kept: Vec<bool>,
    folded: Vec<bool>,
    /// Whether any row below a row is kept.
    has_below: Vec<bool>,
    /// The indicators that are kept, in form order.
    indicators: Vec<Place>,
}

impl Sieve {
    /// Keeps these rows and the rows above them, unfolded.
    pub fn new(rows: &[OutlineRow], mut kept: Vec<bool>) -> Self {
        kept.resize(rows.len(), false);
        let mut has_below = vec![false; rows.len()];
        for idx in (1..rows.len()).rev() {
            let Some(parent) = rows.get(idx).map(|it| it.parent) else { continue };
            if kept.get(idx) == Some(&true) {
                set(&mut kept, parent);
                set(&mut has_below, parent);
            }
        }
        let both = rows.iter().zip(&kept);
        let indicators =
            both.filter(|(_, is_kept)| **is_kept).filter_map(|(row, _)| indicator(row)).collect();
        Self { folds: Folds::of(&kept), folded: vec![false; rows.len()], kept, has_below, indicators }
    }

    /// The indicators that are kept, in form order.
    pub fn indicators(&self) -> &[Place] {
        &self.indicators
    }

    /// Which rows are visible.
    pub const fn folds(&self) -> &Folds {
        &self.folds
    }

    /// Whether a row is kept.
    pub fn keeps(&self, idx: usize) -> bool {
        self.kept.get(idx) == Some(&true)
    }

    /// Whether a row has kept rows below it.
    pub fn has_below(&self, idx: usize) -> bool {
        self.has_below.get(idx) == Some(&true)
    }

    /// Whether the rows below a row are hidden by folding.
    pub fn is_folded(&self, idx: usize) -> bool {
        self.folded.get(idx) == Some(&true)
    }

    /// Folds or unfolds a row that ends before `end`.
    pub fn set_folded(&mut self, idx: usize, end: usize, folded: bool) {
        if !self.has_below(idx) || self.is_folded(idx) == folded {
            return;
        }
        if let Some(slot) = self.folded.get_mut(idx) {
            *slot = folded;
        }
        if folded { self.folds.hide(idx + 1..end) } else { self.folds.show(idx + 1..end) }
    }

    /// Keeps one more row, with the rows above it.
    pub fn keep(&mut self, rows: &[OutlineRow], idx: usize) {
        let mut at = idx;
        while let Some(row) = rows.get(at) {
            if !self.keeps(at) {
                set(&mut self.kept, at);
                self.folds.put_in(at);
                if let Some(place) = indicator(row) {
                    let before = self.indicators.partition_point(|it| *it < place);
                    self.indicators.insert(before, place);
                }
            }
            if row.parent == at {
                return;
            }
            set(&mut self.has_below, row.parent);
            at = row.parent;
        }
    }
}

fn indicator(row: &OutlineRow) -> Option<Place> {
    row.node.place().filter(|it| matches!(it, Place::Indicator(..)))
}

fn set(flags: &mut [bool], idx: usize) {
    if let Some(flag) = flags.get_mut(idx) {
        *flag = true;
    }
}
