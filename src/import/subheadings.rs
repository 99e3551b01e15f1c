//! Headings below a heading: 前年, 上年, 预计当年实现 below 指标值.
//!
//! Which of them counts is told by words, and where only years are printed by the years. Must not look at the rows
//! below. Invariant: the columns of other headings stay as they are.

use super::form_year;
use super::grid::{CellId, Grid};
use super::heading;
use super::join;
use super::period_heads::{self, Period};
use super::role::{self, Role};
use std::ops::Range;

/// A value is not parted into more columns than this.
const MAX_PARTS: usize = 8;

/// Headings of this year's value where another heading already says that it is one.
const CURRENT: &[&str] = &["当年", "本年", "本年度", "今年", "全年", "年度", "预计", "计划", "目标"];

/// The value itself, beside its sign and its unit.
const VALUES: &[&str] = &["数值", "值", "具体数值", "数值内容"];

/// Grades of a standard, the best first.
const GRADES: &[&str] =
    &["优", "良", "中", "差", "优秀", "良好", "合格", "不合格", "一般", "较差", "及格", "不及格"];

/// Fewer words could be the values of a row.
const MIN_GRADES: usize = 3;

/// The columns of grades among the headings of a row, from the best on: 优, 良, 中, 差. None where another heading names
/// the value. Headings come with their columns, from left to right.
pub fn grades(headings: &[(&str, usize)]) -> Vec<(Role, usize)> {
    let is_grade = |it: &&(&str, usize)| GRADES.contains(&join::bare(it.0).as_str());
    let found: Vec<usize> =
        headings.iter().skip_while(|it| !is_grade(it)).take_while(is_grade).map(|it| it.1).collect();
    if found.len() < MIN_GRADES || headings.iter().any(|it| role::find(it.0) == Some(Role::Target)) {
        return Vec::new();
    }
    let role = |idx: usize| if idx == 0 { Role::Target } else { Role::Standard };
    found.into_iter().enumerate().map(|(idx, col)| (role(idx), col)).collect()
}

/// A heading below a value's.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Of(Role),
    /// A quarter, from 1 to 4.
    Quarter(u8),
    /// Its year; `is_past` where it says that this is what was reached.
    Year {
        year: i32,
        is_past: bool,
    },
}

/// The columns of a header in row `above` when row `next` parts its value in several; `None` where it does not.
pub fn parted(
    grid: &Grid,
    above: usize,
    next: usize,
    columns: &[(Role, usize)],
) -> Option<Vec<(Role, usize)>> {
    let ids = grid.ids(next);
    if grid.is_words(above) || grid.is_words(next) || !(2..=MAX_PARTS).contains(&ids.len()) {
        return None;
    }
    let first = grid.col(ids.start);
    let (parent, col) = columns.iter().rev().find(|(_, col)| *col <= first).copied()?;
    let end = grid.ids(above).map(|id| grid.col(id)).find(|it| col < *it).unwrap_or(usize::MAX);
    let is_below = |id: CellId| (col..end).contains(&grid.col(id));
    if !ids.clone().all(is_below) {
        return None;
    }
    let is_graded = ids.clone().all(|id| GRADES.contains(&join::bare(grid.text(id)).as_str()));
    if parent == Role::Standard && is_graded && columns.iter().all(|it| it.0 != Role::Target) {
        return Some(graded(grid, ids, columns, col));
    }
    if parent != Role::Target {
        return None;
    }
    let parts: Vec<(Part, usize)> =
        ids.map(|id| Some((part(grid.text(id))?, grid.col(id)))).collect::<Option<_>>()?;
    let target = target(grid, above, &parts)?;
    let mut found: Vec<(Role, usize)> = columns.iter().filter(|it| it.1 != col).copied().collect();
    found.extend(parts.iter().map(|(part, at)| match part {
        _ if *at == target => (Role::Target, *at),
        Part::Of(role) if *role != Role::Target => (*role, *at),
        _ => (Role::Past, *at),
    }));
    found.sort_by_key(|it| it.1);
    Some(found)
}

/// Grades of a standard: what the best asks for is the target, the others stay the standard.
fn graded(grid: &Grid, ids: Range<CellId>, columns: &[(Role, usize)], parent: usize) -> Vec<(Role, usize)> {
    let mut found: Vec<(Role, usize)> = columns.iter().filter(|it| it.1 != parent).copied().collect();
    found.extend(ids.enumerate().map(|(idx, id)| {
        let role = if idx == 0 { Role::Target } else { Role::Standard };
        (role, grid.col(id))
    }));
    found
}

/// What a heading below a value's says.
fn part(text: &str) -> Option<Part> {
    let bare = join::bare(text);
    if 12 < bare.chars().count() {
        return None;
    }
    if let Some(year) = heading::year(&bare) {
        return Some(Part::Year { year, is_past: period_heads::is_past(&bare) });
    }
    let period = period_heads::find(text);
    if let Some(Period::Quarter(number)) = period {
        return Some(Part::Quarter(number));
    }
    let is_current = CURRENT.contains(&bare.as_str()) || VALUES.contains(&bare.as_str());
    if is_current || period == Some(Period::Full) {
        return Some(Part::Of(Role::Target));
    }
    role::find(text).map(Part::Of)
}

/// The column that counts: what says so, else that of the form's year, else of the last one that is still to come.
fn target(grid: &Grid, above: usize, parts: &[(Part, usize)]) -> Option<usize> {
    if let Some((_, col)) = parts.iter().find(|it| it.0 == Part::Of(Role::Target)) {
        return Some(*col);
    }
    let years: Vec<(i32, usize)> = parts
        .iter()
        .filter_map(|(part, col)| match part {
            Part::Year { year, is_past: false } => Some((*year, *col)),
            _ => None,
        })
        .collect();
    let of_form = form_year::above(grid, above).and_then(|year| years.iter().find(|it| it.0 == year));
    let last = || {
        let quarter = |it: &(Part, usize)| if let Part::Quarter(n) = it.0 { Some((n, it.1)) } else { None };
        parts.iter().filter_map(quarter).max().map(|it| it.1)
    };
    of_form.or_else(|| years.iter().max()).map(|it| it.1).or_else(last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::reader;

    fn check(below: &str, expected: &[(Role, usize)]) {
        let text = format!(
            "2026年项目支出绩效目标表\n一级指标\t二级指标\t三级指标\t指标值\t\t\t备注\n{below}\n产出指标\t数量指标\t渠道\n"
        );
        let grid = reader::read(text.as_bytes()).unwrap();
        let found = heading::header(&grid, 1, grid.n_rows()).unwrap();
        let right: Vec<(Role, usize)> = found.columns.into_iter().filter(|it| 2 < it.1).collect();
        assert_eq!(right, expected, "{below}");
    }

    #[test]
    fn the_value_of_the_year_counts() {
        use Role::{Half, Note, Past, Target};
        check("\t\t\t前年\t上年\t预计当年实现", &[(Past, 3), (Past, 4), (Target, 5), (Note, 6)]);
        check("\t\t\t2024年实际\t2025年\t2026年", &[(Past, 3), (Past, 4), (Target, 5), (Note, 6)]);
        check("\t\t\t上半年\t全年", &[(Half, 3), (Target, 4), (Note, 6)]);
        check("\t\t\t2026年\t2025年完成", &[(Target, 3), (Past, 4), (Note, 6)]);
        check("\t\t\t2026年\t2027年\t2028年", &[(Target, 3), (Past, 4), (Past, 5), (Note, 6)]);
        check("\t\t\t一季度\t二季度\t三季度", &[(Past, 3), (Past, 4), (Target, 5), (Note, 6)]);
        check("\t\t\t渠道一\t渠道二", &[(Target, 3), (Note, 6)]);
    }
}
