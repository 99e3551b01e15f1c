//! Which number format each style of a workbook has.
//!
//! Invariant: a style that is not there has the general format.

use crate::import::reader::number_format;
use crate::import::reader::xml::{Token, Tokens};
use crate::messages::Problem;
use std::collections::HashMap;

/// Format codes by style.
#[derive(Debug, Default)]
pub struct Styles(Vec<String>);

impl Styles {
    /// The code of a style; empty for the general format.
    pub fn code(&self, style: usize) -> &str {
        self.0.get(style).map_or("", String::as_str)
    }
}

/// Reads the part.
pub fn read(text: &str) -> Result<Styles, Problem> {
    let mut codes: HashMap<usize, String> = HashMap::new();
    let mut styles = Vec::new();
    let mut is_inside = false;
    let mut tokens = Tokens::new(text);
    while let Some(token) = tokens.next()? {
        match token {
            Token::Open(tag) => match tag.name() {
                "numFmt" => {
                    if let (Some(id), Some(code)) = (tag.number("numFmtId"), tag.attr("formatCode")) {
                        codes.insert(id, code);
                    }
                }
                "cellXfs" => is_inside = true,
                "xf" if is_inside => styles.push(tag.number("numFmtId").unwrap_or(0)),
                _ => {}
            },
            Token::Close(tag) => is_inside &= tag.name() != "cellXfs",
            Token::Text(_) => {}
        }
    }
    let code = |id: usize| codes.get(&id).cloned().unwrap_or_else(|| number_format::built_in(id).to_owned());
    Ok(Styles(styles.into_iter().map(code).collect()))
}
