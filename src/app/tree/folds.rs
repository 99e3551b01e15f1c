//! Which rows of a long list are visible, when any range of rows may be hidden and shown again.
//!
//! A segment tree counts how many folds cover each range. Hiding, showing, finding the n-th visible row and the
//! number of visible rows before a row all take O(log n), so that a million rows fold as fast as ten.
//! Invariant: [`Folds::show`] is called only with ranges that were given to [`Folds::hide`] before.

use std::ops::Range;

/// A list of rows, some of them hidden.
#[derive(Clone, Debug, Default)]
pub struct Folds {
    n_rows: usize,
    /// Number of leaves, a power of two.
    width: usize,
    /// For each node, how many folds cover exactly its range.
    covers: Vec<u32>,
    /// For each node, how many rows of its range no fold at or below the node covers.
    visible: Vec<u32>,
    /// The rows that are in the list at all; empty: all of them.
    is_in: Vec<bool>,
}

impl Folds {
    /// A list with all rows visible.
    pub fn new(n_rows: usize) -> Self {
        let width = n_rows.next_power_of_two();
        let mut visible = vec![0; width * 2];
        for slot in visible.iter_mut().skip(width).take(n_rows) {
            *slot = 1;
        }
        let mut folds = Self { n_rows, width, covers: vec![0; width * 2], visible, is_in: Vec::new() };
        for node in (1..width).rev() {
            folds.recount(node);
        }
        folds
    }

    /// A list of which only some rows are there: the others are never visible.
    pub fn of(is_in: &[bool]) -> Self {
        let mut folds = Self::new(is_in.len());
        folds.is_in = is_in.to_vec();
        for node in (1..folds.width * 2).rev() {
            folds.recount(node);
        }
        folds
    }

    /// Puts a row that was not there into the list.
    pub fn put_in(&mut self, row: usize) {
        let Some(flag) = self.is_in.get_mut(row) else { return };
        *flag = true;
        let mut node = row + self.width;
        while node > 0 {
            self.recount(node);
            node /= 2;
        }
    }

    /// Hides a range once more.
    pub fn hide(&mut self, rows: Range<usize>) {
        self.cover(1, 0..self.width, &rows, 1);
    }

    /// Takes one hiding of a range back.
    pub fn show(&mut self, rows: Range<usize>) {
        self.cover(1, 0..self.width, &rows, -1);
    }

    /// Number of visible rows.
    pub fn n_visible(&self) -> usize {
        self.count(1)
    }

    /// Number of visible rows before a row.
    pub fn n_visible_before(&self, row: usize) -> usize {
        let (mut node, mut range, mut before) = (1, 0..self.width, 0);
        if row >= self.n_rows {
            return self.n_visible();
        }
        // Under a covered node nothing is visible, whatever the nodes below say.
        while range.len() > 1 && self.covers_of(node) == 0 {
            let middle = usize::midpoint(range.start, range.end);
            if row < middle {
                (node, range) = (node * 2, range.start..middle);
            } else {
                before += self.count(node * 2);
                (node, range) = (node * 2 + 1, middle..range.end);
            }
        }
        before
    }

    /// The row at a position among the visible ones.
    pub fn row_at(&self, position: usize) -> Option<usize> {
        if position >= self.n_visible() {
            return None;
        }
        let (mut node, mut left) = (1, position);
        while node < self.width {
            let below = self.count(node * 2);
            if left < below {
                node *= 2;
            } else {
                left -= below;
                node = node * 2 + 1;
            }
        }
        Some(node - self.width)
    }

    /// Whether no fold hides a row.
    pub fn is_visible(&self, row: usize) -> bool {
        let mut node = row + self.width;
        if row >= self.n_rows || !self.has(row) {
            return false;
        }
        while node > 0 {
            if self.covers_of(node) > 0 {
                return false;
            }
            node /= 2;
        }
        true
    }

    fn cover(&mut self, node: usize, range: Range<usize>, rows: &Range<usize>, by: i32) {
        if rows.start >= range.end || rows.end <= range.start {
            return;
        }
        if rows.start <= range.start && range.end <= rows.end {
            if let Some(covers) = self.covers.get_mut(node) {
                *covers = covers.saturating_add_signed(by);
            }
        } else {
            let middle = usize::midpoint(range.start, range.end);
            self.cover(node * 2, range.start..middle, rows, by);
            self.cover(node * 2 + 1, middle..range.end, rows, by);
        }
        self.recount(node);
    }

    fn has(&self, row: usize) -> bool {
        self.is_in.is_empty() || self.is_in.get(row) == Some(&true)
    }

    fn recount(&mut self, node: usize) {
        let count = if self.covers_of(node) > 0 {
            0
        } else if node >= self.width {
            u32::from(node - self.width < self.n_rows && self.has(node - self.width))
        } else {
            (self.count(node * 2) + self.count(node * 2 + 1)) as u32
        };
        if let Some(slot) = self.visible.get_mut(node) {
            *slot = count;
        }
    }

    fn count(&self, node: usize) -> usize {
        self.visible.get(node).map_or(0, |it| *it as usize)
    }

    fn covers_of(&self, node: usize) -> u32 {
        self.covers.get(node).copied().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Holds every answer against a plain list of counters.
    fn check(folds: &Folds, hidden: &[u32]) {
        let visible: Vec<usize> = (0..hidden.len()).filter(|row| hidden[*row] == 0).collect();
        assert_eq!(folds.n_visible(), visible.len());
        for (position, row) in visible.iter().enumerate() {
            assert_eq!(folds.row_at(position), Some(*row));
        }
        assert_eq!(folds.row_at(visible.len()), None);
        for (row, covers) in hidden.iter().enumerate() {
            assert_eq!(folds.is_visible(row), *covers == 0);
            assert_eq!(folds.n_visible_before(row), visible.iter().filter(|it| **it < row).count());
        }
    }

    proptest! {
        #[test]
        fn rows_that_are_not_in_are_never_visible(
            is_in in prop::collection::vec(any::<bool>(), 1..40),
            folds in prop::collection::vec((0_usize..40, 0_usize..40), 0..6),
            more in prop::collection::vec(0_usize..40, 0..6),
        ) {
            let mut sifted = Folds::of(&is_in);
            let mut hidden: Vec<u32> = is_in.iter().map(|it| u32::from(!it)).collect();
            let n = is_in.len();
            for (start, len) in folds {
                let range = start.min(n)..(start + len).min(n);
                sifted.hide(range.clone());
                hidden[range].iter_mut().for_each(|it| *it += 2);
            }
            check(&sifted, &hidden);
            for row in more.into_iter().filter(|it| *it < n) {
                sifted.put_in(row);
                hidden[row] &= !1;
                check(&sifted, &hidden);
            }
        }

        #[test]
        fn answers_like_a_plain_list(n_rows in 0_usize..40, ranges in prop::collection::vec((0_usize..40, 0_usize..40, any::<bool>()), 0..12)) {
            let mut folds = Folds::new(n_rows);
            let mut hidden = vec![0_u32; n_rows];
            let mut done: Vec<Range<usize>> = Vec::new();
            for (start, len, take_back) in ranges {
                if take_back && let Some(range) = done.pop() {
                    folds.show(range.clone());
                    hidden[range].iter_mut().for_each(|it| *it -= 1);
                } else {
                    let range = start.min(n_rows)..(start + len).min(n_rows);
                    folds.hide(range.clone());
                    hidden[range.clone()].iter_mut().for_each(|it| *it += 1);
                    done.push(range);
                }
                check(&folds, &hidden);
            }
        }
    }
}
