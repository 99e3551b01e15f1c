//! The small language of the filter: words, rule codes, severities, levels, edited, doubtful, in Chinese or English.
//!
//! Words stand side by side and all must hold; of several rules, severities or levels one is enough. `-` before a word
//! turns it round, quotes keep blanks and take a word as text whatever it says.

use crate::check::{Severity, rules};
use crate::text::fold::{fold_for_search, half_width};

/// One condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Term {
    /// The row, or what it lies in, holds this folded text.
    Text(String),
    /// A finding of this rule.
    Rule(String),
    /// A finding of this severity.
    Severity(Severity),
    /// Level 1 or level 2 holds this folded text.
    Level(String),
    /// Edited since it was loaded.
    Edited,
    /// The importer was not sure of it.
    Doubt,
}

/// Words of the language, with what they mean.
pub const WORDS: &[(&[&str], Term)] = &[
    (&["错误", "error", "errors"], Term::Severity(Severity::Error)),
    (&["警告", "warning", "warnings"], Term::Severity(Severity::Warning)),
    (&["提示", "info", "infos"], Term::Severity(Severity::Info)),
    (&["存疑", "doubt", "doubtful"], Term::Doubt),
    (&["已改", "edited", "modified"], Term::Edited),
];

/// What stands before a level, in Chinese and English.
pub const LEVEL: &[&str] = &["级别:", "level:"];

/// A filter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    /// What must hold.
    pub wanted: Vec<Term>,
    /// What must not hold.
    pub unwanted: Vec<Term>,
}

impl Terms {
    /// Reads a filter. Every text is one.
    pub fn parse(typed: &str) -> Self {
        let mut terms = Self::default();
        for word in words(typed) {
            match word.strip_prefix('-').filter(|it| !it.is_empty()) {
                Some(word) => terms.unwanted.extend(term(word)),
                None => terms.wanted.extend(term(&word)),
            }
        }
        terms
    }

    /// Whether it lets everything through.
    pub const fn is_empty(&self) -> bool {
        self.wanted.is_empty() && self.unwanted.is_empty()
    }

    /// The texts of both sides.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.wanted.iter().chain(&self.unwanted).filter_map(|it| match it {
            Term::Text(text) => Some(text.as_str()),
            _ => None,
        })
    }
}

/// Words between blanks; a quoted word keeps its opening quote, by which it is known as text.
fn words(typed: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut is_quoted = false;
    for it in typed.chars() {
        let it = match half_width(it) {
            '“' | '”' => '"',
            it => it,
        };
        if it == '"' {
            is_quoted = !is_quoted;
            if is_quoted {
                word.push(it);
            }
        } else if it.is_whitespace() && !is_quoted {
            words.push(std::mem::take(&mut word));
        } else {
            word.push(it);
        }
    }
    words.push(word);
    words.retain(|it| !it.is_empty());
    words
}

fn term(word: &str) -> Option<Term> {
    if let Some(text) = word.strip_prefix('"') {
        return Some(Term::Text(fold_for_search(text))).filter(|it| *it != Term::Text(String::new()));
    }
    // An exclamation mark before a severity says the same.
    let plain = word.strip_prefix('!').unwrap_or(word).to_lowercase();
    if let Some((_, term)) = WORDS.iter().find(|(words, _)| words.contains(&plain.as_str())) {
        return Some(term.clone());
    }
    if let Some(level) = LEVEL.iter().find_map(|it| plain.strip_prefix(it)) {
        return Some(Term::Level(fold_for_search(level)));
    }
    if let Some(rule) = rules::named(&plain) {
        return Some(Term::Rule(rule.code.to_owned()));
    }
    if is_code(&plain) {
        return Some(Term::Rule(plain.to_ascii_uppercase()));
    }
    Some(Term::Text(fold_for_search(word)))
}

/// Whether a word looks like a rule's code: rules of one's own are in no list.
fn is_code(word: &str) -> bool {
    let (letter, digits) = (word.bytes().next(), word.get(1..).unwrap_or_default());
    letter.is_some_and(|it| it.is_ascii_alphabetic())
        && matches!(digits.len(), 2 | 3)
        && digits.bytes().all(|it| it.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::Term::{Doubt, Edited, Level, Rule, Text};
    use super::{Term, Terms};
    use crate::check::Severity::{Error, Warning};

    fn check(typed: &str, wanted: &[Term], unwanted: &[Term]) {
        let terms = Terms::parse(typed);
        assert_eq!((terms.wanted.as_slice(), terms.unwanted.as_slice()), (wanted, unwanted), "{typed}");
    }

    #[test]
    fn both_languages_say_the_same() {
        let text = |it: &str| Text(it.into());
        let rule = |it: &str| Rule(it.into());
        check(
            "满意度 !error V06 level:数量指标 edited doubt",
            &[text("满意度"), Term::Severity(Error), rule("V06"), Level("数量指标".into()), Edited, Doubt],
            &[],
        );
        check("错误　存疑 已改", &[Term::Severity(Error), Doubt, Edited], &[]);
        check("！错误 ｖ０６ 级别：时效", &[Term::Severity(Error), rule("V06"), Level("时效".into())], &[]);
        check("-满意度 -警告", &[], &[text("满意度"), Term::Severity(Warning)]);
        check("“错误” \"按 时\"", &[text("错误"), text("按时")], &[]);
        check("percent-floor-100 U01", &[rule("V06"), rule("U01")], &[]);
        check("- -- \"\"", &[text("-")], &[text("-")]);
        check("  ", &[], &[]);
        check("V6 12", &[text("v6"), text("12")], &[]);
    }
}
