//! Paragraphs and tables of flowing documents (Word, web pages) → rows.
//!
//! A cell that holds a table is taken apart: its paragraphs and the rows of its tables follow the row that it stands
//! in. Invariant: every text that is put in comes out in exactly one row or line, in reading order.

use super::limits::{MAX_COLUMNS, MAX_NESTED_TABLES, MAX_SPAN};
use super::page::{Page, Piece};
use crate::messages::Problem;
use std::collections::HashMap;

/// A line outside of tables, or a row of one.
#[derive(Debug)]
enum Block {
    Line(String),
    Row(Vec<Piece>),
}

/// How a cell is merged with others.
#[derive(Clone, Copy, Debug)]
pub struct Merge {
    /// Rows that it takes.
    pub n_rows: usize,
    /// Columns that it takes.
    pub n_cols: usize,
    /// Whether it is the lower part of the cell above.
    pub continues: bool,
}

#[derive(Debug)]
struct Cell {
    merge: Merge,
    text: String,
    /// What nested tables have made of the cell so far.
    blocks: Vec<Block>,
}

#[derive(Debug, Default)]
struct Table {
    blocks: Vec<Block>,
    /// For each column, how many rows below are covered by a cell above.
    covered: Vec<usize>,
    /// For each column, the cell that lower parts belong to: block and place in its row.
    tops: HashMap<usize, (usize, usize)>,
    pieces: Vec<Piece>,
    /// Blocks that follow the current row.
    after: Vec<Block>,
    col: usize,
    cell: Option<Cell>,
    /// Whether a row was begun that has not ended: its end may be told more than once.
    is_in_row: bool,
}

/// A document being read.
#[derive(Debug, Default)]
pub struct Flow {
    out: Vec<Block>,
    /// The paragraph outside of cells.
    text: String,
    tables: Vec<Table>,
}

impl Flow {
    /// Adds text to the current paragraph.
    pub fn text(&mut self, text: &str) {
        self.paragraph().push_str(text);
    }

    /// The text that comes next belongs to this.
    fn paragraph(&mut self) -> &mut String {
        match self.tables.last_mut().and_then(|it| it.cell.as_mut()) {
            Some(cell) => &mut cell.text,
            None => &mut self.text,
        }
    }

    /// Whether the current paragraph is empty or ends in a blank, so that another blank adds nothing.
    pub fn ends_blank(&mut self) -> bool {
        self.paragraph().chars().next_back().is_none_or(char::is_whitespace)
    }

    /// Whether the text that comes next is inside of a cell.
    pub fn is_in_cell(&self) -> bool {
        self.tables.last().is_some_and(|it| it.cell.is_some())
    }

    /// Ends a paragraph or a line of one.
    pub fn end_line(&mut self) {
        if self.is_in_cell() {
            let text = self.paragraph();
            if !text.is_empty() && !text.ends_with('\n') {
                text.push('\n');
            }
        } else if !self.text.is_empty() {
            let text = std::mem::take(&mut self.text);
            self.blocks().extend(lines(&text));
        }
    }

    fn blocks(&mut self) -> &mut Vec<Block> {
        match self.tables.last_mut() {
            Some(table) => &mut table.after,
            None => &mut self.out,
        }
    }

    /// Begins a table, perhaps inside of a cell.
    pub fn open_table(&mut self) -> Result<(), Problem> {
        if MAX_NESTED_TABLES <= self.tables.len() {
            return Err(Problem::ImportTooMuch);
        }
        self.end_line();
        if let Some(cell) = self.tables.last_mut().and_then(|it| it.cell.as_mut()) {
            cell.blocks.extend(lines(&std::mem::take(&mut cell.text)));
        }
        self.tables.push(Table::default());
        Ok(())
    }

    /// Ends the innermost table.
    pub fn close_table(&mut self) {
        self.close_row();
        self.end_line();
        let Some(mut table) = self.tables.pop() else { return };
        table.blocks.append(&mut table.after);
        match self.tables.last_mut() {
            Some(parent) => match parent.cell.as_mut() {
                Some(cell) => cell.blocks.append(&mut table.blocks),
                None => parent.after.append(&mut table.blocks),
            },
            None => self.out.append(&mut table.blocks),
        }
    }

    /// Begins a row; one that is open ends.
    pub fn open_row(&mut self) {
        self.close_row();
        self.end_line();
        if let Some(table) = self.tables.last_mut() {
            table.blocks.append(&mut table.after);
            table.is_in_row = true;
        }
    }

    /// Ends the row.
    pub fn close_row(&mut self) {
        self.close_cell();
        let Some(table) = self.tables.last_mut() else { return };
        let is_in_row = std::mem::take(&mut table.is_in_row);
        if !is_in_row && table.pieces.is_empty() {
            table.blocks.append(&mut table.after);
            table.col = 0;
            return;
        }
        let block = table.blocks.len();
        for (at, piece) in table.pieces.iter().enumerate() {
            for col in piece.col..piece.col + piece.n_cols {
                table.tops.insert(col, (block, at));
            }
        }
        // The last row may be shorter than what reaches down into it.
        for rows in &mut table.covered {
            *rows = rows.saturating_sub(1);
        }
        for piece in table.pieces.iter().filter(|it| 1 < it.n_rows) {
            let end = (piece.col + piece.n_cols).min(MAX_COLUMNS);
            if table.covered.len() < end {
                table.covered.resize(end, 0);
            }
            for rows in table.covered.iter_mut().take(end).skip(piece.col) {
                *rows = piece.n_rows - 1;
            }
        }
        if !table.pieces.is_empty() {
            table.blocks.push(Block::Row(std::mem::take(&mut table.pieces)));
        }
        table.blocks.append(&mut table.after);
        table.col = 0;
    }

    /// Leaves columns out at the left of a row.
    pub fn skip_columns(&mut self, n_cols: usize) {
        if let Some(table) = self.tables.last_mut() {
            table.col = (table.col + n_cols).min(MAX_COLUMNS);
        }
    }

    /// Begins a cell; one that is open ends.
    pub fn open_cell(&mut self, merge: Merge) {
        self.close_cell();
        let Some(table) = self.tables.last_mut() else { return };
        let merge = Merge {
            n_rows: merge.n_rows.clamp(1, MAX_SPAN),
            n_cols: merge.n_cols.clamp(1, MAX_COLUMNS),
            ..merge
        };
        table.cell = Some(Cell { merge, text: String::new(), blocks: Vec::new() });
    }

    /// Says how the open cell is merged, for formats that say so inside of it.
    pub fn merge_cell(&mut self, n_cols: Option<usize>, continues: Option<bool>) {
        if let Some(cell) = self.tables.last_mut().and_then(|it| it.cell.as_mut()) {
            cell.merge.n_cols = n_cols.unwrap_or(cell.merge.n_cols).clamp(1, MAX_COLUMNS);
            cell.merge.continues = continues.unwrap_or(cell.merge.continues);
        }
    }

    /// Ends the cell.
    pub fn close_cell(&mut self) {
        let Some(table) = self.tables.last_mut() else { return };
        let Some(cell) = table.cell.take() else { return };
        let is_covered = |col: usize| table.covered.get(col).is_some_and(|rows| 0 < *rows);
        while is_covered(table.col) {
            table.col += 1;
        }
        let col = table.col;
        table.col = (col + cell.merge.n_cols).min(MAX_COLUMNS);
        if cell.merge.continues && cell.text.trim().is_empty() && cell.blocks.is_empty() {
            table.extend_above(col);
            return;
        }
        if cell.blocks.is_empty() {
            let Merge { n_rows, n_cols, .. } = cell.merge;
            let text = cell.text.trim_end_matches('\n').to_owned();
            table.pieces.push(Piece { col, text, n_rows, n_cols });
        } else {
            table.after.extend(cell.blocks);
            table.after.extend(lines(&cell.text));
        }
    }

    /// The rows in reading order.
    pub fn into_page(mut self) -> Result<Page, Problem> {
        while !self.tables.is_empty() {
            self.close_table();
        }
        self.end_line();
        let mut page = Page::default();
        for block in self.out {
            match block {
                Block::Line(text) => page.line(&text)?,
                Block::Row(pieces) => page.next_row(pieces)?,
            }
        }
        Ok(page)
    }
}

impl Table {
    /// The cell above reaches one row further down.
    fn extend_above(&mut self, col: usize) {
        let Some((block, at)) = self.tops.get(&col).copied() else { return };
        if let Some(Block::Row(pieces)) = self.blocks.get_mut(block)
            && let Some(piece) = pieces.get_mut(at)
        {
            piece.n_rows += 1;
        }
    }
}

fn lines(text: &str) -> Vec<Block> {
    text.split('\n').filter(|it| !it.trim().is_empty()).map(|it| Block::Line(it.to_owned())).collect()
}
