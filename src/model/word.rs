//! The words that the format stores for choices. What people read on screen are messages; these words are part of
//! the file format and never change with the language.

use super::filing::{Scope, Stage};

/// The word of a scope in the format.
pub const fn scope_word(scope: Scope) -> &'static str {
    match scope {
        Scope::Department => "department",
        Scope::Project => "project",
    }
}

/// The scope of a word in the format.
pub fn scope_of(word: &str) -> Option<Scope> {
    match word {
        "department" => Some(Scope::Department),
        "project" => Some(Scope::Project),
        _ => None,
    }
}

/// The word of a stage in the format; blank for none.
pub const fn stage_word(stage: Option<Stage>) -> &'static str {
    match stage {
        None => "",
        Some(Stage::Declared) => "declared",
        Some(Stage::Approved) => "approved",
    }
}

/// The stage of a word in the format; the outer `None` is an unknown word.
pub fn stage_of(word: &str) -> Option<Option<Stage>> {
    match word {
        "" => Some(None),
        "declared" => Some(Some(Stage::Declared)),
        "approved" => Some(Some(Stage::Approved)),
        _ => None,
    }
}
