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
    let letters = letters(text);
    words.iter().any(|it| it.letters & !letters == 0 && text.contains(it.text))
}

/// The longest of the words that the text begins with.
pub fn longest_start(text: &str, words: &[Word]) -> Option<&'static str> {
    let letters = letters(text);
    let starts = words.iter().filter(|it| it.letters & !letters == 0 && text.starts_with(it.text));
    starts.map(|it| it.text).max_by_key(|it| it.len())
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
    use super::{Word, has_any, letters, longest_start, words};

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
    }
}
