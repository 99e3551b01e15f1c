//! Where the person's own settings are.

use std::path::{Path, PathBuf};

/// The folder of tianbao's configuration: `$XDG_CONFIG_HOME/tianbao`, `~/.config/tianbao` where there is one (on
/// macOS too, as people who live in terminals expect), else the system's own place.
pub fn config_folder() -> Option<PathBuf> {
    let xdg = std::env::var_os("XDG_CONFIG_HOME").map(PathBuf::from).filter(|it| it.is_absolute());
    let home = directories::BaseDirs::new().map(|it| it.home_dir().join(".config/tianbao"));
    xdg.map(|it| it.join("tianbao"))
        .or_else(|| home.filter(|it| it.is_dir()))
        .or_else(|| Some(directories::ProjectDirs::from("", "", "tianbao")?.config_dir().to_owned()))
}

/// A text file, if it is there and is text.
pub fn read_text(path: &Path) -> Option<String> {
    std::fs::read_to_string(path).ok()
}
