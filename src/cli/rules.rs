//! `tianbao rules`: all rules, one a line or as JSON.

use super::args::{ListFormat, RulesArgs};
use super::output;
use crate::check::scheme::Scheme;
use crate::check::{Rule, Safety, Severity, page, rules};
use crate::messages::{CliText, Lang, Text};
use crate::text::width::{fit, width};
use serde_json::{Value, json};
use std::fmt::Write;
use std::process::ExitCode;

/// Runs the command.
pub fn run(args: &RulesArgs, lang: Lang) -> ExitCode {
    output::result(&match args.format {
        ListFormat::Text => text(lang),
        ListFormat::Json => json(lang),
    });
    ExitCode::SUCCESS
}

/// Code, severity, name, clause, kinds of fixes and title, in columns.
fn text(lang: Lang) -> String {
    let rows: Vec<[String; 6]> = rules::listed()
        .map(|rule| {
            let severity = match rule.severity {
                Severity::Error => CliText::ErrorLabel,
                Severity::Warning => CliText::WarningLabel,
                Severity::Info => CliText::InfoLabel,
            };
            let fixes: Vec<&str> =
                page::fixes(rule.code).into_iter().map(|it| safety_text(it).text(lang)).collect();
            [
                rule.code.to_owned(),
                severity.text(lang).to_owned(),
                rule.name.to_owned(),
                rule.clause.unwrap_or("-").to_owned(),
                if fixes.is_empty() { "-".to_owned() } else { fixes.join("/") },
                format!("{}{}", rule.title.text(lang), schemes(rule)),
            ]
        })
        .collect();
    let mut out = String::new();
    for [code, severity, name, clause, fixes, title] in &rows {
        let padded = |cell: &str, column: usize| {
            let widest = rows.iter().filter_map(|it| it.get(column)).map(|it| width(it)).max();
            fit(cell, widest.unwrap_or_default())
        };
        let (severity, name) = (padded(severity, 1), padded(name, 2));
        let (clause, fixes) = (padded(clause, 3), padded(fixes, 4));
        let _ = writeln!(out, "{code}  {severity}  {name}  {clause}  {fixes}  {title}");
    }
    out
}

/// The schemes of a rule that does not look at all filings, in brackets.
fn schemes(rule: &Rule) -> String {
    let words = |it: &[Scheme]| it.iter().map(|it| it.word()).collect::<Vec<_>>().join(" ");
    page::schemes(rule).map_or(String::new(), |it| format!(" [{}]", words(it)))
}

/// What a kind of fix is called.
fn safety_text(word: &str) -> CliText {
    if word == Safety::Safe.word() {
        CliText::FixSafe
    } else if word == Safety::Unsafe.word() {
        CliText::FixUnsafe
    } else {
        CliText::FixDisplay
    }
}

/// The same for programs; titles are in `lang`.
fn json(lang: Lang) -> String {
    let rules: Vec<Value> = rules::listed()
        .map(|rule| {
            json!({
                "code": rule.code,
                "name": rule.name,
                "severity": rule.severity.word(),
                "title": rule.title.text(lang),
                "clause": rule.clause,
                "schemes": rule.schemes.iter().map(|it| it.word()).collect::<Vec<_>>(),
                "fixes": page::fixes(rule.code),
            })
        })
        .collect();
    format!("{:#}\n", json!({"version": 1, "rules": rules}))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_is_a_row_and_an_object() {
        let text = text(Lang::Zh);
        assert_eq!(text.lines().count(), rules::listed().count());
        let starts: std::collections::HashSet<usize> = text
            .lines()
            .zip(rules::listed())
            .map(|(line, rule)| width(line.rsplit_once(rule.title.text(Lang::Zh)).unwrap().0))
            .collect();
        assert_eq!(starts.len(), 1, "the titles do not stand under one another:\n{text}");
        let json: Value = serde_json::from_str(&json(Lang::En)).unwrap();
        let all = json["rules"].as_array().unwrap();
        assert_eq!(all.len(), rules::listed().count());
        let one = all.iter().find(|it| it["code"] == "V06").unwrap();
        assert_eq!(one["clause"], "K88-合理可行");
        assert_eq!(one["fixes"], json!(["unsafe"]));
        assert_eq!(one["schemes"].as_array().unwrap().len(), Scheme::ALL.len());
        let matrix = all.iter().find(|it| it["code"] == "S04").unwrap();
        assert_eq!(matrix["schemes"], json!(["function-matrix"]));
        assert!(text.contains("[function-matrix]"), "{text}");
        let none = all.iter().find(|it| it["code"] == "V12").unwrap();
        assert_eq!((&none["clause"], &none["fixes"]), (&Value::Null, &json!(["safe"])));
    }
}
