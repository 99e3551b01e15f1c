//! Lists of projects in columns of text, as a PDF prints them: whose lines are whose.
//!
//! Left of the levels stand unit, project, money and goals, each wrapped over lines of its own, at the top of their
//! block. Must not change the grid. Invariant: the blocks follow each other, and every word left of the levels belongs
//! to one field of one block.

use super::column_heads;
use super::foot;
use super::grid::{CellId, Grid};
use super::heading::{self, Header};
use super::join;
use super::list_heads::Field;
use super::money;
use super::rivers;
use super::slot::Slot;
use std::ops::Range;

/// What a block says left of the levels.
#[derive(Debug, Default)]
pub struct Block {
    /// Its first row.
    pub start: usize,
    /// The fields with their words, wraps joined, and the row where each begins.
    pub fields: Vec<(Field, String, Vec<CellId>, usize)>,
}

/// A piece of a column: the row, and its words.
type Piece = (usize, Vec<CellId>);

/// The blocks of a list below its header; `None` where the lines do not tell them.
pub fn blocks(
    grid: &Grid,
    at: usize,
    rows: Range<usize>,
    header: &Header,
    fields: &[(Field, usize)],
) -> Option<Vec<Block>> {
    if !header.is_aligned || header.n_rows != 1 {
        return None;
    }
    let body: Vec<usize> = body(grid, rows);
    let words: Vec<(CellId, usize)> =
        body.iter().flat_map(|row| grid.unused(*row).into_iter().map(move |id| (id, *row))).collect();
    let heads = column_heads::find(grid, &words, at, header)?;
    let spans: Vec<(usize, usize)> =
        words.iter().map(|(id, _)| (grid.col(*id), grid.col(*id) + join::columns(grid.text(*id)))).collect();
    let edges: Vec<(usize, usize)> = heads.iter().map(|it| (it.1, it.2)).collect();
    let bounds = rivers::bounds(&edges, &spans);
    let mut columns: Vec<(Field, Vec<Piece>)> = Vec::new();
    let mut first_right = None;
    for ((id, row), (start, end)) in words.iter().zip(&spans) {
        let head = heads.get(bounds.partition_point(|it| *it <= usize::midpoint(*start, *end)))?;
        let Some((field, _)) = fields.iter().find(|it| it.1 == head.1) else {
            first_right.get_or_insert(*row);
            continue;
        };
        let column = match columns.iter().position(|it| it.0 == *field) {
            Some(idx) => columns.get_mut(idx)?,
            None => {
                columns.push((field.clone(), Vec::new()));
                columns.last_mut()?
            }
        };
        match column.1.last_mut().filter(|it| it.0 == *row) {
            Some(piece) => piece.1.push(*id),
            None => column.1.push((*row, vec![*id])),
        }
    }
    let starts = starts(grid, &columns)?;
    // What stands above the first block would be nobody's.
    if first_right < starts.first().copied() {
        return None;
    }
    let mut blocks: Vec<Block> = starts.iter().map(|it| Block { start: *it, ..Block::default() }).collect();
    for (field, pieces) in columns {
        let is_unit = field == Field::Of(Slot::Department);
        let mut pieces = pieces.into_iter().peekable();
        while let Some((row, mut ids)) = pieces.next() {
            let mut last = row;
            // A unit of several projects may be wrapped beside two of them.
            let goes_on = |next: &Piece, last: usize| {
                let is_block = starts.contains(&next.0);
                if is_unit { next.0 == last + 1 } else { !is_block && !is_amount(grid, next) }
            };
            let mut texts = vec![text(grid, &ids)];
            while let Some(next) = pieces.next_if(|it| goes_on(it, last)) {
                last = next.0;
                texts.push(text(grid, &next.1));
                ids.extend(next.1);
            }
            let owner = starts.partition_point(|it| *it <= row).checked_sub(1)?;
            let joined = join::clean(&join::wrapped(texts.iter().map(String::as_str)));
            blocks.get_mut(owner)?.fields.push((field.clone(), joined, ids, row));
        }
    }
    Some(blocks)
}

/// The rows of the table: no page heads, page numbers and rules, and nothing from the foot on.
fn body(grid: &Grid, rows: Range<usize>) -> Vec<usize> {
    let is_furniture = |row: usize| {
        heading::is_rule(grid, row)
            || heading::title(grid, row).is_some()
            || heading::is_year_row(grid, row)
            || heading::header(grid, row, row + 1).is_some()
            || foot::is_page_number(grid, row)
    };
    rows.take_while(|row| !foot::begins(grid, *row)).filter(|row| !is_furniture(*row)).collect()
}

fn text(grid: &Grid, ids: &[CellId]) -> String {
    join::words(ids.iter().map(|id| grid.text(*id)))
}

fn is_amount(grid: &Grid, piece: &Piece) -> bool {
    money::is_amount(&text(grid, &piece.1))
}

/// The rows where blocks begin. Where money is printed, a project begins beside its amount; else where its name
/// follows a gap.
fn starts(grid: &Grid, columns: &[(Field, Vec<Piece>)]) -> Option<Vec<usize>> {
    let of = |field: &Field| columns.iter().find(|it| it.0 == *field).map(|it| it.1.as_slice());
    let names = of(&Field::Of(Slot::ProjectName)).or_else(|| of(&Field::Of(Slot::Department)))?;
    let mut paid: Vec<usize> = columns
        .iter()
        .filter(|it| matches!(it.0, Field::Money(_)))
        .flat_map(|it| it.1.iter().filter(|it| is_amount(grid, it)).map(|it| it.0))
        .collect();
    paid.sort_unstable();
    paid.dedup();
    let mut starts: Vec<usize> = Vec::new();
    let mut last = None;
    for (row, _) in names {
        let follows = last.is_some_and(|it| it + 1 == *row);
        let begins = if paid.is_empty() { !follows } else { paid.binary_search(row).is_ok() };
        if begins {
            starts.push(*row);
        } else if !follows {
            // A piece that neither begins a block nor goes on: cells stand in the middle of their blocks.
            return None;
        }
        last = Some(*row);
    }
    // Every amount stands beside a name.
    let is_whole = paid.iter().all(|it| starts.contains(it));
    (is_whole && !starts.is_empty()).then_some(starts)
}
