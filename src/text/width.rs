//! Columns: the only place that measures text for layout.
//!
//! Counts by grapheme as ratatui draws, so an emoji family or a letter with its accents counts once, and what is
//! shown as a symbol (see [`glyph`]) counts as that symbol. Invariant: no result is wider than asked for, and
//! none ends or begins within a glyph.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;

use crate::text::glyph;

pub use glyph::{is_ambiguous, with_ambiguous};

/// Stands where text was cut: one column in every terminal, and the shape of the Chinese ellipsis. The usual `…`
/// is two columns wide where ambiguous characters are.
pub const ELLIPSIS: &str = "⋯";

/// The columns of `text` on one line, as [`sanitize`] shows it.
pub fn width(text: &str) -> usize {
    plain_width(text).unwrap_or_else(|| text.graphemes(true).map(glyph::columns).sum())
}

/// The columns of a text of Han and printable ASCII characters, which need no look at graphemes.
fn plain_width(text: &str) -> Option<usize> {
    text.chars().try_fold(0, |columns, it| match it {
        ' '..='~' => Some(columns + 1),
        '\u{4E00}'..='\u{9FFF}' => Some(columns + 2),
        _ => None,
    })
}

/// What is shown as it is and joins nothing before or after it.
fn is_plain(it: char) -> bool {
    matches!(it, ' '..='~' | '\u{4E00}'..='\u{9FFF}' | '，' | '。' | '、' | '：' | '；' | '（' | '）' | '“' | '”' | '≥' | '≤')
}

/// The glyphs of a text that went through [`sanitize`], each with its columns.
pub fn glyphs(text: &str) -> impl Iterator<Item = (&str, usize)> {
    pieces(text).map(|(_, it, columns)| (it, columns))
}

/// The graphemes of a text, each with the byte where it begins and its columns. Between two plain characters there is
/// always a boundary: most of what is drawn needs no look at the tables, which cost more than the drawing.
fn pieces(text: &str) -> impl Iterator<Item = (usize, &str, usize)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..)?;
        let mut chars = rest.chars();
        let first = chars.next()?;
        let stands_alone = is_plain(first) && chars.next().is_none_or(is_plain);
        let piece = if stands_alone { rest.get(..first.len_utf8()) } else { rest.graphemes(true).next() }?;
        let columns = match first {
            '\u{4E00}'..='\u{9FFF}' if stands_alone => 2,
            _ => glyph::columns(piece),
        };
        let start = at;
        at += piece.len();
        Some((start, piece, columns))
    })
}

/// The text as it may be drawn on one line: controls, escape sequences, bidi overrides and zero-width characters
/// replaced by visible symbols, tabs and line ends by blanks. Takes as many columns as [`width`] says.
pub fn sanitize(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_plain) || glyph::is_harmless(text) {
        return Cow::Borrowed(text);
    }
    if text.graphemes(true).all(|it| matches!(glyph::symbol(it), Cow::Borrowed(_)) && it != "\r\n") {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.graphemes(true).map(glyph::symbol).collect())
}

/// The text of several lines as it may go to a terminal or into a report: every line as [`sanitize`] shows it, with
/// line ends and tabs kept.
pub fn sanitize_lines(text: &str) -> Cow<'_, str> {
    let kept = |it: char| matches!(it, '\n' | '\t');
    let is_line_plain = |it: &str| it.chars().all(|it| is_plain(it) || it == '\t');
    if text.split('\n').all(|it| is_line_plain(it) || it.split('\t').all(glyph::is_harmless)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for piece in text.split_inclusive(kept) {
        let end = piece.chars().next_back().filter(|it| kept(*it));
        // A line end of Windows is a line end, not a control character.
        let line = end.map_or(piece, |_| piece.get(..piece.len() - 1).unwrap_or_default());
        let (line, is_crlf) = match line.strip_suffix('\r') {
            Some(line) if end == Some('\n') => (line, true),
            _ => (line, false),
        };
        out.push_str(&sanitize(line));
        out.extend(is_crlf.then_some('\r').into_iter().chain(end));
    }
    Cow::Owned(out)
}

/// The beginning of `text` in at most `columns`. With `ellipsis`, a cut is marked by [`ELLIPSIS`].
pub fn truncate(text: &str, columns: usize, ellipsis: bool) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let mark = if ellipsis && columns > 0 { ELLIPSIS } else { "" };
    let (kept, _) = split_at_column(text, columns - width(mark));
    let mut cut = format!("{kept}{mark}");
    // Some scripts have letters that join what follows, the mark too: the two may be wider than each alone.
    let mut kept = kept;
    while width(&cut) > columns
        && let Some((at, _)) = kept.grapheme_indices(true).next_back()
    {
        kept = kept.get(..at).unwrap_or_default();
        cut = format!("{kept}{mark}");
    }
    cut
}

/// The end of `text` in at most `columns`. With `ellipsis`, a cut is marked by [`ELLIPSIS`].
pub fn truncate_left(text: &str, columns: usize, ellipsis: bool) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let mark = if ellipsis && columns > 0 { ELLIPSIS } else { "" };
    let mut room = columns - width(mark);
    let mut start = text.len();
    for (at, grapheme) in text.grapheme_indices(true).rev() {
        let Some(left) = room.checked_sub(glyph::columns(grapheme)) else { break };
        (room, start) = (left, at);
    }
    format!("{mark}{}", text.get(start..).unwrap_or_default())
}

/// `text` with blanks after it up to `columns`; wider text stays as it is.
pub fn pad_right(text: &str, columns: usize) -> String {
    let n_blanks = columns.saturating_sub(width(text));
    let mut padded = format!("{text}{:n_blanks$}", "");
    // A letter that joins the first blank changes the count by a column.
    while n_blanks > 0 && width(&padded) < columns {
        padded.push(' ');
    }
    while n_blanks > 0 && width(&padded) > columns && padded.ends_with(' ') {
        padded.pop();
    }
    padded
}

/// `text` with blanks before it up to `columns`; wider text stays as it is.
pub fn pad_left(text: &str, columns: usize) -> String {
    let n_blanks = columns.saturating_sub(width(text));
    format!("{:n_blanks$}{text}", "")
}

/// `text` in exactly `columns`: cut with a mark, or padded on the right.
pub fn fit(text: &str, columns: usize) -> String {
    pad_right(&truncate(text, columns, true), columns)
}

/// The part of `text` that fits into `columns`, and the rest.
pub fn split_at_column(text: &str, columns: usize) -> (&str, &str) {
    let mut room = columns;
    for (at, _, columns) in pieces(text) {
        match room.checked_sub(columns) {
            Some(left) => room = left,
            None => return text.split_at_checked(at).unwrap_or((text, "")),
        }
    }
    (text, "")
}

/// The byte where the glyph begins that covers column `column` (from 0); the length of `text` beyond its end.
pub fn column_to_byte(text: &str, column: usize) -> usize {
    let mut right = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        right += glyph::columns(grapheme);
        if column < right {
            return at;
        }
    }
    text.len()
}

/// The column (from 0) where the glyph begins that holds byte `byte`; the width of `text` beyond its end.
pub fn byte_to_column(text: &str, byte: usize) -> usize {
    text.grapheme_indices(true)
        .take_while(|(at, grapheme)| at + grapheme.len() <= byte)
        .map(|(_, grapheme)| glyph::columns(grapheme))
        .sum()
}

#[cfg(test)]
mod tests;
