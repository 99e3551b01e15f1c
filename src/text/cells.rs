//! Cells as spreadsheets exchange them: rows of tab-separated text, and the guard against formulas.
//!
//! A spreadsheet takes a cell that begins with `= + - @` (or their full-width forms), a tab or a line break for a
//! formula. Such a cell gets an apostrophe in front, and so does one that begins with an apostrophe itself: whoever
//! reads the table takes one leading apostrophe away ([`plain`]) and has every text as it was, `=100%` and `-` too.

/// What a cell must not begin with.
const DANGEROUS: [char; 12] = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n', '\''];

/// A cell that no spreadsheet takes for a formula.
pub fn guarded(cell: &str) -> String {
    if cell.starts_with(DANGEROUS) { format!("'{cell}") } else { cell.to_owned() }
}

/// The text of a guarded cell: without the apostrophe.
pub fn plain(cell: &str) -> &str {
    cell.strip_prefix('\'').unwrap_or(cell)
}

/// The text of a cell that may come from a guarded table or from a person: the apostrophe goes only where it guards
/// something.
pub fn unguarded(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|it| it.starts_with(DANGEROUS)).unwrap_or(cell)
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
    fn the_guard_comes_off_again() {
        for cell in ["=100%", "-", "'甲", "", "≥1", "\t1"] {
            assert_eq!(plain(&guarded(cell)), cell);
            assert_eq!(unguarded(&guarded(cell)), cell);
        }
        assert_eq!(unguarded("'甲"), "'甲", "a person's own apostrophe stays");
    }
}
