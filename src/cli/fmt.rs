//! `tianbao fmt`: the canonical layout. 0: all well or mended; 1: `--check` found a file to mend; 2: could not run.

use super::args::FmtArgs;
use super::{COULD_NOT_RUN, output, problems};
use crate::format;
use crate::messages::{CliText, Lang, Message, Text};
use crate::store;
use std::path::Path;
use std::process::ExitCode;

/// Runs the command.
pub fn run(args: &FmtArgs, lang: Lang) -> ExitCode {
    let discovery = store::discover(&args.paths);
    let mut n_failures = problems::tell(&discovery.problems, lang);
    let (mut n_files, mut n_changed) = (0, 0);
    for path in &discovery.files {
        if path.extension().is_none_or(|it| !it.eq_ignore_ascii_case("toml")) {
            // A document in a folder is nothing to format; one that was named is.
            if args.paths.contains(path) {
                n_failures += 1;
                say(CliText::FmtNotToml, path, lang);
            }
            continue;
        }
        let text = match store::load_text(path) {
            Ok(text) => text,
            Err(problem) => {
                n_failures += problems::tell(&[problem], lang);
                continue;
            }
        };
        n_files += 1;
        let Some(tidied) = format::tidy(&text) else {
            let reading = store::load(path);
            n_failures += problems::tell(&reading.problems, lang);
            if reading.problems.iter().all(|it| !it.is_error) {
                n_failures += 1;
                say(CliText::FmtRefused, path, lang);
            }
            continue;
        };
        if tidied == text {
            continue;
        }
        n_changed += 1;
        if args.check {
            result(CliText::FmtWould, path, lang);
        } else if let Err(error) = store::replace_read(path, &text, &tidied) {
            n_failures += 1;
            output::message(&format!("{}\n", error.message.render(lang)));
        } else {
            result(CliText::FmtDone, path, lang);
        }
    }
    let args_of = [("files", n_files.to_string()), ("changed", n_changed.to_string())];
    let summary = if args.check { CliText::FmtSummary } else { CliText::FmtDoneSummary };
    output::result(&format!("{}\n", Message::new(summary, args_of).render(lang)));
    match (n_failures > 0, args.check && n_changed > 0) {
        (true, _) => ExitCode::from(COULD_NOT_RUN),
        (false, true) => ExitCode::from(1),
        (false, false) => ExitCode::SUCCESS,
    }
}

fn line(id: impl Text, path: &Path, lang: Lang) -> String {
    format!("{}\n", Message::new(id, [("file", path.display().to_string())]).render(lang))
}

fn say(id: CliText, path: &Path, lang: Lang) {
    output::message(&line(id, path, lang));
}

fn result(id: CliText, path: &Path, lang: Lang) {
    output::result(&line(id, path, lang));
}
