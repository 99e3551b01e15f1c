//! `tianbao check`: finds, loads, fixes when asked to, checks, reports.

pub mod locate;
mod mend;
pub mod part;
pub mod settings;
mod task;

use super::args::{CheckArgs, Common, ReportFormat};
use super::output::Results;
use super::records::{self, Input};
use super::report::{Checked, Report, Style, Totals, statistics, summary};
use super::{COULD_NOT_RUN, input, output, parallel, problems};
use crate::check::baseline::{Baseline, Remaining};
use crate::check::{Rule, Settings, Severity, rules};
use crate::messages::{CliText, Lang, Message, Problem, Text};
use crate::store::{self, FileProblem};
use settings::{Reader, Silenced};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use task::{Done, One, Task};

/// What was done so far.
struct Work<'a> {
    args: &'a CheckArgs,
    lang: Lang,
    is_colored: bool,
    out: Results,
    /// Rules that may have run: the catalogue, then those of one's own.
    rules: Vec<&'static Rule>,
    /// What is left of the baseline, once it was read.
    baseline: Option<Remaining>,
    has_begun: bool,
    /// Whether a filing had something to say.
    has_parts: bool,
    /// The baseline to be written.
    written: Option<Baseline>,
    totals: Totals,
    /// Files that could not be read, fixed or written.
    n_failed: usize,
    n_twins: usize,
    /// Fixes, and filings that they were for.
    n_fixed: (usize, usize),
}

/// Runs the command.
pub fn run(args: &CheckArgs, common: &Common, lang: Lang, is_colored: bool) -> ExitCode {
    if let Some(problem) = args.known.write_baseline.as_deref().and_then(not_replaced) {
        problems::tell(&[problem], lang);
        return ExitCode::from(COULD_NOT_RUN);
    }
    let mut work = Work::new(args, lang, is_colored);
    let mut reader = Reader::of_check(common, &args.select, &args.ignore);
    for paths in input::batches(&args.paths, args.stdin_paths) {
        if let Err(found) = work.batch(&paths, &mut reader) {
            problems::tell(&found, lang);
            output::message(&format!("{}\n", Problem::ConfigRefused.text(lang)));
            return ExitCode::from(COULD_NOT_RUN);
        }
    }
    if work.totals.n_filings == 0 && work.n_failed == 0 {
        say(&Message::plain(CliText::NothingToCheck), lang);
    }
    ExitCode::from(if args.mend.diff {
        work.tell_diffs()
    } else if let Some(path) = &args.known.write_baseline {
        work.write_baseline(path)
    } else {
        work.report(reader.silenced())
    })
}

fn read_baseline(path: &Path) -> Result<Remaining, FileProblem> {
    let text = store::load_text(path)?;
    let baseline = Baseline::read(&text).ok_or_else(|| FileProblem::of_file(Problem::BaselineBad, path))?;
    Ok(Remaining::of(&baseline))
}

/// Why a baseline is not written over what stands there: it is something else, such as a filing.
fn not_replaced(path: &Path) -> Option<FileProblem> {
    let is_ours = |text: &str| text.trim().is_empty() || Baseline::read(text).is_some();
    // What cannot be read as a text is none either; what is not there yet is written.
    let is_free = !path.is_file() || store::load_text(path).is_ok_and(|it| is_ours(&it));
    (!is_free).then(|| FileProblem::of_file(Problem::BaselineNotReplaced, path))
}

impl CheckArgs {
    /// Whether a report is written, and not a diff or a baseline.
    const fn is_report(&self) -> bool {
        !self.mend.diff && self.known.write_baseline.is_none()
    }

    /// Whether the findings of each filing are written by themselves.
    const fn has_parts(&self) -> bool {
        let is_counted =
            self.known.statistics && matches!(self.format, ReportFormat::Text | ReportFormat::Concise);
        self.is_report() && !is_counted
    }
}

impl<'a> Work<'a> {
    fn new(args: &'a CheckArgs, lang: Lang, is_colored: bool) -> Self {
        Self {
            args,
            lang,
            is_colored,
            out: Results::default(),
            rules: rules::ALL.to_vec(),
            baseline: None,
            has_begun: false,
            has_parts: false,
            written: args.known.write_baseline.is_some().then(Baseline::default),
            totals: Totals::default(),
            n_failed: 0,
            n_twins: 0,
            n_fixed: (0, 0),
        }
    }

    /// Checks what these paths mean. Settings and baseline are read first, so that a mistake in them is told before
    /// anything is checked or written.
    fn batch(&mut self, paths: &[PathBuf], reader: &mut Reader) -> Result<(), Vec<FileProblem>> {
        let args = self.args;
        let (streams, paths): (Vec<PathBuf>, Vec<PathBuf>) =
            paths.iter().cloned().partition(|it| input::is_stream(it));
        let discovery = store::discover_unopened(&paths);
        self.n_failed += problems::tell(&discovery.problems, self.lang);
        self.n_twins += discovery.twins.len();
        let configuration = reader.load(&discovery.files)?;
        if !self.has_begun {
            self.baseline =
                args.known.baseline.as_deref().map(read_baseline).transpose().map_err(|it| vec![it])?;
            if args.is_report() {
                output::result(&part::head(args.format, self.lang));
            }
            self.has_begun = true;
        }
        for own in configuration.own_rules() {
            if !self.rules.iter().any(|it| it.code == own.code) {
                self.rules.push(own);
            }
        }
        let rules = self.rules.clone();
        let style = Style { lang: self.lang, is_colored: self.is_colored, rules: &rules };
        let task = Task { args, configuration, discovery, style };
        if let Some(name) = streams.first() {
            self.stream(name, &task);
        }
        parallel::in_order(&task.discovery.files, |it| task.file(it), |it| self.take(it, style));
        // Whoever reads the other end of a pipe need not wait for the next batch.
        self.out.write();
        Ok(())
    }

    /// Checks what comes on standard input: one document, or a record a line.
    fn stream(&mut self, name: &Path, task: &Task<'_>) {
        let words = &task.configuration.of(name).words;
        match records::open(std::io::stdin().lock(), name, words) {
            Input::Whole(loaded) => self.take(task.loaded(loaded), task.style),
            Input::Records(batches) => {
                for batch in batches {
                    parallel::in_order(
                        &batch,
                        |it| task.loaded(it.load(words)),
                        |it| self.take(it, task.style),
                    );
                    self.out.write();
                }
            }
        }
    }

    /// Takes what a file gave: counts and writes it, and keeps nothing but counts.
    fn take(&mut self, done: Done, style: Style<'_>) {
        if !done.problems.is_empty() || !done.failures.is_empty() {
            self.out.write();
        }
        // A file with two errors is one file that could not be read.
        let n_errors = problems::tell(&done.problems, self.lang) + done.failures.len();
        self.n_failed += usize::from(n_errors > 0);
        for it in &done.failures {
            say(it, self.lang);
        }
        for One { totals, part, checked, n_fixes, diff } in done.filings {
            if n_fixes > 0 {
                self.n_fixed = (self.n_fixed.0 + n_fixes, self.n_fixed.1 + 1);
            }
            if self.args.mend.diff {
                output::result(&diff);
            }
            let (totals, part) = match checked {
                Some(checked) => self.against_baseline(checked, style),
                None => (totals, part),
            };
            self.totals.add(&totals);
            if !part.is_empty() {
                let is_first = !std::mem::replace(&mut self.has_parts, true);
                self.out.add(part::joint(self.args.format, is_first));
                self.out.add(&part);
            }
        }
    }

    /// Takes off what the baseline knows, or takes all into a new one; then counts and writes a filing.
    fn against_baseline(&mut self, mut checked: Checked, style: Style<'_>) -> (Totals, String) {
        if let Some(baseline) = &mut self.baseline {
            let findings = checked.findings.iter().map(|it| &it.finding);
            let mut known = baseline.take(&checked.filing, findings).into_iter();
            checked.findings.retain(|_| !known.next().unwrap_or_default());
        }
        if let Some(written) = &mut self.written {
            written.add(&checked.filing, checked.findings.iter().map(|it| &it.finding));
        }
        let part = if self.args.has_parts() {
            part::filing(self.args.format, &checked, style)
        } else {
            String::new()
        };
        (Totals::of(&checked), part)
    }

    /// How much fixing would change, and 1 where it would change something.
    fn tell_diffs(&self) -> u8 {
        let (fixes, filings) = self.n_fixed;
        let args = [("fixes", fixes.to_string()), ("filings", filings.to_string())];
        say(&Message::new(CliText::DiffSummary, args), self.lang);
        if self.totals.n_filings == 0 { COULD_NOT_RUN } else { u8::from(fixes > 0 || self.n_failed > 0) }
    }

    fn write_baseline(&self, path: &Path) -> u8 {
        let baseline = self.written.clone().unwrap_or_default();
        if let Err(error) = store::replace_text(path, &baseline.write()) {
            say(&error.message, self.lang);
            return COULD_NOT_RUN;
        }
        let args = [("n", baseline.len().to_string()), ("file", path.display().to_string())];
        say(&Message::new(CliText::BaselineWritten, args), self.lang);
        if self.totals.n_filings == 0 { COULD_NOT_RUN } else { u8::from(self.n_failed > 0) }
    }

    fn report(&mut self, silenced: &Silenced) -> u8 {
        let report = Report {
            totals: &self.totals,
            rules: &self.rules,
            n_unread: self.n_failed,
            n_twins: self.n_twins,
            n_fixed: self.args.mend.fix.then_some(self.n_fixed),
            taken: self.baseline.as_ref().map(Remaining::taken),
            silenced,
            statistics: self.args.known.statistics,
            lang: self.lang,
        };
        self.out.add(&part::tail(self.args.format, &report));
        self.out.write();
        if !matches!(self.args.format, ReportFormat::Text | ReportFormat::Concise) {
            // Where the result is for programs, what a person should know goes beside it.
            output::message(&summary::aside(&report));
            let has_counts = matches!(self.args.format, ReportFormat::Json | ReportFormat::Markdown);
            if report.statistics && !has_counts {
                output::message(&statistics::table(&report));
            }
        }
        exit_code(&self.totals, self.n_failed, self.args.fail_on.into())
    }
}

fn say(message: &Message<impl Text>, lang: Lang) {
    output::message(&format!("{}\n", message.render(lang)));
}

/// 2 when nothing could be checked; 1 when there is a finding at or above `fail_on`, or a file could not be read
/// (so that a broken file never passes for a clean one); else 0.
const fn exit_code(totals: &Totals, n_failed: usize, fail_on: Severity) -> u8 {
    if totals.n_filings == 0 {
        COULD_NOT_RUN
    } else if n_failed > 0 || totals.counts.reaches(fail_on) {
        1
    } else {
        0
    }
}

/// Settings that several files share.
pub type Shared = Arc<Settings>;

#[cfg(test)]
mod tests {
    use super::exit_code;
    use crate::check::budget::samples::by_kinds;
    use crate::check::{Severity, check};
    use crate::cli::report::{Checked, Found, Spot, Totals};
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
            let mut totals = Totals::default();
            for it in filings.into_iter().map(checked) {
                totals.add(&Totals::of(&it));
            }
            assert_eq!(exit_code(&totals, n_failed, fail_on), expected, "{n_failed} {fail_on:?}");
        }
    }
}
