//! `tianbao completions SHELL` and `tianbao man [COMMAND]`: what a shell and `man` know of the program, out of its own arguments.

use super::args::{CompletionsArgs, ManArgs};
use super::{help, output};
use crate::messages::{CliText, Lang, Message};
use std::process::ExitCode;

/// Prints the completions of a shell.
pub fn run(args: CompletionsArgs, lang: Lang) -> ExitCode {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut help::command(lang), "tianbao", &mut script);
    output::result(&String::from_utf8_lossy(&script));
    ExitCode::SUCCESS
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
    // Writing to memory does not fail.
    let _ = clap_mangen::Man::new(command).render(&mut page);
    output::result(&String::from_utf8_lossy(&page));
    ExitCode::SUCCESS
}
