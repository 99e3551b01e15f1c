//! Prints a filing as a form and the form in every layout that documents come in. For tests of import only: plain,
//! and with none of the program's own code.
#![allow(dead_code, reason = "each test binary uses some of it")]

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use tianbao::model::{Filing, Scope};
use zip::write::SimpleFileOptions;

/// A cell of a form: its text, rows and columns.
#[derive(Clone, Debug)]
pub struct Cell {
    pub text: String,
    pub n_rows: usize,
    pub n_cols: usize,
}

/// A form: rows of cells; columns that a merged cell above covers have none.
pub type Form = Vec<Vec<Cell>>;

/// Columns of the form.
pub const N_COLS: usize = 6;

fn cell(text: &str, n_rows: usize, n_cols: usize) -> Cell {
    Cell { text: text.to_owned(), n_rows, n_cols }
}

fn pair(label: &str, value: &str) -> Vec<Cell> {
    vec![cell(label, 1, 2), cell(value, 1, N_COLS - 2)]
}

/// The form of a filing: title, year, head, money, goals, indicators, contact.
pub fn form(filing: &Filing) -> Form {
    let mut rows = vec![vec![cell(&filing.title, 1, N_COLS)]];
    if let Some(year) = filing.year {
        rows.push(vec![cell(&format!("（{year}年度）"), 1, N_COLS)]);
    }
    if filing.scope == Scope::Project {
        rows.push(pair("项目名称", &filing.project.name));
        rows.push(pair("主管部门", &filing.department.supervisor));
        rows.push(pair("实施单位", &filing.department.name));
    } else {
        rows.push(pair("部门（单位）名称", &filing.department.name));
    }
    money(filing, &mut rows);
    if !filing.goals.annual.is_empty() {
        rows.push(pair("年度总体目标", &filing.goals.annual.join("\n")));
    }
    indicators(filing, &mut rows);
    if !filing.contact.name.is_empty() {
        rows.push(pair("联系人", &filing.contact.name));
    }
    rows
}

fn money(filing: &Filing, rows: &mut Form) {
    let lines: Vec<(String, String)> = filing
        .budget
        .lines
        .iter()
        .filter_map(|it| Some((it.name.clone(), it.amounts.0.first()?.1.text().to_owned())))
        .collect();
    let unit = filing.budget.unit.map_or("元", |it| it.word());
    for (idx, (name, amount)) in lines.iter().enumerate() {
        let mut row = Vec::new();
        if idx == 0 {
            row.push(cell(&format!("项目资金（{unit}）"), lines.len(), 2));
        }
        row.push(cell(name, 1, 2));
        row.push(cell(amount, 1, 2));
        rows.push(row);
    }
}

fn indicators(filing: &Filing, rows: &mut Form) {
    let all: Vec<_> = filing.indicators().map(|it| it.2).collect();
    let has_half = all.iter().any(|it| !it.target_half.is_empty());
    let mut header = vec![cell("绩效\n指标", all.len() + 1, 1)];
    header.extend(["一级指标", "二级指标", "三级指标"].map(|it| cell(it, 1, 1)));
    if has_half {
        header.push(cell("半年指标值", 1, 1));
        header.push(cell("全年指标值", 1, 1));
    } else {
        header.push(cell("指标值", 1, 2));
    }
    rows.push(header);
    let key = |at: usize| all.get(at).map(|it| (it.level1.clone(), it.level2.clone()));
    for (idx, it) in all.iter().enumerate() {
        let mut row = Vec::new();
        let before = idx.checked_sub(1).and_then(key);
        if before.as_ref().is_none_or(|(level1, _)| *level1 != it.level1) {
            let n = all[idx..].iter().take_while(|other| other.level1 == it.level1).count();
            row.push(cell(&it.level1, n, 1));
        }
        let own = key(idx);
        if before != own {
            let n = (idx..all.len()).take_while(|at| key(*at) == own).count();
            row.push(cell(&it.level2, n, 1));
        }
        row.push(cell(&it.name, 1, 1));
        if has_half {
            row.push(cell(&it.target_half, 1, 1));
            row.push(cell(&it.target, 1, 1));
        } else {
            row.push(cell(&it.target, 1, 2));
        }
        rows.push(row);
    }
}

/// Every cell with its row and column.
pub fn placed(form: &Form) -> Vec<(usize, usize, &Cell)> {
    let mut out = Vec::new();
    let mut covered = vec![0_usize; N_COLS];
    for (row, cells) in form.iter().enumerate() {
        let mut col = 0;
        for it in cells {
            while covered.get(col).is_some_and(|it| *it > 0) {
                col += 1;
            }
            out.push((row, col, it));
            for rows in covered.iter_mut().skip(col).take(it.n_cols) {
                *rows = it.n_rows;
            }
            col += it.n_cols;
        }
        for rows in &mut covered {
            *rows = rows.saturating_sub(1);
        }
    }
    out
}

/// The form as a table of texts, merged cells blank but at their top left.
fn grid(form: &Form) -> Vec<Vec<String>> {
    let mut grid = vec![vec![String::new(); N_COLS]; form.len()];
    for (row, col, it) in placed(form) {
        grid[row][col].clone_from(&it.text);
    }
    grid
}

pub fn tsv(forms: &[Form]) -> String {
    let mut out = String::new();
    for row in forms.iter().flat_map(grid) {
        let _ = writeln!(out, "{}", row.join("\t").replace('\n', ""));
    }
    out
}

pub fn csv(forms: &[Form]) -> String {
    let quote = |it: &String| {
        let is_plain = !it.contains([',', '"', '\n']);
        if is_plain { it.clone() } else { format!("\"{}\"", it.replace('"', "\"\"")) }
    };
    let mut out = String::new();
    for row in forms.iter().flat_map(grid) {
        let cells: Vec<String> = row.iter().map(quote).collect();
        let _ = write!(out, "{}\r\n", cells.join(","));
    }
    out
}

pub fn markdown(forms: &[Form]) -> String {
    let mut out = String::new();
    for form in forms {
        for (idx, row) in grid(form).iter().enumerate() {
            if idx == 0 {
                let _ = writeln!(out, "## {}\n", row[0]);
                continue;
            }
            let cells: Vec<String> =
                row.iter().map(|it| it.replace('\n', "<br>").replace('|', "\\|")).collect();
            let _ = writeln!(out, "| {} |", cells.join(" | "));
            if idx == 1 {
                let _ = writeln!(out, "|{}", "---|".repeat(N_COLS));
            }
        }
        out.push('\n');
    }
    out
}

/// A web page with a menu before and a foot after the tables. End tags are left out as people leave them out.
pub fn html(forms: &[Form]) -> String {
    let mut out = String::from(
        "<!DOCTYPE html><html><head><meta charset=utf-8><title>公开</title><style>td{color:red}</style></head>\n\
         <body><ul><li>首页<li>政务公开</ul><script>var a = '<td>';</script>\n",
    );
    for form in forms {
        out.push_str("<table border=1>\n");
        for cells in form {
            out.push_str("<tr>");
            for it in cells {
                let text = it.text.replace('&', "&amp;").replace('<', "&lt;").replace('\n', "<br>");
                let text = text.replace('≥', "&ge;");
                let _ = write!(out, "<td rowspan={} colspan=\"{}\">\n  {text}", it.n_rows, it.n_cols);
            }
            out.push('\n');
        }
        out.push_str("</table>\n");
    }
    out.push_str("<div>版权所有</div></body></html>");
    out
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn paragraphs(text: &str) -> String {
    let paragraph =
        |it: &str| ["<w:p><w:r><w:t xml:space=\"preserve\">", &escaped(it), "</w:t></w:r></w:p>"].concat();
    text.split('\n').map(paragraph).collect::<Vec<_>>().concat()
}

/// A Word document: the title is a paragraph, the rest a table.
pub fn docx(forms: &[Form]) -> Vec<u8> {
    let mut body = String::new();
    for form in forms {
        let title = &form[0][0].text;
        body.push_str(&paragraphs(title));
        body.push_str("<w:tbl>");
        let all = placed(form);
        for row in 1..form.len() {
            body.push_str("<w:tr>");
            let mut col = 0;
            while col < N_COLS {
                // The cell here, or the one above that covers this place.
                let found = all.iter().rev().find(|(at, left, it)| {
                    (*at..at + it.n_rows).contains(&row) && (*left..left + it.n_cols).contains(&col)
                });
                let Some((at, _, it)) = found else {
                    body.push_str("<w:tc><w:p/></w:tc>");
                    col += 1;
                    continue;
                };
                let merge = match (*at == row, it.n_rows > 1) {
                    (true, true) => "<w:vMerge w:val=\"restart\"/>",
                    (false, _) => "<w:vMerge/>",
                    _ => "",
                };
                let text = if *at == row { paragraphs(&it.text) } else { "<w:p/>".to_owned() };
                let _ = write!(
                    body,
                    "<w:tc><w:tcPr><w:gridSpan w:val=\"{}\"/>{merge}</w:tcPr>{text}</w:tc>",
                    it.n_cols
                );
                col += it.n_cols;
            }
            body.push_str("</w:tr>");
        }
        body.push_str("</w:tbl>");
    }
    docx_of(&body)
}

/// A Word document with this body.
pub fn docx_of(body: &str) -> Vec<u8> {
    let document = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document \
         xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}</w:body></w:document>"
    );
    packed(&[("word/document.xml", &document)])
}

/// A zip file of these parts.
pub fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A workbook: the first forms below each other on one sheet, the last on a sheet of its own.
pub fn xlsx(forms: &[Form]) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let n_first = forms.len().saturating_sub(1).max(1);
    for (name, forms) in [("项目", &forms[..n_first]), ("其他", &forms[n_first..])] {
        if forms.is_empty() {
            continue;
        }
        let sheet = book.add_worksheet();
        sheet.set_name(name).unwrap();
        let format = rust_xlsxwriter::Format::new().set_text_wrap();
        let mut top = 0;
        for form in forms {
            for (row, col, it) in placed(form) {
                let (row, col) = (u32::try_from(top + row).unwrap(), u16::try_from(col).unwrap());
                if it.n_rows * it.n_cols > 1 {
                    let last = row + u32::try_from(it.n_rows).unwrap() - 1;
                    let last_col = col + u16::try_from(it.n_cols).unwrap() - 1;
                    sheet.merge_range(row, col, last, last_col, &it.text, &format).unwrap();
                } else {
                    sheet.write_string(row, col, &it.text).unwrap();
                }
            }
            top += form.len() + 1;
        }
    }
    book.save_to_buffer().unwrap()
}
