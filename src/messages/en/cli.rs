//! What the command line says.

use crate::messages::CliText;

/// The template of a message.
pub const fn text(id: CliText) -> &'static str {
    match id {
        CliText::About => "a terminal workbench for China's performance target filings (绩效目标申报表)",
        CliText::CheckAbout => "check filings without the screen",
        CliText::ImportAbout => "import documents into filings, one file each",
        CliText::HeadUsage => "Usage",
        CliText::HeadArguments => "Arguments",
        CliText::HeadOptions => "Options",
        CliText::HeadCommands => "Commands",
        CliText::HelpLog => "adds what happened (never what a filing says) to FILE",
        CliText::HelpVerbose => {
            "in more detail: every file, every command, every resize; without --log to standard error"
        }
        CliText::HelpKeysSchema => {
            "prints the JSON schema of keymap.toml, by which editors complete and check it"
        }
        CliText::KeysNone => "takes the binding away",
        CliText::HelpKeysDefault => "prints the keys it comes with, as a start for a keymap.toml of your own",
        CliText::KeysAbout => "lists keys and commands, and checks keymap.toml",
        CliText::KeysMode => "mode [{mode}]",
        CliText::KeysUnbound => "(none)",
        CliText::KeysFile => "keymap file: {file}",
        CliText::KeysNoFile => "there is no keymap file; it would be {file}",
        CliText::HelpPaths => "files and folders to open (folders with all below)",
        CliText::HelpCheckPaths => {
            "files and folders to check (folders with all below); - is standard input: a document, or a JSON record a line"
        }
        CliText::HelpImportPaths => {
            "documents and folders to import (folders with all below); - is standard input: a document, or a JSON record a line"
        }
        CliText::HelpStdinPaths => "also take paths from standard input, one a line",
        CliText::HelpFormat => {
            "format of the report: text (default), concise, json, ndjson, sarif, github, csv or markdown"
        }
        CliText::HelpFailOn => "exit with 1 at this severity: error (default), warning or info",
        CliText::HelpOut => {
            "write into this folder (default: beside the source); - is standard output, a filing a line as JSON"
        }
        CliText::HelpTo => "write toml (default) or json",
        CliText::HelpLang => "language: zh or en (default: the system's)",
        CliText::HelpConfig => "use this configuration file",
        CliText::HelpNoConfig => "read no configuration file",
        CliText::HelpColor => "color: auto (default), always or never; NO_COLOR is honored",
        CliText::HelpHelp => "show this help",
        CliText::HelpVersion => "show the version",
        CliText::NoTerminal => {
            "there is no terminal to open the workbench on; to check without a screen use: tianbao check"
        }
        CliText::UnknownArgument => "unknown argument {arg}",
        CliText::NoSuchCommand => {
            "there is no file, folder or command named {word}; did you mean tianbao {suggestion}?"
        }
        CliText::UnknownArgumentSimilar => "unknown argument {arg}; did you mean {suggestion}?",
        CliText::BadValue => "{arg} cannot be “{value}”; it may be: {values}",
        CliText::MissingValue => "{arg} needs a value",
        CliText::MissingArgument => "{arg} is missing",
        CliText::BadArguments => "bad arguments: {text}",
        CliText::SeeHelp => "see tianbao --help",
        CliText::ErrorLabel => "error",
        CliText::WarningLabel => "warning",
        CliText::InfoLabel => "info",
        CliText::NoteLabel => "note",
        CliText::Clause => "clause",
        CliText::Fix => "fix",
        CliText::FixSafe => "safe",
        CliText::FixUnsafe => "needs a look",
        CliText::FixDisplay => "advice",
        CliText::Budget => "budget",
        CliText::WholeFiling => "(whole filing)",
        CliText::SummaryCounts => "{filings} filings: errors {errors}, warnings {warnings}, infos {infos}",
        CliText::SummaryFixable => "fixable {total}: safe {safe}, needing a look {unsafe}",
        CliText::SummaryUnread => "{n} files could not be read, see above",
        CliText::NothingToCheck => "no filings were found to check",
        CliText::NothingToImport => "no documents were found to import",
        CliText::ImportedTo => {
            "{source} → {target}: indicators {indicators}, in doubt {doubts}, lines left over {leftover}"
        }
        CliText::ImportedDoubt => "  line {line}  {node}: {doubt}",
        CliText::ImportedDoubtUnplaced => "  {node}: {doubt}",
        CliText::ImportedLeftover => "  left over: {text}",
        CliText::ImportSkipped => "{source} is a filing already; nothing to import",
        CliText::ImportRefused => {
            "{target} is there already with other content and was not overwritten. Move it away, or name a folder with -o"
        }
        CliText::ExportAbout => "Write filings as Word, Excel and other forms, or as one table of indicators",
        CliText::HelpExportPaths => "Filings, documents or folders (with all below) to export",
        CliText::HelpExportTo => {
            "Write xlsx, docx, html, markdown or json, or csv, jsonl or parquet for other engines (default: what the name given with -o ends with)"
        }
        CliText::HelpExportOut => {
            "Write to this file (all filings in it) or folder (one file a filing; csv, jsonl and parquet: a dataset partitioned by year), or one document to standard output with `-`; no file is overwritten"
        }
        CliText::ImportStreamed => "imported {filings} filings: {indicators} indicators",
        CliText::NothingToExport => "found no filing to export",
        CliText::ExportedTo => "{source} → {target}",
        CliText::ExportRefused => {
            "{target} exists with other content and was not overwritten; move it away or choose another name"
        }
        CliText::ExportSummary => "exported {filings} filings to {files} files: {indicators} indicators",
        CliText::ImportFile => "file",
        CliText::ImportFilings => "filings",
        CliText::ImportIndicators => "indicators",
        CliText::ImportDoubts => "in doubt",
        CliText::ImportLeftover => "left over",
        CliText::ImportSeconds => "seconds",
        CliText::ImportSum => "{sources} documents",
        // Rules explained and listed.
        CliText::ExplainAbout => "Explain rules: what they check, why, examples, whether the fix is safe",
        CliText::RulesAbout => "List all rules",
        CliText::HelpExplainRules => "Codes or names of rules, such as V06 or percent-floor-100",
        CliText::HelpExplainAll => "Every rule",
        CliText::HelpListFormat => "The format of the list: text (default) or json",
        CliText::UnknownRule => "there is no rule {rule}; tianbao rules lists them all",
        CliText::UnknownRuleSimilar => "there is no rule {rule}, did you mean {suggestion}?",
        // check: choosing, fixing, baselines, reports.
        CliText::HelpSelect => {
            "only these rules: codes, letters of families, names or ALL, separated by commas"
        }
        CliText::HelpIgnore => "not these rules, written likewise",
        CliText::HelpFix => "apply the safe fixes and save (TOML filings only)",
        CliText::HelpUnsafeFixes => "with --fix or --diff: also the fixes that need a look",
        CliText::HelpDiff => {
            "only show what fixing would change; nothing is written; exit with 1 if anything would"
        }
        CliText::HelpBaseline => "do not report the findings of this baseline",
        CliText::HelpWriteBaseline => "write the findings of now as a baseline",
        CliText::HelpStatistics => "count the findings by rule",
        CliText::ArgumentsConflict => "{arg} cannot go with {other}",
        CliText::SummaryFixed => "fixed: {fixes}, in filings: {filings}",
        CliText::SummaryKnown => "known from the baseline and not reported: {n}",
        CliText::SummarySilenced => "{file} turns off {n} rules: {codes} (--no-config does not follow it)",
        CliText::SummarySilencedMore => {
            "{file} turns off {n} rules: {codes} and others (--no-config does not follow it)"
        }
        CliText::SummaryTwins => "{n} names of files that were counted already, such as links, were left out",
        CliText::SummaryStale => {
            "no longer there but in the baseline: {n}; --write-baseline brings it up to date"
        }
        CliText::DiffSummary => "could be fixed: {fixes}, in filings: {filings}; nothing was written",
        CliText::BaselineWritten => "wrote {n} findings to the baseline {file}",
        CliText::LetterTitle => "Review of performance targets",
        CliText::LetterClean => "No findings.",
        CliText::StatisticsTitle => "Counts by rule",
        CliText::ColumnFile => "file",
        CliText::ColumnLine => "line",
        CliText::ColumnDepartment => "department",
        CliText::ColumnProject => "project",
        CliText::ColumnYear => "year",
        CliText::ColumnSeverity => "severity",
        CliText::ColumnRule => "rule",
        CliText::ColumnRuleName => "rule name",
        CliText::ColumnAt => "place",
        CliText::ColumnValue => "as printed",
        CliText::ColumnProblem => "problem",
        CliText::ColumnClause => "clause",
        CliText::ColumnAdvice => "advice",
        CliText::ColumnReplacement => "replacement",
        CliText::DiffAbout => "Compares two filings: rows, targets raised or lowered, money",
        CliText::HelpDiffLeft => "The old side (last year's, the declared one): a file or folder",
        CliText::HelpDiffRight => "The new side (this year's, the approved one): a file or folder",
        CliText::HelpDiffFormat => "The format: text (default), json or html",
        CliText::NewAbout => "Drafts next year's filing, or begins an empty one by its scheme",
        CliText::HelpNewFrom => "Last year's filing or document",
        CliText::HelpNewYear => "The new year, such as 2026",
        CliText::HelpNewOut => "The file to write (named by the year beside the old one unless given)",
        CliText::HelpNewScheme => "Without --from: k88 (default), k101, jiangsu, function-matrix or zhejiang",
        CliText::HelpNewDepartment => "The department's name",
        CliText::HelpNewProject => "The project's name, for a project's form",
        CliText::HelpNewKeepMoney => "Keeps last year's amounts (else they are blank, to be filled in)",
        CliText::NewWritten => {
            "{source} → {target}: {year}, {indicators} indicators, {doubts} to be checked, {amounts} amounts to be filled in"
        }
        CliText::NewEmpty => "{target}: an empty form for {year}, {indicators} indicators to be filled in",
        CliText::NewExists => "{target} exists already and was not overwritten; name another with -o",
        CliText::NewSeveral => "{file} holds {n} filings, each has a file of its own; -o takes one only",
        CliText::NewNothing => "{file} holds no filing to draft from",
        CliText::FmtAbout => "Puts files of filings into the canonical layout",
        CliText::HelpFmtPaths => "The TOML files or folders (with those below)",
        CliText::HelpFmtCheck => "Only checks; exits with 1 when a file would change",
        CliText::FmtDone => "formatted {file}",
        CliText::FmtWould => "would format {file}",
        CliText::FmtSummary => "{files} files, {changed} not in the canonical layout",
        CliText::FmtNotToml => "{file} is no TOML filing and was left alone",
        CliText::FmtDoneSummary => "{files} files, {changed} formatted",
        CliText::FmtRefused => {
            "{file} cannot be laid out without losing a comment or an unknown key and was left alone"
        }
        CliText::HelpShell => "the shell: bash, zsh, fish, powershell or elvish",
        CliText::CompletionsAbout => "print the completion script of a shell",
        CliText::ManAbout => "print the manual page (for man)",
        CliText::PathsAbout => "list where settings, keys and journals are kept",
        CliText::PathConfig => "settings",
        CliText::PathKeymap => "keys",
        CliText::PathJournal => "unsaved changes",
        CliText::PathSession => "last session",
        CliText::PathCache => "cache",
        CliText::PathMissing => "(not there yet)",
        CliText::PathNone => "this system has no such folder",
        CliText::HelpManCommand => "a command such as check; none for the program itself",
        CliText::ManName => "NAME",
        CliText::ManSynopsis => "SYNOPSIS",
        CliText::ManDescription => "DESCRIPTION",
        CliText::ManOptions => "OPTIONS",
        CliText::ManCommands => "SUBCOMMANDS",
        CliText::ManVersion => "VERSION",
    }
}
