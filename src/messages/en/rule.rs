//! Rules.

use crate::messages::RuleText;

/// The template of a message.
pub const fn text(id: RuleText) -> &'static str {
    match id {
        RuleText::V01 => "target is blank",
    }
}
