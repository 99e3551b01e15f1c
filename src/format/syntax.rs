//! TOML syntax errors in words that a clerk can act on, beside those of the library.
//!
//! It must not know the tables of the format. Invariant: one remark a line, the first of it.

use super::reader::Reader;
use crate::messages::{Message, Problem};
use toml::de::Error;

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

/// Adds a remark for each line with a syntax error.
pub fn remark(reader: &mut Reader<'_>, text: &str, errors: &[Error]) {
    let mut errors: Vec<(usize, &str)> =
        errors.iter().map(|it| (it.span().map_or(0, |span| span.start), it.message())).collect();
    errors.sort_by_key(|(offset, _)| *offset);
    let mut last = None;
    for (offset, words) in errors {
        let (start, line) = line_around(text, offset);
        if last == Some(start) {
            continue;
        }
        last = Some(start);
        let message = match full_width(line) {
            Some((found, wanted)) => Message::new(
                Problem::TomlFullWidth,
                [("found", found.to_string()), ("wanted", wanted.to_string()), ("words", words.to_owned())],
            ),
            None => Message::new(Problem::TomlSyntax, [("words", words.to_owned())]),
        };
        reader.remark(true, offset, message);
    }
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
