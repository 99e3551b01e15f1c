//! Counts by rule, the most frequent first.

use super::{Checked, Report, label};
use crate::check::{Rule, Safety, Severity};
use crate::messages::{CliText, Text};
use crate::text::width::{pad_right, width};
use serde_json::{Value, json};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Write;

/// What is counted of a rule.
struct Line {
    rule: &'static Rule,
    /// The worst severity found.
    severity: Severity,
    count: usize,
    /// Of those, with a fix that writes something.
    fixable: usize,
}

fn lines(checked: &[Checked]) -> Vec<Line> {
    let mut by_code: BTreeMap<&str, Line> = BTreeMap::new();
    for it in checked.iter().flat_map(|it| &it.findings) {
        let (rule, severity) = (it.finding.rule, it.finding.severity);
        let line = by_code.entry(rule.code).or_insert(Line { rule, severity, count: 0, fixable: 0 });
        line.severity = line.severity.max(severity);
        line.count += 1;
        line.fixable += usize::from(it.finding.fix.as_ref().is_some_and(|it| it.safety != Safety::Display));
    }
    let mut lines: Vec<Line> = by_code.into_values().collect();
    lines.sort_by_key(|it| Reverse(it.count));
    lines
}

/// The counts as a table for people.
pub fn table(report: &Report<'_>) -> String {
    let lines = lines(report.checked);
    let n_digits = lines.iter().map(|it| it.count.to_string().len()).max().unwrap_or_default();
    let labels = || lines.iter().map(|it| label(it.severity).text(report.lang));
    let label_width = labels().map(width).max().unwrap_or_default();
    let mut out = String::new();
    for (line, label) in lines.iter().zip(labels()) {
        let title = line.rule.title.text(report.lang);
        let fixable = if line.fixable > 0 {
            format!("  [{} {}]", CliText::Fix.text(report.lang), line.fixable)
        } else {
            String::new()
        };
        let (count, label) = (line.count, pad_right(label, label_width));
        let _ = writeln!(
            out,
            "{count:>n_digits$}  {label}  {} {}  {title}{fixable}",
            line.rule.code, line.rule.name
        );
    }
    out
}

/// The counts for programs.
pub fn values(checked: &[Checked]) -> Vec<Value> {
    let value = |it: &Line| {
        json!({
            "rule": it.rule.code,
            "name": it.rule.name,
            "severity": it.severity.word(),
            "count": it.count,
            "fixable": it.fixable,
        })
    };
    lines(checked).iter().map(value).collect()
}
