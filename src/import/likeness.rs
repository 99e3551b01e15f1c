//! How alike two Chinese texts are, by pairs of neighboring characters.
//!
//! Must not know what the texts are for. Invariant: symmetric, and linear in the texts' lengths up to a fixed cap.

use super::join;
use std::collections::HashMap;

/// Longer texts are compared by their beginnings.
const MAX_CHARS: usize = 400;

/// The pairs of neighboring characters of a text, with their counts; marks and blanks are left out.
pub fn pairs(text: &str) -> HashMap<(char, char), u32> {
    let chars: Vec<char> =
        join::bare(text).chars().filter(|it| it.is_alphanumeric()).take(MAX_CHARS).collect();
    let mut counts = HashMap::new();
    for (left, right) in chars.iter().zip(chars.iter().skip(1)) {
        *counts.entry((*left, *right)).or_insert(0) += 1;
    }
    counts
}

/// How many pairs two texts share.
pub fn common(left: &str, right: &str) -> usize {
    let (left, right) = (pairs(left), pairs(right));
    left.iter().map(|(pair, n)| (*n).min(right.get(pair).copied().unwrap_or(0)) as usize).sum()
}

/// Likeness from 0 to 100: twice the shared pairs among all pairs.
pub fn percent(left: &str, right: &str) -> usize {
    let n_pairs = |text: &str| {
        join::bare(text).chars().filter(|it| it.is_alphanumeric()).take(MAX_CHARS).count().saturating_sub(1)
    };
    let total = n_pairs(left) + n_pairs(right);
    if total == 0 {
        return if join::bare(left) == join::bare(right) { 100 } else { 0 };
    }
    (200 * common(left, right)).checked_div(total).unwrap_or(0).min(100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn likeness_follows_shared_pairs() {
        assert_eq!(percent("渠道维修条数", "渠道维修条数"), 100);
        assert_eq!(percent("渠道维修条数", "植树"), 0);
        assert!(percent("渠道维修条数", "渠道维修") > 60);
        assert_eq!(common("aaaa", "aa"), 1);
        assert_eq!(percent("", ""), 100);
    }
}
