//! Rows as Apache Parquet, a row group at a time.
//!
//! It must not know where the bytes go. Invariant: every column may be null, texts are UTF-8, decimals are
//! `DECIMAL(38,8)`.

use super::rows::{Rows, Values};
use super::schema::{Kind, Schema};
use parquet::basic::Compression;
use parquet::column::writer::ColumnWriter;
use parquet::data_type::{ByteArray, FixedLenByteArray};
use parquet::errors::ParquetError;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use std::fmt::Write as _;
use std::io::{self, Write};
use std::sync::Arc;

/// A file that is being written.
pub struct Writer<W: Write + Send> {
    file: SerializedFileWriter<W>,
    waiting: Rows,
}

impl<W: Write + Send> Writer<W> {
    /// Begins a file.
    ///
    /// # Errors
    /// Those of writing.
    pub fn new(out: W, schema: Schema) -> io::Result<Self> {
        let message = Arc::new(parse_message_type(&message_type(schema)).map_err(of_parquet)?);
        let name = concat!("tianbao ", env!("CARGO_PKG_VERSION")).to_owned();
        // Figures of every page would be kept until the file ends.
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_statistics_enabled(EnabledStatistics::Chunk)
            .set_offset_index_disabled(true)
            .set_created_by(name)
            .build();
        let file = SerializedFileWriter::new(out, message, Arc::new(properties)).map_err(of_parquet)?;
        Ok(Self { file, waiting: Rows::new(schema) })
    }

    /// Adds rows; they wait in memory until [`Writer::flush`].
    pub fn append(&mut self, rows: Rows) {
        self.waiting.append(rows);
    }

    /// Bytes of the rows that wait, about.
    pub fn n_waiting_bytes(&self) -> usize {
        self.waiting.n_bytes()
    }

    /// Number of rows that wait.
    pub const fn n_waiting(&self) -> usize {
        self.waiting.len()
    }

    /// Writes the rows that wait as one row group.
    ///
    /// # Errors
    /// Those of writing.
    pub fn flush(&mut self) -> io::Result<()> {
        let empty = Rows::new(self.waiting.schema());
        let rows = std::mem::replace(&mut self.waiting, empty);
        if !rows.is_empty() {
            self.group(&rows).map_err(of_parquet)?;
        }
        Ok(())
    }

    fn group(&mut self, rows: &Rows) -> Result<(), ParquetError> {
        let mut group = self.file.next_row_group()?;
        for values in rows.columns() {
            let Some(mut column) = group.next_column()? else { break };
            write(column.untyped(), values)?;
            column.close()?;
        }
        group.close().map(|_| ())
    }

    /// Writes what waits and the end of the file; gives back where it was written to.
    ///
    /// # Errors
    /// Those of writing.
    pub fn finish(mut self) -> io::Result<W> {
        self.flush()?;
        self.file.into_inner().map_err(of_parquet)
    }
}

fn of_parquet(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(it) => it.downcast::<io::Error>().map_or_else(io::Error::other, |it| *it),
        other => io::Error::other(other),
    }
}

/// The schema in the format's own notation.
fn message_type(schema: Schema) -> String {
    let mut out = format!("message {} {{\n", schema.table.name());
    for column in schema.columns() {
        let (kind, name) = (physical(column.kind), column.name);
        let logical = match column.kind {
            Kind::Text => " (STRING)",
            Kind::Decimal => " (DECIMAL(38,8))",
            Kind::Date => " (DATE)",
            Kind::Integer | Kind::Flag => "",
        };
        // Writing to a string cannot fail.
        let _ = writeln!(out, "OPTIONAL {kind} {name}{logical};");
    }
    out.push('}');
    out
}

const fn physical(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "BYTE_ARRAY",
        Kind::Integer => "INT64",
        Kind::Decimal => "FIXED_LEN_BYTE_ARRAY (16)",
        Kind::Flag => "BOOLEAN",
        Kind::Date => "INT32",
    }
}

fn write(writer: &mut ColumnWriter<'_>, values: &Values) -> Result<usize, ParquetError> {
    match (writer, values) {
        (ColumnWriter::ByteArrayColumnWriter(it), Values::Text(text, ends)) => {
            let (texts, levels) = texts(text, ends);
            it.write_batch(&texts, Some(&levels), None)
        }
        (ColumnWriter::Int64ColumnWriter(it), Values::Integer(values)) => {
            let (present, levels) = present(values, |it| it);
            it.write_batch(&present, Some(&levels), None)
        }
        (ColumnWriter::FixedLenByteArrayColumnWriter(it), Values::Decimal(values)) => {
            let bytes = |it: i128| FixedLenByteArray::from(it.to_be_bytes().to_vec());
            let (present, levels) = present(values, bytes);
            it.write_batch(&present, Some(&levels), None)
        }
        (ColumnWriter::BoolColumnWriter(it), Values::Flag(values)) => {
            let (present, levels) = present(values, |it| it);
            it.write_batch(&present, Some(&levels), None)
        }
        (ColumnWriter::Int32ColumnWriter(it), Values::Date(values)) => {
            let (present, levels) = present(values, |(year, month, day)| n_days(year, month, day));
            it.write_batch(&present, Some(&levels), None)
        }
        _ => Err(ParquetError::General("a column is not of its kind".to_owned())),
    }
}

/// The texts that are there, as parts of one copy, and which rows have one.
fn texts(text: &str, ends: &[usize]) -> (Vec<ByteArray>, Vec<i16>) {
    let all = ByteArray::from(text.as_bytes().to_vec());
    let (mut texts, mut levels) = (Vec::new(), Vec::with_capacity(ends.len()));
    let mut start = 0;
    for end in ends {
        let n_bytes = end - start;
        if n_bytes > 0 {
            texts.push(all.slice(start, n_bytes));
        }
        levels.push(i16::from(n_bytes > 0));
        start = *end;
    }
    (texts, levels)
}

fn present<T: Copy, U>(values: &[Option<T>], turn: impl Fn(T) -> U) -> (Vec<U>, Vec<i16>) {
    let levels = values.iter().map(|it| i16::from(it.is_some())).collect();
    (values.iter().flatten().map(|it| turn(*it)).collect(), levels)
}

/// Days from 1970-01-01 in the Gregorian calendar.
fn n_days(year: i32, month: u32, day: u32) -> i32 {
    // Years begin in March, so that the day that leap years have more is their last.
    let (month, day) = (month.cast_signed(), day.cast_signed());
    let year = if month > 2 { year } else { year - 1 };
    let month = (month + 9) % 12;
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * month + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

#[cfg(test)]
mod tests {
    use super::n_days;

    #[test]
    fn days_are_counted_from_1970() {
        for (day, expected) in [
            ((1970, 1, 1), 0),
            ((1969, 12, 31), -1),
            ((2000, 2, 29), 11_016),
            ((2000, 3, 1), 11_017),
            ((2024, 12, 31), 20_088),
            ((1, 1, 1), -719_162),
        ] {
            assert_eq!(n_days(day.0, day.1, day.2), expected, "{day:?}");
        }
    }
}
