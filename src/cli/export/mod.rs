//! `tianbao export`: finds, loads, writes forms. One document for all filings, or one a filing in a folder; tables for
//! other engines are written as filings come.

mod dataset;
mod format;
mod parts;

pub use format::ExportFormat;

use super::args::{Common, ExportArgs};
use super::check::settings::Configuration;
use super::{COULD_NOT_RUN, input, output, problems};
use crate::export::{self, Named, Target};
use crate::messages::{CliText, Lang, Message, Problem, Text};
use crate::model::Filing;
use crate::store;
use crate::text::width::sanitize;
use std::collections::HashSet;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// A filing with where it comes from.
struct Source {
    /// The file that was read.
    path: PathBuf,
    /// The name that a file of this filing alone has, without an ending.
    stem: String,
    filing: Filing,
}

/// Runs the command.
pub fn run(args: &ExportArgs, common: &Common, lang: Lang) -> ExitCode {
    if input::is_stream(&args.out) {
        return to_stream(args, common, lang);
    }
    let ending = args.out.extension().and_then(|it| it.to_str());
    let by_name = ending.and_then(ExportFormat::of_ending).filter(|_| !args.out.is_dir());
    let is_file = is_file(&args.out, by_name.is_some());
    let Some(format) = args.to.or(by_name) else {
        let file = ("file", args.out.display().to_string());
        say(&Message::new(Problem::ExportKind, [file]), lang);
        return ExitCode::from(COULD_NOT_RUN);
    };
    match (format.document(), format.tables()) {
        // A table for Excel is one file, one for engines a folder.
        (Some(target), None) => documents(args, common, target, is_file, lang),
        (Some(target), Some(_)) if is_file => documents(args, common, target, is_file, lang),
        (_, Some(format)) => dataset::run(args, common, format, is_file, lang),
        (None, None) => ExitCode::from(COULD_NOT_RUN),
    }
}

/// Writes one document to standard output; what is told of it goes beside it.
fn to_stream(args: &ExportArgs, common: &Common, lang: Lang) -> ExitCode {
    let refused = match args.to.and_then(ExportFormat::document) {
        None => Problem::ExportOneToPipe,
        Some(Target::Xlsx | Target::Docx) if std::io::stdout().is_terminal() => Problem::ExportToTerminal,
        Some(target) => return documents(args, common, target, true, lang),
    };
    say(&Message::plain(refused), lang);
    ExitCode::from(COULD_NOT_RUN)
}

/// Writes forms, or one table of all indicators.
fn documents(args: &ExportArgs, common: &Common, target: Target, is_file: bool, lang: Lang) -> ExitCode {
    let discovery = store::discover(&args.paths);
    let mut n_failures = problems::tell(&discovery.problems, lang);
    let (configuration, n_problems) = Configuration::for_reading(common, &discovery.files, lang);
    n_failures += n_problems;
    let mut sources = Vec::new();
    for path in &discovery.files {
        let loaded = discovery.load_with(path, &configuration.of(path).words);
        n_failures += problems::tell(&loaded.problems, lang);
        for one in loaded.filings {
            let stem = one.save_to.file_stem().or(path.file_stem()).unwrap_or_default();
            // A name that breaks lines or acts on terminals goes no further.
            let stem = sanitize(&stem.to_string_lossy()).into_owned();
            sources.push(Source { path: loaded.path.clone(), stem, filing: one.filing });
        }
    }
    if sources.is_empty() {
        if n_failures == 0 {
            say(&Message::plain(CliText::NothingToExport), lang);
        }
        return ExitCode::from(COULD_NOT_RUN);
    }
    let all: Vec<&Source> = sources.iter().collect();
    let documents = if is_file { vec![(args.out.clone(), all)] } else { one_each(&args.out, target, &all) };
    let tell = if input::is_stream(&args.out) { output::message } else { output::result };
    let mut written = Vec::new();
    for (path, filings) in &documents {
        match write(path, target, filings) {
            Ok(()) => written.push(filings.as_slice()),
            Err(message) => {
                n_failures += 1;
                tell_failure(path, &message, lang);
                continue;
            }
        }
        for line in told(path, filings, lang) {
            tell(&format!("{line}\n"));
        }
    }
    if !written.is_empty() {
        tell(&format!("{}\n", summary(&written).render(lang)));
    }
    ExitCode::from(u8::from(n_failures > 0))
}

/// Whether the output is one file: a folder is one that is there, or a name without the ending of a document.
fn is_file(out: &Path, has_ending: bool) -> bool {
    !out.is_dir() && (has_ending || out.extension().is_some())
}

/// A file in the folder for each filing; two of one name get numbers.
fn one_each<'a>(folder: &Path, target: Target, sources: &[&'a Source]) -> Vec<(PathBuf, Vec<&'a Source>)> {
    let mut used: HashSet<String> = HashSet::new();
    sources
        .iter()
        .map(|source| {
            let numbered = (2..).map(|n| format!("{}-{n}", source.stem));
            let stem = std::iter::once(source.stem.clone())
                .chain(numbered)
                .find(|it| used.insert(it.to_lowercase()))
                .unwrap_or_default();
            (folder.join(format!("{stem}.{}", target.ending())), vec![*source])
        })
        .collect()
}

/// Writes one document.
fn write(path: &Path, target: Target, sources: &[&Source]) -> Result<(), Message<Problem>> {
    let names: Vec<String> = sources.iter().map(|it| file_name(&it.path)).collect();
    let named: Vec<Named<'_>> =
        sources.iter().zip(&names).map(|(source, file)| Named { file, filing: &source.filing }).collect();
    let bytes = export::write(target, &named)?;
    if input::is_stream(path) {
        output::document(&bytes);
        return Ok(());
    }
    store::create_bytes(path, &bytes).map(|_| ()).map_err(|error| error.message)
}

fn tell_failure(path: &Path, message: &Message<Problem>, lang: Lang) {
    match message.id {
        Problem::ExistsAlready => {
            let args = [("target", path.display().to_string())];
            say(&Message::new(CliText::ExportRefused, args), lang);
        }
        _ => say(message, lang),
    }
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// One line a source file.
fn told(path: &Path, sources: &[&Source], lang: Lang) -> Vec<String> {
    let mut files: Vec<&Path> = sources.iter().map(|it| it.path.as_path()).collect();
    files.dedup();
    files
        .into_iter()
        .map(|source| {
            let args = [("source", source.display().to_string()), ("target", path.display().to_string())];
            Message::new(CliText::ExportedTo, args).render(lang)
        })
        .collect()
}

fn summary(written: &[&[&Source]]) -> Message<CliText> {
    let filings = || written.iter().flat_map(|it| it.iter());
    let n_indicators: usize = filings().map(|it| it.filing.n_indicators()).sum();
    Message::new(
        CliText::ExportSummary,
        [
            ("filings", filings().count().to_string()),
            ("files", written.len().to_string()),
            ("indicators", n_indicators.to_string()),
        ],
    )
}

fn say(message: &Message<impl Text>, lang: Lang) {
    output::message(&format!("{}\n", message.render(lang)));
}
