//! Sums over a list of counts that change: any prefix, any change and any look-up take O(log n).

/// A list of counts.
#[derive(Clone, Debug, Default)]
pub struct Fenwick {
    /// 1-based; slot i holds the sum of the counts (i − lowbit(i), i].
    sums: Vec<usize>,
    counts: Vec<usize>,
}

impl Fenwick {
    /// A list with these counts.
    pub fn new(counts: Vec<usize>) -> Self {
        let mut sums = vec![0; counts.len() + 1];
        for (idx, count) in counts.iter().enumerate() {
            let node = idx + 1;
            let sum = sums.get(node).copied().unwrap_or(0) + count;
            if let Some(slot) = sums.get_mut(node) {
                *slot = sum;
            }
            let above = node + (node & node.wrapping_neg());
            if let Some(slot) = sums.get_mut(above) {
                *slot += sum;
            }
        }
        Self { sums, counts }
    }

    /// Sets a count.
    pub fn set(&mut self, idx: usize, count: usize) {
        let Some(slot) = self.counts.get_mut(idx) else { return };
        let old = std::mem::replace(slot, count);
        let mut node = idx + 1;
        while let Some(sum) = self.sums.get_mut(node) {
            *sum = (*sum + count).saturating_sub(old);
            node += node & node.wrapping_neg();
        }
    }

    /// A count.
    pub fn count(&self, idx: usize) -> usize {
        self.counts.get(idx).copied().unwrap_or(0)
    }

    /// The sum of the first `n` counts.
    pub fn before(&self, n: usize) -> usize {
        let (mut node, mut sum) = (n.min(self.counts.len()), 0);
        while node > 0 {
            sum += self.sums.get(node).copied().unwrap_or(0);
            node -= node & node.wrapping_neg();
        }
        sum
    }

    /// The sum of all counts.
    pub fn total(&self) -> usize {
        self.before(self.counts.len())
    }

    /// Which count a position falls into, and the position within it.
    pub fn find(&self, position: usize) -> Option<(usize, usize)> {
        if position >= self.total() {
            return None;
        }
        let (mut node, mut left) = (0, position);
        let mut step = self.counts.len().next_power_of_two();
        while step > 0 {
            if let Some(sum) = self.sums.get(node + step).copied()
                && sum <= left
            {
                node += step;
                left -= sum;
            }
            step /= 2;
        }
        Some((node, left))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn answers_like_a_plain_list(
            mut counts in prop::collection::vec(0_usize..5, 0..40),
            sets in prop::collection::vec((0_usize..40, 0_usize..5), 0..10),
        ) {
            let mut fenwick = Fenwick::new(counts.clone());
            for (idx, count) in sets {
                fenwick.set(idx, count);
                if let Some(slot) = counts.get_mut(idx) {
                    *slot = count;
                }
            }
            let flat: Vec<(usize, usize)> =
                counts.iter().enumerate().flat_map(|(idx, count)| (0..*count).map(move |at| (idx, at))).collect();
            prop_assert_eq!(fenwick.total(), flat.len());
            for (position, expected) in flat.iter().enumerate() {
                prop_assert_eq!(fenwick.find(position), Some(*expected));
            }
            prop_assert_eq!(fenwick.find(flat.len()), None);
            for n in 0..=counts.len() {
                prop_assert_eq!(fenwick.before(n), counts[..n].iter().sum::<usize>());
            }
        }
    }
}
