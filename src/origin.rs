//! What an exported document says of where it comes from, so that it is not taken for a filing of its own where it
//! lies beside the file that it was written from.
//!
//! The mark names the source files and holds a hash of the document's own texts. Whoever changes the document, in Word
//! or in an editor, breaks the hash: then it is a document like any other, and what it says counts. Knows nothing of
//! file formats. Invariant: a mark that cannot be read is none.

use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// How a mark begins; the number is that of its form.
const BEGIN: &str = "tianbao-export 1 ";

/// The mark of a document with these texts, in reading order, that was written from these files.
pub fn mark<'a>(files: impl IntoIterator<Item = &'a str>, texts: &str) -> String {
    let mut names: Vec<String> = files.into_iter().map(escaped).collect();
    names.sort();
    names.dedup();
    format!("{BEGIN}{} {}", hash(texts), names.join(" "))
}

/// The files that a document was written from, if this is its mark and nobody has changed its texts since.
pub fn files(mark: &str, texts: &str) -> Vec<String> {
    let Some((found, names)) = mark.trim().strip_prefix(BEGIN).and_then(|it| it.split_once(' ')) else {
        return Vec::new();
    };
    if found == hash(texts) { names.split_whitespace().map(unescaped).collect() } else { Vec::new() }
}

/// The comment that holds the mark of a text document, to be put at its end.
pub fn comment<'a>(files: impl IntoIterator<Item = &'a str>, text: &str) -> String {
    format!("<!-- {} -->\n", mark(files, text))
}

/// A text document in its text and its mark; the mark is blank where there is no comment with one at the end.
pub fn split(text: &str) -> (&str, &str) {
    let none = (text, "");
    let Some(inner) = text.trim_end().strip_suffix("-->") else { return none };
    let Some((body, mark)) = inner.rsplit_once("<!--") else { return none };
    if mark.trim().starts_with(BEGIN) { (body, mark.trim()) } else { none }
}

/// Letters, digits and Han characters in order: what programs keep that save a document again.
fn hash(texts: &str) -> String {
    let mut content = String::with_capacity(texts.len());
    content.extend(texts.chars().filter(|it| it.is_alphanumeric()));
    Sha256::digest(content.as_bytes()).iter().take(12).fold(String::new(), |mut out, byte| {
        // Writing to a string cannot fail.
        let _ = write!(out, "{byte:02x}");
        out
    })
}

/// A file name as one word that may stand in any markup.
fn escaped(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for it in name.chars() {
        // Some letters of other scripts cannot be seen.
        if it.is_ascii_alphanumeric() || matches!(it, '.' | '_' | '\u{4E00}'..='\u{9FFF}') {
            out.push(it);
        } else {
            let _ = write!(out, "%{:x};", u32::from(it));
        }
    }
    out
}

fn unescaped(name: &str) -> String {
    let mut out = String::new();
    let mut rest = name;
    while let Some((before, after)) = rest.split_once('%') {
        out.push_str(before);
        let (code, tail) = after.split_once(';').unwrap_or((after, ""));
        out.extend(u32::from_str_radix(code, 16).ok().and_then(char::from_u32));
        rest = tail;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_holds_as_long_as_the_texts_do() {
        let names = ["水务局 2025-1.toml", "a--b<>.toml"];
        let mark = mark(names, "产出指标 ≥12公里");
        assert!(!mark.contains("--") && !mark.contains('<'), "{mark}");
        let mut found = files(&mark, "产出 指标\n≥12公里");
        found.sort();
        let mut expected = names.map(str::to_owned);
        expected.sort();
        assert_eq!(found, expected);
        assert!(files(&mark, "产出指标 ≥13公里").is_empty());
        for it in ["", "tianbao-export 1 ", "tianbao-export 2 ab 甲.toml", "甲"] {
            assert!(files(it, "").is_empty(), "{it}");
        }
    }

    #[test]
    fn a_comment_is_found_at_the_end() {
        let body = "# 项目支出绩效目标表\n<!-- 备注 -->\n";
        let text = format!("{body}{}", comment(["甲.toml"], body));
        let (found, mark) = split(&text);
        assert_eq!(found, body);
        assert_eq!(files(mark, found), ["甲.toml"]);
        assert_eq!(split(body), (body, ""));
    }
}
