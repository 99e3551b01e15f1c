//! The report in parts: what comes first, what is written for each filing as soon as it was checked, what comes last.
//!
//! Invariant: no format needs more than one filing at a time.

use crate::cli::args::ReportFormat;
use crate::cli::report::{Checked, Report, Style};
use crate::cli::report::{concise, csv, github, json, markdown, ndjson, sarif, text};
use crate::messages::Lang;

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

/// What is written for a filing.
pub fn filing(format: ReportFormat, one: &Checked, style: Style<'_>) -> String {
    match format {
        ReportFormat::Text => text::filing(one, style),
        ReportFormat::Concise => concise::filing(one, style),
        ReportFormat::Github => github::filing(one, style),
        ReportFormat::Csv => csv::filing(one, style),
        ReportFormat::Ndjson => ndjson::filing(one, style),
        ReportFormat::Json => json::filing(one, style),
        ReportFormat::Sarif => sarif::filing(one, style),
        ReportFormat::Markdown => markdown::filing(one, style),
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
