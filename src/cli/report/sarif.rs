//! SARIF 2.1.0, the format in which code hosts and editors take findings.
//!
//! Columns count code points. Invariant: every result names a rule of the list by its index.

use super::{Checked, Found, Report, Style, clause, list, path_of};
use crate::check::baseline::{Fingerprint, fingerprints};
use crate::check::{Rule, Severity};
use crate::messages::{CliText, Lang, Text};
use crate::model::path::Paths;
use crate::store;
use crate::text::json::escaped;
use serde_json::{Map, Value, json};
use std::fmt::Write;
use std::path::Path;

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// How far results stand from the left.
const ITEM_BLANKS: usize = 8;
/// How far the members of the run do.
const MEMBER_BLANKS: usize = 6;

/// What comes first.
pub fn head() -> String {
    let lines = [
        "{",
        &format!("  \"$schema\": \"{SCHEMA}\","),
        "  \"version\": \"2.1.0\",",
        "  \"runs\": [",
        "    {",
        "      \"columnKind\": \"unicodeCodePoints\",",
        "      \"results\": [",
    ];
    lines.join("\n")
}

/// What comes last: which rules ran, and whether all could be read.
pub fn tail(report: &Report<'_>) -> String {
    let lang = report.lang;
    let rules: Vec<Value> = report.rules.iter().map(|it| rule(it, lang)).collect();
    let tool = json!({"driver": {
        "name": "tianbao",
        "version": env!("CARGO_PKG_VERSION"),
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "language": if lang == Lang::Zh { "zh-CN" } else { "en" },
        "rules": rules,
    }});
    let mut last = Map::new();
    last.insert("tool".to_owned(), tool);
    last.insert("invocations".to_owned(), json!([{"executionSuccessful": report.n_unread == 0}]));
    let is_empty = report.totals.by_rule.is_empty();
    let end = list::end(is_empty, MEMBER_BLANKS);
    escaped(&format!("{end}{}\n    }}\n  ]\n}}\n", list::members(&last, MEMBER_BLANKS))).into_owned()
}

fn rule(rule: &Rule, lang: Lang) -> Value {
    let title = rule.title.text(lang);
    let help = match rule.clause {
        Some(id) => format!("{title}\n{}: {}", CliText::Clause.text(lang), clause::named(id)),
        None => title.to_owned(),
    };
    json!({
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": title},
        "help": {"text": help},
        "defaultConfiguration": {"level": level(rule.severity)},
    })
}

/// The results of a filing.
pub fn filing(one: &Checked, style: Style<'_>) -> String {
    let paths = Paths::of(&one.filing);
    let findings = one.findings.iter().map(|it| &it.finding);
    let prints: Vec<Fingerprint> = fingerprints(&one.filing, findings).collect();
    let results = one.findings.iter().zip(prints);
    let results = results.map(|(it, print)| result(one, &path_of(&paths, &it.finding), it, &print, style));
    escaped(&list::items(results, ITEM_BLANKS)).into_owned()
}

fn result(one: &Checked, path: &str, found: &Found, print: &Fingerprint, style: Style<'_>) -> Value {
    let finding = &found.finding;
    let mut physical = Map::new();
    physical.insert("artifactLocation".to_owned(), json!({"uri": uri(&one.file)}));
    if let Some(line) = found.spot.line {
        let mut region = json!({"startLine": line});
        if let (Some((start, end)), Some(region)) = (found.spot.columns, region.as_object_mut()) {
            region.insert("startColumn".to_owned(), json!(start));
            region.insert("endColumn".to_owned(), json!(end));
        }
        physical.insert("region".to_owned(), region);
    }
    let mut message = finding.message.render(style.lang);
    if let Some(fix) = &finding.fix {
        let _ = write!(message, "\n{}: {}", CliText::Fix.text(style.lang), fix.title.render(style.lang));
    }
    let mut result = json!({
        "ruleId": finding.rule.code,
        "level": level(finding.severity),
        "message": {"text": message},
        "locations": [{
            "physicalLocation": physical,
            "logicalLocations": [{"fullyQualifiedName": path}],
        }],
        "partialFingerprints": {"tianbaoFinding/v1": hash(print)},
        "properties": {"value": finding.value},
    });
    if let (Some(fix), Some(result)) = (replacement(one, found, style.lang), result.as_object_mut()) {
        result.insert("fixes".to_owned(), json!([fix]));
    }
    let idx = style.rules.iter().position(|it| it.code == finding.rule.code);
    if let (Some(idx), Some(result)) = (idx, result.as_object_mut()) {
        result.insert("ruleIndex".to_owned(), json!(idx));
    }
    result
}

/// The fix as a replacement, where it changes nothing but the value, which stands at a known place and needs no
/// escapes there. Documents that were imported have no such fixes: they are not written.
fn replacement(one: &Checked, found: &Found, lang: Lang) -> Option<Value> {
    let fix = found.finding.fix.as_ref()?;
    let [edit] = &fix.edits[..] else { return None };
    let is_value = edit.at == found.finding.at
        && Some(&edit.field) == found.finding.field.as_ref()
        && one.filing.get(edit.at, &edit.field).as_deref() == Some(found.finding.value.trim());
    let is_toml = Path::new(&one.file).extension().is_some_and(|it| it.eq_ignore_ascii_case("toml"));
    let is_plain = !edit.text.contains(['"', '\\', '\'', '\n']) && is_toml;
    let ((start, end), line) = found.spot.columns.zip(found.spot.line).filter(|_| is_value && is_plain)?;
    Some(json!({
        "description": {"text": fix.title.render(lang)},
        "artifactChanges": [{
            "artifactLocation": {"uri": uri(&one.file)},
            "replacements": [{
                "deletedRegion": {"startLine": line, "startColumn": start, "endColumn": end},
                "insertedContent": {"text": edit.text},
            }],
        }],
    }))
}

/// The baseline's fingerprint, so that a host knows a finding again when lines move.
fn hash(print: &Fingerprint) -> String {
    let parts = [&print.filing, &print.rule, &print.at, &print.value];
    store::sha256(parts.map(String::as_str).join("\u{1f}").as_bytes())
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// A path as a URI reference: relative paths stay relative.
fn uri(path: &str) -> String {
    let path = path.replace('\\', "/");
    let is_drive = path.chars().nth(1) == Some(':') && path.starts_with(|it: char| it.is_ascii_alphabetic());
    let mut out = match path.strip_prefix('/') {
        Some(_) => "file://".to_owned(),
        None if is_drive => "file:///".to_owned(),
        None => String::new(),
    };
    for (idx, byte) in path.bytes().enumerate() {
        let is_plain = byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
        if is_plain || (is_drive && idx == 1) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn paths_become_uri_references() {
        for (path, expected) in [
            ("a/b.toml", "a/b.toml"),
            ("青禾 县.toml", "%E9%9D%92%E7%A6%BE%20%E5%8E%BF.toml"),
            ("/a/b:c.toml", "file:///a/b%3Ac.toml"),
            ("E:\\表\\a.toml", "file:///E:/%E8%A1%A8/a.toml"),
            ("100%#1.toml", "100%25%231.toml"),
        ] {
            assert_eq!(uri(path), expected);
        }
    }
}
