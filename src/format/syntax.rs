//! TOML syntax errors in words that a clerk can act on, beside those of the library.
//!
//! It must not know the tables of the format. Invariant: one remark a line, the first of it.

use super::layout::MAX_DEPTH;
use super::reader::Reader;
use crate::messages::{Message, Problem};
use std::borrow::Cow;
use toml::de::Error;
use toml_parser::parser::{Event, EventKind, RecursionGuard, parse_document};
use toml_parser::{ParseError, Raw, Source};

/// Marks that Chinese keyboards type and TOML does not know, and what TOML wants.
const FULL_WIDTH: [(char, char); 15] = [
    ('“', '"'),
    ('”', '"'),
    ('＂', '"'),
    ('‘', '\''),
    ('’', '\''),
    ('＝', '='),
    ('【', '['),
    ('】', ']'),
    ('［', '['),
    ('］', ']'),
    ('｛', '{'),
    ('｝', '}'),
    ('，', ','),
    ('＃', '#'),
    ('。', '.'),
];

/// Lines that are told of: a text with more is no TOML at all.
const MOST_TOLD: usize = 1_000;

/// Adds a remark for each line with a syntax error.
pub fn remark(reader: &mut Reader<'_>, text: &str, errors: &[Error]) {
    let mut errors: Vec<(usize, String)> =
        errors.iter().map(|it| (it.span().map_or(0, |span| span.start), it.message().to_owned())).collect();
    // The tree stops at the first incomplete key; the events under it go on.
    let further = events(text).into_iter();
    errors.extend(further.map(|it| {
        (it.unexpected().or(it.context()).map_or(0, |it| it.start()), it.description().to_owned())
    }));
    errors.sort_by_key(|(offset, _)| *offset);
    let (mut told_up_to, mut n_told) = (0, 0);
    for (offset, words) in errors {
        // A line of a megabyte may have an error in every letter.
        if offset < told_up_to {
            continue;
        }
        let (start, line) = line_around(text, offset);
        told_up_to = start + line.len() + 1;
        n_told += 1;
        if n_told > MOST_TOLD {
            break;
        }
        let message = match full_width(line) {
            Some((found, wanted)) => Message::new(
                Problem::TomlFullWidth,
                [("found", found.to_string()), ("wanted", wanted.to_string()), ("words", words)],
            ),
            None => {
                let is_key = words.starts_with("invalid unquoted key");
                let id = if is_key { Problem::TomlBareKey } else { Problem::TomlSyntax };
                Message::new(id, [("words", words)])
            }
        };
        reader.remark(true, offset, message);
    }
}

/// The errors of the events of a text, and of each key and value by itself.
fn events(text: &str) -> Vec<ParseError> {
    let tokens = Source::new(text).lex().into_vec();
    let mut events: Vec<Event> = Vec::new();
    let mut errors: Vec<ParseError> = Vec::new();
    let mut keep = |event: Event| events.push(event);
    parse_document(&tokens, &mut RecursionGuard::new(&mut keep, MAX_DEPTH), &mut errors);
    for event in events {
        let span = event.span();
        let raw = text.get(span.start()..span.end()).unwrap_or("");
        let raw = Raw::new_unchecked(raw, event.encoding(), span);
        let mut decoded = Cow::Borrowed("");
        match event.kind() {
            EventKind::SimpleKey => raw.decode_key(&mut decoded, &mut errors),
            EventKind::Scalar => drop(raw.decode_scalar(&mut decoded, &mut errors)),
            _ => {}
        }
    }
    errors
}

fn line_around(text: &str, offset: usize) -> (usize, &str) {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    let (before, after) = text.split_at(offset);
    let start = before.rfind('\n').map_or(0, |it| it + 1);
    let end = after.find('\n').map_or(text.len(), |it| offset + it);
    (start, text.get(start..end).unwrap_or(""))
}

/// The first such mark of a line outside of quotes and comments.
fn full_width(line: &str) -> Option<(char, char)> {
    let mut open = None;
    for it in line.chars() {
        match open {
            Some(quote) if it == quote => open = None,
            Some(_) => {}
            None if it == '#' => return None,
            None if it == '"' || it == '\'' => open = Some(it),
            None => {
                if let Some(found) = FULL_WIDTH.iter().find(|(mark, _)| *mark == it) {
                    return Some(*found);
                }
            }
        }
    }
    None
}
