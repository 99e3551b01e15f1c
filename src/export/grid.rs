//! Sections as one table: cells with column and row spans, and how high each row must be.
//!
//! It must not know what cells mean. Invariant: the cells of a grid cover it exactly once; where a section has no
//! area there is a blank cell.

use super::form::{Area, Kind, Section, Unit};
use crate::text::wrap;

/// A cell with its spans.
#[derive(Clone, Debug)]
pub struct Cell {
    /// Index of its first column.
    pub col: usize,
    /// How many columns it takes.
    pub n_cols: usize,
    /// How many rows it takes.
    pub n_rows: usize,
    /// What it is.
    pub kind: Kind,
    /// Its text.
    pub text: String,
}

/// Sections as one table.
#[derive(Clone, Debug, Default)]
pub struct Grid {
    /// The width of each column.
    pub widths: Vec<Unit>,
    /// The cells that begin in each row, from left to right.
    pub rows: Vec<Vec<Cell>>,
}

impl Grid {
    /// The table of these sections.
    pub fn of<'a>(sections: impl Iterator<Item = &'a Section> + Clone) -> Self {
        let areas = sections.clone().flat_map(|it| &it.rows).flatten();
        let mut edges: Vec<Unit> = areas.flat_map(|it| [it.left, it.right]).collect();
        edges.sort_unstable();
        edges.dedup();
        let widths: Vec<Unit> =
            edges.iter().zip(edges.iter().skip(1)).map(|(left, right)| right - left).collect();
        let mut rows = Vec::new();
        for section in sections {
            // Each column's first row that nothing above reaches into, counted within the section.
            let mut free_from = vec![0; widths.len()];
            for (row, areas) in section.rows.iter().enumerate() {
                rows.push(cells(row, areas, section.rows.len(), &edges, &mut free_from));
            }
        }
        Self { widths, rows }
    }

    /// The width of a cell.
    pub fn width(&self, cell: &Cell) -> Unit {
        self.widths.iter().skip(cell.col).take(cell.n_cols).sum()
    }

    /// How many lines of text each row must have room for.
    pub fn heights(&self) -> Vec<usize> {
        let mut heights = vec![1; self.rows.len()];
        let lines = |cell: &Cell| n_lines(&cell.text, self.width(cell));
        let cells =
            || self.rows.iter().enumerate().flat_map(|(row, cells)| cells.iter().map(move |it| (row, it)));
        for (row, cell) in cells().filter(|(_, it)| it.n_rows == 1) {
            if let Some(height) = heights.get_mut(row) {
                *height = lines(cell).max(*height);
            }
        }
        for (row, cell) in cells().filter(|(_, it)| 1 < it.n_rows) {
            let Some(spanned) = heights.get_mut(row..row + cell.n_rows) else { continue };
            let missing = lines(cell).saturating_sub(spanned.iter().sum());
            for (idx, height) in spanned.iter_mut().enumerate() {
                *height += missing / cell.n_rows + usize::from(idx < missing % cell.n_rows);
            }
        }
        heights
    }
}

/// The cells of one row, with blank ones where nothing stands.
fn cells(row: usize, areas: &[Area], n_rows: usize, edges: &[Unit], free_from: &mut [usize]) -> Vec<Cell> {
    let col_of = |edge: Unit| edges.partition_point(|it| *it < edge);
    let mut areas: Vec<&Area> = areas.iter().collect();
    areas.sort_by_key(|it| it.left);
    let mut areas = areas.into_iter().peekable();
    let mut cells: Vec<Cell> = Vec::new();
    let mut col = 0;
    while col < free_from.len() {
        if free_from.get(col).is_some_and(|it| row < *it) {
            col += 1;
        } else if let Some(area) = areas.next_if(|it| col_of(it.left) <= col) {
            let n_cols = col_of(area.right).saturating_sub(col).max(1);
            let n_down = area.n_rows.min(n_rows - row).max(1);
            for it in free_from.iter_mut().skip(col).take(n_cols) {
                *it = row + n_down;
            }
            cells.push(Cell { col, n_cols, n_rows: n_down, kind: area.kind, text: area.text.clone() });
            col += n_cols;
        } else {
            // Up to the next area, or to what hangs down from above.
            let until = areas.peek().map_or(free_from.len(), |it| col_of(it.left));
            let n_cols =
                free_from.iter().skip(col).take(until - col).take_while(|it| **it <= row).count().max(1);
            cells.push(Cell { col, n_cols, n_rows: 1, kind: Kind::Value, text: String::new() });
            col += n_cols;
        }
    }
    cells
}

/// The lines that a text takes in a cell, with a little room at both sides.
pub fn n_lines(text: &str, width: Unit) -> usize {
    wrap::wrap(text, (width as usize).saturating_sub(2).max(2)).len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::form::Layout;

    fn section(rows: Vec<Vec<Area>>) -> Section {
        Section { layout: Layout::Table, n_headings: 0, rows }
    }

    fn shape(grid: &Grid) -> Vec<Vec<(usize, usize, usize)>> {
        grid.rows.iter().map(|row| row.iter().map(|it| (it.col, it.n_cols, it.n_rows)).collect()).collect()
    }

    #[test]
    fn sections_share_columns_and_blanks_are_filled() {
        let area = |left, right| Area::new(left, right, Kind::Text, "渠");
        let upper = section(vec![vec![area(0, 4), area(4, 20)]]);
        let lower = section(vec![
            vec![area(0, 4).over(3), area(4, 10).over(2), area(10, 20)],
            vec![area(15, 20)],
            vec![area(4, 10)],
        ]);
        let grid = Grid::of([&upper, &lower].into_iter());
        assert_eq!(grid.widths, [4, 6, 5, 5]);
        assert_eq!(
            shape(&grid),
            [
                vec![(0, 1, 1), (1, 3, 1)],
                vec![(0, 1, 3), (1, 1, 2), (2, 2, 1)],
                vec![(2, 1, 1), (3, 1, 1)],
                vec![(1, 1, 1), (2, 2, 1)],
            ]
        );
    }

    #[test]
    fn rows_are_as_high_as_their_text() {
        let label = Area::new(0, 6, Kind::Label, "农村供水工程建设").over(2);
        let rows = vec![
            vec![label, Area::new(6, 20, Kind::Text, "一\n二\n三")],
            vec![Area::new(6, 20, Kind::Text, "")],
        ];
        assert_eq!(Grid::of([&section(rows)].into_iter()).heights(), [3, 1]);
        let label = Area::new(0, 6, Kind::Label, "农村供水工程建设").over(2);
        let rows = vec![vec![label], vec![]];
        assert_eq!(Grid::of([&section(rows)].into_iter()).heights(), [2, 2]);
    }
}
