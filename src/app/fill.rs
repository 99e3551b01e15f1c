//! The table view filled as a spreadsheet is: a pasted column goes downwards from the cell under the cursor.
//!
//! Invariant: a column is one step, and is put in as far as the table goes or not at all.

use super::State;
use super::table::TableColumn;
use crate::edit::Change;
use crate::messages::Ui;
use crate::model::Field;

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
        let fields: Vec<Field> = columns.filter_map(|it| if let TableColumn::Cell(it) = it { Some(it) } else { None }).collect();
        let (entry, first) = (table.entry, self.table_row().ok_or(Ui::NothingToEdit)?);
        let rows = self.table_rows().ok_or(Ui::NothingToEdit)?;
        let places: Vec<_> = (first..).map_while(|row| rows.place(row)).take(texts.len()).collect();
        self.may_edit(entry)?;
        let it = self.entries.get_mut(entry).ok_or(Ui::NothingToEdit)?;
        let mut changes = Vec::new();
        let cells = places.iter().zip(texts).flat_map(|(place, row)| {
            fields.iter().zip(row).map(move |(field, text)| (*place, field, text))
        });
        for (place, field, text) in cells {
            let text = if field.is_long() { text.clone() } else { text.replace('\n', "") };
            it.accepts(place, field, &text).map_err(|_| Ui::FieldRefuses)?;
            let set = it.to_set(&[place], field, &text).into_iter();
            changes.extend(set.map(|(at, field, text)| Change::Set { at, field, text }));
        }
        let here = places.first().copied().ok_or(Ui::NothingToEdit)?;
        if changes.is_empty() || !self.make(entry, changes, here, here) {
            return Err(Ui::NothingDiffers);
        }
        Ok(places.len())
    }
}
