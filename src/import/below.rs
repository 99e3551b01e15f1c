//! A head whose labels stand in one row and their values in the next.
//!
//! Knows which labels have such values, not what becomes of them. Invariant: a value belongs to the label in its own
//! column, and every value of the row has one.

use super::grid::{CellId, Grid};
use super::heading;
use super::money;
use super::parents::Entry;
use super::slot::{self, Slot};
use crate::model::{Amount, Amounts, Budget, Column, MoneyUnit};

/// A label with the value below it.
pub struct Below {
    /// The label's cell.
    pub label: CellId,
    /// What it names; `None` for one that no list knows, such as one of money.
    pub slot: Option<Slot>,
    /// The cell below.
    pub value: Option<CellId>,
}

/// The labels of a row with the values below them; `None` where they do not stand so.
pub fn values(grid: &Grid, row: usize) -> Option<Vec<Below>> {
    let labels = grid.unused(row);
    let values = grid.unused(row + 1);
    let is_table = !grid.is_words(row) && !grid.is_words(row + 1) && labels.len() < 25;
    if !is_table || labels.len() < 3 || values.len() < 2 || grid.line(row + 1) != grid.line(row) + 1 {
        return None;
    }
    let line_slot = |id: &CellId| slot::find(grid.text(*id)).filter(|it| it.is_line());
    let is_label = |id: &CellId| slot::find(grid.text(*id)).is_some() || grid.text(*id).contains(['：', ':']);
    let n_lines = labels.iter().filter(|id| line_slot(id).is_some()).count();
    // Labels and values in turn make no row of labels.
    let is_labels =
        1 < n_lines && labels.len() <= n_lines * 2 && labels.windows(2).all(|it| !is_pair(grid, it));
    let is_values =
        values.iter().all(|id| !is_label(id) && labels.iter().any(|it| grid.col(*it) == grid.col(*id)));
    if !is_labels
        || !is_values
        || labels.len() > values.len() * 2
        || heading::header(grid, row, row + 1).is_some()
    {
        return None;
    }
    let below = |label: CellId| values.iter().find(|id| grid.col(**id) == grid.col(label)).copied();
    let slot = |label: CellId| slot::find(grid.text(label)).filter(|it| it.is_line() || it.is_text());
    Some(labels.iter().map(|id| Below { label: *id, slot: slot(*id), value: below(*id) }).collect())
}

/// Whether the second cell can only be the value of the first.
fn is_pair(grid: &Grid, cells: &[CellId]) -> bool {
    let [first, second] = cells else { return false };
    let is_known = |id: CellId| {
        let text = grid.text(id);
        slot::find(text).is_some() || is_money(text)
    };
    is_known(*first) && !is_known(*second)
}

fn is_money(label: &str) -> bool {
    let (name, _) = money::name_of(label);
    money::has_unit(label)
        || money::heading(label).is_some()
        || money::is_total(&name)
        || money::is_kind(&name)
}

/// The labels of money in a row of a table with the amounts below them, where the next row is of amounts alone.
pub fn amounts(grid: &Grid, row: usize, labels: &[CellId]) -> Option<Vec<(CellId, CellId)>> {
    let below = grid.unused(row + 1);
    let is_table = !grid.is_words(row) && !grid.is_words(row + 1);
    if !is_table || below.len() < 2 || labels.iter().any(|id| money::is_amount(grid.text(*id))) {
        return None;
    }
    let over = |value: CellId| {
        let label = labels.iter().copied().find(|id| grid.col(*id) == grid.col(value))?;
        (money::is_amount(grid.text(value)) && is_money(grid.text(label))).then_some((label, value))
    };
    below.into_iter().map(over).collect()
}

/// A label of money with its amount behind it, in a row of other labels: 实施单位, its name, 预算金额（万元）, 430.
pub fn in_row(grid: &mut Grid, row: usize, budget: &mut Budget) -> Vec<Entry> {
    let rest = grid.unused(row);
    let is_label = |id: CellId| {
        let text = grid.text(id);
        money::has_unit(text) || money::is_total(&money::name_of(text).0)
    };
    let is_pair =
        |it: &(CellId, CellId)| it.0 + 1 == it.1 && is_label(it.0) && money::is_amount(grid.text(it.1));
    let pairs: Vec<(CellId, CellId)> =
        rest.iter().copied().zip(rest.iter().copied().skip(1)).filter(is_pair).collect();
    pairs.into_iter().filter_map(|(label, value)| money(grid, label, value, budget)).collect()
}

/// Notes the words of a cell that are in no field though the rest is: 其中 and the unit, as often as they stand there.
pub fn words_of_labels(grid: &mut Grid, id: CellId) {
    let text = grid.text(id).to_owned();
    let unit = if text.contains("万元") { "万元" } else { "元" };
    for word in ["其中", unit] {
        text.matches(word).for_each(|it| grid.part(id, it));
    }
}

/// The amount below a label of money.
pub fn money(grid: &mut Grid, label: CellId, value: CellId, budget: &mut Budget) -> Option<Entry> {
    let (text, printed) = (grid.text(label).to_owned(), grid.text(value).to_owned());
    if !is_money(&text) || !money::is_amount(&printed) {
        return None;
    }
    let own = money::number_and_unit(&printed);
    let said = if text.contains("万元") {
        Some(MoneyUnit::WanYuan)
    } else if money::has_unit(&text) {
        Some(MoneyUnit::Yuan)
    } else {
        own.map(|it| it.1)
    };
    // Amounts of another unit stay as they are.
    if said.is_some() && budget.unit.is_some_and(|it| Some(it) != said) {
        return None;
    }
    budget.unit = budget.unit.or(said);
    grid.field(label);
    grid.field(value);
    words_of_labels(grid, label);
    words_of_labels(grid, value);
    let (name, is_part) = money::name_of(&text);
    let number = own.map_or(printed.as_str(), |it| it.0);
    let amounts = Amounts(vec![(Column::Only, Amount::printed(number))]);
    // Amounts beside each other are one list.
    Some(Entry { name, is_part, amounts, ..Entry::default() })
}
