//! Doubts of a draft.

use crate::messages::DraftText;

/// The template of a message.
pub const fn text(id: DraftText) -> &'static str {
    match id {
        DraftText::DoubtDate => "the date was moved from {before} to {after}: check it",
        DraftText::DoubtYear => "the year was moved from {before} to {after}: check it",
        DraftText::DoubtCumulative => "cumulative: last year's figure was kept, set the new year's",
        DraftText::DoubtMoney => "money: last year's figure was kept, set it by the new budget",
        DraftText::DoubtBaseline => "measured against the year before: set it by the new base",
    }
}
