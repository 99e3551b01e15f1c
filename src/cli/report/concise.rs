//! One line a finding: `a.toml:41: 错误 B01 路径: 问题`, `[*]` where a fix is offered, a summary last.

use super::summary::summary;
use super::{Checked, Report, Style, label, path_of, place, statistics};
use crate::check::Fix;
use crate::messages::{CliText, Text};
use crate::model::path::FewPaths;
use crate::text::width::sanitize;
use memchr::memchr3;
use std::fmt::Write;

/// The findings of a filing.
pub fn filing(one: &Checked, style: Style<'_>) -> String {
    let mut out = String::new();
    if one.findings.is_empty() {
        return out;
    }
    let paths = FewPaths::of(&one.filing);
    for it in &one.findings {
        let finding = &it.finding;
        let path = path_of(&paths, finding);
        let path = if path.is_empty() { CliText::WholeFiling.text(style.lang) } else { path.as_str() };
        let is_fixable = finding.fix.as_ref().is_some_and(Fix::is_applicable);
        let start = out.len();
        let _ = write!(
            out,
            "{}: {} {} {path}: {}{}",
            place(&one.file, it.spot),
            label(finding.severity).text(style.lang),
            finding.rule.code,
            finding.message.render(style.lang),
            if is_fixable { " [*]" } else { "" },
        );
        // What ends a line, or may be part of its end, must not; all else is made harmless on its way out.
        if memchr3(b'\n', b'\r', b'\t', out.get(start..).unwrap_or_default().as_bytes()).is_some() {
            let line = sanitize(&out.split_off(start)).into_owned();
            out.push_str(&line);
        }
        out.push('\n');
    }
    out
}

/// What comes last: the summary, after the counts by rule when they are asked for.
pub fn tail(report: &Report<'_>) -> String {
    let counts = if report.statistics { statistics::table(report) } else { String::new() };
    counts + &summary(report)
}
