//! The table itself. The order is that of help within each group.

use super::{
    Command, Context, Group, edit, feel, file, help, know, menu, navigate, recover, rows, seek, table_view,
};
use crate::app::State;
use crate::messages::{CommandText, Ui};

const fn always(_: &State) -> Result<(), Ui> {
    Ok(())
}

const fn command(
    id: &'static str,
    group: Group,
    doc: CommandText,
    run: fn(&mut Context<'_>) -> Result<(), Ui>,
) -> Command {
    Command { id, aliases: &[], group, doc, hint: None, can: always, jumps: false, run }
}

const fn when(can: fn(&State) -> Result<(), Ui>, command: Command) -> Command {
    Command { can, ..command }
}

const fn hinted(hint: Ui, command: Command) -> Command {
    Command { hint: Some(hint), ..command }
}

const fn typed(aliases: &'static [&'static str], command: Command) -> Command {
    Command { aliases, ..command }
}

/// A command that goes far: where it left is kept in the jump list.
const fn jumping(command: Command) -> Command {
    Command { jumps: true, ..command }
}

use CommandText as Doc;
use Group::{Edit, Find, Move, Program};

/// Every command.
pub static TABLE: &[Command] = &[
    command("move-down", Move, Doc::MoveDown, navigate::move_down),
    command("move-up", Move, Doc::MoveUp, navigate::move_up),
    command("half-page-down", Move, Doc::HalfPageDown, navigate::half_page_down),
    command("half-page-up", Move, Doc::HalfPageUp, navigate::half_page_up),
    command("page-down", Move, Doc::PageDown, navigate::page_down),
    command("page-up", Move, Doc::PageUp, navigate::page_up),
    jumping(command("goto-top", Move, Doc::GotoTop, navigate::goto_top)),
    jumping(command("goto-bottom", Move, Doc::GotoBottom, navigate::goto_bottom)),
    command("unfold", Move, Doc::Unfold, navigate::unfold),
    command("fold", Move, Doc::Fold, navigate::fold),
    command("next-sibling", Move, Doc::NextSibling, navigate::next_sibling),
    command("previous-sibling", Move, Doc::PreviousSibling, navigate::previous_sibling),
    hinted(
        Ui::HintFold,
        when(table_view::in_tree, command("toggle-fold", Move, Doc::ToggleFold, navigate::toggle_fold)),
    ),
    when(table_view::in_tree, command("fold-all", Move, Doc::FoldAll, navigate::fold_all)),
    when(table_view::in_tree, command("unfold-all", Move, Doc::UnfoldAll, navigate::unfold_all)),
    when(table_view::in_tree, command("fold-to-1", Move, Doc::FoldTo1, navigate::fold_to_1)),
    when(table_view::in_tree, command("fold-to-2", Move, Doc::FoldTo2, navigate::fold_to_2)),
    when(table_view::in_tree, command("fold-to-3", Move, Doc::FoldTo3, navigate::fold_to_3)),
    when(table_view::in_tree, command("fold-to-4", Move, Doc::FoldTo4, navigate::fold_to_4)),
    hinted(Ui::HintPane, command("next-pane", Move, Doc::NextPane, navigate::next_pane)),
    command("previous-pane", Move, Doc::PreviousPane, navigate::previous_pane),
    when(table_view::in_tree, command("toggle-source", Move, Doc::ToggleSource, navigate::toggle_source)),
    hinted(Ui::HintTable, command("toggle-table", Move, Doc::ToggleTable, table_view::toggle_table)),
    hinted(Ui::HintActivate, when(edit::can_edit, command("activate", Edit, Doc::Activate, edit::activate))),
    hinted(
        Ui::HintTarget,
        when(edit::can_target, command("edit-target", Edit, Doc::EditTarget, edit::edit_target)),
    ),
    hinted(Ui::HintFields, when(edit::can_edit, command("edit-pane", Edit, Doc::EditPane, edit::edit_pane))),
    when(edit::can_change, command("insert-below", Edit, Doc::InsertBelow, edit::insert_below)),
    when(edit::can_change, command("insert-above", Edit, Doc::InsertAbove, edit::insert_above)),
    when(edit::can_change, command("insert-inside", Edit, Doc::InsertInside, edit::insert_inside)),
    when(edit::can_change, command("delete-row", Edit, Doc::DeleteRow, edit::delete_row)),
    when(edit::can_edit, command("copy-row", Edit, Doc::CopyRow, edit::copy_row)),
    when(edit::can_paste, command("paste-row", Edit, Doc::PasteRow, edit::paste_row)),
    when(edit::can_change, command("move-row-down", Edit, Doc::MoveRowDown, edit::move_row_down)),
    when(edit::can_change, command("move-row-up", Edit, Doc::MoveRowUp, edit::move_row_up)),
    hinted(
        Ui::HintSelect,
        when(edit::can_edit, command("select-rows", Edit, Doc::SelectRows, rows::select_rows)),
    ),
    when(rows::can_reselect, command("reselect-rows", Edit, Doc::ReselectRows, rows::reselect_rows)),
    when(edit::can_edit, command("select-matches", Edit, Doc::SelectMatches, rows::select_matches)),
    when(edit::can_edit, command("select-alike", Edit, Doc::SelectAlike, rows::select_alike)),
    when(edit::can_edit, command("select-doubtful", Edit, Doc::SelectDoubtful, rows::select_doubtful)),
    hinted(
        Ui::HintMoveRows,
        when(rows::can_move, command("move-rows", Edit, Doc::MoveRows, rows::move_rows)),
    ),
    hinted(Ui::HintSetField, when(rows::can_set, command("set-field", Edit, Doc::SetField, rows::set_field))),
    hinted(Ui::HintUndo, when(edit::can_undo, command("undo", Edit, Doc::Undo, edit::undo))),
    when(edit::can_redo, command("redo", Edit, Doc::Redo, edit::redo)),
    hinted(Ui::HintFix, when(edit::can_fix, command("apply-fix", Edit, Doc::ApplyFix, edit::apply_fix))),
    typed(
        &["fix"],
        when(rows::can_fix_filing, command("fix-filing", Edit, Doc::FixFiling, rows::fix_filing)),
    ),
    when(edit::can_remedy, command("list-remedies", Edit, Doc::ListRemedies, edit::list_remedies)),
    when(edit::can_clear_doubt, command("clear-doubt", Edit, Doc::ClearDoubt, edit::clear_doubt)),
    hinted(Ui::HintFinding, jumping(command("next-finding", Find, Doc::NextFinding, navigate::next_finding))),
    jumping(command("previous-finding", Find, Doc::PreviousFinding, navigate::previous_finding)),
    jumping(command("next-error", Find, Doc::NextError, navigate::next_error)),
    jumping(command("previous-error", Find, Doc::PreviousError, navigate::previous_error)),
    jumping(command("next-doubt", Find, Doc::NextDoubt, navigate::next_doubt)),
    jumping(command("previous-doubt", Find, Doc::PreviousDoubt, navigate::previous_doubt)),
    when(
        navigate::can_list_findings,
        command("list-findings", Find, Doc::ListFindings, navigate::list_findings),
    ),
    typed(&["explain"], command("explain-rule", Find, Doc::ExplainRule, help::explain_rule)),
    when(know::can_show_changes, command("show-changes", Find, Doc::ShowChanges, know::show_changes)),
    when(know::can_show_others, command("show-others", Find, Doc::ShowOthers, know::show_others)),
    when(table_view::in_tree, command("toggle-others", Move, Doc::ToggleOthers, navigate::toggle_others)),
    typed(&["budget"], command("show-budget", Find, Doc::ShowBudget, know::show_budget)),
    typed(&["dashboard"], command("show-dashboard", Find, Doc::ShowDashboard, know::show_dashboard)),
    typed(&["diff"], command("compare-filings", Find, Doc::CompareFilings, know::compare_filings)),
    hinted(Ui::HintSearch, command("search", Find, Doc::Search, seek::search)),
    when(seek::can_search_on, command("search-next", Find, Doc::SearchNext, seek::search_next)),
    when(seek::can_search_on, command("search-previous", Find, Doc::SearchPrevious, seek::search_previous)),
    hinted(
        Ui::HintJumpKey,
        when(seek::can_jump, command("fuzzy-jump", Find, Doc::FuzzyJump, seek::fuzzy_jump)),
    ),
    when(seek::can_jump, command("filter", Find, Doc::FilterTree, seek::filter)),
    when(seek::can_end_filter, command("filter-off", Find, Doc::FilterOff, seek::filter_off)),
    when(seek::can_go_back, command("jump-back", Find, Doc::JumpBack, seek::jump_back)),
    when(seek::can_go_forward, command("jump-forward", Find, Doc::JumpForward, seek::jump_forward)),
    when(edit::can_edit, command("set-mark", Find, Doc::SetMark, seek::set_mark)),
    when(seek::can_go_to_mark, command("goto-mark", Find, Doc::GotoMark, seek::goto_mark)),
    hinted(
        Ui::HintSave,
        typed(&["w"], when(file::can_save, command("save", Program, Doc::Save, file::save))),
    ),
    typed(&["wa"], when(file::can_save_all, command("save-all", Program, Doc::SaveAll, file::save_all))),
    typed(&["saveas"], when(file::can_save, command("save-as", Program, Doc::SaveAs, file::save_as))),
    when(file::can_save, command("export", Program, Doc::Export, file::export)),
    when(file::can_save, command("report", Program, Doc::Report, file::report)),
    when(file::can_save, command("report-all", Program, Doc::ReportAll, file::report_all)),
    typed(
        &["new"],
        when(edit::can_edit, command("draft-next-year", Program, Doc::DraftNextYear, know::draft_next_year)),
    ),
    command("new-filing", Program, Doc::NewFiling, know::new_filing),
    typed(&["q"], command("quit", Program, Doc::Quit, file::quit)),
    typed(&["q!"], command("force-quit", Program, Doc::ForceQuit, file::force_quit)),
    typed(&["editor"], when(edit::can_edit, command("edit-file", Edit, Doc::EditFile, feel::edit_file))),
    when(feel::can_move_border, command("widen-tree", Program, Doc::WidenTree, feel::widen_tree)),
    when(feel::can_move_border, command("narrow-tree", Program, Doc::NarrowTree, feel::narrow_tree)),
    typed(&["theme"], command("set-theme", Program, Doc::SetTheme, feel::set_theme)),
    typed(&["mouse"], command("toggle-mouse", Program, Doc::ToggleMouse, feel::toggle_mouse)),
    command("suspend", Program, Doc::Suspend, file::suspend),
    command("redraw", Program, Doc::Redraw, file::redraw),
    hinted(Ui::HintCommand, command("open-palette", Program, Doc::OpenPalette, help::open_palette)),
    hinted(Ui::HintMenu, command("open-menu", Program, Doc::OpenMenu, menu::open_menu)),
    hinted(Ui::HintHelp, command("help", Program, Doc::Help, help::help)),
    typed(
        &["problems"],
        when(
            help::can_show_problems,
            command("show-problems", Program, Doc::ShowProblems, help::show_problems),
        ),
    ),
    when(help::can_read_on, command("read-on", Program, Doc::ReadOn, help::read_on)),
    when(recover::can_recover, command("recover", Program, Doc::Recover, recover::recover)),
];
