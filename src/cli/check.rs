//! `tianbao check`: finds, loads, checks, reports.

use super::args::{CheckArgs, ReportFormat};
use super::report::{Checked, Counts, json, text};
use super::{COULD_NOT_RUN, output, problems};
use crate::check::{Finding, Severity, check};
use crate::format::Lines;
use crate::messages::{CliText, Lang, Text};
use crate::model::{Filing, Place};
use crate::store;
use std::path::Path;
use std::process::ExitCode;

/// Runs the command.
pub fn run(args: &CheckArgs, lang: Lang, is_colored: bool) -> ExitCode {
    let discovery = store::discover(&args.paths);
    let mut n_unread = problems::tell(&discovery.problems, lang);
    let mut checked = Vec::new();
    for path in &discovery.files {
        let loaded = discovery.load(path);
        n_unread += problems::tell(&loaded.problems, lang);
        for one in loaded.filings {
            let is_own_file = one.save_to == loaded.path;
            checked.push(of_filing(&loaded.path, is_own_file, one.filing));
        }
    }
    if checked.is_empty() && n_unread == 0 {
        output::message(&format!("{}\n", CliText::NothingToCheck.text(lang)));
    }
    output::result(&match args.format {
        ReportFormat::Text => text::report(&checked, n_unread, lang, is_colored),
        ReportFormat::Json => json::report(&checked, lang),
    });
    ExitCode::from(exit_code(&checked, n_unread, args.fail_on.into()))
}

fn of_filing(path: &Path, is_own_file: bool, filing: Filing) -> Checked {
    let findings = check(&filing);
    let lines = lines_of(path, is_own_file, &filing, &findings);
    Checked { file: path.display().to_string(), filing, findings: findings.into_iter().zip(lines).collect() }
}

/// The line of each finding: in the TOML itself, or in the document that the row was imported from.
fn lines_of(path: &Path, is_own_file: bool, filing: &Filing, findings: &[Finding]) -> Vec<Option<u32>> {
    // The text is needed for lines only, so that a clean file is not read twice.
    let text = if is_own_file && !findings.is_empty() { store::read_text(path) } else { None };
    if let Some(text) = text {
        let lines = Lines::of(&text);
        return findings.iter().map(|it| lines.line(it.at, it.field.as_ref())).collect();
    }
    findings.iter().map(|it| source_line(filing, it.at)).collect()
}

/// The source line of a row, else where the filing begins in its document.
fn source_line(filing: &Filing, at: Place) -> Option<u32> {
    let own = match at {
        Place::Indicator(function_idx, idx) => filing.indicator(function_idx, idx).and_then(|it| it.line),
        Place::Function(idx) => filing.functions.get(idx).and_then(|it| it.indicators.first()?.line),
        Place::Filing | Place::BudgetLine(_) => None,
    };
    own.or_else(|| filing.source.as_ref()?.lines.map(|(first, _)| first))
}

/// 2 when nothing could be checked; 1 when there is a finding at or above `fail_on`, or a file could not be read
/// (so that a broken file never passes for a clean one); else 0.
fn exit_code(checked: &[Checked], n_unread: usize, fail_on: Severity) -> u8 {
    if checked.is_empty() {
        COULD_NOT_RUN
    } else {
        u8::from(n_unread > 0 || Counts::of(checked).reaches(fail_on))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::budget::samples::by_kinds;
    use crate::model::{Column, Function, Indicator, Source};

    fn checked(filing: Filing) -> Checked {
        of_filing(Path::new("青禾县.txt"), false, filing)
    }

    #[test]
    fn the_exit_code_tells_clean_found_and_could_not_run() {
        let mut wrong = by_kinds();
        wrong.budget.lines[0].amounts.set(&Column::Only, "1");
        let mut noted = by_kinds();
        noted.budget.lines.clear();
        for (filings, n_unread, fail_on, expected) in [
            (vec![by_kinds()], 0, Severity::Info, 0),
            (vec![noted.clone()], 0, Severity::Warning, 0),
            (vec![noted], 0, Severity::Info, 1),
            (vec![by_kinds(), wrong], 0, Severity::Error, 1),
            (vec![by_kinds()], 1, Severity::Error, 1),
            (vec![], 1, Severity::Error, 2),
            (vec![], 0, Severity::Error, 2),
        ] {
            let checked: Vec<Checked> = filings.into_iter().map(checked).collect();
            assert_eq!(exit_code(&checked, n_unread, fail_on), expected, "{n_unread} {fail_on:?}");
        }
    }

    #[test]
    fn imported_rows_have_the_line_of_their_source() {
        let mut filing = by_kinds();
        filing.source = Some(Source { lines: Some((12, 90)), ..Source::default() });
        let row = Indicator { line: Some(35), ..Indicator::default() };
        filing.functions = vec![Function { indicators: vec![row], ..Function::default() }];
        for (at, expected) in [
            (Place::Filing, Some(12)),
            (Place::BudgetLine(0), Some(12)),
            (Place::Function(0), Some(35)),
            (Place::Indicator(0, 0), Some(35)),
            (Place::Indicator(0, 9), Some(12)),
        ] {
            assert_eq!(source_line(&filing, at), expected, "{at:?}");
        }
        filing.source = None;
        assert_eq!(source_line(&filing, Place::Filing), None);
    }
}
