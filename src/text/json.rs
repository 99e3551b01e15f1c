//! JSON that can be shown anywhere.
//!
//! Invariant: what is read from it is what was written, and nothing in it acts on a terminal.

use super::glyph;
use std::borrow::Cow;
use std::fmt::Write;

/// Written JSON with every character that acts on a terminal, or joins others, in its spelling with `\u`. Such
/// characters stand within texts only, where the spelling means the same.
pub fn escaped(json: &str) -> Cow<'_, str> {
    if json.split('\n').all(glyph::is_harmless) {
        return Cow::Borrowed(json);
    }
    let mut out = String::with_capacity(json.len() + 16);
    for it in json.chars() {
        if it == '\n' || glyph::is_harmless(it.encode_utf8(&mut [0; 4])) {
            out.push(it);
            continue;
        }
        for unit in it.encode_utf16(&mut [0; 2]) {
            // Writing to a string cannot fail.
            let _ = write!(out, "\\u{unit:04x}");
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn what_is_escaped_reads_as_before() {
        let flood = format!("率{}", "\u{301}".repeat(50));
        for (text, expected) in [
            ("清淤≥12公里", "\"清淤≥12公里\""),
            ("\u{9b}31m\u{7f}\u{202e}甲", "\"\\u009b31m\\u007f\\u202e甲\""),
            ("汉\u{e0041}", "\"汉\\udb40\\udc41\""),
            (flood.as_str(), &format!("\"率{}\"", "\\u0301".repeat(50))),
        ] {
            let json = escaped(&serde_json::to_string(text).unwrap()).into_owned();
            assert_eq!(json, expected);
            assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
        }
        assert_eq!(escaped("{\n  \"甲\": 1\n}\n"), "{\n  \"甲\": 1\n}\n");
    }
}
