//! Exported files as other programs see them: every cell of a workbook is a text, tables have no holes, nothing of a
//! filing is markup, and the same filing gives the same bytes.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

#[path = "support/filings.rs"]
mod filings;

use calamine::{Data, Reader, Xlsx};
use filings::Generator;
use quick_xml::events::Event;
use std::io::{Cursor, Read};
use tianbao::export::{self, Named, Target};
use tianbao::model::{Filing, Function, Indicator};

fn bytes(target: Target, filings: &[&Filing]) -> Vec<u8> {
    let named: Vec<Named<'_>> = filings.iter().map(|filing| Named { file: "填报.toml", filing }).collect();
    export::write(target, &named).unwrap()
}

fn text(target: Target, filing: &Filing) -> String {
    String::from_utf8(bytes(target, &[filing])).unwrap()
}

/// A filing whose texts try to be something else in every format.
fn hostile() -> Filing {
    let indicator = |target: &str| Indicator {
        level1: "产出指标".to_owned(),
        level2: "数量指标".to_owned(),
        name: "<script>alert(1)</script>&amp;|甲\u{0}乙".to_owned(),
        target: target.to_owned(),
        note: "**粗** _斜_ `码` ~~删~~ [链](http://x)".to_owned(),
        ..Indicator::default()
    };
    let targets = ["=1+1", "0012", "@SUM(A1)", "-", "1e5", "2025-01-02", "≥95%", "http://x"];
    let indicators = targets.iter().map(|it| indicator(it)).collect();
    Filing { functions: vec![Function { indicators, ..Function::default() }], ..Filing::default() }
}

#[test]
fn every_cell_of_a_workbook_is_a_text() {
    for filing in [hostile(), Generator::new(7).filing(), Generator::new(8).filing()] {
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes(Target::Xlsx, &[&filing]))).unwrap();
        let sheet = book.worksheet_range_at(0).unwrap().unwrap();
        assert!(sheet.used_cells().all(|(_, _, it)| matches!(it, Data::String(_) | Data::Empty)));
        let formulas = book.worksheet_formula(&book.sheet_names()[0].clone()).unwrap();
        assert!(formulas.used_cells().all(|(_, _, it)| it.is_empty()));
        let cells: Vec<String> = sheet.used_cells().map(|(_, _, it)| it.to_string()).collect();
        for (_, _, indicator) in filing.indicators() {
            assert!(cells.contains(&indicator.target), "{} is not there", indicator.target);
        }
    }
}

#[test]
fn a_sheet_is_named_after_its_filing_and_never_twice() {
    let mut filing = hostile();
    filing.department.name = "青禾县[水务]局: 一/二*三?四 的名称非常长非常长非常长非常长".to_owned();
    let book: Xlsx<_> =
        Xlsx::new(Cursor::new(bytes(Target::Xlsx, &[&filing, &filing, &Filing::default()]))).unwrap();
    let names = book.sheet_names();
    assert_eq!(names.len(), 3);
    assert!(names[0].starts_with("青禾县水务局 一二三四") && names[1].ends_with("-2"), "{names:?}");
}

#[test]
fn a_very_long_text_keeps_rows_within_what_excel_allows() {
    let mut filing = hostile();
    filing.department.duties = "负责全县水资源的统一管理和节约用水。".repeat(300);
    let book = bytes(Target::Xlsx, &[&filing]);
    let mut archive = zip::ZipArchive::new(Cursor::new(book)).unwrap();
    let mut xml = String::new();
    archive.by_name("xl/worksheets/sheet1.xml").unwrap().read_to_string(&mut xml).unwrap();
    let heights: Vec<f64> =
        xml.split(" ht=\"").skip(1).map(|it| it.split('"').next().unwrap().parse().unwrap()).collect();
    assert!(heights.len() > 10 && heights.iter().all(|it| *it <= 409.5), "{heights:?}");
}

/// The cells of each row of the tables of a document: for each the columns and whether it goes on from above.
fn word_rows(xml: &str) -> Vec<Vec<usize>> {
    let mut reader = quick_xml::Reader::from_str(xml);
    let mut rows: Vec<Vec<usize>> = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Eof => return rows,
            Event::Start(it) if it.name().as_ref() == "w:tr" => rows.push(Vec::new()),
            Event::Start(it) if it.name().as_ref() == "w:tc" => rows.last_mut().unwrap().push(1),
            Event::Empty(it) if it.name().as_ref() == "w:gridSpan" => {
                let value = it.try_get_attribute("w:val").unwrap().unwrap().value;
                *rows.last_mut().unwrap().last_mut().unwrap() = value.parse().unwrap();
            }
            _ => {}
        }
    }
}

#[test]
fn rows_of_a_word_table_fill_its_columns() {
    for seed in 1..=20 {
        let filing = Generator::new(seed).filing();
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes(Target::Docx, &[&filing]))).unwrap();
        let mut xml = String::new();
        archive.by_name("word/document.xml").unwrap().read_to_string(&mut xml).unwrap();
        for table in xml.split("<w:tbl>").skip(1) {
            let table = table.split("</w:tbl>").next().unwrap();
            let n_columns = table.matches("<w:gridCol ").count();
            let rows = word_rows(&format!("<w:tbl>{table}</w:tbl>"));
            assert!(!rows.is_empty());
            for row in rows {
                assert_eq!(row.iter().sum::<usize>(), n_columns, "seed {seed}: {row:?}");
            }
        }
    }
}

#[test]
fn nothing_of_a_filing_is_markup() {
    let page = text(Target::Html, &hostile());
    assert!(
        !page.contains("<script") && page.contains("&lt;script&gt;alert(1)&lt;/script&gt;&amp;amp;|甲乙")
    );
    let markdown = text(Target::Markdown, &hostile());
    for line in markdown.lines().filter(|it| it.contains("script")) {
        let n_bars = line.replace("\\|", "").matches('|').count();
        assert_eq!(n_bars, 6, "{line}");
        assert!(line.contains("\\*\\*粗\\*\\*") && line.contains("\\<script>"), "{line}");
    }
}

#[test]
fn the_same_filing_gives_the_same_bytes() {
    let filing = Generator::new(5).filing();
    for target in [Target::Xlsx, Target::Docx, Target::Html, Target::Markdown, Target::Csv, Target::Json] {
        assert_eq!(bytes(target, &[&filing]), bytes(target, &[&filing]), "{target:?}");
    }
}

#[test]
fn json_is_the_structure_of_the_format() {
    let (one, other) = (Generator::new(3).filing(), Generator::new(4).filing());
    let single: serde_json::Value = serde_json::from_str(&text(Target::Json, &one)).unwrap();
    assert_eq!(single, tianbao::format::to_json(&one));
    let both: serde_json::Value = serde_json::from_slice(&bytes(Target::Json, &[&one, &other])).unwrap();
    assert_eq!(both.as_array().unwrap().len(), 2);
}
