//! Headings that narrow columns of text break over lines: 指标方 above 向, 计量 above 单位.
//!
//! Knows words by their places and headings by their words, not what stands below them. Invariant: lines make a header
//! together only where what stands in each column is a heading as a whole.

use super::form_year;
use super::grid::Grid;
use super::join;
use super::role::{self, Role};
use super::slot::{self, Slot};
use super::{activities, period_heads, subheadings};

/// No heading is broken over more lines.
const MAX_LINES: usize = 3;

/// Fewer columns could be the words of a sentence.
const MIN_COLUMNS: usize = 4;

/// The pieces of a heading: where they begin and end, and their text.
struct Pieces {
    start: usize,
    end: usize,
    text: String,
    n_lines: usize,
}

/// The columns of a header that begins in this row, before row `end`, and how many lines it takes; `None` where no
/// heading is broken.
pub fn columns(grid: &Grid, row: usize, end: usize) -> Option<(Vec<(Role, usize)>, usize)> {
    // Where cells stand in the middle, the first line holds nothing but the beginnings of the headings of several lines.
    let has_columns = |at: usize| at < end && MIN_COLUMNS <= grid.ids(at).len();
    let has_periods = |at: usize| at < end && 1 < n_periods(grid, at);
    let may_begin = has_columns(row) || has_columns(row + 1) || (row..row + MAX_LINES).any(has_periods);
    if !grid.is_words(row) || !may_begin {
        return None;
    }
    (2..=MAX_LINES.min(end.saturating_sub(row)))
        .rev()
        .find_map(|n_rows| Some((joined(grid, row, n_rows)?, n_rows)))
}

/// How many cells of a row name a time.
fn n_periods(grid: &Grid, row: usize) -> usize {
    grid.ids(row).take(24).filter(|id| period_heads::find(grid.text(*id)).is_some()).count()
}

fn joined(grid: &Grid, row: usize, n_rows: usize) -> Option<Vec<(Role, usize)>> {
    let mut all: Vec<Pieces> = Vec::new();
    let last = row + n_rows - 1;
    let has_periods = 1 < n_periods(grid, last);
    // 目标值 over 2025年, 2026年 is parted by them.
    let is_parted = |at: usize, text: &str| {
        has_periods
            && at < last
            && period_heads::find(text).is_none()
            && role::find(text) == Some(Role::Target)
    };
    for at in row..row + n_rows {
        if !grid.is_words(at) || 24 < grid.ids(at).len() {
            return None;
        }
        for id in grid.ids(at) {
            let text = grid.text(id);
            if is_parted(at, text) {
                continue;
            }
            let (start, end) = (grid.col(id), grid.col(id) + join::columns(text));
            match all.iter_mut().find(|it| start < it.end && it.start < end) {
                Some(own) => {
                    own.text.push_str(text);
                    (own.start, own.end) = (own.start.min(start), own.end.max(end));
                    own.n_lines += 1;
                }
                // No heading begins with a remark in brackets: above the headings of a page stands the end of a name.
                None if at < last && text.starts_with(['（', '(']) => return None,
                None => all.push(Pieces { start, end, text: text.to_owned(), n_lines: 1 }),
            }
        }
    }
    // （第一批） above the headings of the next page is the end of a name: no heading begins with a bracket.
    if all.iter().any(|it| 1 < it.n_lines && it.text.starts_with(['(', '（'])) {
        return None;
    }
    let headings: Vec<(&str, usize)> = all.iter().map(|it| (it.text.as_str(), it.start)).collect();
    let columns = named(&headings, || form_year::above(grid, row))?;
    let is_broken = all.iter().any(|it| 1 < it.n_lines);
    ((is_broken || has_periods) && MIN_COLUMNS <= columns.len()).then_some(columns)
}

/// What headings and their columns name; `None` where one of them is no heading.
fn named(headings: &[(&str, usize)], form_year: impl FnOnce() -> Option<i32>) -> Option<Vec<(Role, usize)>> {
    let mut in_order = headings.to_vec();
    in_order.sort_by_key(|it| it.1);
    let mut grades = subheadings::grades(&in_order);
    grades.extend(period_heads::values(&in_order, form_year));
    let has_function = headings.iter().any(|it| role::find(it.0) == Some(Role::Function));
    let mut columns = grades.clone();
    for (text, start) in in_order.into_iter().filter(|own| grades.iter().all(|it| it.1 != own.1)) {
        let slot = slot::find(text);
        match role::find(text) {
            Some(role) => columns.push((role, start)),
            // 绩效指标 beside the grades is that of the indicators.
            None if !grades.is_empty() && slot == Some(Slot::Indicators) => columns.push((Role::Name, start)),
            None if has_function && activities::is_heading(text) => columns.push((Role::Other, start)),
            None if matches!(slot, Some(Slot::Indicators | Slot::Furniture)) => {}
            None => return None,
        }
    }
    Some(columns)
}

#[cfg(test)]
mod tests {
    use crate::import;

    #[test]
    fn the_end_of_a_name_above_a_page_head_is_kept() {
        for (end, expected) in [
            ("（第一批）", ["新建沼气池数（第一批）", "项目完工率"]),
            ("2024年度", ["新建沼气池数2024年度", "项目完工率"]),
        ] {
            let text = format!(
                "一级指标    二级指标          三级指标              指标值\n\
                 产出指标    数量指标          新建沼气池数          ≥12座\n\
{:30}{end}\n\
                 一级指标    二级指标          三级指标              指标值\n            \
                             质量指标          项目完工率            ≥98%\n",
                ""
            );
            let filings = import::import("表.txt", text.as_bytes()).filings;
            let names: Vec<&str> = filings[0].indicators().map(|it| it.2.name.as_str()).collect();
            assert_eq!(names, expected, "{text}");
            let left = filings[0].source.as_ref().map(|it| it.leftover.join("/")).unwrap_or_default();
            assert!(names.concat().contains(end) || left.contains(end), "{text}: {left}");
        }
    }
}
