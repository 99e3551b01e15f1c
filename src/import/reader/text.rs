//! A text document → the grid: tabs, pipes or blanks part its cells.
//!
//! Knows nothing of forms and nothing of bytes. Invariant: every visible character of the document is in exactly one
//! cell (the separators and rules of pipe rows aside), on the line where it was printed.

use super::limits::{self, MAX_TEXT};
use super::words::{Measure, words};
use super::{Sheet, boxes, encoding, html, markdown, tables_in_text};
use crate::import::grid::{Grid, Shape};
use crate::import::join;
use crate::messages::Problem;
use crate::origin;

/// Cells of one line beyond this are read as one: no form has such a row, and it keeps rows cheap.
const MAX_CELLS: usize = 4_000;

/// What a line of one cell takes beside its text, in bytes, as measured.
const CELL: usize = 150;

/// What a line takes, a blank one too, in bytes.
const LINE: usize = 32;

/// A large document is refused where reading it would take more than so many times its bytes: many short words cost
/// more than their text.
const MAX_TIMES: usize = 4;

/// Reads the bytes of a text document. What cannot be text is refused with the reason.
pub fn read(bytes: &[u8]) -> Result<Sheet, Problem> {
    let mut text = unix_lines(encoding::decode(bytes)?);
    // The mark of an exported form is no line of it.
    text.truncate(origin::split(&text).0.len());
    let n_cells = n_cells(&text);
    let is_heavy = limits::LARGE < bytes.len() && {
        let n_lines = text.bytes().filter(|it| *it == b'\n').count();
        MAX_TIMES * bytes.len() < bytes.len() + 2 * text.len() + n_cells * CELL + n_lines * LINE
    };
    if is_heavy || MAX_TEXT < text.len() || limits::MAX_CELLS < n_cells {
        return Err(Problem::ImportTooMuch);
    }
    if let Some(page) = tables_in_text::page(&text) {
        return html::read_page(&page);
    }
    Ok(Sheet { name: String::new(), grid: grid(&text), text })
}

/// At most so many cells a text makes: its words, and one more for every pipe.
fn n_cells(text: &str) -> usize {
    let mut n = 0;
    let mut after_blank = true;
    for it in text.chars() {
        let is_blank = it.is_whitespace();
        n += usize::from((after_blank && !is_blank) || matches!(it, '|' | '｜' | '│' | '┃' | '║'));
        after_blank = is_blank;
    }
    n
}

/// A text whose lines end in `\n`, whatever ended them before.
pub fn unix_lines(text: String) -> String {
    if !text.contains('\r') {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some((line, tail)) = rest.split_once('\r') {
        out.push_str(line);
        out.push('\n');
        rest = tail.strip_prefix('\n').unwrap_or(tail);
    }
    out.push_str(rest);
    out
}

/// The grid of a text with `\n` between its lines.
pub fn grid(text: &str) -> Grid {
    let lines: Vec<&str> = text.split('\n').collect();
    let cut: Vec<Cut> = lines.iter().map(|it| Cut::of(it)).collect();
    let n_filled = lines.iter().filter(|it| !join::trim(it).is_empty()).count();
    let n_cut = cut.iter().filter(|it| **it != Cut::Blanks).count();
    // A stray tab or two in running text makes no table.
    let has_boxes = (0..lines.len()).any(|it| boxes::height(lines.get(it..).unwrap_or_default()).is_some());
    let is_table = has_boxes || (1 < n_cut && n_filled < n_cut * 5);
    let rules = if is_table { markdown::rules(&lines) } else { Vec::new() };
    let is_markdown = rules.contains(&true);
    // Rows of pipes begin with a pipe everywhere, or a pipe at the beginning stands after a blank first cell.
    let pipes =
        || lines.iter().zip(&cut).filter(|(_, cut)| **cut == Cut::Pipes).map(|(line, _)| join::trim(line));
    let begin_with_pipe =
        pipes().count() * 95 <= pipes().filter(|it| it.starts_with(['|', '｜'])).count() * 100;
    // 打印本页 | 关闭窗口 below a table with tabs is no row of it.
    let count = |of: Cut| cut.iter().filter(|it| **it == of).count();
    let has_pipes = has_boxes || count(Cut::Tabs) < 4 * count(Cut::Pipes);
    let measure = Measure::of(&lines);
    let mut grid = Grid::default();
    let mut after_gap = false;
    let mut n_drawn = 0;
    for (idx, (line, cut)) in lines.iter().zip(cut.iter().copied()).enumerate() {
        let number = u32::try_from(idx + 1).unwrap_or(u32::MAX);
        if 0 < n_drawn {
            n_drawn -= 1;
            continue;
        }
        let below = lines.get(idx..).filter(|_| has_boxes).unwrap_or_default();
        if let Some((n_lines, drawn)) = boxes::height(below).and_then(|it| Some((it, below.get(..it)?))) {
            boxes::push(&mut grid, drawn, number, std::mem::take(&mut after_gap));
            n_drawn = n_lines - 1;
            continue;
        }
        if join::trim(line).is_empty() {
            after_gap = true;
            if line.contains('\u{c}') {
                grid.end_page(number);
            }
            continue;
        }
        if rules.get(idx) == Some(&true) {
            continue;
        }
        let gap = std::mem::take(&mut after_gap) || line.contains('\u{c}');
        match cut {
            Cut::Tabs if is_table => grid.push_row(number, Shape::Cells, gap, tab_cells(line)),
            Cut::Pipes if is_table && has_pipes => {
                let inner = join::trim(line);
                let inner = inner.strip_prefix(['|', '｜']).filter(|_| begin_with_pipe).unwrap_or(inner);
                // Stars of bold type; behind a `\` they are the text's own.
                let is_bold = is_markdown && !inner.contains("\\*");
                let inner = if is_bold { bare_cells(inner) } else { inner.to_owned() };
                grid.push_row(number, Shape::Cells, gap, pipe_cells(&inner).into_iter().enumerate());
            }
            _ if is_table => {
                let text = if is_markdown { unescaped(&plain(line)) } else { line.to_string() };
                if is_spaced_pairs(&text) {
                    grid.push_row(number, Shape::Words, gap, words(&text, Measure::Display));
                } else {
                    grid.push_row(number, Shape::Cells, gap, std::iter::once((0, join::clean(&text))));
                }
            }
            _ => grid.push_row(number, Shape::Words, gap, words(line, measure)),
        }
    }
    grid
}

/// What separates the cells of a line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Cut {
    Tabs,
    Pipes,
    Blanks,
}

impl Cut {
    fn of(line: &str) -> Self {
        if line.contains('\t') {
            return Self::Tabs;
        }
        let n_pipes = line.chars().filter(|it| matches!(it, '|' | '｜')).count();
        if n_pipes > 1 || (n_pipes == 1 && line.contains(" | ")) { Self::Pipes } else { Self::Blanks }
    }
}

fn tab_cells(line: &str) -> impl Iterator<Item = (usize, String)> + '_ {
    line.splitn(MAX_CELLS, '\t').enumerate().map(|(col, it)| (col, join::clean(join::trim(it))))
}

/// The cells of a pipe row. As in Markdown, a mark after a `\` is the mark itself and `<br>` a line break.
fn pipe_cells(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut is_escaped = false;
    for it in line.chars() {
        let n_cells = cells.len();
        let Some(last) = cells.last_mut() else { break };
        match it {
            _ if is_escaped && it.is_ascii_punctuation() => {
                last.pop();
                last.push(it);
            }
            '|' | '｜' if n_cells < MAX_CELLS => cells.push(String::new()),
            _ => last.push(it),
        }
        is_escaped = it == '\\' && !is_escaped;
    }
    for cell in &mut cells {
        let text = ["<br>", "<br/>", "<br />"].iter().fold(cell.clone(), |text, it| text.replace(it, "\n"));
        *cell = if text.contains('\n') { text } else { join::clean(join::trim(&text)) };
    }
    cells
}

/// A row of pipes whose cells have no stars of bold type around them as a whole: `**产出指标** | 数量指标`.
fn bare_cells(row: &str) -> String {
    let bare = |cell: &str| {
        let text = join::trim(cell);
        let inner = text.strip_prefix("**").and_then(|it| it.strip_suffix("**"));
        inner.filter(|it| !it.is_empty() && !it.contains('*')).unwrap_or(cell).to_owned()
    };
    row.split('|').map(bare).collect::<Vec<_>>().join("|")
}

/// A line of Markdown without the stars of words in bold type: `**单位：** 甲局`.
fn plain(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some((before, after)) = rest.split_once("**") {
        let begins = before.is_empty() || before.ends_with(char::is_whitespace);
        let inner = after.split_once("**").filter(|(it, _)| begins && !it.is_empty() && it.trim() == *it);
        out.push_str(before);
        match inner {
            Some((inner, tail)) => {
                out.push_str(inner);
                rest = tail;
            }
            None => {
                out.push_str("**");
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

/// Whether a lone text is several labels with values, set apart by blanks: 填报单位：…      填报日期：….
pub fn is_spaced_pairs(text: &str) -> bool {
    let has_gap = ["  ", "\u{3000}", "\u{a0}\u{a0}"].iter().any(|it| join::trim(text).contains(it));
    let n_colons = text.chars().filter(|it| matches!(it, '：' | ':')).count();
    has_gap && 1 < n_colons && !text.contains(['。', '；', '\n'])
}

/// A line of Markdown outside of tables, with the marks that a `\` keeps from being markup.
fn unescaped(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut is_escaped = false;
    for it in line.chars() {
        if is_escaped && it.is_ascii_punctuation() {
            out.pop();
        }
        out.push(it);
        is_escaped = it == '\\' && !is_escaped;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&[(usize, &str)]]) {
        let grid = read(text.as_bytes()).unwrap().grid;
        let found: Vec<Vec<(usize, &str)>> = (0..grid.n_rows())
            .map(|row| grid.ids(row).map(|id| (grid.col(id), grid.text(id))).collect())
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn lines_become_cells_or_words() {
        check("a\t\tb c\n标题\n\tx\t\r\n", &[&[(0, "a"), (2, "b c")], &[(0, "标题")], &[(1, "x")]]);
        check("| a | b |\n|---|---|\n| c |  |", &[&[(0, "a"), (1, "b")], &[(0, "c")]]);
        check("\u{feff}产出  ≥1次\r\n\u{c}\r\n 末", &[&[(0, "产出"), (6, "≥1次")], &[(1, "末")]]);
    }

    #[test]
    fn markdown_cells_hold_pipes_and_breaks() {
        check("| 甲\\|乙 | 巡渠<br>次数 |\n|---|---|\n", &[&[(0, "甲|乙"), (1, "巡渠次数")]]);
    }

    #[test]
    fn a_large_document_of_blank_lines_is_refused() {
        let table = "项目支出绩效目标表\n";
        let text = "\n".repeat(limits::LARGE) + table;
        assert!(matches!(read(text.as_bytes()), Err(Problem::ImportTooMuch)));
        assert!(read(("\n".repeat(1000) + table).as_bytes()).is_ok());
    }

    #[test]
    fn decomposed_letters_are_composed() {
        check("e\u{301}", &[&[(0, "é")]]);
    }
}
