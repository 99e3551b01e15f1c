//! Words in the readings of targets.

use crate::messages::ReadingText;

/// The template of a message.
pub const fn text(id: ReadingText) -> &'static str {
    match id {
        ReadingText::Empty => "(none)",
        ReadingText::Placeholder => "placeholder",
        ReadingText::Unclassified => "words that cannot be measured",
        ReadingText::Qualitative => "qualitative: {class}",
        ReadingText::Baseline => "baseline {baseline}",
        ReadingText::Implied => "{sign} (implied)",
        ReadingText::Day => "(day)",
        ReadingText::Month => "(month)",
        ReadingText::Quarter => "(quarter)",
        ReadingText::Year => "(year)",
        ReadingText::NoSign => "(no sign)",
        ReadingText::Direction => "direction",
        ReadingText::Sustain => "sustain",
        ReadingText::Grade => "grade",
        ReadingText::Timely => "timely",
        ReadingText::Coverage => "coverage",
        ReadingText::Level => "level",
        ReadingText::Result => "result",
    }
}
