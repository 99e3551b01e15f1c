//! Printers with cells of their own: comma-separated text, web pages, spreadsheets and Word files.
//!
//! What is merged is worked out from the rows themselves, after the damage: a label reaches over the blank cells of its
//! block below it, and a page that ends inside of a table ends its merged cells too.

use super::form::{Col, Form};
use super::rng::Rng;
use super::sheet::{Kind, Sheet, block};
use rust_xlsxwriter::{Format, Workbook, Worksheet};
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

/// A row of a table with its merged cells.
struct Printed {
    kind: Kind,
    cells: Vec<Cell>,
}

/// A cell, and how many rows and columns it takes; none where another cell covers it.
#[derive(Clone, Default)]
struct Cell {
    text: String,
    n_rows: usize,
    n_cols: usize,
}

/// Puts a column with the table's own label before the others, merged over heading and rows.
pub fn add_side(rng: &mut Rng, form: &mut Form) {
    let label = rng.pick(&["绩效指标", "年度绩效指标", "绩\n效\n指\n标"]).to_owned();
    form.columns.insert(0, Col::Side);
    for (idx, row) in form.headings.iter_mut().enumerate() {
        row.insert(0, if idx == 0 { label.clone() } else { String::new() });
    }
    for line in &mut form.lines {
        line.texts.insert(0, String::new());
        line.blocks.insert(0, 0);
    }
}

fn merged(form: &Form, sheet: &Sheet, has_spans: bool) -> Vec<Printed> {
    let width = sheet.iter().map(|it| it.1.len()).max().unwrap_or(1);
    let mut out: Vec<Printed> = sheet
        .iter()
        .map(|(kind, cells)| {
            let is_alone = matches!(kind, Kind::Title | Kind::Menu | Kind::Page);
            let cell = |text: &String| Cell { text: text.clone(), n_rows: 1, n_cols: 1 };
            let mut cells: Vec<Cell> = cells.iter().map(cell).collect();
            if is_alone {
                cells.truncate(1);
            }
            cells.resize(width, Cell { n_rows: 1, n_cols: 1, ..Cell::default() });
            if is_alone {
                cells[0].n_cols = width;
                cells[1..].iter_mut().for_each(|it| it.n_cols = 0);
            }
            Printed { kind: *kind, cells }
        })
        .collect();
    if !has_spans {
        return out;
    }
    for row in 0..out.len() {
        for col in 0..width {
            if out[row].cells[col].text.is_empty() {
                continue;
            }
            let n_rows = n_rows_of(form, &out, row, col);
            out[row].cells[col].n_rows = n_rows;
            for below in out.iter_mut().skip(row + 1).take(n_rows - 1) {
                below.cells[col].n_rows = 0;
            }
        }
    }
    out
}

/// Over how many rows a cell with text reaches.
fn n_rows_of(form: &Form, rows: &[Printed], row: usize, col: usize) -> usize {
    let text = &rows[row].cells[col].text;
    let below = |it: &Printed| it.cells[col].text.is_empty();
    match rows[row].kind {
        Kind::Heading if form.columns[0] == Col::Side && col == 0 => {
            let is_table = |it: &&Printed| matches!(it.kind, Kind::Line(_) | Kind::Heading) && below(it);
            1 + rows[row + 1..].iter().take_while(is_table).count()
        }
        Kind::Line(idx) => {
            let own = |at: &usize| form.columns[*at].is_merged() && form.lines[idx].texts[*at] == *text;
            let Some(at) = (0..form.columns.len()).find(own) else { return 1 };
            let (_, last) = block(form, idx, at);
            let goes_on = |it: &&Printed| matches!(it.kind, Kind::Line(next) if next <= last) && below(it);
            1 + rows[row + 1..].iter().take_while(goes_on).count()
        }
        _ => 1,
    }
}

/// Comma-separated text, as a spreadsheet saves it.
pub fn csv(sheet: &Sheet) -> String {
    let width = sheet.iter().map(|it| it.1.len()).max().unwrap_or(1);
    let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
    for (_, cells) in sheet {
        let blanks = std::iter::repeat_n("", width - cells.len());
        writer.write_record(cells.iter().map(String::as_str).chain(blanks)).unwrap();
    }
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}

/// A web page with one table, or several where a page ended.
pub fn html(rng: &mut Rng, form: &Form, sheet: &Sheet, has_spans: bool) -> String {
    let mut out =
        "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>公开</title></head><body>\n".to_owned();
    let mut is_open = false;
    for row in merged(form, sheet, has_spans) {
        let is_outside =
            matches!(row.kind, Kind::Title | Kind::Menu) || (row.kind == Kind::Page && rng.chance(30));
        if is_outside {
            if is_open {
                out.push_str("</table>\n");
                is_open = false;
            }
            let _ = writeln!(out, "<p>{}</p>", escaped(&row.cells[0].text));
            continue;
        }
        if !is_open {
            out.push_str("<table>\n");
            is_open = true;
        }
        out.push_str("<tr>");
        for cell in row.cells.iter().filter(|it| it.n_rows > 0 && it.n_cols > 0) {
            let span = |name: &str, n: usize| if n > 1 { format!(" {name}=\"{n}\"") } else { String::new() };
            let text = escaped(&cell.text).replace('\n', "<br>");
            let _ = write!(
                out,
                "<td{}{}>{text}</td>",
                span("rowspan", cell.n_rows),
                span("colspan", cell.n_cols)
            );
        }
        out.push_str("</tr>\n");
    }
    out + if is_open { "</table></body></html>\n" } else { "</body></html>\n" }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A workbook of one sheet; numbers may be stored as numbers.
pub fn xlsx(rng: &mut Rng, form: &Form, sheet: &Sheet, has_spans: bool) -> Vec<u8> {
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    let has_numbers = rng.chance(40);
    let plain = Format::new();
    for (row, it) in (0u32..).zip(merged(form, sheet, has_spans)) {
        for (col, cell) in (0u16..).zip(&it.cells) {
            if cell.text.is_empty() || cell.n_rows == 0 || cell.n_cols == 0 {
                continue;
            }
            let (last, right) = (row + cell.n_rows as u32 - 1, col + cell.n_cols as u16 - 1);
            if (row, col) != (last, right) {
                page.merge_range(row, col, last, right, &cell.text, &plain).unwrap();
            } else if !(has_numbers
                && matches!(it.kind, Kind::Line(_))
                && as_number(page, row, col, &cell.text))
            {
                page.write_string(row, col, &cell.text).unwrap();
            }
        }
    }
    book.save_to_buffer().unwrap()
}

/// Stores a figure as a number that is shown as this text.
fn as_number(page: &mut Worksheet, row: u32, col: u16, text: &str) -> bool {
    let (figure, factor, tail) = match text.strip_suffix('%') {
        Some(it) => (it, 100.0, "%"),
        None => (text, 1.0, ""),
    };
    let digits = |it: &str| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit());
    let (whole, decimals) = figure.split_once('.').unwrap_or((figure, "0"));
    if !digits(whole) || !digits(decimals) || (whole.len() > 1 && whole.starts_with('0')) {
        return false;
    }
    let n_decimals = figure.len() - whole.len();
    let code = format!(
        "0{}{tail}",
        if n_decimals > 0 { format!(".{}", "0".repeat(n_decimals - 1)) } else { String::new() }
    );
    let value: f64 = figure.parse().unwrap();
    page.write_number_with_format(row, col, value / factor, &Format::new().set_num_format(code)).unwrap();
    true
}

/// A Word file: paragraphs and tables; a page that ended may have ended its table.
pub fn docx(rng: &mut Rng, form: &Form, sheet: &Sheet, has_spans: bool) -> Vec<u8> {
    let paragraph = |text: &str| {
        let lines: Vec<String> = text.split('\n').map(|it| format!("<w:t>{}</w:t>", escaped(it))).collect();
        format!("<w:p><w:r>{}</w:r></w:p>", lines.join("<w:br/>"))
    };
    let mut body = String::new();
    let mut is_open = false;
    // In Word a cell that is merged upward is there, and says so.
    for row in merged(form, sheet, has_spans) {
        let is_outside =
            matches!(row.kind, Kind::Title | Kind::Menu) || (row.kind == Kind::Page && rng.chance(50));
        if is_outside {
            if is_open {
                body.push_str("</w:tbl>");
                is_open = false;
            }
            body.push_str(&paragraph(&row.cells[0].text));
            continue;
        }
        if !is_open {
            body.push_str("<w:tbl>");
            is_open = true;
        }
        body.push_str("<w:tr>");
        for cell in row.cells.iter().filter(|it| it.n_cols > 0) {
            let merge = match cell.n_rows {
                0 => "<w:vMerge/>".to_owned(),
                1 => String::new(),
                _ => "<w:vMerge w:val=\"restart\"/>".to_owned(),
            };
            let span = if cell.n_cols > 1 {
                format!("<w:gridSpan w:val=\"{}\"/>", cell.n_cols)
            } else {
                String::new()
            };
            let _ = write!(body, "<w:tc><w:tcPr>{span}{merge}</w:tcPr>{}</w:tc>", paragraph(&cell.text));
        }
        body.push_str("</w:tr>");
    }
    if is_open {
        body.push_str("</w:tbl>");
    }
    let space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).unwrap();
    write!(archive, "<w:document xmlns:w=\"{space}\"><w:body>{body}</w:body></w:document>").unwrap();
    archive.finish().unwrap().into_inner()
}
