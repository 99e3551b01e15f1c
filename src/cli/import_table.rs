//! The table at the end of `tianbao import`: what each document gave.
//!
//! Must not know how documents are read. Invariant: columns stand under their headings in every terminal font, because
//! widths are display columns.

use crate::messages::{CliText, Lang, Message, Text};
use crate::text::width::{pad_left, pad_right, sanitize, width};
use std::fmt::Write;

/// The headings after the file.
const HEADINGS: [CliText; 5] = [
    CliText::ImportFilings,
    CliText::ImportIndicators,
    CliText::ImportDoubts,
    CliText::ImportLeftover,
    CliText::ImportSeconds,
];

/// What a document gave.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// The document.
    pub file: String,
    /// Filings that were written.
    pub n_filings: usize,
    /// Their indicators.
    pub n_indicators: usize,
    /// Indicators with a doubt.
    pub n_doubts: usize,
    /// Lines without a place.
    pub n_leftover: usize,
    /// How long reading and writing took.
    pub seconds: f64,
}

impl Row {
    fn cells(&self) -> [String; 5] {
        [
            self.n_filings.to_string(),
            self.n_indicators.to_string(),
            self.n_doubts.to_string(),
            self.n_leftover.to_string(),
            format!("{:.2}", self.seconds),
        ]
    }
}

/// The table, with a row for the sum.
pub fn render(rows: &[Row], lang: Lang) -> String {
    let sum = Row {
        file: Message::new(CliText::ImportSum, [("sources", rows.len().to_string())]).render(lang),
        n_filings: rows.iter().map(|it| it.n_filings).sum(),
        n_indicators: rows.iter().map(|it| it.n_indicators).sum(),
        n_doubts: rows.iter().map(|it| it.n_doubts).sum(),
        n_leftover: rows.iter().map(|it| it.n_leftover).sum(),
        seconds: rows.iter().map(|it| it.seconds).sum(),
    };
    let headings = HEADINGS.map(|it| it.text(lang).to_owned());
    let mut lines = vec![(CliText::ImportFile.text(lang).to_owned(), headings)];
    lines.extend(rows.iter().chain([&sum]).map(|it| (sanitize(&it.file).into_owned(), it.cells())));
    let n_first = lines.iter().map(|(file, _)| width(file)).max().unwrap_or(0);
    let mut widths = [0; 5];
    for (_, cells) in &lines {
        for (widest, cell) in widths.iter_mut().zip(cells) {
            *widest = width(cell).max(*widest);
        }
    }
    let mut out = String::new();
    for (file, cells) in &lines {
        out.push_str(&pad_right(file, n_first));
        for (cell, columns) in cells.iter().zip(widths) {
            // Writing to a string cannot fail.
            let _ = write!(out, "  {}", pad_left(cell, columns));
        }
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_under_their_headings() {
        let row = |file: &str, n: usize| Row {
            file: file.to_owned(),
            n_filings: 1,
            n_indicators: n,
            n_doubts: 2,
            n_leftover: 0,
            seconds: 0.125,
        };
        let found = render(&[row("水务局.xlsx", 128), row("a.pdf", 7)], Lang::Zh);
        assert_eq!(
            found,
            "文件         份数  指标  存疑  未归位  秒数\n\
             水务局.xlsx     1   128     2       0  0.12\n\
             a.pdf           1     7     2       0  0.12\n\
             共 2 个文档     2   135     4       0  0.25\n"
        );
    }
}
