//! What is done with one file, on any thread: load, fix, check, look up lines, write its part of the report.
//!
//! Invariant: it changes nothing but the file itself, so that files may be done in any order.

use super::settings::Configuration;
use super::{locate, mend, part};
use crate::check::{Options, Settings, check_with};
use crate::cli::args::{CheckArgs, ReportFormat};
use crate::cli::report::{Checked, Found, Style, Totals};
use crate::messages::{Message, Problem};
use crate::model::Words;
use crate::store::{Discovery, FileProblem, Loaded};
use mend::Mended;
use std::path::Path;

/// What all files are checked with.
pub struct Task<'a> {
    /// What was asked for.
    pub args: &'a CheckArgs,
    /// The settings of all files.
    pub configuration: Configuration,
    /// The files.
    pub discovery: Discovery,
    /// How findings are written.
    pub style: Style<'a>,
}

/// What one file gave.
#[derive(Default)]
pub struct Done {
    /// What a person should know of the file.
    pub problems: Vec<FileProblem>,
    /// Why filings were not fixed.
    pub failures: Vec<Message<Problem>>,
    /// The filings.
    pub filings: Vec<One>,
}

/// What one filing gave.
#[derive(Default)]
pub struct One {
    /// What is counted of it.
    pub totals: Totals,
    /// Its part of the report.
    pub part: String,
    /// The filing with its findings, where it is counted and written later.
    pub checked: Option<Checked>,
    /// Fixes that were, or would be, applied.
    pub n_fixes: usize,
    /// What would change.
    pub diff: String,
}

impl Task<'_> {
    /// Loads, fixes and checks a file.
    pub fn file(&self, path: &Path) -> Done {
        let settings = self.configuration.of(path);
        self.loaded_with(self.load(path, &settings.words), &settings)
    }

    /// Fixes and checks what was loaded.
    pub fn loaded(&self, loaded: Loaded) -> Done {
        let settings = self.configuration.of(&loaded.path);
        self.loaded_with(loaded, &settings)
    }

    fn loaded_with(&self, mut loaded: Loaded, settings: &Settings) -> Done {
        let path = &loaded.path.clone();
        let mut done = Done { problems: std::mem::take(&mut loaded.problems), ..Done::default() };
        for mut one in std::mem::take(&mut loaded.filings) {
            let Mended { filing, n_fixes, diff, edited, failure } =
                mend::mend(path, &mut one, settings, self.args.mend);
            done.failures.extend(failure);
            let is_written = n_fixes > 0 && diff.is_empty();
            let options = Options { settings, edited: &edited };
            let findings = check_with(&filing, &options);
            let has_columns = matches!(self.args.format, ReportFormat::Sarif | ReportFormat::Github);
            let spots = locate::spots(&loaded, &one, is_written, has_columns, &filing, &findings);
            let found = |(finding, spot)| Found { finding, spot };
            let checked = Checked {
                file: path.display().to_string(),
                findings: findings.into_iter().zip(spots).map(found).collect(),
                filing,
            };
            done.filings.push(One { n_fixes, diff, ..self.one(checked) });
        }
        done
    }

    /// Counts and writes a checked filing, and lets it go on the thread that made it.
    fn one(&self, checked: Checked) -> One {
        // A baseline is taken off or written in the order of the files, so that nothing can be counted before.
        if self.args.known.baseline.is_some() || self.args.known.write_baseline.is_some() {
            return One { checked: Some(checked), ..One::default() };
        }
        let totals = Totals::of(&checked);
        let part = if self.args.has_parts() {
            part::filing(self.args.format, &checked, self.style)
        } else {
            String::new()
        };
        One { totals, part, ..One::default() }
    }

    fn load(&self, path: &Path, words: &Words) -> Loaded {
        let is_mended = self.args.mend.fix || self.args.mend.diff;
        if is_mended { self.discovery.load_with(path, words) } else { self.discovery.look(path, words) }
    }
}
