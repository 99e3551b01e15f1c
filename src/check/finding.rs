//! What checking reports: a rule broken at a place, and how it could be mended.

use super::rule::{Rule, Severity};
use crate::messages::{Message, RuleText};
use crate::model::{Field, MoneyUnit, Place};
use rust_decimal::Decimal;

/// A rule broken at a place.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The rule.
    pub rule: &'static Rule,
    /// The rule's severity, or another where the rule grades.
    pub severity: Severity,
    /// The node.
    pub at: Place,
    /// The field of the node, when one is to blame.
    pub field: Option<Field>,
    /// The text found there.
    pub value: String,
    /// What is wrong, at most about 30 Han characters so that it fits the check bar.
    pub message: Message<RuleText>,
    /// How it could be mended.
    pub fix: Option<Fix>,
    /// Both sides, for money findings.
    pub money: Option<Money>,
}

impl Finding {
    /// A finding of the rule's own severity at a place, without the text found there.
    pub fn new(rule: &'static Rule, at: Place, field: Option<Field>, message: Message<RuleText>) -> Self {
        let severity = rule.severity;
        Self { rule, severity, at, field, value: String::new(), message, fix: None, money: None }
    }

    /// This finding with the text found.
    #[must_use]
    pub fn with_value(self, value: &str) -> Self {
        Self { value: value.to_owned(), ..self }
    }
}

/// A mend that a person may accept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// Whether it may change the meaning.
    pub safety: Safety,
    /// What it does, in a few words.
    pub title: Message<RuleText>,
    /// The new texts; none for advice only.
    pub edits: Vec<Edit>,
    /// Whether the row of the finding goes. Such a fix has no edits.
    pub removes: bool,
}

impl Fix {
    /// Whether it does something, and is not advice only.
    pub const fn is_applicable(&self) -> bool {
        self.removes || !self.edits.is_empty()
    }
}

/// How far a fix may be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Safety {
    /// Advice without a replacement.
    Display,
    /// Guesses meaning: a sign, a unit, a moved row.
    Unsafe,
    /// The same meaning in other writing.
    Safe,
}

impl Safety {
    /// The word in reports.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Display => "display",
            Self::Unsafe => "unsafe",
            Self::Safe => "safe",
        }
    }
}

/// A field's new text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The node.
    pub at: Place,
    /// The field.
    pub field: Field,
    /// Its text after the fix.
    pub text: String,
}

/// Both sides of a sum that does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Money {
    /// What the parts say it should be.
    pub expected: Decimal,
    /// What is printed.
    pub actual: Decimal,
    /// `actual - expected`, in the form's unit.
    pub difference: Decimal,
    /// What would still pass.
    pub tolerance: Decimal,
    /// The form's unit; `None` when it prints none.
    pub unit: Option<MoneyUnit>,
}
