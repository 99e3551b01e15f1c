//! What the rules about rows have found, row by row.
//!
//! It must not know rules about whole filings. Invariant: a cell for every row of the filing, at the row's place.

use super::seen::Passed;
use crate::check::facts::{Asked, Facts, Frame};
use crate::check::finding::Finding;
use crate::check::follow_on::{self, Block};
use crate::check::labels::Labels;
use crate::check::settings::Settings;
use crate::check::{Rules, check_row};
use crate::model::{Filing, Function, Place};

/// What is known of a row.
#[derive(Clone, Debug, Default)]
pub struct Cell {
    /// What the rules found, before anything is hidden, graded or accepted; at the place that the row had then.
    pub found: Vec<Finding>,
    /// The facts of the filing that they asked for.
    asked: Asked,
    /// What tells the block that it breaks from others of its function.
    broken: Option<Box<str>>,
    /// Its labels as printed, where a configuration knows other names of levels.
    printed: Option<Box<[String; 2]>>,
}

/// What is known of all rows.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    cells: Vec<Vec<Cell>>,
}

impl Rows {
    /// Empty cells for the rows of a filing.
    pub fn of(filing: &Filing) -> Self {
        let cells = |n: usize| vec![Cell::default(); n];
        Self { cells: filing.functions.iter().map(|it| cells(it.indicators.len())).collect() }
    }

    /// The cell of a row.
    pub fn get(&self, function_idx: usize, idx: usize) -> Option<&Cell> {
        self.cells.get(function_idx)?.get(idx)
    }

    /// All of them with their places.
    pub fn iter(&self) -> impl Iterator<Item = (Place, &Cell)> {
        self.cells.iter().enumerate().flat_map(|(function_idx, cells)| {
            cells.iter().enumerate().map(move |(idx, it)| (Place::Indicator(function_idx, idx), it))
        })
    }

    /// The rows that asked for one of these facts.
    pub fn that_asked(&self, facts: Asked) -> Vec<(usize, usize)> {
        if facts.is_empty() {
            return Vec::new();
        }
        let all = self.cells.iter().enumerate().flat_map(|(function_idx, cells)| {
            cells.iter().enumerate().map(move |(idx, it)| (function_idx, idx, it))
        });
        all.filter(|(_, _, it)| it.asked.meets(facts))
            .map(|(function_idx, idx, _)| (function_idx, idx))
            .collect()
    }

    /// Checks a row again. Says whether something else was found.
    pub fn check(
        &mut self,
        seen: &Filing,
        facts: &Facts,
        rules: &Rules,
        settings: &Settings,
        (function_idx, idx): (usize, usize),
    ) -> bool {
        let cell = self.cells.get_mut(function_idx).and_then(|it| it.get_mut(idx));
        let Some((cell, indicator)) = cell.zip(seen.indicator(function_idx, idx)) else { return false };
        let frame = Frame::new(facts);
        let mut found = Vec::new();
        let labels = Labels::of(&indicator.level1, &indicator.level2);
        let at = Place::Indicator(function_idx, idx);
        check_row((indicator, at), labels, &frame, rules, settings, &mut found);
        cell.asked = frame.asked();
        let is_other = cell.found != found;
        cell.found = found;
        is_other
    }

    /// Notes what a row breaks, and answers what it broke before.
    pub fn set_broken(&mut self, filing: &Filing, (function_idx, idx): (usize, usize)) -> [Option<Block>; 2] {
        let cell = self.cells.get_mut(function_idx).and_then(|it| it.get_mut(idx));
        let Some((cell, indicator)) = cell.zip(filing.indicator(function_idx, idx)) else {
            return [None, None];
        };
        let new = follow_on::broken(filing, function_idx, indicator);
        let old = std::mem::replace(&mut cell.broken, new.as_ref().map(|it| it.1.as_str().into()));
        [old.map(|it| (function_idx, it.into_string())), new]
    }

    /// Lets cells go and come with their rows; new ones are empty. Answers the blocks that rows broke which went, as they
    /// are called at that moment.
    pub fn pass(&mut self, it: &Passed) -> Vec<Block> {
        let broken = |function_idx: usize, cells: &mut dyn Iterator<Item = Cell>| -> Vec<Block> {
            cells.filter_map(|it| it.broken).map(|it| (function_idx, it.into_string())).collect()
        };
        match it {
            Passed::RowsCame { function, first, n } => {
                if let Some(cells) = self.cells.get_mut(*function) {
                    let first = (*first).min(cells.len());
                    cells.splice(first..first, std::iter::repeat_with(Cell::default).take(*n));
                }
            }
            Passed::RowsWent { function, first, rows } => {
                let Some(cells) = self.cells.get_mut(*function) else { return Vec::new() };
                let end = (first + rows.len()).min(cells.len());
                return broken(*function, &mut cells.drain((*first).min(end)..end));
            }
            Passed::FunctionCame(at) => self.cells.insert((*at).min(self.cells.len()), Vec::new()),
            Passed::FunctionWent { at, .. } if *at < self.cells.len() => {
                let cells = self.cells.remove(*at);
                return broken(*at, &mut cells.into_iter());
            }
            Passed::FunctionWent { .. } => {}
        }
        Vec::new()
    }

    /// Makes room for the rows of functions that came.
    pub fn fit(&mut self, filing: &Filing, came: &[(usize, usize)]) {
        for (function_idx, _) in came {
            let n = filing.functions.get(*function_idx).map_or(0, |it| it.indicators.len());
            if let Some(cells) = self.cells.get_mut(*function_idx).filter(|it| it.len() < n) {
                cells.resize(n, Cell::default());
            }
        }
    }

    /// What was found in a row, before anything is hidden, graded or accepted. Rules about rows mend only their row.
    pub fn found(&self, function_idx: usize, idx: usize) -> Vec<Finding> {
        let mut found = self.get(function_idx, idx).map_or_else(Vec::new, |it| it.found.clone());
        let at = Place::Indicator(function_idx, idx);
        for finding in &mut found {
            finding.at = at;
            finding.fix.iter_mut().flat_map(|it| &mut it.edits).for_each(|it| it.at = at);
        }
        found
    }

    /// Notes the labels as printed. Says whether they are others than before.
    pub fn set_printed(&mut self, filing: &Filing, (function_idx, idx): (usize, usize)) -> bool {
        let cell = self.cells.get_mut(function_idx).and_then(|it| it.get_mut(idx));
        let Some((cell, indicator)) = cell.zip(filing.indicator(function_idx, idx)) else { return false };
        let labels = Some(Box::new([indicator.level1.clone(), indicator.level2.clone()]));
        let is_other = cell.printed != labels;
        cell.printed = labels;
        is_other
    }

    /// Brings the cells to the shape of a filing of which rows and functions came or went. Cells of rows that still
    /// stand before or after what changed are kept and moved to their new places; the others are answered.
    pub fn reshape(&mut self, old: &[Function], new: &[Function]) -> Vec<(usize, usize)> {
        let mut stale = Vec::new();
        let cells = std::mem::take(&mut self.cells);
        let (head, tail) = shared(old, new);
        let (n_old, n_new) = (old.len(), new.len());
        let mut cells: Vec<Option<Vec<Cell>>> = cells.into_iter().map(Some).collect();
        for (function_idx, function) in new.iter().enumerate() {
            // Between what both share, functions are paired only where they are as many.
            let from = if function_idx < head || n_old == n_new {
                Some(function_idx)
            } else {
                (function_idx >= n_new - tail).then(|| function_idx + n_old - n_new)
            };
            let before = from.and_then(|it| Some((old.get(it)?, cells.get_mut(it)?.take()?)));
            let (rows, mut kept) =
                before.map_or((&[][..], Vec::new()), |(it, kept)| (&it.indicators[..], kept));
            let (first, last) = shared(rows, &function.indicators);
            let after: Vec<Cell> = kept.drain(kept.len().saturating_sub(last)..).collect();
            kept.truncate(first);
            let n_stale = function.indicators.len() - first - last;
            kept.resize(first + n_stale, Cell::default());
            kept.extend(after);
            stale.extend((first..first + n_stale).map(|idx| (function_idx, idx)));
            self.cells.push(kept);
        }
        stale
    }
}

/// How many items at the beginning and at the end are the same; together never more than either has.
fn shared<T: PartialEq>(old: &[T], new: &[T]) -> (usize, usize) {
    let head = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let most = old.len().min(new.len()) - head;
    let tail = old.iter().rev().zip(new.iter().rev()).take(most).take_while(|(a, b)| a == b).count();
    (head, tail)
}
