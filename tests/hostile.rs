//! Documents that are damaged or made to hurt: no panic, work that is bounded by counts, one clear sentence.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

#[path = "support/print.rs"]
mod print;
#[allow(dead_code, reason = "these tests need the samples, not the differences")]
mod support;

use std::fmt::Write as _;
use std::path::PathBuf;
use support::CLEAR;
use tianbao::import::import;
use tianbao::messages::{Lang, Message, Problem};

/// A small generator with a fixed seed: a failure repeats, and the seed is part of the message.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % n.max(1) as u64).unwrap()
    }
}

/// A small document of every kind.
fn documents() -> Vec<(&'static str, Vec<u8>)> {
    let truth = CLEAR[3].truth();
    let forms: Vec<print::Form> = truth.iter().take(2).map(print::form).collect();
    let data = |name: &str| {
        let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/documents").join(name);
        std::fs::read(path).unwrap()
    };
    vec![
        ("a.xlsx", print::xlsx(&forms)),
        ("a.docx", print::docx(&forms)),
        ("a.html", print::html(&forms).into_bytes()),
        ("a.csv", print::csv(&forms).into_bytes()),
        ("a.md", print::markdown(&forms).into_bytes()),
        ("a.xls", data("shown.xls")),
        ("a.ods", data("shown.ods")),
    ]
}

/// Imports, and asserts what holds for every input. That the work is bounded shows in what is refused: the limits count
/// bytes, cells and depth, so that no clock is needed.
fn checked(name: &str, bytes: &[u8], what: &str) -> Vec<Problem> {
    let result = std::panic::catch_unwind(|| import(name, bytes));
    let imported = result.unwrap_or_else(|_| panic!("{name}, {what}: import panicked"));
    assert!(!imported.filings.is_empty() || !imported.notes.is_empty(), "{name}, {what}: silent");
    imported.notes.iter().map(|it| it.message.id).collect()
}

#[test]
fn cut_anywhere() {
    for (name, bytes) in documents() {
        let mut dice = Dice(0x5EED_0011);
        for _ in 0..40 {
            let end = dice.roll(bytes.len());
            checked(name, &bytes[..end], &format!("cut after byte {end}"));
        }
    }
}

#[test]
fn bits_flipped() {
    for (name, bytes) in documents() {
        for seed in 1..=60 {
            let mut dice = Dice(0x5EED_0012 * seed);
            let mut bytes = bytes.clone();
            for _ in 0..=dice.roll(12) {
                let at = dice.roll(bytes.len());
                bytes[at] ^= 1 << dice.roll(8);
            }
            checked(name, &bytes, &format!("bits flipped, seed {seed}"));
        }
    }
}

/// Damage behind the packing, where the parts are read.
#[test]
fn parts_damaged_inside_of_the_package() {
    let cells = "<row r=\"1\"><c r=\"A1\" t=\"s\" s=\"1\"><v>0</v></c><c r=\"ZZ1\"><v>1e309</v></c></row>";
    let sheet = format!(
        "<worksheet><cols><col min=\"1\" max=\"99999999999\" hidden=\"1\"/></cols><sheetData>{cells}</sheetData>\
         <mergeCells><mergeCell ref=\"A1:XFD1048576\"/><mergeCell ref=\"B2:A1\"/></mergeCells></worksheet>"
    );
    let parts = [
        (
            "xl/workbook.xml",
            "<workbook><sheets><sheet name=\"甲\" r:id=\"a\"/></sheets></workbook>".to_owned(),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            "<R><Relationship Id=\"a\" Target=\"worksheets/a.xml\"/></R>".to_owned(),
        ),
        ("xl/sharedStrings.xml", "<sst><si><t>产出指标</t></si></sst>".to_owned()),
        (
            "xl/styles.xml",
            "<s><numFmt numFmtId=\"9\" formatCode=\"0;;\"/><cellXfs><xf/></cellXfs></s>".to_owned(),
        ),
        ("xl/worksheets/a.xml", sheet),
    ];
    for seed in 1..=150 {
        let mut dice = Dice(0x5EED_0013 * seed);
        let mut damaged = parts.clone();
        let text = &mut damaged[dice.roll(parts.len())].1;
        for _ in 0..=dice.roll(4) {
            let chars: Vec<char> = text.chars().collect();
            let (from, to) = (dice.roll(chars.len()), dice.roll(chars.len()));
            // Some characters go, or come twice.
            *text = chars[..from.max(to)].iter().chain(&chars[from.min(to)..]).collect();
            let at = dice.roll(chars.len());
            *text = text.chars().enumerate().map(|(idx, it)| if idx == at { '9' } else { it }).collect();
            text.truncate(text.char_indices().nth(60_000).map_or(text.len(), |it| it.0));
        }
        let parts: Vec<(&str, &str)> = damaged.iter().map(|(name, text)| (*name, text.as_str())).collect();
        checked("a.xlsx", &print::packed(&parts), &format!("damaged parts, seed {seed}"));
    }
}

#[test]
fn a_zip_bomb_is_refused() {
    let blanks = " ".repeat(110 * 1024 * 1024);
    let word = format!("<w:document><w:body><w:p>{blanks}</w:p></w:body></w:document>");
    let bytes = print::packed(&[("word/document.xml", &word)]);
    assert!(bytes.len() < 1024 * 1024);
    assert_eq!(checked("a.docx", &bytes, "zip bomb"), [Problem::ImportTooMuch]);
}

#[test]
fn blanks_that_pack_to_nothing_are_refused_below_the_limit_of_a_part() {
    let blanks = " ".repeat(24 * 1024 * 1024);
    let word = format!("<w:document><w:body><w:p>{blanks}</w:p></w:body></w:document>");
    let bytes = print::packed(&[("word/document.xml", &word)]);
    assert!(bytes.len() < 100 * 1024, "{}", bytes.len());
    assert_eq!(checked("a.docx", &bytes, "blanks"), [Problem::ImportTooMuch]);
}

#[test]
fn a_web_page_beyond_its_limit_is_refused_with_a_sentence_that_names_it() {
    let page = format!("<html><p>{}</p></html>", "填报".repeat(9 * 1024 * 1024 / 6));
    assert_eq!(checked("a.html", page.as_bytes(), "9 MB"), [Problem::ImportPageTooLarge]);
    for lang in [Lang::Zh, Lang::En] {
        let said = Message::new(Problem::ImportPageTooLarge, [("file", "公开.html".to_owned())]).render(lang);
        assert!(said.contains("公开.html") && said.contains("8 MB"), "{said}");
    }
}

#[test]
fn a_table_of_more_than_a_million_cells_is_refused() {
    let row = "产出指标\t数量指标\t渠道衬砌长度\t≥12公里\n";
    let text = format!("一级指标\t二级指标\t三级指标\t指标值\n{}", row.repeat(250_001));
    assert_eq!(checked("a.txt", text.as_bytes(), "many rows"), [Problem::ImportTooMuch]);
    assert_eq!(checked("a.md", "|".repeat(1_000_001).as_bytes(), "many pipes"), [Problem::ImportTooMuch]);
    assert_eq!(checked("a.csv", "甲,".repeat(300_000).as_bytes(), "a wide row"), [Problem::ImportNoTable]);
}

#[test]
fn a_hundred_tables_in_tables_are_read() {
    let rows = "<tr><td>一级指标<td>二级指标<td>三级指标<td>指标值<tr><td>产出指标<td>数量指标<td>渠道衬砌长度<td>≥12公里";
    let page = format!("<html>{}<table>{rows}{}", "<table><tr><td>".repeat(98), "</table>".repeat(99));
    assert_eq!(checked("a.html", page.as_bytes(), "100 tables deep"), []);
    let cell = |text: &str| format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
    let row = |cells: [&str; 4]| format!("<w:tr>{}</w:tr>", cells.map(cell).concat());
    let rows = row(["一级指标", "二级指标", "三级指标", "指标值"])
        + &row(["产出指标", "数量指标", "渠道衬砌长度", "≥12公里"]);
    let (open, close) = ("<w:tbl><w:tr><w:tc>".repeat(98), "</w:tc></w:tr></w:tbl>".repeat(98));
    let word = format!("{open}<w:tbl>{rows}</w:tbl>{close}");
    assert_eq!(checked("a.docx", &print::docx_of(&word), "100 tables deep"), []);
}

#[test]
fn an_entity_bomb_does_not_go_off() {
    let mut entities = String::from("<!DOCTYPE a [<!ENTITY a0 \"填报\">");
    for it in 1..30 {
        let _ = write!(entities, "<!ENTITY a{it} \"&a{};&a{};\">", it - 1, it - 1);
    }
    let word = format!(
        "{entities}]><w:document><w:body><w:p><w:r><w:t>&a29;</w:t></w:r></w:p></w:body></w:document>"
    );
    let bytes = print::packed(&[("word/document.xml", &word)]);
    assert_eq!(checked("a.docx", &bytes, "entity bomb"), [Problem::ImportNoTable]);
}

#[test]
fn texts_that_many_cells_share_are_bounded() {
    let text = "标".repeat(10_000);
    let cells: String = (0..20_000).map(|_| "<row><c t=\"s\"><v>0</v></c></row>").collect();
    let bytes = print::packed(&[
        ("xl/workbook.xml", "<workbook><sheets><sheet name=\"甲\" r:id=\"a\"/></sheets></workbook>"),
        ("xl/_rels/workbook.xml.rels", "<R><Relationship Id=\"a\" Target=\"worksheets/a.xml\"/></R>"),
        ("xl/sharedStrings.xml", &format!("<sst><si><t>{text}</t></si></sst>")),
        ("xl/worksheets/a.xml", &format!("<worksheet><sheetData>{cells}</sheetData></worksheet>")),
    ]);
    assert_eq!(checked("a.xlsx", &bytes, "shared text"), [Problem::ImportTooMuch]);
}

#[test]
fn rows_without_end_are_bounded() {
    let row = "<table:table-row table:number-rows-repeated=\"1048576\"><table:table-cell \
               table:number-columns-repeated=\"16384\"><text:p>填</text:p></table:table-cell></table:table-row>";
    let content =
        format!("<office:document><table:table table:name=\"甲\">{row}</table:table></office:document>");
    let bytes = print::packed(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", &content),
    ]);
    assert_eq!(checked("a.ods", &bytes, "repeated cells"), [Problem::ImportTooMuch]);
}

#[test]
fn deep_and_crowded_pages_are_refused() {
    for (what, page) in [
        ("tables in tables", "<table><tr><td>甲".repeat(150)),
        ("a deep page", format!("<html>{}", "<div>".repeat(300_000))),
        (
            "a crowded tag",
            format!("<html><p {}>", (0..50_000).fold(String::new(), |all, it| all + " a" + &it.to_string())),
        ),
    ] {
        assert_eq!(checked("a.html", page.as_bytes(), what), [Problem::ImportTooMuch], "{what}");
    }
    let word = format!("{}<w:p/>", "<w:tbl><w:tr><w:tc>".repeat(150));
    assert_eq!(checked("a.docx", &print::docx_of(&word), "tables in tables"), [Problem::ImportTooMuch]);
}

#[test]
fn tables_in_tables_are_read_where_they_stand() {
    let rows = "<tr><td>一级指标<td>二级指标<td>三级指标<td>指标值<tr><td>产出指标<td>数量指标<td>渠道衬砌长度<td>&ge;12公里";
    let page = format!(
        "<html><table><tr><td>首页<td><p>项目支出绩效目标申报表</p><table>{rows}</table><p>附注</table>"
    );
    let imported = import("a.html", page.as_bytes());
    assert_eq!(imported.filings.len(), 1, "{:?}", imported.notes);
    let filing = &imported.filings[0];
    let row = filing.indicators().next().unwrap().2;
    assert_eq!((row.name.as_str(), row.target.as_str(), row.line), ("渠道衬砌长度", "≥12公里", Some(4)));
    assert_eq!(filing.title, "项目支出绩效目标申报表");
    assert_eq!(filing.source.as_ref().unwrap().leftover, ["首页", "附注"]);
}

#[test]
fn what_cannot_be_read_gets_its_sentence() {
    for (name, bytes, expected) in [
        ("a.png", b"\x89PNG\r\n\x1a\n\0\0".as_slice(), Problem::ImportPicture),
        ("a.doc", b"{\\rtf1 abc}", Problem::ImportOldText),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0\0", Problem::ImportDamaged),
        ("a.docx", b"PK\x03\x04abc", Problem::ImportDamaged),
        ("a.csv", b"", Problem::ImportEmpty),
        ("a.csv", b" \r\n,,\r\n", Problem::ImportEmpty),
    ] {
        assert_eq!(checked(name, bytes, "refused"), [expected], "{name}");
    }
    let ofd = print::packed(&[("OFD.xml", "<OFD/>")]);
    assert_eq!(checked("a.ofd", &ofd, "refused"), [Problem::ImportOfd]);
}

#[test]
fn deep_and_giant_filings_settings_and_keymaps_are_refused_or_read() {
    use tianbao::config::{File, Layer};
    use tianbao::keymap::{Keymap, UserFile};
    let head = "format = 1\n[filing]\ntitle = \"表\"\n";
    let cases = [
        ("lists in lists", format!("{head}[深]\na = {}", "[".repeat(100_000))),
        ("closed lists in lists", format!("{head}a = {}{}", "[".repeat(20_000), "]".repeat(20_000))),
        ("tables in tables", format!("{head}a = {}", "{ a = ".repeat(20_000))),
        ("a dotted key", format!("{head}[{}]\n", vec!["甲"; 200_000].join("."))),
        ("a long key", format!("{head}\"{}\" = 1\n", "键".repeat(200_000))),
        (
            "many keys",
            format!("{head}{}", (0..20_000).fold(String::new(), |all, n| all + &format!("k{n} = {n}\n"))),
        ),
        ("a long number", format!("{head}year = {}\n", "9".repeat(200_000))),
        ("many headers", format!("{head}{}", "[[functions]]\n".repeat(20_000))),
        ("a long text", format!("{head}[department]\nname = \"{}\"\n", "局".repeat(200_000))),
    ];
    for (what, text) in cases {
        let reading = tianbao::format::read(&text);
        assert!(reading.filing.is_some() || reading.remarks.iter().any(|it| it.is_error), "{what}");
        let (_, problems) = Layer::read(File { name: "tianbao.toml", text: &text });
        assert!(!problems.is_empty(), "{what}: as settings");
        let user = UserFile { name: "keymap.toml", content: &text };
        let (_, problems) = Keymap::load(&tianbao::command::ids(), Some(user));
        assert!(!problems.is_empty(), "{what}: as a keymap");
    }
}
