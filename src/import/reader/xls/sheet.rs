//! The records of one sheet: its cells as Excel shows them, what is hidden, what is merged.
//!
//! Invariant: parts inside of the sheet, such as charts, are passed over.

use super::bytes::{f64_at, u16_at, u32_at};
use super::records::{Record, Records};
use super::{Shared, strings};
use crate::import::reader::cells::Cells;
use crate::import::reader::number_format;
use crate::import::reader::page::Page;
use crate::messages::Problem;
use std::borrow::Cow;

/// Reads the part of a sheet into a page. Says how many hidden rows were left out.
pub fn read<'a>(part: &'a [u8], shared: &'a Shared, page: &mut Page) -> Result<usize, Problem> {
    let mut reader = Reader { shared, cells: Cells::default(), formula: None };
    let mut depth = 0_usize;
    let mut records = Records::new(part);
    while let Some(it) = records.next() {
        match it.id {
            Record::BOF => depth += 1,
            Record::EOF => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    break;
                }
            }
            _ if depth == 1 => reader.record(&it)?,
            _ => {}
        }
    }
    reader.cells.lay_out(page)
}

struct Reader<'a> {
    shared: &'a Shared,
    cells: Cells<'a>,
    /// The place of the formula whose text comes in the next record.
    formula: Option<(u32, usize)>,
}

impl Reader<'_> {
    fn record(&mut self, it: &Record<'_>) -> Result<(), Problem> {
        match it.id {
            Record::ROW => {
                let is_hidden = u16_at(it.data, 12).is_some_and(|it| it & 0x20 != 0);
                if let (Some(row), true) = (u16_at(it.data, 0), is_hidden) {
                    self.cells.hide_row(u32::from(row) + 1);
                }
            }
            Record::COLINFO => {
                let is_hidden = u16_at(it.data, 8).is_some_and(|it| it & 1 != 0);
                if let (Some(first), Some(last), true) = (u16_at(it.data, 0), u16_at(it.data, 2), is_hidden) {
                    self.cells.hide_columns(usize::from(first), usize::from(last));
                }
            }
            Record::MERGEDCELLS => self.merges(it.data),
            Record::STRING => {
                if let (Some((row, col)), Some(text)) = (self.formula.take(), strings::long(it.data)) {
                    self.cells.add(row, col, text.into())?;
                }
            }
            Record::MULRK => self.numbers(it.data)?,
            _ => {
                if let Some(()) = place(it.data, 0).map(|_| ()) {
                    self.cell(it)?;
                }
            }
        }
        Ok(())
    }

    fn cell(&mut self, it: &Record<'_>) -> Result<(), Problem> {
        let Some((row, col)) = place(it.data, 0) else { return Ok(()) };
        let style = u16_at(it.data, 4).map_or(0, usize::from);
        let text: Option<Cow<'_, str>> = match it.id {
            Record::NUMBER => f64_at(it.data, 6).map(|it| self.shown(it, style).into()),
            Record::RK => u32_at(it.data, 6).map(|it| self.shown(small_number(it), style).into()),
            Record::LABELSST => {
                let idx = u32_at(it.data, 6).and_then(|it| usize::try_from(it).ok());
                let shared = self.shared;
                idx.and_then(|it| shared.strings.get(it)).map(|it| it.as_str().into())
            }
            Record::LABEL | Record::RSTRING => it.data.get(6..).and_then(strings::long).map(Into::into),
            Record::BOOLERR if it.data.get(7) == Some(&0) => it.data.get(6).map(|it| truth(*it).into()),
            Record::FORMULA => {
                self.formula = None;
                self.result(it.data, (row, col), style).map(Into::into)
            }
            _ => None,
        };
        match text {
            Some(text) if !text.is_empty() => self.cells.add(row, col, text.into_owned().into()),
            _ => Ok(()),
        }
    }

    /// What a formula gave: a number, or a mark for something else. Errors are blank.
    fn result(&mut self, data: &[u8], place: (u32, usize), style: usize) -> Option<String> {
        if u16_at(data, 12) != Some(0xFFFF) {
            return f64_at(data, 6).map(|it| self.shown(it, style));
        }
        match data.get(6)? {
            0 => {
                self.formula = Some(place);
                None
            }
            1 => data.get(8).map(|it| truth(*it).to_owned()),
            _ => None,
        }
    }

    fn numbers(&mut self, data: &[u8]) -> Result<(), Problem> {
        let Some((row, first)) = place(data, 0) else { return Ok(()) };
        let pairs = data.get(4..data.len().saturating_sub(2)).unwrap_or_default();
        for (idx, pair) in pairs.chunks_exact(6).enumerate() {
            let style = u16_at(pair, 0).map_or(0, usize::from);
            if let Some(number) = u32_at(pair, 2) {
                self.cells.add(row, first + idx, self.shown(small_number(number), style).into())?;
            }
        }
        Ok(())
    }

    fn merges(&mut self, data: &[u8]) {
        let areas = data.get(2..).unwrap_or_default();
        for it in areas.chunks_exact(8) {
            let number = |at| u16_at(it, at).unwrap_or_default();
            let (row, last_row) = (u32::from(number(0)) + 1, u32::from(number(2)) + 1);
            self.cells.merge(row, usize::from(number(4)), last_row, usize::from(number(6)));
        }
    }

    fn shown(&self, value: f64, style: usize) -> String {
        let code = self.shared.codes.get(style).map_or("", String::as_str);
        number_format::show(value, code, self.shared.is_1904)
    }
}

/// Row from 1 and column from 0 at the beginning of a cell's record.
fn place(data: &[u8], at: usize) -> Option<(u32, usize)> {
    Some((u32::from(u16_at(data, at)?) + 1, usize::from(u16_at(data, at + 2)?)))
}

const fn truth(byte: u8) -> &'static str {
    if byte == 0 { "FALSE" } else { "TRUE" }
}

/// A number in four bytes: the upper half of a floating-point number or a whole number, perhaps times 100.
fn small_number(packed: u32) -> f64 {
    let is_whole = packed & 2 != 0;
    let value = if is_whole {
        f64::from(packed.cast_signed() >> 2)
    } else {
        f64::from_bits(u64::from(packed & 0xFFFF_FFFC) << 32)
    };
    if packed & 1 == 0 { value } else { value / 100.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_four_bytes() {
        for (packed, expected) in [
            (0x0000_0006_u32, 1.0),
            (0x0000_04CB, 3.06),
            (0xFFFF_FFFA, -2.0),
            (0x3FF0_0000, 1.0),
            (0x4059_0001, 1.0),
        ] {
            assert!((small_number(packed) - expected).abs() < 1e-12, "{packed:x}");
        }
    }

    fn record(id: u16, data: &[u8]) -> Vec<u8> {
        let n_bytes = u16::try_from(data.len()).unwrap();
        [id.to_le_bytes().to_vec(), n_bytes.to_le_bytes().to_vec(), data.to_vec()].concat()
    }

    #[test]
    fn formulas_give_numbers_and_texts() {
        let place = |col: u8| vec![0, 0, col, 0, 0, 0];
        let text_follows = [place(0), vec![0, 0, 0, 0, 0, 0, 0xFF, 0xFF]].concat();
        let number = [place(1), 2.5_f64.to_le_bytes().to_vec()].concat();
        let error = [place(2), vec![2, 0, 7, 0, 0, 0, 0xFF, 0xFF]].concat();
        let units: Vec<u8> = "≥90%".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let stream = [
            record(Record::BOF, &[]),
            record(Record::FORMULA, &text_follows),
            record(Record::STRING, &[vec![4, 0, 1], units].concat()),
            record(Record::FORMULA, &number),
            record(Record::FORMULA, &error),
            record(Record::EOF, &[]),
        ]
        .concat();
        let mut page = Page::default();
        read(&stream, &Shared::default(), &mut page).unwrap();
        assert_eq!(page.finish("").unwrap().text, "≥90%\t2.5\n");
    }
}
