//! The first steps of reading a target: blanks out, look-alike characters folded, thousands commas dropped.
//!
//! It must not know what a target means. Invariant: folding a folded text changes nothing.

use super::target::Note;
use std::borrow::Cow;

/// A text ready for parsing, and what was done to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Normal {
    /// The text without blanks, look-alikes, thousands commas and a full stop at the end.
    pub text: String,
    /// What was folded.
    pub notes: Vec<Note>,
}

/// Characters that stand for others. Full-width ASCII is folded by its code, not by this table.
const LOOK_ALIKES: &[(&str, char)] = &[
    ("≧⩾", '≥'),
    ("≦⩽", '≤'),
    ("﹥", '>'),
    ("﹤", '<'),
    ("﹪", '%'),
    ("∕⁄", '/'),
    ("〜∼", '~'),
    ("—–−‒―", '-'),
];

/// Two signs typed for one.
const DIGRAPHS: &[(&str, &str)] = &[(">=", "≥"), ("=>", "≥"), ("<=", "≤"), ("=<", "≤")];

/// Punctuation of Chinese prose, which keeps its full width.
const PROSE: &[char] = &['，', '；', '：', '？', '！'];

/// What may end a value without belonging to it.
const END: &[char] = &['。', '．', '.', '，', ',', '；', ';', '、'];

/// The text without blanks and with look-alike characters folded: same meaning, other writing.
pub fn fold(raw: &str) -> String {
    let mut out: String = raw.chars().filter(|it| !is_blank(*it)).map(fold_char).collect();
    replace_digraphs(&mut out);
    out
}

/// Puts the sign meant in the place of two signs. Says whether there were any.
fn replace_digraphs(text: &mut String) -> bool {
    let mut is_replaced = single_signs(text);
    // Nearly always there is none, and all of them have this sign.
    if !text.as_bytes().contains(&b'=') {
        return is_replaced;
    }
    for (typed, meant) in DIGRAPHS {
        if text.contains(typed) {
            *text = text.replace(typed, meant);
            is_replaced = true;
        }
    }
    is_replaced
}

/// Leaves one of a sign that was typed twice: `≥≥80%`.
fn single_signs(text: &mut String) -> bool {
    let len = text.len();
    let mut last = None;
    text.retain(|it| {
        let is_again = matches!(it, '≥' | '≤' | '>' | '<' | '=') && last == Some(it);
        last = Some(it);
        !is_again
    });
    text.len() < len
}

/// [`fold`] without a copy where nothing is to fold, as in most names.
pub fn fold_cow(raw: &str) -> Cow<'_, str> {
    if raw.chars().all(is_plain) { Cow::Borrowed(raw) } else { Cow::Owned(fold(raw)) }
}

/// Most of any name: no blank and nothing in the tables above is one of these.
pub const fn is_plain(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}') || c.is_ascii_alphanumeric()
}

/// The text without a full stop or comma at its end, unless nothing else is there.
pub fn without_end(text: &str) -> &str {
    let trimmed = text.trim_end_matches(END);
    if trimmed.is_empty() { text } else { trimmed }
}

/// Folds, drops thousands commas and a full stop at the end, and notes what was done.
pub fn normalize(raw: &str) -> Normal {
    let mut notes = Vec::new();
    let (mut text, mut is_folded) = (String::with_capacity(raw.len()), false);
    for it in raw.chars().filter(|it| !is_blank(*it)) {
        let folded = fold_char(it);
        // ～ is what the bureaus' system prints itself and （） are usual, so they are not worth a note.
        is_folded |= folded != it && !matches!(it, '～' | '（' | '）');
        text.push(folded);
    }
    is_folded |= replace_digraphs(&mut text);
    if is_folded {
        notes.push(Note::Folded);
    }
    if text.contains([',', '，']) {
        let without = without_thousands_commas(&text);
        if without != text {
            notes.push(Note::ThousandsComma);
            text = without;
        }
    }
    if without_end(&text).len() < text.len() {
        text = without_end(&text).to_owned();
        notes.push(Note::Punctuation);
    }
    Normal { text, notes }
}

fn is_blank(c: char) -> bool {
    !is_plain(c) && !is_sign(c) && is_blank_at_all(c)
}

fn is_blank_at_all(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{FEFF}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{00AD}')
}

fn fold_char(c: char) -> char {
    // None of the tables has a character of ASCII.
    if c.is_ascii() || is_plain(c) {
        return c;
    }
    if PROSE.contains(&c) {
        return c;
    }
    if ('\u{FF01}'..='\u{FF5E}').contains(&c) {
        return char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c);
    }
    if is_sign(c) {
        return c;
    }
    LOOK_ALIKES.iter().find(|(these, _)| these.contains(c)).map_or(c, |(_, meant)| *meant)
}

/// The signs that half of all targets begin with, which stand for nothing else.
const fn is_sign(c: char) -> bool {
    matches!(c, '≥' | '≤')
}

/// Drops a comma between a digit and exactly three digits.
fn without_thousands_commas(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let digit = |idx: usize| chars.get(idx).is_some_and(char::is_ascii_digit);
    let separates =
        |idx: usize| idx > 0 && digit(idx - 1) && (1..=3).all(|step| digit(idx + step)) && !digit(idx + 4);
    chars
        .iter()
        .enumerate()
        .filter(|(idx, it)| !(matches!(it, ',' | '，') && separates(*idx)))
        .map(|(_, it)| *it)
        .collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn no_table_holds_what_is_passed_by() {
        for c in ('\u{4E00}'..='\u{9FFF}').chain('0'..='9').chain('a'..='z').chain('A'..='Z') {
            assert!(!super::LOOK_ALIKES.iter().any(|(these, _)| these.contains(c)), "{c}");
        }
    }

    use super::*;

    #[test]
    fn look_alikes_fold_and_are_noted() {
        let cases: &[(&str, &str, &[Note])] = &[
            ("＝100％", "=100%", &[Note::Folded]),
            (" ≥ 95 %\u{3000}", "≥95%", &[]),
            ("≧９５﹪", "≥95%", &[Note::Folded]),
            ("=>3次", "≥3次", &[Note::Folded]),
            ("1～2个", "1~2个", &[]),
            ("1—2个", "1-2个", &[Note::Folded]),
            ("≥14,575,000元", "≥14575000元", &[Note::ThousandsComma]),
            ("3,5,7", "3,5,7", &[]),
            ("1,2345", "1,2345", &[]),
            ("≥95%。", "≥95%", &[Note::Punctuation]),
            ("及时，准确；高效", "及时，准确；高效", &[]),
            ("\u{FEFF}\u{200B}及时", "及时", &[]),
            ("。", "。", &[]),
        ];
        for (raw, text, notes) in cases {
            let normal = normalize(raw);
            assert_eq!(&normal.text, text, "{raw}");
            assert_eq!(&normal.notes, notes, "{raw}");
            assert_eq!(fold(&fold(raw)), fold(raw), "{raw}");
        }
    }
}
