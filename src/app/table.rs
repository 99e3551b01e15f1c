//! The table view: the indicators of a filing or of one function as rows and columns, over the same cursor as the
//! tree.
//!
//! The cursor of the tree says which row, so every command that works on a row works here. Invariant: while the view
//! is open the cursor stands on an indicator of its scope ([`State::settle`] sees to it, or closes the view).

use super::edit::Then;
use super::mode::{Focus, Mode};
use super::table_rows::TableRows;
use super::tree::Node;
use super::{Draft, Entry, State, batch};
use crate::messages::Ui;
use crate::model::{Field, Filing, Place};
use crate::text::width;

/// Column widths are taken from so many rows, spread evenly over the table.
const SAMPLE: usize = 400;

/// A column of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TableColumn {
    /// The function's label; it is not edited here.
    Function,
    /// A field of the indicator.
    Cell(Field),
}

/// The table view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableView {
    /// The filing.
    pub entry: usize,
    /// The function; `None` shows all of the filing.
    pub function: Option<usize>,
    /// The column of the cell cursor.
    pub column: TableColumn,
    /// The first row on the screen.
    pub top: usize,
    /// The first column that is scrolled to, beside the frozen ones.
    pub first: usize,
    /// Columns of each width by content, as they were when the filing last changed.
    widths: Vec<(TableColumn, usize)>,
    /// Tells when the filing has changed since.
    stamp: (usize, usize, usize),
}

impl State {
    /// Opens the table of the filing, or of the function when its row is selected; closes it when it is open.
    pub fn toggle_table(&mut self) -> Result<(), Ui> {
        if self.view.table.take().is_some() {
            return Ok(());
        }
        let entry = self.entry_idx().ok_or(Ui::NothingSelected)?;
        let function = match self.node() {
            Some(Node::Function(idx)) => Some(idx),
            _ => None,
        };
        let first = self.rows_in_table(entry, function).and_then(|it| it.place(0)).ok_or(Ui::NoTable)?;
        let place = self.table_place().unwrap_or(first);
        self.view.table = Some(TableView {
            entry,
            function,
            column: TableColumn::Cell(Field::Target),
            top: 0,
            first: 0,
            widths: Vec::new(),
            stamp: (usize::MAX, 0, 0),
        });
        self.view.focus = Focus::Tree;
        self.go_to_place(entry, place);
        self.settle();
        Ok(())
    }

    /// After anything that may have moved the cursor or changed the filing: keeps the table and the cursor in keeping.
    ///
    /// While something is typed in a prompt the cursor may be anywhere: a search visits what it finds.
    pub fn settle(&mut self) {
        if matches!(self.mode, Mode::Prompt(_)) {
            return;
        }
        let Some(table) = self.view.table.clone() else { return };
        if self.view.focus == Focus::Pane || matches!(&self.mode, Mode::Draft(draft) if !draft.in_tree) {
            self.view.table = None;
            return;
        }
        let Some(entry) = self.entry_idx() else {
            self.view.table = None;
            return;
        };
        let Some(place) = self.table_place() else {
            // A row that no table shows: the tree does.
            self.view.table = None;
            return;
        };
        if !matches!(self.node(), Some(Node::Indicator(..))) {
            self.go_to_place(entry, place);
        }
        let is_in = |function: &usize| matches!(place, Place::Indicator(of, _) if of == *function);
        let scope = table.function.filter(|it| entry == table.entry && is_in(it));
        let Some(it) = self.entries.get(entry) else { return };
        let stamp = (it.history().n_done(), it.history().n_undone(), it.filing().n_indicators());
        let is_stale = table.stamp != stamp || table.entry != entry || table.function != scope;
        let widths = match self.rows_in_table(entry, scope).filter(|_| is_stale) {
            Some(rows) => measured(it, scope, rows),
            None => table.widths,
        };
        let columns = columns(it, scope);
        let column =
            if columns.contains(&table.column) { table.column } else { TableColumn::Cell(Field::Target) };
        self.view.table = Some(TableView { entry, function: scope, column, widths, stamp, ..table });
    }

    /// The row that a table shows for the row at the cursor: the first below a heading; `None` where there is none.
    fn table_place(&self) -> Option<Place> {
        let entry = self.entry_idx()?;
        let (function, rows) = match self.node()? {
            Node::Indicator(function, idx) => (function, idx..idx + 1),
            Node::Level1(function, first, end) | Node::Level2(function, first, end) => (function, first..end),
            Node::Function(function) => (function, 0..usize::MAX),
            _ => return None,
        };
        let place = self.first_kept(entry, function, rows)?;
        self.entries.get(entry)?.filing().get(place, &Field::Target).map(|_| place)
    }

    /// Moves the cursor by rows of the table, at most to its ends.
    pub fn move_in_table(&mut self, rows: isize) {
        let Some(row) = self.table_row() else { return };
        self.go_to_table_row(row.saturating_add_signed(rows));
    }

    /// Puts the cursor on a row of the table, at most on the last.
    pub fn go_to_table_row(&mut self, row: usize) {
        let Some((table, rows)) = self.view.table.as_ref().zip(self.table_rows()) else { return };
        let entry = table.entry;
        if let Some(place) = rows.place(row.min(rows.len().saturating_sub(1))) {
            self.go_to_place(entry, place);
        }
    }

    /// Moves the cell cursor by columns, at most to the first or last. Says whether it moved.
    pub fn move_cell(&mut self, by: isize) -> bool {
        let columns = self.table_columns();
        let Some(table) = &mut self.view.table else { return false };
        let Some(at) = columns.iter().position(|it| *it == table.column) else { return false };
        let to = at.saturating_add_signed(by).min(columns.len().saturating_sub(1));
        if let Some(column) = columns.into_iter().nth(to) {
            table.column = column;
        }
        to != at
    }

    /// Begins typing the cell under the cursor.
    pub fn begin_cell(&mut self) -> Result<(), Ui> {
        let table = self.view.table.as_ref().ok_or(Ui::NothingToEdit)?;
        let TableColumn::Cell(field) = table.column.clone() else { return Err(Ui::FunctionCell) };
        let place = self.node().and_then(Node::place).ok_or(Ui::NothingToEdit)?;
        self.begin_in_tree(place, field, false);
        Ok(())
    }

    /// The column goes where typing begins, such as the name of a new row.
    pub fn follow_cell(&mut self, field: &Field) {
        if let Some(table) = &mut self.view.table {
            table.column = TableColumn::Cell(field.clone());
        }
    }

    /// After a cell was committed: on to the next one to the right or left, over the end of a row to the next row.
    pub fn next_in_table(&mut self, draft: &Draft, then: Then) {
        let by = match then {
            Then::Stay if !draft.is_new_row => return,
            Then::Stay | Then::Next => 1,
            Then::Previous => -1,
        };
        if !self.move_cell(by) {
            let before = self.view.cursor;
            self.move_in_table(by);
            if self.view.cursor == before {
                return;
            }
            // The first or last cell that can be typed in.
            let editable = |it: &&TableColumn| matches!(it, TableColumn::Cell(_));
            let columns = self.table_columns();
            let edge = if by > 0 { columns.iter().find(editable) } else { columns.iter().rfind(editable) };
            if let (Some(table), Some(edge)) = (&mut self.view.table, edge) {
                table.column = edge.clone();
            }
        }
        // The function's own column is not typed in: there is nothing to go on with.
        let _ = self.begin_cell();
    }

    /// Commits the draft as Enter does: in the table the cursor goes down.
    pub fn enter_draft(&mut self) {
        self.commit_draft(Then::Stay);
        if self.view.table.is_some() && matches!(self.mode, Mode::Normal) {
            self.move_in_table(1);
        }
    }

    /// The row of the table under the cursor.
    pub fn table_row(&self) -> Option<usize> {
        let Node::Indicator(function, idx) = self.node()? else { return None };
        self.table_rows()?.row_of(function, idx)
    }

    /// The columns of the open table.
    pub fn table_columns(&self) -> Vec<TableColumn> {
        let Some(table) = &self.view.table else { return Vec::new() };
        self.entries.get(table.entry).map(|it| columns(it, table.function)).unwrap_or_default()
    }
}

impl TableView {
    /// Columns that a column's content takes; its heading may take more.
    pub fn width(&self, column: &TableColumn) -> usize {
        self.widths.iter().find(|(it, _)| it == column).map_or(0, |(_, columns)| *columns)
    }
}

/// The columns: the function where there are several, and the fields of the form.
fn columns(entry: &Entry, function: Option<usize>) -> Vec<TableColumn> {
    let functions = &entry.filing().functions;
    let is_told = function.is_none() && functions.iter().any(|it| !it.is_whole_list());
    let fields = batch::table_fields(entry).into_iter().map(TableColumn::Cell);
    is_told.then_some(TableColumn::Function).into_iter().chain(fields).collect()
}

/// How wide the content of each column is, told from rows spread evenly over the table.
fn measured(entry: &Entry, function: Option<usize>, rows: TableRows<'_>) -> Vec<(TableColumn, usize)> {
    let filing = entry.filing();
    let step = rows.len().div_ceil(SAMPLE).max(1);
    let places: Vec<Place> = (0..rows.len()).step_by(step).filter_map(|row| rows.place(row)).collect();
    let widest = |column: &TableColumn| {
        let widths = places.iter().map(|at| width::width(&cell(filing, *at, column)));
        widths.max().unwrap_or(0)
    };
    columns(entry, function).into_iter().map(|it| (it.clone(), widest(&it))).collect()
}

/// The text of a cell.
pub fn cell(filing: &Filing, at: Place, column: &TableColumn) -> String {
    match (column, at) {
        (TableColumn::Cell(field), _) => filing.get(at, field).unwrap_or_default().into_owned(),
        (TableColumn::Function, Place::Indicator(function, _)) => {
            filing.functions.get(function).map_or_else(String::new, |it| it.label().to_owned())
        }
        (TableColumn::Function, _) => String::new(),
    }
}
