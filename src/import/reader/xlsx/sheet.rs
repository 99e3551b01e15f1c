//! The part of one sheet: its cells as Excel shows them, what is hidden, what is merged.
//!
//! Invariant: reading goes forward once, and a cell that says no place stands after the one before.

use super::Shared;
use super::strings::unescape;
use crate::import::reader::cells::Cells;
use crate::import::reader::number_format;
use crate::import::reader::page::Page;
use crate::import::reader::xml::{Tag, Token, Tokens};
use crate::messages::Problem;
use std::borrow::Cow;

/// Reads the part of a sheet into a page. Says how many hidden rows were left out.
pub fn read(text: &str, shared: &Shared, page: &mut Page) -> Result<usize, Problem> {
    let mut reader = Reader { shared, cells: Cells::default(), at: At::default() };
    let mut tokens = Tokens::new(text);
    while let Some(token) = tokens.next()? {
        match token {
            Token::Open(tag) => reader.open(&tag),
            Token::Close(tag) => reader.close(tag.name())?,
            Token::Text(text) => {
                if reader.at.is_text {
                    reader.at.text.push_str(&text);
                }
            }
        }
    }
    reader.cells.lay_out(page)
}

/// Where in the sheet the reading is.
#[derive(Debug, Default)]
struct At {
    row: u32,
    /// The column of the next cell that does not say its own.
    col: usize,
    kind: Kind,
    style: usize,
    is_text: bool,
    is_phonetic: bool,
    text: String,
}

/// What the content of a cell is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Kind {
    #[default]
    Number,
    Shared,
    Text,
    Inline,
    Truth,
    Error,
}

struct Reader<'a> {
    shared: &'a Shared,
    cells: Cells<'a>,
    at: At,
}

impl Reader<'_> {
    fn open(&mut self, tag: &Tag<'_>) {
        let at = &mut self.at;
        match tag.name() {
            "row" => {
                at.row =
                    tag.number("r").and_then(|it| u32::try_from(it).ok()).unwrap_or(at.row.saturating_add(1));
                at.col = 0;
                if tag.is("hidden") {
                    self.cells.hide_row(at.row);
                }
            }
            "c" => {
                let (mut kind, mut style, mut place) = (Kind::Number, 0, None);
                tag.each(|key, value| match key {
                    "r" => place = reference(value),
                    "s" => style = value.parse().unwrap_or(0),
                    "t" => {
                        kind = match value {
                            "s" => Kind::Shared,
                            "str" | "d" => Kind::Text,
                            "inlineStr" => Kind::Inline,
                            "b" => Kind::Truth,
                            "e" => Kind::Error,
                            _ => Kind::Number,
                        }
                    }
                    _ => {}
                });
                (at.kind, at.style) = (kind, style);
                if let Some((row, col)) = place {
                    (at.row, at.col) = (row, col);
                }
                at.text.clear();
            }
            "v" => at.is_text = at.kind != Kind::Inline,
            "t" => at.is_text = at.kind == Kind::Inline && !at.is_phonetic,
            "rPh" => at.is_phonetic = true,
            "col" if tag.is("hidden") => {
                if let (Some(first), Some(last)) = (tag.number("min"), tag.number("max")) {
                    self.cells.hide_columns(first.saturating_sub(1), last.saturating_sub(1));
                }
            }
            "mergeCell" => {
                if let Some((row, col, last_row, last_col)) = tag.attr("ref").and_then(|it| area(&it)) {
                    self.cells.merge(row, col, last_row, last_col);
                }
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str) -> Result<(), Problem> {
        match name {
            "v" | "t" => self.at.is_text = false,
            "rPh" => self.at.is_phonetic = false,
            "c" => {
                if let Some(text) = self.shown().filter(|it| !it.is_empty()) {
                    self.cells.add(self.at.row, self.at.col, text)?;
                }
                self.at.col = self.at.col.saturating_add(1);
            }
            _ => {}
        }
        Ok(())
    }
}

impl<'a> Reader<'a> {
    /// What Excel shows in the cell.
    fn shown(&self) -> Option<Cow<'a, str>> {
        let shared: &'a Shared = self.shared;
        let text = self.at.text.as_str();
        match self.at.kind {
            Kind::Shared => {
                let idx: usize = text.trim().parse().ok()?;
                shared.strings.get(idx).map(|it| it.as_str().into())
            }
            Kind::Text | Kind::Inline => Some(unescape(text).into()),
            Kind::Truth => Some(if text.trim() == "1" { "TRUE" } else { "FALSE" }.into()),
            Kind::Error => None,
            Kind::Number => {
                let text = text.trim();
                let Ok(value) = text.parse::<f64>() else { return Some(text.to_owned().into()) };
                let code = shared.styles.code(self.at.style);
                Some(number_format::show(value, code, shared.is_1904).into())
            }
        }
    }
}

/// Row from 1 and column from 0 of a reference such as `B12`.
fn reference(text: &str) -> Option<(u32, usize)> {
    let mut col: usize = 0;
    let mut row: u32 = 0;
    for it in text.bytes().filter(|it| *it != b'$') {
        if it.is_ascii_alphabetic() {
            let letter = usize::from(it.to_ascii_uppercase() - b'A') + 1;
            col = col.checked_mul(26)?.checked_add(letter).filter(|it| *it <= 16_384)?;
        } else if it.is_ascii_digit() {
            row = row.checked_mul(10)?.checked_add(u32::from(it - b'0')).filter(|it| *it <= 1_048_576)?;
        } else {
            return None;
        }
    }
    if row == 0 { None } else { Some((row, col.checked_sub(1)?)) }
}

fn area(text: &str) -> Option<(u32, usize, u32, usize)> {
    let (first, last) = text.split_once(':')?;
    let ((row, col), (last_row, last_col)) = (reference(first)?, reference(last)?);
    (row <= last_row && col <= last_col).then_some((row, col, last_row, last_col))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_read() {
        for (text, expected) in [
            ("A1", Some((1, 0))),
            ("AB12", Some((12, 27))),
            ("$C$3", Some((3, 2))),
            ("XFD1048576", Some((1_048_576, 16_383))),
            ("ZZZZZZ1", None),
            ("A0", None),
            ("7", None),
            ("", None),
        ] {
            assert_eq!(reference(text), expected, "{text}");
        }
        assert_eq!(area("B2:A1"), None);
    }
}
