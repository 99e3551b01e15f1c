//! The lines of nodes and fields in the text of a filing, for findings and for editors.
//!
//! Invariant: building the index is one pass; each look-up is one search in a map.

use super::index::{Index, RowAt};
use super::keys::{SECTIONS, Table};
use super::layout::{Entry, Layout};
use super::plain::{self, Plain, Row};
use super::position::Positions;
use crate::model::{Column, Field, Place};
use rustc_hash::FxHashMap;

/// The lines of all nodes and fields of a text.
#[derive(Clone, Debug, Default)]
pub struct Lines {
    nodes: FxHashMap<Place, u32>,
    fields: FxHashMap<(Place, Field), u32>,
    sections: FxHashMap<&'static str, u32>,
    /// The lines of plain indicator rows, by function; those of other rows are among the nodes and fields.
    rows: Vec<Vec<RowLines>>,
}

/// The line of a row's header, and those of its fields in the order of the format; 0 where it has none.
type RowLines = (u32, [u32; plain::N_FIELDS]);

/// The 1-based line of a field (or of the node, without a field) in the text of a TOML filing. For many look-ups
/// build [`Lines`] once.
pub fn line_of(text: &str, place: Place, field: Option<&Field>) -> Option<u32> {
    Lines::of(text).line(place, field)
}

impl Lines {
    /// Finds all lines of a text.
    pub fn of(text: &str) -> Self {
        let Some(Plain { rest, functions }) = plain::split(text) else { return Self::of_all(text) };
        let mut lines = Self::of_all(&rest);
        let has_rows = lines.nodes.keys().any(|it| matches!(it, Place::Indicator(..)));
        let n_functions = lines.nodes.keys().filter(|it| matches!(it, Place::Function(_))).count();
        if has_rows || n_functions != functions.len() {
            return Self::of_all(text);
        }
        let of_row = |it: Row<'_>| (it.line, it.cells.map(|cell| cell.map_or(0, |(line, _)| line)));
        lines.rows = functions.into_iter().map(|it| it.into_iter().map(of_row).collect()).collect();
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
        builder.lines
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
        let node = self.nodes.get(&place).copied();
        let Some(field) = field else { return node };
        let own = self.fields.get(&(place, field.clone())).copied();
        let table = match place {
            Place::Filing => self.sections.get(field.key().0).copied(),
            _ => None,
        };
        own.or(table).or(node)
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
                    self.lines.sections.entry(name).or_insert(self.positions.line(start));
                }
                for field in Table::Section(name).fields() {
                    self.entry(Place::Filing, field, site.entry(field.key().1));
                }
            }
        }
        let first = self.lines.sections.get("filing").copied().unwrap_or(1);
        self.lines.nodes.insert(Place::Filing, first);
    }

    fn row(&mut self, place: Place, table: Table, row: &RowAt<'_>) {
        let start = self.positions.line(row.start(self.layout));
        self.lines.nodes.insert(place, start);
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
            self.lines.fields.insert((place, field.clone()), self.positions.line(entry.span.start));
        }
    }
}
