//! The money block of a form: the tree of budget lines with their columns of amounts.
//!
//! A part stands below what it is part of; where a line that is a part itself has parts, they stand right of it, and
//! its own amount beside the word 小计. It must not know tasks. Invariant: every line and every amount is printed once.

use super::form::{Area, Kind, Layout, Page, Section, Unit};
use super::{money, words};
use crate::model::{BudgetLine, BudgetTree, Column, Filing, Scope};

/// The least width of a label.
const MIN_NAME: Unit = 14;

/// The block; none where the filing has no lines but those that stand elsewhere (`elsewhere`, by index).
pub fn section(filing: &Filing, elsewhere: &[usize], page: Page) -> Option<Section> {
    let tree = BudgetTree::of(&filing.budget);
    let roots: Vec<usize> = tree.roots().iter().copied().filter(|it| !elsewhere.contains(it)).collect();
    if roots.is_empty() {
        return None;
    }
    let block = Block { lines: &filing.budget.lines, tree: &tree, page };
    let is_project = filing.scope == Scope::Project;
    let mut rows = match roots.as_slice() {
        [left, right] if is_project && block.is_half(*left) && block.is_half(*right) => {
            block.side_by_side(*left, *right)
        }
        _ => block.stacked(&roots),
    };
    let label = words::funds(filing.scope, filing.budget.unit);
    let n_rows = rows.len();
    if let Some(first) = rows.first_mut() {
        first.insert(0, Area::new(0, page.label_width(), Kind::Label, &label).over(n_rows));
    }
    Some(Section { layout: Layout::Table, n_headings: 0, rows })
}

struct Block<'a> {
    lines: &'a [BudgetLine],
    tree: &'a BudgetTree,
    page: Page,
}

impl Block<'_> {
    fn name(&self, idx: usize) -> &str {
        self.lines.get(idx).map_or("", |it| it.name.as_str())
    }

    fn label(&self, idx: usize) -> String {
        let is_part = self.lines.get(idx).is_some_and(|it| it.of_which);
        if is_part { format!("{}{}", words::OF_WHICH, self.name(idx)) } else { self.name(idx).to_owned() }
    }

    fn amount(&self, idx: usize, column: &Column) -> String {
        let amount = self.lines.get(idx).and_then(|it| it.amounts.get(column));
        amount.map(money::printed).unwrap_or_default()
    }

    /// Whether a line and its parts can stand in half of the width: one column, one level of parts.
    fn is_half(&self, root: usize) -> bool {
        let parts = self.tree.children(root);
        let is_plain = |idx: &usize| {
            self.tree.children(*idx).is_empty() && self.lines.get(*idx).is_some_and(|it| !it.of_which)
        };
        !parts.is_empty()
            && parts.iter().all(is_plain)
            && parts.iter().chain([&root]).all(|idx| {
                self.lines.get(*idx).is_some_and(|it| it.amounts.0.iter().all(|(it, _)| *it == Column::Only))
            })
    }

    /// Two totals with their parts, as forms of projects print them.
    fn side_by_side(&self, left: usize, right: usize) -> Vec<Vec<Area>> {
        let column = |root: usize| -> Vec<usize> {
            std::iter::once(root).chain(self.tree.children(root).iter().copied()).collect()
        };
        let (left, right) = (column(left), column(right));
        let start = self.page.label_width();
        let middle = start + (self.page.width() - start) / 2;
        let half = |idx: Option<&usize>, from: Unit, to: Unit| {
            let edge = to - (to - from) * 9 / 20;
            let name = idx.map(|it| self.label(*it)).unwrap_or_default();
            let amount = idx.map(|it| self.amount(*it, &Column::Only)).unwrap_or_default();
            [Area::new(from, edge, Kind::Label, &name), Area::new(edge, to, Kind::Money, &amount)]
        };
        (0..left.len().max(right.len()))
            .map(|row| {
                let left = half(left.get(row), start, middle);
                let right = half(right.get(row), middle, self.page.width());
                left.into_iter().chain(right).collect()
            })
            .collect()
    }

    /// All lines below each other; a heading without an amount such as 支出 stands left of its parts, and each side
    /// has headings of its own.
    fn stacked(&self, roots: &[usize]) -> Vec<Vec<Area>> {
        let is_side = |idx: &usize| {
            self.lines.get(*idx).is_some_and(|it| it.amounts.is_empty())
                && !self.tree.children(*idx).is_empty()
        };
        let start = self.page.label_width();
        let mut rows = Vec::new();
        if roots.iter().all(is_side) {
            for root in roots {
                let parts = self.tree.children(*root);
                let from = start + 8;
                let mut side = self.table(parts, from);
                let n_rows = side.len();
                if let Some(first) = side.first_mut() {
                    first.insert(0, Area::new(start, from, Kind::Label, self.name(*root)).over(n_rows));
                }
                rows.extend(side);
            }
        } else {
            rows = self.table(roots, start);
        }
        rows
    }

    /// Lines with their headings.
    fn table(&self, tops: &[usize], from: Unit) -> Vec<Vec<Area>> {
        let columns = self.columns(tops);
        let room = self.page.width() - from - MIN_NAME;
        let n_columns = columns.len().max(1) as Unit;
        let width = (room / n_columns).min(if n_columns == 1 { 30 } else { 18 });
        let edge = self.page.width() - width * n_columns;
        let frame = Frame { edge, width, columns: &columns };
        let mut rows = Vec::new();
        if columns.iter().any(|it| *it != Column::Only) {
            let mut row = vec![Area::new(from, edge, Kind::Heading, "")];
            row.extend(frame.cells(Kind::Heading, |it| words::amount_heading(it).to_owned()));
            rows.push(row);
        }
        for top in tops {
            self.push(*top, from, &frame, true, &mut rows);
        }
        rows
    }

    /// The columns that these lines and those below them use: half a year before the whole one, as forms have it.
    fn columns(&self, tops: &[usize]) -> Vec<Column> {
        let mut found: Vec<Column> = Vec::new();
        let mut open = tops.to_vec();
        while let Some(idx) = open.pop() {
            let amounts = self.lines.get(idx).map(|it| it.amounts.0.as_slice()).unwrap_or_default();
            for (column, _) in amounts {
                if !found.contains(column) {
                    found.push(column.clone());
                }
            }
            open.extend(self.tree.children(idx));
        }
        found.sort_by_key(money::order);
        found
    }

    fn push(&self, idx: usize, from: Unit, frame: &Frame<'_>, is_top: bool, rows: &mut Vec<Vec<Area>>) {
        let parts = self.tree.children(idx);
        let is_listed = |it: &usize| self.lines.get(*it).is_some_and(|it| it.of_which);
        let (listed, plain): (Vec<usize>, Vec<usize>) = parts.iter().partition(|it| is_listed(it));
        let inner = from + (frame.edge - from) * 9 / 20;
        let is_nested = !is_top && !plain.is_empty() && MIN_NAME <= frame.edge - from;
        let at = rows.len();
        let amounts = frame.cells(Kind::Money, |it| self.amount(idx, it));
        if is_nested {
            let mut row = vec![Area::new(inner, frame.edge, Kind::Label, words::SUBTOTAL)];
            row.extend(amounts);
            rows.push(row);
            for part in &plain {
                self.push(*part, inner, frame, false, rows);
            }
            let n_rows = rows.len() - at;
            if let Some(first) = rows.get_mut(at) {
                first.insert(0, Area::new(from, inner, Kind::Label, &self.label(idx)).over(n_rows));
            }
        } else {
            let mut row = vec![Area::new(from, frame.edge, Kind::Label, &self.label(idx))];
            row.extend(amounts);
            rows.push(row);
            for part in &plain {
                self.push(*part, from, frame, false, rows);
            }
        }
        for part in listed {
            self.push(part, from, frame, false, rows);
        }
    }
}

/// Where amounts stand.
struct Frame<'a> {
    edge: Unit,
    width: Unit,
    columns: &'a [Column],
}

impl Frame<'_> {
    fn cells(&self, kind: Kind, text: impl Fn(&Column) -> String) -> Vec<Area> {
        (0..)
            .zip(self.columns)
            .map(|(at, column)| {
                let left = self.edge + self.width * at;
                Area::new(left, left + self.width, kind, &text(column))
            })
            .collect()
    }
}
