//! `tianbao diff`: loads both sides, pairs their filings, tells what differs. 0: the same, 1: different, 2: could not
//! run.

mod html;
mod json;
mod text;

use super::args::{Common, DiffArgs, DiffFormat};
use super::check::settings::Configuration;
use super::{COULD_NOT_RUN, output, problems};
use crate::diff::{self, Diff, Difference, Matching};
use crate::messages::{DiffText, Lang, Message};
use crate::model::{Filing, Stage};
use crate::store;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// A filing of one side.
struct Side {
    /// The file that it was read from.
    file: String,
    filing: Filing,
}

/// Two filings that are one another's counterpart, or one without.
struct Compared<'a> {
    left: Option<&'a Side>,
    right: Option<&'a Side>,
    diff: Diff,
}

impl Compared<'_> {
    /// The differences that S13 finds, by how many percent.
    fn lowered(&self) -> Vec<(&Difference, String)> {
        let (Some(left), Some(right)) = (self.left, self.right) else { return Vec::new() };
        let found = diff::notice::lowered(&self.diff, &left.filing, &right.filing);
        found.into_iter().map(|(it, percent)| (it, percent.round_dp(1).normalize().to_string())).collect()
    }
}

/// Runs the command.
pub fn run(args: &DiffArgs, common: &Common, lang: Lang, is_colored: bool) -> ExitCode {
    let (Some(left), Some(right)) = (load(&args.left, common, lang), load(&args.right, common, lang)) else {
        return ExitCode::from(COULD_NOT_RUN);
    };
    let pairs = diff::pair_filings(&filings(&left), &filings(&right));
    let compared: Vec<Compared<'_>> = pairs
        .into_iter()
        .map(|(old, new)| {
            let left = old.and_then(|it| left.get(it));
            let right = new.and_then(|it| right.get(it));
            let diff = match (left, right) {
                (Some(left), Some(right)) => diff::diff(&left.filing, &right.filing, Matching::Names),
                _ => Diff::default(),
            };
            Compared { left, right, diff }
        })
        .collect();
    let report = match args.format {
        DiffFormat::Text => text::report(&compared, lang, is_colored),
        DiffFormat::Json => json::report(&compared, lang),
        DiffFormat::Html => html::report(&compared, lang),
    };
    if matches!(args.format, DiffFormat::Text) && is_colored {
        output::colored(&report);
    } else {
        output::result(&report);
    }
    let is_same = compared.iter().all(|it| it.left.is_some() && it.right.is_some() && it.diff.is_empty());
    if is_same { ExitCode::SUCCESS } else { ExitCode::from(1) }
}

/// The filings of a file or folder; `None` when nothing can be compared, which is told.
fn load(path: &PathBuf, common: &Common, lang: Lang) -> Option<Vec<Side>> {
    let discovery = store::discover(std::slice::from_ref(path));
    let mut n_failures = problems::tell(&discovery.problems, lang);
    let (configuration, n_problems) = Configuration::for_reading(common, &discovery.files, lang);
    n_failures += n_problems;
    let mut sides = Vec::new();
    for path in &discovery.files {
        let loaded = discovery.load_with(path, &configuration.of(path).words);
        n_failures += problems::tell(&loaded.problems, lang);
        sides.extend(loaded.filings.into_iter().map(|it| Side { file: name(path), filing: it.filing }));
    }
    if sides.is_empty() && n_failures == 0 {
        let message = Message::new(DiffText::NoFiling, [("file", path.display().to_string())]);
        output::message(&format!("{}\n", message.render(lang)));
    }
    (n_failures == 0 && !sides.is_empty()).then_some(sides)
}

fn filings(sides: &[Side]) -> Vec<&Filing> {
    sides.iter().map(|it| &it.filing).collect()
}

fn name(path: &Path) -> String {
    path.display().to_string()
}

/// A filing in a line: department, project, year, stage, file.
fn title(side: &Side, lang: Lang) -> String {
    use crate::messages::{Text, Ui};
    let filing = &side.filing;
    let stage = filing.stage.map(|it| match it {
        Stage::Declared => Ui::Declared.text(lang),
        Stage::Approved => Ui::Approved.text(lang),
    });
    let year = filing.year.map(|it| it.to_string());
    let words =
        [Some(filing.department.name.as_str()), Some(filing.project.name.as_str()), year.as_deref(), stage];
    let words: Vec<&str> = words.into_iter().flatten().filter(|it| !it.is_empty()).collect();
    if words.is_empty() { side.file.clone() } else { format!("{} ({})", words.join(" "), side.file) }
}
