//! The report for people: a frame a finding, the place underlined, a summary last.
//!
//! Frames use ASCII only, since lines and arrows are two columns wide in some Chinese terminals.

use super::{Checked, Counts, path_of};
use crate::check::{Finding, Safety, Severity};
use crate::messages::{CliText, Lang, Message, Text};
use crate::model::path::Paths;
use crate::text::width::{sanitize, truncate, width};
use std::fmt::Write;

/// The most columns of a value; the rest is in the file.
const MAX_VALUE: usize = 60;

/// The report of all filings.
pub fn report(checked: &[Checked], n_unread: usize, lang: Lang, is_colored: bool) -> String {
    let mut out = String::new();
    for one in checked {
        let paths = Paths::of(&one.filing);
        for (finding, line) in &one.findings {
            frame(&mut out, &one.file, &path_of(&paths, finding), finding, *line, lang, is_colored);
            out.push('\n');
        }
    }
    summary(&mut out, checked, n_unread, lang);
    out
}

/// One finding.
fn frame(
    out: &mut String,
    file: &str,
    path: &str,
    finding: &Finding,
    line: Option<u32>,
    lang: Lang,
    is_colored: bool,
) {
    let paint = |text: &str, code: &str| {
        if is_colored { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
    };
    let (label, color) = match finding.severity {
        Severity::Error => (CliText::ErrorLabel, "1;31"),
        Severity::Warning => (CliText::WarningLabel, "1;33"),
        Severity::Info => (CliText::InfoLabel, "1;36"),
    };
    let rule = format!("{} {} {}", label.text(lang), finding.rule.code, finding.rule.name);
    let number = line.map_or_else(String::new, |it| it.to_string());
    let gutter = " ".repeat(number.len());
    let place = line.map_or_else(|| file.to_owned(), |it| format!("{file}:{it}"));
    let path = if path.is_empty() { CliText::WholeFiling.text(lang) } else { path };
    let mut rows = vec![
        format!("{}: {}", paint(&rule, color), finding.message.render(lang)),
        format!("{gutter}--> {place}  {}", sanitize(path)),
    ];
    let value = truncate(&sanitize(finding.value.lines().next().unwrap_or_default()), MAX_VALUE, true);
    if let Some(field) = &finding.field {
        let before = format!("{} = ", field.key().1);
        let (blanks, marks) = (" ".repeat(width(&before)), "^".repeat(width(&value).max(1)));
        rows.push(format!("{gutter} |"));
        rows.push(format!("{number} | {before}{value}"));
        rows.push(format!("{gutter} | {blanks}{}", paint(&marks, color)));
    } else if !value.is_empty() {
        rows.push(format!("{gutter} |"));
        rows.push(format!("{number} | {value}"));
        rows.push(format!("{gutter} | {}", paint(&"^".repeat(width(&value)), color)));
    }
    if let Some(clause) = finding.rule.clause {
        rows.push(format!("{gutter} = {}: {clause}", CliText::Clause.text(lang)));
    }
    if let Some(fix) = &finding.fix {
        let safety = match fix.safety {
            Safety::Safe => CliText::FixSafe,
            Safety::Unsafe => CliText::FixUnsafe,
            Safety::Display => CliText::FixDisplay,
        };
        let (head, title) = (CliText::Fix.text(lang), fix.title.render(lang));
        rows.push(format!("{gutter} = {head} [{}]: {title}", safety.text(lang)));
    }
    for row in rows {
        let _ = writeln!(out, "{}", row.trim_end());
    }
}

fn summary(out: &mut String, checked: &[Checked], n_unread: usize, lang: Lang) {
    let counts = Counts::of(checked);
    let n_fixes = |safety| {
        let fixes = checked.iter().flat_map(|it| &it.findings).filter_map(|(it, _)| it.fix.as_ref());
        fixes.filter(|it| it.safety == safety && !it.edits.is_empty()).count()
    };
    let (safe, risky) = (n_fixes(Safety::Safe), n_fixes(Safety::Unsafe));
    let mut lines = vec![Message::new(
        CliText::SummaryCounts,
        [
            ("filings", checked.len().to_string()),
            ("errors", counts.errors.to_string()),
            ("warnings", counts.warnings.to_string()),
            ("infos", counts.infos.to_string()),
        ],
    )];
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
    if n_unread > 0 {
        lines.push(Message::new(CliText::SummaryUnread, [("n", n_unread.to_string())]));
    }
    for line in lines {
        let _ = writeln!(out, "{}", line.render(lang));
    }
}
