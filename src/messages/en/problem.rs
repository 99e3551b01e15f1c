//! Problems.

use crate::messages::Problem;

/// The template of a message.
pub const fn text(id: Problem) -> &'static str {
    match id {
        Problem::NotFound => "{file} was not found",
        // Keymap.
        Problem::KeymapSyntax => "not valid TOML: {detail}",
        Problem::KeymapMode => "there is no mode [{mode}]; the modes are {modes}",
        Problem::KeymapNoKeys => "no key is given",
        Problem::KeymapKey => "unknown key {key} in \"{keys}\"",
        Problem::KeymapDigit => "\"{keys}\" begins with a digit, and digits are counts (as in 5j)",
        Problem::KeymapNotText => {
            "\"{keys}\" must be the name of a command in quotes, or \"none\" to unbind it"
        }
        Problem::KeymapCommand => "there is no command {command}",
        Problem::KeymapCommandMeant => "there is no command {command}; did you mean {meant}?",
        Problem::KeymapDuplicate => "\"{first}\" and \"{second}\" are the same keys; the first one is bound",
        Problem::KeymapPrefix => {
            "\"{shorter}\" ({shorter_command}) is the beginning of \"{longer}\" ({longer_command}), so both cannot \
             be bound; choose other keys, or set one of them to \"none\""
        }
    }
}
