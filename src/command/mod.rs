//! The one table of commands. Dispatch, the palette, help, the footer, the keymap's check and the README read it.
//!
//! A command is a record in [`TABLE`], a function in the file of its group, and a line in both message catalogues.

#![allow(clippy::unnecessary_wraps, reason = "all commands have one type, whether they can refuse or not")]

mod board;
mod confirm;
mod edit;
mod feel;
mod file;
mod help;
mod here;
mod input;
mod know;
pub mod list;
mod mend;
mod menu;
mod navigate;
mod not_saved;
mod overlay;
mod pointer;
mod recover;
pub mod rows;
mod seek;
mod table;
mod table_view;

pub use confirm::{Answer, answers};
pub use file::ask_next_place;
pub use here::here;
pub use input::{paste, update};
pub use know::open_sides;
pub use menu::menu;
pub use pointer::point;
pub use table::TABLE;

use crate::app::{Effect, Focus, State};
use crate::keymap::Key;
use crate::keymap::act::{LAYERS, NORMAL};
use crate::messages::{CommandText, Ui};

/// The keymap mode that commands are bound in.
pub const MODE: &str = NORMAL;

/// What a command is about; the order of help and of the README.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Moving and folding.
    Move,
    /// Changing values and rows.
    Edit,
    /// Findings and search.
    Find,
    /// Files, help and leaving.
    Program,
}

impl Group {
    /// All groups in order.
    pub const ALL: [Self; 4] = [Self::Move, Self::Edit, Self::Find, Self::Program];

    /// Its heading.
    pub const fn title(self) -> Ui {
        match self {
            Self::Move => Ui::GroupMove,
            Self::Edit => Ui::GroupEdit,
            Self::Find => Ui::GroupFind,
            Self::Program => Ui::GroupProgram,
        }
    }
}

/// A command.
#[derive(Clone, Copy, Debug)]
pub struct Command {
    /// Its public name, as in `keymap.toml`.
    pub id: &'static str,
    /// Short names in the palette, such as `w`.
    pub aliases: &'static [&'static str],
    /// What it is about.
    pub group: Group,
    /// One line that says what it does.
    pub doc: CommandText,
    /// A word or two for the footer, where the command is worth a place there.
    pub hint: Option<Ui>,
    /// Whether it can be done now; the error says why not.
    pub can: fn(&State) -> Result<(), Ui>,
    /// Whether the row that it leaves is kept in the jump list.
    pub jumps: bool,
    /// Does it; the error says why nothing was done.
    pub run: fn(&mut Context<'_>) -> Result<(), Ui>,
}

/// What a command works on.
#[derive(Debug)]
pub struct Context<'a> {
    /// The state.
    pub state: &'a mut State,
    /// The count typed before the keys.
    pub count: Option<usize>,
    /// What was typed after the name in the palette.
    pub argument: String,
    /// What it asks of the outside world.
    pub effects: Vec<Effect>,
}

impl Context<'_> {
    /// The count, 1 when none was typed.
    pub fn times(&self) -> usize {
        self.count.unwrap_or(1).max(1)
    }
}

/// The command of an id or alias.
pub fn find(name: &str) -> Option<&'static Command> {
    TABLE.iter().find(|it| it.id == name).or_else(|| TABLE.iter().find(|it| it.aliases.contains(&name)))
}

/// The modes of the keymap that hold while nothing is typed, the first over the next.
pub fn modes(state: &State) -> [&'static str; 2] {
    let [tree, editor, table] = LAYERS;
    let layer = match state.view.focus {
        _ if state.view.table.is_some() => table,
        Focus::Pane => editor,
        Focus::Tree => tree,
    };
    [layer, MODE]
}

/// The keys of a command where the person is, the shortest first.
pub fn keys_of(state: &State, id: &str) -> Vec<Vec<Key>> {
    state.keymap.keys_in(&modes(state), id)
}

/// All command ids, for the keymap.
pub fn ids() -> Vec<&'static str> {
    TABLE.iter().map(|it| it.id).collect()
}

/// Does a command by its record. What it refuses is shown.
pub fn run(
    state: &mut State,
    command: &'static Command,
    count: Option<usize>,
    argument: &str,
) -> Vec<Effect> {
    let mut context = Context { state, count, argument: argument.to_owned(), effects: Vec::new() };
    let (from, before) = (context.state.anchor(context.state.view.cursor), context.state.view.cursor);
    let done = (command.can)(context.state).and_then(|()| (command.run)(&mut context));
    if let Some(from) = from.filter(|_| command.jumps && context.state.view.cursor != before) {
        context.state.seek.trail.leave(from);
    }
    let effects = context.effects;
    // What a person did goes before what went wrong; of what a filing says there is nothing in it.
    tracing::debug!(command = command.id, is_refused = done.is_err(), "ran");
    if let Err(why) = done {
        state.refuse(why);
    }
    effects
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Mode;
    use crate::keymap::{Keymap, UserFile, parse_sequence};
    use crate::messages::Lang;

    #[test]
    fn every_command_is_named_once_and_can_be_reached() {
        let mut names: Vec<&str> =
            TABLE.iter().flat_map(|it| std::iter::once(&it.id).chain(it.aliases)).copied().collect();
        let n_names = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), n_names, "a name is used twice");
        for command in TABLE {
            assert!(
                command.id.chars().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || it == '-'),
                "{} is not kebab case",
                command.id
            );
        }
    }

    #[test]
    fn modes_of_the_keymap_hold_where_the_person_is() {
        let content = "[editor]\n\"<c-g>\" = \"help\"\n[list]\n\"<c-n>\" = \"close\"\n\"q\" = \"none\"\n\
                       [typing]\n\"<c-e>\" = \"cancel\"\n";
        let user = UserFile { name: "keymap.toml", content };
        let (keymap, problems) = Keymap::load(&ids(), Some(user));
        assert_eq!(problems, []);
        let mut state = State::new(Lang::Zh, keymap);
        for (keys, expected) in [
            ("<c-g>", "normal"),
            ("<tab><c-g>", "overlay"),
            // Taken away, and another key for it.
            ("q", "overlay"),
            ("<c-n>", "normal"),
            (":清淤", "prompt"),
            ("<c-e>", "normal"),
        ] {
            for key in parse_sequence(keys).unwrap() {
                update(&mut state, key);
            }
            let mode = match &state.mode {
                Mode::Normal => "normal",
                Mode::Overlay(_) => "overlay",
                Mode::Prompt(_) => "prompt",
                Mode::Draft(_) | Mode::Board(_) => "other",
            };
            assert_eq!(mode, expected, "after {keys}");
        }
    }

    #[test]
    fn the_default_keymap_binds_only_commands_of_the_table() {
        let (keymap, problems) = Keymap::load(&ids(), None);
        assert!(problems.is_empty(), "{problems:?}");
        for binding in keymap.bindings(MODE) {
            assert!(find(binding.command).is_some(), "{}", binding.command);
        }
        // Everything but what is meant to be typed by name has a key.
        let unbound: Vec<&str> =
            TABLE.iter().filter(|it| keymap.keys_of(MODE, it.id).is_empty()).map(|it| it.id).collect();
        let expected = [
            "compare-filings",
            "save-all",
            "save-as",
            "export",
            "draft-next-year",
            "new-filing",
            "force-quit",
            "show-problems",
            "read-on",
            "recover",
        ];
        assert_eq!(unbound, expected);
    }
}
