//! How explanations begin and end in a form, learned from the form itself: 反映…情况.
//!
//! An explanation stands between a value and the next name. Who writes a form writes all of them alike, and that is
//! what tells where one ends and the next name begins. Invariant: nothing is learned from fewer than four.

use super::gaps::{Gap, Item};
use std::collections::HashMap;

/// How many characters of a beginning or an end are compared.
const N_CHARS: usize = 2;

/// How the explanations of a form begin and end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Habit {
    /// The first characters.
    pub start: String,
    /// The last characters; empty where they differ.
    pub end: String,
}

impl Habit {
    /// What a cut costs: pieces of a note, and the pieces around it.
    pub fn cost(&self, items: &[Item], before: &[usize], note: &[usize], after: &[usize]) -> i64 {
        let text = |idx: &usize| items.get(*idx).map_or("", |it| it.text.as_str());
        let begins = |idx: &usize| text(idx).starts_with(&self.start);
        let mut cost = if note.first().is_some_and(begins) { -10 } else { 15 };
        let n_astray = before.iter().chain(after).filter(|it| begins(it)).count();
        cost += 20 * i64::try_from(n_astray).unwrap_or(0);
        if !self.end.is_empty() {
            // The end itself may be broken over two lines.
            let mut so_far = String::new();
            let mut n_ends = 0;
            for it in note {
                so_far.push_str(text(it));
                n_ends += usize::from(so_far.ends_with(&self.end));
            }
            cost += if n_ends == 1 && so_far.ends_with(&self.end) { -5 } else { 8 };
        }
        cost
    }
}

/// What the notes of a form have in common; `None` where they begin differently.
pub fn habit(items: &[Item], gaps: &[Gap]) -> Option<Habit> {
    let text = |idx: &usize| items.get(*idx).map_or("", |it| it.text.as_str());
    let between: Vec<&Gap> =
        gaps.iter().skip(1).filter(|it| !it.pieces.is_empty() && !it.values.is_empty()).collect();
    let (start, n_starts) =
        most_common(between.iter().filter_map(|it| it.pieces.first().map(text)).map(head))?;
    let has_one = |gap: &&&Gap| gap.pieces.iter().filter(|it| text(it).starts_with(&start)).count() == 1;
    let n_with = between.iter().filter(has_one).count();
    if n_starts < 4 || n_starts * 2 < between.len() || n_with * 10 < between.len() * 7 {
        return None;
    }
    // A note and a name of one piece each: what ends the note is plain.
    let plain = between.iter().filter_map(|it| match it.pieces.as_slice() {
        [note, _] if text(note).starts_with(&start) => Some(tail(text(note))),
        _ => None,
    });
    // Where the column of notes is narrow, each takes two pieces; were the second a name's, these would differ.
    let broken = between.iter().filter_map(|it| match it.pieces.as_slice() {
        [note, second, _, ..] if text(note).starts_with(&start) => {
            Some(tail(&format!("{}{}", text(note), text(second))))
        }
        _ => None,
    });
    let end = shared(plain).or_else(|| shared(broken)).unwrap_or_default();
    Some(Habit { start, end })
}

/// What most of some ends are, if they are enough to tell.
fn shared(ends: impl Iterator<Item = String> + Clone) -> Option<String> {
    let n_all = ends.clone().count();
    most_common(ends).filter(|it| 3 < it.1 && n_all * 7 < it.1 * 10).map(|it| it.0)
}

fn head(text: &str) -> String {
    text.chars().take(N_CHARS).collect()
}

fn tail(text: &str) -> String {
    let n_chars = text.chars().count();
    text.chars().skip(n_chars.saturating_sub(N_CHARS)).collect()
}

fn most_common(texts: impl Iterator<Item = String>) -> Option<(String, usize)> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for text in texts {
        *counts.entry(text).or_insert(0) += 1;
    }
    counts.into_iter().max_by(|left, right| left.1.cmp(&right.1).then_with(|| right.0.cmp(&left.0)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::gaps::ItemKind;

    fn item(text: &str) -> Item {
        Item {
            ids: Vec::new(),
            text: text.to_owned(),
            line: 1,
            width: 0,
            after_gap: false,
            kind: ItemKind::Text,
            hint: None,
        }
    }

    #[test]
    fn explanations_that_begin_and_end_alike_are_learned() {
        let texts = ["反映清淤进展", "渠道清淤长度", "反映泵站进展", "泵站检修台数", "≥3台"];
        let items: Vec<Item> = texts.iter().map(|it| item(it)).collect();
        let gap = |pieces: &[usize]| Gap { pieces: pieces.to_vec(), values: vec![4], ..Gap::default() };
        let gaps = [gap(&[1]), gap(&[0, 1]), gap(&[2, 3]), gap(&[0, 3]), gap(&[2, 1])];
        let found = habit(&items, &gaps).unwrap();
        assert_eq!(found, Habit { start: "反映".to_owned(), end: "进展".to_owned() });
        assert!(found.cost(&items, &[], &[0], &[1]) < found.cost(&items, &[], &[0, 1], &[]));
        assert_eq!(habit(&items, &gaps[..3]), None);
        // Notes over two lines each.
        let texts = ["反映清淤", "的实际情况", "渠道清淤长度", "泵站检修台数", "≥3台"];
        let items: Vec<Item> = texts.iter().map(|it| item(it)).collect();
        let gaps = [gap(&[2]), gap(&[0, 1, 2]), gap(&[0, 1, 3]), gap(&[0, 1, 3, 2]), gap(&[0, 1, 2])];
        assert_eq!(habit(&items, &gaps).unwrap().end, "情况");
    }
}
