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
        HandText::FixIsSafe => "safe",
        HandText::FixIsGuess => "look",
        HandText::HintMixedFixes => {
            "{n} changes: {safe} safe, {unsafe} to look at  Enter all  Tab safe only  Esc cancel"
        }
        HandText::HintSafeFixes => "only the {n} safe ones  Enter apply  Tab the others too  Esc cancel",
        HandText::HintAllSafe => "{n} changes, all safe  Enter apply  Esc cancel",
        HandText::HintAllGuessed => "{n} changes, all to be looked at  Enter apply  Esc cancel",
        HandText::Fixed => "{n} fixed: u takes it back{left}",
        HandText::FixedRows => "rows deleted: {rows}: u takes it back{left}",
        HandText::FixedWithRows => "{n} fixed, rows deleted: {rows}: u takes it back{left}",
        HandText::FixesLeft => "; {n} more to fix in this filing: gx",
        HandText::PutInSome => {
            "{n} indicators put in; u takes it back; {left} rows without name and target were left out"
        }
        HandText::Confirmed => "the row is confirmed{left}",
        HandText::ConfirmedRows => "{n} rows are confirmed{left}",
        HandText::DoubtsLeft => "; {n} more in doubt in this filing: {key}",
        HandText::NoDoubtLeft => "; nothing is in doubt in this filing any more",
        HandText::NoSource => "this filing was not imported from a document: there are no lines to show",
        HandText::SourceNotBeside => "no lines to show: {file} is not beside it, or says something else now",
        HandText::DoubtInOther => {
            "now in another filing, {file}: doubt {idx}/{n}: {doubt}   {key} if it is right"
        }
        HandText::PasteNoAmounts => {
            "not all of it are amounts: paste one number a cell, without units or names"
        }
        HandText::NoAmount => {
            "“{text}” is no amount: write digits only, as in 1200000.00. It stays as typed: u takes it back"
        }
        HandText::HalfBefore => "half-year {half}, full-year {full}",
    }
}
