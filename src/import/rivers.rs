//! Where the columns of text in columns part: the rivers of white space that run down a table.
//!
//! Knows words by where they begin and end. Invariant: linear in the words and the columns of a line.

/// Lines are looked at up to this display column.
const MAX_COLUMN: usize = 600;

/// The display columns where one column ends and the next begins, one fewer than headings. `headings` and `words` are
/// display columns of beginnings and ends.
pub fn bounds(headings: &[(usize, usize)], words: &[(usize, usize)]) -> Vec<usize> {
    // How many words a line down at each column would cut.
    let mut steps = vec![0_i64; MAX_COLUMN + 2];
    for (start, end) in words.iter().filter(|(start, end)| start + 1 < *end && *end < MAX_COLUMN) {
        if let Some(it) = steps.get_mut(start + 1) {
            *it += 1;
        }
        if let Some(it) = steps.get_mut(*end) {
            *it -= 1;
        }
    }
    let cut: Vec<i64> = steps
        .iter()
        .scan(0, |sum, it| {
            *sum += it;
            Some(*sum)
        })
        .collect();
    headings
        .iter()
        .zip(headings.iter().skip(1))
        .map(|(left, right)| {
            // A column begins no later than its heading, unless words of the column before run on below it.
            let least = |to: usize| cut.iter().take(to).skip(left.0 + 1).min().copied().unwrap_or(0);
            let (near, far) = (right.0 + 1, right.1.min(MAX_COLUMN).max(left.0 + 2));
            let to = if least(near) <= least(far) { near } else { far };
            widest_run(&cut, left.0 + 1..to, least(to)).unwrap_or(right.0)
        })
        .collect()
}

/// The middle of the longest run of columns that cut the fewest words.
fn widest_run(cut: &[i64], columns: std::ops::Range<usize>, least: i64) -> Option<usize> {
    let at: Vec<usize> = columns.filter(|it| cut.get(*it) == Some(&least)).collect();
    at.chunk_by(|a, b| a + 1 == *b)
        .max_by_key(|it| it.len())
        .and_then(|it| Some(usize::midpoint(*it.first()?, *it.last()?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_part_where_no_word_is_cut() {
        // A heading in the middle of a wide column, and words that begin at its left.
        let headings = [(0, 8), (20, 28), (40, 46)];
        let words = [(0, 8), (12, 34), (12, 30), (38, 44), (39, 43)];
        let bounds = bounds(&headings, &words);
        assert!((8..=12).contains(&bounds[0]) && (34..=38).contains(&bounds[1]), "{bounds:?}");
    }
}
