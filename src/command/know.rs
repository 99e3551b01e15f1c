//! Commands that compare, sum up and draft.

use super::Context;
use crate::app::mode::{Mode, Prompt, PromptKind};
use crate::app::{BoardKind, Effect, State};
use crate::check::scheme::Scheme;
use crate::draft::Wish;
use crate::messages::Ui;
use crate::text::line_editor::LineEditor;
use std::path::PathBuf;

type Done = Result<(), Ui>;

/// Whether the selected filing differs from what was saved.
pub fn can_show_changes(state: &State) -> Done {
    let entry = state.entry().ok_or(Ui::NothingSelected)?;
    // What was never saved has nothing to differ from.
    let why = if entry.is_modified() { Ui::NeverSaved } else { Ui::NothingChanged };
    entry.saved_filing().map(|_| ()).ok_or(why)
}

/// `show-changes`
pub fn show_changes(context: &mut Context<'_>) -> Done {
    let entry = context.state.entry_idx().ok_or(Ui::NothingSelected)?;
    open(context.state, BoardKind::Changes { entry }, Ui::NothingChanged)
}

/// Whether an indicator is selected.
pub fn can_show_others(state: &State) -> Done {
    state.indicator_here().map(|_| ()).ok_or(Ui::OthersNeedsIndicator)
}

/// `show-others`
pub fn show_others(context: &mut Context<'_>) -> Done {
    let (entry, place) = context.state.indicator_here().ok_or(Ui::OthersNeedsIndicator)?;
    open(context.state, BoardKind::Others { entry, place }, Ui::NoOthers)
}

/// `show-budget`
pub fn show_budget(context: &mut Context<'_>) -> Done {
    let entry = context.state.entry_idx().ok_or(Ui::NothingSelected)?;
    open(context.state, BoardKind::Budget { entry }, Ui::NoMoney)
}

/// `show-dashboard`
pub fn show_dashboard(context: &mut Context<'_>) -> Done {
    open(context.state, BoardKind::Dashboard, Ui::NothingLoaded)
}

fn open(state: &mut State, kind: BoardKind, why_not: Ui) -> Done {
    if state.open_board(kind) { Ok(()) } else { Err(why_not) }
}

/// `compare-filings`: with the file that is named after it, else with a loaded filing that is asked for.
pub fn compare_filings(context: &mut Context<'_>) -> Done {
    let entry = context.state.entry_idx().ok_or(Ui::NothingSelected)?;
    if !context.argument.is_empty() {
        context.effects.push(Effect::Compare(entry, PathBuf::from(&context.argument)));
        return Ok(());
    }
    if context.state.entries.len() < 2 {
        return Err(Ui::NoOtherFiling);
    }
    let kind = PromptKind::Compare { entry };
    context.state.mode = Mode::Prompt(Prompt { kind, line: LineEditor::new(""), selected: 0 });
    Ok(())
}

/// Opens two filings side by side, the older one on the left.
pub fn open_sides(state: &mut State, entry: usize, other: usize) -> Done {
    let year = |idx: usize| state.entries.get(idx).and_then(|it| it.head().year);
    let stage = |idx: usize| state.entries.get(idx).and_then(|it| it.head().stage).map(|it| it as u8);
    let is_older = (year(other), stage(other)) <= (year(entry), stage(entry));
    let (left, right) = if is_older { (other, entry) } else { (entry, other) };
    open(state, BoardKind::Sides { left, right, only_differences: false }, Ui::NoSuchFiling)
}

/// `draft-next-year`: the year may be named after it.
pub fn draft_next_year(context: &mut Context<'_>) -> Done {
    let year = match context.argument.trim() {
        "" => None,
        text => Some(year_of(text).ok_or(Ui::NewNeedsYear)?),
    };
    context.state.draft_next_year(year)
}

/// `new-filing SCHEME DEPARTMENT YEAR`
pub fn new_filing(context: &mut Context<'_>) -> Done {
    let words: Vec<&str> = context.argument.split_whitespace().collect();
    let (Some((year, rest)), Some(first)) = (words.split_last(), words.first()) else {
        return Err(Ui::NewNeedsParts);
    };
    let year = year_of(year).ok_or(Ui::NewNeedsParts)?;
    let scheme = Scheme::ALL.iter().find(|it| it.word().eq_ignore_ascii_case(first));
    // A word that looks like a scheme and is none is a slip, not the beginning of a name.
    if scheme.is_none() && rest.len() > 1 && first.is_ascii() {
        return Err(Ui::NewNeedsScheme);
    }
    let department = rest.get(usize::from(scheme.is_some())..).unwrap_or_default().join(" ");
    if department.is_empty() {
        return Err(Ui::NewNeedsParts);
    }
    let wish = Wish { department, year, ..Wish::default() };
    context.state.begin_filing(scheme.copied().unwrap_or(Scheme::K88), &wish);
    Ok(())
}

fn year_of(text: &str) -> Option<i32> {
    text.parse().ok().filter(|it| (1990..=2999).contains(it))
}
