//! Reports of findings as text, one file a format: for people, for programs, for other tools.
//!
//! A report knows filings, findings and lines that others looked up; it opens no file. Every format has what comes
//! first, a part for each filing, and what comes last, so that no report ever holds more than one filing: counts stand
//! at the end. Invariant: the order is that of the files, then of the form, then of the rules, whatever the format.

mod clause;
pub mod concise;
pub mod csv;
pub mod github;
pub mod json;
mod list;
pub mod markdown;
pub mod ndjson;
pub mod sarif;
pub mod statistics;
pub mod summary;
pub mod text;
pub mod told;
mod totals;

use crate::check::baseline::Taken;
use crate::check::{Finding, Rule, Severity};
use crate::messages::{CliText, Lang};
use crate::model::{Filing, path::FewPaths};
use std::collections::BTreeMap;
use std::path::PathBuf;
pub use totals::Totals;

/// A checked filing.
#[derive(Clone, Debug)]
pub struct Checked {
    /// The file, as it was named.
    pub file: String,
    /// The filing.
    pub filing: Filing,
    /// Its findings in form order.
    pub findings: Vec<Found>,
}

/// A finding with where it is in the file.
#[derive(Clone, Debug)]
pub struct Found {
    /// The finding.
    pub finding: Finding,
    /// Where it is.
    pub spot: Spot,
}

/// A place in a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spot {
    /// 1-based line in the checked file, where one is known.
    pub line: Option<u32>,
    /// First and past the last 1-based column of the value, in characters, where it stands in that line.
    pub columns: Option<(u32, u32)>,
}

/// What a report says of all filings together.
#[derive(Clone, Debug)]
pub struct Report<'a> {
    /// What is counted of them.
    pub totals: &'a Totals,
    /// Rules that may have run, for formats that list them.
    pub rules: &'a [&'static Rule],
    /// Files that could not be read or fixed.
    pub n_unread: usize,
    /// Further names of files, which were left out.
    pub n_twins: usize,
    /// Fixes that were applied and filings they were applied to, when asked for.
    pub n_fixed: Option<(usize, usize)>,
    /// What the baseline took off, where there is one.
    pub taken: Option<Taken>,
    /// Rules that configurations beside the filings turn off, by configuration.
    pub silenced: &'a BTreeMap<PathBuf, Vec<&'static str>>,
    /// Counts by rule are asked for.
    pub statistics: bool,
    /// The language of messages.
    pub lang: Lang,
}

/// How the part of one filing is written.
#[derive(Clone, Copy, Debug)]
pub struct Style<'a> {
    /// The language of messages.
    pub lang: Lang,
    /// Whether the report for people is colored.
    pub is_colored: bool,
    /// Rules that may have run, in the order of the list that a format gives.
    pub rules: &'a [&'static Rule],
}

/// The path of a finding: the field's where it has one.
fn path_of(paths: &FewPaths<'_>, finding: &Finding) -> String {
    match &finding.field {
        Some(field) => paths.field(finding.at, field),
        None => paths.node(finding.at).into_owned(),
    }
}

/// What a severity is called.
const fn label(severity: Severity) -> CliText {
    match severity {
        Severity::Error => CliText::ErrorLabel,
        Severity::Warning => CliText::WarningLabel,
        Severity::Info => CliText::InfoLabel,
    }
}

/// `a.toml:41`, or the file alone.
fn place(file: &str, spot: Spot) -> String {
    spot.line.map_or_else(|| file.to_owned(), |it| format!("{file}:{it}"))
}

#[cfg(test)]
mod tests;
