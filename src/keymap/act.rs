//! The modes of the keymap file, and what keys are called in those whose keys are not commands.
//!
//! In `[normal]` and the layers over it keys are commands. While a text is typed, or a list lies over the panes, keys
//! mean the same everywhere: they are called by what they do, and a key of one's own stands for the key that the
//! program knows. Invariant: a name is of one mode, and no two names of a mode stand for one key.

use crate::keymap::key::{Code, Key, Modifiers};
use crate::messages::AidText;

/// The mode in which keys are commands.
pub const NORMAL: &str = "normal";
/// Layers over it, by what has the keys: the tree, the editor pane, the table view.
pub const LAYERS: [&str; 3] = ["tree", "editor", "table"];
/// The mode of lists that lie over the panes.
pub const LIST: &str = "list";
/// The mode of everything that text is typed in.
pub const TYPING: &str = "typing";

/// What a key does in a mode whose keys are not commands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Act {
    /// The mode: [`LIST`] or [`TYPING`].
    pub mode: &'static str,
    /// Its name in the file.
    pub id: &'static str,
    /// The key that does it.
    pub key: Key,
    /// What it does.
    pub doc: AidText,
}

const fn list(id: &'static str, code: Code, doc: AidText) -> Act {
    Act { mode: LIST, id, key: Key { code, ctrl: false, alt: false, shift: false }, doc }
}

const fn typing(id: &'static str, code: Code, doc: AidText) -> Act {
    Act { mode: TYPING, id, key: Key { code, ctrl: false, alt: false, shift: false }, doc }
}

const fn ctrl(act: Act) -> Act {
    Act { key: Key { ctrl: true, ..act.key }, ..act }
}

const fn shift(act: Act) -> Act {
    Act { key: Key { shift: true, ..act.key }, ..act }
}

/// All of them.
pub const ACTS: &[Act] = &[
    list("down", Code::Down, AidText::ActDown),
    list("up", Code::Up, AidText::ActUp),
    list("page-down", Code::PageDown, AidText::ActPageDown),
    list("page-up", Code::PageUp, AidText::ActPageUp),
    list("top", Code::Home, AidText::ActTop),
    list("bottom", Code::End, AidText::ActBottom),
    list("left", Code::Left, AidText::ActLeft),
    list("right", Code::Right, AidText::ActRight),
    list("choose", Code::Enter, AidText::ActChoose),
    list("close", Code::Esc, AidText::ActClose),
    typing("accept", Code::Enter, AidText::ActAccept),
    ctrl(typing("done", Code::Char('s'), AidText::ActDone)),
    typing("cancel", Code::Esc, AidText::ActCancel),
    typing("next-field", Code::Tab, AidText::ActNextField),
    shift(typing("previous-field", Code::Tab, AidText::ActPreviousField)),
    typing("help", Code::F(1), AidText::ActHelp),
    typing("char-left", Code::Left, AidText::ActCharLeft),
    typing("char-right", Code::Right, AidText::ActCharRight),
    ctrl(typing("word-left", Code::Left, AidText::ActWordLeft)),
    ctrl(typing("word-right", Code::Right, AidText::ActWordRight)),
    typing("line-start", Code::Home, AidText::ActLineStart),
    typing("line-end", Code::End, AidText::ActLineEnd),
    typing("line-up", Code::Up, AidText::ActLineUp),
    typing("line-down", Code::Down, AidText::ActLineDown),
    typing("delete-left", Code::Backspace, AidText::ActDeleteLeft),
    typing("delete-right", Code::Delete, AidText::ActDeleteRight),
    ctrl(typing("delete-word-left", Code::Char('w'), AidText::ActDeleteWordLeft)),
    ctrl(typing("delete-word-right", Code::Delete, AidText::ActDeleteWordRight)),
    ctrl(typing("delete-to-start", Code::Char('u'), AidText::ActDeleteToStart)),
    ctrl(typing("delete-to-end", Code::Char('k'), AidText::ActDeleteToEnd)),
    ctrl(typing("select-all", Code::Char('a'), AidText::ActSelectAll)),
    ctrl(typing("undo", Code::Char('z'), AidText::ActUndo)),
    ctrl(typing("redo", Code::Char('y'), AidText::ActRedo)),
];

/// What keys can be called in a mode; `None` where they are commands.
pub fn names(mode: &str) -> Option<Vec<&'static str>> {
    matches!(mode, LIST | TYPING).then(|| of(mode).map(|it| it.id).collect())
}

/// What keys can do in a mode.
pub fn of(mode: &str) -> impl Iterator<Item = &'static Act> {
    ACTS.iter().filter(move |it| it.mode == mode)
}

/// The key that does what the name says.
pub fn key(mode: &str, id: &str) -> Option<Key> {
    of(mode).find(|it| it.id == id).map(|it| it.key)
}

/// Whether a key types a text, so that it cannot be anything else while one is typed.
pub fn types(key: Key) -> bool {
    key == Key::new(key.code, Modifiers::default()) && matches!(key.code, Code::Char(_))
}

#[cfg(test)]
mod tests {
    use super::{ACTS, types};
    use std::collections::HashSet;

    #[test]
    fn names_and_keys_are_given_once_a_mode() {
        let names: HashSet<_> = ACTS.iter().map(|it| (it.mode, it.id)).collect();
        let keys: HashSet<_> = ACTS.iter().map(|it| (it.mode, it.key)).collect();
        assert_eq!((names.len(), keys.len()), (ACTS.len(), ACTS.len()));
        assert!(ACTS.iter().all(|it| !types(it.key)));
    }
}
