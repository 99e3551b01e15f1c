//! Which columns a table of text in columns has: those that its headings name, and those that none names.
//!
//! Knows words by their places and contents, not rows. Invariant: the columns are in order from left to right.

use super::grid::{CellId, Grid};
use super::heading::Header;
use super::join;
use super::raw;
use super::role::Role;
use super::target;

/// A column: what it holds, and the display columns where its heading, or its first word, begins and ends.
pub type ColumnHead = (Role, usize, usize);

/// The columns of a table. `words` are the words below the header.
pub fn find(
    grid: &Grid,
    words: &[(CellId, usize)],
    header_row: usize,
    header: &Header,
) -> Option<Vec<ColumnHead>> {
    let is_level = |it: &&(Role, usize)| matches!(it.0, Role::Function | Role::Level1 | Role::Level2);
    let first_level = header.columns.iter().filter(is_level).map(|it| it.1).min();
    let mut heads: Vec<ColumnHead> = (header_row..header_row + header.n_rows)
        .flat_map(|row| grid.ids(row))
        .filter_map(|id| {
            let col = grid.col(id);
            let role = header.columns.iter().find(|it| it.1 == col).map(|it| it.0);
            // Left of the levels a list names units, money and goals, which no indicator has.
            let role = role.or_else(|| (Some(col) < first_level).then_some(Role::Other))?;
            Some((role, col, col + join::columns(grid.text(id))))
        })
        .collect();
    heads.sort_by_key(|it| it.1);
    heads.dedup_by_key(|it| it.1);
    let name = heads.iter().find(|it| it.0 == Role::Name).map(|it| it.1)?;
    let has_value = heads.iter().any(|it| matches!(it.0, Role::Target | Role::Half));
    let numbered = words.iter().filter(|(id, _)| raw::number(grid.text(*id)).is_some());
    let number = most_common(numbered.map(|(id, _)| grid.col(*id)));
    // 三级指标 over a column of numbers such as 指标1: the names stand beside them.
    let is_over_numbers = number.is_some_and(|it| it.abs_diff(name) < 4);
    if is_over_numbers {
        let next = heads.iter().map(|it| it.1).find(|it| name < *it).unwrap_or(usize::MAX);
        let at = common_start(grid, words, name + 5..next)?;
        heads.retain(|it| it.0 != Role::Name);
        heads.push((Role::Number, name, name + 5));
        heads.push((Role::Name, at, at + 4));
    } else if let Some(at) = number.filter(|it| heads.iter().all(|head| head.1.abs_diff(*it) > 3)) {
        heads.push((Role::Number, at, at + 5));
    }
    heads.sort_by_key(|it| it.1);
    if !has_value {
        let (role, start, _) = heads.last()?;
        // Values stand in the last column, beside the names.
        let at = common_start(grid, words, start + 4..usize::MAX).filter(|_| *role == Role::Name)?;
        heads.push((Role::Target, at, at + 4));
    }
    find_signs(grid, words, &mut heads);
    Some(heads)
}

/// A column of signs may have any heading, such as 指标方向: what stands below it tells.
fn find_signs(grid: &Grid, words: &[(CellId, usize)], heads: &mut [ColumnHead]) {
    if heads.iter().any(|it| it.0 == Role::Sign) {
        return;
    }
    let is_below = |id: CellId, head: &ColumnHead| (head.1..head.2).contains(&grid.col(id));
    let of = |head: &ColumnHead| {
        target::are_signs(words.iter().filter(|it| is_below(it.0, head)).map(|it| grid.text(it.0)))
    };
    if let Some(head) = heads.iter_mut().find(|it| it.0 == Role::Other && of(it)) {
        head.0 = Role::Sign;
    }
}

/// Where most words begin within these display columns.
fn common_start(grid: &Grid, words: &[(CellId, usize)], columns: std::ops::Range<usize>) -> Option<usize> {
    most_common(words.iter().map(|(id, _)| grid.col(*id)).filter(|it| columns.contains(it)))
}

/// The most common of some numbers; of several the first.
fn most_common(numbers: impl Iterator<Item = usize>) -> Option<usize> {
    let mut sorted: Vec<usize> = numbers.collect();
    sorted.sort_unstable();
    let mut best: Option<(usize, usize)> = None;
    for run in sorted.chunk_by(|a, b| a == b) {
        if let Some(first) = run.first()
            && best.is_none_or(|it| it.1 < run.len())
        {
            best = Some((*first, run.len()));
        }
    }
    best.map(|it| it.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::{heading, reader};

    fn check(text: &str, expected: &[(Role, usize)]) {
        let grid = reader::read(text.as_bytes()).unwrap();
        let header = heading::header(&grid, 0, grid.n_rows()).unwrap();
        let words: Vec<(CellId, usize)> =
            (header.n_rows..grid.n_rows()).flat_map(|row| grid.ids(row).map(move |id| (id, row))).collect();
        let found = find(&grid, &words, 0, &header).unwrap();
        assert_eq!(found.iter().map(|it| (it.0, it.1)).collect::<Vec<_>>(), expected, "{text}");
    }

    #[test]
    fn columns_that_no_heading_names_are_found_by_what_stands_in_them() {
        check(
            "一级指标  二级指标  三级指标\n产出指标  数量指标  指标1:  渠道清淤长度  ≥3公里\n                    指标2:  泵站检修台数  ≥5台\n",
            &[
                (Role::Level1, 0),
                (Role::Level2, 10),
                (Role::Number, 20),
                (Role::Name, 28),
                (Role::Target, 42),
            ],
        );
        check(
            "一级指标  二级指标  三级指标      指标值\n产出指标  数量指标  渠道清淤长度  ≥3公里\n",
            &[(Role::Level1, 0), (Role::Level2, 10), (Role::Name, 20), (Role::Target, 34)],
        );
    }
}
