//! The command line: arguments, the commands without a screen, exit codes.
//!
//! Results go to standard output, messages to standard error. 0: nothing at or above the asked severity; 1: there
//! is; 2: could not run.

pub mod args;
pub mod check;
mod completions;
mod diff;
mod explain;
mod export;
mod fmt;
mod help;
mod import;
mod import_names;
mod import_table;
mod input;
mod keymap_schema;
mod keys;
mod lang;
mod log;
mod new;
mod output;
mod parallel;
mod paths;
mod problems;
mod records;
pub mod report;
mod rules;

use crate::messages::{CliText, Lang, Message, Text};
use crate::run;
use crate::text::similar;
use args::{Args, Command};
use clap::error::ErrorKind;
use clap::{CommandFactory, FromArgMatches};
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

/// Could not run.
const COULD_NOT_RUN: u8 = 2;

/// Runs the program with these arguments (the program's own name first).
pub fn main(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args: Vec<OsString> = args.into_iter().collect();
    let lang = lang::choose(&args);
    let parsed =
        help::command(lang).try_get_matches_from(&args).and_then(|matches| Args::from_arg_matches(&matches));
    match parsed {
        Ok(parsed) => dispatch(&parsed, lang),
        Err(error) if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) => {
            output::result(&error.render().to_string());
            ExitCode::SUCCESS
        }
        Err(error) => {
            output::message(&help::error_text(&error, lang));
            ExitCode::from(COULD_NOT_RUN)
        }
    }
}

fn dispatch(args: &Args, lang: Lang) -> ExitCode {
    let is_colored = output::is_colored(args.common.color);
    if let Err(why) = log::begin(&args.common, args.command.is_none(), lang) {
        output::message(&format!("{why}\n"));
        return ExitCode::from(COULD_NOT_RUN);
    }
    match &args.command {
        Some(Command::Explain(explain)) => explain::run(explain, lang, is_colored),
        Some(Command::Rules(rules)) => rules::run(rules, lang),
        Some(Command::Check(check)) => check::run(check, &args.common, lang, is_colored),
        Some(Command::Import(import)) => import::run(import, &args.common, lang),
        Some(Command::Export(export)) => export::run(export, &args.common, lang),
        Some(Command::Diff(diff)) => diff::run(diff, &args.common, lang, is_colored),
        Some(Command::New(new)) => new::run(new, &args.common, lang),
        Some(Command::Fmt(fmt)) => fmt::run(fmt, lang),
        Some(Command::Completions(completions)) => completions::run(*completions, lang),
        Some(Command::Man(man)) => completions::man(man, lang),
        Some(Command::Keys(keys)) => keys::run(*keys, &args.common, lang),
        Some(Command::Paths) => paths::run(&args.common, lang),
        None => workbench(args, lang, is_colored),
    }
}

fn workbench(args: &Args, lang: Lang, is_colored: bool) -> ExitCode {
    if let Some((word, suggestion)) = mistyped(&args.paths) {
        let message = Message::new(CliText::NoSuchCommand, [("word", word), ("suggestion", suggestion)]);
        output::message(&format!("{}\n{}\n", message.render(lang), CliText::SeeHelp.text(lang)));
        return ExitCode::from(COULD_NOT_RUN);
    }
    let options = run::Options {
        lang,
        config: args.common.config.clone(),
        no_config: args.common.no_config,
        is_colored,
    };
    match run::workbench(&args.paths, &options) {
        Ok(code) => code,
        Err(error) => {
            output::message(&format!("{}: {error}\n", CliText::ErrorLabel.text(lang)));
            ExitCode::from(COULD_NOT_RUN)
        }
    }
}

/// A command with a wrong letter arrives as the path of something to open. The word, and the command that it is near,
/// where there is nothing of that name.
fn mistyped(paths: &[PathBuf]) -> Option<(String, String)> {
    let first = paths.first().filter(|it| it.symlink_metadata().is_err())?;
    let word = first.to_str()?;
    let commands = Args::command();
    let suggestion = similar::closest(word, commands.get_subcommands().map(clap::Command::get_name))?;
    Some((word.to_owned(), suggestion.to_owned()))
}
