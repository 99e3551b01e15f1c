//! Whether letters spell Han characters: by whole readings, by initials, or both mixed (`slzb`, `manyidu`, `shulzb` for
//! 数量指标, 满意度). Every reading of a character counts: 率 is lv and shuai, 重 zhong and chong.
//!
//! Invariant: only what is spelled in one piece is found here, beginning at any character of a text.

use crate::text::fold::search_char;
use crate::text::glyph::is_han;
use pinyin::ToPinyinMulti;
use std::ops::Range;

/// The block of common Han characters, whose first letters are looked up in a table.
const FIRST: u32 = 0x4E00;
const LAST: u32 = 0x9FFF;
/// No more letters than this are taken for pinyin.
const MOST: usize = 60;
/// What is spelled reaches over no more characters than this, punctuation included.
const LONGEST: usize = 200;

/// Finds what letters spell. Holds the first letters of common characters, so that a text that does not match costs a
/// few nanoseconds a character.
#[derive(Clone, Debug)]
pub struct Speller {
    typed: Vec<u8>,
    /// For each common character, a bit for every letter that one of its readings begins with.
    firsts: Vec<u32>,
    /// For each character after the start, at which letters the spelling is known to fail.
    dead: Vec<u64>,
}

impl Speller {
    /// A speller of nothing.
    pub fn new() -> Self {
        let firsts = (FIRST..=LAST).map(|code| char::from_u32(code).map_or(0, first_letters)).collect();
        Self { typed: Vec::new(), firsts, dead: Vec::new() }
    }

    /// Sets the letters, in lower case. Anything else than letters and digits spells nothing.
    pub fn set(&mut self, typed: &str) {
        let is_spelling = typed.len() <= MOST && typed.bytes().all(|it| it.is_ascii_alphanumeric());
        self.typed.clear();
        if is_spelling && typed.bytes().any(|it| it.is_ascii_alphabetic()) {
            self.typed.extend(typed.bytes());
        }
    }

    /// The first part of a text that the letters spell, as bytes; from its beginning where that is possible.
    pub fn find(&mut self, text: &str) -> Option<Range<usize>> {
        let first = *self.typed.first()?;
        for (at, it) in text.char_indices() {
            if !self.may_begin(it, first) {
                continue;
            }
            let rest = text.get(at..)?;
            self.dead.clear();
            if let Some(n_bytes) = spell(rest, 0, 0, &self.typed, &mut self.dead) {
                return Some(at..at + n_bytes);
            }
        }
        None
    }

    fn may_begin(&self, it: char, letter: u8) -> bool {
        let code = u32::from(it);
        if it.is_ascii() {
            return it.eq_ignore_ascii_case(&char::from(letter));
        }
        let mask = match code.checked_sub(FIRST).and_then(|it| self.firsts.get(it as usize)) {
            Some(mask) => *mask,
            None if is_han(it) => first_letters(it),
            None => return search_char(it) == Some(char::from(letter)),
        };
        mask & bit(letter) != 0
    }
}

impl Default for Speller {
    fn default() -> Self {
        Self::new()
    }
}

/// The letter that the usual reading of each character begins with; other characters as they are searched.
pub fn initials(text: &str, out: &mut String) {
    out.clear();
    for it in text.chars() {
        let letter =
            it.to_pinyin_multi().and_then(|it| it.get_opt(0)).and_then(|it| it.plain().chars().next());
        out.push(letter.or_else(|| search_char(it)).unwrap_or(' '));
    }
}

fn first_letters(it: char) -> u32 {
    readings(it).filter_map(|it| it.bytes().next()).fold(0, |mask, letter| mask | bit(letter))
}

fn readings(it: char) -> impl Iterator<Item = &'static str> {
    it.to_pinyin_multi().into_iter().flatten().map(pinyin::Pinyin::plain)
}

fn bit(letter: u8) -> u32 {
    1_u32.checked_shl(u32::from(letter.wrapping_sub(b'a'))).unwrap_or(0)
}

/// How many bytes of `text` the letters from `from` on spell; `n` characters lie between here and the start.
fn spell(text: &str, n: usize, from: usize, typed: &[u8], dead: &mut Vec<u64>) -> Option<usize> {
    let left = typed.get(from..).filter(|it| !it.is_empty());
    let Some(left) = left else { return Some(0) };
    if n > LONGEST || dead.get(n).is_some_and(|it| it & (1 << from) != 0) {
        return None;
    }
    let it = text.chars().next()?;
    let rest = text.get(it.len_utf8()..)?;
    let mut on = |n_letters: usize| {
        spell(rest, n + 1, from + n_letters, typed, dead).map(|it| it + text.len() - rest.len())
    };
    let found = if is_han(it) {
        readings(it).find_map(|reading| {
            let n_read = n_read(reading, left);
            let is_whole = n_read == reading.chars().count();
            let has_two = matches!(reading.as_bytes(), [b'z' | b'c' | b's', b'h', ..]);
            // The last character need not be typed to its end.
            (n_read == left.len())
                .then(|| text.len() - rest.len())
                .or_else(|| is_whole.then(|| on(n_read)).flatten())
                .or_else(|| (n_read >= 2 && has_two).then(|| on(2)).flatten())
                .or_else(|| (n_read >= 1).then(|| on(1)).flatten())
        })
    } else {
        match search_char(it) {
            Some(it) if it.is_ascii_alphanumeric() => {
                (left.first().copied().map(char::from) == Some(it)).then(|| on(1)).flatten()
            }
            // Punctuation and blanks between what is spelled.
            _ => on(0),
        }
    };
    if found.is_none() {
        if dead.len() <= n {
            dead.resize(n + 1, 0);
        }
        if let Some(slot) = dead.get_mut(n) {
            *slot |= 1 << from;
        }
    }
    found
}

/// How many letters at the beginning of `typed` are those of a reading; ü is typed v or u.
fn n_read(reading: &str, typed: &[u8]) -> usize {
    let is_same = |(read, typed): &(char, &u8)| match read {
        'ü' => matches!(typed, b'v' | b'u'),
        read => u32::from(*read) == u32::from(**typed),
    };
    reading.chars().zip(typed).take_while(is_same).count()
}

#[cfg(test)]
mod tests {
    use super::{Speller, initials};

    fn check(typed: &str, text: &str, expected: Option<&str>) {
        let mut speller = Speller::new();
        speller.set(typed);
        assert_eq!(speller.find(text).and_then(|it| text.get(it)), expected, "{typed} in {text}");
    }

    #[test]
    fn readings_initials_and_both_spell() {
        for (typed, text, expected) in [
            ("slzb", "产出数量指标", Some("数量指标")),
            ("manyidu", "沿河居民满意度", Some("满意度")),
            ("many", "沿河居民满意度", Some("满意")),
            ("shulzb", "数量指标", Some("数量指标")),
            ("shlzhb", "数量指标", Some("数量指标")),
            ("yxhxm", "银行行名", None),
            ("yhhm", "银行行名", Some("银行行名")),
            ("yinhangxingming", "银行行名", Some("银行行名")),
            ("zgl", "整改率", Some("整改率")),
            ("zhenggaishuai", "整改率", Some("整改率")),
            ("zhenggailv", "整改率", Some("整改率")),
            ("zhenggailu", "整改率", Some("整改率")),
            ("cfxx", "重复献血率", Some("重复献血")),
            ("zhongfuxian", "重复献血率", Some("重复献")),
            ("cx", "长效机制", Some("长效")),
            ("pm25nd", "PM2.5浓度", Some("PM2.5浓度")),
            ("fwdx", "服务（对象）", Some("服务（对象")),
            ("fwd", "服务（对象）", Some("服务（对")),
            ("xyz", "满意度", None),
            ("12", "满意度12", None),
            ("", "满意度", None),
            ("满", "满意度", None),
        ] {
            check(typed, text, expected);
        }
    }

    #[test]
    fn long_repetitions_end_soon() {
        check(&format!("{}b", "a".repeat(59)), &"啊阿安昂".repeat(40), None);
        check("ab", &format!("啊{}", "，".repeat(100_000)), None);
        check(&"a".repeat(200), &"啊".repeat(400), None);
        let mut out = String::new();
        initials("数量 指标（PM2.5）", &mut out);
        assert_eq!(out, "sl zb(pm2.5)");
    }
}
