//! The report in parts: what comes first, what is written for each filing as soon as it was checked, what comes last.
//!
//! Formats whose first lines count what follows (json, sarif, markdown) have no parts: their filings are kept.

use crate::cli::args::ReportFormat;
use crate::cli::report::{Checked, Report, Style};
use crate::cli::report::{concise, csv, github, json, markdown, ndjson, sarif, text};
use crate::messages::Lang;

/// What comes first.
pub fn head(format: ReportFormat, lang: Lang) -> String {
    if format == ReportFormat::Csv { csv::head(lang) } else { String::new() }
}

/// What is written for a filing; `None` where the format needs all filings at once.
pub fn filing(format: ReportFormat, one: &Checked, style: Style) -> Option<String> {
    Some(match format {
        ReportFormat::Text => text::filing(one, style),
        ReportFormat::Concise => concise::filing(one, style),
        ReportFormat::Github => github::filing(one, style),
        ReportFormat::Csv => csv::filing(one, style),
        ReportFormat::Ndjson => ndjson::filing(one, style),
        ReportFormat::Json | ReportFormat::Sarif | ReportFormat::Markdown => return None,
    })
}

/// What comes last: all of it where there were no parts.
pub fn tail(format: ReportFormat, report: &Report<'_>) -> String {
    match format {
        ReportFormat::Text => text::report(report),
        ReportFormat::Concise => concise::report(report),
        ReportFormat::Json => json::report(report),
        ReportFormat::Sarif => sarif::report(report),
        ReportFormat::Markdown => markdown::report(report),
        ReportFormat::Github | ReportFormat::Csv | ReportFormat::Ndjson => String::new(),
    }
}
