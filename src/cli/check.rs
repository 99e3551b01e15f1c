//! `tianbao check`: finds, loads, fixes when asked to, checks, reports.

mod locate;
mod mend;
pub mod settings;

use super::args::{CheckArgs, Common, ReportFormat};
use super::report::{Checked, Found, Report, counts};
use super::report::{concise, csv, github, json, markdown, sarif, statistics, summary, text};
use super::{COULD_NOT_RUN, output, problems};
use crate::check::baseline::{Baseline, Remaining};
use crate::check::{Finding, Options, Rule, Settings, Severity, check_with, rules};
use crate::messages::{CliText, Lang, Message, Problem, Text};
use crate::model::Words;
use crate::store::{self, FileProblem, Loaded, LoadedFiling};
use mend::Mended;
use settings::Configuration;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

/// What was done so far.
struct Work<'a> {
    args: &'a CheckArgs,
    lang: Lang,
    configuration: Configuration,
    baseline: Option<Remaining>,
    checked: Vec<Checked>,
    /// Files that could not be read, fixed or written.
    n_failed: usize,
    /// Fixes, and filings that they were for.
    n_fixed: (usize, usize),
    diffs: String,
}

/// Runs the command.
pub fn run(args: &CheckArgs, common: &Common, lang: Lang, is_colored: bool) -> ExitCode {
    let (piped, paths): (Vec<PathBuf>, _) =
        args.paths.iter().cloned().partition(|it| it.as_os_str() == STDIN);
    let discovery = store::discover(&paths);
    let n_failed = problems::tell(&discovery.problems, lang);
    let (configuration, baseline) = match prepare(args, common, &discovery.files) {
        Ok(it) => it,
        Err(found) => {
            problems::tell(&found, lang);
            output::message(&format!("{}\n", Problem::ConfigRefused.text(lang)));
            return ExitCode::from(COULD_NOT_RUN);
        }
    };
    let (checked, diffs) = (Vec::new(), String::new());
    let mut work = Work { args, lang, configuration, baseline, checked, n_failed, n_fixed: (0, 0), diffs };
    if let Some(name) = piped.first() {
        work.file(&read_stdin(name, &work.configuration.of(name).words));
    }
    for path in &discovery.files {
        work.file(&discovery.load_with(path, &work.configuration.of(path).words));
    }
    if work.checked.is_empty() && work.n_failed == 0 {
        say(&Message::plain(CliText::NothingToCheck), lang);
    }
    ExitCode::from(if args.mend.diff {
        work.show_diffs()
    } else if let Some(path) = &args.known.write_baseline {
        work.write_baseline(path)
    } else {
        work.report(is_colored)
    })
}

/// The path that stands for standard input.
const STDIN: &str = "-";

fn read_stdin(name: &Path, words: &Words) -> Loaded {
    let mut bytes = Vec::new();
    // One byte more than what is read tells that there is too much.
    match std::io::stdin().lock().take(store::MAX_BYTES + 1).read_to_end(&mut bytes) {
        Ok(_) => store::load_bytes(name, &bytes, words),
        Err(error) => Loaded {
            path: name.to_owned(),
            problems: vec![FileProblem::of_io(name, &error)],
            ..Loaded::default()
        },
    }
}

/// The settings of all files and the baseline, so that a mistake in them is told before anything is checked or
/// written.
fn prepare(
    args: &CheckArgs,
    common: &Common,
    files: &[PathBuf],
) -> Result<(Configuration, Option<Remaining>), Vec<FileProblem>> {
    let configuration = Configuration::load(common, &args.select, &args.ignore, files)?;
    let Some(path) = &args.known.baseline else { return Ok((configuration, None)) };
    let text = store::load_text(path).map_err(|it| vec![it])?;
    let baseline =
        Baseline::read(&text).ok_or_else(|| vec![FileProblem::of_file(Problem::BaselineBad, path)])?;
    Ok((configuration, Some(Remaining::of(&baseline))))
}

impl Work<'_> {
    fn file(&mut self, loaded: &Loaded) {
        self.n_failed += problems::tell(&loaded.problems, self.lang);
        let settings = self.configuration.of(&loaded.path);
        for one in &loaded.filings {
            let Mended { filing, n_fixes, diff, edited, failure } =
                mend::mend(&loaded.path, one, &settings, self.args.mend);
            if let Some(failure) = failure {
                self.n_failed += 1;
                say(&failure, self.lang);
            }
            if n_fixes > 0 {
                self.n_fixed = (self.n_fixed.0 + n_fixes, self.n_fixed.1 + 1);
            }
            self.diffs.push_str(&diff);
            let options = Options { settings: &settings, edited: &edited };
            let findings = check_with(&filing, &options);
            self.keep(loaded, one, filing, findings);
        }
    }

    /// Keeps the findings that are reported, with their places.
    fn keep(
        &mut self,
        loaded: &Loaded,
        one: &LoadedFiling,
        filing: crate::model::Filing,
        mut findings: Vec<Finding>,
    ) {
        if let Some(baseline) = &mut self.baseline {
            let mut known = baseline.take(&filing, &findings).into_iter();
            findings.retain(|_| !known.next().unwrap_or_default());
        }
        let spots = locate::spots(loaded, one, &filing, &findings);
        let found = |(finding, spot)| Found { finding, spot };
        self.checked.push(Checked {
            file: loaded.path.display().to_string(),
            findings: findings.into_iter().zip(spots).map(found).collect(),
            filing,
        });
    }

    /// What fixing would change, and 1 where it would change something.
    fn show_diffs(&self) -> u8 {
        output::result(&self.diffs);
        let (fixes, filings) = self.n_fixed;
        let args = [("fixes", fixes.to_string()), ("filings", filings.to_string())];
        say(&Message::new(CliText::DiffSummary, args), self.lang);
        if self.checked.is_empty() { COULD_NOT_RUN } else { u8::from(fixes > 0 || self.n_failed > 0) }
    }

    fn write_baseline(&self, path: &Path) -> u8 {
        let mut baseline = Baseline::default();
        for one in &self.checked {
            baseline.add(&one.filing, one.findings.iter().map(|it| &it.finding));
        }
        if let Err(error) = store::replace_text(path, &baseline.write()) {
            say(&error.message, self.lang);
            return COULD_NOT_RUN;
        }
        let args = [("n", baseline.len().to_string()), ("file", path.display().to_string())];
        say(&Message::new(CliText::BaselineWritten, args), self.lang);
        if self.checked.is_empty() { COULD_NOT_RUN } else { u8::from(self.n_failed > 0) }
    }

    fn report(&self, is_colored: bool) -> u8 {
        let rules = self.rules();
        let report = Report {
            checked: &self.checked,
            rules: &rules,
            n_unread: self.n_failed,
            n_fixed: self.args.mend.fix.then_some(self.n_fixed),
            taken: self.baseline.as_ref().map(Remaining::taken),
            statistics: self.args.known.statistics,
            lang: self.lang,
            is_colored,
        };
        output::result(&match self.args.format {
            ReportFormat::Text => text::report(&report),
            ReportFormat::Concise => concise::report(&report),
            ReportFormat::Json => json::report(&report),
            ReportFormat::Sarif => sarif::report(&report),
            ReportFormat::Github => github::report(&report),
            ReportFormat::Csv => csv::report(&report),
            ReportFormat::Markdown => markdown::report(&report),
        });
        if !matches!(self.args.format, ReportFormat::Text | ReportFormat::Concise) {
            // Where the result is for programs, what a person should know goes beside it.
            output::message(&summary::aside(&report));
            let has_counts = matches!(self.args.format, ReportFormat::Json | ReportFormat::Markdown);
            if report.statistics && !has_counts {
                output::message(&statistics::table(&report));
            }
        }
        exit_code(&self.checked, self.n_failed, self.args.fail_on.into())
    }

    /// The catalogue, and the rules of one's own that found something.
    fn rules(&self) -> Vec<&'static Rule> {
        let mut all = rules::ALL.to_vec();
        for it in self.checked.iter().flat_map(|it| &it.findings) {
            if !all.iter().any(|known| known.code == it.finding.rule.code) {
                all.push(it.finding.rule);
            }
        }
        all
    }
}

fn say(message: &Message<impl Text>, lang: Lang) {
    output::message(&format!("{}\n", message.render(lang)));
}

/// 2 when nothing could be checked; 1 when there is a finding at or above `fail_on`, or a file could not be read
/// (so that a broken file never passes for a clean one); else 0.
fn exit_code(checked: &[Checked], n_failed: usize, fail_on: Severity) -> u8 {
    if checked.is_empty() {
        COULD_NOT_RUN
    } else {
        u8::from(n_failed > 0 || counts(checked).reaches(fail_on))
    }
}

/// Settings that several files share.
pub type Shared = Arc<Settings>;

#[cfg(test)]
mod tests {
    use super::exit_code;
    use crate::check::budget::samples::by_kinds;
    use crate::check::{Severity, check};
    use crate::cli::report::{Checked, Found, Spot};
    use crate::model::{Column, Filing};

    fn checked(filing: Filing) -> Checked {
        let found = |finding| Found { finding, spot: Spot::default() };
        let findings = check(&filing).into_iter().map(found).collect();
        Checked { file: "青禾县.txt".to_owned(), filing, findings }
    }

    #[test]
    fn the_exit_code_tells_clean_found_and_could_not_run() {
        let mut wrong = by_kinds();
        wrong.budget.lines[0].amounts.set(&Column::Only, "1");
        let mut noted = by_kinds();
        noted.budget.lines.clear();
        for (filings, n_failed, fail_on, expected) in [
            (vec![by_kinds()], 0, Severity::Info, 0),
            (vec![noted.clone()], 0, Severity::Warning, 0),
            (vec![noted], 0, Severity::Info, 1),
            (vec![by_kinds(), wrong], 0, Severity::Error, 1),
            (vec![by_kinds()], 1, Severity::Error, 1),
            (vec![], 1, Severity::Error, 2),
            (vec![], 0, Severity::Error, 2),
        ] {
            let checked: Vec<Checked> = filings.into_iter().map(checked).collect();
            assert_eq!(exit_code(&checked, n_failed, fail_on), expected, "{n_failed} {fail_on:?}");
        }
    }
}
