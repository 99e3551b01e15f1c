//! Lists of words that are looked for in many texts.
//!
//! A word knows which letters it is made of, so that most words of a list are ruled out by one comparison of numbers
//! before any text is searched. Invariant: ruling out never loses a word that is there.

/// A word of a list.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    text: &'static str,
    letters: u128,
}

/// A list of words, made when the program is built.
#[allow(clippy::indexing_slicing, reason = "a constant function has no iterators; both arrays have N items")]
pub const fn words<const N: usize>(texts: [&'static str; N]) -> [Word; N] {
    let mut all = [Word { text: "", letters: 0 }; N];
    let mut idx = 0;
    while idx < N {
        all[idx] = Word { text: texts[idx], letters: letters(texts[idx]) };
        idx += 1;
    }
    all
}

/// Whether any of the words stands in the text.
pub fn has_any(text: &str, words: &[Word]) -> bool {
    has_any_of(text, letters(text), words)
}

/// [`has_any`] of a text whose letters are known.
pub fn has_any_of(text: &str, letters: u128, words: &[Word]) -> bool {
    words.iter().any(|it| it.letters & !letters == 0 && text.contains(it.text))
}

/// The longest of the words that the text begins with.
pub fn longest_start(text: &str, words: &[Word]) -> Option<&'static str> {
    longest_start_of(text, letters(text), words)
}

/// [`longest_start`] of a text that has none but these letters.
pub fn longest_start_of(text: &str, letters: u128, words: &[Word]) -> Option<&'static str> {
    let starts = words.iter().filter(|it| it.letters & !letters == 0 && text.starts_with(it.text));
    starts.map(|it| it.text).max_by_key(|it| it.len())
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
        if it.letters & !has == 0 && rest.contains(it.text) {
            rest = rest.replace(it.text, "");
            has = letters(&rest);
        }
    }
    rest
}

/// Whether any byte is such a one. All are looked at, so that many can be at once.
pub fn has_byte(text: &str, is: impl Fn(u8) -> bool) -> bool {
    text.bytes().fold(false, |found, it| found | is(it))
}

/// How many bytes a Han character has.
const HAN_BYTES: usize = 3;

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
    use super::{Word, ends_with_any, has_any, letters, longest_start, without, words};

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
        const VERBS: &[Word] = &words(["提", "提升", "升"]);
        assert_eq!(longest_start("提升能力", VERBS), Some("提升"));
        assert_eq!(longest_start("能力提升", VERBS), None);
        assert_eq!((longest_start("提", VERBS), longest_start("", VERBS)), (Some("提"), None));
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
