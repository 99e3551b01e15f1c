//! Workflow commands of GitHub Actions: one annotation a finding, `::error file=…,line=…,title=…::…`.
//!
//! Invariant: no text can end its command or begin another.

use super::{Checked, Style};
use crate::check::Severity;
use std::fmt::Write;

/// The annotations of a filing.
pub fn filing(one: &Checked, style: Style<'_>) -> String {
    let mut out = String::new();
    for it in &one.findings {
        let finding = &it.finding;
        let command = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "notice",
        };
        let mut properties = format!("file={}", property(&one.file));
        if let Some(line) = it.spot.line {
            let _ = write!(properties, ",line={line}");
            if let Some((start, end)) = it.spot.columns {
                // The last column is meant, not the one after it.
                let _ = write!(properties, ",col={start},endColumn={}", end.saturating_sub(1));
            }
        }
        let title = format!("{} {}", finding.rule.code, finding.rule.name);
        let message = finding.message.render(style.lang);
        let _ = writeln!(out, "::{command} {properties},title={}::{}", property(&title), data(&message));
    }
    out
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::{data, property};

    #[test]
    fn texts_cannot_leave_their_place() {
        assert_eq!(data("≥100%\r\n::error::假"), "≥100%25%0D%0A::error::假");
        assert_eq!(property("E:\\表,一.toml"), "E%3A\\表%2C一.toml");
    }
}
