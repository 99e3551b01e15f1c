//! The arguments as typed data. Their help texts are in `help.rs`, since they follow the language.

use super::export::ExportFormat;
use crate::check::Severity;
use crate::check::scheme::Scheme;
use crate::messages::Lang;
use clap::{Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// `tianbao …`
#[derive(Debug, Parser)]
#[command(name = "tianbao", version, disable_help_flag = true, disable_version_flag = true)]
#[command(disable_help_subcommand = true)]
pub struct Args {
    /// The command; none opens the workbench.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// What to open.
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// What every command takes.
    #[command(flatten)]
    pub common: Common,
}

/// The commands without a screen.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// `tianbao check`
    #[command(disable_help_flag = true)]
    Check(CheckArgs),
    /// `tianbao explain`
    #[command(disable_help_flag = true)]
    Explain(ExplainArgs),
    /// `tianbao rules`
    #[command(disable_help_flag = true)]
    Rules(RulesArgs),
    /// `tianbao import`
    #[command(disable_help_flag = true)]
    Import(ImportArgs),
    /// `tianbao export`
    #[command(disable_help_flag = true)]
    Export(ExportArgs),
    /// `tianbao diff`
    #[command(disable_help_flag = true)]
    Diff(DiffArgs),
    /// `tianbao new`
    #[command(disable_help_flag = true)]
    New(NewArgs),
    /// `tianbao fmt`
    #[command(disable_help_flag = true)]
    Fmt(FmtArgs),
    /// `tianbao completions`
    #[command(disable_help_flag = true)]
    Completions(CompletionsArgs),
    /// `tianbao man`
    #[command(disable_help_flag = true)]
    Man(ManArgs),
    /// `tianbao paths`
    #[command(disable_help_flag = true)]
    Paths,
    /// `tianbao keys`
    #[command(disable_help_flag = true)]
    Keys(KeysArgs),
}

/// Arguments of `man`.
#[derive(Clone, Debug, clap::Args)]
pub struct ManArgs {
    /// One of the commands; none for the program itself.
    #[arg(value_name = "COMMAND")]
    pub command: Option<String>,
}

/// Arguments of `keys`.
#[derive(Clone, Copy, Debug, clap::Args)]
pub struct KeysArgs {
    /// The keys that the program comes with, as a file to begin one's own with.
    #[arg(long)]
    pub default: bool,
    /// The JSON schema of the file, for editors.
    #[arg(long, conflicts_with = "default")]
    pub schema: bool,
}

/// Arguments of `completions`.
#[derive(Clone, Copy, Debug, clap::Args)]
pub struct CompletionsArgs {
    /// The shell.
    #[arg(value_name = "SHELL")]
    pub shell: clap_complete::Shell,
}

/// What every command takes.
#[derive(Clone, Debug, clap::Args)]
pub struct Common {
    /// The language.
    #[arg(long, global = true, value_name = "LANG")]
    pub lang: Option<LangArg>,
    /// The configuration file.
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// No configuration at all.
    #[arg(long, global = true)]
    pub no_config: bool,
    /// When to color.
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: ColorArg,
    /// Where to write what happened.
    #[arg(long, global = true, value_name = "FILE")]
    pub log: Option<PathBuf>,
    /// More of it.
    #[arg(short, long, global = true)]
    pub verbose: bool,
}

/// Arguments of `check`.
#[derive(Debug, clap::Args)]
pub struct CheckArgs {
    /// What to check; `-` is a document, or a record a line, on standard input.
    #[arg(value_name = "PATH", required_unless_present = "stdin_paths")]
    pub paths: Vec<PathBuf>,
    /// Take paths from standard input, too.
    #[arg(long)]
    pub stdin_paths: bool,
    /// The format of the report.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: ReportFormat,
    /// Only these rules.
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    pub select: Vec<String>,
    /// Not these rules.
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    pub ignore: Vec<String>,
    /// Fixing.
    #[command(flatten)]
    pub mend: MendArgs,
    /// Known findings and counts.
    #[command(flatten)]
    pub known: KnownArgs,
    /// The severity that fails.
    #[arg(long, value_name = "SEVERITY", default_value = "error")]
    pub fail_on: FailOn,
}

/// Arguments of `explain`.
#[derive(Debug, clap::Args)]
pub struct ExplainArgs {
    /// Codes or names of rules.
    #[arg(value_name = "RULE", required_unless_present = "all")]
    pub rules: Vec<String>,
    /// Every rule.
    #[arg(long, conflicts_with = "rules")]
    pub all: bool,
}

/// Arguments of `rules`.
#[derive(Debug, clap::Args)]
pub struct RulesArgs {
    /// The format of the list.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: ListFormat,
}

/// What `check` does with fixes.
#[derive(Clone, Copy, Debug, clap::Args)]
pub struct MendArgs {
    /// Apply safe fixes.
    #[arg(long, group = "mend")]
    pub fix: bool,
    /// Those that guess, too.
    #[arg(long, requires = "mend")]
    pub unsafe_fixes: bool,
    /// Show what would change.
    #[arg(long, group = "mend")]
    pub diff: bool,
}

/// What `check` does with findings that are known, and counts.
#[derive(Clone, Debug, clap::Args)]
pub struct KnownArgs {
    /// Findings that are not reported.
    #[arg(long, value_name = "FILE", conflicts_with = "write_baseline")]
    pub baseline: Option<PathBuf>,
    /// Where to write the findings of now.
    #[arg(long, value_name = "FILE", conflicts_with = "diff")]
    pub write_baseline: Option<PathBuf>,
    /// Counts by rule.
    #[arg(long)]
    pub statistics: bool,
}

/// Arguments of `import`.
#[derive(Debug, clap::Args)]
pub struct ImportArgs {
    /// What to import; `-` is a document, or a record a line, on standard input.
    #[arg(value_name = "PATH", required_unless_present = "stdin_paths")]
    pub paths: Vec<PathBuf>,
    /// Take paths from standard input, too.
    #[arg(long)]
    pub stdin_paths: bool,
    /// Where to write; `-` is standard output, a filing a line.
    #[arg(short, long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// What to write.
    #[arg(long, value_name = "FORMAT", default_value = "toml")]
    pub to: FileFormat,
}

/// Arguments of `export`.
#[derive(Debug, clap::Args)]
pub struct ExportArgs {
    /// What to export.
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<PathBuf>,
    /// What to write; the ending of the file says it, too.
    #[arg(long, value_name = "FORMAT")]
    pub to: Option<ExportFormat>,
    /// The file or folder to write.
    #[arg(short, long, value_name = "FILE|DIR", required = true)]
    pub out: PathBuf,
}

/// Arguments of `diff`.
#[derive(Debug, clap::Args)]
pub struct DiffArgs {
    /// The old side.
    #[arg(value_name = "A")]
    pub left: PathBuf,
    /// The new side.
    #[arg(value_name = "B")]
    pub right: PathBuf,
    /// The format of the report.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: DiffFormat,
}

/// Arguments of `new`.
#[derive(Debug, clap::Args)]
pub struct NewArgs {
    /// The filing to draft from.
    #[arg(long, value_name = "FILE", required_unless_present = "department", conflicts_with_all = ["scheme", "department", "project"])]
    pub from: Option<PathBuf>,
    /// The year of the draft.
    #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(i32).range(1990..=2999))]
    pub year: i32,
    /// The file to write.
    #[arg(short, long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// The scheme of an empty form.
    #[arg(long, value_name = "SCHEME", default_value = "k88")]
    pub scheme: SchemeArg,
    /// The department of an empty form.
    #[arg(long, value_name = "NAME")]
    pub department: Option<String>,
    /// The project of an empty form.
    #[arg(long, value_name = "NAME")]
    pub project: Option<String>,
    /// Keep last year's amounts.
    #[arg(long)]
    pub keep_money: bool,
}

/// `--scheme`
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SchemeArg {
    /// 财预〔2015〕88号.
    K88,
    /// 财预〔2021〕101号.
    K101,
    /// Whole departments in Jiangsu.
    Jiangsu,
    /// A tree for each function.
    FunctionMatrix,
    /// Whole departments in Zhejiang.
    Zhejiang,
}

impl From<SchemeArg> for Scheme {
    fn from(arg: SchemeArg) -> Self {
        match arg {
            SchemeArg::K88 => Self::K88,
            SchemeArg::K101 => Self::K101,
            SchemeArg::Jiangsu => Self::Jiangsu,
            SchemeArg::FunctionMatrix => Self::FunctionMatrix,
            SchemeArg::Zhejiang => Self::Zhejiang,
        }
    }
}

/// Arguments of `fmt`.
#[derive(Debug, clap::Args)]
pub struct FmtArgs {
    /// What to format.
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<PathBuf>,
    /// Only look.
    #[arg(long)]
    pub check: bool,
}

/// `--format` of `diff`
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DiffFormat {
    /// For people.
    Text,
    /// For programs.
    Json,
    /// A web page.
    Html,
}

/// `--lang`
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum LangArg {
    /// Chinese.
    Zh,
    /// English.
    En,
}

impl From<LangArg> for Lang {
    fn from(arg: LangArg) -> Self {
        match arg {
            LangArg::Zh => Self::Zh,
            LangArg::En => Self::En,
        }
    }
}

/// `--color`
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ColorArg {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// `--format` of `check`
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    /// For people: a frame a finding.
    Text,
    /// For people: a line a finding.
    Concise,
    /// For programs.
    Json,
    /// For other engines: a finding a line.
    Ndjson,
    /// For code hosts and editors.
    Sarif,
    /// For GitHub Actions.
    Github,
    /// For spreadsheets.
    Csv,
    /// A letter.
    Markdown,
}

/// `--format` of `rules`
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// `--to` of `import`
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FileFormat {
    /// The format of filings.
    Toml,
    /// The same structure as JSON.
    Json,
}

/// `--fail-on`
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum FailOn {
    /// Errors.
    Error,
    /// Warnings too.
    Warning,
    /// Anything.
    Info,
}

impl From<FailOn> for Severity {
    fn from(arg: FailOn) -> Self {
        match arg {
            FailOn::Error => Self::Error,
            FailOn::Warning => Self::Warning,
            FailOn::Info => Self::Info,
        }
    }
}
