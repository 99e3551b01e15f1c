//! The report in parts: what comes first, what is written for each filing as soon as it was checked, what comes last.
//!
//! Invariant: no format needs more than one filing at a time.

use crate::cli::args::ReportFormat;
use crate::cli::report::{Checked, Report, Style};
use crate::cli::report::{concise, csv, github, json, markdown, ndjson, sarif, text};
use crate::messages::Lang;
use crate::text::width::sanitize_lines;
use std::borrow::Cow;

/// What comes first.
pub fn head(format: ReportFormat, lang: Lang) -> String {
    match format {
        ReportFormat::Csv => csv::head(lang),
        ReportFormat::Json => json::head(),
        ReportFormat::Sarif => sarif::head(),
        ReportFormat::Markdown => markdown::head(lang),
        ReportFormat::Text | ReportFormat::Concise | ReportFormat::Github | ReportFormat::Ndjson => {
            String::new()
        }
    }
}

/// What is written for a filing, wherever it goes: nothing in it acts on a terminal but our own colors.
pub fn filing(format: ReportFormat, one: &Checked, style: Style<'_>) -> String {
    let written = match format {
        // It makes its texts harmless before it puts colors around them.
        ReportFormat::Text => return text::filing(one, style),
        ReportFormat::Concise => concise::filing(one, style),
        ReportFormat::Github => github::filing(one, style),
        ReportFormat::Csv => csv::filing(one, style),
        ReportFormat::Ndjson => ndjson::filing(one, style),
        ReportFormat::Json => json::filing(one, style),
        ReportFormat::Sarif => sarif::filing(one, style),
        ReportFormat::Markdown => markdown::filing(one, style),
    };
    match sanitize_lines(&written) {
        Cow::Owned(harmless) => harmless,
        Cow::Borrowed(_) => written,
    }
}

/// What stands before a part that is not empty.
pub const fn joint(format: ReportFormat, is_first: bool) -> &'static str {
    match (format, is_first) {
        (ReportFormat::Json | ReportFormat::Sarif, true) => "\n",
        (ReportFormat::Json | ReportFormat::Sarif, false) => ",\n",
        _ => "",
    }
}

/// What comes last.
pub fn tail(format: ReportFormat, report: &Report<'_>) -> String {
    match format {
        ReportFormat::Text => text::tail(report),
        ReportFormat::Concise => concise::tail(report),
        ReportFormat::Json => json::tail(report),
        ReportFormat::Sarif => sarif::tail(report),
        ReportFormat::Markdown => markdown::tail(report),
        ReportFormat::Github | ReportFormat::Csv | ReportFormat::Ndjson => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::filing;
    use crate::check::{check, testing};
    use crate::cli::args::ReportFormat;
    use crate::cli::report::{Checked, Found, Spot, Style};
    use crate::messages::Lang;

    #[test]
    fn what_a_filing_says_acts_in_no_report() {
        let mut it = testing::filing("清淤\u{1b}[8m长度", "有所\u{202e}\u{200b}改善");
        it.department.name = "水务局\u{1b}]0;题\u{7}\u{1b}[31m".to_owned();
        let found = |finding| Found { finding, spot: Spot::default() };
        let findings = check(&it).into_iter().map(found).collect();
        let one = Checked { file: "甲\u{1b}[2J.toml".to_owned(), filing: it, findings };
        let style = Style { lang: Lang::Zh, is_colored: false, rules: &[] };
        for format in [
            ReportFormat::Text,
            ReportFormat::Concise,
            ReportFormat::Csv,
            ReportFormat::Github,
            ReportFormat::Json,
            ReportFormat::Markdown,
            ReportFormat::Ndjson,
            ReportFormat::Sarif,
        ] {
            let written = filing(format, &one, style);
            assert!(written.contains("改善"), "{written}");
            assert!(
                !written.contains(['\u{1b}', '\u{7}', '\u{202e}', '\u{200b}']),
                "{format:?}: {written:?}"
            );
        }
    }
}
