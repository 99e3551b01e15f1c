//! A value being edited on one line: text, caret, selection of the whole, and an undo of its own.
//!
//! Knows no keys: the app turns keys into these calls. Invariants: the caret always stands between two
//! graphemes; the text handed in stays byte for byte as it was until something is typed or deleted.

use unicode_segmentation::UnicodeSegmentation;

use crate::text::{glyph, width, word};

/// A line of text with a caret.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineEditor {
    now: Snapshot,
    past: Vec<Snapshot>,
    future: Vec<Snapshot>,
    /// What the last change was: changes of one kind in a row are undone together.
    run: Option<Run>,
}

/// What undo brings back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Snapshot {
    text: String,
    /// The caret, in bytes; on a grapheme boundary.
    caret: usize,
    is_all_selected: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Run {
    Insert,
    Delete,
}

/// What of the line is seen in a field of some width.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// The visible part, fit to be drawn: no controls, no half glyph, never wider than the field.
    pub text: String,
    /// The caret's column in the field, from 0; always within it.
    pub caret_column: usize,
    /// Whether the whole text is selected: typing replaces it.
    pub is_selected: bool,
    /// Whether text is hidden left of the field.
    pub has_more_left: bool,
    /// Whether text is hidden right of the field.
    pub has_more_right: bool,
}

impl LineEditor {
    /// A line with the caret at its end.
    pub fn new(text: &str) -> Self {
        let now = Snapshot { text: text.to_owned(), caret: text.len(), is_all_selected: false };
        Self { now, ..Self::default() }
    }

    /// A line with its old text selected: typing replaces it, moving the caret keeps it.
    pub fn new_selected(text: &str) -> Self {
        let mut line = Self::new(text);
        line.now.is_all_selected = !text.is_empty();
        line
    }

    /// The text as it stands.
    pub fn text(&self) -> &str {
        &self.now.text
    }

    /// The caret, in bytes of [`LineEditor::text`].
    pub fn caret(&self) -> usize {
        self.now.caret
    }

    /// Whether the whole text is selected.
    pub fn is_all_selected(&self) -> bool {
        self.now.is_all_selected
    }

    /// Types one character.
    pub fn insert_char(&mut self, it: char) {
        self.insert(it.encode_utf8(&mut [0; 4]));
    }

    /// Types or pastes text at the caret: line ends and tabs become one blank, other controls are left out.
    pub fn insert(&mut self, text: &str) {
        let clean = one_line(text);
        if clean.is_empty() {
            return;
        }
        self.begin(Run::Insert);
        if self.now.is_all_selected {
            self.now = Snapshot::default();
        }
        let (before, after) = self.around_caret();
        let text = format!("{before}{clean}{after}");
        let end = before.len() + clean.len();
        self.now = Snapshot { caret: boundary_at_or_after(&text, end), text, is_all_selected: false };
    }

    /// Replaces everything by `text`, as one step to undo.
    pub fn set_text(&mut self, text: &str) {
        self.run = None;
        self.begin(Run::Insert);
        self.run = None;
        self.now = Snapshot { text: text.to_owned(), caret: text.len(), is_all_selected: false };
    }

    /// Deletes the grapheme before the caret, or everything when all is selected.
    pub fn backspace(&mut self) {
        self.delete(self.previous(), self.now.caret);
    }

    /// Deletes the grapheme after the caret, or everything when all is selected.
    pub fn delete_right(&mut self) {
        self.delete(self.now.caret, self.next());
    }

    /// Deletes the word before the caret.
    pub fn delete_word_left(&mut self) {
        self.delete(word::left(&self.now.text, self.now.caret), self.now.caret);
    }

    /// Deletes the word after the caret.
    pub fn delete_word_right(&mut self) {
        self.delete(self.now.caret, word::right(&self.now.text, self.now.caret));
    }

    /// Deletes from the caret to the end.
    pub fn delete_to_end(&mut self) {
        self.delete(self.now.caret, self.now.text.len());
    }

    /// Deletes from the beginning to the caret.
    pub fn delete_to_start(&mut self) {
        self.delete(0, self.now.caret);
    }

    /// Moves the caret one grapheme to the left; a selected text is kept and the caret goes to its beginning.
    pub fn move_left(&mut self) {
        let to = if self.now.is_all_selected { 0 } else { self.previous() };
        self.move_to(to);
    }

    /// Moves the caret one grapheme to the right; a selected text is kept and the caret goes to its end.
    pub fn move_right(&mut self) {
        let to = if self.now.is_all_selected { self.now.text.len() } else { self.next() };
        self.move_to(to);
    }

    /// Moves the caret to the beginning of the word before it.
    pub fn move_word_left(&mut self) {
        self.move_to(word::left(&self.now.text, self.now.caret));
    }

    /// Moves the caret to the end of the word after it.
    pub fn move_word_right(&mut self) {
        self.move_to(word::right(&self.now.text, self.now.caret));
    }

    /// Moves the caret to the beginning.
    pub fn move_home(&mut self) {
        self.move_to(0);
    }

    /// Moves the caret to the end.
    pub fn move_end(&mut self) {
        self.move_to(self.now.text.len());
    }

    /// Moves the caret to the glyph drawn at `column` of a field of `columns` (a click).
    pub fn move_to_column(&mut self, column: usize, columns: usize) {
        let start = self.first_column(columns);
        self.move_to(width::column_to_byte(&self.now.text, start + column));
    }

    /// Selects the whole text.
    pub fn select_all(&mut self) {
        self.move_to(self.now.text.len());
        self.now.is_all_selected = !self.now.text.is_empty();
    }

    /// Takes back the last run of typing or deleting. False when there is none.
    pub fn undo(&mut self) -> bool {
        self.run = None;
        let Some(past) = self.past.pop() else { return false };
        self.future.push(std::mem::replace(&mut self.now, past));
        true
    }

    /// Brings back what undo took. False when there is nothing.
    pub fn redo(&mut self) -> bool {
        self.run = None;
        let Some(future) = self.future.pop() else { return false };
        self.past.push(std::mem::replace(&mut self.now, future));
        true
    }

    /// What is seen in a field of `columns`. The same state always gives the same view, so drawing needs no
    /// memory of its own; the view moves by half a field at a time.
    pub fn view(&self, columns: usize) -> View {
        let text = &self.now.text;
        let start = self.first_column(columns);
        let start_byte = width::column_to_byte(text, start);
        let (seen, hidden) = width::split_at_column(text.get(start_byte..).unwrap_or_default(), columns);
        View {
            text: width::sanitize(seen).into_owned(),
            caret_column: width::byte_to_column(text, self.now.caret) - start,
            is_selected: self.now.is_all_selected,
            has_more_left: start > 0,
            has_more_right: !hidden.is_empty(),
        }
    }

    /// The column of the text that is drawn first: such that the caret has a column of its own, that no field is
    /// left half empty, and that it is the first column of a glyph.
    fn first_column(&self, columns: usize) -> usize {
        let caret = width::byte_to_column(&self.now.text, self.now.caret);
        let last = columns.saturating_sub(1);
        let wanted = if caret <= last {
            0
        } else {
            let step = (columns / 2).max(1);
            let hops = (caret - last).div_ceil(step);
            let most = (width::width(&self.now.text) + 1).saturating_sub(columns.max(1));
            (hops * step).min(most).min(caret)
        };
        let mut column = 0;
        for grapheme in self.now.text.graphemes(true) {
            if column >= wanted {
                break;
            }
            column += glyph::columns(grapheme);
        }
        column
    }

    fn around_caret(&self) -> (&str, &str) {
        self.now.text.split_at_checked(self.now.caret).unwrap_or((&self.now.text, ""))
    }

    fn previous(&self) -> usize {
        let before = self.around_caret().0;
        before.len() - before.graphemes(true).next_back().map_or(0, str::len)
    }

    fn next(&self) -> usize {
        self.now.caret + self.around_caret().1.graphemes(true).next().map_or(0, str::len)
    }

    fn move_to(&mut self, caret: usize) {
        self.run = None;
        self.now.caret = boundary_at_or_after(&self.now.text, caret);
        self.now.is_all_selected = false;
    }

    fn delete(&mut self, start: usize, end: usize) {
        let (start, end) = if self.now.is_all_selected { (0, self.now.text.len()) } else { (start, end) };
        if start >= end {
            return;
        }
        self.begin(Run::Delete);
        let before = self.now.text.get(..start).unwrap_or_default();
        let after = self.now.text.get(end..).unwrap_or_default();
        let text = format!("{before}{after}");
        self.now = Snapshot { caret: boundary_at_or_after(&text, start), text, is_all_selected: false };
    }

    /// Remembers the state before a change, unless the change goes on with the run before it.
    fn begin(&mut self, run: Run) {
        self.future.clear();
        if self.run != Some(run) {
            self.past.push(self.now.clone());
        }
        self.run = Some(run);
    }
}

/// Pasted text on one line.
fn one_line(text: &str) -> String {
    text.graphemes(true)
        .filter_map(|it| match it {
            "\r\n" | "\n" | "\r" | "\t" | "\u{85}" | "\u{2028}" | "\u{2029}" => Some(" "),
            _ if it.chars().any(char::is_control) => None,
            _ => Some(it),
        })
        .collect()
}

/// The grapheme boundary at `byte`, or the next one: typing a combining mark joins it to the letter before.
fn boundary_at_or_after(text: &str, byte: usize) -> usize {
    text.grapheme_indices(true).map(|(at, _)| at).find(|at| *at >= byte).unwrap_or(text.len())
}

#[cfg(test)]
mod tests;
