//! Finding text in text after folding, with the byte ranges to highlight.
//!
//! A [`Query`] is the one way in, so another way of matching (initials in pinyin) is a change here alone.

use std::ops::Range;

use crate::text::fold;

/// What a person looks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// The folded characters; empty matches nothing.
    needle: Vec<char>,
}

impl Query {
    /// A query for `text`, wherever it occurs as a part. Width, ASCII case and blanks do not matter.
    pub fn new(text: &str) -> Self {
        Self { needle: fold::fold_for_search(text).chars().collect() }
    }

    /// Whether there is nothing to look for (no text but blanks).
    pub fn is_empty(&self) -> bool {
        self.needle.is_empty()
    }

    /// Whether `text` holds what is looked for.
    pub fn matches(&self, text: &str) -> bool {
        !self.find(text).is_empty()
    }

    /// The byte ranges of `text` that match, from the left, none overlapping another.
    pub fn find(&self, text: &str) -> Vec<Range<usize>> {
        let folded: Vec<(char, Range<usize>)> = text
            .char_indices()
            .filter_map(|(at, it)| Some((fold::search_char(it)?, at..at + it.len_utf8())))
            .collect();
        let mut found = Vec::new();
        let mut rest = folded.as_slice();
        while let Some(window) = rest.get(..self.needle.len()) {
            let (Some(first), Some(last)) = (window.first(), window.last()) else { break };
            let is_match = window.iter().map(|(it, _)| it).eq(&self.needle);
            if is_match {
                found.push(first.1.start..last.1.end);
            }
            let step = if is_match { self.needle.len() } else { 1 };
            rest = rest.get(step..).unwrap_or_default();
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::Query;

    fn check(query: &str, text: &str, expected: &[&str]) {
        let found = Query::new(query).find(text);
        let parts: Vec<&str> = found.into_iter().filter_map(|it| text.get(it)).collect();
        assert_eq!(parts, expected, "{query} in {text}");
    }

    #[test]
    fn matches_are_ranges_of_the_original() {
        check("指标", "数量指标、质量指标", &["指标", "指标"]);
        check("95%", "合格率≥９５％", &["９５％"]);
        check("pm2.5", "ＰＭ 2.5 浓度", &["ＰＭ 2.5"]);
        check("覆盖率", "覆 盖　率达标", &["覆 盖　率"]);
        check("，", "防治,培训，", &[",", "，"]);
        check("aa", "aaa", &["aa"]);
        check("", "指标", &[]);
        check("  ", "指 标", &[]);
        check("时效", "数量指标", &[]);
        check("很长的一段要找的话", "短", &[]);
    }
}
