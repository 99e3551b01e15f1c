//! Commands that change filings, and when they can.

use super::mend::mend;
use super::{Context, MODE, rows};
use crate::app::mend::{Remedy, is_usable};
use crate::app::mode::{Focus, Mode, Prompt, PromptKind};
use crate::app::{Effect, Node, State};
use crate::keymap;
use crate::messages::{HandText, Message, Ui};
use crate::model::Field;
use crate::text::line_editor::LineEditor;

type Done = Result<(), Ui>;

/// Whether a filing's row is selected.
pub fn can_edit(state: &State) -> Done {
    state.entry().map(|_| ()).ok_or(Ui::NothingSelected)
}

/// Whether the selected filing may be changed.
pub fn can_change(state: &State) -> Done {
    state.may_edit(state.entry_idx().ok_or(Ui::NothingSelected)?)
}

/// Whether the row, or the field in the editor pane, has a value to type.
pub fn can_target(state: &State) -> Done {
    can_edit(state)?;
    let is_there = match state.view.focus {
        Focus::Pane => !state.pane_items().is_empty(),
        Focus::Tree => state.main_cell().is_some(),
    };
    if is_there { Ok(()) } else { Err(Ui::NoTargetHere) }
}

/// Whether a finding of the row has a fix.
pub fn can_fix(state: &State) -> Done {
    can_remedy(state)?;
    if has_selection(state) {
        return Ok(());
    }
    if state.findings_here().into_iter().any(is_usable) { Ok(()) } else { Err(Ui::NoFix) }
}

/// Whether the row has findings.
pub fn can_remedy(state: &State) -> Done {
    can_change(state)?;
    if has_selection(state) {
        return Ok(());
    }
    if state.findings_here().is_empty() { Err(Ui::NoFindingHere) } else { Ok(()) }
}

/// Whether the importer was not sure of the row.
pub fn can_clear_doubt(state: &State) -> Done {
    can_change(state)?;
    if has_selection(state) {
        return Ok(());
    }
    let place = state.node().and_then(Node::place).ok_or(Ui::NoDoubtHere)?;
    let doubt = state.entry().and_then(|it| it.filing().get(place, &Field::Doubt)).unwrap_or_default();
    if doubt.is_empty() { Err(Ui::NoDoubtHere) } else { Ok(()) }
}

/// What can be done about several rows shows in what is done; none of them may need it.
const fn has_selection(state: &State) -> bool {
    state.view.selection.is_some()
}

/// Whether rows are kept for pasting.
pub fn can_paste(state: &State) -> Done {
    can_change(state)?;
    if state.clipboard.is_empty() { Err(Ui::NothingToPaste) } else { Ok(()) }
}

/// Whether a step can be taken back.
pub fn can_undo(state: &State) -> Done {
    let entry = state.entry().ok_or(Ui::NothingSelected)?;
    if entry.history().n_done() == 0 { Err(Ui::NothingToUndo) } else { Ok(()) }
}

/// Whether a step can be made again.
pub fn can_redo(state: &State) -> Done {
    let entry = state.entry().ok_or(Ui::NothingSelected)?;
    if entry.history().n_undone() == 0 { Err(Ui::NothingToRedo) } else { Ok(()) }
}

/// `activate`: edits an indicator's target, a budget line's amount or a field of the pane; folds anything else.
pub fn activate(context: &mut Context<'_>) -> Done {
    let state = &mut *context.state;
    if state.view.table.is_some() {
        return state.begin_cell();
    }
    match (state.view.focus, state.node()) {
        (Focus::Pane, _) => state.begin_in_pane(),
        (Focus::Tree, Some(Node::Indicator(..))) => {
            state.begin_target();
        }
        (Focus::Tree, Some(Node::Line(_))) if !state.forest.has_children(state.view.cursor) => {
            state.begin_target();
        }
        _ => state.toggle_fold(),
    }
    Ok(())
}

/// `edit-target`
pub fn edit_target(context: &mut Context<'_>) -> Done {
    if context.state.view.table.is_some() {
        return context.state.begin_cell();
    }
    if context.state.view.focus == Focus::Pane {
        context.state.begin_in_pane();
        return Ok(());
    }
    if context.state.begin_target() { Ok(()) } else { Err(Ui::NoTargetHere) }
}

/// `edit-pane`: begins typing the selected field of the editor pane.
pub fn edit_pane(context: &mut Context<'_>) -> Done {
    if context.state.view.table.is_some() {
        return context.state.begin_cell();
    }
    if context.state.pane_items().is_empty() {
        return Err(Ui::NothingToEdit);
    }
    let state = &mut *context.state;
    let is_choice = |idx: usize| state.pane_items().get(idx).is_some_and(|it| it.field.choices().is_some());
    if state.view.focus == Focus::Tree && is_choice(state.view.pane_row) {
        // A choice changes at once: coming from the tree, the person first has to see which field it is.
        state.view.focus = Focus::Pane;
        state.tell(&Message::plain(Ui::ChoiceKeys));
        return Ok(());
    }
    state.begin_in_pane();
    Ok(())
}

/// `insert-below`
pub fn insert_below(context: &mut Context<'_>) -> Done {
    context.state.insert_row(false)
}

/// `insert-above`
pub fn insert_above(context: &mut Context<'_>) -> Done {
    context.state.insert_row(true)
}

/// `insert-inside`
pub fn insert_inside(context: &mut Context<'_>) -> Done {
    context.state.insert_inside()
}

/// `delete-row`
pub fn delete_row(context: &mut Context<'_>) -> Done {
    let n_rows = context.state.delete_rows(context.times())?;
    context.state.tell(&Message::new(Ui::RowsDeleted, [("n", n_rows.to_string())]));
    Ok(())
}

/// `copy-row`: kept for pasting here, and as a table for the system's clipboard.
pub fn copy_row(context: &mut Context<'_>) -> Done {
    let text = rows::copied(context.state, context.times());
    let n_rows = context.state.copy_rows(context.times()).map_err(|why| match why {
        Ui::CannotDeleteThis => Ui::CannotCopyThis,
        why => why,
    })?;
    if let Some((text, n_rows)) = text {
        context.effects.push(Effect::Copy { text, n_rows });
    }
    context.state.tell(&Message::new(Ui::RowsCopied, [("n", n_rows.to_string())]));
    Ok(())
}

/// `paste-row`
pub fn paste_row(context: &mut Context<'_>) -> Done {
    let n_rows = context.state.paste_rows()?;
    context.state.tell(&Message::new(Ui::RowsPasted, [("n", n_rows.to_string())]));
    Ok(())
}

/// `move-row-down`
pub fn move_row_down(context: &mut Context<'_>) -> Done {
    move_rows(context, true)
}

/// `move-row-up`
pub fn move_row_up(context: &mut Context<'_>) -> Done {
    move_rows(context, false)
}

fn move_rows(context: &mut Context<'_>, down: bool) -> Done {
    (0..context.times()).try_for_each(|_| context.state.move_row(down))
}

/// `undo`
pub fn undo(context: &mut Context<'_>) -> Done {
    let n_steps = (0..context.times()).take_while(|_| context.state.undo()).count();
    if n_steps == 0 { Err(Ui::NothingToUndo) } else { Ok(()) }
}

/// `redo`
pub fn redo(context: &mut Context<'_>) -> Done {
    let n_steps = (0..context.times()).take_while(|_| context.state.redo()).count();
    if n_steps == 0 { Err(Ui::NothingToRedo) } else { Ok(()) }
}

/// `apply-fix`: the fix of the shown finding, else of the first finding of the row that has one.
pub fn apply_fix(context: &mut Context<'_>) -> Done {
    let state = &mut *context.state;
    if state.view.selection.is_some() {
        return rows::fix_selected(state);
    }
    let findings = state.findings_here();
    if findings.is_empty() {
        return Err(Ui::NoFindingHere);
    }
    let shown = Some(state.view.finding).filter(|idx| findings.get(*idx).is_some_and(|it| is_usable(it)));
    let usable = shown.or_else(|| findings.iter().position(|it| is_usable(it)));
    mend(state, Remedy::Fix(usable.ok_or(Ui::NoFix)?));
    state.view.finding = 0;
    Ok(())
}

/// `list-remedies`: the menu of what can be done about the findings at the cursor.
pub fn list_remedies(context: &mut Context<'_>) -> Done {
    let state = &mut *context.state;
    let remedies = state.remedies();
    if remedies.is_empty() {
        return Err(Ui::NoFindingHere);
    }
    // It begins at the finding that the check bar shows, unless that has no fix and another has.
    let findings = state.findings_here();
    let shown = findings.get(state.view.finding).map(|it| it.rule.code);
    let has_fix = remedies.iter().any(|it| matches!(it, Remedy::Fix(_)));
    let is_shown = |it: &Remedy| match it {
        Remedy::Fix(idx) => *idx == state.view.finding,
        Remedy::FixAll(_) => false,
        Remedy::Accept(rule) => !has_fix && Some(*rule) == shown,
    };
    let selected = remedies.iter().position(is_shown).unwrap_or(0);
    state.mode = Mode::Prompt(Prompt { kind: PromptKind::Menu, line: LineEditor::new(""), selected });
    Ok(())
}

/// `clear-doubt`: the person has looked at doubtful rows and found them right.
pub fn clear_doubt(context: &mut Context<'_>) -> Done {
    let n_rows = context.state.clear_doubts()?;
    let message = confirmed(context.state, n_rows);
    context.state.tell(&message);
    Ok(())
}

/// That so many rows are confirmed, and how many are still in doubt.
pub(super) fn confirmed(state: &State, n_rows: usize) -> Message<HandText> {
    let n_left = state.entry().map_or(0, |it| it.head().n_doubtful);
    let keys = state.keymap.keys_of(MODE, "next-doubt").into_iter().next().unwrap_or_default();
    let left = match n_left {
        0 => Message::plain(HandText::NoDoubtLeft),
        n => Message::new(HandText::DoubtsLeft, [("n", n.to_string()), ("key", keymap::label(&keys))]),
    };
    let id = if n_rows == 1 { HandText::Confirmed } else { HandText::ConfirmedRows };
    Message::new(id, [("n", n_rows.to_string()), ("left", left.render(state.lang))])
}
