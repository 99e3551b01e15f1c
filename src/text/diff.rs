//! The difference between two texts, line by line, in the unified form that `patch` and people read.
//!
//! It must not know what the texts are. Invariant: the old lines of the hunks are the old text's, the new lines the new
//! text's, at the places that the heads say.

use std::fmt::Write;

/// Unchanged lines shown around a change.
const CONTEXT: usize = 3;
/// Texts that differ in more lines than this are shown as one replacement; nobody reads a finer answer.
const MAX_STEPS: usize = 2_000;

/// A run of lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Keep,
    Remove,
    Insert,
}

/// The unified difference; empty where the texts are the same. `old_name` and `new_name` head it.
pub fn unified(old_name: &str, new_name: &str, old: &str, new: &str) -> String {
    if old == new {
        return String::new();
    }
    let (old, new): (Vec<&str>, Vec<&str>) =
        (old.split_inclusive('\n').collect(), new.split_inclusive('\n').collect());
    let steps = steps(&old, &new);
    let mut out = format!("--- {old_name}\n+++ {new_name}\n");
    for hunk in hunks(&steps) {
        write_hunk(&mut out, &steps, hunk, &old, &new);
    }
    out
}

/// The shortest way from one list of lines to the other (Myers' greedy algorithm), the equal ends set aside first.
fn steps(old: &[&str], new: &[&str]) -> Vec<Step> {
    let head = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let (old, new) = (old.get(head..).unwrap_or_default(), new.get(head..).unwrap_or_default());
    let tail = old.iter().rev().zip(new.iter().rev()).take_while(|(a, b)| a == b).count();
    let old = old.get(..old.len() - tail).unwrap_or_default();
    let new = new.get(..new.len() - tail).unwrap_or_default();
    let mut steps = vec![Step::Keep; head];
    steps.extend(shortest(old, new).unwrap_or_else(|| {
        let removed = std::iter::repeat_n(Step::Remove, old.len());
        removed.chain(std::iter::repeat_n(Step::Insert, new.len())).collect()
    }));
    steps.extend(std::iter::repeat_n(Step::Keep, tail));
    steps
}

/// `None` where it would take more than [`MAX_STEPS`] removed and inserted lines.
fn shortest(old: &[&str], new: &[&str]) -> Option<Vec<Step>> {
    let (n_old, n_new) = (old.len() as isize, new.len() as isize);
    // For each number of steps the farthest old line reached on each diagonal, the diagonals from -n to n.
    let mut rounds: Vec<Vec<isize>> = Vec::new();
    let get = |round: &[isize], n: isize, diagonal: isize| {
        usize::try_from(diagonal + n).ok().and_then(|it| round.get(it)).copied().unwrap_or(-1)
    };
    for n in 0..=(MAX_STEPS.min(old.len() + new.len()) as isize) {
        let mut round = Vec::with_capacity(2 * n as usize + 1);
        for diagonal in -n..=n {
            let before = rounds.last().map_or(&[][..], Vec::as_slice);
            let (inserted, removed) = (get(before, n - 1, diagonal + 1), get(before, n - 1, diagonal - 1) + 1);
            let is_possible = (n - diagonal) % 2 == 0;
            let mut x = if n == 0 { 0 } else { inserted.max(removed) };
            let is_equal = |x: isize| {
                let at = |lines: &'_ [&'_ str], it: isize| {
                    usize::try_from(it).ok().and_then(|it| lines.get(it)).map(ToString::to_string)
                };
                at(old, x).is_some_and(|it| at(new, x - diagonal) == Some(it))
            };
            while is_possible && is_equal(x) {
                x += 1;
            }
            let is_inside = is_possible && x <= n_old && x - diagonal <= n_new && x >= diagonal.max(0);
            round.push(if is_inside { x } else { -1 });
        }
        let is_there = get(&round, n, n_old - n_new) >= n_old;
        rounds.push(round);
        if is_there {
            return Some(walk_back(&rounds, n_old, n_new, get));
        }
    }
    None
}

/// The way that led to the end, from the end.
fn walk_back(
    rounds: &[Vec<isize>],
    n_old: isize,
    n_new: isize,
    get: impl Fn(&[isize], isize, isize) -> isize,
) -> Vec<Step> {
    let (mut x, mut diagonal) = (n_old, n_old - n_new);
    let mut steps = Vec::new();
    for (n, before) in rounds.iter().enumerate().rev() {
        let n = n as isize;
        let _ = before;
        let Some(previous) = usize::try_from(n - 1).ok().and_then(|it| rounds.get(it)) else {
            steps.extend(std::iter::repeat_n(Step::Keep, usize::try_from(x).unwrap_or_default()));
            break;
        };
        let inserted = get(previous, n - 1, diagonal + 1);
        let removed = get(previous, n - 1, diagonal - 1);
        let (step, start) =
            if inserted > removed { (Step::Insert, inserted) } else { (Step::Remove, removed + 1) };
        steps.extend(std::iter::repeat_n(Step::Keep, usize::try_from(x - start).unwrap_or_default()));
        steps.push(step);
        (x, diagonal) = match step {
            Step::Insert => (start, diagonal + 1),
            _ => (start - 1, diagonal - 1),
        };
    }
    steps.reverse();
    steps
}
