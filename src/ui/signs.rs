//! Signs of the workbench in ASCII, for terminals that cannot show them or give them two columns.
//!
//! Invariant: after [`settle`] no cell takes another number of columns in the terminal than in the buffer.

use super::screen;
use crate::app::Glyphs;
use crate::text::width;
use ratatui::buffer::{Buffer, CellDiffOption};

/// What stands for what: borders, marks, folds, arrows and punctuation. Signs of documents that have no such form
/// (≥, ①) are not here.
const ASCII: &[(&str, &str)] = &[
    ("─━═╌", "-"),
    ("│┃║", "|"),
    ("┌┐└┘├┤┬┴┼╭╮╰╯", "+"),
    ("✗✘×", "x"),
    ("⚠", "!"),
    ("ℹ", "i"),
    ("✓✔", "v"),
    ("▸▹►", "+"),
    ("▾▿▼", "-"),
    ("▪■●◆█▓", "#"),
    ("▏▎▍▌▋▊▉", "|"),
    ("▒░□○", "."),
    ("⋯…", "~"),
    ("·•∙", "."),
    ("←‹", "<"),
    ("→›", ">"),
    ("↑", "^"),
    ("↓", "v"),
    ("⏎", "<"),
    ("␣", "_"),
    ("—–", "-"),
    ("“”", "\""),
    ("‘’", "'"),
];

/// The ASCII form of a sign.
pub fn ascii(sign: &str) -> Option<&'static str> {
    ASCII.iter().find(|(signs, _)| signs.contains(sign)).map(|(_, ascii)| *ascii)
}

/// Replaces what the terminal cannot show as it is drawn: every sign where only ASCII is wanted, else what would take
/// two columns in the place of one (borders and titles, which know nothing of that).
pub fn settle(glyphs: Glyphs, buffer: &mut Buffer) {
    if glyphs == Glyphs::default() {
        return;
    }
    for cell in &mut buffer.content {
        let symbol = cell.symbol();
        if symbol.is_ascii() {
            continue;
        }
        let too_wide = glyphs.is_wide && width::is_ambiguous(symbol) && screen::columns(cell) == 1;
        let form = if glyphs.is_ascii || too_wide { ascii(symbol) } else { None };
        if let Some(form) = form.or(too_wide.then_some("?")) {
            cell.set_symbol(form).set_diff_option(CellDiffOption::None);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_is_one_ascii_column_and_no_sign_has_two() {
        let mut seen = String::new();
        for (signs, form) in ASCII {
            assert!(form.len() == 1 && form.is_ascii(), "{form}");
            for sign in signs.chars() {
                assert!(!seen.contains(sign), "{sign} is there twice");
                assert_eq!(ascii(&sign.to_string()), Some(*form));
                seen.push(sign);
            }
        }
        for kept in ["≥", "汉", "①", "a"] {
            assert_eq!(ascii(kept), None, "{kept}");
        }
    }

    #[test]
    fn what_has_one_column_and_would_take_two_is_replaced() {
        let glyphs = |is_wide, is_ascii| Glyphs { is_wide, is_ascii };
        for (given, text, expected) in [
            (glyphs(false, false), "┌✗≥汉", "┌✗≥汉"),
            (glyphs(false, true), "┌✗≥汉", "+x≥汉"),
            (glyphs(true, false), "┌✗≥汉", "+✗?汉"),
        ] {
            let mut buffer = Buffer::empty(ratatui::layout::Rect::new(0, 0, 6, 1));
            buffer.set_string(0, 0, text, ratatui::style::Style::new());
            width::with_ambiguous(given.is_wide, || settle(given, &mut buffer));
            assert_eq!(screen::to_text(&buffer).trim_end(), expected, "{given:?}");
        }
    }
}
