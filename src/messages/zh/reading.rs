//! Words in the readings of targets, in the notation of the catalogue of checks.

use crate::messages::ReadingText;

/// The template of a message.
pub const fn text(id: ReadingText) -> &'static str {
    match id {
        ReadingText::Empty => "(none)",
        ReadingText::Placeholder => "占位符",
        ReadingText::Unclassified => "定性:未归类",
        ReadingText::Qualitative => "定性:{class}",
        ReadingText::Baseline => "baseline={baseline}",
        ReadingText::Implied => "{sign}(implied)",
        ReadingText::Day => "(day)",
        ReadingText::Month => "(month)",
        ReadingText::Quarter => "(quarter)",
        ReadingText::Year => "(year)",
    }
}
