//! What is said where a hand has pasted, taken back or chosen something.

use crate::messages::HandText;

/// The template of a message.
pub const fn text(id: HandText) -> &'static str {
    match id {
        HandText::IfTaken => "if taken over: ",
        HandText::AllTakenBack => "every change is taken back, all is as it was saved. Esc closes",
        HandText::LeftOut => "left out",
        HandText::PasteSome => {
            "{n} indicators will be added, {left} rows without name and target left out  Enter paste  Esc cancel"
        }
        HandText::NewBackwards => {
            "{source} is of {from}: no draft for the earlier year {year}. Give a later one by --year"
        }
        HandText::HalfBefore => "half-year {half}, full-year {full}",
    }
}
