//! Word steps in Chinese: a run of Han, a run of letters, a number, a single punctuation mark.
//!
//! The usual steps take a whole Chinese phrase with its commas for one word, so that one key deletes a sentence.
//! Invariant: a step always ends between two graphemes, and moves unless it stands at the end already.

use unicode_segmentation::UnicodeSegmentation;

use crate::text::{fold, glyph};

/// What a grapheme belongs to; neighbors of the same class are one word, but for punctuation.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Blank,
    Han,
    Letter,
    Digit,
    Mark,
}

/// The byte after the word at or after `from` (blanks before it are passed over).
pub fn right(text: &str, from: usize) -> usize {
    let mut at = from;
    let mut word = None;
    for (grapheme, next) in classes(text.get(from..).unwrap_or_default()) {
        match word {
            None if grapheme == Class::Blank => {}
            None => word = Some(grapheme),
            Some(class) if class == grapheme && class != Class::Mark => {}
            Some(_) => break,
        }
        at += next;
    }
    at
}

/// The byte where the word at or before `from` begins (blanks after it are passed over).
pub fn left(text: &str, from: usize) -> usize {
    let mut at = from;
    let mut word = None;
    for (grapheme, len) in classes(text.get(..from).unwrap_or_default()).into_iter().rev() {
        match word {
            None if grapheme == Class::Blank => {}
            None => word = Some(grapheme),
            Some(class) if class == grapheme && class != Class::Mark => {}
            Some(_) => break,
        }
        at -= len;
    }
    at
}

/// Class and length of each grapheme. A point or comma between two digits belongs to the number.
fn classes(text: &str) -> Vec<(Class, usize)> {
    let graphemes: Vec<&str> = text.graphemes(true).collect();
    let own: Vec<Class> = graphemes.iter().map(|it| class(it)).collect();
    let is_digit = |at: Option<usize>| at.and_then(|it| own.get(it)) == Some(&Class::Digit);
    let in_number = |at: usize, it: &str| {
        matches!(it, "." | "," | "．") && is_digit(at.checked_sub(1)) && is_digit(Some(at + 1))
    };
    graphemes
        .iter()
        .zip(&own)
        .enumerate()
        .map(|(at, (it, class))| (if in_number(at, it) { Class::Digit } else { *class }, it.len()))
        .collect()
}

fn class(grapheme: &str) -> Class {
    match grapheme.chars().next().map(fold::half_width) {
        Some(it) if it.is_whitespace() => Class::Blank,
        Some(it) if glyph::is_han(it) => Class::Han,
        Some(it) if it.is_ascii_digit() => Class::Digit,
        Some(it) if it.is_alphanumeric() || it == '_' => Class::Letter,
        _ => Class::Mark,
    }
}

#[cfg(test)]
mod tests {
    use super::{left, right};

    /// `words` joined are the text; the steps must stop exactly between them.
    fn check(words: &[&str]) {
        let text = words.concat();
        let (mut at, mut back) = (0, text.len());
        for word in words {
            let start = at;
            at = right(&text, at);
            assert_eq!(text.get(start..at), Some(*word), "to the right in {text}");
        }
        assert_eq!(right(&text, at), at);
        for word in words.iter().rev() {
            let end = back;
            back = left(&text, back);
            assert_eq!(text.get(back..end), Some(*word), "to the left in {text}");
        }
        assert_eq!(left(&text, back), 0);
    }

    #[test]
    fn words_of_targets_and_sentences() {
        check(&["产出指标", "，", "数量指标", "：", "≥", "12", "个"]);
        check(&["≤", "642.07", "/", "10", "万"]);
        check(&["≥", "1,200,000", "元", "（", "含", "）", "。"]);
        check(&["PM", "2.5", "浓度", "下降", "５．５", "％"].map(|it| if it == "下降" { "，" } else { it }));
        check(&["👨\u{200D}👩\u{200D}👧", "户"]);
        check(&[]);
    }

    #[test]
    fn blanks_belong_to_the_step() {
        let text = "培训 12　次  ";
        assert_eq!(text.get(left(text, text.len())..), Some("次  "));
        assert_eq!(text.get(..right(text, 0)), Some("培训"));
        assert_eq!(text.get(right(text, 0)..right(text, right(text, 0))), Some(" 12"));
    }
}
