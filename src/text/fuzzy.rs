//! Ranking texts against what was typed in a hurry: as a part, in pinyin or its initials, or letter by letter.
//!
//! A text that holds what was typed in one piece always ranks above one that holds it in pieces.

use crate::text::fold::fold_for_search;
use crate::text::pinyin::{self, Speller};
use crate::text::search::Query;
use nucleo_matcher::pattern::{Atom, AtomKind, CaseMatching, Normalization};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use std::ops::Range;

/// Ranks texts against one word.
#[derive(Debug)]
pub struct Fuzzy {
    word: String,
    query: Query,
    speller: Speller,
    atom: Atom,
    matcher: Matcher,
    /// What the matcher and the initials are written to, again and again.
    chars: Vec<char>,
    initials: String,
}

/// The ranks of the ways to match; what is typed into the text counts within one.
const WHOLE: i32 = 40_000;
const PART: i32 = 30_000;
const SPELLED: i32 = 20_000;
/// Added where the match begins the text.
const BEGINS: i32 = 2_000;

impl Fuzzy {
    /// A matcher of one word.
    pub fn new(word: &str) -> Self {
        let word = fold_for_search(word);
        let mut speller = Speller::new();
        speller.set(&word);
        Self {
            query: Query::new(&word),
            atom: atom(&word),
            word,
            speller,
            matcher: Matcher::new(Config::DEFAULT),
            chars: Vec::new(),
            initials: String::new(),
        }
    }

    /// How well a folded text (see [`fold_for_search`]) holds the word in one piece; more is better.
    pub fn score(&mut self, folded: &str) -> Option<i32> {
        // Of two texts that match alike the shorter one is meant.
        let length = i32::try_from(folded.len().min(1_000)).unwrap_or(0);
        if let Some(at) = folded.find(&self.word) {
            let rank = if folded.len() == self.word.len() { WHOLE } else { PART };
            return Some(rank + if at == 0 { BEGINS } else { 0 } - length);
        }
        let found = self.speller.find(folded)?;
        let begins = if found.start == 0 { BEGINS } else { 0 };
        let whole = if found.len() == folded.len() { BEGINS } else { 0 };
        Some(SPELLED + begins + whole - length)
    }

    /// How well a folded text holds the characters or initials of the word in this order, with others between them.
    pub fn score_apart(&mut self, folded: &str) -> Option<i32> {
        let length = i32::try_from(folded.len().min(1_000)).unwrap_or(0);
        let text = Utf32Str::new(folded, &mut self.chars);
        if let Some(score) = self.atom.score(text, &mut self.matcher) {
            return Some(i32::from(score) - length / 10);
        }
        pinyin::initials(folded, &mut self.initials);
        let text = Utf32Str::new(&self.initials, &mut self.chars);
        Some(i32::from(self.atom.score(text, &mut self.matcher)?) - length / 10)
    }

    /// The byte range of a text, as it is shown, that holds the word in one piece.
    pub fn range(&mut self, shown: &str) -> Option<Range<usize>> {
        self.query.find(shown).into_iter().next().or_else(|| self.speller.find(shown))
    }

    /// The byte ranges of a text, as it is shown, that match.
    pub fn ranges(&mut self, shown: &str) -> Vec<Range<usize>> {
        if let Some(found) = self.range(shown) {
            return vec![found];
        }
        let mut found = Vec::new();
        let text = Utf32Str::new(shown, &mut self.chars);
        if self.atom.indices(text, &mut self.matcher, &mut found).is_none() {
            pinyin::initials(shown, &mut self.initials);
            let text = Utf32Str::new(&self.initials, &mut self.chars);
            if self.atom.indices(text, &mut self.matcher, &mut found).is_none() {
                return Vec::new();
            }
        }
        let nth = |(idx, (at, it)): (usize, (usize, char))| {
            let is_found = found.iter().any(|it| *it as usize == idx);
            is_found.then(|| at..at + it.len_utf8())
        };
        shown.char_indices().enumerate().filter_map(nth).collect()
    }
}

fn atom(word: &str) -> Atom {
    Atom::new(word, CaseMatching::Ignore, Normalization::Smart, AtomKind::Fuzzy, false)
}

#[cfg(test)]
mod tests {
    use super::Fuzzy;
    use crate::text::fold::fold_for_search;

    /// Texts in the order of their scores, with what matches between brackets.
    fn check(word: &str, texts: &[&str], expected: &[&str]) {
        let mut fuzzy = Fuzzy::new(word);
        let mut ranked: Vec<(i32, String)> = texts
            .iter()
            .filter_map(|text| {
                let folded = fold_for_search(text);
                let score = fuzzy.score(&folded).or_else(|| fuzzy.score_apart(&folded))?;
                let mut shown = (*text).to_owned();
                for range in fuzzy.ranges(text).into_iter().rev() {
                    shown.insert(range.end, ']');
                    shown.insert(range.start, '[');
                }
                Some((score, shown.replace("][", "")))
            })
            .collect();
        ranked.sort_by_key(|it| std::cmp::Reverse(it.0));
        let shown: Vec<&str> = ranked.iter().map(|it| it.1.as_str()).collect();
        assert_eq!(shown, expected, "{word}");
    }

    #[test]
    fn the_nearest_stands_first() {
        let texts = ["沿河居民满意度", "满意度", "满意度指标", "数量指标", "意见满足程度", "质量达标率"];
        check("满意度", &texts, &["[满意度]", "[满意度]指标", "沿河居民[满意度]"]);
        check("manyidu", &texts, &["[满意度]", "[满意度]指标", "沿河居民[满意度]"]);
        check("slzb", &texts, &["[数量指标]"]);
        check("SLZB", &texts, &["[数量指标]"]);
        check("ｓｌｚｂ", &texts, &["[数量指标]"]);
        check("zldbl", &texts, &["[质量达标率]"]);
        check("yhmyd", &texts, &["[沿河]居民[满意度]"]);
        check("沿河满意", &texts, &["[沿河]居民[满意]度"]);
        check("zzz", &texts, &[]);
    }
}
