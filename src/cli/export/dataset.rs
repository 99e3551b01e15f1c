//! Tables for other engines: files are loaded, checked and turned into rows on all cores and written as they come.
//!
//! Invariant: however many filings there are, a few of them and what the parts hold is all that is in memory.

use super::parts::{Encoded, Parts, Place};
use super::say;
use crate::check::{Options, check_with};
use crate::cli::args::{Common, ExportArgs};
use crate::cli::check::locate;
use crate::cli::check::settings::Configuration;
use crate::cli::{COULD_NOT_RUN, output, parallel, problems};
use crate::dataset::{self, Format, Schema, Source, Table};
use crate::messages::{CliText, DatasetText, Lang, Message, Problem};
use crate::store::{self, Discovery, FileProblem, SaveError};
use std::path::Path;
use std::process::ExitCode;

/// The rows of one filing.
struct One {
    year: Option<i32>,
    tables: Vec<(Table, Encoded)>,
}

/// Writes the tables of a folder, or the indicators alone as one file.
pub fn run(args: &ExportArgs, common: &Common, format: Format, is_file: bool, lang: Lang) -> ExitCode {
    if format == Format::Parquet && cfg!(not(feature = "parquet")) {
        say(&Message::plain(DatasetText::NoParquet), lang);
        return ExitCode::from(COULD_NOT_RUN);
    }
    let tables: &[Table] = if is_file { &[Table::Indicators] } else { &Table::ALL };
    let in_use = tables.iter().map(|it| args.out.join(it.name())).find(|it| !is_file && store::is_in_use(it));
    if let Some(folder) = in_use {
        let args = [("folder", folder.display().to_string())];
        say(&Message::new(DatasetText::FolderNotEmpty, args), lang);
        return ExitCode::from(COULD_NOT_RUN);
    }
    let discovery = store::discover(&args.paths);
    let mut n_failures = problems::tell(&discovery.problems, lang);
    let (configuration, n_problems) = Configuration::for_reading(common, &discovery.files, lang);
    n_failures += n_problems;
    let place = if is_file { Place::File(args.out.clone()) } else { Place::Folder(args.out.clone()) };
    let mut parts = Parts::new(place, format);
    let work = Work { discovery, configuration, format, has_year: is_file, tables, lang };
    let mut failure: Option<SaveError> = None;
    let mut n_filings = 0;
    let take = |(found, filings): (Vec<FileProblem>, Vec<One>)| {
        n_failures += problems::tell(&found, lang);
        for one in filings {
            n_filings += 1;
            // Once the disk is full, nothing more is written, but what is wrong with files is still told.
            if failure.is_none() {
                let mut tables = one.tables.into_iter();
                failure = tables.find_map(|(table, rows)| parts.take(table, one.year, rows).err());
            }
        }
    };
    parallel::in_order(&work.discovery.files, |it| work.file(it), take);
    if n_filings == 0 {
        if n_failures == 0 {
            say(&Message::plain(CliText::NothingToExport), lang);
        }
        return ExitCode::from(COULD_NOT_RUN);
    }
    let written = match failure {
        None => parts.finish(tables),
        Some(failure) => Err(failure),
    };
    match written {
        Err(error) => {
            tell_failure(&error, lang);
            ExitCode::from(1)
        }
        Ok(told) => {
            let mut fields = vec![("filings", n_filings.to_string()), ("files", told.n_files.to_string())];
            fields.extend(told.n_rows.map(|(table, n_rows)| (table.name(), n_rows.to_string())));
            output::result(&format!("{}\n", Message::new(DatasetText::Summary, fields).render(lang)));
            ExitCode::from(u8::from(n_failures > 0))
        }
    }
}

fn tell_failure(error: &SaveError, lang: Lang) {
    if error.message.id == Problem::ExistsAlready {
        let args = [("target", error.path.display().to_string())];
        say(&Message::new(CliText::ExportRefused, args), lang);
    } else {
        say(&error.message, lang);
    }
}

struct Work<'a> {
    discovery: Discovery,
    configuration: Configuration,
    format: Format,
    has_year: bool,
    tables: &'a [Table],
    lang: Lang,
}

impl Work<'_> {
    /// Loads and checks a file and turns it into rows.
    fn file(&self, path: &Path) -> (Vec<FileProblem>, Vec<One>) {
        let settings = self.configuration.of(path);
        let mut loaded = self.discovery.look(path, &settings.words);
        let found = std::mem::take(&mut loaded.problems);
        let file = path.display().to_string();
        let options = Options { settings: &settings, edited: &[] };
        let one = |(idx, one): (usize, &store::LoadedFiling)| {
            let filing = &one.filing;
            let findings = check_with(filing, &options);
            let spots = locate::spots(&loaded, one, false, false, filing, &findings);
            let lines: Vec<Option<u32>> = spots.iter().map(|it| it.line).collect();
            let source = Source {
                file: &file,
                number: idx + 1,
                filing,
                findings: &findings,
                lines: &lines,
                settings: &settings,
                lang: self.lang,
            };
            let rows = |table: Table| {
                let rows = dataset::rows(Schema { table, has_year: self.has_year }, &source);
                (table, Encoded::of(rows, self.format))
            };
            One { year: filing.year, tables: self.tables.iter().map(|it| rows(*it)).collect() }
        };
        let filings = loaded.filings.iter().enumerate().map(one).collect();
        (found, filings)
    }
}
