//! `.csv` and `.tsv`: lines of cells with separators; a cell in quotes may hold separators and line breaks.
//!
//! A quote that is no cell's quote is text, so that a stray one swallows nothing. Invariant: every character but
//! separators and the quotes around cells is in exactly one cell.

use super::limits::MAX_COLUMNS;
use super::page::{Page, Piece};
use super::{Sheet, encoding, text};
use crate::messages::Problem;
use crate::text::cells::unguarded;

/// What may part cells, most likely first.
const SEPARATORS: [char; 4] = ['\t', ',', ';', '，'];

/// Lines that are looked at to find the separator.
const N_SAMPLE_LINES: usize = 200;

/// Lines that a cell in quotes may take.
const MAX_CELL_LINES: usize = 200;

/// Bytes that a cell in quotes may take; more than Excel allows.
const MAX_CELL: usize = 128 * 1024;

/// Reads a document.
pub fn read(bytes: &[u8]) -> Result<Sheet, Problem> {
    let mut text = text::unix_lines(encoding::decode(bytes)?);
    if text.starts_with('\u{feff}') {
        text.remove(0);
    }
    let separator = separator(&text);
    let mut page = Page::default();
    let mut line = 1;
    let mut rest = text.as_str();
    while !rest.is_empty() {
        let (cells, tail) = row(rest, separator);
        let taken = rest.get(..rest.len() - tail.len()).unwrap_or_default();
        let pieces = cells.iter().map(|it| unguarded(it).to_owned()).enumerate();
        page.row(line, pieces.map(|(col, text)| Piece { col, text, ..Piece::default() }).collect())?;
        line += u32::try_from(taken.matches('\n').count()).unwrap_or(u32::MAX / 2);
        rest = tail;
    }
    let mut sheet = page.finish("")?;
    sheet.text = text;
    Ok(sheet)
}

/// The separator that most lines have; where several do, the one that they have more often.
fn separator(text: &str) -> char {
    let lines: Vec<&str> = text.lines().filter(|it| !it.trim().is_empty()).take(N_SAMPLE_LINES).collect();
    let score = |separator: char| {
        let n_lines = lines.iter().filter(|it| it.contains(separator)).count();
        let n_all: usize = lines.iter().map(|it| it.matches(separator).count()).sum();
        // A tab is never punctuation; a comma in every second sentence is.
        let weight = if separator == '\t' { 4 } else { 1 };
        (n_lines * weight, n_all)
    };
    let mut best = (SEPARATORS[1], (0, 0));
    for it in SEPARATORS {
        let found = score(it);
        if best.1 < found {
            best = (it, found);
        }
    }
    best.0
}

/// The cells of the first row, and what follows it.
pub fn row(text: &str, separator: char) -> (Vec<String>, &str) {
    let mut cells = Vec::new();
    let mut rest = text;
    loop {
        let (cell, tail) = quoted(rest, separator).unwrap_or_else(|| plain(rest, separator));
        // What is beyond is not read anyway, and must not take room.
        if cells.len() < MAX_COLUMNS {
            cells.push(cell);
        }
        match tail.chars().next() {
            Some(it) if it == separator => rest = tail.get(it.len_utf8()..).unwrap_or_default(),
            Some(_) => return (cells, tail.get(1..).unwrap_or_default()),
            None => return (cells, tail),
        }
    }
}

/// A cell up to the next separator or line end.
fn plain(text: &str, separator: char) -> (String, &str) {
    let end = text.find([separator, '\n']).unwrap_or(text.len());
    let (cell, tail) = text.split_at(end);
    (cell.to_owned(), tail)
}

/// A cell in quotes. `None` where the quote does not end before a separator or line end, or where what it would
/// swallow looks like rows of its own.
fn quoted(text: &str, separator: char) -> Option<(String, &str)> {
    let inner = text.strip_prefix('"')?;
    let mut cell = String::new();
    let mut n_lines = 0;
    let mut rest = inner;
    loop {
        let at = rest.find(['"', '\n'])?;
        let (before, after) = rest.split_at(at);
        cell.push_str(before);
        if MAX_CELL < cell.len() {
            return None;
        }
        if after.starts_with('\n') {
            n_lines += 1;
            if MAX_CELL_LINES < n_lines {
                return None;
            }
            cell.push('\n');
            rest = after.get(1..)?;
            continue;
        }
        let tail = after.get(1..)?;
        if let Some(tail) = tail.strip_prefix('"') {
            cell.push('"');
            rest = tail;
            continue;
        }
        let is_end = tail.is_empty() || tail.starts_with(separator) || tail.starts_with('\n');
        return (is_end && !holds_rows(&cell, separator)).then_some((cell, tail));
    }
}

/// Whether a line inside of a broken cell has as many separators as a row of a table.
fn holds_rows(cell: &str, separator: char) -> bool {
    let lines: Vec<&str> = cell.split('\n').collect();
    let is_row = |it: &&str| 1 < it.matches(separator).count() && it.contains('"');
    let has_tab = separator == '\t' && cell.contains('\t');
    1 < lines.len() && (has_tab || lines.iter().skip(1).any(is_row))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(u32, &[(usize, &str)])]) {
        let sheet = read(text.as_bytes()).unwrap();
        let found: Vec<(u32, Vec<(usize, &str)>)> = (0..sheet.grid.n_rows())
            .map(|row| {
                let cells = sheet.grid.ids(row).map(|id| (sheet.grid.col(id), sheet.grid.text(id)));
                (sheet.grid.line(row), cells.collect())
            })
            .collect();
        let expected: Vec<(u32, Vec<(usize, &str)>)> =
            expected.iter().map(|(line, cells)| (*line, cells.to_vec())).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn cells_in_quotes_hold_separators_and_lines() {
        check(
            "数量,\"巡渠\n次数\",\"≥1,200次\"\n质量,\"称“\"\"优\"\"”的\",\n",
            &[
                (1, &[(0, "数量"), (1, "巡渠次数"), (2, "≥1,200次")]),
                (3, &[(0, "质量"), (1, "称“\"优\"”的")]),
            ],
        );
    }

    #[test]
    fn separators_are_found() {
        check(
            "甲;乙;1,5\n丙;丁;2,5\n",
            &[(1, &[(0, "甲"), (1, "乙"), (2, "1,5")]), (2, &[(0, "丙"), (1, "丁"), (2, "2,5")])],
        );
        check(
            "甲\t乙，丙\n\n丁\t戊，己",
            &[(1, &[(0, "甲"), (1, "乙，丙")]), (3, &[(0, "丁"), (1, "戊，己")])],
        );
    }

    #[test]
    fn a_stray_quote_swallows_nothing() {
        check(
            "甲\t\"乙\t1\n丙\t丁\"\t2\n",
            &[(1, &[(0, "甲"), (1, "\"乙"), (2, "1")]), (2, &[(0, "丙"), (1, "丁\""), (2, "2")])],
        );
        check(
            "甲,\"乙\"丙,1\n丁,\"戊,2\n",
            &[(1, &[(0, "甲"), (1, "\"乙\"丙"), (2, "1")]), (2, &[(0, "丁"), (1, "\"戊"), (2, "2")])],
        );
    }
}
