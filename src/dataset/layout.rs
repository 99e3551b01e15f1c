//! What the rows of all tables share: the columns of the filing, and the findings at a place.

use super::Source;
use super::cell::Cell;
use super::schema::{FILING, Schema};
use crate::check::{Counts, Finding};
use crate::model::Place;
use crate::model::word::{scope_word, stage_word};
use std::collections::HashMap;

/// The cells that each row of a filing begins with.
pub struct Head<'a>(Vec<Cell<'a>>);

impl<'a> Head<'a> {
    pub fn of(source: &Source<'a>, has_year: bool) -> Self {
        let filing = source.filing;
        let mut cells = Vec::with_capacity(FILING.len() + 1);
        cells.extend([
            source.file.into(),
            source.number.into(),
            Cell::from(&filing.department.name),
            (&filing.department.code).into(),
            (&filing.department.supervisor).into(),
            scope_word(filing.scope).into(),
            stage_word(filing.stage).into(),
            (&filing.project.name).into(),
        ]);
        if has_year {
            cells.push(filing.year.into());
        }
        Self(cells)
    }

    /// A row of these and its own cells.
    pub fn with<'b>(&'b self, own: impl IntoIterator<Item = Cell<'b>>) -> impl Iterator<Item = Cell<'b>>
    where
        'a: 'b,
    {
        self.0.iter().copied().chain(own)
    }
}

/// What was found at one place.
#[derive(Clone, Debug, Default)]
pub struct Found {
    counts: Counts,
    rules: String,
}

impl Found {
    /// The cells: counts by severity, and the codes.
    pub fn cells(&self) -> [Cell<'_>; 4] {
        let Counts { errors, warnings, infos } = self.counts;
        [errors.into(), warnings.into(), infos.into(), (&self.rules).into()]
    }
}

/// The findings by place.
pub struct ByPlace(HashMap<Place, Found>, Found);

impl ByPlace {
    pub fn of(findings: &[Finding]) -> Self {
        let mut all: HashMap<Place, Found> = HashMap::new();
        for finding in findings {
            let found = all.entry(finding.at).or_default();
            found.counts.add(finding.severity);
            let code = finding.rule.code;
            if !found.rules.split(' ').any(|it| it == code) {
                if !found.rules.is_empty() {
                    found.rules.push(' ');
                }
                found.rules.push_str(code);
            }
        }
        Self(all, Found::default())
    }

    pub fn at(&self, place: Place) -> &Found {
        self.0.get(&place).unwrap_or(&self.1)
    }
}

/// The schema of a table without the year, for its folders.
impl From<super::Table> for Schema {
    fn from(table: super::Table) -> Self {
        Self { table, has_year: false }
    }
}
