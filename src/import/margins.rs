//! How much worse every other way to cut wrapped names is: what is nearly as good makes a name uncertain.
//!
//! Knows gaps and cuts by their costs only, which [`super::wrap`] gives. Invariant: the work is linear in the gaps, and
//! no more for a gap than the search for the best cut itself.

use super::wrap::Cut;

/// How much more the best way costs in which a name ends or begins elsewhere at a gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Margin {
    /// The name before the gap ends elsewhere.
    pub end: i64,
    /// The name after the gap begins elsewhere.
    pub next: i64,
}

/// A lowest cost for each place where a name can begin.
type Ways = Vec<(usize, i64)>;

fn add(ways: &mut Ways, start: usize, cost: i64) {
    match ways.iter_mut().find(|it| it.0 == start) {
        Some(known) => known.1 = known.1.min(cost),
        None => ways.push((start, cost)),
    }
}

fn lowest(ways: &Ways, start: usize) -> Option<i64> {
    ways.iter().find(|it| it.0 == start).map(|it| it.1)
}

/// The margins of the chosen cuts. `tried` are the cuts of each gap, `cost` what a row costs whose name begins at a
/// piece of its gap and ends by a cut of the next.
pub fn of(chosen: &[Cut], tried: &[Vec<Cut>], cost: &dyn Fn(usize, usize, Cut) -> i64) -> Vec<Margin> {
    let mut to_here: Vec<Ways> = vec![vec![(0, 0)]];
    for (gap, cuts) in tried.iter().enumerate() {
        let mut next = Ways::new();
        for (start, so_far) in to_here.last().into_iter().flatten() {
            for cut in cuts {
                add(&mut next, cut.next, so_far + cost(gap, *start, *cut));
            }
        }
        to_here.push(next);
    }
    let Some(total) = to_here.last().and_then(|it| it.iter().map(|it| it.1).min()) else { return Vec::new() };
    let mut margins: Vec<Margin> = Vec::new();
    let mut rest: Ways = to_here.last().into_iter().flatten().map(|it| (it.0, 0)).collect();
    for (gap, cuts) in tried.iter().enumerate().rev() {
        let mut margin = Margin { end: i64::MAX, next: i64::MAX };
        let mut earlier = Ways::new();
        let own = chosen.get(gap).copied().unwrap_or_default();
        for (start, so_far) in to_here.get(gap).into_iter().flatten() {
            for cut in cuts {
                let Some(after) = lowest(&rest, cut.next) else { continue };
                let onward = cost(gap, *start, *cut) + after;
                add(&mut earlier, *start, onward);
                let more = so_far + onward - total;
                if cut.name_end != own.name_end {
                    margin.end = margin.end.min(more);
                }
                if cut.next != own.next {
                    margin.next = margin.next.min(more);
                }
            }
        }
        margins.push(margin);
        rest = earlier;
    }
    margins.reverse();
    margins
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_that_is_nearly_as_good_leaves_a_small_margin() {
        let cut = |name_end: usize| Cut { name_end, next: name_end };
        let tried = vec![vec![cut(0), cut(1)], vec![cut(0)]];
        // A name that ends one piece later costs 4 more, and the row after it 3 less.
        let cost = |gap: usize, start: usize, cut: Cut| match gap {
            0 => 4 * i64::try_from(cut.name_end).unwrap(),
            _ => 10 - 3 * i64::try_from(start).unwrap(),
        };
        let margins = of(&[cut(0), cut(0)], &tried, &cost);
        assert_eq!(margins[0], Margin { end: 1, next: 1 });
        assert_eq!(margins[1], Margin { end: i64::MAX, next: i64::MAX });
    }
}
