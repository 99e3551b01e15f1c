//! The comparison as one web page that needs nothing else and prints.
//!
//! Invariant: every text of a filing is escaped.

use super::text::{place, rise, sides, unit};
use super::{Compared, title};
use crate::app::field_name::field_name;
use crate::diff::{Kind, counts};
use crate::export::escape::xml;
use crate::messages::{DiffText, Lang, Message, Text};
use crate::model::path::Paths;
use std::fmt::Write;

const STYLE: &str = "\
body { font-family: \"Noto Sans CJK SC\", \"Microsoft YaHei\", sans-serif; font-size: 10pt; margin: 1em; \
color: #000; background: #fff; }
h2 { font-size: 12pt; font-weight: normal; margin: 1.5em 0 .3em; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid #999; padding: 3px 6px; text-align: left; vertical-align: top; \
overflow-wrap: anywhere; }
tr.added td:first-child { border-left: 4px solid #2a7; }
tr.removed td:first-child { border-left: 4px solid #c33; }
tr.looser td:first-child { border-left: 4px solid #d90; }
p.worse { margin: 0; color: #a50; }
@media print { tr { break-inside: avoid; } thead { display: table-header-group; } }
";

/// The page.
pub fn report(compared: &[Compared<'_>], lang: Lang) -> String {
    let code = if lang == Lang::Zh { "zh-CN" } else { "en" };
    let name = DiffText::Title.text(lang);
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"{code}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{name}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<h1>{name}</h1>\n"
    );
    for it in compared {
        let only = |id: DiffText, filing: String| Message::new(id, [("filing", filing)]).render(lang);
        // Writing to a string cannot fail.
        let _ = match (it.left, it.right) {
            (Some(left), Some(right)) => {
                let (old, new) = (title(left, lang), title(right, lang));
                let _ = writeln!(out, "<h2>{} → {}</h2>", xml(&old), xml(&new));
                table(&mut out, it, (&Paths::of(&left.filing), &Paths::of(&right.filing)), lang);
                Ok(())
            }
            (Some(left), None) => {
                writeln!(out, "<h2>{}</h2>", xml(&only(DiffText::OnlyLeft, title(left, lang))))
            }
            (None, Some(right)) => {
                writeln!(out, "<h2>{}</h2>", xml(&only(DiffText::OnlyRight, title(right, lang))))
            }
            (None, None) => Ok(()),
        };
    }
    out.push_str("</body>\n</html>\n");
    out
}

fn table(out: &mut String, it: &Compared<'_>, paths: (&Paths, &Paths), lang: Lang) {
    if it.diff.is_empty() {
        let _ = writeln!(out, "<p>{}</p>", DiffText::Same.text(lang));
        return;
    }
    let sums: Vec<String> =
        counts(&it.diff.differences).iter().map(|(what, n)| format!("{} {n}", what.text(lang))).collect();
    let _ = writeln!(out, "<p>{}</p>", xml(&sums.join(" · ")));
    let heads = [
        DiffText::ColumnKind,
        DiffText::ColumnWhere,
        DiffText::ColumnField,
        DiffText::ColumnBefore,
        DiffText::ColumnAfter,
    ];
    let heads: Vec<&str> = heads.iter().map(|it| it.text(lang)).collect();
    let heads = heads.join("</th><th>");
    let _ = writeln!(out, "<table>\n<thead><tr><th>{heads}</th></tr></thead>\n<tbody>");
    let lowered = it.lowered();
    let unit = it.left.zip(it.right).and_then(|(left, right)| unit(&left.filing, &right.filing));
    for one in &it.diff.differences {
        let class = match one.kind {
            Kind::Target(shift) if shift.is_looser() => "looser",
            kind => kind.word(),
        };
        let worse = lowered.iter().find(|(it, _)| std::ptr::eq(*it, one)).map_or_else(String::new, |found| {
            let args = [("before", one.before.clone()), ("percent", found.1.clone())];
            let says = Message::new(DiffText::Worse, args).render(lang);
            format!("<p class=\"worse\">S13 {}</p>", xml(&says))
        });
        let field = one.field.as_ref().map(|it| field_name(it, lang)).unwrap_or_default();
        let (before, after) = sides(one, lang);
        let after = rise(one, unit).map_or_else(|| after.clone(), |it| format!("{after} ({it})"));
        let _ = writeln!(
            out,
            "<tr class=\"{class}\"><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}{worse}</td></tr>",
            xml(one.kind.title().text(lang)),
            xml(&place(one, paths, lang)),
            xml(&field),
            xml(&before),
            xml(&after),
        );
    }
    out.push_str("</tbody>\n</table>\n");
}
