//! Where the money block of a form parts: into its sides (收入, 支出), and into columns whose headings no list knows.
//!
//! Must not know levels or indicators. Invariant: entries keep their order.

use super::grid::{CellId, Grid};
use super::money;
use super::parents::Entry;
use crate::model::Column;

/// The blocks of a form with so many sides. One column of amounts needs no heading, so a second side may begin
/// without one: where its total is, which has the name of the first side's.
pub fn split(blocks: Vec<Vec<Entry>>, n_sides: usize) -> Vec<Vec<Entry>> {
    if n_sides <= blocks.len() || blocks.is_empty() {
        return blocks;
    }
    let starts = |block: &[Entry]| -> Vec<usize> {
        let Some(first) = block.first().filter(|it| money::is_total(&it.name)) else { return Vec::new() };
        let begins = |it: &Entry| stem(&it.name) == stem(&first.name) && it.row != first.row;
        block.iter().enumerate().filter(|(_, it)| begins(it)).map(|(idx, _)| idx).collect()
    };
    let n_split: usize = blocks.iter().map(|it| 1 + starts(it).len()).sum();
    if n_split != n_sides {
        return blocks;
    }
    let mut split = Vec::new();
    for mut block in blocks {
        let mut tails: Vec<Vec<Entry>> =
            starts(&block).into_iter().rev().map(|at| block.split_off(at)).collect();
        split.push(block);
        tails.reverse();
        split.append(&mut tails);
    }
    split
}

/// A total without the side that it names: 收入总计 and 支出总计 are both 总计.
fn stem(name: &str) -> &str {
    ["部门收入", "部门支出", "本年收入", "本年支出", "收入", "支出"]
        .iter()
        .find_map(|it| name.strip_prefix(it))
        .unwrap_or(name)
}

/// The columns of amounts that these cells are the headings of, by the row below: it has a label left of them and
/// amounts under at least two of them, and none elsewhere.
pub fn headings(grid: &Grid, row: usize, ids: &[CellId]) -> Option<Vec<(Column, usize)>> {
    let is_table = !grid.is_words(row) && !grid.is_words(row + 1);
    if !is_table || ids.len() < 2 || ids.iter().any(|id| money::is_amount(grid.text(*id))) {
        return None;
    }
    let columns: Vec<usize> = ids.iter().map(|id| grid.col(*id)).collect();
    let below: Vec<CellId> = grid.unused(row + 1);
    let (amounts, labels): (Vec<CellId>, Vec<CellId>) =
        below.iter().partition(|id| money::is_amount(grid.text(**id)));
    let first = *columns.first()?;
    let is_under = amounts.iter().all(|id| columns.contains(&grid.col(*id)));
    let is_labelled = !labels.is_empty() && labels.iter().all(|id| grid.col(*id) < first);
    if amounts.len() < 2 || !is_under || !is_labelled {
        return None;
    }
    let column = |id: &CellId| {
        let text = grid.text(*id);
        (money::heading(text).unwrap_or_else(|| Column::Named(text.to_owned())), grid.col(*id))
    };
    Some(ids.iter().map(column).collect())
}
