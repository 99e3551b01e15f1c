//! The lines of nodes and fields in the text of a filing, for findings and for editors.
//!
//! Invariant: building the index is one pass; each look-up is one search in a sorted list.

use super::frame::Frame;
use super::index::{Index, RowAt};
use super::keys::{SECTIONS, Table};
use super::layout::{Entry, Layout};
use super::plain::{self, Plain};
use super::position::Positions;
use crate::model::{Column, Field, Place};

/// The lines of all nodes and fields of a text.
#[derive(Clone, Debug, Default)]
pub struct Lines {
    /// The lines of nodes, and of their fields, in order.
    marks: Vec<(Place, Option<Field>, u32)>,
    sections: Vec<(&'static str, u32)>,
    /// The lines of plain indicator rows, by function; those of other rows are among the marks.
    rows: Vec<Vec<RowLines>>,
}

/// The line of a row's header, and those of its fields in the order of the format; 0 where it has none.
pub type RowLines = (u32, [u32; plain::N_FIELDS]);

/// The 1-based line of a field (or of the node, without a field) in the text of a TOML filing. For many look-ups
/// build [`Lines`] once.
pub fn line_of(text: &str, place: Place, field: Option<&Field>) -> Option<u32> {
    Lines::of(text).line(place, field)
}

impl Lines {
    /// Finds all lines of a text.
    pub fn of(text: &str) -> Self {
        let plain = plain::split(text).map(|Plain { lines, frame, .. }| Self::from(frame, lines));
        plain.unwrap_or_else(|| Self::of_all(text))
    }

    /// Those that were found while a text was split.
    pub(super) fn from(frame: Frame, rows: Vec<Vec<RowLines>>) -> Self {
        let Frame { sections, marks, .. } = frame;
        let mut lines = Self { marks, sections, rows };
        lines.sort();
        lines
    }

    /// Finds them with the TOML library alone.
    pub(super) fn of_all(text: &str) -> Self {
        let layout = Layout::of(text);
        let index = Index::of(&layout);
        let mut builder = Builder { lines: Self::default(), layout: &layout, positions: Positions::of(text) };
        builder.filing(&index);
        for (idx, row) in index.lines.rows.iter().enumerate() {
            builder.row(Place::BudgetLine(idx), Table::Line, row);
        }
        for (function_idx, row) in index.functions.rows.iter().enumerate() {
            builder.row(Place::Function(function_idx), Table::Function, row);
            for (idx, row) in row.indicators.rows.iter().enumerate() {
                builder.row(Place::Indicator(function_idx, idx), Table::Indicator, row);
            }
        }
        builder.lines.sort();
        builder.lines
    }

    fn sort(&mut self) {
        let first = self.section("filing").unwrap_or(1);
        self.marks.push((Place::Filing, None, first));
        // Where a broken text has a key twice, the last counts.
        self.marks.reverse();
        self.marks.sort_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
        self.marks.dedup_by(|a, b| (a.0, &a.1) == (b.0, &b.1));
    }

    fn section(&self, name: &str) -> Option<u32> {
        self.sections.iter().find(|(it, _)| *it == name).map(|(_, line)| *line)
    }

    fn mark(&self, place: Place, field: Option<&Field>) -> Option<u32> {
        let idx = self.marks.binary_search_by(|it| (it.0, it.1.as_ref()).cmp(&(place, field))).ok()?;
        self.marks.get(idx).map(|(_, _, line)| *line)
    }

    /// The 1-based line of a field, or of the node without a field. A field that the file does not have is where
    /// its table begins. `None` when the file does not have the node.
    pub fn line(&self, place: Place, field: Option<&Field>) -> Option<u32> {
        if let Place::Indicator(function_idx, idx) = place
            && let Some((header, cells)) = self.rows.get(function_idx).and_then(|it| it.get(idx))
        {
            let idx = field.and_then(|field| Field::OF_INDICATOR.iter().position(|it| it == field));
            let own = idx.and_then(|it| cells.get(it)).copied().filter(|it| *it > 0);
            return Some(own.unwrap_or(*header));
        }
        let table = || match (place, field) {
            (Place::Filing, Some(field)) => self.section(field.key().0),
            _ => None,
        };
        let own = field.and_then(|it| self.mark(place, Some(it)));
        own.or_else(table).or_else(|| self.mark(place, None))
    }
}

struct Builder<'a> {
    lines: Lines,
    layout: &'a Layout,
    positions: Positions<'a>,
}

impl Builder<'_> {
    fn filing(&mut self, index: &Index<'_>) {
        for name in SECTIONS {
            for site in index.sites(name) {
                let start = match site.home {
                    super::index::Home::Inline(value) => Some(value.span.start),
                    super::index::Home::Block(idx) => self
                        .layout
                        .blocks
                        .get(idx)
                        .and_then(|it| it.header.as_ref())
                        .map(|it| it.span.start)
                        .or(site.entries.first().map(|it| it.span.start)),
                };
                if let Some(start) = start {
                    self.lines.sections.push((name, self.positions.line(start)));
                }
                for field in Table::Section(name).fields() {
                    self.entry(Place::Filing, field, site.entry(field.key().1));
                }
            }
        }
    }

    fn row(&mut self, place: Place, table: Table, row: &RowAt<'_>) {
        let start = self.positions.line(row.start(self.layout));
        self.lines.marks.push((place, None, start));
        for field in table.fields() {
            self.entry(place, field, row.site.entry(field.key().1));
        }
        if table == Table::Indicator {
            return;
        }
        self.entry(place, &Field::Amount(Column::Only), row.site.entry("amount"));
        for site in row.below(self.layout, "amounts") {
            for entry in &site.entries {
                let field = Field::Amount(Column::from_key(site.name(entry)));
                self.entry(place, &field, Some(entry));
            }
        }
    }

    fn entry(&mut self, place: Place, field: &Field, entry: Option<&Entry>) {
        if let Some(entry) = entry {
            self.lines.marks.push((place, Some(field.clone()), self.positions.line(entry.span.start)));
        }
    }
}
