//! The help texts and argument errors in the language of the interface: clap parses, the catalogue speaks.

use super::args::Args;
use crate::messages::{CliText, Lang, Message, Text};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command, CommandFactory};

/// The help of every argument, by command (none for the program itself and for what all commands take) and id.
const HELP: &[(&str, &str, CliText)] = &[
    ("", "paths", CliText::HelpPaths),
    ("check", "paths", CliText::HelpCheckPaths),
    ("check", "stdin_paths", CliText::HelpStdinPaths),
    ("check", "format", CliText::HelpFormat),
    ("check", "fail_on", CliText::HelpFailOn),
    ("explain", "rules", CliText::HelpExplainRules),
    ("explain", "all", CliText::HelpExplainAll),
    ("rules", "format", CliText::HelpListFormat),
    ("check", "select", CliText::HelpSelect),
    ("check", "ignore", CliText::HelpIgnore),
    ("check", "fix", CliText::HelpFix),
    ("check", "unsafe_fixes", CliText::HelpUnsafeFixes),
    ("check", "diff", CliText::HelpDiff),
    ("check", "baseline", CliText::HelpBaseline),
    ("check", "write_baseline", CliText::HelpWriteBaseline),
    ("check", "statistics", CliText::HelpStatistics),
    ("import", "paths", CliText::HelpImportPaths),
    ("import", "stdin_paths", CliText::HelpStdinPaths),
    ("import", "out", CliText::HelpOut),
    ("import", "to", CliText::HelpTo),
    ("export", "paths", CliText::HelpExportPaths),
    ("export", "to", CliText::HelpExportTo),
    ("export", "out", CliText::HelpExportOut),
    ("diff", "left", CliText::HelpDiffLeft),
    ("diff", "right", CliText::HelpDiffRight),
    ("diff", "format", CliText::HelpDiffFormat),
    ("new", "from", CliText::HelpNewFrom),
    ("new", "year", CliText::HelpNewYear),
    ("new", "out", CliText::HelpNewOut),
    ("new", "scheme", CliText::HelpNewScheme),
    ("new", "department", CliText::HelpNewDepartment),
    ("new", "project", CliText::HelpNewProject),
    ("new", "keep_money", CliText::HelpNewKeepMoney),
    ("fmt", "paths", CliText::HelpFmtPaths),
    ("fmt", "check", CliText::HelpFmtCheck),
    ("completions", "shell", CliText::HelpShell),
    ("man", "command", CliText::HelpManCommand),
    ("keys", "default", CliText::HelpKeysDefault),
    ("keys", "schema", CliText::HelpKeysSchema),
    ("", "log", CliText::HelpLog),
    ("", "verbose", CliText::HelpVerbose),
    ("", "lang", CliText::HelpLang),
    ("", "config", CliText::HelpConfig),
    ("", "no_config", CliText::HelpNoConfig),
    ("", "color", CliText::HelpColor),
];
/// The one-line description of every command; the program itself has no name.
const ABOUT: &[(&str, CliText)] = &[
    ("", CliText::About),
    ("check", CliText::CheckAbout),
    ("explain", CliText::ExplainAbout),
    ("rules", CliText::RulesAbout),
    ("import", CliText::ImportAbout),
    ("export", CliText::ExportAbout),
    ("diff", CliText::DiffAbout),
    ("new", CliText::NewAbout),
    ("fmt", CliText::FmtAbout),
    ("completions", CliText::CompletionsAbout),
    ("man", CliText::ManAbout),
    ("paths", CliText::PathsAbout),
    ("keys", CliText::KeysAbout),
];

/// The program's arguments with help in this language.
pub fn command(lang: Lang) -> Command {
    let mut command = localized(Args::command(), "", lang).arg(
        Arg::new("version")
            .short('V')
            .long("version")
            .action(ArgAction::Version)
            .help(CliText::HelpVersion.text(lang))
            .help_heading(CliText::HeadOptions.text(lang)),
    );
    for (name, _) in ABOUT.iter().filter(|(name, _)| !name.is_empty()) {
        command = command.mut_subcommand(name, |it| localized(it, name, lang));
    }
    command
}

fn localized(command: Command, name: &str, lang: Lang) -> Command {
    let about = ABOUT.iter().find(|(it, _)| *it == name).map_or("", |(_, id)| id.text(lang));
    let help = Arg::new("help")
        .short('h')
        .long("help")
        .action(ArgAction::Help)
        .help(CliText::HelpHelp.text(lang))
        .help_heading(CliText::HeadOptions.text(lang));
    command
        .about(about)
        .help_template(format!("{{about}}\n\n{}: {{usage}}\n\n{{all-args}}\n", CliText::HeadUsage.text(lang)))
        .subcommand_help_heading(CliText::HeadCommands.text(lang))
        .mut_args(|arg| {
            let id = HELP.iter().find(|(of, id, _)| *of == name && arg.get_id() == *id);
            let heading =
                if arg.is_positional() { CliText::HeadArguments } else { CliText::HeadOptions }.text(lang);
            let takes_value = arg.get_action().takes_values();
            let arg = arg.help_heading(heading);
            // The help texts name the values and the default in the language of the interface.
            let arg = if takes_value { arg.hide_possible_values(true).hide_default_value(true) } else { arg };
            match id {
                Some((_, _, text)) => arg.help(text.text(lang)),
                None => arg,
            }
        })
        .arg(help)
}

/// What is wrong with the arguments, in one sentence.
pub fn error_text(error: &clap::Error, lang: Lang) -> String {
    let get = |kind| error.get(kind).map(value_text).unwrap_or_default();
    let arg = get(ContextKind::InvalidArg);
    let message = match error.kind() {
        ErrorKind::InvalidValue if get(ContextKind::InvalidValue).is_empty() => {
            Message::new(CliText::MissingValue, [("arg", arg)])
        }
        ErrorKind::InvalidValue => Message::new(
            CliText::BadValue,
            [
                ("arg", arg),
                ("value", get(ContextKind::InvalidValue)),
                ("values", get(ContextKind::ValidValue)),
            ],
        ),
        ErrorKind::MissingRequiredArgument => Message::new(CliText::MissingArgument, [("arg", arg)]),
        ErrorKind::ArgumentConflict => {
            Message::new(CliText::ArgumentsConflict, [("arg", arg), ("other", get(ContextKind::PriorArg))])
        }
        ErrorKind::UnknownArgument => match get(ContextKind::SuggestedArg) {
            suggestion if suggestion.is_empty() => Message::new(CliText::UnknownArgument, [("arg", arg)]),
            suggestion => {
                Message::new(CliText::UnknownArgumentSimilar, [("arg", arg), ("suggestion", suggestion)])
            }
        },
        _ => {
            let text = error.to_string();
            let first = text.lines().next().unwrap_or_default();
            let plain = first.strip_prefix("error: ").unwrap_or(first).to_owned();
            Message::new(CliText::BadArguments, [("text", plain)])
        }
    };
    format!("{}\n{}\n", message.render(lang), CliText::SeeHelp.text(lang))
}

fn value_text(value: &ContextValue) -> String {
    match value {
        ContextValue::Strings(all) => all.join(", "),
        ContextValue::String(one) => one.clone(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_argument_and_command_has_its_help_in_both_languages() {
        for lang in [Lang::Zh, Lang::En] {
            let command = command(lang);
            command.clone().debug_assert();
            for one in std::iter::once(&command).chain(command.get_subcommands()) {
                assert!(one.get_about().is_some(), "{}", one.get_name());
                for arg in one.get_arguments() {
                    assert!(arg.get_help().is_some(), "{} {}", one.get_name(), arg.get_id());
                }
            }
        }
        let help = command(Lang::Zh).render_help().to_string();
        assert!(help.contains("用法: tianbao") && help.contains("命令:") && help.contains("选项:"), "{help}");
        assert!(!help.contains("Options") && !help.contains("Usage"), "{help}");
    }

    #[test]
    fn errors_are_sentences_of_the_language() {
        let check = |args: &[&str], expected: &str| {
            let error = command(Lang::Zh).try_get_matches_from(args).unwrap_err();
            assert_eq!(error_text(&error, Lang::Zh).lines().next(), Some(expected), "{args:?}");
        };
        check(
            &["tianbao", "check", "a.toml", "--formt", "json"],
            "不认识的参数 --formt，是否想用 --format？",
        );
        check(&["tianbao", "--quiet-please"], "不认识的参数 --quiet-please");
        check(
            &["tianbao", "check", "a.toml", "--format", "xml"],
            "--format <FORMAT> 不能是“xml”，可以是：text, concise, json, ndjson, sarif, github, csv, markdown",
        );
        check(&["tianbao", "check"], "缺少 <PATH>...");
        check(&["tianbao", "check", "a", "--format"], "--format <FORMAT> 后面缺少内容");
    }
}
