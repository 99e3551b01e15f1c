//! The keymap file: default bindings, then the user's merged over them.
//!
//! A file has one table a mode: `[normal]`, then `"gd" = "goto-department"`; `"x" = "none"` takes a binding away.
//! Invariant: nothing in a file can make loading fail; each problem is reported with its line and column.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use crate::keymap::key::Key;
use crate::keymap::trie::Trie;
use crate::keymap::{Keymap, spelling};
use crate::messages::{Lang, Message, Problem};
use crate::text::similar;

/// The command that takes a binding away.
const NONE: &str = "none";

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

impl KeymapProblem {
    /// The problem with its place, as one line.
    pub fn render(&self, lang: Lang) -> String {
        format!("{}:{}:{}: {}", self.file, self.line, self.column, self.message.render(lang))
    }
}

pub(super) fn load(
    defaults: &str,
    commands: &[&'static str],
    user: Option<UserFile<'_>>,
) -> (Keymap, Vec<KeymapProblem>) {
    let defaults = UserFile { name: "assets/keymap.toml", content: defaults };
    let mut keymap = Keymap::default();
    let mut problems = Reader { file: defaults, commands, problems: Vec::new() }.read(&mut keymap, true);
    if let Some(file) = user {
        problems.extend(Reader { file, commands, problems: Vec::new() }.read(&mut keymap, false));
    }
    (keymap, problems)
}

type Entry<'a> = (&'a Spanned<DeString<'a>>, &'a Spanned<DeValue<'a>>);

/// A line of a mode's table: keys and, unless they are to be unbound, their command.
struct Line<'a> {
    written: &'a str,
    span: Range<usize>,
    keys: Vec<Key>,
    command: Option<&'static str>,
}

struct Reader<'a> {
    file: UserFile<'a>,
    commands: &'a [&'static str],
    problems: Vec<KeymapProblem>,
}

/// Errors in the writing of a file that are told: a text with more is no TOML at all.
const MOST_TOLD: usize = 100;

impl Reader<'_> {
    /// Merges the file over `keymap`. Only the file that `makes_modes` may name new ones.
    fn read(mut self, keymap: &mut Keymap, makes_modes: bool) -> Vec<KeymapProblem> {
        let (document, errors) = DeTable::parse_recoverable(self.file.content);
        for error in errors.into_iter().take(MOST_TOLD) {
            let message = Message::new(Problem::KeymapSyntax, [("detail", error.message().to_owned())]);
            self.report(&error.span().unwrap_or_default(), message);
        }
        for (mode, bindings) in document.get_ref() {
            let name = mode.get_ref().as_ref();
            if makes_modes {
                keymap.modes.entry(name.to_owned()).or_default();
            }
            let known = keymap.modes.keys().cloned().collect::<Vec<_>>().join(", ");
            match (keymap.modes.get_mut(name), bindings.get_ref()) {
                (Some(trie), DeValue::Table(table)) => self.merge(trie, table.iter()),
                _ => {
                    let args = [("mode", name.to_owned()), ("modes", known)];
                    self.report(&mode.span(), Message::new(Problem::KeymapMode, args));
                }
            }
        }
        self.problems
    }

    /// What is unbound comes first, so that a shorter sequence can take the place of a longer one.
    fn merge<'t>(&mut self, trie: &mut Trie, table: impl Iterator<Item = Entry<'t>>) {
        let lines: Vec<Line<'_>> = table.filter_map(|entry| self.line(entry)).collect();
        let lines = self.without_duplicates(lines);
        for line in lines.iter().filter(|it| it.command.is_none()) {
            trie.unbind(&line.keys);
        }
        for line in &lines {
            let Some(command) = line.command else { continue };
            let Err(other) = trie.bind(&line.keys, command) else { continue };
            let (mut shorter, mut longer) =
                ((spelling::spell(&other.keys), other.command), (line.written.to_owned(), command));
            if line.keys.len() < other.keys.len() {
                std::mem::swap(&mut shorter, &mut longer);
            }
            let args = [
                ("shorter", shorter.0),
                ("shorter_command", shorter.1.to_owned()),
                ("longer", longer.0),
                ("longer_command", longer.1.to_owned()),
            ];
            self.report(&line.span, Message::new(Problem::KeymapPrefix, args));
        }
    }

    fn line<'t>(&mut self, (written, value): Entry<'t>) -> Option<Line<'t>> {
        let span = written.span();
        let written = written.get_ref().as_ref();
        let keys = self.keys(written, &span);
        let command = self.command(written, value);
        Some(Line { written, span, keys: keys?, command: command? })
    }

    fn keys(&mut self, written: &str, span: &Range<usize>) -> Option<Vec<Key>> {
        let problem = match spelling::parse_sequence(written) {
            Ok(keys) => match keys.first() {
                None => Message::plain(Problem::KeymapNoKeys),
                Some(first) if first.digit().is_some() => {
                    Message::new(Problem::KeymapDigit, [("keys", written.to_owned())])
                }
                Some(_) => return Some(keys),
            },
            Err(unknown) => {
                Message::new(Problem::KeymapKey, [("key", unknown.written), ("keys", written.to_owned())])
            }
        };
        self.report(span, problem);
        None
    }

    /// The command a line names: `Some(None)` for none, `None` for one that is not known.
    fn command(&mut self, written: &str, value: &Spanned<DeValue<'_>>) -> Option<Option<&'static str>> {
        let Some(name) = value.get_ref().as_str() else {
            let args = [("keys", written.to_owned())];
            self.report(&value.span(), Message::new(Problem::KeymapNotText, args));
            return None;
        };
        if name == NONE {
            return Some(None);
        }
        if let Some(command) = self.commands.iter().find(|it| **it == name) {
            return Some(Some(command));
        }
        let command = ("command", name.to_owned());
        let message = match similar::closest(name, self.commands.iter().copied().chain([NONE])) {
            Some(meant) => Message::new(Problem::KeymapCommandMeant, [command, ("meant", meant.to_owned())]),
            None => Message::new(Problem::KeymapCommand, [command]),
        };
        self.report(&value.span(), message);
        None
    }

    /// The lines whose keys no line before them has; TOML itself only sees keys spelled alike.
    fn without_duplicates<'t>(&mut self, lines: Vec<Line<'t>>) -> Vec<Line<'t>> {
        let mut seen: BTreeMap<Vec<Key>, &str> = BTreeMap::new();
        let mut kept = Vec::with_capacity(lines.len());
        for line in lines {
            if let Some(first) = seen.get(&line.keys) {
                let args = [("first", (*first).to_owned()), ("second", line.written.to_owned())];
                self.report(&line.span, Message::new(Problem::KeymapDuplicate, args));
                continue;
            }
            seen.insert(line.keys.clone(), line.written);
            kept.push(line);
        }
        kept
    }

    fn report(&mut self, span: &Range<usize>, message: Message<Problem>) {
        let before = self.file.content.get(..span.start).unwrap_or_default();
        let line_start = before.rfind('\n').map_or(0, |it| it + 1);
        self.problems.push(KeymapProblem {
            file: self.file.name.to_owned(),
            line: before.matches('\n').count() + 1,
            column: before.get(line_start..).unwrap_or_default().chars().count() + 1,
            message,
        });
    }
}
