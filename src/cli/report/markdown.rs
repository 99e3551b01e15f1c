//! A letter to send back, grouped by filing: of each finding what is wrong, on what it rests, what to do.
//!
//! Invariant: no text of a filing is taken for markup.

use super::{Checked, Found, Report, Style, clause, label, place, statistics};
use crate::messages::{CliText, Lang, Message, Text};
use crate::model::{Place, path::Paths};
use std::fmt::Write;

/// The title.
pub fn head(lang: Lang) -> String {
    format!("# {}\n", CliText::LetterTitle.text(lang))
}

/// The letter about a filing.
pub fn filing(one: &Checked, style: Style<'_>) -> String {
    let mut out = format!("\n## {}\n\n", escape(&title(one)));
    if one.findings.is_empty() {
        let _ = writeln!(out, "{}", CliText::LetterClean.text(style.lang));
        return out;
    }
    let paths = Paths::of(&one.filing);
    for (idx, it) in one.findings.iter().enumerate() {
        let place = place(&one.file, it.spot);
        finding(&mut out, idx + 1, paths.node(it.finding.at), &place, it, style.lang);
    }
    out
}

/// What comes last: the counts, those by rule when asked for.
pub fn tail(report: &Report<'_>) -> String {
    let (lang, counts) = (report.lang, report.totals.counts);
    let sum = Message::new(
        CliText::SummaryCounts,
        [
            ("filings", report.totals.n_filings.to_string()),
            ("errors", counts.errors.to_string()),
            ("warnings", counts.warnings.to_string()),
            ("infos", counts.infos.to_string()),
        ],
    );
    let mut out = format!("\n---\n\n{}\n", sum.render(lang));
    if report.statistics {
        let table = statistics::table(report);
        let _ = write!(out, "\n## {}\n\n```\n{table}```\n", CliText::StatisticsTitle.text(lang));
    }
    out
}

/// Department, project and year; the file where the filing names none.
fn title(one: &Checked) -> String {
    let filing = &one.filing;
    let year = filing.year.map(|it| it.to_string()).unwrap_or_default();
    let parts = [filing.department.name.trim(), filing.project.name.trim(), &year];
    let parts: Vec<&str> = parts.into_iter().filter(|it| !it.is_empty()).collect();
    if parts.is_empty() { one.file.clone() } else { parts.join(" ") }
}

fn finding(out: &mut String, number: usize, path: &str, place: &str, found: &Found, lang: Lang) {
    let finding = &found.finding;
    // The label of the whole list is blank; a letter need not show that.
    let node = match finding.at {
        Place::Filing => CliText::WholeFiling.text(lang),
        _ => path.trim_start_matches('/'),
    };
    let value = match finding.value.lines().next().unwrap_or_default() {
        "" => String::new(),
        value => format!(" “{}”", escape(value)),
    };
    let _ = writeln!(out, "{number}. **{}**{value}（{}）", escape(node), escape(place));
    let mut line = |head: CliText, text: &str| {
        let _ = writeln!(out, "   - {}：{}", head.text(lang), escape(text));
    };
    let (severity, code) = (label(finding.severity).text(lang), finding.rule.code);
    line(CliText::ColumnProblem, &format!("{}（{severity} {code}）", finding.message.render(lang)));
    if let Some(id) = finding.rule.clause {
        line(CliText::ColumnClause, &clause::named(id));
    }
    if let Some(fix) = &finding.fix {
        line(CliText::ColumnAdvice, &fix.title.render(lang));
    }
}

/// A text on one line without markup.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for it in text.chars() {
        match it {
            '\n' | '\r' | '\t' => out.push(' '),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '!' => {
                out.push('\\');
                out.push(it);
            }
            _ if it.is_control() => {}
            _ => out.push(it),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn texts_are_no_markup() {
        assert_eq!(escape("≥**%"), "≥\\*\\*%");
        assert_eq!(escape("[点此](http://x)\n# 标题"), "\\[点此\\](http://x) \\# 标题");
        assert_eq!(escape("<b>_表_</b>\u{1b}[2J"), "\\<b\\>\\_表\\_\\</b\\>\\[2J");
    }
}
