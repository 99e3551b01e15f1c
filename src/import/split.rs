//! Where one filing of a document ends and the next begins.
//!
//! Invariant: the parts follow each other without a gap and cover the document.

use super::below;
use super::grid::{CellId, Grid};
use super::heading;
use super::join;
use super::role;
use super::slot::{self, Slot};
use std::ops::Range;

/// A form's foot has no more rows.
const MAX_FOOT: usize = 3;

/// The rows of each filing, in order; one part where there is nothing to split at.
///
/// A new filing begins at a title, or where a filer or project is named again, after an indicator table. A title
/// that repeats the one before and is followed by another header is a page head of the same filing.
pub fn parts(grid: &Grid) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut has_table = false;
    let mut current_title = String::new();
    let mut pending: Option<(usize, String)> = None;
    // The rows that name the current filer and project, and the first of them that is printed again after the table.
    let mut named: Vec<(Slot, String)> = Vec::new();
    let mut again: Option<usize> = None;
    let mut row = 0;
    while row < grid.n_rows() {
        let mut step = 1;
        if let Some(title) = heading::title(grid, row) {
            if has_table && is_continued(&title) {
                // 续表 at the top of a page.
            } else if has_table {
                pending.get_or_insert((row, title));
            } else if current_title.is_empty() {
                current_title = title;
            }
        } else if let Some(header) = heading::header(grid, row, grid.n_rows()) {
            step = header.n_rows;
            if let Some((at, title)) = pending.take()
                && title != current_title
            {
                parts.push(start..at);
                start = at;
                current_title = title;
            }
            has_table = true;
            again = None;
        } else if let Some(own) = identity(grid, row)
            .or_else(|| stacked_identity(grid, row).filter(|_| pending.is_some()))
            .filter(|_| has_table)
        {
            if named.contains(&own) && named.iter().any(|it| it.0 == Slot::ProjectName) {
                // Perhaps the same project's head at the top of a page: its name tells.
                again.get_or_insert(row);
                row += 1;
                continue;
            }
            named = vec![own];
            let (at, title) = pending.take().unwrap_or((again.take().unwrap_or(row), String::new()));
            parts.push(start..at);
            start = at;
            current_title = title;
            has_table = false;
        }
        if !has_table {
            named.extend(identity(grid, row).or_else(|| stacked_identity(grid, row)));
        }
        row += step;
    }
    // A name below the last table, without a table of its own, is the foot of that form.
    let is_foot = !has_table && grid.n_rows() - start <= MAX_FOOT;
    match parts.last_mut().filter(|_| is_foot) {
        Some(last) => last.end = grid.n_rows(),
        None => parts.push(start..grid.n_rows()),
    }
    parts
}

/// What a row names, filer or project, and its text.
fn identity(grid: &Grid, row: usize) -> Option<(Slot, String)> {
    let first = grid.ids(row).next().filter(|_| is_identity(grid, row))?;
    let label = grid.text(first).split(['：', ':']).next().unwrap_or_default();
    let text = join::bare(&join::words(grid.ids(row).map(|id| grid.text(id))));
    Some((slot::find(label)?, text))
}

/// The same where each cell has a line of its own: the label, and its text on the next line.
fn stacked_identity(grid: &Grid, row: usize) -> Option<(Slot, String)> {
    let (label, below) = (grid.ids(row), grid.ids(row + 1));
    if !grid.is_words(row) || label.len() != 1 || below.is_empty() || 4 < below.len() {
        return None;
    }
    let slot = slot::find(grid.text(label.start))?;
    let text = join::bare(&join::words(below.map(|id| grid.text(id))));
    let is_text = slot::find(&text).is_none() && role::find(&text).is_none();
    (matches!(slot, Slot::Department | Slot::ProjectName) && is_text).then_some((slot, text))
}

/// Whether a title says that the form goes on: …绩效目标表（续）, 续表2：….
fn is_continued(title: &str) -> bool {
    let bare = join::bare(title);
    let digits = |it: char| it.is_ascii_digit() || "一二三四五六七八九十表)".contains(it);
    let is_mark = |it: &str| it.strip_prefix('续').is_some_and(|rest| rest.chars().all(digits));
    bare.starts_with("续表")
        || bare.starts_with("(续")
        || bare.rsplit_once('(').is_some_and(|it| is_mark(it.1))
        || bare.ends_with('续')
}

/// Whether a row names the filer or the project, with its name.
fn is_identity(grid: &Grid, row: usize) -> bool {
    let ids = grid.ids(row);
    if 16 < ids.len() {
        return false;
    }
    let mut ids = ids;
    let Some(first) = ids.next() else { return false };
    let text = grid.text(first);
    let label = text.split(['：', ':']).next().unwrap_or_default();
    let names = matches!(slot::find(label), Some(Slot::Department | Slot::ProjectName));
    // Headings of a list, again on another page.
    let is_heading = |id: CellId| slot::find(grid.text(id)).is_some() || role::find(grid.text(id)).is_some();
    if ids.clone().next().is_some_and(is_heading) {
        return names && below::values(grid, row).is_some();
    }
    names
        && (ids.next().is_some() || text.chars().count() > label.chars().count() + 1 || text.ends_with('：'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::reader;

    #[test]
    fn filings_are_told_apart_and_page_heads_are_not() {
        let header = "一级指标\t二级指标\t三级指标\t指标值\n产出指标\t数量指标\t渠道维修\t≥3条\n";
        let stacked = "主管部门\n柳溪县水利局\n一级指标\n二级指标\n三级指标\n指标值\n产出指标\n数量指标\n渠道维修\n≥3条\n";
        let title = "项目支出绩效目标申报表\n";
        for (text, n_parts) in [
            (format!("{title}项目名称\t甲\n{header}{title}项目名称\t乙\n{header}"), 2),
            (format!("{title}项目名称\t甲\n{header}{title}{header}"), 1),
            (format!("{title}项目名称\t甲\n{header}项目支出绩效目标申报表（续）\n{header}"), 1),
            (format!("{title}项目名称\t甲\n{header}{title}项目名称\t甲\n{header}"), 1),
            (format!("项目名称\t甲\n{header}项目名称\t乙\n{header}"), 2),
            (format!("{title}项目名称\n渠道维修与管护\n{stacked}{title}项目名称\n泵站更新\n{stacked}"), 2),
            (
                format!(
                    "{title}项目名称\n渠道维修与管护\n{stacked}{title}项目名称\n渠道维修与管护\n{stacked}"
                ),
                1,
            ),
            (String::from("无\t表\n甲\t乙\n"), 1),
        ] {
            let grid = reader::read(text.as_bytes()).unwrap();
            let parts = parts(&grid);
            assert_eq!(parts.len(), n_parts, "{text}");
            assert_eq!(parts.iter().map(ExactSizeIterator::len).sum::<usize>(), grid.n_rows());
        }
    }
}
