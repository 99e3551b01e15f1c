//! S13: a target asks for clearly less than last year's.
//!
//! It needs the filing of the year before: `diff` finds it (see the crate's `diff::notice`), the check of a single
//! filing cannot. Here is what it is called and on what it rests, so that it is explained like every other rule.

use crate::check::rule::{Check, Rule, Severity};
use crate::check::scheme::Scheme;
use crate::messages::RuleText;

/// The rule.
pub const RULE: Rule = Rule {
    code: "S13",
    name: "target-lowered",
    severity: Severity::Warning,
    clause: Some("K101-取值"),
    title: RuleText::S13,
    schemes: Scheme::ALL,
    check: Check::Engine,
};
