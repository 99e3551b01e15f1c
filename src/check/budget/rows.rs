//! Identities within one row: its total and its sources of funds, its half year and its full year.

use super::block::Block;
use super::compare::compare;
use super::identity::{Identity, Kind};
use super::names;
use crate::model::{Column, Place};

/// All identities within rows, lines first.
pub fn derive(block: &Block<'_>, found: &mut Vec<Identity>) {
    let lines = (0..block.filing.budget.lines.len()).map(Place::BudgetLine);
    let tasks = (0..block.filing.functions.len()).map(Place::Function);
    let rows: Vec<Place> = lines.chain(tasks).filter(|it| !block.is_blank(*it)).collect();
    let columns = block.columns(rows.iter().copied());
    // Beside 财政拨款 the levels of government are parts of it.
    let has_fiscal = columns.contains(&Column::Fiscal);
    let is_source = |it: &&Column| {
        let is_named = matches!(it, Column::Named(_));
        names::is_source_column(it) && !(has_fiscal && is_named)
    };
    let sources: Vec<Column> = columns.iter().filter(is_source).cloned().collect();
    for row in rows {
        if columns.contains(&Column::Total) && !sources.is_empty() {
            sources_of(block, row, &sources, found);
        }
        half_and_full(block, row, found);
    }
}

fn sources_of(block: &Block<'_>, row: Place, sources: &[Column], found: &mut Vec<Identity>) {
    let prints = |it: &Column| block.amounts(row).is_some_and(|amounts| amounts.get(it).is_some());
    if !prints(&Column::Total) && !sources.iter().any(prints) {
        return;
    }
    let parts = sources.iter().map(|it| block.part(row, it)).collect();
    found.push(compare(block, Kind::Sources, block.part(row, &Column::Total), parts));
}

fn half_and_full(block: &Block<'_>, row: Place, found: &mut Vec<Identity>) {
    let half = block.part(row, &Column::Half);
    // A row may print the full year alone.
    if !half.is_blank() {
        found.push(compare(block, Kind::HalfAndFull, block.part(row, &Column::Full), vec![half]));
    }
}
