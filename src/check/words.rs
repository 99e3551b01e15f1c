//! What words of one's own ([`Words`]) change for a check: how targets are read, and what findings show.
//!
//! Invariant: findings show what is printed, whatever name a rule judged by.

use super::finding::Finding;
use crate::model::{Field, Filing};
use crate::value::{Class, Dimension, Kind, Target};

pub use crate::model::Words;

impl Words {
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
        if let Some(unit) = unknown
            .filter(|unit| self.units.iter().any(|it| [&*unit.text, &*unit.name].contains(&it.as_str())))
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
