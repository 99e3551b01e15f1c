//! Bytes of a text document → the grid.
//!
//! Knows encodings, tabs, pipes and blanks; knows nothing of forms. Invariant: every visible character of the
//! document is in exactly one cell (the separators of pipe rows aside), on the line where it was printed.

use super::grid::{Grid, Shape};
use super::join;
use crate::messages::Problem;
use unicode_normalization::UnicodeNormalization;

/// Cells of one line beyond this are read as one: no form has such a row, and it keeps rows cheap.
const MAX_CELLS: usize = 4_000;

/// Reads a text document. What cannot be text is refused with the reason.
pub fn read(bytes: &[u8]) -> Result<Grid, Problem> {
    let text = decode(bytes)?;
    let lines: Vec<&str> =
        if text.contains('\n') { text.split('\n').collect() } else { text.split('\r').collect() };
    let cut: Vec<Cut> = lines.iter().map(|it| Cut::of(it)).collect();
    let n_filled = lines.iter().filter(|it| !join::trim(it).is_empty()).count();
    let n_cut = cut.iter().filter(|it| **it != Cut::Blanks).count();
    // A stray tab or two in running text makes no table.
    let is_table = 1 < n_cut && n_filled < n_cut * 5;
    // Rows of pipes begin with a pipe everywhere, or a pipe at the beginning stands after a blank first cell.
    let pipes =
        || lines.iter().zip(&cut).filter(|(_, cut)| **cut == Cut::Pipes).map(|(line, _)| join::trim(line));
    let begin_with_pipe =
        pipes().count() * 95 <= pipes().filter(|it| it.starts_with(['|', '｜'])).count() * 100;
    let mut grid = Grid::default();
    let mut after_gap = false;
    for (idx, (line, cut)) in lines.iter().zip(cut.iter().copied()).enumerate() {
        if join::trim(line).is_empty() {
            after_gap = true;
            continue;
        }
        let number = u32::try_from(idx + 1).unwrap_or(u32::MAX);
        let gap = std::mem::take(&mut after_gap) || line.contains('\u{c}');
        match cut {
            Cut::Tabs if is_table => grid.push_row(number, Shape::Cells, gap, cells(line, &['\t'])),
            Cut::Pipes if is_table => {
                let inner = join::trim(line);
                let inner = inner.strip_prefix(['|', '｜']).filter(|_| begin_with_pipe).unwrap_or(inner);
                grid.push_row(number, Shape::Cells, gap, cells(inner, &['|', '｜']));
            }
            _ if is_table => {
                grid.push_row(number, Shape::Cells, gap, std::iter::once((0, join::clean(line))));
            }
            _ => grid.push_row(number, Shape::Words, gap, words(line)),
        }
    }
    Ok(grid)
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

fn decode(bytes: &[u8]) -> Result<String, Problem> {
    let text = if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        utf_16(rest, u16::from_le_bytes)
    } else if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        utf_16(rest, u16::from_be_bytes)
    } else {
        utf_8(bytes)?
    };
    let n_controls = text
        .chars()
        .filter(|it| it.is_control() && !matches!(it, '\n' | '\r' | '\t' | '\u{c}' | '\u{b}' | '\u{feff}'))
        .count();
    if n_controls > text.len() / 50 {
        return Err(Problem::ImportBinary);
    }
    let normal: String = text.nfc().collect();
    if join::trim(&normal).is_empty() { Err(Problem::ImportEmpty) } else { Ok(normal) }
}

fn utf_8(bytes: &[u8]) -> Result<String, Problem> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if bytes.contains(&0) {
        return Err(Problem::ImportBinary);
    }
    std::str::from_utf8(bytes).map(str::to_owned).map_err(|_| Problem::ImportNotUtf8)
}

/// UTF-16 after its byte order mark; a unit that is no character becomes a replacement mark.
fn utf_16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).filter_map(|it| <[u8; 2]>::try_from(it).ok()).map(unit);
    char::decode_utf16(units).map(|it| it.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

fn cells<'a>(line: &'a str, separators: &'a [char]) -> impl Iterator<Item = (usize, String)> + 'a {
    line.splitn(MAX_CELLS, separators).enumerate().map(|(col, it)| (col, join::clean(join::trim(it))))
}

/// The words of a line with the display columns where they begin.
fn words(line: &str) -> impl Iterator<Item = (usize, String)> + '_ {
    let mut col = 0;
    line.split(char::is_whitespace).filter_map(move |word| {
        let start = col;
        col += join::columns(word) + 1;
        let word: String = word.chars().filter(|it| !join::is_invisible(*it)).collect();
        if word.is_empty() { None } else { Some((start, word)) }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&[(usize, &str)]]) {
        let grid = read(text.as_bytes()).unwrap();
        let found: Vec<Vec<(usize, &str)>> = (0..grid.n_rows())
            .map(|row| grid.ids(row).map(|id| (grid.col(id), grid.text(id))).collect())
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn lines_become_cells_or_words() {
        check("a\t\tb c\n标题\n\tx\t\r\n", &[&[(0, "a"), (2, "b c")], &[(0, "标题")], &[(1, "x")]]);
        check(
            "| a | b |\n|---|---|\n| c |  |",
            &[&[(0, "a"), (1, "b")], &[(0, "---"), (1, "---")], &[(0, "c")]],
        );
        check("\u{feff}产出  ≥1次\r\n\u{c}\r\n 末", &[&[(0, "产出"), (6, "≥1次")], &[(1, "末")]]);
    }

    #[test]
    fn what_is_no_text_is_refused_with_the_reason() {
        assert_eq!(read(b"PK\x03\x04\0\0").unwrap_err(), Problem::ImportBinary);
        assert_eq!(read(b"\xd6\xd0\xce\xc4").unwrap_err(), Problem::ImportNotUtf8);
        assert_eq!(read(b" \n\t\n").unwrap_err(), Problem::ImportEmpty);
    }

    #[test]
    fn decomposed_letters_are_composed() {
        check("e\u{301}", &[&[(0, "é")]]);
    }
}
