//! Which filing of one set is which of another: by department, project and year.

use crate::model::Filing;
use crate::value::names::stem;

/// Pairs of indexes, in the order of the right; what only the left has comes last.
pub type FilingPair = (Option<usize>, Option<usize>);

/// Matches filings: the same department, project, year and stage first, then without stage, then without year; one
/// filing on either side is always matched: who compares two files means those.
pub fn pair_filings(left: &[&Filing], right: &[&Filing]) -> Vec<FilingPair> {
    let mut found: Vec<Option<usize>> = vec![None; right.len()];
    let mut free: Vec<usize> = (0..left.len()).collect();
    let owner = |it: &Filing| (stem(&it.department.name), stem(&it.project.name));
    let stages: [fn(&Filing, &Filing) -> bool; 3] =
        [|a, b| a.year == b.year && a.stage == b.stage, |a, b| a.year == b.year, |_, _| true];
    for is_same in stages {
        for (new, slot) in right.iter().zip(&mut found).filter(|(_, slot)| slot.is_none()) {
            let fits = |old: &&Filing| owner(old) == owner(new) && is_same(old, new);
            let at = free.iter().position(|idx| left.get(*idx).is_some_and(fits));
            *slot = at.map(|it| free.remove(it));
        }
    }
    let open: Vec<usize> = (0..right.len()).filter(|it| found.get(*it) == Some(&None)).collect();
    if let ([old], [new]) = (free.as_slice(), open.as_slice())
        && left.len() == 1
        && right.len() == 1
        && let Some(slot) = found.get_mut(*new)
    {
        *slot = Some(*old);
        free.clear();
    }
    let mut pairs: Vec<FilingPair> =
        found.into_iter().enumerate().map(|(new, old)| (old, Some(new))).collect();
    pairs.extend(free.into_iter().map(|it| (Some(it), None)));
    pairs
}
