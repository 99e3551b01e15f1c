//! Bringing together what two people changed.

use crate::messages::MergeText;

/// The template of a message.
pub const fn text(id: MergeText) -> &'static str {
    match id {
        MergeText::Title => "both changed {n} places: choose whose word counts",
        MergeText::Mine => "mine  ",
        MergeText::Theirs => "theirs",
        MergeText::Nothing => "(removed)",
        MergeText::Keys => "← mine  → theirs  j k select  Enter merge  Esc back",
        MergeText::Merged => {
            "not saved yet: merged with the changes in {file}, {n} of mine brought in, u takes it back"
        }
        MergeText::MergedAsked => {
            "not saved yet: merged with the changes in {file}, {n} of mine brought in, {asked} places both had changed, u takes it back"
        }
        MergeText::Undecided => "not all is decided: ← takes mine, → theirs, then Enter",
        MergeText::GivenUp => "not merged, everything is as it was",
    }
}
