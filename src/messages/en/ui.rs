//! What the screen says.

use crate::messages::Ui;

/// The template of a message.
pub const fn text(id: Ui) -> &'static str {
    match id {
        Ui::AppName => "tianbao",
    }
}
