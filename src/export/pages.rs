//! Where the pages of a printed table end, and its merged labels cut there.
//!
//! A label in the middle of rows that go over two pages is read on neither. Knows heights only; a word processor with
//! other fonts may end a page a row earlier or later, which leaves the label readable. Invariant: a cut label stands in
//! every piece, so the pieces say together what the whole said.

use super::form::{Area, Kind, Page, Section};
use super::grid::{self, Grid};

/// The height of a line of the table's font, in points.
pub const LINE: u32 = 14;
/// What a row has above and below its lines, in points.
pub const PADDING: u32 = 7;

/// The short and long side of A4 between margins of 0.7 inches, in points, less about a row: a word processor that sets
/// rows a little higher must not end a page earlier.
const A4: (u32, u32) = (476, 722);

/// Cutting changes heights, and heights where to cut: so often at most.
const MOST_TURNS: usize = 6;

/// At most so many rows are left out at the end of a page.
const MOST_BACK: usize = 6;

/// The height of the title, and of each further line outside of the table, in points.
pub const TITLE: u32 = 36;
/// See [`TITLE`].
pub const OUTSIDE: u32 = 20;

/// The height of a row with so many lines of text, in points.
pub fn row_height(n_lines: usize) -> u32 {
    u32::try_from(n_lines).unwrap_or(u32::MAX / LINE / 2) * LINE + PADDING
}

/// The room between the margins, in points.
pub const fn room(page: Page) -> u32 {
    if page.is_landscape { A4.0 } else { A4.1 }
}

/// The table with its groups' labels cut at the ends of pages, and the rows that begin a further page. Rows of the heights
/// `above`, in points, stand above it; its headings are printed again on every further page.
pub fn cut(table: &Section, page: Page, above: &[u32]) -> (Section, Vec<usize>) {
    let mut starts: Vec<usize> = Vec::new();
    for _ in 0..MOST_TURNS {
        let heights = Grid::of(std::iter::once(&at(table, &starts))).heights();
        let found = page_starts(table, &heights, page, above);
        if found == starts {
            break;
        }
        starts = found;
    }
    (at(table, &starts), starts)
}

/// The rows that begin a page, the first page aside.
fn page_starts(table: &Section, n_lines: &[usize], page: Page, above: &[u32]) -> Vec<usize> {
    let heights: Vec<u32> = n_lines.iter().map(|it| row_height(*it)).collect();
    let repeated: u32 = heights.iter().take(table.n_headings).sum();
    // Where the headings fill the page nothing can be foretold.
    let full = room(page).saturating_sub(repeated).max(room(page) / 2);
    let mut left = above.iter().fold(room(page), |left, height| after(left, *height, room(page)));
    let mut starts: Vec<usize> = Vec::new();
    let mut row = 0;
    while let Some(height) = heights.get(row) {
        let first = starts.last().copied().unwrap_or(table.n_headings);
        if left < *height && first < row {
            row = readable(table, n_lines, first, row);
            starts.push(row);
            left = full;
        }
        left = heights.get(row).map_or(left, |it| after(left, *it, full));
        row += 1;
    }
    starts
}

/// The room that is left below a row. What is higher than a page goes on over the next ones.
const fn after(left: u32, height: u32, full: u32) -> u32 {
    if height <= left { left - height } else { full - (height % full) }
}

/// The row where a page that has room up to `end` is better ended: not so soon below the beginning of a group that its
/// label has no room. `first` is the page's first row.
fn readable(table: &Section, n_lines: &[usize], first: usize, end: usize) -> usize {
    let mut found = end;
    for (row, areas) in
        table.rows.iter().enumerate().take(end).skip((first + 1).max(end.saturating_sub(MOST_BACK))).rev()
    {
        let room: usize = n_lines.iter().take(found).skip(row).sum();
        let is_cut = |it: &Area| it.kind == Kind::Group && found < row + it.n_rows;
        if row < found
            && areas.iter().any(|it| is_cut(it) && room < grid::n_lines(&it.text, it.right - it.left))
        {
            found = row;
        }
    }
    found
}

/// The table with its groups' labels cut before these rows.
fn at(table: &Section, starts: &[usize]) -> Section {
    let mut rows: Vec<Vec<Area>> = vec![Vec::new(); table.rows.len()];
    for (row, areas) in table.rows.iter().enumerate() {
        for area in areas {
            let end = row + area.n_rows;
            let is_cut = |it: &usize| area.kind == Kind::Group && row < *it && *it < end;
            let ends = starts.iter().copied().filter(is_cut).chain(std::iter::once(end));
            let mut first = row;
            for next in ends {
                if let Some(areas) = rows.get_mut(first) {
                    areas.push(area.clone().over(next - first));
                }
                first = next;
            }
        }
    }
    Section { rows, ..table.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::form::Layout;

    /// A heading, and rows of one line beside a label over the first of them.
    fn table(n_rows: usize, label: &str, n_labelled: usize) -> Section {
        let heading = |left| Area::new(left, left + 10, Kind::Heading, "名称");
        let mut rows = vec![vec![heading(0), heading(10)]];
        rows.extend((0..n_rows).map(|_| vec![Area::new(10, 20, Kind::Text, "巡渠")]));
        if let Some(first) = rows.get_mut(1) {
            first.push(Area::new(0, 10, Kind::Group, label).over(n_labelled));
        }
        Section { layout: Layout::Table, n_headings: 1, rows }
    }

    /// Expected are the rows where a label begins, and how many it takes.
    fn check(n_rows: usize, label: &str, is_landscape: bool, above: u32, expected: &[(usize, usize)]) {
        let cut = cut(&table(n_rows, label, n_rows), Page { is_landscape }, &[above]).0;
        let areas = cut.rows.iter().enumerate().flat_map(|(row, it)| it.iter().map(move |it| (row, it)));
        let labels: Vec<(usize, usize)> =
            areas.filter(|(_, it)| it.kind == Kind::Group).map(|(row, it)| (row, it.n_rows)).collect();
        assert_eq!(labels, expected);
    }

    #[test]
    fn labels_stand_on_every_page() {
        check(12, "数量指标", false, 100, &[(1, 12)]);
        // 722 points: 34 rows of 21 with the heading on the first page, 33 on the next.
        check(60, "数量指标", false, 0, &[(1, 33), (34, 27)]);
        check(60, "数量指标", false, 200, &[(1, 23), (24, 33), (57, 4)]);
        check(30, "数量指标", true, 0, &[(1, 21), (22, 9)]);
        check(2, "数量指标", true, 5_000, &[(1, 2)]);
        check(0, "数量指标", true, 0, &[]);
    }

    #[test]
    fn a_label_is_not_cut_where_it_has_no_room() {
        let table = table(34, "数量指标", 31);
        let label = "负责农村供水工程的建设和日常管护";
        let mut long = table.clone();
        long.rows[32].push(Area::new(0, 10, Kind::Group, label).over(3));
        // Two rows would fit, for a label of four lines.
        assert_eq!(cut(&long, Page { is_landscape: false }, &[]).1, [32]);
        let mut short = table;
        short.rows[32].push(Area::new(0, 10, Kind::Group, "质量").over(3));
        assert_eq!(cut(&short, Page { is_landscape: false }, &[]).1, [34]);
    }
}
