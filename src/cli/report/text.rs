//! The report for people: a frame a finding, the place underlined, a summary last.
//!
//! Frames use ASCII only, since lines and arrows are two columns wide in some Chinese terminals.

use super::summary::summary;
use super::{Checked, Found, Report, Style, label, place, statistics, told};
use crate::app::field_name::field_name;
use crate::check::{Safety, Severity};
use crate::messages::{CliText, Text};
use crate::model::path::FewPaths;
use crate::text::width::{sanitize, truncate, width};
use std::fmt::Write;

/// The most columns of a value; the rest is in the file.
const MAX_VALUE: usize = 60;

/// The frames of a filing.
pub fn filing(one: &Checked, style: Style<'_>) -> String {
    let mut out = String::new();
    if one.findings.is_empty() {
        return out;
    }
    let paths = FewPaths::of(&one.filing);
    for it in &one.findings {
        let told = told::place(&paths, &it.finding, style.lang);
        frame(&mut out, &place(&one.file, it.spot), &told, it, style);
        out.push('\n');
    }
    out
}

/// What comes last: the summary, after the counts by rule when they are asked for.
pub fn tail(report: &Report<'_>) -> String {
    let counts = if report.statistics { statistics::table(report) } else { String::new() };
    counts + &summary(report)
}

/// One finding.
fn frame(out: &mut String, place: &str, told: &str, found: &Found, style: Style<'_>) {
    let (finding, line, lang) = (&found.finding, found.spot.line, style.lang);
    let paint = |text: &str, code: &str| {
        if style.is_colored { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
    };
    let color = match finding.severity {
        Severity::Error => "1;31",
        Severity::Warning => "1;33",
        Severity::Info => "1;36",
    };
    let rule = format!("{} {} {}", label(finding.severity).text(lang), finding.rule.code, finding.rule.name);
    let rule = sanitize(&rule);
    let number = line.map_or_else(String::new, |it| it.to_string());
    let gutter = " ".repeat(number.len());
    let mut rows = vec![
        format!("{}: {}", paint(&rule, color), sanitize(&finding.message.render(lang))),
        format!("{gutter}--> {}  {}", sanitize(place), sanitize(told)),
    ];
    let value = truncate(&sanitize(finding.value.lines().next().unwrap_or_default()), MAX_VALUE, true);
    if let Some(field) = &finding.field {
        let before = format!("{}: ", field_name(field, lang));
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
        let title = sanitize(&title);
        rows.push(format!("{gutter} = {head} [{}]: {title}", safety.text(lang)));
    }
    for row in rows {
        let _ = writeln!(out, "{}", row.trim_end());
    }
}
