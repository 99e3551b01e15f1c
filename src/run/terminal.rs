//! What the terminal can show: as the person's configuration says, else by what the system says of it.
//!
//! Only the width of ambiguous characters has to be asked of the terminal itself.

use crate::app::Glyphs;
use crate::config::{self, Layer};
use std::env;

/// What is known before the terminal was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Terminal {
    pub(super) glyphs: Glyphs,
    /// Whether the terminal must be asked for the width of ambiguous characters.
    pub(super) is_asked: bool,
}

/// What the terminal can show.
pub(super) fn terminal(layer: &Layer) -> Terminal {
    let variable = |name: &str| env::var(name).ok();
    decide(layer.screen, cfg!(windows), &variable)
}

fn decide(said: config::Screen, is_windows: bool, variable: &dyn Fn(&str) -> Option<String>) -> Terminal {
    let is_ascii = said.is_ascii.unwrap_or_else(|| !is_windows && needs_ascii(variable));
    Terminal {
        glyphs: Glyphs { is_wide: said.is_wide.unwrap_or(false), is_ascii },
        is_asked: said.is_wide.is_none(),
    }
}

/// The Linux console has few signs in its font, and a locale of another encoding none. A locale that is not set says
/// nothing: containers have none, in terminals that show everything.
fn needs_ascii(variable: &dyn Fn(&str) -> Option<String>) -> bool {
    if variable("TERM").is_some_and(|it| it == "linux") {
        return true;
    }
    let locale =
        ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(|it| variable(it).filter(|it| !it.is_empty()));
    locale.is_some_and(|it| {
        let it = it.to_lowercase();
        !it.contains("utf-8") && !it.contains("utf8")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Screen;

    #[test]
    fn what_is_said_goes_over_what_the_system_says() {
        let said = |is_wide, is_ascii| Screen { is_wide, is_ascii };
        for (said, variables, is_ascii, is_asked) in [
            (said(None, None), &[("TERM", "xterm-256color"), ("LANG", "zh_CN.UTF-8")][..], false, true),
            (said(None, None), &[("TERM", "tmux-256color")], false, true),
            (said(None, None), &[("TERM", "linux"), ("LANG", "zh_CN.UTF-8")], true, true),
            (said(None, None), &[("LC_ALL", "C"), ("LANG", "zh_CN.UTF-8")], true, true),
            (said(None, None), &[("LC_ALL", ""), ("LANG", "C.utf8")], false, true),
            (said(None, None), &[("LANG", "zh_CN.GB18030")], true, true),
            (said(Some(true), Some(false)), &[("TERM", "linux")], false, false),
            (said(Some(false), Some(true)), &[("LANG", "zh_CN.UTF-8")], true, false),
        ] {
            let variable = |name: &str| {
                variables.iter().find(|(it, _)| *it == name).map(|(_, value)| (*value).to_owned())
            };
            let found = decide(said, false, &variable);
            let is_wide = said.is_wide.unwrap_or(false);
            assert_eq!(found, Terminal { glyphs: Glyphs { is_wide, is_ascii }, is_asked }, "{variables:?}");
        }
    }
}
