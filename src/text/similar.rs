//! "Did you mean": the known word nearest to a mistyped one, and how alike two names are.

use std::collections::HashSet;

/// The candidate nearest to `word`, if it is near enough to be what was meant (at most a third of its letters
/// wrong; capitals count as small letters). The first of equally near ones.
pub fn closest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word: Vec<char> = word.to_lowercase().chars().collect();
    let most = (word.len() / 3).max(1);
    candidates
        .into_iter()
        // Words of so different a length are not alike; a key of a million letters costs nothing then.
        .filter(|it| it.chars().count().abs_diff(word.len()) <= most)
        .map(|it| (distance(&word, &it.to_lowercase().chars().collect::<Vec<_>>()), it))
        .filter(|(distance, _)| *distance <= most)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, it)| it)
}

/// How alike two names are, 0 to 100: the share of their pairs of neighboring characters that they have in common.
/// Blanks and punctuation do not count.
pub fn likeness(left: &str, right: &str) -> usize {
    let (left, right) = (pairs(left), pairs(right));
    let n_pairs = left.len() + right.len();
    (200 * n_common(&left, &right)).checked_div(n_pairs).unwrap_or(0)
}

/// How much of a text another holds, 0 to 100: the share of its pairs of neighboring characters that stand there, too.
pub fn held_by(text: &str, other: &str) -> usize {
    let (text, other) = (pairs(text), pairs(other));
    (100 * n_common(&text, &other)).checked_div(text.len()).unwrap_or(0)
}

/// The different pairs of neighboring characters.
fn pairs(text: &str) -> HashSet<(char, char)> {
    let plain: Vec<char> = text.chars().filter(|it| it.is_alphanumeric()).collect();
    plain.iter().copied().zip(plain.iter().copied().skip(1)).collect()
}

fn n_common(left: &HashSet<(char, char)>, right: &HashSet<(char, char)>) -> usize {
    left.intersection(right).count()
}

/// How many letters must be inserted, deleted, replaced or swapped with the next to turn one word into the other.
fn distance(from: &[char], to: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    let mut last = None;
    for (n, a) in from.iter().enumerate() {
        let mut next = vec![n + 1];
        let cell = |row: &[usize], m: usize| row.get(m).copied().unwrap_or(usize::MAX - 1);
        for (m, b) in to.iter().enumerate() {
            let replaced = cell(&row, m) + usize::from(a != b);
            let is_swap = m.checked_sub(1).and_then(|it| to.get(it)) == Some(a) && last == Some(b);
            let swapped = if is_swap { cell(&before, m - 1) + 1 } else { usize::MAX };
            next.push(replaced.min(cell(&row, m + 1) + 1).min(cell(&next, m) + 1).min(swapped));
        }
        before = std::mem::replace(&mut row, next);
        last = Some(a);
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::closest;

    #[test]
    fn near_words_are_suggested_and_far_ones_are_not() {
        let words = ["move-down", "move-up", "goto-top", "save", "quit"];
        for (word, expected) in [
            ("move-dwon", Some("move-down")),
            ("goto_top", Some("goto-top")),
            ("Quit", Some("quit")),
            ("qiut", Some("quit")),
            ("uqti", None),
            ("sav", Some("save")),
            ("保存", None),
            ("frobnicate", None),
            ("", None),
        ] {
            assert_eq!(closest(word, words), expected, "{word}");
        }
        assert_eq!(closest("v6", ["B01", "V06"]), Some("V06"));
    }

    #[test]
    fn names_are_alike_by_their_pairs() {
        assert_eq!(super::likeness("供水管网改造", "供水管网改造"), 100);
        assert!(super::likeness("供水管网改造经费", "供水管网 改造") > 70);
        assert_eq!(super::likeness("供水", "防汛"), 0);
        assert_eq!(super::likeness("", ""), 0);
        assert_eq!(super::held_by("供水管网", "农村供水管网改造"), 100);
        assert_eq!(super::held_by("水", "农村供水管网改造"), 0);
    }
}
