//! The file that the log goes to.

use super::FileProblem;
use crate::messages::Problem;
use std::fs::{File, OpenOptions};
use std::path::Path;

/// Opens a log file, at whose end lines are added.
///
/// # Errors
/// Why it cannot be written.
pub fn open_log(path: &Path) -> Result<File, FileProblem> {
    OpenOptions::new().create(true).append(true).open(path).map_err(|error| {
        let mut problem = FileProblem::of_file(Problem::LogNotOpened, path);
        problem.message.args.push(("reason", error.to_string()));
        problem
    })
}
