//! Filings and what checks found in them as flat tables for other engines: the schema, the rows, three formats.
//!
//! It must not know files. Invariant: the same filing gives the same values in every format, and a value is exact or
//! null, never rounded.

mod budget;
mod cell;
mod findings;
mod indicators;
mod layout;
mod lines;
#[cfg(feature = "parquet")]
pub mod parquet;
mod rows;
mod schema;

pub use cell::Cell;
pub use lines::{head, lines};
pub use rows::Rows;
pub use schema::{Column, FILING, Kind, SCALE, Schema, Table, YEAR};

use crate::check::{Finding, Settings};
use crate::messages::Lang;
use crate::model::{Filing, path::Paths};

/// What a dataset is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Apache Parquet, compressed with Snappy.
    Parquet,
    /// UTF-8 with a line of headings; symbols stand for characters that act instead of being seen.
    Csv,
    /// A JSON object a line, decimals as strings.
    Jsonl,
}

impl Format {
    /// The ending of its files, without the dot.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Parquet => "parquet",
            Self::Csv => "csv",
            Self::Jsonl => "jsonl",
        }
    }
}

/// A checked filing, ready to be turned into rows.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// The file, as it was named.
    pub file: &'a str,
    /// Which filing of the file it is, from 1.
    pub number: usize,
    /// The filing.
    pub filing: &'a Filing,
    /// Its findings.
    pub findings: &'a [Finding],
    /// The line of each finding, where one is known.
    pub lines: &'a [Option<u32>],
    /// The settings that it was checked with: words of one's own are read as the check reads them.
    pub settings: &'a Settings,
    /// The language of messages.
    pub lang: Lang,
}

/// The rows of a filing in a table.
pub fn rows(schema: Schema, source: &Source<'_>) -> Rows {
    let mut rows = Rows::new(schema);
    let head = layout::Head::of(source, schema.has_year);
    match schema.table {
        Table::Indicators => indicators::add(&mut rows, &head, source),
        Table::Budget => budget::add(&mut rows, &head, source),
        Table::Findings => findings::add(&mut rows, &head, source, &Paths::of(source.filing)),
    }
    rows
}

#[cfg(test)]
mod tests;
