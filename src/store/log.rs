//! The file that the log goes to.

use super::FileProblem;
use crate::messages::Problem;
use std::fs::{File, OpenOptions};
use std::io::Read;
use std::path::Path;

/// Opens a log file, at whose end lines are added.
///
/// # Errors
/// Why it cannot be written, or that the file is no log: a filing, say, named by mistake.
pub fn open_log(path: &Path) -> Result<File, FileProblem> {
    if is_other(path) {
        return Err(FileProblem::of_file(Problem::LogIsOther, path));
    }
    OpenOptions::new().create(true).append(true).open(path).map_err(|error| {
        let mut problem = FileProblem::of_file(Problem::LogNotOpened, path);
        problem.message.args.push(("reason", error.to_string()));
        problem
    })
}

/// Whether there is a file that does not begin with the time of a line. What is no file, such as a pipe or a terminal,
/// is not read.
fn is_other(path: &Path) -> bool {
    if !path.is_file() {
        return false;
    }
    let mut begin = Vec::new();
    // A file that may be written and not read is told by its opening.
    let Ok(_) = File::open(path).and_then(|it| it.take(TIME.len() as u64).read_to_end(&mut begin)) else {
        return false;
    };
    let is_time = begin.len() == TIME.len()
        && begin
            .iter()
            .zip(TIME)
            .all(|(it, mark)| if mark == b'0' { it.is_ascii_digit() } else { *it == mark });
    !begin.is_empty() && !is_time
}

/// How a line begins: any digit for `0`.
const TIME: [u8; 11] = *b"0000-00-00T";

#[cfg(test)]
mod tests {
    use super::open_log;
    use crate::messages::Problem;

    #[test]
    fn only_a_log_is_added_to() {
        let folder = tempfile::tempdir().unwrap();
        for (text, is_log) in [
            (None, true),
            (Some(""), true),
            (Some("2026-01-05T08:00:00.000000Z  INFO 读取\n"), true),
            (Some("format = 1\n[filing]\nyear = 2026\n"), false),
            (Some("# 水务局\nformat = 1\n"), false),
            (Some("2026年"), false),
            (Some("2026-01-05"), false),
        ] {
            let path = folder.path().join("记录.log");
            if let Some(text) = text {
                std::fs::write(&path, text).unwrap();
            }
            let refused = open_log(&path).err().map(|it| it.message.id);
            assert_eq!(refused, (!is_log).then_some(Problem::LogIsOther), "{text:?}");
            assert_eq!(std::fs::read_to_string(&path).unwrap(), text.unwrap_or_default());
        }
    }
}
