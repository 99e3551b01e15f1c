//! Excel workbooks before 2007 (BIFF8): sheets with what Excel shows, hidden sheets, rows and columns left out.
//!
//! The spreadsheet library in the tests reads these files too, but tells neither number formats nor what is hidden.
//! Invariant: every offset and count of the file is checked before it is used.

mod bytes;
mod compound;
mod records;
mod sheet;
mod strings;

use super::Document;
use super::kind::Kind;
use super::number_format;
use super::page::Page;
use super::workbook::Gathered;
use crate::messages::Problem;
use bytes::{u16_at, u32_at};
use compound::Compound;
use records::{Record, Records};
use std::collections::HashMap;

/// How compound files begin.
pub const MAGIC: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// The version that Excel 97 to 2003 write.
const BIFF8: u16 = 0x0600;

/// What the cells of all sheets refer to.
#[derive(Debug, Default)]
pub struct Shared {
    /// Texts by number.
    pub strings: Vec<String>,
    /// Format codes by style.
    pub codes: Vec<String>,
    /// Whether days are counted from 1904.
    pub is_1904: bool,
}

/// What a compound file is, by its streams.
pub fn kind(bytes: &[u8]) -> Result<Kind, Problem> {
    let file = Compound::open(bytes).ok_or(Problem::ImportDamaged)?;
    let has = |name: &str| file.has(name);
    if has("Workbook") || has("Book") {
        Ok(Kind::Xls)
    } else if has("EncryptedPackage") {
        Err(Problem::ImportEncrypted)
    } else if has("WordDocument") {
        Err(Problem::ImportOldText)
    } else {
        Err(Problem::ImportBinary)
    }
}

/// Reads a workbook.
pub fn read(bytes: &[u8]) -> Result<Document, Problem> {
    let file = Compound::open(bytes).ok_or(Problem::ImportDamaged)?;
    // A file with a stream called Book alone is of Excel 95.
    let stream = file.stream("Workbook").ok_or(Problem::ImportOldSheet)?;
    let (shared, entries) = globals(&stream)?;
    let mut gathered = Gathered::default();
    for entry in entries {
        if entry.is_hidden {
            gathered.n_hidden += 1;
            continue;
        }
        let Some(part) = stream.get(entry.offset..) else { return Err(Problem::ImportDamaged) };
        let mut page = Page::default();
        gathered.n_hidden += sheet::read(part, &shared, &mut page)?;
        gathered.add(page.finish(&entry.name))?;
    }
    gathered.finish()
}

/// A sheet as the workbook lists it.
struct Entry {
    name: String,
    offset: usize,
    is_hidden: bool,
}

/// What stands before the sheets.
fn globals(stream: &[u8]) -> Result<(Shared, Vec<Entry>), Problem> {
    let mut shared = Shared::default();
    let mut entries = Vec::new();
    let mut codes: HashMap<usize, String> = HashMap::new();
    let mut styles: Vec<usize> = Vec::new();
    let mut records = Records::new(stream);
    let Some(first) = records.next().filter(|it| it.id == Record::BOF) else {
        return Err(Problem::ImportDamaged);
    };
    if u16_at(first.data, 0) != Some(BIFF8) {
        return Err(Problem::ImportOldSheet);
    }
    while let Some(it) = records.next() {
        match it.id {
            Record::EOF => break,
            Record::FILEPASS => return Err(Problem::ImportEncrypted),
            Record::DATEMODE => shared.is_1904 = u16_at(it.data, 0) == Some(1),
            Record::FORMAT => {
                let id = u16_at(it.data, 0).map(usize::from);
                if let (Some(id), Some(code)) = (id, it.data.get(2..).and_then(strings::long)) {
                    codes.insert(id, code);
                }
            }
            Record::XF => styles.push(u16_at(it.data, 2).map_or(0, usize::from)),
            Record::BOUNDSHEET => entries.extend(entry(it.data)),
            Record::SST => shared.strings = strings::table(&records.with_continues(&it))?,
            _ => {}
        }
    }
    let code = |id: usize| codes.get(&id).cloned().unwrap_or_else(|| number_format::built_in(id).to_owned());
    shared.codes = styles.into_iter().map(code).collect();
    Ok((shared, entries))
}

/// A sheet of cells; charts and macros are none.
fn entry(data: &[u8]) -> Option<Entry> {
    let offset = usize::try_from(u32_at(data, 0)?).ok()?;
    let state = data.get(4)? & 3;
    let is_worksheet = *data.get(5)? == 0;
    let name = strings::short(data.get(6..)?).unwrap_or_default();
    is_worksheet.then_some(Entry { name, offset, is_hidden: state != 0 })
}
