//! Cells filled as in a spreadsheet: a pasted column goes downwards from the cell under the cursor, in the table view and
//! through the amounts of the budget.
//!
//! Invariant: a column is one step, and is put in as far as the table goes or not at all.

use super::board::Goal;
use super::board::budget::is_heading;
use super::edit::tree_cells;
use super::table::TableColumn;
use super::{Board, Node, State};
use crate::edit::Change;
use crate::messages::Ui;
use crate::model::{Field, Place};

/// Cells one below the other: each row with its fields from the first that is filled on.
type Cells = Vec<(Place, Vec<Field>)>;

impl State {
    /// Puts rows of texts into the cells from the one under the cursor downwards and to the right. Says how many rows
    /// there were for them. What is wider than the table has no place.
    ///
    /// # Errors
    /// There is no cell that can be typed in, one of them does not take its text, or nothing would be different.
    pub fn fill_down(&mut self, texts: &[Vec<String>]) -> Result<usize, Ui> {
        let table = self.view.table.as_ref().ok_or(Ui::NothingToEdit)?;
        if table.column == TableColumn::Function {
            return Err(Ui::FunctionCell);
        }
        let columns = self.table_columns().into_iter().skip_while(|it| *it != table.column);
        let fields: Vec<Field> =
            columns.filter_map(|it| if let TableColumn::Cell(it) = it { Some(it) } else { None }).collect();
        let (entry, first) = (table.entry, self.table_row().ok_or(Ui::NothingToEdit)?);
        let rows = self.table_rows().ok_or(Ui::NothingToEdit)?;
        let places = (first..).map_while(|row| rows.place(row)).take(texts.len());
        let cells: Cells = places.map(|it| (it, fields.clone())).collect();
        self.fill(entry, &cells, texts)
    }

    /// Puts rows of amounts into the budget lines from the one under the cursor downwards. Says how many lines there were
    /// for them. A single column goes where `edit-target` types, several from the first on; blank ones change nothing.
    ///
    /// # Errors
    /// There is no budget line, or nothing would be different.
    pub fn fill_lines(&mut self, texts: &[Vec<String>]) -> Result<usize, Ui> {
        let (entry, node) = self.entry_idx().zip(self.node()).ok_or(Ui::NothingToEdit)?;
        let Node::Line(first) = node else { return Err(Ui::NothingToEdit) };
        let it = self.entries.get(entry).ok_or(Ui::NothingToEdit)?;
        let is_block = texts.iter().any(|it| it.len() > 1);
        let lines = (first..it.filing().budget.lines.len()).map(Place::BudgetLine);
        let lines = lines.filter(|place| !is_heading(it.filing(), *place)).take(texts.len());
        let cells = lines.map(|place| {
            let mut fields = tree_cells(it, place);
            let n_left_out = if is_block { 0 } else { fields.len().saturating_sub(1) };
            (place, fields.split_off(n_left_out))
        });
        let cells: Cells = cells.collect();
        self.fill(entry, &cells, texts)
    }

    /// Puts rows of amounts into the rows of the budget view from the selected one and its column on.
    ///
    /// # Errors
    /// There are no amounts, or nothing would be different.
    pub fn fill_board(&mut self, board: &Board, texts: &[Vec<String>]) -> Result<usize, Ui> {
        let is_heading = |goal: &Goal| match goal {
            Goal::Amounts(entry, place, _) => {
                self.entries.get(*entry).is_some_and(|it| is_heading(it.filing(), *place))
            }
            _ => false,
        };
        let rows =
            board.rows.iter().skip(board.selected).filter(|it| !is_heading(&it.goal)).take(texts.len());
        let mut owner = None;
        let cells = rows.filter_map(|row| match &row.goal {
            Goal::Amounts(entry, place, fields) => {
                owner = Some(*entry);
                Some((*place, fields.iter().skip(board.column).cloned().collect()))
            }
            _ => None,
        });
        let cells: Cells = cells.collect();
        self.fill(owner.ok_or(Ui::NothingToEdit)?, &cells, texts)
    }

    fn fill(
        &mut self,
        entry: usize,
        cells: &[(Place, Vec<Field>)],
        texts: &[Vec<String>],
    ) -> Result<usize, Ui> {
        self.may_edit(entry)?;
        let here = cells.first().map(|it| it.0).ok_or(Ui::NothingToEdit)?;
        let it = self.entries.get_mut(entry).ok_or(Ui::NothingToEdit)?;
        let mut changes = Vec::new();
        for ((place, fields), row) in cells.iter().zip(texts) {
            for (field, text) in fields.iter().zip(row) {
                let is_amount = matches!(field, Field::Amount(_));
                if is_amount && text.is_empty() {
                    continue;
                }
                let text = if field.is_long() { text.clone() } else { text.replace('\n', "") };
                it.accepts(*place, field, &text).map_err(|_| Ui::FieldRefuses)?;
                let set = it.to_set(&[*place], field, &text).into_iter();
                changes.extend(set.map(|(at, field, text)| Change::Set { at, field, text }));
            }
        }
        if changes.is_empty() || !self.make(entry, changes, here, here) {
            return Err(Ui::NothingDiffers);
        }
        Ok(cells.len())
    }
}
