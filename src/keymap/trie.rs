//! Sequences of keys → commands, key by key.
//!
//! Invariant: a node holds a command or children, never both.

use std::collections::BTreeMap;

use crate::keymap::key::Key;

/// A sequence and the command it is bound to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Binding {
    /// The keys; never empty.
    pub keys: Vec<Key>,
    /// The command's id.
    pub command: &'static str,
}

/// What a sequence means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lookup {
    /// It is bound to this command.
    Found(&'static str),
    /// More keys must follow: these, each with the rest of its sequence and its command.
    Pending(Vec<Binding>),
    /// Nothing is bound to it.
    None,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Node {
    Command(&'static str),
    Keys(Trie),
}

/// The bindings of one mode.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Trie {
    children: BTreeMap<Key, Node>,
}

impl Trie {
    pub(super) fn lookup(&self, keys: &[Key]) -> Lookup {
        let Some((first, rest)) = keys.split_first() else {
            return Lookup::Pending(self.bindings());
        };
        match (self.children.get(first).or_else(|| self.children.get(&first.folded())), rest) {
            (Some(Node::Command(command)), []) => Lookup::Found(command),
            (Some(Node::Keys(trie)), _) => trie.lookup(rest),
            _ => Lookup::None,
        }
    }

    /// Binds a sequence. Refused with the binding that stands in the way: one that begins with these keys, or
    /// one that these keys begin with. An equal sequence is bound anew.
    pub(super) fn bind(&mut self, keys: &[Key], command: &'static str) -> Result<(), Binding> {
        let Some((first, rest)) = keys.split_first() else { return Ok(()) };
        if rest.is_empty() {
            if let Some(Node::Keys(trie)) = self.children.get(first)
                && let Some(longer) = trie.bindings().into_iter().next()
            {
                return Err(longer.after(*first));
            }
            self.children.insert(*first, Node::Command(command));
            return Ok(());
        }
        match self.children.entry(*first).or_insert_with(|| Node::Keys(Self::default())) {
            Node::Command(shorter) => Err(Binding { keys: vec![*first], command: shorter }),
            Node::Keys(trie) => trie.bind(rest, command).map_err(|it| it.after(*first)),
        }
    }

    /// Removes a sequence and the prefixes that led only to it. False when it was not bound.
    pub(super) fn unbind(&mut self, keys: &[Key]) -> bool {
        let Some((first, rest)) = keys.split_first() else { return false };
        let is_removed = match (self.children.get_mut(first), rest) {
            (Some(Node::Command(_)), []) => true,
            (Some(Node::Keys(trie)), [_, ..]) => {
                let is_removed = trie.unbind(rest);
                if !trie.children.is_empty() {
                    return is_removed;
                }
                is_removed
            }
            _ => return false,
        };
        if is_removed {
            self.children.remove(first);
        }
        is_removed
    }

    /// Adds the sequences that are bound to a command, in key order; `before` are the keys that lead here. The footer
    /// asks for a dozen commands in every frame, so that nothing is made for the others.
    pub(super) fn find(&self, command: &str, before: &mut Vec<Key>, found: &mut Vec<Vec<Key>>) {
        for (key, node) in &self.children {
            before.push(*key);
            match node {
                Node::Command(it) if *it == command => found.push(before.clone()),
                Node::Command(_) => {}
                Node::Keys(trie) => trie.find(command, before, found),
            }
            before.pop();
        }
    }

    pub(super) fn bindings(&self) -> Vec<Binding> {
        self.children
            .iter()
            .flat_map(|(key, node)| match node {
                Node::Command(command) => vec![Binding { keys: vec![*key], command }],
                Node::Keys(trie) => trie.bindings().into_iter().map(|it| it.after(*key)).collect(),
            })
            .collect()
    }
}

impl Binding {
    /// The binding with a key before its own.
    fn after(mut self, key: Key) -> Self {
        self.keys.insert(0, key);
        self
    }
}
