//! Findings as a stream for other engines: one JSON object a line, with the keys of the report for programs.
//!
//! Invariant: a line stands for itself, so that the stream may be cut and joined anywhere between lines.

use super::{Checked, Style, json};
use crate::text::json::escaped;
use std::fmt::Write;

/// The findings of a filing.
pub fn filing(one: &Checked, style: Style<'_>) -> String {
    let mut out = String::new();
    for finding in json::findings_of(one, style.lang) {
        let _ = writeln!(out, "{}", escaped(&finding.to_string()));
    }
    out
}
