//! The comparison for programs, version 1: stable keys, stable order, money as decimal strings.

use super::{Compared, Side};
use crate::diff::{Difference, Kind, notice};
use crate::messages::{DiffText, Lang, Message};
use crate::model::path::Paths;
use crate::model::{Field, Place};
use crate::text::json::escaped;
use serde_json::{Value, json};

/// The report; messages are in its language.
pub fn report(compared: &[Compared<'_>], lang: Lang) -> String {
    let pairs: Vec<Value> = compared.iter().map(|it| pair(it, lang)).collect();
    escaped(&format!("{:#}\n", json!({"version": 1, "pairs": pairs}))).into_owned()
}

fn pair(it: &Compared<'_>, lang: Lang) -> Value {
    let paths = |side: Option<&Side>| side.map(|it| Paths::of(&it.filing)).unwrap_or_default();
    let paths = (paths(it.left), paths(it.right));
    let lowered = it.lowered();
    let one = |difference: &Difference| {
        let worse = lowered.iter().find(|(it, _)| std::ptr::eq(*it, difference)).map(|(it, percent)| {
            let args = [("before", it.before.clone()), ("percent", percent.clone())];
            json!({"rule": notice::CODE, "percent": percent, "message": Message::new(DiffText::Worse, args).render(lang)})
        });
        let at =
            |paths: &Paths, place: Option<Place>| place.map(|it| at(paths, it, difference.field.as_ref()));
        json!({
            "kind": difference.kind.word(),
            "shift": if let Kind::Target(shift) = difference.kind { Some(shift.word()) } else { None },
            "left": at(&paths.0, difference.at.left),
            "right": at(&paths.1, difference.at.right),
            "before": difference.before,
            "after": difference.after,
            "difference": if let Kind::Money(Some(delta)) = difference.kind {
                Some(delta.to_string())
            } else {
                None
            },
            "finding": worse,
        })
    };
    json!({
        "left": it.left.map(side),
        "right": it.right.map(side),
        "differences": it.diff.differences.iter().map(one).collect::<Vec<_>>(),
    })
}

fn at(paths: &Paths, place: Place, field: Option<&Field>) -> String {
    field.map_or_else(|| paths.node(place).to_owned(), |field| paths.field(place, field))
}

fn side(side: &Side) -> Value {
    let filing = &side.filing;
    let project = Some(&filing.project.name).filter(|it| !it.is_empty());
    json!({
        "file": side.file,
        "department": filing.department.name,
        "project": project,
        "year": filing.year,
    })
}
