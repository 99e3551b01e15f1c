//! What is known of rows goes, comes and moves with them: cells, standing findings, the list that was written, the blocks
//! that rows break.
//!
//! It must not know what rules find. Invariant: what stood at a row stands at it afterwards, wherever that is now; what
//! stood at a row that went stands nowhere.

use super::Incremental;
use super::seen::Changes;
use super::wide::{self, Dirty};
use crate::check::counts::Counts;
use crate::check::finding::Finding;
use crate::check::follow_on::{self, Block};
use crate::model::reshape::{Reshape, follow};
use crate::model::{Field, Filing, Place};
use std::collections::HashMap;

impl Incremental {
    /// Lets what is known of rows and functions go, come and move with them.
    pub(super) fn pass(&mut self, changes: &Changes) {
        if changes.passed.is_empty() {
            return;
        }
        for (passed, reshape) in changes.passed.iter().zip(&changes.reshaped) {
            let unbroken = self.rows.pass(passed);
            for block in unbroken {
                self.unbreak(block);
            }
            let of_function = |it: usize| reshape.follow(Place::Function(it));
            if matches!(reshape, Reshape::FunctionCame(_) | Reshape::FunctionWent(_)) {
                let mut moved = HashMap::new();
                for ((function_idx, label), n) in self.broken.drain() {
                    if let Some(Place::Function(at)) = of_function(function_idx) {
                        moved.insert((at, label), n);
                    }
                }
                self.broken = moved;
                self.turned = std::mem::take(&mut self.turned)
                    .into_iter()
                    .filter_map(|(at, label)| match of_function(at)? {
                        Place::Function(at) => Some((at, label)),
                        _ => None,
                    })
                    .collect();
            }
        }
        self.rows.fit(&self.seen, &changes.came);
        self.move_standing(&changes.reshaped);
    }

    /// Lets what stands at places follow its rows and functions.
    fn move_standing(&mut self, reshaped: &[Reshape]) {
        // What stands above the first of them stays where it is.
        let first = first_moved(reshaped);
        for (at, mut findings) in self.standing.split_off(&first) {
            match follow(at, reshaped) {
                Some(at) => {
                    for it in &mut findings {
                        wide::move_to(it, at, reshaped);
                    }
                    self.standing.insert(at, findings);
                }
                None => self.counts = self.counts.minus(Counts::of(&findings)),
            }
        }
        if let Some(unwritten) = &mut self.unwritten {
            *unwritten =
                std::mem::take(unwritten).into_iter().filter_map(|it| follow(it, reshaped)).collect();
            self.unmoved.extend(reshaped);
        }
    }

    /// Takes note that a row no longer breaks a block.
    fn unbreak(&mut self, block: Block) {
        let left = self.broken.get(&block).map_or(0, |it| it.saturating_sub(1));
        if left == 0 {
            self.broken.remove(&block);
            self.turned.push(block);
        } else {
            self.broken.insert(block, left);
        }
    }

    /// Counts the rows that break blocks anew where they changed. A block that is broken or settled by that has its
    /// rows looked at again.
    pub(super) fn break_blocks(&mut self, filing: &Filing, changes: &Changes, dirty: &mut Dirty) {
        let mut rows: Vec<(usize, usize)> = changes.rows.iter().map(|it| (it.function_idx, it.idx)).collect();
        rows.extend(&changes.came);
        // A function that gets or loses its name makes other blocks of its rows.
        let is_name = |it: &Field| matches!(it, Field::FunctionId | Field::FunctionName);
        for (at, _) in changes.frame.iter().filter(|(_, field)| is_name(field)) {
            let Place::Function(function_idx) = *at else { continue };
            let n_rows = filing.functions.get(function_idx).map_or(0, |it| it.indicators.len());
            rows.extend((0..n_rows).map(|idx| (function_idx, idx)));
            dirty.extend((0..n_rows).map(|idx| Place::Indicator(function_idx, idx)));
        }
        for (function_idx, idx) in rows {
            let [old, new] = self.rows.set_broken(filing, (function_idx, idx));
            // Its own block may be another one now.
            dirty.insert(Place::Indicator(function_idx, idx));
            if old == new {
                continue;
            }
            if let Some(old) = old {
                self.unbreak(old);
            }
            if let Some(new) = new {
                let n = self.broken.entry(new.clone()).or_default();
                *n += 1;
                if *n == 1 {
                    self.turned.push(new);
                }
            }
        }
        for block in std::mem::take(&mut self.turned) {
            let n_rows = filing.functions.get(block.0).map_or(0, |it| it.indicators.len());
            let hides = |idx: &usize| {
                let found = self.rows.found(block.0, *idx);
                found.iter().any(|it| follow_on::at_stake(filing, it).as_ref() == Some(&block))
            };
            dirty.extend((0..n_rows).filter(hides).map(|idx| Place::Indicator(block.0, idx)));
        }
    }
}

/// The first place at which something may stand that stood elsewhere.
fn first_moved(reshaped: &[Reshape]) -> Place {
    let place = |it: &Reshape| match *it {
        Reshape::RowsCame { function, first, .. } | Reshape::RowsWent { function, first, .. } => {
            Place::Indicator(function, first)
        }
        // Functions stand before all rows.
        Reshape::FunctionCame(at) | Reshape::FunctionWent(at) => Place::Function(at),
        Reshape::Lines => Place::BudgetLine(0),
    };
    reshaped.iter().map(place).min().unwrap_or(Place::Indicator(usize::MAX, 0))
}

/// Lets the findings of a list, which are in form order, follow their rows and functions.
pub fn shift_list(findings: &mut Vec<Finding>, reshaped: &[Reshape]) {
    if reshaped.is_empty() {
        return;
    }
    let moved = first_moved(reshaped);
    let first = findings.partition_point(|it| it.at < moved);
    let mut tail = findings.split_off(first);
    tail.retain_mut(|it| {
        let at = follow(it.at, reshaped);
        at.inspect(|at| wide::move_to(it, *at, reshaped)).is_some()
    });
    findings.append(&mut tail);
}
