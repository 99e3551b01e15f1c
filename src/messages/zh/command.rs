//! Help lines of commands.

use crate::messages::CommandText;

/// The template of a message.
pub const fn text(id: CommandText) -> &'static str {
    match id {
        CommandText::Quit => "退出",
    }
}
