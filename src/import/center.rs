//! Merged labels that are printed in the middle of their block: where the blocks begin.
//!
//! The cheapest cut of the rows into blocks decides: each label should stand in the middle of its block, and the words
//! of the rows should fit it. Knows rows by their heights and costs only. Invariant: every block holds the row where its
//! label stands, and the work is bounded.

use std::ops::Range;

/// Blocks longer than this are not searched: no form has such a one.
const MAX_BLOCK: usize = 200;

/// Which way the middle of an even number of lines is rounded: a print does it always the same way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rounding {
    Up,
    Down,
}

/// What half a line off the middle costs, beyond the half line that rounding makes.
const OFF_MIDDLE: i64 = 12;

/// Cuts that cost this little more than the best are as good: the rows between are not certain.
const AS_GOOD: i64 = 10;

/// A label: the row where it stands, and the middle of its print in half lines.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// The row.
    pub row: usize,
    /// Twice the line of its middle, counted as the rows' spans are.
    pub middle: usize,
}

/// Blocks, one for each label.
#[derive(Debug, Default)]
pub struct Blocks {
    /// The row where each begins; the first begins at row 0.
    pub starts: Vec<usize>,
    /// Rows that could belong to the block beside their own.
    pub in_doubt: Vec<bool>,
}

/// One way to end a block: cost so far, and where the block began.
#[derive(Clone, Copy, Debug)]
struct Way {
    end: usize,
    cost: i64,
    start: usize,
}

/// Cuts rows into blocks. `spans` are the lines of each row; `cost` says how ill a row fits a label.
pub fn blocks(
    places: &[Place],
    spans: &[Range<usize>],
    cost: &dyn Fn(usize, usize) -> i64,
) -> Option<Blocks> {
    let down = rounded(places, spans, cost, Rounding::Down)?;
    let up = rounded(places, spans, cost, Rounding::Up)?;
    Some(if up.1 < down.1 { up.0 } else { down.0 })
}

/// The cheapest cut with its cost, where middles are rounded this way.
fn rounded(
    places: &[Place],
    spans: &[Range<usize>],
    cost: &dyn Fn(usize, usize) -> i64,
    rounding: Rounding,
) -> Option<(Blocks, i64)> {
    let n_rows = spans.len();
    let mut forward: Vec<Vec<Way>> = Vec::new();
    let mut before = vec![Way { end: 0, cost: 0, start: 0 }];
    for (idx, place) in places.iter().enumerate() {
        let ways = ends(places, idx, n_rows)?
            .filter_map(|end| {
                before
                    .iter()
                    .filter(|it| it.end <= place.row)
                    .map(|it| Way {
                        end,
                        cost: it.cost + block_cost(*place, idx, it.end..end, spans, cost, rounding),
                        start: it.end,
                    })
                    .min_by_key(|it| it.cost)
            })
            .collect::<Vec<_>>();
        forward.push(ways.clone());
        before = ways;
    }
    let mut end = n_rows;
    let mut starts = Vec::new();
    for ways in forward.iter().rev() {
        let way = ways.iter().find(|it| it.end == end)?;
        starts.push(way.start);
        end = way.start;
    }
    starts.reverse();
    let total = forward.last()?.first()?.cost;
    let in_doubt = doubtful(places, spans, &forward, &starts, cost, rounding)?;
    Some((Blocks { starts, in_doubt }, total))
}

/// Where the block of a label may end.
fn ends(places: &[Place], idx: usize, n_rows: usize) -> Option<Range<usize>> {
    let row = places.get(idx)?.row;
    match places.get(idx + 1) {
        Some(next) if row < next.row && next.row - row < MAX_BLOCK => Some(row + 1..next.row + 1),
        None if row < n_rows => Some(n_rows..n_rows + 1),
        _ => None,
    }
}

fn block_cost(
    place: Place,
    label: usize,
    rows: Range<usize>,
    spans: &[Range<usize>],
    cost: &dyn Fn(usize, usize) -> i64,
    rounding: Rounding,
) -> i64 {
    let first = spans.get(rows.start).map_or(0, |it| it.start);
    let last = rows.end.checked_sub(1).and_then(|it| spans.get(it)).map_or(0, |it| it.end);
    // The middle of lines first..last, in half lines.
    let middle = (first + last).saturating_sub(1);
    let off = i64::try_from(place.middle.abs_diff(middle).min(1000)).unwrap_or(0);
    let is_rounded = off == 1 && (middle < place.middle) == (rounding == Rounding::Down);
    let off = if is_rounded { 0 } else { off * OFF_MIDDLE };
    off + rows.map(|row| cost(label, row)).sum::<i64>()
}

/// Rows between the chosen cut and another that is as good.
fn doubtful(
    places: &[Place],
    spans: &[Range<usize>],
    forward: &[Vec<Way>],
    starts: &[usize],
    cost: &dyn Fn(usize, usize) -> i64,
    rounding: Rounding,
) -> Option<Vec<bool>> {
    let mut in_doubt = vec![false; spans.len()];
    let total = forward.last()?.first()?.cost;
    // The cost of the labels from here on, by the row where their first block begins.
    let mut after: Vec<(usize, i64)> = vec![(spans.len(), 0)];
    for (idx, place) in places.iter().enumerate().rev() {
        let Some(previous) = idx.checked_sub(1).and_then(|it| forward.get(it)) else { break };
        let mut here: Vec<(usize, i64)> = Vec::new();
        for way in previous.iter().filter(|it| it.end <= place.row) {
            let best = after
                .iter()
                .filter(|(end, _)| place.row < *end)
                .map(|(end, rest)| rest + block_cost(*place, idx, way.end..*end, spans, cost, rounding))
                .min();
            let Some(best) = best else { continue };
            here.push((way.end, best));
            let chosen = starts.get(idx).copied().unwrap_or(way.end);
            if way.cost + best < total + AS_GOOD {
                let (from, to) = (chosen.min(way.end), chosen.max(way.end));
                in_doubt.iter_mut().take(to).skip(from).for_each(|it| *it = true);
            }
        }
        after = here;
    }
    Some(in_doubt)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(rows_of_labels: &[usize], n_rows: usize, expected: &[usize], n_doubtful: usize) {
        let places: Vec<Place> =
            rows_of_labels.iter().map(|row| Place { row: *row, middle: row * 2 }).collect();
        let spans: Vec<Range<usize>> = (0..n_rows).map(|it| it..it + 1).collect();
        let blocks = blocks(&places, &spans, &|_, _| 0).unwrap();
        assert_eq!(blocks.starts, expected);
        assert_eq!(blocks.in_doubt.iter().filter(|it| **it).count(), n_doubtful);
    }

    #[test]
    fn labels_stand_in_the_middle_of_their_blocks() {
        // 数量指标 beside the second of three rows, 质量指标 alone.
        // The third row may be either's.
        check(&[1, 3], 4, &[0, 3], 1);
        check(&[0, 1], 2, &[0, 1], 0);
    }
}
