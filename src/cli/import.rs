//! `tianbao import`: documents to filings, one file each, and what was doubtful. Never overwrites a file.

use super::args::{Common, FileFormat, ImportArgs};
use super::check::settings::Configuration;
use super::import_table::{self, Row};
use super::{COULD_NOT_RUN, output, problems};
use crate::app::field_name::told_doubt;
use crate::format;
use crate::messages::{CliText, Lang, Message, Problem, Text};
use crate::model::{Filing, Place, path::Paths};
use crate::store;
use crate::text::json::escaped;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

/// What was imported so far.
#[derive(Debug, Default)]
struct Tally {
    /// The documents that filings were found in.
    rows: Vec<Row>,
    /// Files that could not be read or written.
    failures: usize,
}

/// Runs the command.
pub fn run(args: &ImportArgs, common: &Common, lang: Lang) -> ExitCode {
    let discovery = store::discover(&args.paths);
    let mut tally = Tally { failures: problems::tell(&discovery.problems, lang), ..Tally::default() };
    let (configuration, n_problems) = Configuration::for_reading(common, &discovery.files, lang);
    tally.failures += n_problems;
    let mut n_filings_already = 0;
    for path in &discovery.files {
        let start = Instant::now();
        let loaded = store::load_with(path, &configuration.of(path).words);
        tally.failures += problems::tell(&loaded.problems, lang);
        if loaded.filings.iter().any(|it| it.save_to == loaded.path) {
            n_filings_already += 1;
            say(&Message::new(CliText::ImportSkipped, [("source", path.display().to_string())]), lang);
            continue;
        }
        if loaded.filings.is_empty() {
            continue;
        }
        let mut row = Row { file: path.display().to_string(), ..Row::default() };
        for one in &loaded.filings {
            if import_one(args, &loaded.path, &one.save_to, &one.filing, lang) {
                row.n_filings += 1;
                row.n_indicators += one.filing.n_indicators();
                row.n_doubts += n_doubts(&one.filing);
                row.n_leftover += leftover(&one.filing).len();
            } else {
                tally.failures += 1;
            }
        }
        row.seconds = start.elapsed().as_secs_f64();
        tally.rows.push(row);
    }
    let is_nothing = tally.rows.is_empty() && n_filings_already == 0;
    if is_nothing && tally.failures == 0 {
        say(&Message::plain(CliText::NothingToImport), lang);
    }
    if !tally.rows.is_empty() {
        output::result(&import_table::render(&tally.rows, lang));
    }
    ExitCode::from(if is_nothing { COULD_NOT_RUN } else { u8::from(tally.failures > 0) })
}

/// Writes a filing and says what was not sure of it; `false` where it was not written.
fn import_one(args: &ImportArgs, source: &Path, save_to: &Path, filing: &Filing, lang: Lang) -> bool {
    let target = target(args, save_to);
    let content = match args.to {
        FileFormat::Toml => format::write(filing),
        FileFormat::Json => escaped(&format!("{:#}\n", format::to_json(filing))).into_owned(),
    };
    if let Err(error) = store::create_text(&target, &content) {
        match error.message.id {
            Problem::ExistsAlready => {
                let args = [("target", target.display().to_string())];
                say(&Message::new(CliText::ImportRefused, args), lang);
            }
            _ => say(&error.message, lang),
        }
        return false;
    }
    output::result(&doubts(source, &target, filing, lang));
    true
}

/// Where a filing goes: the name that saving gives it, in the asked folder and format.
fn target(args: &ImportArgs, save_to: &Path) -> PathBuf {
    let target = match (&args.out, save_to.file_name()) {
        (Some(folder), Some(name)) => folder.join(name),
        _ => save_to.to_owned(),
    };
    match args.to {
        FileFormat::Toml => target,
        FileFormat::Json => target.with_extension("json"),
    }
}

fn n_doubts(filing: &Filing) -> usize {
    filing.indicators().filter(|(_, _, it)| !it.doubt.is_empty()).count()
}

fn leftover(filing: &Filing) -> &[String] {
    filing.source.as_ref().map_or(&[], |it| &it.leftover)
}

/// What was imported and what was not sure: the counts, then each row in doubt and each line without a place.
fn doubts(source: &Path, target: &Path, filing: &Filing, lang: Lang) -> String {
    let counts = Message::new(
        CliText::ImportedTo,
        [
            ("source", source.display().to_string()),
            ("target", target.display().to_string()),
            ("indicators", filing.n_indicators().to_string()),
            ("doubts", n_doubts(filing).to_string()),
            ("leftover", leftover(filing).len().to_string()),
        ],
    );
    let paths = Paths::of(filing);
    let rows =
        filing.indicators().filter(|(_, _, it)| !it.doubt.is_empty()).map(|(function_idx, idx, it)| {
            let node = ("node", paths.node(Place::Indicator(function_idx, idx)).to_owned());
            let doubt = ("doubt", told_doubt(&it.doubt, lang));
            match it.line {
                Some(line) => Message::new(CliText::ImportedDoubt, [("line", line.to_string()), node, doubt]),
                None => Message::new(CliText::ImportedDoubtUnplaced, [node, doubt]),
            }
        });
    let lines =
        leftover(filing).iter().map(|it| Message::new(CliText::ImportedLeftover, [("text", it.clone())]));
    let mut out = String::new();
    for message in std::iter::once(counts).chain(rows).chain(lines) {
        let _ = writeln!(out, "{}", message.render(lang));
    }
    out
}

fn say(message: &Message<impl Text>, lang: Lang) {
    output::message(&format!("{}\n", message.render(lang)));
}
