//! How many findings there are of each severity: one type for the screen and the reports.
//!
//! It must not know places or rules.

use super::finding::Finding;
use super::rule::Severity;

/// Counts by severity.
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
    /// Counts these findings.
    pub fn of<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> Self {
        let mut counts = Self::default();
        for finding in findings {
            counts.add(finding.severity);
        }
        counts
    }

    /// The worst severity counted.
    pub fn worst(self) -> Option<Severity> {
        if self.errors > 0 {
            Some(Severity::Error)
        } else if self.warnings > 0 {
            Some(Severity::Warning)
        } else {
            (self.infos > 0).then_some(Severity::Info)
        }
    }

    /// The sum of two counts.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self {
            errors: self.errors + other.errors,
            warnings: self.warnings + other.warnings,
            infos: self.infos + other.infos,
        }
    }

    /// The difference of two counts.
    #[must_use]
    pub const fn minus(self, other: Self) -> Self {
        Self {
            errors: self.errors.saturating_sub(other.errors),
            warnings: self.warnings.saturating_sub(other.warnings),
            infos: self.infos.saturating_sub(other.infos),
        }
    }

    /// Whether there is one of this severity or worse.
    pub const fn reaches(self, severity: Severity) -> bool {
        match severity {
            Severity::Error => self.errors > 0,
            Severity::Warning => self.errors + self.warnings > 0,
            Severity::Info => self.errors + self.warnings + self.infos > 0,
        }
    }

    /// Counts one more.
    pub const fn add(&mut self, severity: Severity) {
        match severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
            Severity::Info => self.infos += 1,
        }
    }
}
