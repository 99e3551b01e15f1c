//! The table view filled as a spreadsheet is: a pasted column goes downwards from the cell under the cursor.
//!
//! Invariant: a column is one step, and is put in as far as the table goes or not at all.

use super::State;
use super::table::TableColumn;
use crate::edit::Change;
use crate::messages::Ui;

impl State {
    /// Puts texts into the cells from the one under the cursor downwards. Says how many cells there were for them.
    ///
    /// # Errors
    /// There is no cell that can be typed in, one of them does not take its text, or nothing would be different.
    pub fn fill_down(&mut self, texts: &[String]) -> Result<usize, Ui> {
        let table = self.view.table.as_ref().ok_or(Ui::NothingToEdit)?;
        let TableColumn::Cell(field) = table.column.clone() else { return Err(Ui::FunctionCell) };
        let (entry, first) = (table.entry, self.table_row().ok_or(Ui::NothingToEdit)?);
        let rows = self.table_rows().ok_or(Ui::NothingToEdit)?;
        let places: Vec<_> = (first..).map_while(|row| rows.place(row)).take(texts.len()).collect();
        self.may_edit(entry)?;
        let it = self.entries.get_mut(entry).ok_or(Ui::NothingToEdit)?;
        let mut changes = Vec::new();
        for (place, text) in places.iter().zip(texts) {
            let text = if field.is_long() { text.clone() } else { text.replace('\n', "") };
            it.accepts(*place, &field, &text).map_err(|_| Ui::FieldRefuses)?;
            let set = it.to_set(&[*place], &field, &text).into_iter();
            changes.extend(set.map(|(at, field, text)| Change::Set { at, field, text }));
        }
        let here = places.first().copied().ok_or(Ui::NothingToEdit)?;
        if changes.is_empty() || !self.make(entry, changes, here, here) {
            return Err(Ui::NothingDiffers);
        }
        Ok(places.len())
    }
}
