//! The money block of a filing as the derivations see it: values of cells, names of rows, columns in use.
//!
//! It decides nothing: it only answers what is printed where.

use super::identity::{Part, Value};
use super::names::{self, Side};
use crate::model::{Amounts, BudgetTree, Column, Filing, Place};
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// A filing's money with what all identities share.
#[derive(Debug)]
pub struct Block<'a> {
    /// The filing.
    pub filing: &'a Filing,
    /// Its lines as a forest.
    pub tree: BudgetTree,
    /// The largest number of decimals printed in the block (TOL4).
    pub n_decimals: u32,
    /// Whether it prints more than one column.
    pub has_columns: bool,
    n_of_name: FxHashMap<String, usize>,
    sides: Vec<Option<Side>>,
}

impl<'a> Block<'a> {
    /// The block of a filing.
    pub fn of(filing: &'a Filing) -> Self {
        let mut n_of_name = FxHashMap::default();
        for line in &filing.budget.lines {
            *n_of_name.entry(names::plain(&line.name).into_owned()).or_insert(0) += 1;
        }
        let n_decimals = cells(filing)
            .filter(|(_, _, amount)| amount.value().is_some())
            .map(|(_, _, amount)| amount.n_decimals())
            .max()
            .unwrap_or(0);
        let has_columns = cells(filing).map(|(_, column, _)| column).collect::<BTreeSet<_>>().len() > 1;
        let sides = filing.budget.lines.iter().map(|it| names::side(&it.name)).collect();
        Self { filing, has_columns, tree: BudgetTree::of(&filing.budget), n_decimals, n_of_name, sides }
    }

    /// The side of the balance that a line is the heading of.
    pub fn side(&self, idx: usize) -> Option<Side> {
        self.sides.get(idx).copied().flatten()
    }

    /// The amounts of a line or task.
    pub fn amounts(&self, at: Place) -> Option<&'a Amounts> {
        match at {
            Place::BudgetLine(idx) => self.filing.budget.lines.get(idx).map(|it| &it.amounts),
            Place::Function(idx) => self.filing.functions.get(idx).map(|it| &it.amounts),
            Place::Filing | Place::Indicator(..) => None,
        }
    }

    /// Whether nothing is printed for it in any column.
    pub fn is_blank(&self, at: Place) -> bool {
        self.amounts(at).is_none_or(Amounts::is_empty)
    }

    /// The printed name of a line.
    pub fn line_name(&self, idx: usize) -> &'a str {
        self.filing.budget.lines.get(idx).map_or("", |it| it.name.as_str())
    }

    /// Whether the line is listed with 其中.
    pub fn is_of_which(&self, idx: usize) -> bool {
        self.filing.budget.lines.get(idx).is_some_and(|it| it.of_which)
    }

    /// A member: the cell with its name.
    pub fn part(&self, at: Place, column: &Column) -> Part {
        let amount = self.amounts(at).and_then(|it| it.get(column));
        let value = match amount {
            None => Value::Blank,
            Some(amount) if amount.text().is_empty() => Value::Blank,
            Some(amount) => amount.value().map_or(Value::Unreadable, Value::Number),
        };
        Part { at, column: column.clone(), name: self.name(at), value }
    }

    /// A line's member in a column. A heading that prints nothing itself is worth the total among its children.
    pub fn line(&self, idx: usize, column: &Column) -> Part {
        let at = Place::BudgetLine(idx);
        if self.is_blank(at)
            && let Some(total) = self.total_child(idx)
        {
            return Part { name: self.name(at), ..self.part(Place::BudgetLine(total), column) };
        }
        self.part(at, column)
    }

    /// The only child that is called a total.
    pub fn total_child(&self, idx: usize) -> Option<usize> {
        self.only_total(self.tree.children(idx))
    }

    /// The only one of these lines that is called a total.
    pub fn only_total(&self, lines: &[usize]) -> Option<usize> {
        let mut totals = lines.iter().copied().filter(|it| names::is_total(self.line_name(*it)));
        match (totals.next(), totals.next()) {
            (Some(total), None) => Some(total),
            _ => None,
        }
    }

    /// What people call a line or task.
    pub fn name(&self, at: Place) -> String {
        match at {
            Place::BudgetLine(idx) => {
                let own = names::plain(self.line_name(idx)).into_owned();
                let is_unique = self.n_of_name.get(&own).is_none_or(|it| *it == 1);
                match self.tree.parent(idx) {
                    Some(parent) if !is_unique => {
                        format!("{}/{own}", names::plain(self.line_name(parent)))
                    }
                    _ => own,
                }
            }
            Place::Function(idx) => self
                .filing
                .functions
                .get(idx)
                .map_or_else(String::new, |it| short(if it.name.is_empty() { &it.id } else { &it.name })),
            Place::Filing | Place::Indicator(..) => String::new(),
        }
    }

    /// The money columns in use in these rows, in printed order.
    pub fn columns(&self, rows: impl IntoIterator<Item = Place>) -> Vec<Column> {
        let mut columns: Vec<Column> = Vec::new();
        for (column, _) in rows.into_iter().filter_map(|it| self.amounts(it)).flat_map(|it| &it.0) {
            if names::is_money(column) && !columns.contains(column) {
                columns.push(column.clone());
            }
        }
        columns
    }

    /// The column that a row which prints nothing would have printed: the first in use anywhere.
    pub fn main_column(&self) -> Column {
        cells(self.filing).next().map_or(Column::Only, |(_, column, _)| column.clone())
    }
}

/// All printed amounts of money columns: lines, then tasks.
pub fn cells(filing: &Filing) -> impl Iterator<Item = (Place, &Column, &crate::model::Amount)> {
    let lines = filing.budget.lines.iter().enumerate().map(|(idx, it)| (Place::BudgetLine(idx), &it.amounts));
    let tasks = filing.functions.iter().enumerate().map(|(idx, it)| (Place::Function(idx), &it.amounts));
    lines
        .chain(tasks)
        .flat_map(|(at, amounts)| amounts.0.iter().map(move |(column, it)| (at, column, it)))
        .filter(|(_, column, _)| names::is_money(column))
}

/// A name that leaves room for the rest of a sentence.
fn short(name: &str) -> String {
    const MAX: usize = 12;
    if name.chars().count() <= MAX {
        return name.to_owned();
    }
    name.chars().take(MAX - 1).chain(['…']).collect()
}
