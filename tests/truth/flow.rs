//! Printers without cells: one cell a line, text in columns as of a PDF, and running text as of a PDF.

use super::form::{Col, Form};
use super::rng::Rng;
use super::sheet::block;

/// Columns of a half-year form that running text cannot keep apart.
fn kept(form: &Form) -> Vec<usize> {
    (0..form.columns.len()).filter(|it| !matches!(form.columns[*it], Col::Work | Col::Project)).collect()
}

/// Display columns of a text: wide characters take two.
fn width(text: &str) -> usize {
    text.chars().map(char_width).sum()
}

fn char_width(it: char) -> usize {
    if u32::from(it) < 0x2000 || it == '≥' || it == '≤' || it == '‰' { 1 } else { 2 }
}

/// A text in lines of at most so many display columns; Latin words stay whole.
fn wrap(text: &str, most: usize) -> Vec<String> {
    let is_latin = |it: &char| it.is_ascii_alphanumeric();
    let mut lines = vec![String::new()];
    let mut used = 0;
    for (at, it) in text.char_indices() {
        let goes_on = is_latin(&it) && text[..at].chars().next_back().is_some_and(|it| is_latin(&it));
        let word: usize = text[at..].chars().take_while(is_latin).count().max(1) - 1 + char_width(it);
        if most < used + word && used > 0 && !goes_on {
            lines.push(String::new());
            used = 0;
        }
        used += char_width(it);
        lines.last_mut().unwrap().push(it);
    }
    lines
}

fn page(rng: &mut Rng, out: &mut Vec<String>, page: usize) {
    match rng.range(0, 2) {
        0 => out.push(format!("- {page} -")),
        1 => out.push(format!("第 {page} 页 共 9 页")),
        _ => {}
    }
    if rng.chance(50) {
        out.push("\u{c}".to_owned());
    }
}

fn head(form: &Form, separator: &str) -> Vec<String> {
    let mut out = vec![form.title.clone(), form.year.clone(), String::new()];
    for cells in &form.head {
        let filled: Vec<&str> = cells.iter().map(String::as_str).filter(|it| !it.is_empty()).collect();
        out.extend(filled.join(separator).split('\n').map(str::to_owned));
    }
    out
}

fn menus(rng: &mut Rng, is_damaged: bool, lines: &mut Vec<String>) {
    if is_damaged && rng.chance(50) {
        lines.splice(
            0..0,
            ["首页".to_owned(), "政务公开".to_owned(), "来源：本站 发布时间：2026-02-03".to_owned()],
        );
    }
    if is_damaged && rng.chance(50) {
        lines.extend(["附件下载".to_owned(), "主办单位：云溪县人民政府办公室".to_owned()]);
    }
}

fn text_of(lines: &[String]) -> String {
    lines.join("\n") + "\n"
}

/// Every filled cell on a line of its own.
pub fn cell_a_line(rng: &mut Rng, form: &Form, is_damaged: bool) -> String {
    let mut out = head(form, "\n");
    let cols = kept(form);
    let headings = |out: &mut Vec<String>| {
        let all: Vec<&String> = form.headings.iter().flatten().filter(|it| !it.is_empty()).collect();
        out.extend(all.into_iter().filter(|it| !matches!(it.as_str(), "重点工作" | "对应项目")).cloned());
    };
    headings(&mut out);
    let mut left = rng.range(8, 30);
    for idx in 0..form.lines.len() {
        for at in &cols {
            let text = &form.lines[idx].texts[*at];
            if text.is_empty() || (form.columns[*at].is_merged() && block(form, idx, *at).0 != idx) {
                continue;
            }
            let most = if is_damaged && form.columns[*at] == Col::Name { 26 } else { 400 };
            out.extend(wrap(text, most));
        }
        left = left.saturating_sub(1);
        if is_damaged && left == 0 {
            left = rng.range(8, 30);
            page(rng, &mut out, idx / 8 + 1);
            if rng.chance(40) {
                headings(&mut out);
            }
        }
    }
    out.extend(form.foot.iter().map(|it| it.concat()));
    menus(rng, is_damaged, &mut out);
    text_of(&out)
}

/// Words in reading order, as copied from a PDF: labels alone or before the name, names wrapped.
pub fn running(rng: &mut Rng, form: &Form, is_damaged: bool) -> String {
    let mut out = head(form, " ");
    let cols = kept(form);
    let heading = form.headings.iter().map(|row| {
        let shown = row.iter().filter(|it| !it.is_empty() && !matches!(it.as_str(), "重点工作" | "对应项目"));
        shown.cloned().collect::<Vec<_>>().join(" ")
    });
    let heading: Vec<String> = heading.collect();
    out.extend(heading.iter().cloned());
    out.push(String::new());
    let most = if is_damaged { rng.range(16, 26) } else { rng.range(24, 40) };
    let mut left = rng.range(8, 30);
    for idx in 0..form.lines.len() {
        let mut labels = Vec::new();
        let (mut name, mut values, mut note) = (Vec::new(), Vec::new(), Vec::new());
        for at in &cols {
            let text = form.lines[idx].texts[*at].clone();
            let col = form.columns[*at];
            match col {
                _ if text.is_empty() => {}
                _ if col.is_merged() => {
                    if block(form, idx, *at).0 == idx {
                        labels.push(text);
                    }
                }
                Col::Number => name.insert(0, text),
                Col::Name => {
                    let number = name.pop().unwrap_or_default();
                    name = wrap(&format!("{number}{text}"), most);
                }
                Col::Note | Col::Standard => note = wrap(&text, most),
                _ => values.push(text),
            }
        }
        print_running(rng, &mut out, labels, name, &values.join(" "), note, is_damaged);
        left = left.saturating_sub(1);
        if is_damaged && left == 0 {
            left = rng.range(8, 30);
            page(rng, &mut out, idx / 8 + 1);
            if rng.chance(40) {
                out.extend(heading.iter().cloned());
            }
        }
    }
    out.push(String::new());
    out.extend(form.foot.iter().map(|it| it.join(" ")));
    menus(rng, is_damaged, &mut out);
    text_of(&out)
}

fn print_running(
    rng: &mut Rng,
    out: &mut Vec<String>,
    mut labels: Vec<String>,
    mut name: Vec<String>,
    value: &str,
    note: Vec<String>,
    is_damaged: bool,
) {
    // The last label may stand before the name in its line.
    let beside = if rng.chance(40) { labels.pop() } else { None };
    for label in labels {
        // A narrow column breaks a label.
        if label.chars().count() > 4 && rng.chance(15) && !label.contains(':') {
            let at = label.char_indices().rev().nth(1).map_or(0, |it| it.0);
            out.push(label[..at].to_owned());
            out.push(label[at..].to_owned());
        } else {
            out.push(label);
        }
        if rng.chance(30) {
            out.push(String::new());
        }
    }
    if let Some(label) = beside {
        name[0] = format!("{label} {}", name[0]);
    }
    let last = name.len() - 1;
    match rng.range(0, 9) {
        0..=5 => name[last] = format!("{} {value}", name[last]),
        // The value of a wrapped name stands beside its middle.
        6 if is_damaged && last > 0 => name.insert(rng.range(1, last), value.to_owned()),
        _ => name.push(value.to_owned()),
    }
    if let ([text], 40..) = (note.as_slice(), rng.range(0, 99)) {
        let at = name.len() - 1;
        name[at] = format!("{} {text}", name[at]);
    } else {
        name.extend(note);
    }
    for line in name {
        out.push(line.trim().to_owned());
        if is_damaged && rng.chance(8) {
            out.push(String::new());
        }
    }
    if rng.chance(30) {
        out.push(String::new());
    }
}

/// How text in columns is printed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Print {
    /// In display columns, every cell at the left of its column.
    Display,
    /// As a PDF's text comes out: characters count, headings, labels and values stand in the middle of their columns.
    Pdf,
}

/// Text in columns: cells wrapped in their columns, labels beside the middle of their block or at its top.
pub fn aligned(rng: &mut Rng, form: &Form, is_damaged: bool, print: Print) -> String {
    let cols: Vec<usize> = (0..form.columns.len()).collect();
    let widths: Vec<usize> = cols
        .iter()
        .map(|at| match form.columns[*at] {
            Col::Function => 24,
            Col::Level1 | Col::Level2 => 14,
            Col::Name => rng.range(16, 28),
            Col::Note | Col::Standard => 22,
            Col::Sign | Col::Unit | Col::Weight | Col::Number => 10,
            _ => 18,
        })
        .collect();
    let is_top = rng.chance(50);
    // Left of its column stands what is wrapped, and in some prints everything but the headings.
    let is_middle = match (print, rng.chance(50)) {
        (Print::Display, _) => vec![false; cols.len()],
        (Print::Pdf, is_left) => cols
            .iter()
            .map(|at| {
                !is_left
                    && !matches!(form.columns[*at], Col::Name | Col::Note | Col::Standard | Col::Function)
            })
            .collect(),
    };
    let line_of = |cells: &[String], is_heading: bool| match print {
        Print::Display => line_of(cells, &widths),
        Print::Pdf => pdf_line(cells, &widths, &is_middle, is_heading),
    };
    let mut out = head(form, "   ");
    let headings: Vec<String> = form.headings.iter().map(|row| line_of(row, true)).collect();
    out.extend(headings.iter().cloned());
    let mut left = rng.range(8, 30);
    // The lines of the whole table first, so that labels can stand beside the middle of their blocks.
    let mut starts = Vec::new();
    let mut lines: Vec<Vec<String>> = Vec::new();
    let mut breaks = Vec::new();
    for idx in 0..form.lines.len() {
        let own: Vec<Vec<String>> = cols
            .iter()
            .map(|at| {
                let text = &form.lines[idx].texts[*at];
                if form.columns[*at].is_merged() { Vec::new() } else { wrap(text, widths[*at] - 2) }
            })
            .collect();
        // A row is no lower than its labels, where it is the last of their blocks.
        let labels = cols.iter().filter(|at| form.columns[**at].is_merged()).map(|at| {
            let (first, last) = block(form, idx, *at);
            let n_pieces = wrap(&form.lines[idx].texts[*at], widths[*at] - 2).len();
            let n_above = if first < idx { lines.len() - starts[first] } else { 0 };
            if idx == last { n_pieces.saturating_sub(n_above) } else { 0 }
        });
        let height = own.iter().map(Vec::len).chain(labels).max().unwrap_or(1);
        starts.push(lines.len());
        for line in 0..height {
            let cell = |pieces: &Vec<String>| {
                let from = if is_top { 0 } else { (height - pieces.len()) / 2 };
                line.checked_sub(from).and_then(|it| pieces.get(it)).cloned().unwrap_or_default()
            };
            lines.push(own.iter().map(cell).collect());
        }
        if rng.chance(30) {
            lines.push(vec![String::new(); cols.len()]);
        }
        left = left.saturating_sub(1);
        if is_damaged && left == 0 {
            left = rng.range(8, 30);
            breaks.push(lines.len());
        }
    }
    starts.push(lines.len());
    for at in cols.iter().filter(|it| form.columns[**it].is_merged()) {
        let mut idx = 0;
        while idx < form.lines.len() {
            let (_, last) = block(form, idx, *at);
            let pieces = wrap(&form.lines[idx].texts[*at], widths[*at] - 2);
            let (from, to) = (starts[idx], starts[last + 1]);
            let offset = if is_top { 0 } else { (to - from).saturating_sub(pieces.len()) / 2 };
            for (n, piece) in pieces.into_iter().enumerate() {
                lines[from + offset + n][*at] = piece;
            }
            idx = last + 1;
        }
    }
    for (idx, line) in lines.iter().enumerate() {
        if breaks.contains(&idx) {
            page(rng, &mut out, idx / 8 + 1);
            if rng.chance(40) {
                out.extend(headings.iter().cloned());
            }
        }
        out.push(line_of(line, false));
    }
    out.push(String::new());
    out.extend(form.foot.iter().map(|it| it.join("  ")));
    menus(rng, is_damaged, &mut out);
    text_of(&out)
}

fn line_of(cells: &[String], widths: &[usize]) -> String {
    let mut out = String::new();
    let mut col = 0;
    for (cell, own) in cells.iter().zip(widths) {
        if !cell.is_empty() {
            while width(&out) < col {
                out.push(' ');
            }
            out.push_str(cell);
        }
        col += own;
    }
    out
}

/// A line as the text of a PDF: where a cell begins is counted in characters, of which its column has as many as display
/// columns, so that wide ones never reach into the next.
fn pdf_line(cells: &[String], widths: &[usize], is_middle: &[bool], is_heading: bool) -> String {
    let mut out = String::new();
    let mut col = 0;
    for ((cell, own), is_middle) in cells.iter().zip(widths).zip(is_middle) {
        // Wide characters fill a column with half as many of them.
        let own = own * 2 / 3 + 2;
        if !cell.is_empty() {
            let n_chars = cell.chars().count();
            let room = if *is_middle || is_heading { own.saturating_sub(2 + n_chars) / 2 } else { 0 };
            while out.chars().count() < col + room {
                out.push(' ');
            }
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
            out.push_str(cell);
        }
        col += own;
    }
    out
}
