//! Reports of findings as text: pure, for people ([`text`]) and for programs ([`json`]).
//!
//! A report knows filings, findings and lines that others looked up; it opens no file.

pub mod json;
pub mod text;

use crate::check::{Finding, Severity};
use crate::model::{Filing, Place, path::Paths};

/// A checked filing.
#[derive(Clone, Debug)]
pub struct Checked {
    /// The file, as it was named.
    pub file: String,
    /// The filing.
    pub filing: Filing,
    /// Its findings in form order, each with the 1-based line in the file.
    pub findings: Vec<(Finding, Option<u32>)>,
}

/// How many findings of each severity there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Infos.
    pub infos: usize,
}

impl Counts {
    /// Counts the findings of filings.
    pub fn of(checked: &[Checked]) -> Self {
        let mut counts = Self::default();
        for (finding, _) in checked.iter().flat_map(|it| &it.findings) {
            match finding.severity {
                Severity::Error => counts.errors += 1,
                Severity::Warning => counts.warnings += 1,
                Severity::Info => counts.infos += 1,
            }
        }
        counts
    }

    /// Whether there is a finding at or above a severity.
    pub const fn reaches(self, severity: Severity) -> bool {
        match severity {
            Severity::Error => self.errors > 0,
            Severity::Warning => self.errors + self.warnings > 0,
            Severity::Info => self.errors + self.warnings + self.infos > 0,
        }
    }
}

/// The path of a finding: the field's where it has one.
fn path_of(paths: &Paths, finding: &Finding) -> String {
    match &finding.field {
        Some(field) => paths.field(finding.at, field),
        None => node_of(paths, finding.at),
    }
}

fn node_of(paths: &Paths, at: Place) -> String {
    paths.node(at).to_owned()
}

#[cfg(test)]
mod tests;
