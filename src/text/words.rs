//! Lists of words that are looked for in many texts.
//!
//! A word knows which letters it is made of, and which it begins and ends with, so that most words of a list are ruled
//! out by one comparison of numbers before any text is searched. Invariant: ruling out never loses a word that is there.

use memchr::memchr_iter;

/// A word of a list.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    text: &'static str,
    letters: u128,
    head: u32,
    tail: u32,
}

impl Word {
    const fn of(text: &'static str) -> Self {
        Self { text, letters: letters(text), head: head(text), tail: tail(text) }
    }
}

/// A list of words, made when the program is built.
#[allow(clippy::indexing_slicing, reason = "a constant function has no iterators; both arrays have N items")]
pub const fn words<const N: usize>(texts: [&'static str; N]) -> [Word; N] {
    let mut all = [Word::of(""); N];
    let mut idx = 0;
    while idx < N {
        all[idx] = Word::of(texts[idx]);
        idx += 1;
    }
    all
}

/// A list of words that texts begin or end with. What no word of it begins or ends with is ruled out by one look.
#[derive(Clone, Copy, Debug)]
pub struct Edges {
    words: &'static [Word],
    heads: Marks,
    tails: Marks,
}

/// The list of these words, made when the program is built.
#[allow(clippy::indexing_slicing, reason = "a constant function has no iterators")]
pub const fn edges(words: &'static [Word]) -> Edges {
    let (mut heads, mut tails) = (Marks::NONE, Marks::NONE);
    let mut idx = 0;
    while idx < words.len() {
        heads = heads.with(words[idx].head);
        tails = tails.with(words[idx].tail);
        idx += 1;
    }
    Edges { words, heads, tails }
}

impl Edges {
    /// The longest of the words that the text begins with.
    pub fn longest_start(&self, text: &str) -> Option<&'static str> {
        let own = head(text);
        if !self.heads.may_have(own) {
            return None;
        }
        let may_start = |it: &&Word| it.head == own || it.head == SHORT;
        let starts = self.words.iter().filter(may_start).filter(|it| text.starts_with(it.text));
        starts.map(|it| it.text).max_by_key(|it| it.len())
    }

    /// Those of the words that a text ends with.
    pub fn ends_of(&self, text: &str) -> impl Iterator<Item = &'static str> {
        let own = tail(text);
        let words = if self.tails.may_have(own) { self.words } else { &[] };
        words.iter().map(|it| it.text).filter(move |it| text.ends_with(it))
    }

    /// Whether a text of these letters ends with any of the words.
    pub fn end(&self, text: &str, letters: u128) -> bool {
        let own = tail(text);
        let may_end = |it: &Word| (it.tail == own || it.tail == SHORT) && it.letters & !letters == 0;
        self.tails.may_have(own) && self.words.iter().any(|it| may_end(it) && text.ends_with(it.text))
    }
}

/// A set of beginnings or ends, of which several share a place.
#[derive(Clone, Copy, Debug)]
struct Marks([u64; 8]);

impl Marks {
    const NONE: Self = Self([0; 8]);

    #[allow(clippy::indexing_slicing, reason = "a constant function; a place is below 512")]
    const fn with(self, edge: u32) -> Self {
        // A word that is shorter than an edge may stand at any.
        if edge == SHORT {
            return Self([u64::MAX; 8]);
        }
        let (mut marks, place) = (self.0, Self::place(edge));
        marks[place / 64] |= 1 << (place % 64);
        Self(marks)
    }

    fn may_have(&self, edge: u32) -> bool {
        let place = Self::place(edge);
        self.0.get(place / 64).is_some_and(|it| *it >> (place % 64) & 1 == 1)
    }

    /// Below 512.
    const fn place(edge: u32) -> usize {
        (edge.wrapping_mul(0x9E37_79B1) >> 23) as usize
    }
}

/// Whether any of the words stands in the text.
pub fn has_any(text: &str, words: &[Word]) -> bool {
    has_any_of(text, letters(text), words)
}

/// [`has_any`] of a text whose letters are known.
pub fn has_any_of(text: &str, letters: u128, words: &[Word]) -> bool {
    words.iter().any(|it| it.letters & !letters == 0 && contains(text, it.text))
}

/// Whether a word stands in a text: [`str::contains`] for many short words in short texts. The last bytes of Han
/// characters differ most, so that few other places end as the word does.
pub fn contains(text: &str, word: &str) -> bool {
    let (text, word) = (text.as_bytes(), word.as_bytes());
    let Some(last) = word.last() else { return true };
    memchr_iter(*last, text).any(|at| text.get(..=at).is_some_and(|it| it.ends_with(word)))
}

/// Those of the words that stand in a text of these letters.
pub fn words_in(text: &str, letters: u128, words: &'static [Word]) -> impl Iterator<Item = &'static str> {
    words.iter().filter(move |it| it.letters & !letters == 0 && contains(text, it.text)).map(|it| it.text)
}

/// Whether the text ends with any of the words. Their last bytes, those of a Han character, are compared first.
pub fn ends_with_any(text: &str, words: &[&str]) -> bool {
    let last = text.as_bytes().last_chunk::<HAN_BYTES>();
    let may_be = |it: &str| it.as_bytes().last_chunk::<HAN_BYTES>().is_none_or(|it| Some(it) == last);
    words.iter().any(|it| may_be(it) && text.ends_with(it))
}

/// The text without the words, taken out one word after the other.
pub fn without(text: &str, words: &[Word]) -> String {
    let mut rest = text.to_owned();
    let mut has = letters(text);
    for it in words {
        if it.letters & !has == 0 && contains(&rest, it.text) {
            rest = rest.replace(it.text, "");
            has = letters(&rest);
        }
    }
    rest
}

/// A set of bytes that is looked up, which most texts are too short to gain from anything else for.
#[derive(Clone, Copy, Debug)]
pub struct Bytes([u8; 256]);

/// The set of these bytes, made when the program is built.
#[allow(clippy::indexing_slicing, reason = "a constant function has no iterators; there are 256 bytes")]
pub const fn bytes(all: &[u8]) -> Bytes {
    let mut set = [0; 256];
    let mut idx = 0;
    while idx < all.len() {
        set[all[idx] as usize] = 1;
        idx += 1;
    }
    Bytes(set)
}

impl Bytes {
    /// Whether a byte is among them.
    pub fn has(&self, it: u8) -> bool {
        self.mark(it) != 0
    }

    /// 1 where a byte is among them, else 0.
    fn mark(&self, it: u8) -> u8 {
        self.0.get(usize::from(it)).copied().unwrap_or_default()
    }
}

/// Whether a text has any of the bytes. There is no way out between, which would cost more than it saves.
pub fn has_byte(text: &str, set: &Bytes) -> bool {
    text.bytes().fold(0, |found, it| found | set.mark(it)) != 0
}

/// Whether a text has nothing but white space.
pub fn is_blank(text: &str) -> bool {
    text.chars().all(char::is_whitespace)
}

/// How many bytes a Han character has.
const HAN_BYTES: usize = 3;

/// The beginning or end of a text that is shorter than a Han character.
const SHORT: u32 = 0;

/// The first three bytes of a text.
const fn head(text: &str) -> u32 {
    match text.as_bytes().first_chunk::<HAN_BYTES>() {
        Some([a, b, c]) => u32::from_le_bytes([*a, *b, *c, 0]),
        None => SHORT,
    }
}

/// The last three bytes of a text.
const fn tail(text: &str) -> u32 {
    match text.as_bytes().last_chunk::<HAN_BYTES>() {
        Some([a, b, c]) => u32::from_le_bytes([*a, *b, *c, 0]),
        None => SHORT,
    }
}

/// The letters of a text as a set of 128: each has one place, and several share one.
pub const fn letters(text: &str) -> u128 {
    let mut set = 0;
    let mut bytes = text.as_bytes();
    loop {
        // The last bytes of a character in UTF-8 differ most.
        let (place, rest) = match bytes {
            [] => return set,
            [a, rest @ ..] if *a < 0xC0 => (*a as u32, rest),
            [a, _, c, d, rest @ ..] if *a >= 0xF0 => (*c as u32 * 37 + *d as u32, rest),
            [_, b, c, rest @ ..] if *c >= 0x80 && *c < 0xC0 => (*b as u32 * 37 + *c as u32, rest),
            [_, b, rest @ ..] => (*b as u32, rest),
            [a] => (*a as u32, [].as_slice()),
        };
        set |= 1 << (place % 128);
        bytes = rest;
    }
}

#[cfg(test)]
mod tests {
    use super::{Edges, Word, contains, edges, ends_with_any, has_any, letters, without, words};

    const LIST: &[Word] = &words(["满意", "PM2.5", "率", "é", "𠮷野", "≥"]);

    #[test]
    fn words_are_found_as_by_searching_for_each() {
        for text in [
            "",
            "群众满意度",
            "满怀诚意",
            "意满",
            "PM2.5浓度",
            "PM25",
            "合格率",
            "café",
            "e",
            "在𠮷野家",
            "野𠮷",
            "≥95%",
            "95%",
        ] {
            let expected = LIST.iter().any(|it| text.contains(it.text));
            for it in LIST {
                assert_eq!(contains(text, it.text), text.contains(it.text), "{text}");
            }
            assert_eq!(has_any(text, LIST), expected, "{text}");
        }
    }

    #[test]
    fn the_letters_of_a_part_are_letters_of_the_whole() {
        let text = "清河市２０２５年café𠮷野家—≥95%，“PM2.5”浓度下降";
        for (start, _) in text.char_indices() {
            for (end, it) in text.char_indices().filter(|(end, _)| *end >= start) {
                let part = text.get(start..end + it.len_utf8()).unwrap();
                assert_eq!(letters(part) & !letters(text), 0, "{part}");
            }
        }
    }

    #[test]
    fn the_longest_start_wins() {
        const VERBS: Edges = edges(&words(["提", "提升", "升"]));
        assert_eq!(VERBS.longest_start("提升能力"), Some("提升"));
        assert_eq!(VERBS.longest_start("能力提升"), None);
        assert_eq!((VERBS.longest_start("提"), VERBS.longest_start("")), (Some("提"), None));
    }

    #[test]
    fn short_words_begin_and_end_texts_too() {
        const SHORT: Edges = edges(&words(["A", "é", "率", "km²"]));
        for (text, starts, ends) in [
            ("A级", Some("A"), false),
            ("A", Some("A"), true),
            ("é", Some("é"), true),
            ("率先", Some("率"), false),
            ("合格率", None, true),
            ("12km²", None, true),
            ("", None, false),
        ] {
            assert_eq!(SHORT.longest_start(text), starts, "{text}");
            assert_eq!(SHORT.end(text, letters(text)), ends, "{text}");
            assert_eq!(SHORT.ends_of(text).count(), usize::from(ends), "{text}");
        }
    }

    const GENERAL: &[Word] = &words(["项目", "经费", "及"]);

    #[test]
    fn ends_are_found_and_words_taken_out() {
        for (text, expected) in [("合格率", true), ("率", true), ("占5%", true), ("率先", false), ("", false)]
        {
            assert_eq!(ends_with_any(text, &["率", "合格率", "%"]), expected, "{text}");
        }
        for (text, expected) in [("供水项目经费", "供水"), ("项项目目", "项目"), ("供水", "供水"), ("及", "")]
        {
            assert_eq!(without(text, GENERAL), expected, "{text}");
        }
    }
}
