//! Rows: new ones, deleting, copying, pasting and moving. Each is one step of the history.

use super::State;
use super::tree::Node;
use crate::edit::{Change, Row, Shift};
use crate::messages::Ui;
use crate::model::budget_tree::BudgetTree;
use crate::model::taxonomy::{self, Level1};
use crate::model::{BudgetLine, Field, Filing, Function, Indicator, Place, RowId};
use std::ops::Range;

impl State {
    /// Puts a new row of the selected row's kind below or above it and begins typing its name.
    pub fn insert_row(&mut self, above: bool) -> Result<(), Ui> {
        let (entry, node) = self.entry_idx().zip(self.node()).ok_or(Ui::NothingSelected)?;
        let filing = self.entry().ok_or(Ui::NothingSelected)?.filing();
        let (place, row) = new_row(filing, node, above);
        self.insert(entry, Vec::new(), place, row)
    }

    /// Puts a new row into the selected one: an indicator into a function or run, a part below a budget line.
    pub fn insert_inside(&mut self) -> Result<(), Ui> {
        let (entry, node) = self.entry_idx().zip(self.node()).ok_or(Ui::NothingSelected)?;
        let filing = self.entry().ok_or(Ui::NothingSelected)?.filing();
        let mut first = Vec::new();
        let (place, row) = match node {
            Node::Filing if filing.functions.iter().all(Function::is_whole_list) => {
                let place = whole_list_end(filing, &mut first);
                let last = filing.functions.last().and_then(|it| it.indicators.last());
                (place, Row::Indicator(like(last)))
            }
            Node::Filing => (Place::Function(filing.functions.len()), Row::Function(Function::default())),
            Node::Function(idx) => {
                let rows = filing.functions.get(idx).map_or(&[][..], |it| it.indicators.as_slice());
                (Place::Indicator(idx, rows.len()), Row::Indicator(like(rows.last())))
            }
            Node::Line(idx) => {
                let end = lines_below(filing, idx).end;
                let under = under(filing, idx);
                (Place::BudgetLine(end), Row::Line(BudgetLine { under, ..BudgetLine::default() }))
            }
            _ => new_row(filing, node, false),
        };
        self.insert(entry, first, place, row)
    }

    /// Makes `first` and the new row as one step and begins typing the row's name.
    fn insert(&mut self, entry: usize, first: Vec<Change>, place: Place, row: Row) -> Result<(), Ui> {
        self.may_edit(entry)?;
        let field = match row {
            Row::Line(_) => Field::LineName,
            Row::Function(_) => Field::FunctionName,
            Row::Indicator(_) => Field::IndicatorName,
        };
        let before = self.node().and_then(Node::place).unwrap_or(Place::Filing);
        let mut changes = first;
        changes.push(Change::Insert { at: place, row: Box::new(row) });
        if self.make(entry, changes.clone(), before, place) {
            self.put_new_row(entry, changes, before, place);
        }
        self.begin_in_tree(place, field, true);
        Ok(())
    }

    /// Deletes the selected row with all below it, and keeps it for pasting.
    pub fn delete_rows(&mut self, count: usize) -> Result<usize, Ui> {
        let (entry, places) = self.selected_rows(count)?;
        self.may_edit(entry)?;
        let before = places.first().copied().ok_or(Ui::NothingSelected)?;
        self.copy(entry, &places);
        let changes: Vec<Change> = places.iter().rev().map(|at| Change::Remove { at: *at }).collect();
        let after = self.kept_beside(entry, &places).map_or(before, |it| {
            changes.iter().filter_map(Shift::of).try_fold(it, |at, shift| shift.follow(at)).unwrap_or(before)
        });
        self.make(entry, changes, before, after);
        Ok(places.len())
    }

    /// Keeps the selected row with all below it for pasting.
    pub fn copy_rows(&mut self, count: usize) -> Result<usize, Ui> {
        let (entry, places) = self.selected_rows(count)?;
        self.copy(entry, &places);
        self.end_selection();
        Ok(places.len())
    }

    /// Pastes the kept rows below the selected row; a single run of indicators takes the labels it lands among.
    pub fn paste_rows(&mut self) -> Result<usize, Ui> {
        let (entry, node) = self.entry_idx().zip(self.node()).ok_or(Ui::NothingSelected)?;
        if self.clipboard.is_empty() {
            return Err(Ui::NothingToPaste);
        }
        self.may_edit(entry)?;
        let filing = self.entry().ok_or(Ui::NothingSelected)?.filing();
        let mut rows = self.clipboard.clone();
        let mut changes = Vec::new();
        let first = place_for(filing, node, &rows, &mut changes).ok_or(Ui::CannotPasteHere)?;
        adopt(filing, node, &mut rows);
        let n_rows = rows.len();
        changes.extend(rows.into_iter().enumerate().filter_map(|(offset, row)| {
            Some(Change::Insert { at: shifted(first, offset)?, row: Box::new(fresh(row)) })
        }));
        let before = node.place().unwrap_or(Place::Filing);
        if self.make(entry, changes, before, first) { Ok(n_rows) } else { Err(Ui::CannotPasteHere) }
    }

    /// Moves the selected row past its neighbour; at the end of its group it joins the next group.
    pub fn move_row(&mut self, down: bool) -> Result<(), Ui> {
        let (entry, node) = self.entry_idx().zip(self.node()).ok_or(Ui::NothingSelected)?;
        self.may_edit(entry)?;
        let filing = self.entry().ok_or(Ui::NothingSelected)?.filing();
        let (changes, before, after) = match node {
            Node::Indicator(function, idx) => move_indicator(filing, function, idx, down),
            Node::Function(idx) => {
                let to = neighbour(idx, filing.functions.len(), down);
                to.map(|to| moved(Place::Function(idx), Place::Function(to)))
            }
            Node::Line(idx) => move_line(filing, idx, down),
            _ => return Err(Ui::CannotMoveThis),
        }
        .ok_or(Ui::NoFurther)?;
        self.make(entry, changes, before, after);
        Ok(())
    }

    fn copy(&mut self, entry: usize, places: &[Place]) {
        let Some(filing) = self.entries.get(entry).map(super::Entry::filing) else { return };
        self.clipboard = places.iter().filter_map(|it| row_at(filing, *it)).collect();
    }

    /// The rows that the selected tree row stands for: itself, a whole run, a line with its parts; with a count
    /// also the rows of its kind after it. With a selection, the selected rows.
    pub fn selected_rows(&self, count: usize) -> Result<(usize, Vec<Place>), Ui> {
        if self.view.selection.is_some() {
            return self.chosen().filter(|(_, places)| !places.is_empty()).ok_or(Ui::NoRowsToSelect);
        }
        let (entry, node) = self.entry_idx().zip(self.node()).ok_or(Ui::NothingSelected)?;
        let filing = self.entry().ok_or(Ui::NothingSelected)?.filing();
        let run = |range: Range<usize>, place: &dyn Fn(usize) -> Place| range.map(place).collect();
        let places: Vec<Place> = match node {
            Node::Filing | Node::Budget => return Err(Ui::CannotDeleteThis),
            Node::Line(idx) => run(idx..lines_end(filing, idx, count), &Place::BudgetLine),
            Node::Function(idx) => run(idx..(idx + count).min(filing.functions.len()), &Place::Function),
            Node::Level1(function, first, end) | Node::Level2(function, first, end) => {
                run(first..end, &|idx| Place::Indicator(function, idx))
            }
            Node::Indicator(function, idx) => {
                let n = filing.functions.get(function).map_or(0, |it| it.indicators.len());
                run(idx..(idx + count).min(n), &|idx| Place::Indicator(function, idx))
            }
        };
        // What a filter hides is not meant, as in a spreadsheet.
        Ok((entry, self.unfiltered(entry, places)))
    }
}

type Moved = (Vec<Change>, Place, Place);

fn moved(from: Place, to: Place) -> Moved {
    (vec![Change::Move { from, to }], from, to)
}

fn neighbour(idx: usize, n: usize, down: bool) -> Option<usize> {
    if down { Some(idx + 1).filter(|it| *it < n) } else { idx.checked_sub(1) }
}

/// Within its run an indicator changes places with its neighbour. At the run's edge it stays where it is and takes
/// the labels of the neighbouring run; at the function's edge it goes over to the neighbouring function.
fn move_indicator(filing: &Filing, function: usize, idx: usize, down: bool) -> Option<Moved> {
    let rows = &filing.functions.get(function)?.indicators;
    let from = Place::Indicator(function, idx);
    let own = rows.get(idx)?;
    let Some(to) = neighbour(idx, rows.len(), down) else {
        let to_function = neighbour(function, filing.functions.len(), down)?;
        let n = filing.functions.get(to_function)?.indicators.len();
        return Some(moved(from, Place::Indicator(to_function, if down { 0 } else { n })));
    };
    let other = rows.get(to)?;
    if own.level1 == other.level1 && own.level2 == other.level2 {
        return Some(moved(from, Place::Indicator(function, to)));
    }
    let set = |field: Field, text: &str| Change::Set { at: from, field, text: text.to_owned() };
    Some((vec![set(Field::Level1, &other.level1), set(Field::Level2, &other.level2)], from, from))
}

/// A budget line moves with its parts past the neighbouring line of the same parent.
fn move_line(filing: &Filing, idx: usize, down: bool) -> Option<Moved> {
    let own = lines_below(filing, idx);
    let tree = BudgetTree::of(&filing.budget);
    let n_lines = filing.budget.lines.len();
    let is_sibling = |other: &usize| *other < n_lines && tree.parent(*other) == tree.parent(idx);
    let (changes, to) = if down {
        let next = lines_below(filing, Some(own.end).filter(is_sibling)?);
        // The neighbour's block moves above, row by row.
        let changes = next
            .clone()
            .map(|at| Change::Move { from: Place::BudgetLine(at), to: Place::BudgetLine(at - own.len()) })
            .collect();
        (changes, idx + next.len())
    } else {
        let previous = (0..idx).rev().find(is_sibling)?;
        let changes = own
            .clone()
            .map(|at| Change::Move {
                from: Place::BudgetLine(at),
                to: Place::BudgetLine(at - (own.start - previous)),
            })
            .collect();
        (changes, previous)
    };
    Some((changes, Place::BudgetLine(idx), Place::BudgetLine(to)))
}

/// A budget line and the lines right after it that belong under it.
fn lines_below(filing: &Filing, idx: usize) -> Range<usize> {
    let tree = BudgetTree::of(&filing.budget);
    let is_below = |line: &usize| tree.path(*line).contains(&idx);
    let end = (idx + 1..filing.budget.lines.len()).find(|it| !is_below(it));
    idx..end.unwrap_or(filing.budget.lines.len())
}

/// Where a budget line and the lines after it of the same parent, `count` in all, end with their parts.
fn lines_end(filing: &Filing, idx: usize, count: usize) -> usize {
    let tree = BudgetTree::of(&filing.budget);
    let n_lines = filing.budget.lines.len();
    let mut end = lines_below(filing, idx).end;
    for _ in 1..count {
        if end >= n_lines || tree.parent(end) != tree.parent(idx) {
            break;
        }
        end = lines_below(filing, end).end;
    }
    end
}

/// The end of the list for the whole form; `first` makes the list where the form has none yet.
fn whole_list_end(filing: &Filing, first: &mut Vec<Change>) -> Place {
    match filing.functions.last() {
        Some(list) => Place::Indicator(filing.functions.len() - 1, list.indicators.len()),
        None => {
            let row = Box::new(Row::Function(Function::default()));
            first.push(Change::Insert { at: Place::Function(0), row });
            Place::Indicator(0, 0)
        }
    }
}

/// A new row of a node's kind, and its place. Above the filing's row means its first function, below it a line of
/// its budget: these have no row to start from where the form has none yet.
fn new_row(filing: &Filing, node: Node, above: bool) -> (Place, Row) {
    let below = usize::from(!above);
    match node {
        Node::Filing if above => (Place::Function(0), Row::Function(Function::default())),
        Node::Filing | Node::Budget => {
            (Place::BudgetLine(filing.budget.lines.len()), Row::Line(BudgetLine::default()))
        }
        Node::Line(idx) => {
            let at = if above { idx } else { lines_below(filing, idx).end };
            let (under, of_which) =
                filing.budget.lines.get(idx).map(|it| (it.under.clone(), it.of_which)).unwrap_or_default();
            (Place::BudgetLine(at), Row::Line(BudgetLine { under, of_which, ..BudgetLine::default() }))
        }
        Node::Function(idx) => (Place::Function(idx + below), Row::Function(Function::default())),
        Node::Level1(function, first, end) | Node::Level2(function, first, end) => {
            let at = if above { first } else { end };
            let model = filing.indicator(function, if above { first } else { end.saturating_sub(1) });
            (Place::Indicator(function, at), Row::Indicator(like(model)))
        }
        Node::Indicator(function, idx) => {
            (Place::Indicator(function, idx + below), Row::Indicator(like(filing.indicator(function, idx))))
        }
    }
}

/// Where kept rows go when pasted at a node: below it, among rows of their kind. `first` makes what they go into.
fn place_for(filing: &Filing, node: Node, rows: &[Row], first: &mut Vec<Change>) -> Option<Place> {
    let place = match (rows.first()?, node) {
        (Row::Line(_), Node::Line(_) | Node::Budget) => new_row(filing, node, false).0,
        (Row::Line(_), Node::Filing) => Place::BudgetLine(filing.budget.lines.len()),
        (Row::Function(_), Node::Function(idx)) => Place::Function(idx + 1),
        (Row::Function(_), Node::Filing) => Place::Function(filing.functions.len()),
        (Row::Indicator(_), Node::Filing) if filing.functions.iter().all(Function::is_whole_list) => {
            whole_list_end(filing, first)
        }
        (Row::Indicator(_), Node::Function(idx)) => {
            Place::Indicator(idx, filing.functions.get(idx)?.indicators.len())
        }
        (Row::Indicator(_), Node::Level1(..) | Node::Level2(..) | Node::Indicator(..)) => {
            new_row(filing, node, false).0
        }
        _ => return None,
    };
    Some(place)
}

/// What a part of a budget line names as its parent: the line's path.
fn under(filing: &Filing, idx: usize) -> String {
    let tree = BudgetTree::of(&filing.budget);
    let labels = tree.path(idx).into_iter().filter_map(|it| filing.budget.lines.get(it));
    labels.map(|it| it.name.replace('/', "\\/")).collect::<Vec<_>>().join("/")
}

fn shifted(place: Place, by: usize) -> Option<Place> {
    match place {
        Place::Filing => None,
        Place::BudgetLine(idx) => Some(Place::BudgetLine(idx + by)),
        Place::Function(idx) => Some(Place::Function(idx + by)),
        Place::Indicator(function, idx) => Some(Place::Indicator(function, idx + by)),
    }
}

/// An empty indicator with the labels of another.
fn like(model: Option<&Indicator>) -> Indicator {
    match model {
        Some(it) => Indicator {
            level1: it.level1.clone(),
            level2: it.level2.clone(),
            work: it.work.clone(),
            project: it.project.clone(),
            ..Indicator::default()
        },
        None => Indicator {
            level1: taxonomy::level1_name(Level1::Output).to_owned(),
            level2: taxonomy::LEVEL2.first().map_or("", |it| it.name).to_owned(),
            ..Indicator::default()
        },
    }
}

/// Indicators of one run take the labels of the row they are pasted at; those of several runs keep their own.
fn adopt(filing: &Filing, node: Node, rows: &mut [Row]) {
    let (Node::Indicator(function, at) | Node::Level2(function, at, _)) = node else { return };
    let Some(model) = filing.indicator(function, at) else { return };
    let labels = |row: &Row| match row {
        Row::Indicator(it) => Some((it.level1.clone(), it.level2.clone())),
        _ => None,
    };
    let Some(first) = rows.first().map(labels) else { return };
    if rows.iter().any(|row| labels(row) != first) {
        return;
    }
    for row in rows {
        if let Row::Indicator(it) = row {
            it.level1.clone_from(&model.level1);
            it.level2.clone_from(&model.level2);
        }
    }
}

/// A copy that no file has yet.
fn fresh(row: Row) -> Row {
    match row {
        Row::Line(it) => Row::Line(BudgetLine { row: RowId::default(), ..it }),
        Row::Indicator(it) => Row::Indicator(Indicator { row: RowId::default(), ..it }),
        Row::Function(it) => {
            let indicators =
                it.indicators.into_iter().map(|it| Indicator { row: RowId::default(), ..it }).collect();
            Row::Function(Function { row: RowId::default(), indicators, ..it })
        }
    }
}

fn row_at(filing: &Filing, place: Place) -> Option<Row> {
    match place {
        Place::Filing => None,
        Place::BudgetLine(idx) => filing.budget.lines.get(idx).cloned().map(Row::Line),
        Place::Function(idx) => filing.functions.get(idx).cloned().map(Row::Function),
        Place::Indicator(function, idx) => filing.indicator(function, idx).cloned().map(Row::Indicator),
    }
}
