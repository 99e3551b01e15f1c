//! The row of column numbers that many forms print below their headings: 1 2 3 4, (1) (2) (3), 栏次 1 2 3, A B 1 2.
//!
//! Knows numbers and words of headings, not what the columns hold. Invariant: only a row that says nothing else, close
//! below headings, is marked, and as part of the form.

use super::grid::{CellId, Grid};
use super::join;
use super::{list_heads, role, slot};
use std::ops::Range;

/// Fewer numbers could be the values of a row.
const MIN_NUMBERS: usize = 3;

/// How many rows of headings, with their pieces, may stand between the first heading and the numbers.
const MAX_ABOVE: usize = 3;

/// What the row says of itself before its numbers.
const LABELS: &[&str] = &["栏次", "列次", "栏目", "行次", "序号", "栏", "列号", "栏号"];

/// Marks the rows of column numbers as part of the form.
pub fn mark(grid: &mut Grid) {
    for row in 0..grid.n_rows() {
        let n_lines = if is_numbers(grid, row) { 1 } else { stacked(grid, row) };
        if 0 < n_lines && is_below_headings(grid, row) {
            for at in row..row + n_lines {
                grid.ids(at).for_each(|id| grid.structure(id));
            }
        }
    }
}

/// Whether the cells of a row count from 1 on, perhaps behind a label and letters for the columns of words.
fn is_numbers(grid: &Grid, row: usize) -> bool {
    let ids = grid.ids(row);
    if ids.len() < MIN_NUMBERS {
        return false;
    }
    let texts: Vec<String> = ids.map(|id| join::bare(grid.text(id))).collect();
    let first_is_label = texts.first().is_some_and(|it| LABELS.contains(&it.as_str()));
    let rest = texts.get(usize::from(first_is_label)..).unwrap_or_default();
    let n_letters = rest.iter().zip(['A', 'B', 'C', 'D', 'E', 'F']).take_while(|(it, own)| is_char(it, *own));
    let n_stems = rest.iter().zip("甲乙丙丁戊己".chars()).take_while(|(it, own)| is_char(it, *own));
    let n_letters = n_letters.count().max(n_stems.count());
    let numbers = rest.get(n_letters..).unwrap_or_default();
    let counts = numbers.iter().enumerate().all(|(idx, it)| number(it) == Some(idx + 1));
    // Two numbers behind letters or a label count, too.
    let n_least = if first_is_label || 0 < n_letters { 2 } else { MIN_NUMBERS };
    counts && n_least <= numbers.len()
}

fn is_char(text: &str, own: char) -> bool {
    let mut chars = text.chars();
    chars.next() == Some(own) && chars.next().is_none()
}

/// The number of a column: 1, (1), 1., ①, or with what it is made of: 3=1+2.
fn number(bare: &str) -> Option<usize> {
    let (own, formula) = bare.split_once('=').unwrap_or((bare, ""));
    if !formula.chars().all(|it| it.is_ascii_digit() || "+-()".contains(it)) {
        return None;
    }
    let mut chars = own.chars();
    if let (Some(it @ '①'..='⑳'), None) = (chars.next(), chars.next()) {
        return usize::try_from(u32::from(it) - u32::from('①') + 1).ok();
    }
    let inner = own.strip_prefix('(').and_then(|it| it.strip_suffix(')')).unwrap_or(own);
    let digits = inner.strip_suffix('.').unwrap_or(inner);
    // A cell of a column of amounts such as 1.00 or 01 is none.
    let is_plain = digits.len() < 3 && !digits.starts_with('0');
    digits.parse().ok().filter(|_| is_plain && digits.chars().all(|it| it.is_ascii_digit()))
}

/// How many lines from this row on hold nothing but the next number each, from 1 on, where every cell stands on a line
/// of its own; 0 where too few do.
fn stacked(grid: &Grid, row: usize) -> usize {
    let only = |at: usize| -> Option<CellId> {
        let ids: Range<CellId> = grid.ids(at);
        (ids.len() == 1).then_some(ids.start)
    };
    let counts =
        |idx: &usize| only(row + idx).and_then(|id| number(&join::bare(grid.text(id)))) == Some(idx + 1);
    let n_lines = (0..grid.n_rows() - row).take_while(counts).count();
    if n_lines < MIN_NUMBERS { 0 } else { n_lines }
}

fn is_below_headings(grid: &Grid, row: usize) -> bool {
    let is_heading = |id: &CellId| {
        let text = grid.text(*id);
        role::find(text).is_some() || slot::find(text).is_some() || list_heads::field(text).is_some()
    };
    let above = row.saturating_sub(MAX_ABOVE)..row;
    1 < above.flat_map(|at| grid.ids(at)).filter(is_heading).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::grid::Mark;
    use crate::import::reader;

    fn check(row: &str, expected: bool) {
        let text =
            format!("一级指标\t二级指标\t三级指标\t指标值\n{row}\n产出指标\t数量指标\t巡渠次数\t≥3次\n");
        let mut grid = reader::read(text.as_bytes()).unwrap();
        mark(&mut grid);
        assert_eq!(grid.ids(1).all(|id| grid.mark(id) == Mark::Structure), expected, "{row}");
        assert!(grid.ids(2).all(|id| grid.mark(id) == Mark::Unused), "{row}");
    }

    #[test]
    fn rows_of_column_numbers_are_the_forms() {
        check("1\t2\t3\t4", true);
        check("（1）\t（2）\t（3）\t（4）", true);
        check("栏次\t1\t2\t3", true);
        check("A\tB\t1\t2", true);
        check("甲\t乙\t丙\t1", false);
        check("甲\t乙\t1\t2", true);
        check("①\t②\t③\t④", true);
        check("1\t2\t3=1+2\t4", true);
        check("1\t2\t4\t5", false);
        check("产出指标\t数量指标\t巡渠次数\t1", false);
        check("\t\t1\t2", false);
    }

    #[test]
    fn numbers_that_stand_under_no_heading_are_left_over() {
        let mut grid = reader::read("首页\t新闻\t公开\n1\t2\t3\n".as_bytes()).unwrap();
        mark(&mut grid);
        assert!(grid.ids(1).all(|id| grid.mark(id) == Mark::Unused));
    }
}
