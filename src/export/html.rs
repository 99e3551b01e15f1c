//! Forms as one web page that also prints on A4.
//!
//! Invariant: every text of a filing is escaped.

use super::escape::xml;
use super::form::{Form, Kind};
use super::grid::{Cell, Grid};
use crate::model::Filing;
use std::fmt::Write;

const STYLE: &str = "\
body { font-family: SimSun, \"Songti SC\", \"Noto Serif CJK SC\", serif; font-size: 10pt; margin: 1em; \
color: #000; background: #fff; }
section { max-width: 186mm; margin: 0 auto; }
section.wide { max-width: 273mm; }
h1 { font-size: 18pt; font-weight: normal; text-align: center; margin: 0 0 .4em; }
p { margin: .3em 0; }
p.year { text-align: center; }
p.date { text-align: right; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; }
table + table { margin-top: -1px; }
th, td { border: 1px solid #000; padding: 3px 5px; line-height: 1.4; vertical-align: middle; \
overflow-wrap: anywhere; }
th { font-weight: normal; font-family: SimHei, \"Heiti SC\", \"Noto Sans CJK SC\", sans-serif; \
text-align: center; }
td { text-align: left; }
td.group, td.value { text-align: center; }
td.money { text-align: right; }
section + section { margin-top: 3em; }
@page { size: A4; margin: 18mm 12mm; }
@page wide { size: A4 landscape; }
@media print {
  body { margin: 0; }
  section, section.wide { max-width: none; }
  section.wide { page: wide; }
  section + section { break-before: page; margin-top: 0; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
}
";

/// The page.
pub fn write(filings: &[&Filing]) -> String {
    let forms: Vec<Form> = filings.iter().map(|it| Form::of(it)).collect();
    let title = forms.first().map_or("", |it| it.title.as_str());
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n<title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n",
        xml(title)
    );
    for form in &forms {
        section(&mut out, form);
    }
    out.push_str("</body>\n</html>\n");
    out
}

fn section(out: &mut String, form: &Form) {
    out.push_str(if form.page.is_landscape { "<section class=\"wide\">\n" } else { "<section>\n" });
    // Writing to a string cannot fail.
    let _ = writeln!(out, "<h1>{}</h1>", xml(&form.title));
    for (class, text) in [("year", &form.year), ("date", &form.filled_at)] {
        if !text.is_empty() {
            let _ = writeln!(out, "<p class=\"{class}\">{}</p>", xml(text));
        }
    }
    table(out, &Grid::of(form.upper.iter()), 0);
    table(out, &Grid::of(std::iter::once(&form.indicators)), form.indicators.n_headings);
    for text in &form.foot {
        let _ = writeln!(out, "<p>{}</p>", xml(text));
    }
    out.push_str("</section>\n");
}

fn table(out: &mut String, grid: &Grid, n_headings: usize) {
    if grid.rows.is_empty() {
        return;
    }
    let total: u32 = grid.widths.iter().sum();
    out.push_str("<table>\n<colgroup>");
    for width in &grid.widths {
        let _ =
            write!(out, "<col style=\"width: {:.2}%\">", f64::from(*width) * 100.0 / f64::from(total.max(1)));
    }
    out.push_str("</colgroup>\n");
    let (head, body) = grid.rows.split_at(n_headings.min(grid.rows.len()));
    for (tag, rows) in [("thead", head), ("tbody", body)] {
        if rows.is_empty() {
            continue;
        }
        let _ = writeln!(out, "<{tag}>");
        for row in rows {
            out.push_str("<tr>");
            for it in row {
                cell(out, it);
            }
            out.push_str("</tr>\n");
        }
        let _ = writeln!(out, "</{tag}>");
    }
    out.push_str("</table>\n");
}

fn cell(out: &mut String, cell: &Cell) {
    let (tag, class) = match cell.kind {
        Kind::Label | Kind::Heading => ("th", ""),
        Kind::Group => ("td", " class=\"group\""),
        Kind::Value => ("td", " class=\"value\""),
        Kind::Money => ("td", " class=\"money\""),
        Kind::Text => ("td", ""),
    };
    let _ = write!(out, "<{tag}{class}");
    for (name, n) in [("colspan", cell.n_cols), ("rowspan", cell.n_rows)] {
        if 1 < n {
            let _ = write!(out, " {name}=\"{n}\"");
        }
    }
    let _ = write!(out, ">{}</{tag}>", xml(&cell.text).replace('\n', "<br>"));
}
