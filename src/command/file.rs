//! Commands that save and leave. They ask; the loop does it.

use super::Context;
use crate::app::mode::{Confirm, Mode, Prompt, PromptKind};
use crate::app::{Effect, Spot, State};
use crate::messages::{RecoverText, Ui};
use crate::text::line_editor::LineEditor;
use std::path::{Path, PathBuf};

type Done = Result<(), Ui>;

/// Whether there is a filing to save.
pub fn can_save(state: &State) -> Done {
    state.entry().map(|_| ()).ok_or(Ui::NothingSelected)
}

/// Whether anything is unsaved.
pub fn can_save_all(state: &State) -> Done {
    if state.n_modified() == 0 { Err(Ui::NothingToSave) } else { Ok(()) }
}

/// `save`: with an argument, under that name.
pub fn save(context: &mut Context<'_>) -> Done {
    if !context.argument.is_empty() {
        return save_as(context);
    }
    let entry = context.state.entry_idx().ok_or(Ui::NothingSelected)?;
    ask_to_save(context, entry)
}

/// `save-as`
pub fn save_as(context: &mut Context<'_>) -> Done {
    let entry = context.state.entry_idx().ok_or(Ui::NothingSelected)?;
    if context.argument.is_empty() {
        prompt_for_file(context.state, entry, false);
    } else {
        let file = named(context.state, &[entry], &context.argument);
        context.effects.push(Effect::SaveAs(entry, file));
    }
    Ok(())
}

/// `export`: the name after it says where to and, by its ending, as what.
pub fn export(context: &mut Context<'_>) -> Done {
    let entry = context.state.entry_idx().ok_or(Ui::NothingSelected)?;
    if context.argument.is_empty() {
        let name = beside(context.state, entry, "", "xlsx");
        let line = LineEditor::new_selected(&name);
        context.state.mode = Mode::Prompt(Prompt { kind: PromptKind::Export { entry }, line, selected: 0 });
        return Ok(());
    }
    let file = named(context.state, &[entry], &context.argument);
    context.effects.push(Effect::Export(entry, file));
    Ok(())
}

/// `report`: the letter about the findings of this filing, on a department's row of all that the department has.
pub fn report(context: &mut Context<'_>) -> Done {
    let state = &*context.state;
    let entries = match state.view.cursor {
        Spot::Group(group) => state.forest.group(group).map(|it| it.entries.clone()),
        Spot::Row { .. } => state.entry_idx().map(|it| vec![it]),
    };
    let entries = entries.ok_or(Ui::NothingSelected)?;
    let first = entries.first().copied().ok_or(Ui::NothingSelected)?;
    let name = beside(state, first, &format!("-{}", state.say(Ui::LetterFile)), "md");
    write_letter(context, entries, &name)
}

/// `report-all`: one letter about all filings.
pub fn report_all(context: &mut Context<'_>) -> Done {
    let entries = context.state.forest.order();
    let name = format!("{}.md", context.state.say(Ui::LetterFile));
    let folder = shared_folder(context.state.entries.iter().map(|it| it.home.opened.as_path()));
    let name = folder.join(name).display().to_string();
    write_letter(context, entries, &name)
}

fn write_letter(context: &mut Context<'_>, entries: Vec<usize>, name: &str) -> Done {
    if context.argument.is_empty() {
        let line = LineEditor::new_selected(name);
        context.state.mode = Mode::Prompt(Prompt { kind: PromptKind::Letter { entries }, line, selected: 0 });
    } else {
        let file = named(context.state, &entries, &context.argument);
        context.effects.push(Effect::Letter(entries, file));
    }
    Ok(())
}

/// The folder that all files are in, with folders below it; empty when they share none but the root.
fn shared_folder<'a>(mut files: impl Iterator<Item = &'a Path>) -> PathBuf {
    let nowhere = Path::new("");
    let first = files.next().and_then(Path::parent).unwrap_or(nowhere);
    let shared = files.fold(first, |shared, it| {
        shared.ancestors().find(|folder| it.starts_with(folder)).unwrap_or(nowhere)
    });
    if shared.parent().is_none() { PathBuf::new() } else { shared.to_owned() }
}

/// The file that a typed name stands for: a bare name is meant beside the filing (where that is, the line suggests), one
/// of none beside all that are open, as the folder that the program was started in is nothing that a clerk sees.
pub fn named(state: &State, entries: &[usize], typed: &str) -> PathBuf {
    let typed = Path::new(typed);
    if typed.parent() != Some(Path::new("")) || typed.file_name().is_none() {
        return typed.to_owned();
    }
    match entries {
        [entry] if let Some(it) = state.entries.get(*entry) => it.home.opened.with_file_name(typed),
        _ => shared_folder(state.entries.iter().map(|it| it.home.opened.as_path())).join(typed),
    }
}

/// A name for a file beside the one that a filing was read from.
fn beside(state: &State, entry: usize, what: &str, ending: &str) -> String {
    let Some(opened) = state.entries.get(entry).map(|it| it.home.opened.as_path()) else {
        return String::new();
    };
    let stem = opened.file_stem().unwrap_or_default().to_string_lossy();
    opened.with_file_name(format!("{stem}{what}.{ending}")).display().to_string()
}

/// `save-all`: every filing with changes. Those without a place of their own are asked for one at a time.
pub fn save_all(context: &mut Context<'_>) -> Done {
    let (placed, placeless): (Vec<usize>, Vec<usize>) = context
        .state
        .modified()
        .into_iter()
        .partition(|idx| context.state.entries.get(*idx).is_some_and(|it| it.home.save_to.is_some()));
    if placed.is_empty() && placeless.is_empty() {
        return Err(Ui::NothingToSave);
    }
    if !placed.is_empty() {
        context.effects.push(Effect::Save(placed));
    }
    if let Some(entry) = placeless.first() {
        prompt_for_file(context.state, *entry, false);
    }
    Ok(())
}

/// `quit`: asks when something is unsaved.
pub fn quit(context: &mut Context<'_>) -> Done {
    let n_modified = context.state.n_modified();
    if n_modified == 0 {
        context.effects.push(Effect::Quit);
    } else {
        context.state.mode = Confirm::Quit { n_modified }.asked();
    }
    Ok(())
}

/// `force-quit`
pub fn force_quit(context: &mut Context<'_>) -> Done {
    context.effects.push(Effect::Quit);
    Ok(())
}

/// `suspend`
pub fn suspend(context: &mut Context<'_>) -> Done {
    context.effects.push(Effect::Suspend);
    Ok(())
}

/// `redraw`
pub fn redraw(context: &mut Context<'_>) -> Done {
    context.effects.push(Effect::Redraw);
    Ok(())
}

fn ask_to_save(context: &mut Context<'_>, entry: usize) -> Done {
    let home = &context.state.entries.get(entry).ok_or(Ui::NothingSelected)?.home;
    if home.read_only {
        return Err(Ui::ReadOnly);
    }
    if home.save_to.is_some() {
        context.effects.push(Effect::Save(vec![entry]));
    } else {
        prompt_for_file(context.state, entry, false);
    }
    Ok(())
}

/// Asks for the place of the next filing that has none and is not saved, in order to quit afterwards. Not while
/// something else is asked or told to have gone wrong. Says whether it asks.
pub fn ask_next_place(state: &mut State) -> bool {
    let may_ask = matches!(state.mode, Mode::Normal) && state.toast.as_ref().is_none_or(|it| !it.is_error);
    let is_placeless = |idx: &usize| state.entries.get(*idx).is_some_and(|it| it.home.save_to.is_none());
    let Some(entry) = state.modified().into_iter().find(is_placeless).filter(|_| may_ask) else {
        return false;
    };
    prompt_for_file(state, entry, true);
    true
}

/// Asks for a file name, with a suggestion made from the file that was opened; `quits`: to leave the program then.
pub fn prompt_for_file(state: &mut State, entry: usize, quits: bool) {
    let suggestion = state.entries.get(entry).and_then(|it| {
        // With its folder: a bare name would be saved wherever the program was started.
        if let Some(save_to) = &it.home.save_to {
            return Some(save_to.display().to_string());
        }
        if it.is_new() {
            return Some(it.home.opened.display().to_string());
        }
        if it.home.is_apart {
            return Some(beside(state, entry, state.say(RecoverText::ApartFile), "toml"));
        }
        it.home.opened.with_extension("toml").file_name().and_then(|name| name.to_str()).map(str::to_owned)
    });
    let line = LineEditor::new_selected(&suggestion.unwrap_or_default());
    state.mode = Mode::Prompt(Prompt { kind: PromptKind::SaveAs { entry, quits }, line, selected: 0 });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{Entry, Home};
    use crate::keymap::Keymap;
    use crate::messages::Lang;
    use crate::model::Filing;

    #[test]
    fn a_bare_name_is_meant_beside_the_filing() {
        let mut state = State::new(Lang::Zh, Keymap::load(&[], None).0);
        let home = |file: &str| Home { opened: PathBuf::from(file), ..Home::default() };
        let entry = |file: &str| Entry::new(Filing::default(), Vec::new(), home(file));
        state.add(vec![entry("/申报/2025/水务局.toml"), entry("/申报/文化馆.txt"), entry("示例.toml")]);
        let check = |entries: &[usize], typed: &str, expected: &str| {
            assert_eq!(named(&state, entries, typed), Path::new(expected), "{typed}");
        };
        check(&[0], "表.docx", "/申报/2025/表.docx");
        check(&[1], "表.docx", "/申报/表.docx");
        check(&[2], "表.docx", "表.docx");
        check(&[0, 1], "意见.md", "意见.md");
        for typed in ["./表.docx", "../表.docx", "新/表.docx", "/送审/表.docx", "~/表.docx", "..", "/"]
        {
            check(&[0], typed, typed);
        }
    }

    #[test]
    fn the_letter_about_all_goes_where_all_are() {
        let check = |files: &[&str], expected: &str| {
            assert_eq!(shared_folder(files.iter().map(Path::new)), Path::new(expected), "{files:?}");
        };
        check(&[], "");
        check(&["水务局.toml", "文化馆.txt"], "");
        check(&["/审核/水务局.toml"], "/审核");
        check(&["/审核/2025/水务局.toml", "/审核/2024/水务局.toml", "/审核/文化馆.txt"], "/审核");
        check(&["/审核/水务局.toml", "/申报/水务局.toml"], "");
        check(&["审核/水务局.toml", "审核/二科/文化馆.txt"], "审核");
    }
}
