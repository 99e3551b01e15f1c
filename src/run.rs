//! The loop.

use crate::messages::{CliText, Lang, Text};
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// What the command line asks of the workbench.
#[derive(Clone, Debug)]
pub struct Options {
    /// The language of the interface.
    pub lang: Lang,
    /// The configuration file to use.
    pub config: Option<PathBuf>,
    /// Whether to read no configuration.
    pub no_config: bool,
    /// Whether colors are wanted.
    pub is_colored: bool,
}

/// Opens the workbench on files and folders.
///
/// # Errors
/// What the terminal refuses.
pub fn workbench(paths: &[PathBuf], options: &Options) -> io::Result<ExitCode> {
    let _ = paths;
    if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        writeln!(io::stderr().lock(), "{}", CliText::NoTerminal.text(options.lang))?;
        return Ok(ExitCode::from(2));
    }
    Ok(ExitCode::SUCCESS)
}
