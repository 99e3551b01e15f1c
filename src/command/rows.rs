//! Commands on several rows: selecting them, and the prompts that say what to do with all of them.

use super::list::{Listed, Pick};
use super::{Context, edit};
use crate::app::batch::RowsPrompt;
use crate::app::field_name::field_name;
use crate::app::fixing::{FixPlan, FixScope, Planned, name_of};
use crate::app::mend::{is_usable, shown};
use crate::app::regroup::{Target, Why};
use crate::app::{Mode, Node, Prompt, PromptKind, State};
use crate::import::paste;
use crate::messages::{HandText, Lang, Message, Text, Ui};
use crate::model::{Field, Place, Words};
use crate::text::cells;
use crate::text::fold::fold_for_search;
use crate::text::fuzzy::Fuzzy;
use crate::text::line_editor::LineEditor;
use crate::text::width;

type Done = Result<(), Ui>;

/// At most so many entries are listed; typing narrows them down.
const MOST: usize = 1_000;

/// Columns for the name of a row in the line of hints.
const NAME: usize = 24;

/// Whether there are indicators to move.
pub fn can_move(state: &State) -> Done {
    edit::can_change(state)?;
    let n = state.chosen_indicators().map_or(0, |(_, places)| places.len());
    if n == 0 { Err(Ui::NoIndicatorHere) } else { Ok(()) }
}

/// Whether there is a field to set.
pub fn can_set(state: &State) -> Done {
    edit::can_change(state)?;
    if state.batch_fields().is_empty() { Err(Ui::NoIndicatorHere) } else { Ok(()) }
}

/// Whether there was a selection that can be made again.
pub fn can_reselect(state: &State) -> Done {
    state.view.last_selection.as_ref().map(|_| ()).ok_or(Ui::NoLastSelection)
}

/// `select-rows`
pub fn select_rows(context: &mut Context<'_>) -> Done {
    context.state.select_row()
}

/// `reselect-rows`
pub fn reselect_rows(context: &mut Context<'_>) -> Done {
    context.state.reselect().map(drop)
}

/// `select-matches`
pub fn select_matches(context: &mut Context<'_>) -> Done {
    context.state.select_matches().map(drop)
}

/// `select-alike`
pub fn select_alike(context: &mut Context<'_>) -> Done {
    context.state.select_alike().map(drop)
}

/// Whether anything in the filing has a fix.
pub fn can_fix_filing(state: &State) -> Done {
    let entry = state.entry().ok_or(Ui::NothingSelected)?;
    if entry.findings().iter().any(is_usable) { Ok(()) } else { Err(Ui::NoFix) }
}

/// `fix-filing`: lists the fixes of all rows, and applies them when that is confirmed.
pub fn fix_filing(context: &mut Context<'_>) -> Done {
    let state = &mut *context.state;
    let entry = state.entry_idx().ok_or(Ui::NothingSelected)?;
    state.may_edit(entry)?;
    ask_to_fix(state, FixScope::Whole, false)
}

/// `select-doubtful`
pub fn select_doubtful(context: &mut Context<'_>) -> Done {
    context.state.select_doubtful().map(drop)
}

/// `move-rows`: to a level or function that is picked from a list.
pub fn move_rows(context: &mut Context<'_>) -> Done {
    ask(context.state, RowsPrompt::Move, LineEditor::new(""));
    Ok(())
}

/// `set-field`: one field of all chosen rows.
pub fn set_field(context: &mut Context<'_>) -> Done {
    ask(context.state, RowsPrompt::Field, LineEditor::new(""));
    Ok(())
}

/// Shows what the fixes of the selected rows would change, before they are applied.
pub fn fix_selected(state: &mut State) -> Done {
    ask_to_fix(state, FixScope::Chosen, false)
}

/// Shows what fixes would change, before they are applied.
pub(super) fn ask_to_fix(state: &mut State, scope: FixScope, is_safe_only: bool) -> Done {
    let plan = state.plan_fixes(scope, is_safe_only)?;
    ask(state, RowsPrompt::Fixes(Box::new(plan)), LineEditor::new(""));
    Ok(())
}

/// Tab in a list of fixes: only the sure ones, or all again. Says whether there was such a choice.
pub(super) fn narrow_fixes(state: &State, prompt: &mut Prompt) -> bool {
    let PromptKind::Rows(RowsPrompt::Fixes(plan)) = &mut prompt.kind else { return false };
    if !plan.is_safe_only && !can_narrow(plan) {
        return false;
    }
    let Ok(other) = state.plan_fixes(plan.scope, !plan.is_safe_only) else { return false };
    **plan = other;
    prompt.selected = 0;
    true
}

/// Whether some fixes of a plan are sure and others are not.
fn can_narrow(plan: &FixPlan) -> bool {
    (1..plan.cells.len()).contains(&plan.n_guessed())
}

/// A paste where keys are commands: rows of a spreadsheet are shown before they are put in; anything else is
/// explained.
pub fn paste(state: &mut State, text: &str) {
    if matches!(state.node(), Some(Node::Line(_))) && state.view.table.is_none() {
        if let Some(amounts) = paste::amounts(text) {
            let done = state.fill_lines(&amounts);
            return tell_filled(state, done, amounts.len());
        }
        if !paste::is_table(text) {
            return state.refuse(HandText::PasteNoAmounts);
        }
    }
    if !paste::is_table(text) {
        if state.view.table.is_some() {
            return fill(state, &paste::column(text).into_iter().map(|it| vec![it]).collect::<Vec<_>>());
        }
        return state.refuse(Ui::PasteNeedsField);
    }
    if let Err(why) = edit::can_change(state) {
        return state.refuse(why);
    }
    let words = state.entry().map_or(Words::NONE, |it| it.settings().words.clone());
    if state.view.table.is_some()
        && let Some(cells) = paste::values(text, &words)
    {
        return fill(state, &cells);
    }
    let rows = paste::pasted(text, &words);
    if rows.indicators.is_empty() {
        return state.refuse(Ui::PasteHasNoRows);
    }
    ask(state, RowsPrompt::Paste(rows), LineEditor::new(""));
}

/// A column or a block of values goes into the cells from the cursor downwards, as in a spreadsheet.
fn fill(state: &mut State, texts: &[Vec<String>]) {
    let done = state.fill_down(texts);
    tell_filled(state, done, texts.len());
}

/// Says how many of so many rows were filled, or why none was.
pub(super) fn tell_filled(state: &mut State, done: Result<usize, Ui>, n_rows: usize) {
    match done {
        Ok(n) if n < n_rows => {
            let args = [("n", n.to_string()), ("left", (n_rows - n).to_string())];
            state.tell(&Message::new(Ui::CellsFilledSome, args));
        }
        Ok(n) => state.tell(&count(Ui::CellsFilled, n)),
        Err(why) => state.refuse(why),
    }
}

/// The chosen rows as text for a spreadsheet, and how many they are.
pub fn copied(state: &State, count: usize) -> Option<(String, usize)> {
    let (entry, places) = state.selected_rows(count).ok()?;
    let rows = state.cells_of(entry, &places);
    (!rows.is_empty()).then(|| (cells::tab_separated(&rows), rows.len()))
}

fn ask(state: &mut State, prompt: RowsPrompt, line: LineEditor) {
    state.mode = Mode::Prompt(Prompt { kind: PromptKind::Rows(prompt), line, selected: 0 });
}

/// Answers a prompt; `picked` is the selected entry of its list.
pub fn answer(state: &mut State, prompt: &RowsPrompt, typed: &str, picked: Option<Pick>) {
    let number = match picked {
        Some(Pick::Row(idx)) => Some(idx),
        _ => None,
    };
    let done = match prompt {
        RowsPrompt::Move => match number.and_then(|idx| state.move_targets().into_iter().nth(idx)) {
            Some(target) => {
                let to = place_of(state, &target);
                match state.move_to(&target) {
                    Ok(n) if target.why == Why::Current => return state.tell(&edit::confirmed(state, n)),
                    done => done.map(|n| Message::new(Ui::RowsMoved, [("n", n.to_string()), ("to", to)])),
                }
            }
            None => Err(Ui::NoSuchPlace),
        },
        RowsPrompt::Field => match number.and_then(|idx| state.batch_fields().into_iter().nth(idx)) {
            Some(field) => {
                let line = LineEditor::new_selected(&common_text(state, &field));
                return ask(state, RowsPrompt::Value(field), line);
            }
            None => Err(Ui::NoSuchField),
        },
        RowsPrompt::Value(field) => state.batch_set(field, typed).map(|n| count(Ui::FieldSet, n)),
        RowsPrompt::Fixes(plan) => match state.carry_out_fixes(plan) {
            Ok(n_left) => return state.tell(&fixed_message(plan, n_left, state.lang)),
            Err(why) => Err(why),
        },
        RowsPrompt::Paste(rows) => match (state.put_in(&rows.indicators), rows.left.len()) {
            (Ok(n), left) if left > 0 => {
                let args = [("n", n.to_string()), ("left", left.to_string())];
                return state.tell(&Message::new(HandText::PutInSome, args));
            }
            (done, _) => done.map(|n| count(Ui::RowsPutIn, n)),
        },
    };
    match done {
        Ok(message) => state.tell(&message),
        Err(why) => {
            // Letters that were typed for the list must not become commands.
            if matches!(why, Ui::NoSuchPlace | Ui::NoSuchField) {
                ask(state, prompt.clone(), LineEditor::new(typed));
            }
            state.refuse(why);
        }
    }
}

fn count(id: Ui, n: usize) -> Message<Ui> {
    Message::new(id, [("n", n.to_string())])
}

/// The text that all chosen rows have in a field; blank where they differ.
fn common_text(state: &State, field: &Field) -> String {
    // What would change if the field were blank is what says something now.
    let texts = state.batch_preview(field, "");
    let first = texts.first().map(|it| it.before.clone()).unwrap_or_default();
    if texts.iter().all(|it| it.before == first) { first } else { String::new() }
}

/// The list of a prompt.
pub fn listed(state: &State, prompt: &RowsPrompt, typed: &str) -> Vec<Listed> {
    match prompt {
        RowsPrompt::Move => targets(state, typed),
        RowsPrompt::Field => fields(state, typed),
        RowsPrompt::Value(field) => values(state, field, typed),
        RowsPrompt::Fixes(plan) => plan.cells.iter().take(MOST).map(|it| fixed(it, state.lang)).collect(),
        RowsPrompt::Paste(rows) => pasted(state, rows),
    }
}

fn plain(columns: [String; 3]) -> Listed {
    Listed { pick: Pick::Preview, columns, severity: None, why_not: None }
}

/// The entries of a list that hold every typed word; each keeps its number.
fn narrowed(all: impl Iterator<Item = [String; 3]>, typed: &str) -> Vec<Listed> {
    // As in the fuzzy jump, letters may spell what is meant.
    let mut words: Vec<Fuzzy> = typed.split_whitespace().map(Fuzzy::new).collect();
    let fits = |word: &mut Fuzzy, columns: &[String; 3]| {
        columns.iter().any(|it| word.score(&fold_for_search(it)).is_some())
    };
    all.enumerate()
        .filter(|(_, columns)| words.iter_mut().all(|word| fits(word, columns)))
        .map(|(idx, columns)| Listed { pick: Pick::Row(idx), ..plain(columns) })
        .take(MOST)
        .collect()
}

fn targets(state: &State, typed: &str) -> Vec<Listed> {
    let own = |target: &Target| match &target.levels {
        Some((level1, level2)) => [level2.clone(), level1.clone()],
        None => [state.say(Ui::KeepLevels).to_owned(), String::new()],
    };
    let entry = |target: Target| {
        let [level2, level1] = own(&target);
        let why = state.say(match target.why {
            Why::Current => Ui::WhyCurrent,
            Why::Guess => Ui::WhyGuess,
            Why::Neighbor => Ui::WhyNeighbor,
            Why::Form => Ui::WhyForm,
            Why::Standard => Ui::WhyStandard,
            Why::Function => Ui::WhyFunction,
        });
        let function = function_of(state, target.function);
        [level2, level1, if function.is_empty() { why.to_owned() } else { format!("{function}  {why}") }]
    };
    narrowed(state.move_targets().into_iter().map(entry), typed)
}

fn function_of(state: &State, idx: usize) -> String {
    let filing =
        state.chosen().and_then(|(entry, _)| state.entries.get(entry)).map(crate::app::Entry::filing);
    filing.and_then(|it| it.functions.get(idx)).map_or_else(String::new, |it| it.label().to_owned())
}

/// A place to move to, in words.
fn place_of(state: &State, target: &Target) -> String {
    let function = function_of(state, target.function);
    let levels = target.levels.clone().map(|(level1, level2)| [level1, level2]).unwrap_or_default();
    let parts: Vec<String> = std::iter::once(function).chain(levels).filter(|it| !it.is_empty()).collect();
    parts.join(" › ")
}

fn fields(state: &State, typed: &str) -> Vec<Listed> {
    let entry = |field: Field| {
        let text = common_text(state, &field);
        [label(state, &field), text, String::new()]
    };
    narrowed(state.batch_fields().into_iter().map(entry), typed)
}

/// A field's name, as the editor pane has it.
fn label(state: &State, field: &Field) -> String {
    field_name(field, state.lang)
}

fn values(state: &State, field: &Field, typed: &str) -> Vec<Listed> {
    let filing =
        state.chosen().and_then(|(entry, _)| state.entries.get(entry)).map(crate::app::Entry::filing);
    let Some(filing) = filing else { return Vec::new() };
    let row = |at: Place, before: String| plain([name_of(filing, at), before, format!("→ {typed}")]);
    state.batch_preview(field, typed).into_iter().take(MOST).map(|it| row(it.at, it.before)).collect()
}

/// What will be put in with all that comes along, and what will not.
fn pasted(state: &State, rows: &paste::Pasted) -> Vec<Listed> {
    let left = rows
        .left
        .iter()
        .map(|it| plain([format!("— {}", state.say(HandText::LeftOut)), String::new(), it.clone()]));
    let indicators = rows.indicators.iter().map(|it| {
        let args = || [("half", it.target_half.clone()), ("full", it.target.clone())];
        let target = if it.target_half.is_empty() {
            it.target.clone()
        } else {
            Message::new(HandText::HalfBefore, args()).render(state.lang)
        };
        let more = [&it.level1, &it.level2, &it.note];
        let more: Vec<&str> = more.into_iter().map(String::as_str).filter(|it| !it.is_empty()).collect();
        plain([it.name.clone(), target, more.join(" ")])
    });
    // What is left out comes first: nobody looks for it at the end of a long list.
    left.chain(indicators).take(MOST).collect()
}

/// A cell of a plan: how sure the fix is, which field if it is not the target, and both texts.
fn fixed(it: &Planned, lang: Lang) -> Listed {
    let safety = if it.is_safe { HandText::FixIsSafe } else { HandText::FixIsGuess };
    let field = match it.field {
        _ if it.is_gone => String::new(),
        Field::Target => String::new(),
        _ => format!("{} ", field_name(&it.field, lang)),
    };
    let texts = shown(&it.before, &it.after, it.is_gone, lang);
    let says = format!("{} {field}{texts}", safety.text(lang));
    Listed { severity: Some(it.severity), ..plain([it.code.to_owned(), it.name.clone(), says]) }
}

/// What was done: cells that say something else, rows that are gone, and what is left to fix.
fn fixed_message(plan: &FixPlan, n_left: usize, lang: Lang) -> Message<HandText> {
    let gone = plan.n_gone();
    let left = match n_left {
        0 => String::new(),
        n => Message::new(HandText::FixesLeft, [("n", n.to_string())]).render(lang),
    };
    let n = (plan.cells.len() - gone).to_string();
    let id = match (gone, plan.cells.len() - gone) {
        (0, _) => HandText::Fixed,
        (_, 0) => HandText::FixedRows,
        _ => HandText::FixedWithRows,
    };
    Message::new(id, [("n", n), ("rows", gone.to_string()), ("left", left)])
}

/// How many cells a plan changes, how many of them are guesses, and how to take the sure ones only.
fn fixes_hint(plan: &FixPlan) -> Message<HandText> {
    let (all, guessed) = (plan.cells.len(), plan.n_guessed());
    let id = match () {
        () if plan.is_safe_only => HandText::HintSafeFixes,
        () if can_narrow(plan) => HandText::HintMixedFixes,
        () if guessed == 0 => HandText::HintAllSafe,
        () => HandText::HintAllGuessed,
    };
    let n = [("n", all.to_string()), ("safe", (all - guessed).to_string()), ("unsafe", guessed.to_string())];
    Message::new(id, n)
}

/// How many rows a prompt is about, for the line of hints.
pub fn hint(state: &State, prompt: &RowsPrompt, typed: &str) -> String {
    let message = match prompt {
        RowsPrompt::Move => match state.chosen_indicators() {
            Some((entry, places)) if places.len() == 1 => {
                let filing = state.entries.get(entry).map(crate::app::Entry::filing);
                let name = filing.zip(places.first()).map(|(it, at)| name_of(it, *at)).unwrap_or_default();
                Message::new(Ui::HintMoveOne, [("name", width::truncate(&name, NAME, true))])
            }
            _ => count(Ui::HintMove, state.n_chosen()),
        },
        RowsPrompt::Field => count(Ui::HintField, state.n_chosen()),
        RowsPrompt::Value(field) => count(Ui::HintValue, state.batch_preview(field, typed).len()),
        RowsPrompt::Fixes(plan) => return fixes_hint(plan).render(state.lang),
        RowsPrompt::Paste(rows) if !rows.left.is_empty() => {
            return paste_hint(rows).render(state.lang);
        }
        RowsPrompt::Paste(rows) => count(Ui::HintPaste, rows.indicators.len()),
    };
    message.render(state.lang)
}

fn paste_hint(rows: &paste::Pasted) -> Message<HandText> {
    let args = [("n", rows.indicators.len().to_string()), ("left", rows.left.len().to_string())];
    Message::new(HandText::PasteSome, args)
}

/// What a prompt is called.
pub fn title(prompt: &RowsPrompt) -> Ui {
    match prompt {
        RowsPrompt::Move => Ui::ModeMove,
        RowsPrompt::Field | RowsPrompt::Value(_) => Ui::ModeSetField,
        RowsPrompt::Fixes(plan) => match plan.scope {
            FixScope::Whole => Ui::ModeFixFiling,
            FixScope::Chosen => Ui::ModeFixChosen,
            FixScope::Rule(_) => Ui::ModeFixAll,
        },
        RowsPrompt::Paste(_) => Ui::ModePaste,
    }
}
