//! The pieces that a cell's text may be cut into when it is held against the fields of a filing.
//!
//! It must not know what fields there are. Invariant: pieces hold letters, digits and Han characters alone.

use super::join;

/// Letters, digits and Han characters: what carries content.
pub fn content(text: &str) -> String {
    join::bare(text).chars().filter(|it| it.is_alphanumeric()).collect()
}

/// A text without the tags that some documents print in their cells.
pub fn untagged(text: &str) -> String {
    ["<p>", "</p>", "<br>", "<br/>"].iter().fold(text.to_owned(), |text, tag| text.replace(tag, " "))
}

/// The sentences of a cell: one goal each, whose number stays with it.
pub fn sentences(text: &str) -> Vec<String> {
    let ends = ['。', '；', ';', '\n'];
    untagged(text).split(ends).map(content).filter(|it| !it.is_empty()).collect()
}

/// The pieces of a cell between tags and marks: a cell may be cut into several fields there.
pub fn chunks(text: &str) -> Vec<String> {
    untagged(text)
        .split(|it: char| !it.is_alphanumeric() && !matches!(it, ',' | '.' | '，'))
        .map(content)
        .filter(|it| !it.is_empty())
        .collect()
}
