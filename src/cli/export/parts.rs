//! The files of a dataset: a folder for each table and year, files numbered in it; or one file.
//!
//! Invariant: only so many files are open and only so many bytes wait, however many years there are; a file has its name
//! once it is whole.

use crate::dataset::{self, Format, Rows, Schema, Table};
use crate::store::{NewFile, SaveError};
use std::collections::BTreeMap;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

/// Files that are open at once. Systems allow 256 and more.
const MOST_OPEN: usize = 64;
/// Rows of a file, after which the next is begun: engines read files side by side, and what is kept of a file until it
/// ends stays small.
const MOST_ROWS: usize = 1 << 20;
/// Bytes of rows that wait to be written by column, over all files.
#[cfg(feature = "parquet")]
const MOST_WAITING: usize = 64 << 20;
/// Rows that are written together by column; about what engines read at once.
#[cfg(feature = "parquet")]
const GROUP: usize = 1 << 17;
/// The name of the partition of filings without a year, as Hive has it.
const NO_YEAR: &str = "__HIVE_DEFAULT_PARTITION__";

/// Where a dataset goes.
#[derive(Clone, Debug)]
pub enum Place {
    /// To `TABLE/year=YEAR/part-00000.…` below this folder.
    Folder(PathBuf),
    /// All of it to this file.
    File(PathBuf),
}

/// The rows of a filing, as a worker leaves them.
pub enum Encoded {
    /// Rows that are written by column.
    Rows(Rows),
    /// Lines, and their number.
    Lines(Vec<u8>, usize),
}

impl Encoded {
    /// What can be done beforehand on any thread.
    pub fn of(rows: Rows, format: Format) -> Self {
        match format {
            Format::Parquet => Self::Rows(rows),
            Format::Csv | Format::Jsonl => Self::Lines(dataset::lines(format, &rows), rows.len()),
        }
    }

    fn n_rows(&self) -> usize {
        match self {
            Self::Rows(rows) => rows.len(),
            Self::Lines(_, n_rows) => *n_rows,
        }
    }
}

/// A partition: the index of its table and its year.
type Key = (usize, Option<i32>);

/// The files of a dataset that is being written.
pub struct Parts {
    place: Place,
    format: Format,
    open: BTreeMap<Key, Part>,
    /// Files begun, by partition.
    n_begun: BTreeMap<Key, usize>,
    n_rows: [usize; Table::ALL.len()],
}

/// What was written.
pub struct Told {
    pub n_files: usize,
    pub n_rows: [(Table, usize); Table::ALL.len()],
}

impl Parts {
    /// Nothing is written yet.
    pub fn new(place: Place, format: Format) -> Self {
        Self { place, format, open: BTreeMap::new(), n_begun: BTreeMap::new(), n_rows: Default::default() }
    }

    /// Writes the rows of a filing, or keeps them to be written.
    pub fn take(&mut self, table: Table, year: Option<i32>, rows: Encoded) -> Result<(), SaveError> {
        if rows.n_rows() == 0 {
            return Ok(());
        }
        let idx = idx_of(table);
        if let Some(n_rows) = self.n_rows.get_mut(idx) {
            *n_rows += rows.n_rows();
        }
        let year = if matches!(self.place, Place::File(_)) { None } else { year };
        let part = self.part((idx, year), table)?;
        part.add(rows)?;
        // A single file has everything.
        let is_full = part.n_rows >= MOST_ROWS && matches!(self.place, Place::Folder(_));
        if let Some(part) = is_full.then(|| self.open.remove(&(idx, year))).flatten() {
            part.finish()?;
        }
        self.relieve()
    }

    /// The open file of a partition.
    fn part(&mut self, key: Key, table: Table) -> Result<&mut Part, SaveError> {
        if !self.open.contains_key(&key) && self.open.len() >= MOST_OPEN {
            self.close()?;
        }
        match self.open.entry(key) {
            std::collections::btree_map::Entry::Occupied(it) => Ok(it.into_mut()),
            std::collections::btree_map::Entry::Vacant(it) => {
                let number = self.n_begun.entry(key).or_default();
                let (path, has_year) = match &self.place {
                    Place::File(path) => (path.clone(), true),
                    Place::Folder(folder) => {
                        let year = key.1.map_or_else(|| NO_YEAR.to_owned(), |it| it.to_string());
                        let name = format!("part-{number:05}.{}", self.format.ending());
                        (folder.join(table.name()).join(format!("year={year}")).join(name), false)
                    }
                };
                *number += 1;
                Ok(it.insert(Part::begin(path, self.format, Schema { table, has_year })?))
            }
        }
    }

    /// Writes the fullest parts while too much waits.
    #[cfg(feature = "parquet")]
    fn relieve(&mut self) -> Result<(), SaveError> {
        while self.open.values().map(Part::n_waiting_bytes).sum::<usize>() > MOST_WAITING {
            let Some(part) = self.open.values_mut().max_by_key(|it| it.n_waiting_bytes()) else { break };
            part.flush()?;
        }
        Ok(())
    }

    #[cfg(not(feature = "parquet"))]
    #[allow(clippy::unused_self, clippy::unnecessary_wraps, reason = "lines do not wait")]
    fn relieve(&mut self) -> Result<(), SaveError> {
        Ok(())
    }

    fn close(&mut self) -> Result<(), SaveError> {
        std::mem::take(&mut self.open).into_values().try_for_each(Part::finish)
    }

    /// Writes what waits. A table without any row has a file, too, so that queries find its columns.
    pub fn finish(mut self, tables: &[Table]) -> Result<Told, SaveError> {
        for table in tables {
            if self.n_begun.keys().all(|(idx, _)| *idx != idx_of(*table)) {
                self.part((idx_of(*table), None), *table)?;
            }
        }
        self.close()?;
        let mut n_rows = Table::ALL.map(|it| (it, 0));
        for ((_, shown), n) in n_rows.iter_mut().zip(self.n_rows) {
            *shown = n;
        }
        Ok(Told { n_files: self.n_begun.values().sum(), n_rows })
    }
}

fn idx_of(table: Table) -> usize {
    Table::ALL.iter().position(|it| *it == table).unwrap_or_default()
}

/// One file.
struct Part {
    path: PathBuf,
    n_rows: usize,
    writing: Writing,
}

enum Writing {
    Lines(BufWriter<NewFile>),
    #[cfg(feature = "parquet")]
    Parquet(Box<dataset::parquet::Writer<NewFile>>),
}

impl Part {
    fn begin(path: PathBuf, format: Format, schema: Schema) -> Result<Self, SaveError> {
        let begun = NewFile::begin(&path).and_then(|file| Writing::begin(file, format, schema));
        let writing = begun.map_err(|it| SaveError::of_io(&path, &it))?;
        Ok(Self { path, n_rows: 0, writing })
    }

    fn add(&mut self, rows: Encoded) -> Result<(), SaveError> {
        let path = &self.path;
        self.n_rows += rows.n_rows();
        self.writing.add(rows).map_err(|it| SaveError::of_io(path, &it))
    }

    #[cfg(feature = "parquet")]
    fn n_waiting_bytes(&self) -> usize {
        match &self.writing {
            Writing::Lines(_) => 0,
            Writing::Parquet(it) => it.n_waiting_bytes(),
        }
    }

    #[cfg(feature = "parquet")]
    fn flush(&mut self) -> Result<(), SaveError> {
        let path = &self.path;
        match &mut self.writing {
            Writing::Lines(it) => it.flush(),
            Writing::Parquet(it) => it.flush(),
        }
        .map_err(|it| SaveError::of_io(path, &it))
    }

    fn finish(self) -> Result<(), SaveError> {
        let Self { path, writing, .. } = self;
        let file = match writing {
            Writing::Lines(it) => it.into_inner().map_err(io::IntoInnerError::into_error),
            #[cfg(feature = "parquet")]
            Writing::Parquet(it) => it.finish(),
        };
        file.and_then(NewFile::keep).map_err(|it| SaveError::of_io(&path, &it))
    }
}

impl Writing {
    fn begin(file: NewFile, format: Format, schema: Schema) -> io::Result<Self> {
        #[cfg(feature = "parquet")]
        if format == Format::Parquet {
            return Ok(Self::Parquet(Box::new(dataset::parquet::Writer::new(file, schema)?)));
        }
        let mut out = BufWriter::new(file);
        out.write_all(&dataset::head(format, schema))?;
        Ok(Self::Lines(out))
    }

    fn add(&mut self, rows: Encoded) -> io::Result<()> {
        match (self, rows) {
            (Self::Lines(out), Encoded::Lines(lines, _)) => out.write_all(&lines),
            #[cfg(feature = "parquet")]
            (Self::Parquet(out), Encoded::Rows(rows)) => {
                out.append(rows);
                if out.n_waiting() >= GROUP { out.flush() } else { Ok(()) }
            }
            _ => Ok(()),
        }
    }
}
