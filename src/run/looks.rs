//! How the screen is to look at the start: what the configuration says, and what the terminal can do.

use super::Options;
use crate::config::{File, Layer};
use crate::look::Theme;
use crate::store;
use std::env;

/// What is known of the looks before anything is drawn.
#[derive(Clone, Copy, Debug)]
pub struct Looks {
    /// The theme of the configuration.
    pub theme: Theme,
    /// Whether the mouse is to be the program's.
    pub is_mouse_on: bool,
    /// Whether the terminal has more than sixteen colors.
    pub is_true_color: bool,
    /// Whether colors are wanted.
    pub is_colored: bool,
}

/// The person's own configuration, read once for all that the first screen needs of it. What in it cannot be followed
/// is told with the settings of the checks.
pub fn own(options: &Options) -> Layer {
    let path = if options.no_config { None } else { options.config.clone().or_else(store::user_config) };
    let text = path.and_then(|it| store::read_text(&it)).unwrap_or_default();
    Layer::read(File { name: "", text: &text }).0
}

/// How the screen is to look by this configuration.
pub fn of(layer: &Layer, options: &Options) -> Looks {
    Looks {
        theme: layer.theme.unwrap_or_default(),
        is_mouse_on: layer.mouse.unwrap_or_else(|| !is_remote()),
        is_true_color: is_true_color(env::var("COLORTERM").ok().as_deref()),
        is_colored: options.is_colored,
    }
}

/// Over ssh people select text with the mouse to bring it home, so it is left to the terminal there.
fn is_remote() -> bool {
    ["SSH_CONNECTION", "SSH_TTY"].iter().any(|it| env::var_os(it).is_some_and(|it| !it.is_empty()))
}

fn is_true_color(colorterm: Option<&str>) -> bool {
    // Windows Terminal does not set COLORTERM.
    matches!(colorterm, Some("truecolor" | "24bit")) || env::var_os("WT_SESSION").is_some()
}
