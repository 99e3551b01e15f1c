//! Cells as spreadsheets exchange them: rows of tab-separated text, and the guard against formulas.
//!
//! A spreadsheet takes a cell that begins with `= + - @` (or their full-width forms), a tab or a line break for a
//! formula, and some do so after blanks or characters without a width, too. Such a cell gets an apostrophe in front, and
//! so does one that begins with an apostrophe itself: whoever reads the table takes one leading apostrophe away
//! ([`plain`]) and has every text as it was, `=100%` and `-` too.

/// What begins a formula, in half and full width: East Asian versions of Excel take both.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// What a cell must not begin with by itself.
const FIRST: [char; 3] = ['\t', '\r', '\n'];

/// Whether a spreadsheet may take the cell for a formula.
pub fn is_formula(cell: &str) -> bool {
    let is_passed_over = |it: char| {
        it.is_whitespace()
            || it.is_control()
            || matches!(it, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
    };
    cell.starts_with(FIRST) || cell.trim_start_matches(is_passed_over).starts_with(FORMULA)
}

fn is_to_be_guarded(cell: &str) -> bool {
    cell.starts_with('\'') || is_formula(cell)
}

/// A cell that no spreadsheet takes for a formula.
pub fn guarded(cell: &str) -> String {
    if is_to_be_guarded(cell) { format!("'{cell}") } else { cell.to_owned() }
}

/// The text of a guarded cell: without the apostrophe.
pub fn plain(cell: &str) -> &str {
    cell.strip_prefix('\'').unwrap_or(cell)
}

/// The text of a cell that may come from a guarded table or from a person: the apostrophe goes only where it guards
/// something.
pub fn unguarded(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|it| is_to_be_guarded(it)).unwrap_or(cell)
}

/// Rows as a spreadsheet takes them from the clipboard: guarded cells parted by tabs, each row on a line; a cell with
/// a tab, a line break or a quote at its beginning stands in quotes.
pub fn tab_separated(rows: &[Vec<String>]) -> String {
    let mut out = String::new();
    for row in rows {
        for (idx, cell) in row.iter().enumerate() {
            if idx > 0 {
                out.push('\t');
            }
            out.push_str(&quoted(&guarded(cell)));
        }
        out.push('\n');
    }
    out
}

fn quoted(cell: &str) -> String {
    if cell.contains(['\t', '\n', '\r']) || cell.starts_with('"') {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::{guarded, plain, tab_separated, unguarded};

    #[test]
    fn cells_go_out_as_a_spreadsheet_takes_them() {
        let check = |cells: &[&str], expected: &str| {
            let row: Vec<String> = cells.iter().map(|it| (*it).to_owned()).collect();
            assert_eq!(tab_separated(&[row]), expected);
        };
        check(&["数量指标", "巡渠次数", "≥12次"], "数量指标\t巡渠次数\t≥12次\n");
        check(&["=100%", "-", "＝100%"], "'=100%\t'-\t'＝100%\n");
        check(&["第一行\n第二行", "", "\"优\"级"], "\"第一行\n第二行\"\t\t\"\"\"优\"\"级\"\n");
        check(&["一\t二", "称“优”"], "\"一\t二\"\t称“优”\n");
    }

    #[test]
    fn what_stands_before_a_formula_does_not_hide_it() {
        for before in
            ["", " ", "\u{a0}", "\u{3000}", "\u{200b}", "\u{feff}", " \u{feff}\u{3000}", "\u{85}", "\u{2060}"]
        {
            for sign in ['=', '+', '-', '@', '＝', '＋', '－', '＠'] {
                let cell = format!("{before}{sign}合计(1)");
                assert_eq!(guarded(&cell), format!("'{cell}"));
            }
            let cell = format!("{before}≥12次");
            assert_eq!(guarded(&cell), cell);
        }
        for cell in ["\t清淤", "\r清淤", "\n清淤"] {
            assert_eq!(guarded(cell), format!("'{cell}"));
        }
    }

    #[test]
    fn the_guard_comes_off_again() {
        for cell in ["=100%", "-", "'甲", "", "≥1", "\t1", " =1", " ≥1", "\u{feff}@甲"] {
            assert_eq!(plain(&guarded(cell)), cell);
            assert_eq!(unguarded(&guarded(cell)), cell);
        }
        assert_eq!(unguarded("'甲"), "'甲", "a person's own apostrophe stays");
    }
}
