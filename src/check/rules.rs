//! The registry: every rule, in the order of the catalogue. A rule is a file of this folder and a line here.

use super::rule::Rule;

/// All rules.
pub const ALL: &[&Rule] = &[];

/// The rule of a code.
pub fn by_code(code: &str) -> Option<&'static Rule> {
    ALL.iter().copied().find(|it| it.code == code)
}
