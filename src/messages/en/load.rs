//! What is said where reading was stopped.

use crate::messages::LoadText;

/// The template of a message.
pub const fn text(id: LoadText) -> &'static str {
    match id {
        LoadText::Stopped => "reading stopped: {done} of {found} files read, :read-on goes on",
        LoadText::Unread => "{done}/{found} files read",
        LoadText::ProblemUnread => {
            "Esc stopped reading: {done} of {found} files were read. :read-on reads the others."
        }
        LoadText::ProblemReading => "Reading: {done} files of {found} so far. Esc stops.",
        LoadText::LetterLacks => {
            "Note: not all files were read ({done} of {found}); what was not read is not in this letter."
        }
        LoadText::HintStop => "stop reading",
    }
}
