//! Keys, sequences of keys, and the file that binds them to commands.
//!
//! Knows commands only as the ids it is given, and nothing of the state they change. Invariant: in one mode no
//! bound sequence is the beginning of another, so a sequence never needs a timer to be decided.

pub mod act;
pub mod key;
mod load;
pub mod pointer;
mod spelling;
mod trie;

use std::collections::BTreeMap;

pub use key::{Code, Key};
use load::NONE;
pub use load::{KeymapProblem, UserFile};
pub use spelling::{key_names, label, parse_sequence, spell};
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

    /// What `keys` mean where several modes hold, the first over the next: what the first has nothing for, the next
    /// decides.
    pub fn lookup_in(&self, modes: &[&str], keys: &[Key]) -> Lookup {
        let mut pending: Vec<Binding> = Vec::new();
        for mode in modes {
            match self.lookup(mode, keys) {
                Lookup::None => {}
                // Keys that go on in the mode above are waited for.
                Lookup::Found(_) if !pending.is_empty() => break,
                Lookup::Found(NONE) => return Lookup::None,
                Lookup::Found(command) => return Lookup::Found(command),
                Lookup::Pending(next) => {
                    let above = pending.clone();
                    let is_hidden = |it: &Binding| {
                        above.iter().any(|up| up.keys.starts_with(&it.keys) || it.keys.starts_with(&up.keys))
                    };
                    pending.extend(next.into_iter().filter(|it| !is_hidden(it)));
                }
            }
        }
        pending.retain(|it| it.command != NONE);
        if pending.is_empty() { Lookup::None } else { Lookup::Pending(pending) }
    }

    /// The sequences that mean a command where several modes hold, the shortest first.
    pub fn keys_in(&self, modes: &[&str], command: &str) -> Vec<Vec<Key>> {
        let mut found: Vec<Vec<Key>> = Vec::new();
        for keys in modes.iter().flat_map(|it| self.keys_of(it, command)) {
            let holds = matches!(self.lookup_in(modes, &keys), Lookup::Found(it) if it == command);
            if holds && !found.contains(&keys) {
                found.push(keys);
            }
        }
        found.sort_by_key(|keys| (keys.len(), keys.iter().any(|it| it.ctrl || it.alt)));
        found
    }

    /// The key that is meant in a mode whose keys are not commands: the one that does what this key is bound to, and
    /// itself where it is bound to nothing. `None`: it was taken away.
    pub fn meant(&self, mode: &str, key: Key) -> Option<Key> {
        match self.lookup(mode, &[key]) {
            Lookup::Found(NONE) => None,
            Lookup::Found(id) => act::key(mode, id).or(Some(key)),
            Lookup::Pending(_) | Lookup::None => Some(key),
        }
    }

    /// All bindings of a mode, in the order of their keys.
    pub fn bindings(&self, mode: &str) -> Vec<Binding> {
        self.modes.get(mode).map(Trie::bindings).unwrap_or_default()
    }

    /// The sequences bound to a command in a mode, the shortest first, of those as short the ones without Ctrl and Alt;
    /// sequences as short keep key order.
    pub fn keys_of(&self, mode: &str, command: &str) -> Vec<Vec<Key>> {
        let mut found = Vec::new();
        if let Some(trie) = self.modes.get(mode) {
            trie.find(command, &mut Vec::new(), &mut found);
        }
        found.sort_by_key(|keys| (keys.len(), keys.iter().any(|it| it.ctrl || it.alt)));
        found
    }

    /// The names of the modes.
    pub fn modes(&self) -> impl Iterator<Item = &str> {
        self.modes.keys().map(String::as_str)
    }
}

#[cfg(test)]
mod tests;
