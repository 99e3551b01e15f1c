//! Lines of Chinese: a break between any two characters, but none before `，。）` nor after `（《“` (避头尾).
//!
//! Invariants: no line is wider than asked for unless a single grapheme is; the lines in order, with the blanks
//! and newlines between them, are the text unchanged.

use std::ops::Range;

use unicode_linebreak::linebreaks;
use unicode_segmentation::UnicodeSegmentation;

use crate::text::glyph;

/// Marks that must not begin a line, where the Unicode rules are laxer or take them for Western quotes.
const NOT_FIRST: &str = "，。、；：？！）》〉」』】〕”’…％%‰℃·,.;:?!)]}";

/// Marks that must not end a line.
const NOT_LAST: &str = "（《〈「『【〔“‘([{";

/// One line of a wrapped text, as bytes of that text. Blanks at a break and newlines stand between two lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// Where the line begins.
    pub start: usize,
    /// Where it ends; what follows up to the next line's start is blanks or a newline.
    pub end: usize,
}

impl Line {
    /// The line as a range of bytes.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// The line's text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or_default()
    }
}

/// Breaks `text` into lines of at most `columns` (at least 1). An empty text is one empty line, and a newline at
/// the end begins an empty line.
pub fn wrap(text: &str, columns: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut start = 0;
    for paragraph in text.split('\n') {
        let body = paragraph.strip_suffix('\r').unwrap_or(paragraph);
        wrap_paragraph(body, start, columns.max(1), &mut lines);
        start += paragraph.len() + 1;
    }
    lines
}

/// A grapheme of a paragraph with what is needed to break there.
struct Glyph<'a> {
    at: usize,
    text: &'a str,
    columns: usize,
    /// Whether a line may begin here.
    is_start: bool,
    /// Whether a word too long for a line may be cut here.
    is_cut: bool,
}

impl Glyph<'_> {
    fn is_blank(&self) -> bool {
        matches!(self.text, " " | "\t" | "\u{3000}")
    }
}

fn wrap_paragraph(paragraph: &str, offset: usize, columns: usize, lines: &mut Vec<Line>) {
    let glyphs = glyphs(paragraph);
    let end_of = |idx: usize| glyphs.get(idx).map_or(paragraph.len(), |it| it.at);
    let mut first = 0;
    loop {
        let rest = glyphs.get(first..).unwrap_or_default();
        let n_fitting = n_fitting(rest, columns);
        // Blanks at the end of a line may hang over its edge; they are left out of it.
        let n_hanging = rest.iter().skip(n_fitting).take_while(|it| it.is_blank()).count();
        if n_fitting + n_hanging == rest.len() {
            let end = if n_hanging == 0 { paragraph.len() } else { end_of(first + n_fitting) };
            lines.push(Line { start: offset + end_of(first), end: offset + end });
            return;
        }
        let n_taken = n_taken(rest, n_fitting, n_hanging);
        let n_blank = rest.iter().take(n_taken).rev().take_while(|it| it.is_blank()).count();
        // A line of nothing but blanks keeps those that fit, or an indented paragraph would lose its first line.
        let n_shown = if n_blank == n_taken { n_taken.min(n_fitting) } else { n_taken - n_blank };
        lines.push(Line { start: offset + end_of(first), end: offset + end_of(first + n_shown) });
        first += n_taken;
    }
}

/// How many graphemes fit into `columns`; at least one of any, so that every line goes on.
fn n_fitting(glyphs: &[Glyph<'_>], columns: usize) -> usize {
    let mut room = columns;
    let fits = |it: &&Glyph<'_>| room.checked_sub(it.columns).map(|left| room = left).is_some();
    glyphs.iter().take_while(fits).count().max(1).min(glyphs.len())
}

/// How many graphemes the line takes, given how many fit and how many blanks may hang after them: up to the last
/// place where a line may begin, else where a long word may be cut, else all that fit (a pane of few columns).
fn n_taken(glyphs: &[Glyph<'_>], n_fitting: usize, n_hanging: usize) -> usize {
    let most = n_fitting + n_hanging;
    let last = |may: fn(&Glyph<'_>) -> bool| (1..=most).rev().find(|idx| glyphs.get(*idx).is_some_and(may));
    last(|it| it.is_start).or_else(|| last(|it| it.is_cut)).unwrap_or(most)
}

fn glyphs(paragraph: &str) -> Vec<Glyph<'_>> {
    let mut breaks = linebreaks(paragraph).peekable();
    let mut before: Option<&str> = None;
    paragraph
        .grapheme_indices(true)
        .map(|(at, text)| {
            while breaks.next_if(|(it, _)| *it < at).is_some() {}
            let is_allowed = breaks.next_if(|(it, _)| *it == at).is_some();
            let is_cut = before.is_some_and(|it| may_part(it, text));
            let is_start = is_cut && (is_allowed || before.is_some_and(|it| is_by_quote(it, text)));
            before = Some(text);
            Glyph { at, text, columns: glyph::columns(text), is_start, is_cut }
        })
        .collect()
}

/// The Unicode rules never break beside `“ ”`, which they cannot tell from Western quotes. Next to Chinese text
/// they are Chinese: a line may break before an opening and after a closing one.
fn is_by_quote(before: &str, after: &str) -> bool {
    let opens = after.starts_with(['“', '‘']) && !before.is_ascii();
    let closes = before.ends_with(['”', '’']) && !after.is_ascii();
    opens || closes
}

/// 避头尾: whether a line may end with `before` and the next begin with `after`.
fn may_part(before: &str, after: &str) -> bool {
    let is_one_of = |it: &str, marks: &str| it.chars().next().is_some_and(|it| marks.contains(it));
    !is_one_of(after, NOT_FIRST) && !is_one_of(before, NOT_LAST)
}

#[cfg(test)]
mod tests;
