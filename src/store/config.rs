//! Where settings, state and cache are: the person's own, and settings that lie beside filings.

use super::load::{FileProblem, bytes_of};
use super::{MAX_BYTES, open};
use crate::format;
use crate::messages::Problem;
use std::path::{Path, PathBuf};

/// The name of a configuration that lies beside filings.
const FOLDER_CONFIG: &str = "tianbao.toml";

/// The name of a keymap file.
const KEYMAP: &str = "keymap.toml";

/// The folder of tianbao's configuration: `$XDG_CONFIG_HOME/tianbao`, `~/.config/tianbao` where there is one (on
/// macOS too, as people who live in terminals expect), else the system's own place.
pub fn config_folder() -> Option<PathBuf> {
    let xdg = std::env::var_os("XDG_CONFIG_HOME").map(PathBuf::from).filter(|it| it.is_absolute());
    let home = directories::BaseDirs::new().map(|it| it.home_dir().join(".config/tianbao"));
    xdg.map(|it| it.join("tianbao"))
        .or_else(|| home.filter(|it| it.is_dir()))
        .or_else(|| Some(directories::ProjectDirs::from("", "", "tianbao")?.config_dir().to_owned()))
        .filter(|it| it.is_absolute())
}

/// The person's keymap: beside the configuration file that is asked for, else in the folder of the configuration.
pub fn keymap_file(config: Option<&Path>, is_none: bool) -> Option<PathBuf> {
    match config {
        _ if is_none => None,
        Some(config) => Some(config.with_file_name(KEYMAP)),
        None => config_folder().map(|it| it.join(KEYMAP)),
    }
}

/// The folder for what a person would miss, but not much: `$XDG_STATE_HOME/tianbao`, else the system's own place.
pub fn state_folder() -> Option<PathBuf> {
    let xdg = std::env::var_os("XDG_STATE_HOME").map(PathBuf::from).filter(|it| it.is_absolute());
    xdg.map(|it| it.join("tianbao")).or_else(|| {
        let folders = directories::ProjectDirs::from("", "", "tianbao")?;
        let folder = folders.state_dir().unwrap_or_else(|| folders.data_local_dir()).to_owned();
        // A home without a root would make a folder wherever one happens to be.
        Some(folder).filter(|it| it.is_absolute())
    })
}

/// The folder for what can be made again: `$XDG_CACHE_HOME/tianbao`, else the system's own place.
pub fn cache_folder() -> Option<PathBuf> {
    let xdg = std::env::var_os("XDG_CACHE_HOME").map(PathBuf::from).filter(|it| it.is_absolute());
    xdg.map(|it| it.join("tianbao"))
        .or_else(|| Some(directories::ProjectDirs::from("", "", "tianbao")?.cache_dir().to_owned()))
        .filter(|it| it.is_absolute())
}

/// A text file, if it is there and is text.
pub fn read_text(path: &Path) -> Option<String> {
    String::from_utf8(open::read(path, MAX_BYTES).ok()??.0).ok()
}

/// The person's own configuration, where there is one.
pub fn user_config() -> Option<PathBuf> {
    Some(config_folder()?.join("config.toml")).filter(|it| it.is_file())
}

/// The configurations that hold in a folder, its own last. A filing may have their name; it is none of them.
pub fn folder_configs(folder: &Path) -> Vec<PathBuf> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let Ok(absolute) = std::path::absolute(folder) else { return Vec::new() };
    let is_config = |it: &PathBuf| it.is_file() && !read_text(it).is_some_and(|it| format::is_filing(&it));
    let mut found: Vec<PathBuf> =
        absolute.ancestors().map(|it| it.join(FOLDER_CONFIG)).filter(is_config).collect();
    found.reverse();
    found
}

/// Whether a folder holds anything; what is no folder does.
pub fn is_in_use(folder: &Path) -> bool {
    match std::fs::read_dir(folder) {
        Ok(mut entries) => entries.next().is_some(),
        Err(error) => error.kind() != std::io::ErrorKind::NotFound,
    }
}

/// A text file that has to be there.
///
/// # Errors
/// Why it cannot be read.
pub fn load_text(path: &Path) -> Result<String, FileProblem> {
    let (bytes, _) = bytes_of(path)?;
    String::from_utf8(bytes).map_err(|_| FileProblem::of_file(Problem::NotUtf8, path))
}
