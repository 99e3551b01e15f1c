//! The JSON schema of `keymap.toml`, with which an editor completes names and marks mistakes while the file is written.
//!
//! It is made from the tables that the program itself reads the file by. What a schema cannot say (keys that begin other
//! keys) `tianbao keys` tells. Invariant: what the schema refuses, the program complains about.

use crate::command::TABLE;
use crate::keymap::{self, act};
use crate::messages::{CliText, Lang, Text};
use serde_json::{Map, Value, json};

/// The word that takes a binding away.
const NONE: &str = "none";

/// The schema, with what commands do in a language.
pub fn schema(lang: Lang) -> Value {
    let commands = || TABLE.iter().map(|it| (it.id, it.doc.text(lang)));
    let mut modes = Map::new();
    for mode in std::iter::once(act::NORMAL).chain(act::LAYERS) {
        modes.insert(mode.to_owned(), table(commands(), &sequence(), lang));
    }
    for mode in [act::LIST, act::TYPING] {
        let acts = act::of(mode).map(|it| (it.id, it.doc.text(lang)));
        modes.insert(mode.to_owned(), table(acts, &sequence(), lang));
    }
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "tianbao keymap.toml",
        "type": "object",
        "additionalProperties": false,
        "properties": modes,
    })
}

/// A table of keys and what they are bound to, by name.
fn table(names: impl Iterator<Item = (&'static str, &'static str)>, keys: &str, lang: Lang) -> Value {
    let none = (NONE, CliText::KeysNone.text(lang));
    let value = |(name, says): (&str, &str)| json!({ "const": name, "description": says });
    let values: Vec<Value> = names.chain([none]).map(value).collect();
    json!({
        "type": "object",
        "propertyNames": { "pattern": keys },
        "additionalProperties": { "oneOf": values },
    })
}

/// How keys are written: characters and names, the first no digit, for digits are counts.
fn sequence() -> String {
    let names = any_case(&keymap::key_names().join("|"));
    let name = format!("<(?:[cCaAsS]-)*(?:{names}|[fF](?:[1-9]|1[0-9]|2[0-4]))>");
    let held = "<(?:[cCaAsS]-)+[^\\s>]>";
    format!("^(?:<|(?:{name}|{held}|[^<\\s0-9])(?:{name}|{held}|[^<\\s])*)$")
}

/// A pattern that takes letters of either case; patterns of schemas have no flag for that.
fn any_case(pattern: &str) -> String {
    let either = |it: char| match it {
        'a'..='z' => format!("[{it}{}]", it.to_ascii_uppercase()),
        _ => it.to_string(),
    };
    pattern.chars().map(either).collect()
}
