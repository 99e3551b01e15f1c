//! What could not be found or read, told on standard error.

use super::output;
use crate::messages::{CliText, Lang, Text};
use crate::store::FileProblem;
use crate::text::width::sanitize;
use std::fmt::Write;

/// Tells the problems; gives the number of those that kept a file from being read.
pub fn tell(problems: &[FileProblem], lang: Lang) -> usize {
    for problem in problems {
        output::message(&format!("{}\n", sentence(problem, lang)));
    }
    problems.iter().filter(|it| it.is_error).count()
}

/// `a.toml:3:7: 错误: …`
fn sentence(problem: &FileProblem, lang: Lang) -> String {
    let mut place = sanitize(&problem.path.display().to_string()).into_owned();
    for number in [problem.line, problem.column].into_iter().map_while(|it| it) {
        let _ = write!(place, ":{number}");
    }
    let label = if problem.is_error { CliText::ErrorLabel } else { CliText::NoteLabel };
    // What the command line says wrong has no place.
    let colon = if place.is_empty() { "" } else { ": " };
    format!("{place}{colon}{}: {}", label.text(lang), problem.message.render(lang))
}
