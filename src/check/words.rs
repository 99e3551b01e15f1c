//! Words of one's own: units, qualitative words and other names of levels that the built-in tables do not have.
//!
//! It must not know where they come from. Invariant: without words nothing is looked up and nothing is copied.

use super::finding::Finding;
use crate::model::taxonomy;
use crate::model::{Field, Filing, Indicator};
use crate::value::{Class, Dimension, Kind, Target};
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

    /// Puts the printed labels back into the findings of a filing that [`Words::canonical`] changed.
    pub fn as_printed(printed: &Filing, findings: &mut [Finding]) {
        for finding in findings {
            if let Some(field @ (Field::Level1 | Field::Level2)) = &finding.field {
                finding.value = printed.get(finding.at, field).unwrap_or_default().into_owned();
            }
        }
    }

    /// Whether any of the words changes what a target says.
    pub const fn reads_targets(&self) -> bool {
        !(self.units.is_empty() && self.qualitative.is_empty())
    }

    /// A target in the light of the words.
    pub fn read(&self, mut target: Target) -> Target {
        let unknown = target.unit.as_mut().filter(|it| it.dimension == Dimension::Unknown);
        if let Some(unit) =
            unknown.filter(|unit| self.units.iter().any(|it| [&unit.text, &unit.name].contains(&it)))
        {
            unit.dimension = Dimension::Things;
        }
        if target.kind == Kind::Text {
            let text: String = target.raw.chars().filter(|it| !it.is_whitespace()).collect();
            if self.qualitative.contains(&text) {
                target.kind = Kind::Qual;
                target.qual = Some(Class::Grade);
                target.notes.clear();
            }
        }
        target
    }
}

#[cfg(test)]
mod tests {
    use super::Words;
    use crate::check::testing::filing;
    use crate::check::{Options, Settings, check_with};
    use crate::model::{Field, Filing, Place};

    fn codes(filing: &Filing, words: Words) -> Vec<&'static str> {
        let settings = Settings { words, ..Settings::default() };
        let options = Options { settings: &settings, ..Options::default() };
        let of_rows = |it: &&crate::check::Finding| matches!(it.at, Place::Indicator(..));
        check_with(filing, &options).iter().filter(of_rows).map(|it| it.rule.code).collect()
    }

    #[test]
    fn units_and_qualitative_words_are_known_once_added() {
        let units = vec!["驾次".to_owned()];
        let qualitative = vec!["井然有序".to_owned()];
        for (name, target, words, lost) in [
            ("飞防作业", "≥12驾次", Words { units, ..Words::default() }, "V22"),
            ("市场秩序", "井然有序", Words { qualitative, ..Words::default() }, "V02"),
        ] {
            let filing = filing(name, target);
            let without = codes(&filing, Words::default());
            assert!(without.contains(&lost), "{target}: {without:?}");
            let with = codes(&filing, words);
            assert!(!with.contains(&lost), "{target}: {with:?}");
        }
    }

    #[test]
    fn synonyms_are_judged_by_their_canonical_name_and_shown_as_printed() {
        let mut filing = filing("群众满意度", "≥95%");
        filing.set(Place::Indicator(0, 0), &Field::Level1, "口碑指标").unwrap();
        let words = Words {
            level1: [("口碑".to_owned(), "满意度指标".to_owned())].into_iter().collect(),
            ..Words::default()
        };
        assert_eq!(words.canonical(&filing).functions[0].indicators[0].level1, "满意度指标");
        assert!(matches!(Words::NONE.canonical(&filing), std::borrow::Cow::Borrowed(_)));
        assert_eq!(filing.functions[0].indicators[0].level1, "口碑指标");
    }
}
