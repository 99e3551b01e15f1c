//! Rows by column, as they wait to be written: texts one behind the other, so that a row costs its bytes and little more.
//!
//! Invariant: every column has as many values as there are rows, and each is of its column's kind or null.

use super::cell::Cell;
use super::schema::{Kind, Schema};

/// Rows of one table.
#[derive(Clone, Debug)]
pub struct Rows {
    schema: Schema,
    n: usize,
    columns: Vec<Values>,
}

/// The values of a column.
#[derive(Clone, Debug)]
pub(super) enum Values {
    /// All texts joined, and where each ends. A text of no bytes is null.
    Text(String, Vec<usize>),
    Integer(Vec<Option<i64>>),
    Decimal(Vec<Option<i128>>),
    Flag(Vec<Option<bool>>),
    Date(Vec<Option<(i32, u32, u32)>>),
}

impl Values {
    const fn of(kind: Kind) -> Self {
        match kind {
            Kind::Text => Self::Text(String::new(), Vec::new()),
            Kind::Integer => Self::Integer(Vec::new()),
            Kind::Decimal => Self::Decimal(Vec::new()),
            Kind::Flag => Self::Flag(Vec::new()),
            Kind::Date => Self::Date(Vec::new()),
        }
    }

    fn push(&mut self, cell: Cell<'_>) {
        match (self, cell) {
            (Self::Text(text, ends), cell) => {
                if let Cell::Text(it) = cell {
                    text.push_str(it);
                }
                ends.push(text.len());
            }
            (Self::Integer(values), Cell::Integer(it)) => values.push(Some(it)),
            (Self::Integer(values), _) => values.push(None),
            (Self::Decimal(values), Cell::Decimal(it)) => values.push(Some(it)),
            (Self::Decimal(values), _) => values.push(None),
            (Self::Flag(values), Cell::Flag(it)) => values.push(Some(it)),
            (Self::Flag(values), _) => values.push(None),
            (Self::Date(values), Cell::Date(year, month, day)) => values.push(Some((year, month, day))),
            (Self::Date(values), _) => values.push(None),
        }
    }

    fn get(&self, row: usize) -> Cell<'_> {
        match self {
            Self::Text(text, ends) => {
                let start = row.checked_sub(1).and_then(|it| ends.get(it)).copied().unwrap_or_default();
                let end = ends.get(row).copied().unwrap_or(start);
                text.get(start..end).unwrap_or_default().into()
            }
            Self::Integer(values) => values.get(row).copied().flatten().map_or(Cell::Null, Cell::Integer),
            Self::Decimal(values) => values.get(row).copied().flatten().map_or(Cell::Null, Cell::Decimal),
            Self::Flag(values) => values.get(row).copied().flatten().into(),
            Self::Date(values) => {
                let value = values.get(row).copied().flatten();
                value.map_or(Cell::Null, |(year, month, day)| Cell::Date(year, month, day))
            }
        }
    }

    fn append(&mut self, other: Self) {
        match (self, other) {
            (Self::Text(text, ends), Self::Text(more, more_ends)) => {
                let before = text.len();
                text.push_str(&more);
                ends.extend(more_ends.into_iter().map(|it| it + before));
            }
            (Self::Integer(values), Self::Integer(mut more)) => values.append(&mut more),
            (Self::Decimal(values), Self::Decimal(mut more)) => values.append(&mut more),
            (Self::Flag(values), Self::Flag(mut more)) => values.append(&mut more),
            (Self::Date(values), Self::Date(mut more)) => values.append(&mut more),
            _ => debug_assert!(false, "rows of two tables"),
        }
    }

    const fn n_bytes(&self) -> usize {
        match self {
            Self::Text(text, ends) => text.len() + size_of::<usize>() * ends.len(),
            Self::Integer(values) => size_of::<Option<i64>>() * values.len(),
            Self::Decimal(values) => size_of::<Option<i128>>() * values.len(),
            Self::Flag(values) => values.len(),
            Self::Date(values) => size_of::<Option<(i32, u32, u32)>>() * values.len(),
        }
    }
}

impl Rows {
    /// No rows yet.
    pub fn new(schema: Schema) -> Self {
        Self { schema, n: 0, columns: schema.columns().map(|it| Values::of(it.kind)).collect() }
    }

    /// The table.
    pub const fn schema(&self) -> Schema {
        self.schema
    }

    /// Number of rows.
    pub const fn len(&self) -> usize {
        self.n
    }

    /// Whether there are none.
    pub const fn is_empty(&self) -> bool {
        self.n == 0
    }

    /// Bytes in memory, about.
    pub fn n_bytes(&self) -> usize {
        self.columns.iter().map(Values::n_bytes).sum()
    }

    /// Adds a row. Columns without a cell are null.
    pub fn push<'a>(&mut self, cells: impl IntoIterator<Item = Cell<'a>>) {
        let mut cells = cells.into_iter();
        for column in &mut self.columns {
            column.push(cells.next().unwrap_or_default());
        }
        debug_assert!(cells.next().is_none(), "a row has more cells than its table columns");
        self.n += 1;
    }

    /// Adds the rows of the same table from elsewhere.
    pub fn append(&mut self, other: Self) {
        self.n += other.n;
        for (column, more) in self.columns.iter_mut().zip(other.columns) {
            column.append(more);
        }
    }

    /// The cells of a row.
    pub fn row(&self, idx: usize) -> impl Iterator<Item = Cell<'_>> {
        self.columns.iter().map(move |it| it.get(idx))
    }

    #[cfg(feature = "parquet")]
    pub(super) fn columns(&self) -> &[Values] {
        &self.columns
    }
}
