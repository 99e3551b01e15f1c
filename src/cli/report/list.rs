//! JSON that is written piece by piece, so that no report has to be held as a whole: arrays item by item, and the
//! members of an object one after the other.
//!
//! Invariant: the pieces together read as serde's pretty form of the whole.

use serde_json::{Map, Value};
use std::fmt::Write;

/// Items of an array, each on lines of its own, a comma between them. The first line is not begun and the last not
/// ended: whoever joins the pieces does that.
pub fn items(values: impl IntoIterator<Item = Value>, n_blanks: usize) -> String {
    let mut out = String::new();
    for (idx, value) in values.into_iter().enumerate() {
        if idx > 0 {
            out.push_str(",\n");
        }
        let _ = write!(out, "{:n_blanks$}{}", "", indented(&value, n_blanks));
    }
    out
}

/// Members of an object, each after a comma and a line end.
pub fn members(members: &Map<String, Value>, n_blanks: usize) -> String {
    let mut out = String::new();
    for (key, value) in members {
        let _ = write!(out, ",\n{:n_blanks$}\"{key}\": {}", "", indented(value, n_blanks));
    }
    out
}

/// The end of an array that stands in an object.
pub fn end(is_empty: bool, n_blanks: usize) -> String {
    if is_empty { "]".to_owned() } else { format!("\n{:n_blanks$}]", "") }
}

/// The pretty form, with what follows the first line moved to the right. Texts hold no line end: it is escaped.
fn indented(value: &Value, n_blanks: usize) -> String {
    format!("{value:#}").replace('\n', &format!("\n{:n_blanks$}", ""))
}

#[cfg(test)]
mod tests {
    use super::{end, items, members};
    use serde_json::{Value, json};

    #[test]
    fn the_pieces_are_the_pretty_form_of_the_whole() {
        let findings = [json!({"rule": "V06", "fix": {"title": "改为\n=100%"}}), json!({"rule": "B01"})];
        for n in 0..=2 {
            let some: Vec<Value> = findings.iter().take(n).cloned().collect();
            let whole = json!({"version": 1, "findings": some, "summary": {"filings": n}, "unread": []});
            let Value::Object(mut rest) = whole.clone() else { panic!("an object") };
            rest.retain(|key, _| !["version", "findings"].contains(&key.as_str()));
            let first = if n > 0 { "\n" } else { "" };
            let pieces = [
                "{\n  \"version\": 1,\n  \"findings\": [",
                first,
                &items(some, 4),
                &end(n == 0, 2),
                &members(&rest, 2),
                "\n}",
            ];
            assert_eq!(pieces.concat(), format!("{whole:#}"));
        }
    }
}
