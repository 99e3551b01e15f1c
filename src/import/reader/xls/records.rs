//! The records of a workbook stream. Invariant: a record never reaches beyond the stream.

use super::bytes::u16_at;

/// A record: what it is, and its content.
#[derive(Clone, Copy, Debug)]
pub struct Record<'a> {
    /// What it is; one of the constants where it matters.
    pub id: u16,
    /// Its content.
    pub data: &'a [u8],
    /// Where the next record begins.
    end: usize,
}

impl Record<'_> {
    /// The result of a formula and more.
    pub const FORMULA: u16 = 0x0006;
    /// The end of a part.
    pub const EOF: u16 = 0x000A;
    /// Whether days are counted from 1904.
    pub const DATEMODE: u16 = 0x0022;
    /// The stream is encrypted.
    pub const FILEPASS: u16 = 0x002F;
    /// More of the record before.
    pub const CONTINUE: u16 = 0x003C;
    /// How columns look.
    pub const COLINFO: u16 = 0x007D;
    /// A sheet in the list of sheets.
    pub const BOUNDSHEET: u16 = 0x0085;
    /// Several numbers of a row.
    pub const MULRK: u16 = 0x00BD;
    /// A text with runs.
    pub const RSTRING: u16 = 0x00D6;
    /// A style.
    pub const XF: u16 = 0x00E0;
    /// Merged areas.
    pub const MERGEDCELLS: u16 = 0x00E5;
    /// The texts that cells share.
    pub const SST: u16 = 0x00FC;
    /// A shared text.
    pub const LABELSST: u16 = 0x00FD;
    /// A number.
    pub const NUMBER: u16 = 0x0203;
    /// A text.
    pub const LABEL: u16 = 0x0204;
    /// True, false or an error.
    pub const BOOLERR: u16 = 0x0205;
    /// The text that a formula gave.
    pub const STRING: u16 = 0x0207;
    /// How a row looks.
    pub const ROW: u16 = 0x0208;
    /// A number in four bytes.
    pub const RK: u16 = 0x027E;
    /// A format code.
    pub const FORMAT: u16 = 0x041E;
    /// The beginning of a part.
    pub const BOF: u16 = 0x0809;
}

/// The records of a stream, in order.
pub struct Records<'a> {
    stream: &'a [u8],
    at: usize,
}

impl<'a> Records<'a> {
    /// Begins at the start of `stream`.
    pub fn new(stream: &'a [u8]) -> Self {
        Self { stream, at: 0 }
    }

    /// The next record; one that is cut off ends the stream.
    pub fn next(&mut self) -> Option<Record<'a>> {
        let record = self.peek()?;
        self.at = record.end;
        Some(record)
    }

    fn peek(&self) -> Option<Record<'a>> {
        let id = u16_at(self.stream, self.at)?;
        let n_bytes = usize::from(u16_at(self.stream, self.at + 2)?);
        let start = self.at + 4;
        let end = start + n_bytes;
        Some(Record { id, data: self.stream.get(start..end)?, end })
    }

    /// The content of a record and of those that continue it, which are then passed over.
    pub fn with_continues(&mut self, record: &Record<'a>) -> Vec<&'a [u8]> {
        let mut parts = vec![record.data];
        while let Some(more) = self.peek().filter(|it| it.id == Record::CONTINUE) {
            parts.push(more.data);
            self.at = more.end;
        }
        parts
    }
}
