//! Commands of the table view.

use super::Context;
use crate::app::State;
use crate::keymap::Key;
use crate::messages::Ui;
use crate::text::fold::half_width;
use crate::text::glyph::is_han;

/// Signs that a target begins with; not `=`, which sets a field here as everywhere.
const SIGNS: &str = "≥≤<>≧≦±";

type Done = Result<(), Ui>;

/// Whether the tree is shown, for commands that only it has.
pub fn in_tree(state: &State) -> Done {
    if state.view.table.is_some() { Err(Ui::NotInTable) } else { Ok(()) }
}

/// `toggle-table`
pub fn toggle_table(context: &mut Context<'_>) -> Done {
    context.state.toggle_table()
}

/// Whether a key begins a value in the table, as in a spreadsheet: a digit, a sign of comparison, a Han character. All
/// other characters are commands there as everywhere.
pub fn begins_value(state: &State, key: Key) -> bool {
    // Where rows are selected, keys are for all of them.
    let is_first =
        state.pending.keys.is_empty() && state.pending.count.is_none() && state.view.selection.is_none();
    let is_value = |it: char| is_han(it) || it.is_ascii_digit() || SIGNS.contains(it);
    is_first
        && state.view.table.is_some()
        && key.typed().is_some_and(|it| is_value(it) || is_value(half_width(it)))
}

/// Moves the cell cursor when the table is open. Says whether it is.
pub fn moves_cell(context: &mut Context<'_>, by: isize) -> bool {
    let is_open = context.state.view.table.is_some();
    if is_open {
        let by = by * context.times().cast_signed();
        context.state.move_cell(by);
    }
    is_open
}
