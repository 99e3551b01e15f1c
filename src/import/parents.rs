//! Which budget line is part of which.
//!
//! Forms print the tree by order, by columns and by 其中. Must not touch the grid. Invariant: every entry becomes one
//! line, in order.

use super::money;
use crate::model::{Amounts, BudgetLine};

/// A label with its amounts, before parents are known.
#[derive(Debug, Default)]
pub struct Entry {
    /// The label.
    pub name: String,
    /// Its column.
    pub col: usize,
    /// 其中 before it.
    pub is_part: bool,
    /// A label such as 按收入性质分 without amounts, whose parts make up the total once more.
    pub is_list: bool,
    /// A subtotal (小计) of the label before it in its row.
    pub has_subtotal: bool,
    /// Its row in the grid.
    pub row: usize,
    /// Its amounts.
    pub amounts: Amounts,
}

/// Gives each entry of a block its parent and writes the lines: a total owns what follows below and right of it,
/// a label with a subtotal owns the labels further right, 其中 before a project's name begins a list of parts.
pub fn place(block: Vec<Entry>, side: &str, lines: &mut Vec<BudgetLine>) {
    let mut totals: Vec<(usize, usize, String)> = Vec::new();
    let mut subtotal: Option<(usize, String)> = None;
    let mut listed: Option<String> = None;
    let mut last_plain = String::new();
    // Lists of parts that stand below each other or side by side, with their columns.
    let mut lists: Vec<(usize, String)> = Vec::new();
    // Row and column of the line above, its path, and whether it is a total.
    let mut above: Vec<(usize, usize, String, bool)> = Vec::new();
    for entry in block {
        let is_total = money::is_total(&entry.name);
        let mut of_which = false;
        let over = above.iter().rev().find(|(row, col, ..)| *row < entry.row && *col <= entry.col);
        let kind_of =
            over.filter(|(.., is_total)| entry.is_part && !is_total).map(|(_, _, path, _)| path.clone());
        let own_list = lists.iter().filter(|it| it.0 <= entry.col).max_by_key(|it| it.0);
        let under = if let (Some((_, list)), true, true) = (own_list, is_total, totals.is_empty()) {
            // Lists that no total stands above end with one each.
            list.clone()
        } else if is_total {
            // Totals in one row stand side by side; one in a later row begins a new list.
            if totals.iter().all(|(row, _, _)| *row != entry.row) {
                totals.retain(|(_, col, _)| *col != entry.col && *col < entry.col);
            }
            totals.push((entry.row, entry.col, path(side, &entry.name)));
            (subtotal, listed) = (None, None);
            lists.clear();
            side.to_owned()
        } else if entry.is_list {
            lists.retain(|(col, _)| *col != entry.col);
            let total = totals.last().map_or_else(|| side.to_owned(), |(_, _, path)| path.clone());
            lists.push((entry.col, path(&total, &entry.name)));
            total
        } else if let Some((_, list)) = own_list {
            list.clone()
        } else if let (Some(parent), true, None) = (kind_of, money::is_kind(&entry.name), &listed) {
            // 其中 below a total begins its parts; below a part it is one of the part's own.
            of_which = true;
            parent
        } else if money::is_kind(&entry.name) && !(entry.is_part && listed.is_some()) {
            listed = None;
            let owner = totals.iter().rev().find(|(_, col, _)| *col <= entry.col).or_else(|| totals.last());
            let owner = owner.map_or_else(|| side.to_owned(), |(_, _, path)| path.clone());
            match &subtotal {
                Some((col, parent)) if *col < entry.col => parent.clone(),
                _ => {
                    subtotal = None;
                    owner
                }
            }
        } else if entry.is_part || listed.is_some() {
            of_which = true;
            let default = totals.last().map_or_else(|| side.to_owned(), |(_, _, path)| path.clone());
            let parent = if last_plain.is_empty() { default } else { last_plain.clone() };
            listed.get_or_insert(parent).clone()
        } else {
            match &subtotal {
                Some((col, parent)) if *col < entry.col => parent.clone(),
                _ => totals
                    .iter()
                    .rev()
                    .find(|(_, col, _)| *col <= entry.col)
                    .map_or_else(|| side.to_owned(), |(_, _, path)| path.clone()),
            }
        };
        let own = path(&under, &entry.name);
        if entry.has_subtotal {
            subtotal = Some((entry.col, own.clone()));
        }
        if !of_which {
            above.push((entry.row, entry.col, own.clone(), is_total));
            last_plain = own;
        }
        lines.push(BudgetLine {
            name: entry.name,
            under,
            of_which,
            amounts: entry.amounts,
            ..BudgetLine::default()
        });
    }
}

fn path(under: &str, name: &str) -> String {
    let name = name.replace('/', "\\/");
    if under.is_empty() { name } else { format!("{under}/{name}") }
}
