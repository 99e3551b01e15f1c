//! Merged labels that are printed in the middle of their block: where the blocks begin.
//!
//! The cheapest cut of the rows into blocks decides: each label should stand in the middle of its block, and the words
//! of the rows should fit it. Knows rows by their heights and costs only. Invariant: every block holds the row where its
//! label stands, and the work is bounded.

use std::ops::Range;

/// Blocks longer than this are not searched: no form has such a one.
const MAX_BLOCK: usize = 200;

/// What a middle costs that was rounded.
const ROUNDED: i64 = 1;

/// Which way the middle of an even number of lines is rounded: a print does it always the same way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rounding {
    Up,
    Down,
}

/// What half a line off the middle costs, beyond the half line that rounding makes.
const OFF_MIDDLE: i64 = 12;

/// What rows cost that have no label, as theirs was lost.
const LOST_LABEL: i64 = 40;

/// Cuts that cost this little more than the best, half a line off the middle, are as good: the rows between are not
/// certain.
const AS_GOOD: i64 = 13;

/// Where every label of so many stands in its middle, none is half a line off: only the words can be wrong then.
const EXACT: i64 = 6;
const MANY: usize = 4;

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
    /// Rows that could belong to the block beside their own, and rows of a block whose label was lost.
    pub in_doubt: Vec<bool>,
}

/// How ill a row fits a label.
type Cost<'a> = &'a dyn Fn(usize, usize) -> i64;

/// One way to end a block: cost so far, where the block began, and where the one before ended.
#[derive(Clone, Copy, Debug)]
struct Way {
    end: usize,
    cost: i64,
    start: usize,
    before: usize,
}

/// Cuts rows into blocks. `spans` are the lines of each row; `cost` says how ill a row fits a label.
pub fn blocks(places: &[Place], spans: &[Range<usize>], cost: Cost<'_>) -> Option<Blocks> {
    let cut = |rounding| Cut { places, spans, cost, rounding }.cheapest();
    let (down, up) = (cut(Rounding::Down)?, cut(Rounding::Up)?);
    Some(if up.1 < down.1 { up.0 } else { down.0 })
}

/// What is to be cut, and how middles are rounded.
struct Cut<'a> {
    places: &'a [Place],
    spans: &'a [Range<usize>],
    cost: Cost<'a>,
    rounding: Rounding,
}

impl Cut<'_> {
    /// The cheapest cut with its cost.
    fn cheapest(&self) -> Option<(Blocks, i64)> {
        let n_rows = self.spans.len();
        let mut forward: Vec<Vec<Way>> = Vec::new();
        // Where a block may begin: its row, the cost so far, and where the block before ended.
        let mut begins = vec![(0, 0, 0)];
        for (idx, place) in self.places.iter().enumerate() {
            let ways: Vec<Way> = self
                .ends(idx)?
                .filter_map(|end| {
                    let way = |(start, cost, before): &(usize, i64, usize)| Way {
                        end,
                        cost: cost + self.block_cost(*place, idx, *start..end),
                        start: *start,
                        before: *before,
                    };
                    begins.iter().map(way).min_by_key(|it| it.cost)
                })
                .collect();
            let last = self.places.get(idx + 1).map_or(n_rows, |it| it.row);
            begins = begins_after(&ways, last);
            forward.push(ways);
        }
        let (_, total, mut end) = *begins.iter().find(|it| it.0 == n_rows)?;
        let mut starts = Vec::new();
        let mut ends = Vec::new();
        for ways in forward.iter().rev() {
            let way = ways.iter().find(|it| it.end == end)?;
            starts.push(way.start);
            ends.push(way.end);
            end = way.before;
        }
        starts.reverse();
        ends.reverse();
        let in_doubt = self.doubtful(&forward, total, &starts, &ends);
        Some((Blocks { starts, in_doubt }, total))
    }

    /// Where the block of a label may end.
    fn ends(&self, idx: usize) -> Option<Range<usize>> {
        let row = self.places.get(idx)?.row;
        let n_rows = self.spans.len();
        match self.places.get(idx + 1) {
            Some(next) if row < next.row && next.row - row < MAX_BLOCK => Some(row + 1..next.row + 1),
            None if row < n_rows => Some((row + 1).max(n_rows.saturating_sub(MAX_BLOCK))..n_rows + 1),
            _ => None,
        }
    }

    fn block_cost(&self, place: Place, label: usize, rows: Range<usize>) -> i64 {
        self.off_cost(place, rows.clone()) + rows.map(|row| (self.cost)(label, row)).sum::<i64>()
    }

    /// What it costs that a label does not stand in the middle of these rows.
    fn off_cost(&self, place: Place, rows: Range<usize>) -> i64 {
        let first = self.spans.get(rows.start).map_or(0, |it| it.start);
        let last = rows.end.checked_sub(1).and_then(|it| self.spans.get(it)).map_or(0, |it| it.end);
        // The middle of lines first..last, in half lines.
        let middle = (first + last).saturating_sub(1);
        let off = i64::try_from(place.middle.abs_diff(middle).min(1000)).unwrap_or(0);
        let is_rounded = off == 1 && (middle < place.middle) == (self.rounding == Rounding::Down);
        if is_rounded { ROUNDED } else { off * OFF_MIDDLE }
    }

    /// Rows between the chosen cut and another that is as good, and rows that have no label.
    fn doubtful(&self, forward: &[Vec<Way>], total: i64, starts: &[usize], ends: &[usize]) -> Vec<bool> {
        let mut in_doubt = vec![false; self.spans.len()];
        let mut mark = |from: usize, to: usize| {
            in_doubt.iter_mut().take(to).skip(from).for_each(|it| *it = true);
        };
        let next = starts.iter().skip(1).copied().chain(std::iter::once(self.spans.len()));
        for (end, next) in ends.iter().zip(next) {
            mark(*end, next);
        }
        let mut cut = starts.iter().zip(ends).zip(self.places);
        let is_exact = cut.all(|((start, end), place)| self.off_cost(*place, *start..*end) <= ROUNDED);
        let as_good = if is_exact && MANY <= self.places.len() { EXACT } else { AS_GOOD };
        // The cost of the labels from here on, by the row where the block before ended.
        let mut after: Vec<(usize, i64)> = vec![(self.spans.len(), 0)];
        for (idx, place) in self.places.iter().enumerate().rev() {
            let Some(previous) = idx.checked_sub(1).and_then(|it| forward.get(it)) else { break };
            let first = previous.first().map_or(place.row, |it| it.end);
            let mut here: Vec<(usize, i64)> = Vec::new();
            let mut later: Option<i64> = None;
            for start in (first..=place.row).rev() {
                let own = after
                    .iter()
                    .filter(|(end, _)| place.row < *end)
                    .map(|(end, rest)| rest + self.block_cost(*place, idx, start..*end))
                    .min();
                let best = own.into_iter().chain(later.map(|it| it + LOST_LABEL)).min();
                later = own.into_iter().chain(later).min();
                here.extend(best.map(|it| (start, it)));
            }
            for way in previous {
                let rest = here.iter().find(|it| it.0 == way.end);
                let chosen = ends.get(idx - 1).copied().unwrap_or(way.end);
                if rest.is_some_and(|it| way.cost + it.1 < total + as_good) {
                    mark(chosen.min(way.end), chosen.max(way.end));
                }
            }
            after = here;
        }
        in_doubt
    }
}

/// Where the next block may begin, up to row `last`: where this one ends, or after rows whose label was lost.
fn begins_after(ways: &[Way], last: usize) -> Vec<(usize, i64, usize)> {
    let mut begins = Vec::new();
    let mut cheapest: Option<&Way> = None;
    let Some(first) = ways.first() else { return begins };
    for row in first.end..=last {
        let own = ways.iter().find(|it| it.end == row);
        let lost = cheapest.map(|it| (row, it.cost + LOST_LABEL, it.end));
        let own_begin = own.map(|it| (row, it.cost, it.end));
        begins.extend(own_begin.into_iter().chain(lost).min_by_key(|it| it.1));
        if let Some(way) = own
            && cheapest.is_none_or(|it| way.cost < it.cost)
        {
            cheapest = own;
        }
    }
    begins
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
        // The label of the fourth to eighth row was lost: they are in doubt, the third may be among them.
        check(&[1, 9], 11, &[0, 8], 6);
    }
}
