//! What a rule is: one record, made by one file under [`super::rules`].

use super::budget::Sums;
use super::facts::Frame;
use super::finding::Finding;
use super::scheme::Scheme;
use super::scope::Scope;
use super::thresholds::Thresholds;
use super::traits::Traits;
use crate::messages::RuleText;
use crate::model::taxonomy::{Level1, Level2};
use crate::model::{Filing, Indicator, Place};
use crate::value::Target;
use crate::value::names::Name;

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Format, or worth knowing.
    Info,
    /// Look at it.
    Warning,
    /// Cannot be right; blocks handing in.
    Error,
}

impl Severity {
    /// The word in reports and configuration.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// A rule: what it is called, how bad it is, on what clause it rests, and the function that finds it.
#[derive(Debug)]
pub struct Rule {
    /// The fixed code, such as `V06`: findings, suppressions and baselines use it.
    pub code: &'static str,
    /// The English name of the defect in kebab case; reads well after "allow".
    pub name: &'static str,
    /// The default severity; a finding may carry another where the rule says so.
    pub severity: Severity,
    /// The clause it rests on, such as `K88-合理可行`; `None` where it rests on none.
    pub clause: Option<&'static str>,
    /// One line that says what the rule finds.
    pub title: RuleText,
    /// The schemes that it applies to; a filing of another scheme is not looked at.
    pub schemes: &'static [Scheme],
    /// The function that finds it.
    pub check: Check,
}

impl PartialEq for Rule {
    /// A code is given once.
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code
    }
}

/// What a rule looks at. The function adds its findings to the list.
#[derive(Clone, Copy, Debug)]
pub enum Check {
    /// One row by itself, in the light of the facts that its [`Frame`] tells. Only rows with one of the traits are
    /// looked at.
    Indicator(Traits, fn(&'static Rule, &Row<'_>, &mut Vec<Finding>)),
    /// The filing as a whole: duplicates, the header. The scope says after which edits it has to look again.
    Filing(Scope, fn(&'static Rule, &Filing, &mut Vec<Finding>)),
    /// The sums of the money block, worked out once for all rules. It reads no rows.
    Money(fn(&'static Rule, &Filing, &Sums, &mut Vec<Finding>)),
    /// How many rows and lines the filing has, against figures that can be set.
    Measured(fn(&'static Rule, &Filing, &Thresholds, &mut Vec<Finding>)),
    /// What was edited since the filing was loaded.
    Edited(fn(&'static Rule, &Filing, &[Place], &mut Vec<Finding>)),
    /// What only the engine sees: entries of `[[allow]]` that accept nothing, and rules of one's own.
    Engine,
}

/// A row under check.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    /// What it may know of the filing that it is in.
    pub frame: &'a Frame<'a>,
    /// The row.
    pub indicator: &'a Indicator,
    /// Where it is.
    pub at: Place,
    /// What its name tells.
    pub named: &'a Name<'a>,
    /// What its full-year target says.
    pub target: &'a Target,
    /// What its half-year target says; an empty target where there is none.
    pub half: &'a Target,
    /// The figures that rules compare with.
    pub thresholds: &'a Thresholds,
    /// The kind that its level 1 names.
    pub level1: Option<Level1>,
    /// The entry that its level 2 names.
    pub level2: Option<&'static Level2>,
    /// What rules ask of both labels.
    pub labels: Traits,
    /// The scheme of its filing.
    pub scheme: Scheme,
}
