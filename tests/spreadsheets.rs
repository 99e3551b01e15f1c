//! Spreadsheets are read as Excel shows them, whatever the file stores.
//!
//! `tests/data/documents/shown.xls` and `shown.ods` are the workbook that [`workbook`] makes, saved once by `LibreOffice`
//! (`TIANBAO_UPDATE=1` writes the workbook to the temporary folder for that).
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "tests"
)]

use calamine::{Data, Reader as _, Xls};
use rust_xlsxwriter::{Format, Workbook};
use std::io::Cursor;
use std::path::PathBuf;
use tianbao::import::{Imported, import};
use tianbao::messages::Problem;

/// Number, format code, and what Excel shows.
const SHOWN: [(f64, &str, &str); 11] = [
    (0.95, "0%", "95%"),
    (0.985, "0.0%", "98.5%"),
    (12.0, "General", "12"),
    (0.1 + 0.2, "General", "0.3"),
    (3.0, "0.00", "3.00"),
    (45_657.0, "yyyy-mm-dd", "2024-12-31"),
    (45_657.0, "yyyy\"年\"m\"月\"d\"日\"", "2024年12月31日"),
    (1_234_567.5, "#,##0.00", "1,234,567.50"),
    (1200.0, "#,##0", "1,200"),
    (30.0, "\"≤\"0\"天\"", "≤30天"),
    (-5.0, "0;-0", "-5"),
];

/// A form whose targets are numbers with formats; with a hidden row, column and sheet, a formula and an error.
fn workbook() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("申报表").unwrap();
    let plain = Format::new();
    sheet.merge_range(0, 0, 0, 4, "项目支出绩效目标申报表", &plain).unwrap();
    for (col, it) in ["项目名称", "渠道维修", "实施单位", "", "青禾县水务局"].iter().enumerate()
    {
        sheet.write_string(1, u16::try_from(col).unwrap(), *it).unwrap();
    }
    for (col, it) in ["一级指标", "二级指标", "三级指标", "编码", "指标值"].iter().enumerate()
    {
        sheet.write_string(2, u16::try_from(col).unwrap(), *it).unwrap();
    }
    let last = 2 + u32::try_from(SHOWN.len()).unwrap();
    sheet.merge_range(3, 0, last, 0, "产出指标", &plain).unwrap();
    sheet.merge_range(3, 1, last, 1, "数量\n指标", &plain).unwrap();
    for (idx, (value, code, _)) in SHOWN.iter().enumerate() {
        let row = 3 + u32::try_from(idx).unwrap();
        sheet.write_string(row, 2, format!("渠道指标甲{}", idx + 1)).unwrap();
        sheet.write_string(row, 3, format!("藏{idx}")).unwrap();
        let format = Format::new().set_num_format(*code);
        sheet.write_number_with_format(row, 4, *value, &format).unwrap();
    }
    // Row 5 of the sheet is hidden, and so is column D.
    sheet.set_row_hidden(4).unwrap();
    sheet.set_column_hidden(3).unwrap();
    let below = last + 1;
    sheet.write_string(below, 0, "效益指标").unwrap();
    sheet.write_string(below, 1, "社会效益指标").unwrap();
    sheet.write_string(below, 2, "灌溉保证率").unwrap();
    let percent = Format::new().set_num_format("0.0%");
    sheet
        .write_formula_with_format(
            below,
            4,
            rust_xlsxwriter::Formula::new("=0.7+0.175").set_result("0.875"),
            &percent,
        )
        .unwrap();
    sheet.write_string(below + 1, 0, "满意度指标").unwrap();
    sheet.write_string(below + 1, 1, "服务对象满意度指标").unwrap();
    sheet.write_string(below + 1, 2, "农户满意度").unwrap();
    sheet.write_string(below + 1, 4, "≥90%").unwrap();
    sheet.write_string(below + 2, 0, "备用").unwrap();
    sheet.write_formula(below + 2, 4, rust_xlsxwriter::Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
    let hidden = book.add_worksheet();
    hidden.set_name("底稿").unwrap().set_hidden(true);
    hidden.write_string(0, 0, "不公开的底稿").unwrap();
    let other = book.add_worksheet();
    other.set_name("说明").unwrap();
    other.write_string(0, 0, "填表说明一则").unwrap();
    book.save_to_buffer().unwrap()
}

fn check(name: &str, imported: &Imported) {
    assert_eq!(imported.filings.len(), 1, "{name}: {:?}", imported.notes);
    let filing = &imported.filings[0];
    let found: Vec<(u32, &str, &str, &str)> = filing
        .indicators()
        .map(|(_, _, it)| (it.line.unwrap(), it.level2.as_str(), it.name.as_str(), it.target.as_str()))
        .collect();
    let names: Vec<String> = (1..=SHOWN.len()).map(|it| format!("渠道指标甲{it}")).collect();
    let mut expected: Vec<(u32, &str, &str, &str)> = SHOWN
        .iter()
        .zip(&names)
        .enumerate()
        // The second one stands in the hidden row.
        .filter(|(idx, _)| *idx != 1)
        .map(|(idx, ((_, _, shown), name))| {
            (4 + u32::try_from(idx).unwrap(), "数量指标", name.as_str(), *shown)
        })
        .collect();
    let below = 4 + u32::try_from(SHOWN.len()).unwrap();
    expected.push((below, "社会效益指标", "灌溉保证率", "87.5%"));
    expected.push((below + 1, "服务对象满意度指标", "农户满意度", "≥90%"));
    assert_eq!(found, expected, "{name}");
    assert_eq!(filing.department.name, "青禾县水务局", "{name}");
    let leftover = filing.source.as_ref().unwrap().leftover.join("\n");
    assert!(leftover.contains("【说明】填表说明一则"), "{name}: {leftover}");
    assert!(!leftover.contains("底稿") && !imported.texts[0].contains('藏'), "{name}: {leftover}");
    let n_hidden = imported.notes.iter().find(|it| it.message.id == Problem::ImportHidden);
    let n_hidden = n_hidden.and_then(|it| it.message.args.iter().find(|it| it.0 == "n"));
    assert_eq!(n_hidden.map(|it| it.1.as_str()), Some("2"), "{name}");
}

fn data(name: &str) -> Vec<u8> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/documents").join(name);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn xlsx_as_excel_shows_it() {
    let bytes = workbook();
    if std::env::var_os("TIANBAO_UPDATE").is_some() {
        let path = std::env::temp_dir().join("shown.xlsx");
        std::fs::write(&path, &bytes).unwrap();
        println!("written to {}", path.display());
    }
    check("shown.xlsx", &import("shown.xlsx", &bytes));
    // The content tells the kind, whatever the ending says.
    check("shown.txt", &import("shown.txt", &bytes));
}

#[test]
fn xls_as_excel_shows_it() {
    check("shown.xls", &import("shown.xls", &data("shown.xls")));
}

#[test]
fn ods_as_it_is_shown() {
    check("shown.ods", &import("shown.ods", &data("shown.ods")));
}

/// Texts and numbers are those that another library reads out of the same file.
#[test]
fn xls_agrees_with_another_reader() {
    let bytes = data("shown.xls");
    let text = import("shown.xls", &bytes).texts[0].to_string();
    let mut book = Xls::new(Cursor::new(bytes)).unwrap();
    let range = book.worksheet_range("申报表").unwrap();
    let texts: Vec<&String> = range
        .used_cells()
        .filter_map(|it| if let Data::String(it) = it.2 { Some(it) } else { None })
        .collect();
    assert!(texts.len() > 20);
    for it in texts
        .iter()
        .filter(|it| !it.contains('藏') && !matches!(it.as_str(), "渠道指标甲2" | "编码" | "不公开的底稿"))
    {
        assert!(text.contains(&it.replace('\n', " ")), "{it} is not in\n{text}");
    }
}
