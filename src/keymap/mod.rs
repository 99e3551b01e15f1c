//! Keys, sequences of keys, and the file that binds them to commands.
//!
//! Knows commands only as the ids it is given, and nothing of the state they change. Invariant: in one mode no
//! bound sequence is the beginning of another, so a sequence never needs a timer to be decided.

pub mod key;
mod load;
pub mod pointer;
mod spelling;
mod trie;

use std::collections::BTreeMap;

pub use key::{Code, Key};
pub use load::{KeymapProblem, UserFile};
pub use spelling::{label, parse_sequence, spell};
pub use trie::{Binding, Lookup};

use trie::Trie;

/// The bindings that tianbao comes with, in the format of the user's own file.
pub const DEFAULT_BINDINGS: &str = include_str!("../../assets/keymap.toml");

/// What each mode binds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keymap {
    modes: BTreeMap<String, Trie>,
}

impl Keymap {
    /// The default bindings with the user's file, if any, merged over them. `commands` are all command ids.
    ///
    /// Never fails: whatever cannot be understood is reported, and the rest is bound.
    pub fn load(commands: &[&'static str], user: Option<UserFile<'_>>) -> (Self, Vec<KeymapProblem>) {
        load::load(DEFAULT_BINDINGS, commands, user)
    }

    /// What `keys`, typed so far in `mode`, mean. Each key is looked up as typed, then folded to the ASCII key
    /// that a person meant whose input method was on.
    pub fn lookup(&self, mode: &str, keys: &[Key]) -> Lookup {
        self.modes.get(mode).map_or(Lookup::None, |trie| trie.lookup(keys))
    }

    /// All bindings of a mode, in the order of their keys.
    pub fn bindings(&self, mode: &str) -> Vec<Binding> {
        self.modes.get(mode).map(Trie::bindings).unwrap_or_default()
    }

    /// The sequences bound to a command in a mode, the shortest first; sequences as short keep key order.
    pub fn keys_of(&self, mode: &str, command: &str) -> Vec<Vec<Key>> {
        let mut found = Vec::new();
        if let Some(trie) = self.modes.get(mode) {
            trie.find(command, &mut Vec::new(), &mut found);
        }
        found.sort_by_key(Vec::len);
        found
    }

    /// The names of the modes.
    pub fn modes(&self) -> impl Iterator<Item = &str> {
        self.modes.keys().map(String::as_str)
    }
}

#[cfg(test)]
mod tests;
