//! `tianbao new`: drafts next year's filing, or begins an empty one. A file that is there already is not touched.

use super::args::{Common, NewArgs};
use super::check::settings::Configuration;
use super::{COULD_NOT_RUN, output, problems};
use crate::draft::{self, Options, Wish};
use crate::format;
use crate::messages::{CliText, HandText, Lang, Message, Problem, Text};
use crate::store;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Runs the command.
pub fn run(args: &NewArgs, common: &Common, lang: Lang) -> ExitCode {
    let done = match &args.from {
        Some(from) => next_year(args, from, common, lang),
        None => empty(args, lang),
    };
    if done { ExitCode::SUCCESS } else { ExitCode::from(COULD_NOT_RUN) }
}

fn next_year(args: &NewArgs, from: &Path, common: &Common, lang: Lang) -> bool {
    let discovery = store::discover(std::slice::from_ref(&from.to_path_buf()));
    let mut n_failures = problems::tell(&discovery.problems, lang);
    let (configuration, n_problems) = Configuration::for_reading(common, &discovery.files, lang);
    n_failures += n_problems;
    let mut filings = Vec::new();
    for path in &discovery.files {
        let loaded = discovery.load_with(path, &configuration.of(path).words);
        n_failures += problems::tell(&loaded.problems, lang);
        filings.extend(loaded.filings.into_iter().map(|it| (path.clone(), it)));
    }
    let source = ("file", from.display().to_string());
    if filings.is_empty() {
        if n_failures == 0 {
            say(&Message::new(CliText::NewNothing, [source]), lang);
        }
        return false;
    }
    if args.out.is_some() && filings.len() > 1 {
        say(&Message::new(CliText::NewSeveral, [source, ("n", filings.len().to_string())]), lang);
        return false;
    }
    let mut is_done = n_failures == 0;
    for (path, old) in &filings {
        // Dates and years would be moved backwards, and doubts say "last year".
        if let Some(from) = old.filing.year.filter(|it| *it > args.year) {
            let years = [("from", from.to_string()), ("year", args.year.to_string())];
            let file = ("source", path.display().to_string());
            say(&Message::new(HandText::NewBackwards, [file].into_iter().chain(years)), lang);
            is_done = false;
            continue;
        }
        let options = Options { year: args.year, keep_money: args.keep_money, lang };
        let draft = draft::next_year(&old.filing, options);
        let out = args.out.clone().unwrap_or_else(|| beside(path, &old.save_to, old.filing.year, args.year));
        let counts = [
            ("source", path.display().to_string()),
            ("target", out.display().to_string()),
            ("year", args.year.to_string()),
            ("indicators", draft.filing.n_indicators().to_string()),
            ("doubts", draft.n_doubts.to_string()),
            ("amounts", draft.n_amounts.to_string()),
        ];
        is_done &= write(&out, &draft.filing, &Message::new(CliText::NewWritten, counts), lang);
    }
    is_done
}

/// The draft's file beside the old one.
fn beside(document: &Path, save_to: &Path, from: Option<i32>, year: i32) -> PathBuf {
    let stem =
        save_to.file_stem().or(document.file_stem()).unwrap_or_default().to_string_lossy().into_owned();
    document.with_file_name(format!("{}.toml", draft::file_stem(&stem, from, year)))
}

fn empty(args: &NewArgs, lang: Lang) -> bool {
    let wish = Wish {
        department: args.department.clone().unwrap_or_default(),
        project: args.project.clone().unwrap_or_default(),
        year: args.year,
    };
    let filing = draft::skeleton(args.scheme.into(), &wish);
    let name = if wish.project.is_empty() { &wish.department } else { &wish.project };
    let out = args.out.clone().unwrap_or_else(|| PathBuf::from(draft::file_name(name, args.year)));
    let counts = [
        ("target", out.display().to_string()),
        ("year", args.year.to_string()),
        ("indicators", filing.n_indicators().to_string()),
    ];
    write(&out, &filing, &Message::new(CliText::NewEmpty, counts), lang)
}

fn write(out: &Path, filing: &crate::model::Filing, told: &Message<CliText>, lang: Lang) -> bool {
    match store::create_text(out, &format::write(filing)) {
        Ok(_) => {
            output::result(&format!("{}\n", told.render(lang)));
            true
        }
        Err(error) if error.message.id == Problem::ExistsAlready => {
            say(&Message::new(CliText::NewExists, [("target", out.display().to_string())]), lang);
            false
        }
        Err(error) => {
            say(&error.message, lang);
            false
        }
    }
}

fn say(message: &Message<impl Text>, lang: Lang) {
    output::message(&format!("{}\n", message.render(lang)));
}
