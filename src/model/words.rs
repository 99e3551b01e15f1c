//! Words of one's own: units, qualitative words and other names of levels that the built-in tables do not have.
//!
//! It must not know where they come from. Invariant: without words nothing is looked up and nothing is copied.

use super::taxonomy;
use super::{Filing, Indicator};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Words that a configuration adds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// Units, as written after the number.
    pub units: Vec<String>,
    /// Words that say how well something is to be done; they count as measurable.
    pub qualitative: Vec<String>,
    /// Other names of level 1, reduced as in [`taxonomy::reduce`], to the canonical name.
    pub level1: BTreeMap<String, String>,
    /// Other names of level 2, likewise.
    pub level2: BTreeMap<String, String>,
}

impl Words {
    /// No words.
    pub const NONE: Self =
        Self { units: Vec::new(), qualitative: Vec::new(), level1: BTreeMap::new(), level2: BTreeMap::new() };

    /// The filing with the levels' own names in place of their synonyms.
    pub fn canonical<'a>(&self, filing: &'a Filing) -> Cow<'a, Filing> {
        let is_synonym = |map: &BTreeMap<String, String>, label: &str| {
            !map.is_empty() && map.contains_key(&taxonomy::reduce(label))
        };
        let has_synonym = self.has_synonyms()
            && filing.indicators().any(|(_, _, it)| {
                is_synonym(&self.level1, &it.level1) || is_synonym(&self.level2, &it.level2)
            });
        if !has_synonym {
            return Cow::Borrowed(filing);
        }
        let mut filing = filing.clone();
        for row in filing.functions.iter_mut().flat_map(|it| &mut it.indicators) {
            self.rename(row);
        }
        Cow::Owned(filing)
    }

    /// Puts the levels' own names in place of a row's synonyms.
    pub fn rename(&self, row: &mut Indicator) {
        for (map, label) in [(&self.level1, &mut row.level1), (&self.level2, &mut row.level2)] {
            let name = (!map.is_empty()).then(|| map.get(&taxonomy::reduce(label))).flatten();
            if let Some(name) = name {
                name.clone_into(label);
            }
        }
    }

    /// Whether levels have other names.
    pub fn has_synonyms(&self) -> bool {
        !(self.level1.is_empty() && self.level2.is_empty())
    }
}
