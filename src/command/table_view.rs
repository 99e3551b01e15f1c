//! Commands of the table view.

use super::Context;
use crate::app::State;
use crate::messages::Ui;

type Done = Result<(), Ui>;

/// Whether the tree is shown, for commands that only it has.
pub fn in_tree(state: &State) -> Done {
    if state.view.table.is_some() { Err(Ui::NotInTable) } else { Ok(()) }
}

/// `toggle-table`
pub fn toggle_table(context: &mut Context<'_>) -> Done {
    context.state.toggle_table()
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
