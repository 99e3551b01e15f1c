//! What `--to` of `export` and the ending of a file's name ask for: a document, tables for other engines, or either.

use crate::dataset;
use crate::export::Target;
use clap::ValueEnum;

/// `--to` of `export`
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// A workbook.
    Xlsx,
    /// A Word document.
    Docx,
    /// A web page.
    Html,
    /// Markdown.
    Markdown,
    /// One table of all indicators.
    Csv,
    /// The structure of the format of filings.
    Json,
    /// Tables for other engines, a JSON object a row.
    Jsonl,
    /// Tables for other engines, by column.
    Parquet,
}

impl ExportFormat {
    /// The kind of document; `None` for what is tables only.
    pub const fn document(self) -> Option<Target> {
        match self {
            Self::Xlsx => Some(Target::Xlsx),
            Self::Docx => Some(Target::Docx),
            Self::Html => Some(Target::Html),
            Self::Markdown => Some(Target::Markdown),
            Self::Csv => Some(Target::Csv),
            Self::Json => Some(Target::Json),
            Self::Jsonl | Self::Parquet => None,
        }
    }

    /// The format of tables; `None` for what is a document only.
    pub const fn tables(self) -> Option<dataset::Format> {
        match self {
            Self::Csv => Some(dataset::Format::Csv),
            Self::Jsonl => Some(dataset::Format::Jsonl),
            Self::Parquet => Some(dataset::Format::Parquet),
            Self::Xlsx | Self::Docx | Self::Html | Self::Markdown | Self::Json => None,
        }
    }

    /// What a file with this ending (without the dot, in any case) is written as.
    pub fn of_ending(ending: &str) -> Option<Self> {
        match ending.to_ascii_lowercase().as_str() {
            "parquet" => Some(Self::Parquet),
            "jsonl" | "ndjson" => Some(Self::Jsonl),
            _ => {
                let target = Target::of_ending(ending)?;
                Self::value_variants().iter().copied().find(|it| it.document() == Some(target))
            }
        }
    }
}
