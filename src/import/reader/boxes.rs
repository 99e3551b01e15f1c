//! Tables that a text draws with lines: `┌─┬─┐` or `+---+---+`.
//!
//! What lies between two rules is one cell, however many lines it takes; a cell that a rule does not cross goes on
//! below it. Knows nothing of forms. Invariant: every character but those of the lines is in exactly one cell.

use crate::import::grid::{Grid, Shape, Span};
use crate::import::join;

/// More columns than this are not drawn.
const MAX_COLUMNS: usize = 60;

/// A cell while its lines are gathered.
#[derive(Debug)]
struct Cell {
    /// Its columns.
    first: usize,
    end: usize,
    /// The index of its first line, and the number of its lines.
    start: usize,
    n_lines: usize,
    texts: Vec<String>,
}

/// A piece of a line between two marks.
struct Segment {
    /// The display column where it begins.
    col: usize,
    is_rule: bool,
    text: String,
}

const fn is_horizontal(it: char) -> bool {
    matches!(it, '─' | '━' | '═' | '┄' | '┈' | '╌' | '-' | '=')
}

const fn is_upright(it: char) -> bool {
    matches!(it, '│' | '┃' | '║' | '|' | '┆' | '┊' | '╎')
}

/// Whether a character is a corner or a crossing of lines.
fn is_crossing(it: char) -> bool {
    ('\u{250c}'..='\u{254b}').contains(&it) || ('\u{2552}'..='\u{2570}').contains(&it)
}

/// Whether a line is a rule over the whole table: `├──┼──┤`, `+---+---+`.
fn is_rule(line: &str) -> bool {
    let line = join::trim(line);
    let begins =
        line.starts_with(|it| it == '+' || is_crossing(it)) && line.chars().nth(1).is_some_and(is_horizontal);
    begins && line.chars().all(|it| is_horizontal(it) || is_crossing(it) || matches!(it, '+' | ' '))
}

/// Whether a line is drawn as one of a table: it begins and ends with a mark.
fn is_drawn(line: &str) -> bool {
    let line = join::trim(line);
    let is_edge = |it: Option<char>| it.is_some_and(|it| it == '+' || is_upright(it) || is_crossing(it));
    let n_marks = line.chars().filter(|it| *it == '+' || is_upright(*it) || is_crossing(*it)).count();
    n_marks <= MAX_COLUMNS && is_edge(line.chars().next()) && is_edge(line.chars().next_back())
}

/// How many lines the table that begins with this line takes; `None` where none is drawn here.
pub fn height(lines: &[&str]) -> Option<usize> {
    let first = lines.first().filter(|it| is_rule(it))?;
    let n_lines = lines.iter().take_while(|it| is_drawn(it)).count();
    let n_rules = lines.iter().take(n_lines).filter(|it| is_rule(it)).count();
    (2 < n_lines && 1 < n_rules && !first.is_empty()).then_some(n_lines)
}

/// The pieces of a line. A `+` is a mark beside a rule only.
fn segments(line: &str, n_box: usize) -> Vec<Segment> {
    let chars: Vec<char> = line.chars().collect();
    let at = |idx: Option<usize>| idx.and_then(|it| chars.get(it)).copied().unwrap_or(' ');
    let mut segments: Vec<Segment> = Vec::new();
    let mut col = 0;
    for (idx, it) in chars.iter().copied().enumerate() {
        let beside_rule = is_horizontal(at(idx.checked_sub(1))) || is_horizontal(at(Some(idx + 1)));
        let is_mark = is_upright(it) || is_crossing(it) || (it == '+' && beside_rule);
        let is_drawn = is_mark || (is_horizontal(it) && !it.is_ascii());
        col += if is_drawn && !it.is_ascii() { n_box } else { join::char_columns(it) };
        if is_mark {
            segments.push(Segment { col, is_rule: true, text: String::new() });
        } else if let Some(segment) = segments.last_mut() {
            segment.is_rule &= is_horizontal(it);
            segment.text.push(it);
        }
    }
    // Behind the last mark there is nothing.
    segments.pop();
    for it in &mut segments {
        it.is_rule &= !it.text.is_empty();
    }
    segments
}

/// Adds the rows of a drawn table to a grid; `first` is the number of its first line.
pub fn push(grid: &mut Grid, lines: &[&str], first: u32, after_gap: bool) {
    // A drawn mark is as wide as a letter, or as a Chinese character: so that the marks stand below each other.
    let n_box = if n_misplaced(lines, 2) < n_misplaced(lines, 1) { 2 } else { 1 };
    let bounds = bounds(lines, n_box);
    let has_rule = |line: &&&str| segments(line, n_box).iter().any(|it| it.is_rule);
    let n_rules = lines.iter().filter(has_rule).count();
    // Where only the headings have a rule below them, every line is a row.
    let is_ruled = 3 < n_rules || lines.len() < n_rules + 5;
    let mut open: Vec<Cell> = Vec::new();
    let mut done: Vec<Cell> = Vec::new();
    for (idx, line) in lines.iter().enumerate() {
        let mut next = 0;
        let segments = segments(line, n_box);
        let n_segments = segments.len();
        for (nth, segment) in segments.iter().enumerate() {
            let start = next;
            let end = segments.get(nth + 1).map_or(bounds.len(), |it| nearest(&bounds, it.col));
            // Every piece has a column of its own, as far as there are some.
            let room = bounds.len().saturating_sub(n_segments - nth - 1);
            let end = end.clamp(start + 1, room.max(start + 1));
            next = end;
            let is_same = |it: &Cell| it.first == start && it.end == end;
            if segment.is_rule || !is_ruled || !open.iter().any(is_same) {
                let (closed, kept) = open.into_iter().partition(|it| it.first < end && start < it.end);
                open = kept;
                done.extend::<Vec<Cell>>(closed);
            }
            if segment.is_rule {
                continue;
            }
            let text = join::clean(&segment.text);
            match open.iter_mut().find(|it| is_same(it)) {
                Some(cell) => {
                    cell.n_lines = idx + 1 - cell.start;
                    cell.texts.push(text);
                }
                None => open.push(Cell { first: start, end, start: idx, n_lines: 1, texts: vec![text] }),
            }
        }
    }
    done.append(&mut open);
    done.sort_by_key(|it| (it.start, it.first));
    let number = |idx: usize| first.saturating_add(u32::try_from(idx).unwrap_or(u32::MAX));
    for row in done.chunk_by(|a, b| a.start == b.start) {
        let start = row.first().map_or(0, |it| it.start);
        let text = |it: &Cell| join::wrapped(it.texts.iter().map(String::as_str).filter(|it| !it.is_empty()));
        let cells = row.iter().map(|it| (it.first, text(it)));
        grid.push_row(number(start), Shape::Cells, after_gap && start < 2, cells);
        for it in row.iter().filter(|it| it.texts.iter().any(|it| !it.is_empty())) {
            grid.merge(it.first, Span { n_rows: it.n_lines, n_cols: it.end - it.first });
        }
    }
}

/// The display columns where columns begin: those of all rules over the whole table.
fn bounds(lines: &[&str], n_box: usize) -> Vec<usize> {
    let rules = lines.iter().filter(|it| is_rule(it));
    let mut bounds: Vec<usize> = rules.flat_map(|it| segments(it, n_box)).map(|it| it.col).collect();
    bounds.sort_unstable();
    bounds.dedup();
    bounds.truncate(MAX_COLUMNS);
    bounds
}

/// The column whose beginning is nearest.
fn nearest(bounds: &[usize], col: usize) -> usize {
    let found = bounds.iter().enumerate().min_by_key(|(_, it)| it.abs_diff(col));
    found.map_or(0, |it| it.0)
}

/// How far the marks of the lines stand from those of the rules, where so many columns are taken by a drawn mark.
fn n_misplaced(lines: &[&str], n_box: usize) -> usize {
    let bounds = bounds(lines, n_box);
    let off = |it: &Segment| bounds.iter().map(|at| at.abs_diff(it.col)).min().unwrap_or(0);
    lines.iter().flat_map(|it| segments(it, n_box)).map(|it| off(&it)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&[(usize, &str)]]) {
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(height(&lines), Some(lines.len()));
        let mut grid = Grid::default();
        push(&mut grid, &lines, 1, false);
        let found: Vec<Vec<(usize, &str)>> = (0..grid.n_rows())
            .map(|row| grid.ids(row).map(|id| (grid.col(id), grid.text(id))).collect())
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn cells_lie_between_rules() {
        check(
            "┌────┬──────┐\n│    │巡渠天│\n│产出│数    │\n│    ├──────┤\n│    │清淤  │\n└────┴──────┘",
            &[&[(0, "产出"), (1, "巡渠天数")], &[(1, "清淤")]],
        );
        // Marks as wide as a Chinese character.
        check(
            "┌──┬───┐\n│产出│巡渠  │\n├──┴───┤\n│合计        │\n└──────┘",
            &[&[(0, "产出"), (1, "巡渠")], &[(0, "合计")]],
        );
        check(
            "+------+------+\n| 产出 | 巡渠 |\n|      +------+\n|      | 3+2  |\n+------+------+",
            &[&[(0, "产出"), (1, "巡渠")], &[(1, "3+2")]],
        );
        // A rule below the headings only.
        check(
            "┌──┬──┐\n│甲│乙│\n├──┼──┤\n│一│二│\n│三│四│\n│五│六│\n│七│八│\n│九│十│\n└──┴──┘",
            &[
                &[(0, "甲"), (1, "乙")],
                &[(0, "一"), (1, "二")],
                &[(0, "三"), (1, "四")],
                &[(0, "五"), (1, "六")],
                &[(0, "七"), (1, "八")],
                &[(0, "九"), (1, "十")],
            ],
        );
    }
}
