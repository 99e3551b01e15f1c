//! `tianbao keys`: the keys that hold, and what of the person's keymap file cannot be followed.

use super::args::{Common, KeysArgs};
use super::{keymap_schema, output};
use crate::command::{self, Group, TABLE};
use crate::keymap::act;
use crate::keymap::{self, DEFAULT_BINDINGS, Keymap, UserFile};
use crate::messages::{CliText, Lang, Message, Text};
use crate::store;
use crate::text::width;
use std::fmt::Write;
use std::process::ExitCode;

/// Columns of the keys.
const KEYS: usize = 22;
/// Columns of a command's name.
const NAME: usize = 20;

/// Prints the keys by mode and group. Exits with 1 where the keymap file has a mistake.
pub fn run(args: KeysArgs, common: &Common, lang: Lang) -> ExitCode {
    if args.default {
        output::result(DEFAULT_BINDINGS);
        return ExitCode::SUCCESS;
    }
    if args.schema {
        output::result(&format!("{:#}\n", keymap_schema::schema(lang)));
        return ExitCode::SUCCESS;
    }
    let path = store::keymap_file(common.config.as_deref(), common.no_config);
    let name = path.as_ref().map(|it| it.display().to_string()).unwrap_or_default();
    let content = path.and_then(|it| store::read_text(&it));
    let user = content.as_ref().map(|content| UserFile { name: &name, content });
    let (keymap, problems) = Keymap::load(&command::ids(), user);
    output::result(&listing(&keymap, lang));
    let id = if content.is_some() { CliText::KeysFile } else { CliText::KeysNoFile };
    output::message(&format!("{}\n", Message::new(id, [("file", name)]).render(lang)));
    for it in &problems {
        output::message(&format!("{}\n", it.render(lang)));
    }
    if problems.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) }
}

/// All commands with their keys, a line each; those without keys, too.
fn listing(keymap: &Keymap, lang: Lang) -> String {
    let mut lines = String::new();
    for mode in keymap.modes() {
        let is_bare =
            act::names(mode).is_none() && TABLE.iter().all(|it| keymap.keys_of(mode, it.id).is_empty());
        // A layer in which nothing is different.
        if is_bare && act::LAYERS.contains(&mode) {
            continue;
        }
        let head = Message::new(CliText::KeysMode, [("mode", mode.to_owned())]).render(lang);
        // Writing to a string cannot fail, here and below.
        let _ = writeln!(lines, "{head}");
        if act::names(mode).is_some() {
            lines.push_str(&acts(keymap, mode, lang));
            continue;
        }
        // Of a layer only what is different in it.
        let is_layer = act::LAYERS.contains(&mode);
        for group in Group::ALL {
            let is_shown = |it: &&command::Command| {
                it.group == group && !(is_layer && keymap.keys_of(mode, it.id).is_empty())
            };
            if TABLE.iter().any(|it| is_shown(&it)) {
                let _ = writeln!(lines, "\n{}", group.title().text(lang));
            }
            for it in TABLE.iter().filter(is_shown) {
                let keys: Vec<String> =
                    keymap.keys_of(mode, it.id).iter().map(|keys| keymap::label(keys)).collect();
                let keys = if keys.is_empty() {
                    CliText::KeysUnbound.text(lang).to_owned()
                } else {
                    keys.join("  ")
                };
                let (keys, name) = (width::pad_right(&keys, KEYS), width::pad_right(it.id, NAME));
                let _ = writeln!(lines, "  {keys} {name} {}", it.doc.text(lang));
            }
        }
    }
    lines
}

/// What keys do in a mode whose keys are not commands.
fn acts(keymap: &Keymap, mode: &str, lang: Lang) -> String {
    let mut lines = String::new();
    for it in act::of(mode) {
        let keys: Vec<String> = keymap.keys_of(mode, it.id).iter().map(|keys| keymap::label(keys)).collect();
        let (keys, name) = (width::pad_right(&keys.join("  "), KEYS), width::pad_right(it.id, NAME));
        let _ = writeln!(lines, "  {keys} {name} {}", it.doc.text(lang));
    }
    lines
}
