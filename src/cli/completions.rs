//! `tianbao completions SHELL` and `tianbao man [COMMAND]`: what a shell and `man` know of the program, out of its own arguments.

use super::args::{CompletionsArgs, ManArgs};
use super::{help, output};
use crate::messages::{CliText, Lang, Message, Text};
use clap::builder::PossibleValuesParser;
use clap::{Arg, Command};
use clap_complete::Shell;
use std::process::ExitCode;

/// What the program is called.
const NAME: &str = "tianbao";

/// Prints the completions of a shell.
pub fn run(args: CompletionsArgs, lang: Lang) -> ExitCode {
    let mut script = Vec::new();
    let command = values_by_name(help::command(lang));
    let mut command = if args.shell == Shell::Zsh { without_paths(&command) } else { command };
    clap_complete::generate(args.shell, &mut command, NAME, &mut script);
    let mut script = String::from_utf8_lossy(&script).into_owned();
    if args.shell == Shell::Zsh {
        script = with_files(&script);
    }
    output::result(&script);
    ExitCode::SUCCESS
}

/// Values without what the code says of them, which is in English in either language; the option's help names them.
fn values_by_name(command: Command) -> Command {
    let plain = |arg: Arg| {
        let values: Vec<_> = arg.get_possible_values().into_iter().map(|it| it.help(None::<&str>)).collect();
        if values.is_empty() { arg } else { arg.value_parser(PossibleValuesParser::new(values)) }
    };
    command.mut_args(plain).mut_subcommands(values_by_name)
}

/// The program without the paths that it opens: with them the script for zsh takes the name of a command for a path,
/// and completes none of its options.
fn without_paths(command: &Command) -> Command {
    Command::new(NAME)
        .version(env!("CARGO_PKG_VERSION"))
        .disable_help_flag(true)
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .args(command.get_arguments().filter(|it| !it.is_positional()).cloned())
        .subcommands(command.get_subcommands().cloned())
}

/// The script for zsh with files beside the names of commands.
fn with_files(script: &str) -> String {
    let commands = format!("_describe -t commands '{NAME} commands' commands \"$@\"\n");
    script.replacen(&commands, &format!("{commands}    _files\n"), 1)
}

/// Prints the manual page of the program, or of one of its commands.
pub fn man(args: &ManArgs, lang: Lang) -> ExitCode {
    let mut command = help::command(lang);
    command.build();
    let of = args.command.as_deref().unwrap_or_default();
    let found = command.get_subcommands().find(|it| it.get_name() == of).cloned();
    let command = match found {
        Some(found) => {
            let name = format!("tianbao-{}", found.get_name());
            found.display_name(name)
        }
        None if of.is_empty() => command,
        None => {
            let names: Vec<&str> = command.get_subcommands().map(clap::Command::get_name).collect();
            let args = [("arg", "COMMAND".into()), ("value", of.to_owned()), ("values", names.join(" · "))];
            output::message(&format!("{}\n", Message::new(CliText::BadValue, args).render(lang)));
            return ExitCode::from(super::COULD_NOT_RUN);
        }
    };
    let mut page = Vec::new();
    let page_of = clap_mangen::Man::new(command).source(concat!("tianbao ", env!("CARGO_PKG_VERSION")));
    // Writing to memory does not fail.
    let _ = page_of.render(&mut page);
    output::result(&headed(&String::from_utf8_lossy(&page), lang));
    ExitCode::SUCCESS
}

/// The headings of a manual page that the library writes, and what they are in Chinese.
const HEADINGS: &[(&str, CliText)] = &[
    ("NAME", CliText::ManName),
    ("SYNOPSIS", CliText::ManSynopsis),
    ("DESCRIPTION", CliText::ManDescription),
    ("OPTIONS", CliText::ManOptions),
    ("SUBCOMMANDS", CliText::ManCommands),
    ("VERSION", CliText::ManVersion),
];

/// A manual page with its headings in one language: the library knows English ones only.
fn headed(page: &str, lang: Lang) -> String {
    let mut lines = String::new();
    for line in page.lines() {
        let name = line.strip_prefix(".SH ").map(|it| it.trim_matches('"'));
        let known = HEADINGS.iter().find(|it| Some(it.0) == name);
        lines.push_str(&known.map_or_else(|| line.to_owned(), |it| format!(".SH {}", it.1.text(lang))));
        lines.push('\n');
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::headed;
    use crate::messages::Lang;

    #[test]
    fn the_headings_of_a_page_are_in_one_language() {
        for (page, expected) in [
            (".SH NAME\ntianbao", ".SH 名称\ntianbao\n"),
            (".SH SYNOPSIS", ".SH 概要\n"),
            (".SH \"OPTIONS\"", ".SH 选项\n"),
            (".SH 参数\nNAME", ".SH 参数\nNAME\n"),
        ] {
            assert_eq!(headed(page, Lang::Zh), expected);
        }
        assert_eq!(headed(".SH NAME\n.SH VERSION\n", Lang::En), ".SH NAME\n.SH VERSION\n");
    }
}
