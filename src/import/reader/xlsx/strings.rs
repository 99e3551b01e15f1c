//! The texts that cells share, by number.
//!
//! Invariant: readings in small letters above characters (phonetic runs) are no part of a text.

use crate::import::reader::xml::{Token, Tokens};
use crate::messages::Problem;

/// Reads the part.
pub fn read(text: &str) -> Result<Vec<String>, Problem> {
    let mut strings = Vec::new();
    let mut current = String::new();
    let mut is_text = false;
    let mut n_phonetic = 0_usize;
    let mut tokens = Tokens::new(text);
    while let Some(token) = tokens.next()? {
        match token {
            Token::Open(tag) => match tag.name() {
                "si" => current.clear(),
                "t" => is_text = n_phonetic == 0,
                "rPh" => n_phonetic += 1,
                _ => {}
            },
            Token::Close(tag) => match tag.name() {
                "si" => strings.push(unescape(&std::mem::take(&mut current))),
                "t" => is_text = false,
                "rPh" => n_phonetic = n_phonetic.saturating_sub(1),
                _ => {}
            },
            Token::Text(text) if is_text => current.push_str(&text),
            Token::Text(_) => {}
        }
    }
    Ok(strings)
}

/// Excel writes control characters as `_x000D_`.
pub fn unescape(text: &str) -> String {
    if !text.contains("_x") {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("_x") {
        out.push_str(before);
        let code = after.get(..4).and_then(|it| u32::from_str_radix(it, 16).ok()).and_then(char::from_u32);
        match code.filter(|_| after.get(4..5) == Some("_")) {
            Some(it) => {
                out.push(it);
                rest = after.get(5..).unwrap_or_default();
            }
            None => {
                out.push_str("_x");
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_joined_and_readings_left_out() {
        let text = "<sst><si><t>巡渠</t></si><si><r><t>渠道</t></r><r><t>长度&lt;1</t></r><rPh><t>qu</t></rPh></si></sst>";
        assert_eq!(read(text).unwrap(), ["巡渠", "渠道长度<1"]);
        assert_eq!(unescape("甲_x000D_乙_x5F_丙_x"), "甲\r乙_x5F_丙_x");
    }
}
