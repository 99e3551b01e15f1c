//! Chinese text on a grid of terminal columns: measuring, cutting, wrapping, folding, searching, editing a line.
//!
//! Knows nothing of filings, keys or terminals. Invariant: every function takes any string, cuts only between
//! graphemes, and no result is wider than was asked for.

pub mod cells;
pub mod diff;
pub mod fold;
pub mod fuzzy;
pub mod glyph;
pub mod json;
pub mod line_editor;
pub mod pinyin;
pub mod search;
pub mod similar;
pub mod width;
pub mod word;
pub mod words;
pub mod wrap;
