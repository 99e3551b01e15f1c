//! A letter to send back, grouped by filing: of each finding what is wrong, on what it rests, what to do. What one rule
//! says of several rows is one entry, in which rows of the same problem stand together.
//!
//! Invariant: no text of a filing is taken for markup, and every finding's place is named.

use super::{Checked, Found, Report, Style, clause, label, place, statistics, told};
use crate::messages::{CliText, Lang, Message, Text};
use crate::model::path::FewPaths;
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
    let paths = FewPaths::of(&one.filing);
    for (idx, group) in by_rule(&one.findings).into_iter().enumerate() {
        entry(&mut out, idx + 1, &group, one, &paths, style.lang);
    }
    out
}

/// The findings of each rule and severity together: errors first, then warnings, then hints; of one severity in the
/// order of their first.
fn by_rule(findings: &[Found]) -> Vec<Vec<&Found>> {
    let mut groups: Vec<Vec<&Found>> = Vec::new();
    let key = |it: &Found| (it.finding.rule.code, it.finding.severity);
    for found in findings {
        let known = groups.iter_mut().find(|it| it.first().is_some_and(|it| key(it) == key(found)));
        match known {
            Some(group) => group.push(found),
            None => groups.push(vec![found]),
        }
    }
    groups.sort_by_key(|it| std::cmp::Reverse(it.first().map(|it| it.finding.severity)));
    groups
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

/// One entry for what a rule says of several places: places of the same problem and advice stand together.
fn entry(out: &mut String, number: usize, group: &[&Found], one: &Checked, paths: &FewPaths<'_>, lang: Lang) {
    let Some(rule) = group.first().map(|it| it.finding.rule) else { return };
    let severity = group.first().map_or("", |it| label(it.finding.severity).text(lang));
    let title = escape(rule.title.text(lang));
    let times = if group.len() > 1 { format!(" × {}", group.len()) } else { String::new() };
    let _ = writeln!(out, "{number}. **{title}**（{severity} {}{times}）", rule.code);
    if let Some(id) = rule.clause {
        line(out, CliText::ColumnClause, &clause::named(id), lang);
    }
    let mut problems: Vec<((String, String), Vec<String>)> = Vec::new();
    for it in group {
        let advice = it.finding.fix.as_ref().map_or_else(String::new, |it| it.title.render(lang));
        let said = (it.finding.message.render(lang), advice);
        let told = told::place(paths, &it.finding, lang);
        let at = format!("{told}（{}）", place(&one.file, it.spot));
        match problems.iter_mut().find(|(known, _)| *known == said) {
            Some((_, places)) => places.push(at),
            None => problems.push((said, vec![at])),
        }
    }
    for ((problem, advice), places) in problems {
        line(out, CliText::ColumnProblem, &problem, lang);
        if !advice.is_empty() {
            line(out, CliText::ColumnAdvice, &advice, lang);
        }
        line(out, CliText::ColumnAt, &places.join("；"), lang);
    }
}

/// A line of an entry: what it tells, and that.
fn line(out: &mut String, head: CliText, text: &str, lang: Lang) {
    let _ = writeln!(out, "   - {}：{}", head.text(lang), escape(text));
}

/// A text on one line without markup. `_` within a word is none, so that file names stay as they are.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut last = None;
    let mut chars = text.chars().peekable();
    while let Some(it) = chars.next() {
        let is_word = |it: Option<&char>| it.is_some_and(|it| it.is_alphanumeric());
        let is_within = it == '_' && is_word(last.as_ref()) && is_word(chars.peek());
        last = Some(it);
        match it {
            '_' if is_within => out.push('_'),
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
    use super::{escape, filing};
    use crate::check::check;
    use crate::check::testing::filing as row;
    use crate::cli::report::{Checked, Found, Spot, Style};
    use crate::messages::Lang;

    #[test]
    fn rows_of_one_problem_are_one_entry() {
        let mut whole = row("雨水井清掏率", "＝100%");
        let template = whole.functions[0].indicators[0].clone();
        for (name, target) in [("路灯完好率", "＝100%"), ("积水点整治率", "＝98%")] {
            let mut row = template.clone();
            (row.name, row.target) = (name.to_owned(), target.to_owned());
            whole.functions[0].indicators.push(row);
        }
        let findings = check(&whole).into_iter().filter(|it| it.rule.code == "V12");
        let found = |(idx, finding): (u32, _)| {
            let line = Some(10 * (idx + 1));
            Found { finding, spot: Spot { line, columns: None } }
        };
        let findings: Vec<Found> = (0_u32..).zip(findings).map(found).collect();
        let checked = Checked { file: "青禾县.toml".to_owned(), filing: whole, findings };
        let letter = filing(&checked, Style { lang: Lang::Zh, is_colored: false, rules: &[] });
        assert_eq!(letter.matches("V12 × 3").count(), 1, "{letter}");
        assert_eq!(letter.matches("问题：").count(), 2, "{letter}");
        let places = "雨水井清掏率 · 指标值（青禾县.toml:10）；产出指标 › 数量指标 › 路灯完好率 · 指标值（青禾县.toml:20）";
        assert!(letter.contains(places), "{letter}");
    }

    #[test]
    fn texts_are_no_markup() {
        assert_eq!(escape("≥**%"), "≥\\*\\*%");
        assert_eq!(escape("002_c7c7.toml"), "002_c7c7.toml");
        assert_eq!(escape("[点此](http://x)\n# 标题"), "\\[点此\\](http://x) \\# 标题");
        assert_eq!(escape("<b>_表_</b>\u{1b}[2J"), "\\<b\\>\\_表\\_\\</b\\>\\[2J");
    }
}
