//! `--log FILE` and `-v`: what happened when. Without either no line is written anywhere.
//!
//! Invariant: a line names files, counts and times, never what a filing says.

use super::args::Common;
use super::output::Guarded;
use crate::messages::{Lang, Problem, Text};
use crate::store;
use std::io;
use std::sync::Mutex;
use tracing::level_filters::LevelFilter;
use tracing::subscriber::set_global_default;
use tracing_subscriber::fmt;

/// Begins the log. Without a file the lines of `-v` go to standard error, which the workbench has no use for.
///
/// # Errors
/// In a sentence: the file cannot be written, or the workbench was asked for lines without a file.
pub fn begin(common: &Common, is_workbench: bool, lang: Lang) -> Result<(), String> {
    let most = if common.verbose { LevelFilter::DEBUG } else { LevelFilter::INFO };
    let lines = fmt().with_ansi(false).with_target(false).with_max_level(most);
    // Set once, at the very beginning.
    let _ = match &common.log {
        Some(path) => {
            let file = store::open_log(path).map_err(|it| it.message.render(lang))?;
            set_global_default(lines.with_writer(Mutex::new(Guarded(file))).finish())
        }
        None if !common.verbose => return Ok(()),
        None if is_workbench => return Err(Problem::VerboseNeedsLog.text(lang).to_owned()),
        None => set_global_default(lines.with_writer(|| Guarded(io::stderr())).finish()),
    };
    Ok(())
}
