//! Commands for the looks of the screen: theme, mouse, the border between the panes.

use super::Context;
use super::list::THEME_COMMAND;
use crate::app::mode::{Mode, Prompt, PromptKind};
use crate::app::{Effect, State};
use crate::look::Theme;
use crate::messages::{FeelText, Message, Text, Ui};
use crate::text::line_editor::LineEditor;
use crate::text::similar;

type Done = Result<(), Ui>;

/// The border moves by so many thousandths of the room.
const STEP: u16 = 50;

/// `set-theme`: the theme of the name after it; without one, the palette offers them.
pub fn set_theme(context: &mut Context<'_>) -> Done {
    let name = context.argument.trim().to_lowercase();
    let state = &mut *context.state;
    if name.is_empty() {
        let line = LineEditor::new(&format!("{THEME_COMMAND} "));
        state.mode = Mode::Prompt(Prompt { kind: PromptKind::Palette, line, selected: 0 });
        return Ok(());
    }
    let Some(theme) = Theme::named(&name) else {
        let names = Theme::ALL.map(Theme::name);
        let said = ("name", name.clone());
        state.complain(&match similar::closest(&name, names) {
            Some(near) => Message::new(FeelText::NoSuchThemeNear, [said, ("near", near.to_owned())]),
            None => Message::new(FeelText::NoSuchTheme, [said, ("names", names.join("、"))]),
        });
        return Ok(());
    };
    state.look.theme = theme;
    let id = if state.has_colors { FeelText::ThemeSet } else { FeelText::ThemeNoColor };
    let args = [("name", theme.name().to_owned()), ("doc", theme.doc().text(state.lang).to_owned())];
    state.tell(&Message::new(id, args));
    Ok(())
}

/// `toggle-mouse`
pub fn toggle_mouse(context: &mut Context<'_>) -> Done {
    let look = &mut context.state.look;
    look.is_mouse_on = !look.is_mouse_on;
    look.is_mouse_switched = true;
    let id = if look.is_mouse_on { FeelText::MouseOn } else { FeelText::MouseOff };
    context.state.tell(&Message::plain(id));
    Ok(())
}

/// Whether two panes are shown.
pub fn can_move_border(state: &State) -> Done {
    state.aim.border().map(|_| ()).ok_or(Ui::OnePane)
}

/// `widen-tree`
pub fn widen_tree(context: &mut Context<'_>) -> Done {
    let split = context.state.look.split.saturating_add(step(context));
    set_split(context.state, split)
}

/// `narrow-tree`
pub fn narrow_tree(context: &mut Context<'_>) -> Done {
    let split = context.state.look.split.saturating_sub(step(context));
    set_split(context.state, split)
}

fn step(context: &Context<'_>) -> u16 {
    u16::try_from(context.times()).unwrap_or(u16::MAX).saturating_mul(STEP)
}

fn set_split(state: &mut State, split: u16) -> Done {
    let before = state.look.split;
    state.look.set_split(split);
    if state.look.split == before {
        return Err(Ui::NoFurther);
    }
    let percent = ("percent", (state.look.split / 10).to_string());
    state.tell(&Message::new(FeelText::SplitSet, [percent]));
    Ok(())
}

/// `edit-file`
pub fn edit_file(context: &mut Context<'_>) -> Done {
    let entry = context.state.entry_idx().ok_or(Ui::NothingSelected)?;
    context.state.may_edit(entry)?;
    context.effects.push(Effect::EditFile(entry));
    Ok(())
}
