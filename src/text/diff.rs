//! The difference between two texts, line by line, in the unified form that `patch` and people read.
//!
//! It must not know what the texts are. Invariant: the lines of the hunks without `+` are the old text's, those without
//! `-` the new text's, at the places that the heads say.

use std::fmt::Write;
use std::ops::Range;

/// Unchanged lines shown around a change.
const CONTEXT: usize = 3;
/// Texts that differ in more lines than this are shown as one replacement; nobody reads a finer answer.
const MAX_STEPS: usize = 2_000;

/// What happens to the next line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Keep,
    Remove,
    Insert,
}

/// The unified difference; empty where the texts are the same. The names head it.
pub fn unified(old_name: &str, new_name: &str, old: &str, new: &str) -> String {
    if old == new {
        return String::new();
    }
    let (old, new): (Vec<&str>, Vec<&str>) =
        (old.split_inclusive('\n').collect(), new.split_inclusive('\n').collect());
    let steps = steps(&old, &new);
    let mut out = format!("--- {old_name}\n+++ {new_name}\n");
    let (mut n_old, mut n_new, mut done) = (0, 0, 0);
    for hunk in hunks(&steps) {
        // Between hunks every line is kept.
        let n_between = hunk.start - done;
        (n_old, n_new) = (n_old + n_between, n_new + n_between);
        let inside = steps.get(hunk.clone()).unwrap_or_default();
        let n_of = |other| inside.iter().filter(|it| **it != other).count();
        let (len_old, len_new) = (n_of(Step::Insert), n_of(Step::Remove));
        let lines_old = old.get(n_old..n_old + len_old).unwrap_or_default();
        let lines_new = new.get(n_new..n_new + len_new).unwrap_or_default();
        let _ = writeln!(out, "@@ -{} +{} @@", range(n_old, len_old), range(n_new, len_new));
        write_lines(&mut out, inside, lines_old, lines_new);
        (n_old, n_new, done) = (n_old + len_old, n_new + len_new, hunk.end);
    }
    out
}

/// `first,count`, from 1; an empty range is after the line that it names.
fn range(start: usize, len: usize) -> String {
    let first = if len == 0 { start } else { start + 1 };
    if len == 1 { first.to_string() } else { format!("{first},{len}") }
}

/// The lines of a hunk; what goes stands before what comes.
fn write_lines(out: &mut String, steps: &[Step], old: &[&str], new: &[&str]) {
    let (mut old, mut new) = (old.iter(), new.iter());
    let mut line = |sign: char, text: Option<&&str>| {
        let text = text.copied().unwrap_or_default();
        out.push(sign);
        out.push_str(text);
        if !text.ends_with('\n') {
            out.push_str("\n\\ No newline at end of file\n");
        }
    };
    for run in steps.chunk_by(|a, b| (*a == Step::Keep) == (*b == Step::Keep)) {
        for _ in run.iter().filter(|it| **it == Step::Keep) {
            line(' ', old.next());
            new.next();
        }
        for _ in run.iter().filter(|it| **it == Step::Remove) {
            line('-', old.next());
        }
        for _ in run.iter().filter(|it| **it == Step::Insert) {
            line('+', new.next());
        }
    }
}

/// The steps that are shown: changes with the lines around them, joined where they meet.
fn hunks(steps: &[Step]) -> Vec<Range<usize>> {
    let mut hunks: Vec<Range<usize>> = Vec::new();
    for (idx, _) in steps.iter().enumerate().filter(|(_, it)| **it != Step::Keep) {
        let (start, end) = (idx.saturating_sub(CONTEXT), (idx + 1 + CONTEXT).min(steps.len()));
        match hunks.last_mut().filter(|it| it.end >= start) {
            Some(last) => last.end = end,
            None => hunks.push(start..end),
        }
    }
    hunks
}

/// The way from one list of lines to the other: the equal ends, and the shortest way between them.
fn steps(old: &[&str], new: &[&str]) -> Vec<Step> {
    let head = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let (old, new) = (old.get(head..).unwrap_or_default(), new.get(head..).unwrap_or_default());
    let tail = old.iter().rev().zip(new.iter().rev()).take_while(|(a, b)| a == b).count();
    let old = old.get(..old.len() - tail).unwrap_or_default();
    let new = new.get(..new.len() - tail).unwrap_or_default();
    let replace = || {
        let removed = std::iter::repeat_n(Step::Remove, old.len());
        removed.chain(std::iter::repeat_n(Step::Insert, new.len())).collect()
    };
    let mut steps = vec![Step::Keep; head];
    steps.extend(shortest(old, new).unwrap_or_else(replace));
    steps.extend(std::iter::repeat_n(Step::Keep, tail));
    steps
}

/// How far the old lines are used up on each diagonal after a number of removed and inserted lines (E. W. Myers, "An
/// O(ND) difference algorithm", 1986). Diagonals are old minus new lines: -n, -n + 2, … n.
struct Round {
    n: isize,
    far: Vec<isize>,
}

impl Round {
    fn far(&self, diagonal: isize) -> Option<isize> {
        usize::try_from(diagonal + self.n).ok().and_then(|it| self.far.get(it / 2)).copied()
    }

    /// The step onto a diagonal of the next round, and how many old lines are used up after it.
    fn onto(&self, diagonal: isize) -> (Step, isize) {
        match (self.far(diagonal - 1), self.far(diagonal + 1)) {
            (before, Some(above)) if before.is_none_or(|it| it < above) => (Step::Insert, above),
            (before, _) => (Step::Remove, before.unwrap_or_default() + 1),
        }
    }
}

/// `None` where it takes more than [`MAX_STEPS`].
fn shortest(old: &[&str], new: &[&str]) -> Option<Vec<Step>> {
    let line = |lines: &[&'_ str], at: isize| usize::try_from(at).ok().filter(|it| *it < lines.len());
    let is_same = |x: isize, y: isize| match (line(old, x), line(new, y)) {
        (Some(x), Some(y)) => old.get(x) == new.get(y),
        _ => false,
    };
    let (n_old, n_new) = (old.len().cast_signed(), new.len().cast_signed());
    let mut rounds: Vec<Round> = Vec::new();
    for n in 0..=MAX_STEPS.min(old.len() + new.len()).cast_signed() {
        let follow = |diagonal: isize| {
            let mut x = rounds.last().map_or(0, |it| it.onto(diagonal).1);
            while is_same(x, x - diagonal) {
                x += 1;
            }
            x
        };
        let round = Round { n, far: (-n..=n).step_by(2).map(follow).collect() };
        let is_there = round.far(n_old - n_new).is_some_and(|it| it >= n_old)
            && (n - (n_old - n_new)).rem_euclid(2) == 0;
        if is_there {
            return Some(way_back(&rounds, n_old, n_old - n_new));
        }
        rounds.push(round);
    }
    None
}

/// The steps to a point, found from there through the rounds before.
fn way_back(rounds: &[Round], mut x: isize, mut diagonal: isize) -> Vec<Step> {
    let mut steps = Vec::new();
    let keep = |steps: &mut Vec<Step>, n: isize| {
        steps.extend(std::iter::repeat_n(Step::Keep, usize::try_from(n).unwrap_or_default()));
    };
    for round in rounds.iter().rev() {
        let (step, after) = round.onto(diagonal);
        keep(&mut steps, x - after);
        steps.push(step);
        (x, diagonal) = if step == Step::Insert { (after, diagonal + 1) } else { (after - 1, diagonal - 1) };
    }
    keep(&mut steps, x);
    steps.reverse();
    steps
}

#[cfg(test)]
mod tests {
    use super::unified;
    use proptest::prelude::*;

    #[test]
    fn hunks_show_what_changes_with_three_lines_around_it() {
        let old = "一\n二\n三\n四\n五\n六\n七\n八\n九\n十\n";
        let new = "一\n二\n三\n四\n伍\n六\n七\n八\n九\n十\n";
        assert_eq!(
            unified("甲.toml", "乙.toml", old, new),
            "--- 甲.toml\n+++ 乙.toml\n@@ -2,7 +2,7 @@\n 二\n 三\n 四\n-五\n+伍\n 六\n 七\n 八\n"
        );
        assert_eq!(unified("a", "b", old, old), "");
        assert_eq!(unified("a", "b", "", "新\n"), "--- a\n+++ b\n@@ -0,0 +1 @@\n+新\n");
        let no_end = "--- a\n+++ b\n@@ -1 +1 @@\n-旧\n\\ No newline at end of file\n+新\n";
        assert_eq!(unified("a", "b", "旧", "新\n"), no_end);
    }

    /// What `patch` would make of the old text.
    fn applied(old: &str, diff: &str) -> String {
        let mut rest: Vec<&str> = old.split_inclusive('\n').collect();
        let (mut out, mut at) = (String::new(), 0);
        for line in diff.split_inclusive('\n').skip(2) {
            if let Some(head) = line.strip_prefix("@@ -") {
                let first = head.split([' ', ',']).next().unwrap().parse::<usize>().unwrap();
                let is_empty = head.starts_with(&format!("{first},0 "));
                let start = if is_empty { first } else { first - 1 };
                out.extend(rest.drain(..start - at));
                at = start;
            } else if let Some(text) = line.strip_prefix('+') {
                out.push_str(text);
            } else if let Some(text) = line.strip_prefix([' ', '-']) {
                assert_eq!(rest.remove(0), text);
                at += 1;
                if line.starts_with(' ') {
                    out.push_str(text);
                }
            }
        }
        out.extend(rest);
        out
    }

    proptest! {
        #[test]
        fn the_difference_leads_from_the_old_text_to_the_new_one(
            old in proptest::collection::vec("[甲乙丙丁]\n", 0..30),
            new in proptest::collection::vec("[甲乙丙丁]\n", 0..30),
        ) {
            let text = |lines: &[String]| lines.concat();
            let (old, new) = (text(&old), text(&new));
            prop_assert_eq!(applied(&old, &unified("a", "b", &old, &new)), new);
        }
    }
}
