//! Words of text in columns that belong together: tools that take the text out of a PDF put a blank between digits and
//! Chinese characters, 2026 年 10 月底, where the document has none.
//!
//! Knows words by where they stand and what they begin and end with. Invariant: every word is in exactly one run, and
//! no run goes over the beginning of a column.

use super::column_heads::ColumnHead;
use super::grid::{CellId, Grid};
use super::join;

/// How far from the beginning of its column a word may stand: tools place words by a coarse grid.
const TOLERANCE: usize = 2;

/// Words of one line that are parted by nothing but such blanks.
pub struct Run {
    /// The row of the grid.
    pub row: usize,
    /// Its words.
    pub ids: Vec<CellId>,
    /// The words, joined.
    pub text: String,
    /// The display column where it begins.
    pub start: usize,
    /// The display column where it ends.
    pub end: usize,
}

impl Run {
    /// Where it begins and ends.
    pub const fn span(&self) -> (usize, usize) {
        (self.start, self.end)
    }
}

/// The runs of some words, each with its row, in their order.
pub fn runs(grid: &Grid, words: &[(CellId, usize)], headings: &[ColumnHead]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let by_characters = is_by_characters(grid, words);
    let starts = column_starts(grid, words, headings, by_characters);
    for (id, row) in words {
        let (text, start) = (grid.text(*id), grid.col(*id));
        let end = start + join::columns(text);
        // A date goes on: 6 月 30.
        let is_of_date = |run: &Run| {
            run.text.ends_with(['年', '月']) && text.len() < 3 && text.chars().all(|it| it.is_ascii_digit())
        };
        let goes_on = |run: &Run| {
            run.row == *row && run.ids.last().is_some_and(|it| is_spaced(grid, *it, *id, by_characters))
        };
        let tolerance = if text.starts_with(|it: char| it.is_ascii_digit()) { TOLERANCE } else { 0 };
        let begins_column = starts.iter().any(|it| it.abs_diff(start) <= tolerance);
        match runs.last_mut().filter(|it| goes_on(it) && (!begins_column || is_of_date(it))) {
            Some(run) => {
                run.ids.push(*id);
                run.text = join::words([run.text.as_str(), text]);
                run.end = end;
            }
            None => runs.push(Run { row: *row, ids: vec![*id], text: text.to_owned(), start, end }),
        }
    }
    runs
}

/// Where columns begin: below their headings, and where several words do that stand apart from what is before them.
fn column_starts(
    grid: &Grid,
    words: &[(CellId, usize)],
    headings: &[ColumnHead],
    by_characters: bool,
) -> Vec<usize> {
    let mut apart: Vec<usize> = Vec::new();
    let mut before: Option<(CellId, usize)> = None;
    for (id, row) in words {
        let is_near =
            before.is_some_and(|(last, at)| at == *row && after(grid, last, by_characters) == grid.col(*id));
        if !is_near {
            apart.push(grid.col(*id));
        }
        before = Some((*id, *row));
    }
    apart.sort_unstable();
    let common = apart.chunk_by(|a, b| a == b).filter(|it| 1 < it.len()).filter_map(|it| it.first().copied());
    common.chain(headings.iter().map(|it| it.1)).collect()
}

/// Whether the columns of these words, each with its row, are counted in characters, two columns each: see
/// [`super::reader`]. Where they are not, some word begins nearer to the one before it.
fn is_by_characters(grid: &Grid, words: &[(CellId, usize)]) -> bool {
    let least = |id: CellId| grid.col(id) + 2 * (grid.text(id).chars().count() + 1);
    let pairs = words.iter().zip(words.iter().skip(1)).filter(|(left, right)| left.1 == right.1);
    words.iter().all(|it| grid.col(it.0).is_multiple_of(2))
        && pairs.into_iter().all(|(left, right)| least(left.0) <= grid.col(right.0))
}

/// Where a word begins that stands one blank behind another.
fn after(grid: &Grid, last: CellId, by_characters: bool) -> usize {
    let (text, start) = (grid.text(last), grid.col(last));
    start + if by_characters { 2 * (text.chars().count() + 1) } else { join::columns(text) + 1 }
}

/// How many words from the first on are parted by nothing but such blanks. All stand in one line.
pub fn n_spaced(grid: &Grid, ids: &[CellId]) -> usize {
    let words: Vec<(CellId, usize)> = ids.iter().map(|id| (*id, 0)).collect();
    let by_characters = is_by_characters(grid, &words);
    let pairs = ids.iter().zip(ids.iter().skip(1));
    1 + pairs.take_while(|(left, right)| is_spaced(grid, **left, **right, by_characters)).count()
}

/// Whether a word stands one blank behind another, and only one of the two is Chinese where they meet. Where a word has
/// digits beside Chinese characters itself, blanks part cells.
fn is_spaced(grid: &Grid, last: CellId, id: CellId, by_characters: bool) -> bool {
    let (left, right) = (grid.text(last), grid.text(id));
    let (Some(end), Some(start)) = (left.chars().next_back(), right.chars().next()) else { return false };
    let is_plain = |text: &str| !text.chars().zip(text.chars().skip(1)).any(|(a, b)| meets(a, b));
    meets(end, start) && is_plain(left) && is_plain(right) && after(grid, last, by_characters) == grid.col(id)
}

fn meets(left: char, right: char) -> bool {
    (left.is_ascii_digit() && is_han(right)) || (is_han(left) && right.is_ascii_digit())
}

fn is_han(it: char) -> bool {
    it.is_alphabetic() && !it.is_ascii()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::reader;
    use crate::import::role::Role;

    #[test]
    fn blanks_between_digits_and_characters_part_nothing() {
        for (line, column, expected) in [
            ("完成时间  2026 年 10 月底  10", 90, vec!["完成时间", "2026 年 10 月底", "10"]),
            ("完成时间 ≤2026 年 10 月  10", 90, vec!["完成时间", "≤2026 年 10 月", "10"]),
            ("公园数量 62 座", 90, vec!["公园数量 62 座"]),
            ("公园数量 62 座", 9, vec!["公园数量", "62 座"]),
        ] {
            let grid = reader::read(line.as_bytes()).unwrap();
            let words: Vec<(CellId, usize)> = grid.ids(0).map(|id| (id, 0)).collect();
            let found = runs(&grid, &words, &[(Role::Target, column, column + 6)]);
            assert_eq!(found.iter().map(|it| it.text.as_str()).collect::<Vec<_>>(), expected, "{line}");
        }
    }
}
