//! What the tree, the census and the dashboard ask of every filing, kept beside those that are packed.

use super::tree::Shape;
use crate::model::{Filing, Scope, Stage};
use serde::{Deserialize, Serialize};

/// A filing in one line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// The department's name.
    pub department: Box<str>,
    /// The project's name; blank where the department is filed.
    pub project: Box<str>,
    /// The budget year.
    pub year: Option<i32>,
    /// Declared or approved.
    pub stage: Option<Stage>,
    /// Number of indicators.
    pub n_indicators: usize,
    /// How many of them the importer was not sure of.
    pub n_doubtful: usize,
    /// How many rows of the tree were seen at each level of folding when it was loaded; of a filing that is edited the
    /// tree knows itself.
    pub shape: Shape,
}

impl Head {
    /// That of a filing.
    pub fn of(filing: &Filing) -> Self {
        let n_doubtful = filing.indicators().filter(|(_, _, it)| !it.doubt.is_empty()).count();
        Self::with(filing, n_doubtful, Shape::of(filing))
    }

    /// That of a filing of which this is known.
    pub fn with(filing: &Filing, n_doubtful: usize, shape: Shape) -> Self {
        let project = if filing.scope == Scope::Project { filing.project.name.as_str() } else { "" };
        Self {
            department: filing.department.name.as_str().into(),
            project: project.into(),
            year: filing.year,
            stage: filing.stage,
            n_indicators: filing.n_indicators(),
            shape,
            n_doubtful,
        }
    }
}
