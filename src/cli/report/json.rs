//! The report for programs, version 1: stable keys, stable order, money as decimal strings.

use super::{Checked, Found, Report, Style, list, path_of, statistics};
use crate::check::{Finding, Fix, Money};
use crate::messages::Lang;
use crate::model::{MoneyUnit, path::FewPaths};
use serde_json::{Map, Value, json};

/// How far findings stand from the left.
const ITEM_BLANKS: usize = 4;
/// How far the members of the report do.
const MEMBER_BLANKS: usize = 2;

/// What comes first.
pub fn head() -> String {
    "{\n  \"version\": 1,\n  \"findings\": [".to_owned()
}

/// The findings of a filing; messages and fix titles are in the report's language.
pub fn filing(one: &Checked, style: Style<'_>) -> String {
    list::items(findings_of(one, style.lang), ITEM_BLANKS)
}

/// What comes last: the counts, those by rule when asked for.
pub fn tail(report: &Report<'_>) -> String {
    let (totals, counts) = (report.totals, report.totals.counts);
    let mut last = Map::new();
    let summary = json!({
        "filings": totals.n_filings,
        "errors": counts.errors,
        "warnings": counts.warnings,
        "infos": counts.infos,
    });
    last.insert("summary".to_owned(), summary);
    if report.statistics {
        last.insert("statistics".to_owned(), json!(statistics::values(totals)));
    }
    let is_empty = totals.by_rule.is_empty();
    format!("{}{}\n}}\n", list::end(is_empty, MEMBER_BLANKS), list::members(&last, MEMBER_BLANKS))
}

/// The findings of a filing, an object each.
pub fn findings_of(checked: &Checked, lang: Lang) -> Vec<Value> {
    let filing = &checked.filing;
    let project = Some(&filing.project.name).filter(|it| !it.is_empty());
    let header = json!({"department": filing.department.name, "project": project, "year": filing.year});
    let paths = FewPaths::of(filing);
    let one = |found: &Found| {
        let (finding, line) = (&found.finding, found.spot.line);
        let mut object = Map::new();
        let mut put = |key: &str, value: Value| object.insert(key.to_owned(), value);
        put("rule", json!(finding.rule.code));
        put("name", json!(finding.rule.name));
        put("severity", json!(finding.severity.word()));
        put("file", json!(checked.file));
        put("line", json!(line));
        put("filing", header.clone());
        put("at", json!(path_of(&paths, finding)));
        put("value", json!(finding.value));
        put("message", json!(finding.message.render(lang)));
        put("clause", json!(finding.rule.clause));
        put("fix", finding.fix.as_ref().map_or(Value::Null, |it| fix(finding, it, lang)));
        if let Some(money) = &finding.money {
            object.extend(money_fields(money));
        }
        Value::Object(object)
    };
    checked.findings.iter().map(one).collect()
}

/// `replacement` is the new text of the finding's own field; a fix that edits other places only has none.
fn fix(finding: &Finding, fix: &Fix, lang: Lang) -> Value {
    let own = fix.edits.iter().find(|it| it.at == finding.at && Some(&it.field) == finding.field.as_ref());
    let mut told = json!({
        "safety": fix.safety.word(),
        "title": fix.title.render(lang),
        "replacement": own.map(|it| &it.text),
    });
    // Said only where it is so.
    if let Some(object) = told.as_object_mut().filter(|_| fix.removes) {
        object.insert("deletes_row".to_owned(), json!(true));
    }
    told
}

fn money_fields(money: &Money) -> Map<String, Value> {
    [
        ("expected", json!(money.expected.to_string())),
        ("actual", json!(money.actual.to_string())),
        ("difference", json!(money.difference.to_string())),
        ("tolerance", json!(money.tolerance.to_string())),
        ("unit", json!(money.unit.map(MoneyUnit::word))),
    ]
    .into_iter()
    .map(|(key, value)| (key.to_owned(), value))
    .collect()
}
