//! What may be set about checking: which rules run, how bad their findings are, thresholds, words and rules of
//! one's own.
//!
//! It must not know where the settings come from; `config` reads them. Invariant: with the default settings nothing
//! is looked up for a row.

use super::finding::Finding;
use super::own::OwnRule;
use super::rule::{Rule, Severity};
use super::rules;
use super::thresholds::Thresholds;
use super::words::Words;
use std::borrow::Cow;

/// The settings of a check.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The rules of the catalogue that run, in its order.
    pub active: Cow<'static, [&'static Rule]>,
    /// Severities that replace the rules' own, by code.
    pub severities: Vec<(&'static str, Severity)>,
    /// The figures that rules compare with.
    pub thresholds: Thresholds,
    /// Words that the built-in tables do not have.
    pub words: Words,
    /// Rules of one's own that run.
    pub own: Vec<OwnRule>,
}

/// The settings without any configuration.
pub static DEFAULT: Settings = Settings {
    active: Cow::Borrowed(rules::ALL),
    severities: Vec::new(),
    thresholds: Thresholds::DEFAULT,
    words: Words::NONE,
    own: Vec::new(),
};

impl Default for Settings {
    fn default() -> Self {
        DEFAULT.clone()
    }
}

impl Settings {
    /// Whether a rule of the catalogue runs.
    pub fn is_active(&self, code: &str) -> bool {
        self.active.iter().any(|it| it.code == code)
    }

    /// How many rules of the catalogue do not run: what is not looked for is not found.
    pub fn n_off(&self) -> usize {
        rules::ALL.len().saturating_sub(self.active.len())
    }

    /// Gives the findings the severities that are set.
    pub(super) fn grade(&self, findings: &mut [Finding]) {
        if self.severities.is_empty() {
            return;
        }
        for finding in findings {
            let set = self.severities.iter().find(|(code, _)| *code == finding.rule.code);
            if let Some((_, severity)) = set {
                finding.severity = *severity;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{DEFAULT, Settings};
    use crate::check::testing::filing;
    use crate::check::thresholds::Threshold;
    use crate::check::{Options, Severity, check_with, rules};
    use std::borrow::Cow;

    fn found(settings: &Settings, name: &str, target: &str) -> Vec<String> {
        let options = Options { settings, ..Options::default() };
        let findings = check_with(&filing(name, target), &options);
        let of_values = findings.iter().filter(|it| it.rule.code.starts_with(['V', 'T']));
        of_values
            .filter(|it| it.rule.code != "T05")
            .map(|it| format!("{} {}", it.severity.word(), it.rule.code))
            .collect()
    }

    #[test]
    fn rules_run_and_grade_as_set() {
        assert_eq!(found(&DEFAULT, "道路保洁覆盖率", "≥100%"), ["warning V06"]);
        let graded = Settings { severities: vec![("V06", Severity::Error)], ..Settings::default() };
        assert_eq!(found(&graded, "道路保洁覆盖率", "≥100%"), ["error V06"]);
        let active = rules::ALL.iter().copied().filter(|it| it.code != "V06").collect();
        let without = Settings { active: Cow::Owned(active), ..Settings::default() };
        assert!(found(&without, "道路保洁覆盖率", "≥100%").is_empty());
        assert!(!without.is_active("V06") && without.is_active("V07"));
    }

    #[test]
    fn thresholds_move_the_line() {
        let mut settings = Settings::default();
        assert_eq!(found(&settings, "游客满意度", "≥85%"), ["info T03"]);
        settings.thresholds.set(Threshold::SatisfactionWarning, 86);
        assert_eq!(found(&settings, "游客满意度", "≥85%"), ["warning T03"]);
        settings.thresholds.set(Threshold::SatisfactionWarning, 70);
        settings.thresholds.set(Threshold::SatisfactionInfo, 85);
        assert!(found(&settings, "游客满意度", "≥85%").is_empty());
    }
}
