//! The last lines of the reports for people: counts, what can be fixed, what was fixed, the baseline, unread files.

use super::Report;
use crate::messages::{CliText, Message};
use std::fmt::Write;
use std::path::Path;

/// The most rules that are named where a configuration turns many off.
const N_CODES: usize = 8;

/// The summary.
pub fn summary(report: &Report<'_>) -> String {
    let counts = report.totals.counts;
    let mut lines = vec![Message::new(
        CliText::SummaryCounts,
        [
            ("filings", report.totals.n_filings.to_string()),
            ("errors", counts.errors.to_string()),
            ("warnings", counts.warnings.to_string()),
            ("infos", counts.infos.to_string()),
        ],
    )];
    let (safe, risky) = (report.totals.n_safe, report.totals.n_unsafe);
    if safe + risky > 0 {
        lines.push(Message::new(
            CliText::SummaryFixable,
            [
                ("total", (safe + risky).to_string()),
                ("safe", safe.to_string()),
                ("unsafe", risky.to_string()),
            ],
        ));
    }
    lines.extend(remarks(report));
    if report.n_unread > 0 {
        lines.push(Message::new(CliText::SummaryUnread, [("n", report.n_unread.to_string())]));
    }
    write(&lines, report)
}

/// What a person should know beside a report for programs: what was fixed, and what the baseline took off.
pub fn aside(report: &Report<'_>) -> String {
    write(&remarks(report), report)
}

fn remarks(report: &Report<'_>) -> Vec<Message<CliText>> {
    let mut lines = Vec::new();
    if let Some((fixes, filings)) = report.n_fixed {
        let args = [("fixes", fixes.to_string()), ("filings", filings.to_string())];
        lines.push(Message::new(CliText::SummaryFixed, args));
    }
    if let Some(taken) = report.taken {
        lines.push(Message::new(CliText::SummaryKnown, [("n", taken.known.to_string())]));
        if taken.stale > 0 {
            lines.push(Message::new(CliText::SummaryStale, [("n", taken.stale.to_string())]));
        }
    }
    if report.n_twins > 0 {
        lines.push(Message::new(CliText::SummaryTwins, [("n", report.n_twins.to_string())]));
    }
    lines.extend(report.silenced.iter().map(|(file, off)| silenced(file, off)));
    lines
}

/// What a configuration keeps from being told; the first few rules by their codes.
fn silenced(file: &Path, off: &[&str]) -> Message<CliText> {
    let id = if off.len() > N_CODES { CliText::SummarySilencedMore } else { CliText::SummarySilenced };
    let codes: Vec<&str> = off.iter().take(N_CODES).copied().collect();
    Message::new(
        id,
        [("file", file.display().to_string()), ("n", off.len().to_string()), ("codes", codes.join(" "))],
    )
}

fn write(lines: &[Message<CliText>], report: &Report<'_>) -> String {
    let mut out = String::new();
    for line in lines {
        let _ = writeln!(out, "{}", line.render(report.lang));
    }
    out
}
