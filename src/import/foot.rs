//! Where a table of indicators ends: the foot of the form, and page numbers between its rows.
//!
//! Knows the labels of a foot, not tables. Invariant: a row is judged alone.

use super::grid::Grid;
use super::join;
use super::slot::{self, Slot};

/// Whether a row is a page number: `- 3 -`, 第3页.
pub fn is_page_number(grid: &Grid, row: usize) -> bool {
    let text = join::bare(&join::words(grid.ids(row).take(8).map(|id| grid.text(id))));
    let inner = text.trim_matches(['-', '—', '·', '–']);
    let is_counted = inner
        .strip_prefix('第')
        .is_some_and(|it| it.ends_with('页') || it.contains("页共") || it.contains("页/共"));
    let is_dashed =
        inner.len() < text.len() && !inner.is_empty() && inner.chars().all(|it| it.is_ascii_digit());
    text.chars().count() < 16 && (is_counted || is_dashed)
}

/// Whether the foot of the form begins in a line of words: 联系人, 填报单位：水利局, 注：.
pub fn begins(grid: &Grid, row: usize) -> bool {
    let Some(first) = grid.unused(row).first().copied() else { return false };
    let text = grid.text(first);
    let label = text.split(['：', ':']).next().unwrap_or_default();
    let is_remark = matches!(label, "注" | "备注" | "说明" | "填表说明") && text != label;
    is_remark || is_label(text)
}

/// Whether a cell can only be the first of a foot: 联系人, or 填报单位：水利局 in one.
pub fn is_label(text: &str) -> bool {
    let label = text.split(['：', ':']).next().unwrap_or_default();
    let is_pair = label.len() < text.len();
    slot::find(label).is_some_and(|it| {
        matches!(it, Slot::ContactName | Slot::ContactPhone | Slot::FilledAt)
            || (is_pair && it == Slot::Department)
    })
}
