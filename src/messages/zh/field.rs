//! Field labels.

use crate::messages::FieldText;

/// The template of a message.
pub const fn text(id: FieldText) -> &'static str {
    match id {
        FieldText::Target => "指标值",
    }
}
