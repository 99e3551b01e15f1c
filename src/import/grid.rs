//! The grid: every piece of text of a document with its place and with what became of it.
//!
//! Every reader produces a grid; the engine reads nothing else and does not know where a document came from. A cell
//! is marked when it is used, so what is left over falls out of the data. Invariant: a cell's text never changes.

use super::join;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// Names a cell.
pub type CellId = usize;

/// What became of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Nothing yet: it is left over.
    Unused,
    /// A header word, a label, a title, a rule line: part of the form, not of its content.
    Structure,
    /// Its text went into a field.
    Field,
}

/// A piece of text: a table cell, or a word of a line without columns.
#[derive(Clone, Debug)]
pub struct Cell {
    /// 1-based line or row of the document.
    pub line: u32,
    /// The column: a cell's index in its row, or the display column where a word begins.
    pub col: usize,
    /// Trimmed, never empty.
    pub text: String,
    /// What became of it.
    pub mark: Mark,
}

/// How the cells of a row are to be understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Cells of a table: a column means something.
    Cells,
    /// Words of a line, in reading order.
    Words,
}

/// How many rows and columns a merged cell takes; both are at least 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// Rows, its own included.
    pub n_rows: usize,
    /// Columns, its own included.
    pub n_cols: usize,
}

/// A row with content.
#[derive(Clone, Debug)]
pub struct Row {
    /// 1-based line or row of the document.
    pub line: u32,
    /// Cells or words.
    pub shape: Shape,
    /// Whether a blank line stands before it.
    pub after_gap: bool,
    /// Its cells, without the blank ones.
    pub cells: Range<CellId>,
}

/// A document.
#[derive(Clone, Debug, Default)]
pub struct Grid {
    cells: Vec<Cell>,
    rows: Vec<Row>,
    /// Labels that were recognized inside of a cell whose rest went into a field, by cell.
    parts: HashMap<CellId, Vec<String>>,
    /// The lines of the cells that have several.
    paragraphs: HashMap<CellId, Vec<String>>,
    /// The cells that are merged over several rows, for each column, in order of their lines.
    merged: HashMap<usize, Vec<(CellId, Span)>>,
    /// Lines that hold nothing but the end of a page, in order.
    page_ends: Vec<u32>,
    /// Lines where another filing of a list begins.
    entries: HashSet<u32>,
}

impl Grid {
    /// Adds a row. Blank cells are dropped; a row without content is not added. The lines of a cell are joined as
    /// wraps are, and kept beside it.
    pub fn push_row(
        &mut self,
        line: u32,
        shape: Shape,
        after_gap: bool,
        cells: impl Iterator<Item = (usize, String)>,
    ) {
        let start = self.cells.len();
        for (col, text) in cells {
            let text = if text.contains('\n') { self.join_lines(&text) } else { text };
            if !text.is_empty() {
                self.cells.push(Cell { line, col, text, mark: Mark::Unused });
            }
        }
        if start < self.cells.len() {
            self.rows.push(Row { line, shape, after_gap, cells: start..self.cells.len() });
        }
    }

    /// Notes that another filing of a list begins in this row: no text goes on over it.
    pub fn begin_entry(&mut self, row: usize) {
        self.entries.insert(self.line(row));
    }

    /// Whether another filing of a list begins in this line.
    pub fn begins_entry(&self, line: u32) -> bool {
        self.entries.contains(&line)
    }

    /// Notes that a line holds nothing but the end of a page.
    pub fn end_page(&mut self, line: u32) {
        self.page_ends.push(line);
    }

    /// The lines among these that hold nothing but the end of a page.
    pub fn page_ends(&self, lines: Range<u32>) -> impl Iterator<Item = u32> + '_ {
        let first = self.page_ends.partition_point(|it| *it < lines.start);
        self.page_ends.iter().skip(first).copied().take_while(move |it| *it < lines.end)
    }

    /// Adds the rows of another document below, its line 1 as line `n_lines` + 1.
    pub fn append(&mut self, mut below: Self, n_lines: u32) {
        let n_cells = self.cells.len();
        let moved = |id: CellId| id + n_cells;
        for cell in &mut below.cells {
            cell.line = cell.line.saturating_add(n_lines);
        }
        for row in &mut below.rows {
            row.line = row.line.saturating_add(n_lines);
            row.cells = moved(row.cells.start)..moved(row.cells.end);
        }
        self.cells.append(&mut below.cells);
        self.rows.append(&mut below.rows);
        self.parts.extend(below.parts.into_iter().map(|(id, labels)| (moved(id), labels)));
        self.paragraphs.extend(below.paragraphs.into_iter().map(|(id, lines)| (moved(id), lines)));
        for (col, cells) in below.merged {
            self.merged.entry(col).or_default().extend(cells.into_iter().map(|(id, span)| (moved(id), span)));
        }
    }

    fn join_lines(&mut self, text: &str) -> String {
        let lines: Vec<String> = text.split('\n').map(join::clean).filter(|it| !it.is_empty()).collect();
        let joined = join::wrapped(lines.iter().map(String::as_str));
        if 1 < lines.len() {
            self.paragraphs.insert(self.cells.len(), lines);
        }
        joined
    }

    /// Notes that the cell in this column of the last row is merged over several rows.
    pub fn merge(&mut self, col: usize, span: Span) {
        let Some(last) = self.rows.last() else { return };
        let found = last.cells.clone().find(|id| self.col(*id) == col);
        if let (Some(id), true) = (found, 1 < span.n_rows) {
            for at in col..col + span.n_cols.max(1) {
                self.merged.entry(at).or_default().push((id, span));
            }
        }
    }

    /// The same document with other texts in some cells and without those for which there is none; `text` is asked for
    /// every row and cell.
    pub fn rewritten(&self, text: impl Fn(usize, CellId) -> Option<String>) -> Self {
        let mut out = Self { page_ends: self.page_ends.clone(), ..Self::default() };
        let mut moved: HashMap<CellId, CellId> = HashMap::new();
        for (row, old) in self.rows.iter().enumerate() {
            let start = out.cells.len();
            for id in old.cells.clone() {
                let Some((cell, text)) = self.cells.get(id).zip(text(row, id)) else { continue };
                moved.insert(id, out.cells.len());
                out.cells.push(Cell { text, ..cell.clone() });
            }
            if start < out.cells.len() {
                out.rows.push(Row { cells: start..out.cells.len(), ..old.clone() });
            }
        }
        let paragraphs = self.paragraphs.iter();
        out.paragraphs =
            paragraphs.filter_map(|(id, lines)| Some((*moved.get(id)?, lines.clone()))).collect();
        for (col, cells) in &self.merged {
            let kept = cells.iter().filter_map(|(id, span)| Some((*moved.get(id)?, *span)));
            out.merged.insert(*col, kept.collect());
        }
        out
    }

    /// The merged cell of a row above that reaches over this place.
    pub fn covering(&self, line: u32, col: usize) -> Option<CellId> {
        let cells = self.merged.get(&col)?;
        let above = cells.partition_point(|(id, _)| self.cells.get(*id).is_some_and(|it| it.line < line));
        let (id, span) = cells.get(above.checked_sub(1)?)?;
        let first = self.cells.get(*id)?.line as usize;
        ((line as usize) < first + span.n_rows).then_some(*id)
    }

    /// The lines of a cell; one where it was not broken.
    pub fn paragraphs(&self, id: CellId) -> Vec<String> {
        self.paragraphs.get(&id).cloned().unwrap_or_else(|| vec![self.text(id).to_owned()])
    }

    /// Number of rows with content.
    pub fn n_rows(&self) -> usize {
        self.rows.len()
    }

    /// A row by index.
    pub fn row(&self, row: usize) -> Option<&Row> {
        self.rows.get(row)
    }

    /// The 1-based line of a row; 0 where there is no such row.
    pub fn line(&self, row: usize) -> u32 {
        self.row(row).map_or(0, |it| it.line)
    }

    /// The shape of a row.
    pub fn is_words(&self, row: usize) -> bool {
        self.row(row).is_some_and(|it| it.shape == Shape::Words)
    }

    /// The cells of a row, by id.
    pub fn ids(&self, row: usize) -> Range<CellId> {
        self.row(row).map_or(0..0, |it| it.cells.clone())
    }

    /// The cells of a row that nothing has used yet.
    pub fn unused(&self, row: usize) -> Vec<CellId> {
        self.ids(row).filter(|id| self.mark(*id) == Mark::Unused).collect()
    }

    /// The text of a cell.
    pub fn text(&self, id: CellId) -> &str {
        self.cells.get(id).map_or("", |it| it.text.as_str())
    }

    /// The column of a cell.
    pub fn col(&self, id: CellId) -> usize {
        self.cells.get(id).map_or(0, |it| it.col)
    }

    /// What became of a cell.
    pub fn mark(&self, id: CellId) -> Mark {
        self.cells.get(id).map_or(Mark::Structure, |it| it.mark)
    }

    /// Marks a cell as part of a field.
    pub fn field(&mut self, id: CellId) {
        self.set(id, Mark::Field);
    }

    /// Marks a cell as part of the form.
    pub fn structure(&mut self, id: CellId) {
        self.set(id, Mark::Structure);
    }

    /// Notes that a part of a cell is a label, while the rest goes into a field.
    pub fn part(&mut self, id: CellId, label: &str) {
        if !label.is_empty() {
            self.parts.entry(id).or_default().push(label.to_owned());
        }
    }

    /// Takes all marks of these rows back: what was read of them came to nothing.
    pub fn release(&mut self, rows: Range<usize>) {
        for row in rows {
            for id in self.ids(row) {
                self.set(id, Mark::Unused);
            }
        }
    }

    /// Takes the mark of a cell back.
    pub fn release_cell(&mut self, id: CellId) {
        self.set(id, Mark::Unused);
    }

    fn set(&mut self, id: CellId, mark: Mark) {
        if let Some(cell) = self.cells.get_mut(id) {
            cell.mark = mark;
        }
    }

    /// The unused cells of these rows, one text a row.
    pub fn leftover(&self, rows: Range<usize>) -> Vec<String> {
        rows.filter_map(|row| {
            let texts: Vec<&str> = self.unused(row).into_iter().map(|id| self.text(id)).collect();
            if texts.is_empty() { None } else { Some(texts.join(" ")) }
        })
        .collect()
    }

    /// All cells, for the account.
    pub fn cells(&self) -> &[Cell] {
        &self.cells
    }

    /// The labels that were found inside of a cell.
    pub fn parts(&self, id: CellId) -> &[String] {
        self.parts.get(&id).map_or(&[], Vec::as_slice)
    }
}
