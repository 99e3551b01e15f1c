//! What is fuzzed and what must hold for every input: the same functions for the coverage-guided fuzzer and for the
//! test that replays its finds. Each takes any bytes and panics where something does not hold.

pub mod desk;
pub mod journal;
pub mod keys;

use std::collections::BTreeSet;
use std::io::{Cursor, Write as _};
use tianbao::export::{self, Named, Target};
use tianbao::format::{self, FileRows};
use tianbao::import::{self, Imported};
use tianbao::keymap::{Keymap, parse_sequence, spell};
use tianbao::model::Filing;
use tianbao::{check, command, config, value};
use zip::write::SimpleFileOptions;

/// Takes any bytes; panics where something does not hold.
pub type Check = fn(&[u8]);

/// All targets by name.
pub const TARGETS: &[(&str, Check)] = &[
    ("text", |bytes| document("a.txt", bytes)),
    ("csv", |bytes| document("a.csv", bytes)),
    ("html", |bytes| document("a.html", &with_tags(bytes))),
    ("docx", |bytes| document("a.docx", &packed(bytes, DOCX))),
    ("xlsx", |bytes| document("a.xlsx", &packed(bytes, XLSX))),
    ("ods", |bytes| document("a.ods", &packed(bytes, ODS))),
    ("xls", |bytes| document("a.xls", &compound(bytes))),
    ("format", format),
    ("export", exported),
    ("value", value),
    ("keymap", keymap),
    ("config", config),
    ("journal", journal::journal),
    ("keys", keys::keys),
];

/// Reads a document as the program does, and checks what holds for each.
fn document(name: &str, bytes: &[u8]) {
    let imported = import::import(name, bytes);
    assert!(!imported.filings.is_empty() || !imported.notes.is_empty(), "neither a filing nor a note");
    assert_eq!(imported.filings.len(), imported.texts.len(), "a text for each filing");
    for filing in &imported.filings {
        assert!(filing.n_indicators() > 0, "a filing without indicators");
        comes_back(filing);
    }
    let lost = import::account(name, bytes);
    assert!(lost.is_empty(), "lost: {lost:?}");
}

/// A filing that is written and read again is the same, and saving it without an edit changes no byte.
fn comes_back(filing: &Filing) {
    let mut filing = filing.clone();
    format::number_rows(&mut filing);
    let text = format::write(&filing);
    let reading = format::read(&text);
    let again = reading.filing.unwrap_or_else(|| panic!("not read again: {:?}\n{text}", reading.remarks));
    assert_eq!(format::write(&again), text, "written, read and written again");
    assert_eq!(format::patch(&text, &FileRows::of(&again), &again), text, "saved without an edit");
}

fn format(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let _ = format::is_filing(&text);
    let reading = format::read(&text);
    let Some(mut filing) = reading.filing else {
        assert!(reading.remarks.iter().any(|it| it.is_error), "no filing and no error");
        return;
    };
    assert_eq!(format::patch(&text, &FileRows::of(&filing), &filing), text, "saved without an edit");
    let _ = check::check(&filing);
    let _ = format::to_json(&filing);
    let again = format::read(&format::write(&filing)).filing;
    let mut written = again.expect("what is written can be read");
    format::number_rows(&mut written);
    assert_eq!(format::write(&written), format::write(&filing), "written, read and written again");
    // An edit of each kind must be in the saved text, and nothing else may have changed.
    let rows = FileRows::of(&filing);
    filing.department.name.push('填');
    if let Some(it) = filing.functions.iter_mut().flat_map(|it| &mut it.indicators).next_back() {
        it.target.push_str("≥1\"\\\n次");
    }
    if reading.read_only {
        return;
    }
    let saved = format::patch(&text, &rows, &filing);
    let again = format::read(&saved).filing;
    let again = again.unwrap_or_else(|| panic!("an edit made it unreadable:\n{saved}"));
    assert_eq!(format::write(&again), format::write(&filing), "saved with an edit");
}

fn exported(bytes: &[u8]) {
    let Some(filing) = format::read(&String::from_utf8_lossy(bytes)).filing else { return };
    let named = [Named { file: "填报.toml", filing: &filing }];
    for target in [Target::Docx, Target::Html, Target::Markdown, Target::Csv, Target::Json, Target::Xlsx] {
        // A workbook has limits (32,767 characters a cell), which are told.
        let Ok(bytes) = export::write(target, &named) else { continue };
        let Imported { .. } = import::import(&format!("a.{}", target.ending()), &bytes);
    }
}

fn value(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let target = value::parse(&text);
    assert_eq!(target.raw, text, "as printed");
    assert!(value::target_score(&text) <= 100);
    let _ = value::suggest_sign(&target, &text);
    let _ = value::suggest_unit(&target, &text, Some(&target));
    let _ = value::normalize::normalize(&value::normalize::fold(&text));
}

fn keymap(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let user = tianbao::keymap::UserFile { name: "keymap.toml", content: &text };
    let (keymap, problems) = Keymap::load(&command::ids(), Some(user));
    for it in &problems {
        let _ = it.render(tianbao::messages::Lang::Zh);
    }
    for mode in keymap.modes() {
        for it in keymap.bindings(mode) {
            let written = spell(&it.keys);
            assert_eq!(parse_sequence(&written).ok(), Some(it.keys), "{written}");
        }
    }
    let _ = parse_sequence(&text);
}

fn config(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (layer, _) = config::Layer::read(config::File { name: "tianbao.toml", text: &text });
    let (settings, _) = config::merge(&[layer], &BTreeSet::new());
    let sample = include_str!("../../data/filings/water.toml");
    let filing = format::read(sample).filing.unwrap_or_default();
    let _ = check::check_with(&filing, &check::Options { settings: &settings, ..check::Options::default() });
}

/// A page, whatever it begins with.
fn with_tags(bytes: &[u8]) -> Vec<u8> {
    [b"<html>".as_slice(), bytes].concat()
}

/// The parts of a packed document but for those that the input brings. The input is a sequence of parts, each after a
/// line `@@name`; what stands before the first one is the first part of the table.
type Parts = &'static [(&'static str, &'static str)];

const DOCX: Parts = &[("word/document.xml", "")];

const XLSX: Parts = &[
    ("xl/worksheets/a.xml", ""),
    (
        "xl/workbook.xml",
        "<workbook><sheets><sheet name=\"甲\" r:id=\"a\"/><sheet name=\"乙\" r:id=\"b\"/></sheets></workbook>",
    ),
    (
        "xl/_rels/workbook.xml.rels",
        "<R><Relationship Id=\"a\" Target=\"worksheets/a.xml\"/><Relationship Id=\"b\" Target=\"worksheets/b.xml\"/></R>",
    ),
    (
        "xl/sharedStrings.xml",
        "<sst><si><t>产出指标</t></si><si><t>数量指标</t></si><si><t>≥12次</t></si></sst>",
    ),
    (
        "xl/styles.xml",
        "<s><numFmts><numFmt numFmtId=\"170\" formatCode=\"0;;\"/></numFmts><cellXfs><xf/><xf numFmtId=\"9\"/><xf numFmtId=\"14\"/><xf numFmtId=\"170\"/></cellXfs></s>",
    ),
    ("xl/worksheets/b.xml", "<worksheet/>"),
];

const ODS: Parts = &[("content.xml", ""), ("mimetype", "application/vnd.oasis.opendocument.spreadsheet")];

fn packed(bytes: &[u8], parts: Parts) -> Vec<u8> {
    if bytes.starts_with(b"PK") {
        return bytes.to_vec();
    }
    let text = String::from_utf8_lossy(bytes);
    let mut given: Vec<(&str, &str)> = Vec::new();
    for (idx, piece) in text.split("@@").enumerate() {
        match piece.split_once('\n') {
            Some((name, content)) if idx > 0 => given.push((name.trim(), content)),
            _ if idx == 0 => given.push((parts[0].0, piece)),
            _ => {}
        }
    }
    let mut seen = BTreeSet::new();
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, content) in given.into_iter().chain(parts.iter().copied()) {
        let is_new = seen.insert(name);
        // What a zip file cannot hold, such as an endless name, is left out.
        if is_new && writer.start_file(name, stored).is_ok() {
            writer.write_all(content.as_bytes()).expect("memory takes it");
        }
    }
    writer.finish().expect("memory takes it").into_inner()
}

/// A compound file whose only stream, `Workbook`, is the input; the input itself where it is one already.
fn compound(bytes: &[u8]) -> Vec<u8> {
    const SECTOR: usize = 512;
    const MAGIC: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
    if bytes.starts_with(MAGIC) {
        return bytes.to_vec();
    }
    // One sector of the table of sectors holds 128 entries. Streams below 4,096 bytes would be stored elsewhere.
    let length = bytes.len().clamp(4096, 120 * SECTOR);
    let n_sectors = length.div_ceil(SECTOR);
    let mut out = vec![0; SECTOR * 3];
    out[..8].copy_from_slice(MAGIC);
    let mut put = |at: usize, value: &[u8]| out[at..at + value.len()].copy_from_slice(value);
    put(0x18, &[0x3e, 0, 3, 0, 0xfe, 0xff, 9, 0, 6, 0]);
    put(0x2c, &1_u32.to_le_bytes());
    put(0x30, &1_u32.to_le_bytes());
    put(0x38, &4096_u32.to_le_bytes());
    put(0x3c, &0xffff_fffe_u32.to_le_bytes());
    put(0x44, &0xffff_fffe_u32.to_le_bytes());
    for it in 1..109 {
        put(0x4c + 4 * it, &u32::MAX.to_le_bytes());
    }
    // The table of sectors: itself, the folder, then the chain of the stream.
    for sector in 0..128_usize {
        let last = n_sectors + 1;
        let next = match sector {
            0 => 0xffff_fffd,
            1 => 0xffff_fffe,
            it if it == last => 0xffff_fffe,
            it if it < last => u32::try_from(it + 1).expect("few sectors"),
            _ => u32::MAX,
        };
        put(SECTOR + 4 * sector, &next.to_le_bytes());
    }
    for (idx, (name, kind, child, start, size)) in
        [("Root Entry", 5_u8, 1_u32, 0xffff_fffe_u32, 0_usize), ("Workbook", 2, u32::MAX, 2, length)]
            .iter()
            .enumerate()
    {
        let at = SECTOR * 2 + idx * 128;
        for (n, unit) in name.encode_utf16().enumerate() {
            put(at + n * 2, &unit.to_le_bytes());
        }
        put(at + 0x40, &[u8::try_from((name.len() + 1) * 2).expect("short"), 0, *kind, 1]);
        put(at + 0x44, &u32::MAX.to_le_bytes());
        put(at + 0x48, &u32::MAX.to_le_bytes());
        put(at + 0x4c, &child.to_le_bytes());
        put(at + 0x74, &start.to_le_bytes());
        put(at + 0x78, &u32::try_from(*size).expect("bounded").to_le_bytes());
    }
    out.extend(bytes.iter().take(length));
    out.resize(SECTOR * (3 + n_sectors), 0);
    out
}
