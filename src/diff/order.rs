//! Which rows of a list changed their order: as few as possible.

/// For numbers in their new order: which of them do not belong to a longest rising run, by position.
pub(super) fn out_of_order(numbers: &[usize]) -> Vec<usize> {
    // tails[n]: the position of the least number that ends a rising run of n + 1 numbers.
    let mut tails: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(numbers.len());
    let number = |at: usize| numbers.get(at).copied().unwrap_or_default();
    for (at, it) in numbers.iter().enumerate() {
        let len = tails.partition_point(|tail| number(*tail) < *it);
        before.push(len.checked_sub(1).and_then(|it| tails.get(it)).copied());
        match tails.get_mut(len) {
            Some(tail) => *tail = at,
            None => tails.push(at),
        }
    }
    let mut rising = vec![false; numbers.len()];
    let mut at = tails.last().copied();
    while let Some(here) = at {
        if let Some(it) = rising.get_mut(here) {
            *it = true;
        }
        at = before.get(here).copied().flatten();
    }
    rising.into_iter().enumerate().filter(|(_, is_rising)| !is_rising).map(|(at, _)| at).collect()
}

#[cfg(test)]
mod tests {
    use super::out_of_order;

    #[test]
    fn the_fewest_rows_are_out_of_order() {
        for (numbers, expected) in [
            (&[0, 1, 2, 3][..], &[][..]),
            (&[3, 0, 1, 2], &[0]),
            (&[1, 2, 3, 0], &[3]),
            (&[1, 0], &[0]),
            (&[], &[]),
            (&[5, 9, 7], &[1]),
        ] {
            assert_eq!(out_of_order(numbers), expected, "{numbers:?}");
        }
    }
}
