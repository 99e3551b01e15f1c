//! Counts by rule, the most frequent first.

use super::totals::{OfRule, Totals};
use super::{Report, label};
use crate::messages::{CliText, Text};
use crate::text::width::{pad_right, width};
use serde_json::{Value, json};
use std::cmp::Reverse;
use std::fmt::Write;

/// The rules that found something, the most frequent first.
fn lines(totals: &Totals) -> Vec<&OfRule> {
    let mut lines: Vec<&OfRule> = totals.by_rule.values().collect();
    lines.sort_by_key(|it| Reverse(it.count));
    lines
}

/// The counts as a table for people.
pub fn table(report: &Report<'_>) -> String {
    let lines = lines(report.totals);
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
pub fn values(totals: &Totals) -> Vec<Value> {
    let value = |it: &OfRule| {
        json!({
            "rule": it.rule.code,
            "name": it.rule.name,
            "severity": it.severity.word(),
            "count": it.count,
            "fixable": it.fixable,
        })
    };
    lines(totals).into_iter().map(value).collect()
}
