//! `tianbao paths`: where settings, keys, journals and logs are kept.

use super::args::Common;
use super::output;
use crate::messages::{CliText, Lang, Text};
use crate::store;
use crate::text::width;
use std::path::PathBuf;
use std::process::ExitCode;

/// Prints one line a place: what it is for, where it is, whether it is there.
pub fn run(common: &Common, lang: Lang) -> ExitCode {
    let config = common.config.clone().or_else(|| Some(store::config_folder()?.join("config.toml")));
    let keymap = config.as_ref().map(|it| it.with_file_name("keymap.toml"));
    let state = store::state_folder();
    let places = [
        (CliText::PathConfig, config),
        (CliText::PathKeymap, keymap),
        (CliText::PathJournal, state.as_ref().map(|it| it.join("journal"))),
        (CliText::PathSession, state.map(|it| it.join("session.toml"))),
        (CliText::PathCache, store::cache_folder()),
    ];
    let n_columns = places.iter().map(|(id, _)| width::width(id.text(lang))).max().unwrap_or(0);
    let line = |(id, path): &(CliText, Option<PathBuf>)| {
        let name = id.text(lang);
        let pad = " ".repeat(n_columns - width::width(name) + 2);
        let path = match path {
            Some(path) if path.exists() => path.display().to_string(),
            Some(path) => format!("{}  {}", path.display(), CliText::PathMissing.text(lang)),
            None => CliText::PathNone.text(lang).to_owned(),
        };
        format!("{name}{pad}{path}\n")
    };
    output::result(&places.iter().map(line).collect::<String>());
    ExitCode::SUCCESS
}
