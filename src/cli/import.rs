//! `tianbao import`: documents to filings, one file each, and what was doubtful; or, as a stage of a pipe, a filing a
//! line. Never overwrites a file.

use super::args::{Common, FileFormat, ImportArgs};
use super::check::settings::Configuration;
use super::import_names::Names;
use super::import_table::{self, Row};
use super::output::Results;
use super::records::{self, Input};
use super::{COULD_NOT_RUN, input, output, parallel, problems};
use crate::app::field_name::told_doubt;
use crate::format;
use crate::messages::{CliText, Lang, Message, Problem, Text};
use crate::model::{Filing, Place, path::Paths};
use crate::store::{self, Loaded};
use crate::text::json::escaped;
use crate::text::width::sanitize;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

/// What was imported so far.
struct Work<'a> {
    args: &'a ImportArgs,
    lang: Lang,
    out: Results,
    /// The documents that filings were found in, unless they come as a stream.
    rows: Vec<Row>,
    /// The names given in the asked folder.
    names: Names,
    /// Filings and their indicators.
    n_written: (usize, usize),
    /// Files that are filings already.
    n_already: usize,
    /// Files that could not be read or written.
    n_failed: usize,
}

/// A document that was read.
struct Done {
    loaded: Loaded,
    /// The filings as lines, where they go to standard output.
    lines: String,
    seconds: f64,
}

/// Runs the command.
pub fn run(args: &ImportArgs, common: &Common, lang: Lang) -> ExitCode {
    let (out, rows) = (Results::default(), Vec::new());
    let mut work =
        Work { args, lang, out, rows, names: Names::default(), n_written: (0, 0), n_already: 0, n_failed: 0 };
    for paths in input::batches(&args.paths, args.stdin_paths) {
        work.batch(paths, common);
    }
    work.end()
}

impl ImportArgs {
    /// Whether filings go to standard output, a line each: a stream has no place for files.
    fn is_piped(&self) -> bool {
        let is_stream = || self.paths.iter().any(|it| input::is_stream(it));
        self.out.as_deref().map_or_else(is_stream, input::is_stream)
    }
}

impl Done {
    fn of(args: &ImportArgs, start: Instant, loaded: Loaded) -> Self {
        let mut lines = String::new();
        if args.is_piped() {
            for one in &loaded.filings {
                // Writing to a string cannot fail.
                let _ = writeln!(lines, "{}", escaped(&format::to_json(&one.filing).to_string()));
            }
        }
        Self { loaded, lines, seconds: start.elapsed().as_secs_f64() }
    }
}

impl Work<'_> {
    /// Imports what these paths mean.
    fn batch(&mut self, paths: Vec<PathBuf>, common: &Common) {
        let args = self.args;
        let (streams, paths): (Vec<PathBuf>, Vec<PathBuf>) =
            paths.into_iter().partition(|it| input::is_stream(it));
        let discovery = store::discover(&paths);
        self.n_failed += problems::tell(&discovery.problems, self.lang);
        let (configuration, n_problems) = Configuration::for_reading(common, &discovery.files, self.lang);
        self.n_failed += n_problems;
        if let Some(name) = streams.first() {
            self.stream(name, &configuration);
        }
        let load = |path: &PathBuf| {
            let start = Instant::now();
            Done::of(args, start, store::load_with(path, &configuration.of(path).words))
        };
        parallel::in_order(&discovery.files, load, |it| self.take(it));
        self.out.write();
    }

    /// Imports what comes on standard input: one document, or a record a line.
    fn stream(&mut self, name: &Path, configuration: &Configuration) {
        let args = self.args;
        let words = &configuration.of(name).words;
        match records::open(std::io::stdin().lock(), name, words) {
            Input::Whole(loaded) => self.take(Done::of(args, Instant::now(), loaded)),
            Input::Records(batches) => {
                for batch in batches {
                    let load = |it: &records::Record| Done::of(args, Instant::now(), it.load(words));
                    parallel::in_order(&batch, load, |it| self.take(it));
                    // Whoever reads the other end of a pipe need not wait for the next batch.
                    self.out.write();
                }
            }
        }
    }

    /// Writes what a document gave.
    fn take(&mut self, done: Done) {
        let Done { loaded, lines, seconds } = done;
        if !loaded.problems.is_empty() {
            self.out.write();
        }
        self.n_failed += problems::tell(&loaded.problems, self.lang);
        if self.args.is_piped() {
            self.out.add(&lines);
            for it in &loaded.filings {
                self.n_written = (self.n_written.0 + 1, self.n_written.1 + it.filing.n_indicators());
            }
            return;
        }
        if loaded.filings.iter().any(|it| !it.save_to.as_os_str().is_empty() && it.save_to == loaded.path) {
            self.n_already += 1;
            let source = ("source", loaded.path.display().to_string());
            say(&Message::new(CliText::ImportSkipped, [source]), self.lang);
            return;
        }
        if loaded.filings.is_empty() {
            return;
        }
        let mut row = Row { file: loaded.path.display().to_string(), seconds, ..Row::default() };
        let n_filings = loaded.filings.len();
        for (idx, one) in loaded.filings.iter().enumerate() {
            // What came in a stream has no place but its name in the asked folder.
            let name = Path::new(loaded.path.file_name().unwrap_or_default());
            let own = store::save_path(name, idx, n_filings, None);
            let save_to = if one.save_to.as_os_str().is_empty() { &own } else { &one.save_to };
            let start = Instant::now();
            if import_one(self.args, &mut self.names, &loaded.path, (save_to, &one.filing), self.lang) {
                row.n_filings += 1;
                row.n_indicators += one.filing.n_indicators();
                row.n_doubts += n_doubts(&one.filing);
                row.n_leftover += leftover(&one.filing).len();
            } else {
                self.n_failed += 1;
            }
            row.seconds += start.elapsed().as_secs_f64();
        }
        self.n_written = (self.n_written.0 + row.n_filings, self.n_written.1 + row.n_indicators);
        // A table of everything that ever came would grow without end.
        if !self.args.stdin_paths && !self.args.paths.iter().any(|it| input::is_stream(it)) {
            self.rows.push(row);
        }
    }

    fn end(&self) -> ExitCode {
        let (n_filings, n_indicators) = self.n_written;
        let is_nothing = n_filings == 0 && self.n_already == 0;
        if is_nothing && self.n_failed == 0 {
            say(&Message::plain(CliText::NothingToImport), self.lang);
        }
        if !self.rows.is_empty() {
            output::result(&import_table::render(&self.rows, self.lang));
        } else if n_filings > 0 {
            let counts = [("filings", n_filings.to_string()), ("indicators", n_indicators.to_string())];
            say(&Message::new(CliText::ImportStreamed, counts), self.lang);
        }
        ExitCode::from(if is_nothing { COULD_NOT_RUN } else { u8::from(self.n_failed > 0) })
    }
}

/// Writes a filing and says what was not sure of it; `false` where it was not written.
fn import_one(
    args: &ImportArgs,
    names: &mut Names,
    source: &Path,
    (save_to, filing): (&Path, &Filing),
    lang: Lang,
) -> bool {
    let content = match args.to {
        FileFormat::Toml => format::write(filing),
        FileFormat::Json => escaped(&format!("{:#}\n", format::to_json(filing))).into_owned(),
    };
    let target = target(args, save_to);
    // Only in a folder for all of them can documents of several folders meet.
    let target = if args.out.is_some() { names.give(target, source, &content) } else { target };
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
        // A name that breaks lines or acts on terminals goes no further.
        (Some(folder), Some(name)) => folder.join(&*sanitize(&name.to_string_lossy())),
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
