//! A filing as JSON: the same structure and keys as the TOML, amounts as strings.
//!
//! It must not know files. Invariant: keys stand in the order of the format; what is blank is absent.

use super::cells::{self, Cell, Row};
use super::{VERSION, keys};
use crate::model::{Filing, Function};
use serde_json::{Map, Value, json};

/// The JSON object of a filing.
pub fn to_json(filing: &Filing) -> Value {
    let mut root = Map::new();
    root.insert("format".to_owned(), json!(VERSION));
    for name in keys::SECTIONS {
        let mut table = object(&cells::section(filing, name));
        if name == "budget" && !filing.budget.lines.is_empty() {
            table.insert("lines".to_owned(), rows(&filing.budget.lines, |it| object(&cells::line(it))));
        }
        if name == "source" {
            push_rows(&mut root, filing);
        }
        if !table.is_empty() {
            root.insert(name.to_owned(), Value::Object(table));
        }
    }
    Value::Object(root)
}

/// The TOML of a filing that is written as JSON; `None` for any other text.
pub fn toml_of_json(text: &str) -> Option<String> {
    let value: Value = serde_json::from_str(text).ok()?;
    let is_filing = value.get("format").is_some() || value.get("filing").is_some_and(Value::is_object);
    is_filing.then(|| toml::to_string(&value).ok()).flatten()
}

fn push_rows(root: &mut Map<String, Value>, filing: &Filing) {
    if !filing.functions.is_empty() {
        root.insert("functions".to_owned(), rows(&filing.functions, function));
    }
    let allows = cells::allows(filing);
    if !allows.is_empty() {
        root.insert("allow".to_owned(), rows(&allows, |it| object(&cells::allow(it))));
    }
}

fn function(function: &Function) -> Map<String, Value> {
    let mut table = object(&cells::function(function));
    if !function.indicators.is_empty() {
        table.insert("indicators".to_owned(), rows(&function.indicators, |it| object(&cells::indicator(it))));
    }
    table
}

fn rows<T>(items: &[T], object: impl Fn(&T) -> Map<String, Value>) -> Value {
    items.iter().map(|it| Value::Object(object(it))).collect()
}

fn object(row: &Row<'_>) -> Map<String, Value> {
    row.iter().filter_map(|(key, cell)| Some(((*key).to_owned(), value(cell.as_ref()?)))).collect()
}

fn value(cell: &Cell<'_>) -> Value {
    match cell {
        Cell::Text(text) => json!(text),
        Cell::Number(number) => json!(number),
        Cell::True => json!(true),
        Cell::List(items) => json!(items),
        Cell::Range(first, last) => json!([first, last]),
        Cell::Amounts(columns) => {
            columns.iter().map(|(key, amount)| ((*key).to_owned(), json!(amount))).collect()
        }
    }
}
