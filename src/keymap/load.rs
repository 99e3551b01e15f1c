//! The keymap file: default bindings, then the user's merged over them.
//!
//! A file has one table a mode: `[normal]`, then `"gd" = "goto-department"`; `"x" = "none"` takes a binding away.
//! Invariant: nothing in a file can make loading fail; each problem is reported with its line and column.

use crate::keymap::Keymap;
use crate::messages::{Message, Problem};

/// The user's own keymap file.
#[derive(Clone, Copy, Debug)]
pub struct UserFile<'a> {
    /// Its path, for messages.
    pub name: &'a str,
    /// Its content.
    pub content: &'a str,
}

/// Something in a keymap file that cannot be followed. The rest of the file still holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeymapProblem {
    /// The file, as named in [`UserFile`].
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// What is wrong and what would be right, without the place.
    pub message: Message<Problem>,
}

pub(super) fn load(
    _defaults: &str,
    _commands: &[&'static str],
    _user: Option<UserFile<'_>>,
) -> (Keymap, Vec<KeymapProblem>) {
    (Keymap::default(), Vec::new())
}
