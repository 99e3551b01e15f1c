//! Commands that move, fold and look for something. None changes a filing.

use super::{Context, MODE, table_view};
use crate::app::mode::{Focus, Mode, Prompt, PromptKind};
use crate::app::{Effect, Node, State, doubt, field_name};
use crate::check::Severity;
use crate::keymap;
use crate::messages::{AidText, HandText, Message, Ui};
use crate::model::{Field, Place};
use crate::text::line_editor::LineEditor;

type Done = Result<(), Ui>;

/// `move-down`
pub fn move_down(context: &mut Context<'_>) -> Done {
    let rows = context.times().cast_signed();
    context.state.move_by(rows);
    Ok(())
}

/// `move-up`
pub fn move_up(context: &mut Context<'_>) -> Done {
    let rows = context.times().cast_signed();
    context.state.move_by(-rows);
    Ok(())
}

fn by_screen(context: &mut Context<'_>, divisor: usize, down: bool) {
    let rows = (context.state.view.height / divisor).max(1) * context.times();
    let rows = rows.cast_signed();
    context.state.move_by(if down { rows } else { -rows });
}

/// `half-page-down`
pub fn half_page_down(context: &mut Context<'_>) -> Done {
    by_screen(context, 2, true);
    Ok(())
}

/// `half-page-up`
pub fn half_page_up(context: &mut Context<'_>) -> Done {
    by_screen(context, 2, false);
    Ok(())
}

/// `page-down`
pub fn page_down(context: &mut Context<'_>) -> Done {
    by_screen(context, 1, true);
    Ok(())
}

/// `page-up`
pub fn page_up(context: &mut Context<'_>) -> Done {
    by_screen(context, 1, false);
    Ok(())
}

/// `goto-top`; with a count, that row.
pub fn goto_top(context: &mut Context<'_>) -> Done {
    let position = context.count.map_or(0, |it| it.saturating_sub(1));
    goto(context, position);
    Ok(())
}

/// `goto-bottom`; with a count, that row.
pub fn goto_bottom(context: &mut Context<'_>) -> Done {
    let position = context.count.map_or(usize::MAX, |it| it.saturating_sub(1));
    goto(context, position);
    Ok(())
}

fn goto(context: &mut Context<'_>, position: usize) {
    match context.state.view.focus {
        Focus::Tree if context.state.view.table.is_some() => context.state.go_to_table_row(position),
        Focus::Tree => context.state.go_to_position(position),
        Focus::Pane => {
            let last = context.state.pane_items().len().saturating_sub(1);
            context.state.view.pane_row = position.min(last);
        }
    }
}

/// `unfold`: in the table the cell to the right.
pub fn unfold(context: &mut Context<'_>) -> Done {
    if table_view::moves_cell(context, 1) {
        return Ok(());
    }
    if context.state.view.focus == Focus::Tree {
        context.state.unfold_or_enter();
    }
    Ok(())
}

/// `fold`: in the editor pane it goes back to the tree; in the table to the cell to the left.
pub fn fold(context: &mut Context<'_>) -> Done {
    if table_view::moves_cell(context, -1) {
        return Ok(());
    }
    match context.state.view.focus {
        Focus::Tree => context.state.fold_or_leave(),
        Focus::Pane => context.state.view.focus = Focus::Tree,
    }
    Ok(())
}

/// `next-sibling`
pub fn next_sibling(context: &mut Context<'_>) -> Done {
    for _ in 0..context.times() {
        context.state.go_to_sibling(true);
    }
    Ok(())
}

/// `previous-sibling`
pub fn previous_sibling(context: &mut Context<'_>) -> Done {
    for _ in 0..context.times() {
        context.state.go_to_sibling(false);
    }
    Ok(())
}

/// `toggle-fold`
pub fn toggle_fold(context: &mut Context<'_>) -> Done {
    context.state.toggle_fold();
    Ok(())
}

/// `fold-all`
pub fn fold_all(context: &mut Context<'_>) -> Done {
    context.state.fold_all_to(1);
    Ok(())
}

/// `unfold-all`
pub fn unfold_all(context: &mut Context<'_>) -> Done {
    context.state.fold_all_to(6);
    Ok(())
}

/// `fold-to-1`
pub fn fold_to_1(context: &mut Context<'_>) -> Done {
    context.state.fold_all_to(1);
    Ok(())
}

/// `fold-to-2`
pub fn fold_to_2(context: &mut Context<'_>) -> Done {
    context.state.fold_all_to(2);
    Ok(())
}

/// `fold-to-3`
pub fn fold_to_3(context: &mut Context<'_>) -> Done {
    context.state.fold_all_to(3);
    Ok(())
}

/// `fold-to-4`
pub fn fold_to_4(context: &mut Context<'_>) -> Done {
    context.state.fold_all_to(4);
    Ok(())
}

/// `previous-pane`: there are two; in the table the cell to the left.
pub fn previous_pane(context: &mut Context<'_>) -> Done {
    if table_view::moves_cell(context, -1) { Ok(()) } else { next_pane(context) }
}

/// `next-pane`: in the table the cell to the right.
pub fn next_pane(context: &mut Context<'_>) -> Done {
    if table_view::moves_cell(context, 1) {
        return Ok(());
    }
    let view = &mut context.state.view;
    view.focus = match view.focus {
        Focus::Tree => Focus::Pane,
        Focus::Pane => Focus::Tree,
    };
    Ok(())
}

/// `toggle-others`
pub fn toggle_others(context: &mut Context<'_>) -> Done {
    let view = &mut context.state.view;
    view.others = !view.others;
    let id = if view.others { AidText::OthersShown } else { AidText::OthersHidden };
    context.state.tell(&Message::plain(id));
    Ok(())
}

/// `toggle-source`
pub fn toggle_source(context: &mut Context<'_>) -> Done {
    let state = &mut *context.state;
    state.view.source = !state.view.source;
    context.effects.extend(state.entry_idx().filter(|_| state.view.source).map(Effect::ShowSource));
    Ok(())
}

/// `next-finding`
pub fn next_finding(context: &mut Context<'_>) -> Done {
    context.state.finding_on(true, Severity::Info)
}

/// `previous-finding`
pub fn previous_finding(context: &mut Context<'_>) -> Done {
    context.state.finding_on(false, Severity::Info)
}

/// `next-error`
pub fn next_error(context: &mut Context<'_>) -> Done {
    context.state.finding_on(true, Severity::Error)
}

/// `previous-error`
pub fn previous_error(context: &mut Context<'_>) -> Done {
    context.state.finding_on(false, Severity::Error)
}

/// `next-doubt`
pub fn next_doubt(context: &mut Context<'_>) -> Done {
    doubt_on(context.state, true)
}

/// `previous-doubt`
pub fn previous_doubt(context: &mut Context<'_>) -> Done {
    doubt_on(context.state, false)
}

/// Goes to a doubtful row and tells the doubt, for which the editor pane may be too small.
fn doubt_on(state: &mut State, forward: bool) -> Done {
    let before = state.entry_idx();
    state.doubt_on(forward)?;
    let is_other = before.is_some() && before != state.entry_idx();
    let place = state.node().and_then(Node::place).unwrap_or(Place::Filing);
    let doubt = state.entry().and_then(|it| it.filing().get(place, &Field::Doubt));
    let doubt = doubt.unwrap_or_default().into_owned();
    // Editing fields begins with the one in doubt.
    let fields = doubt::fields_of(&doubt);
    let in_doubt = state.pane_items().iter().position(|it| fields.contains(&it.field));
    state.view.pane_row = in_doubt.unwrap_or(0);
    let doubt = field_name::told_doubt(&doubt, state.lang);
    let (idx, n) = state.doubts_counted(place);
    let keys = state.keymap.keys_of(MODE, "clear-doubt").into_iter().next().unwrap_or_default();
    let file = state.entry().map(|it| it.file_name().to_owned()).unwrap_or_default();
    let args = [
        ("doubt", doubt),
        ("key", keymap::label(&keys)),
        ("idx", idx.to_string()),
        ("n", n.to_string()),
        ("file", file),
    ];
    if is_other {
        state.tell(&Message::new(HandText::DoubtInOther, args));
    } else {
        state.tell(&Message::new(Ui::DoubtIs, args));
    }
    Ok(())
}

/// Whether the filing has findings.
pub fn can_list_findings(state: &State) -> Done {
    if state.entry().is_none_or(|it| it.findings().is_empty()) { Err(Ui::NoFinding) } else { Ok(()) }
}

/// `list-findings`
pub fn list_findings(context: &mut Context<'_>) -> Done {
    let line = LineEditor::new("");
    context.state.mode = Mode::Prompt(Prompt { kind: PromptKind::Findings, line, selected: 0 });
    Ok(())
}
