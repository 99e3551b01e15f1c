//! One line a finding: `a.toml:41: 错误 B01 路径: 问题`, `[*]` where a fix is offered, a summary last.

use super::summary::summary;
use super::{Checked, Report, Style, label, path_of, place, statistics};
use crate::messages::{CliText, Text};
use crate::model::path::Paths;
use crate::text::width::sanitize;
use std::fmt::Write;

/// The findings of a filing.
pub fn filing(one: &Checked, style: Style<'_>) -> String {
    let mut out = String::new();
    if one.findings.is_empty() {
        return out;
    }
    let paths = Paths::of(&one.filing);
    for it in &one.findings {
        let finding = &it.finding;
        let path = path_of(&paths, finding);
        let path = if path.is_empty() { CliText::WholeFiling.text(style.lang) } else { path.as_str() };
        let is_fixable = finding.fix.as_ref().is_some_and(|it| !it.edits.is_empty());
        let line = format!(
            "{}: {} {} {path}: {}{}",
            place(&one.file, it.spot),
            label(finding.severity).text(style.lang),
            finding.rule.code,
            finding.message.render(style.lang),
            if is_fixable { " [*]" } else { "" },
        );
        let _ = writeln!(out, "{}", sanitize(&line));
    }
    out
}

/// What comes last: the summary, after the counts by rule when they are asked for.
pub fn tail(report: &Report<'_>) -> String {
    let counts = if report.statistics { statistics::table(report) } else { String::new() };
    counts + &summary(report)
}
