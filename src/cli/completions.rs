//! `tianbao completions SHELL` and `tianbao man`: what a shell and `man` know of the program, out of its own arguments.

use super::args::CompletionsArgs;
use super::{help, output};
use crate::messages::Lang;
use std::process::ExitCode;

/// Prints the completions of a shell.
pub fn run(args: &CompletionsArgs, lang: Lang) -> ExitCode {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut help::command(lang), "tianbao", &mut script);
    output::result(&String::from_utf8_lossy(&script));
    ExitCode::SUCCESS
}

/// Prints the manual page, with a section for every command.
pub fn man(lang: Lang) -> ExitCode {
    let mut page = Vec::new();
    let mut command = help::command(lang);
    command.build();
    // Writing to memory does not fail.
    let _ = clap_mangen::Man::new(command.clone()).render(&mut page);
    for it in command.get_subcommands() {
        let name = format!("tianbao-{}", it.get_name());
        let _ = clap_mangen::Man::new(it.clone().name(name)).render(&mut page);
    }
    output::result(&String::from_utf8_lossy(&page));
    ExitCode::SUCCESS
}
