//! What one grapheme looks like on the screen: the symbol that is drawn and the columns it takes.
//!
//! Documents carry tabs, escape sequences, bidi overrides and zero-width characters. Drawn as they are they
//! move the cursor, turn the line around or hide text from the reader, so each is shown as a visible symbol.
//! Invariant: every symbol is at least one column wide, and holds no control character.

use std::borrow::Cow;
use std::cell::Cell;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Shown for whatever has no shape of its own: narrow in every terminal, unlike U+FFFD.
const NO_SHAPE: char = '\u{2426}';

/// Characters of one grapheme that are shown. Scripts stack at most six marks on a letter; what is more is a flood that
/// paints over the lines around and makes terminals slow.
const MOST_STACKED: usize = 8;

/// The same for emoji: a family of four with a skin tone each has eleven.
const MOST_JOINED: usize = 16;

/// Terminals give these two marks a column of their own although they extend the letter before them.
const HALF_WIDTH_SOUND_MARKS: [char; 2] = ['\u{FF9E}', '\u{FF9F}'];

/// The columns that this grapheme takes when it is drawn as [`symbol`] shows it; at least 1.
pub fn columns(grapheme: &str) -> usize {
    if let [byte] = grapheme.as_bytes()
        && (b' '..=b'~').contains(byte)
    {
        return 1;
    }
    measure(&symbol(grapheme)).max(1)
}

/// The grapheme as it is drawn: itself, or visible symbols in place of what must not reach a terminal.
/// Tabs and line ends become a blank, for a single line has no place for them.
pub fn symbol(grapheme: &str) -> Cow<'_, str> {
    if grapheme == "\r\n" {
        return Cow::Borrowed(" ");
    }
    let is_emoji = is_joined_emoji(grapheme);
    // A byte is at least needed for each character: most graphemes need not be counted.
    let most = if is_emoji { MOST_JOINED } else { MOST_STACKED };
    if grapheme.len() > most && grapheme.chars().count() > most {
        let base = grapheme.chars().next().map(|it| visible(it, true));
        return Cow::Owned(base.into_iter().chain([NO_SHAPE]).collect());
    }
    if grapheme.chars().any(is_dangerous) && !is_emoji {
        return Cow::Owned(grapheme.chars().enumerate().map(|(n, it)| visible(it, n == 0)).collect());
    }
    if measure(grapheme) == 0 {
        return Cow::Owned(NO_SHAPE.to_string());
    }
    Cow::Borrowed(grapheme)
}

thread_local! {
    /// Whether characters of ambiguous width take two columns on the screen that is being drawn.
    static IS_WIDE: Cell<bool> = const { Cell::new(false) };
}

/// Does `work` with characters of ambiguous width (≥, “, ─) counted as two columns, or as one. Outside of it, and on
/// other threads, they are one column: what a filing means must not depend on the terminal.
pub fn with_ambiguous<T>(is_wide: bool, work: impl FnOnce() -> T) -> T {
    /// Sets the count back, even while unwinding.
    struct Back(bool);
    impl Drop for Back {
        fn drop(&mut self) {
            IS_WIDE.set(self.0);
        }
    }
    let _back = Back(IS_WIDE.replace(is_wide));
    work()
}

/// Whether terminals disagree about the columns of a grapheme: one outside of East Asia, two there.
pub fn is_ambiguous(grapheme: &str) -> bool {
    // Nearly all that is asked for is ASCII or Chinese.
    !grapheme.is_ascii()
        && !grapheme.starts_with(is_han)
        && UnicodeWidthStr::width(grapheme) == 1
        && UnicodeWidthStr::width_cjk(grapheme) == 2
}

/// The columns of a grapheme without controls. This is the one place that asks the width tables. But for characters of
/// ambiguous width it must stay equal to what ratatui counts.
fn measure(grapheme: &str) -> usize {
    let sound_marks = grapheme.chars().filter(|it| HALF_WIDTH_SOUND_MARKS.contains(it)).count();
    let ambiguous = usize::from(IS_WIDE.get() && is_ambiguous(grapheme));
    UnicodeWidthStr::width(grapheme) + sound_marks + ambiguous
}

/// Whether every character is seen as itself, wherever it stands: none that acts, none that joins others.
pub fn is_harmless(text: &str) -> bool {
    text.chars().all(|it| !is_dangerous(it) && it.width() != Some(0))
}

/// Whether a character turns the line around it, or is a control character: what no document needs but for tabs and
/// line ends, and what no text that leaves the program carries on.
pub fn is_control_or_bidi(it: char) -> bool {
    it.is_control()
        || matches!(it, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Whether a character acts on the terminal or on the line instead of being seen, or is none: XML cannot hold those.
fn is_dangerous(it: char) -> bool {
    it.is_control()
        || u32::from(it) & 0xFFFE == 0xFFFE
        || matches!(it,
            '\u{00AD}' | '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180E}'
            | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{2800}' | '\u{3164}'
            | '\u{FDD0}'..='\u{FDEF}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF9}'..='\u{FFFB}'
            | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E007F}')
}

/// Emoji families and flags are built with joiners and tags that are dangerous anywhere else.
fn is_joined_emoji(grapheme: &str) -> bool {
    let joined = |it: char| it == '\u{200D}' || ('\u{E0020}'..='\u{E007F}').contains(&it);
    let base_is_wide = grapheme.chars().next().and_then(UnicodeWidthChar::width) == Some(2);
    base_is_wide
        && !grapheme.ends_with('\u{200D}')
        && grapheme.chars().filter(|it| is_dangerous(*it)).all(joined)
        && !grapheme.chars().any(is_han)
}

/// Whether this is a Chinese character (ideographs, their extensions, 〇 and the iteration mark 々).
pub fn is_han(it: char) -> bool {
    // Nearly all of them are in the first range.
    matches!(it, '\u{4E00}'..='\u{9FFF}')
        || matches!(it, '\u{3400}'..='\u{4DBF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' | '〇' | '々')
}

/// The character or what stands for it. A mark that `is_first` has no letter to stand on, and would attach itself
/// to whatever is drawn before it.
fn visible(it: char, is_first: bool) -> char {
    match it {
        _ if is_dangerous(it) => stand_in(it),
        _ if is_first && it.width() == Some(0) => NO_SHAPE,
        _ => it,
    }
}

/// The visible symbol for a dangerous character.
fn stand_in(it: char) -> char {
    match it {
        '\t' | '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => ' ',
        '\u{0}'..='\u{1F}' => char::from_u32(0x2400 + u32::from(it)).unwrap_or(NO_SHAPE),
        '\u{7F}' => '\u{2421}',
        _ => NO_SHAPE,
    }
}

#[cfg(test)]
mod tests {
    use super::{columns, is_ambiguous, symbol, with_ambiguous};

    #[test]
    fn ambiguous_characters_are_wide_where_it_is_said_and_only_there() {
        for (grapheme, narrow, wide) in [
            ("≥", 1, 2),
            ("“", 1, 2),
            ("│", 1, 2),
            ("①", 1, 2),
            ("＝", 2, 2),
            ("汉", 2, 2),
            ("▸", 1, 1),
            ("a", 1, 1),
        ] {
            assert_eq!(columns(grapheme), narrow, "{grapheme}");
            assert_eq!(with_ambiguous(true, || columns(grapheme)), wide, "{grapheme}");
            assert_eq!(
                with_ambiguous(true, || with_ambiguous(false, || columns(grapheme))),
                narrow,
                "{grapheme}"
            );
            assert_eq!(is_ambiguous(grapheme), narrow != wide, "{grapheme}");
            let elsewhere =
                with_ambiguous(true, || std::thread::scope(|it| it.spawn(|| columns(grapheme)).join()));
            assert_eq!(elsewhere.unwrap(), narrow, "{grapheme}");
        }
        let _ = std::panic::catch_unwind(|| with_ambiguous(true, || panic!("the test's own")));
        assert_eq!(columns("≥"), 1);
    }

    #[test]
    fn what_acts_on_the_terminal_is_shown() {
        let cases = [
            ("汉", "汉", 2),
            ("a", "a", 1),
            ("\u{1b}", "␛", 1),
            ("\u{7}", "␇", 1),
            ("\t", " ", 1),
            ("\r\n", " ", 1),
            ("\u{202E}", "␦", 1),
            ("\u{200B}", "␦", 1),
            ("\u{FEFF}", "␦", 1),
            ("\u{9b}", "␦", 1),
            ("\u{FFFF}", "␦", 1),
            ("\u{1FFFE}", "␦", 1),
            ("a\u{200D}", "a␦", 2),
            ("\u{301}", "␦", 1),
            ("\u{301}\u{200D}", "␦␦", 2),
            ("e\u{301}", "e\u{301}", 1),
            ("👨\u{200D}👩\u{200D}👧", "👨\u{200D}👩\u{200D}👧", 2),
            ("🏴\u{E0067}\u{E0062}\u{E007F}", "🏴\u{E0067}\u{E0062}\u{E007F}", 2),
            ("汉\u{E0041}", "汉␦", 3),
            ("≥", "≥", 1),
            ("e\u{301}\u{302}\u{303}\u{304}", "e\u{301}\u{302}\u{303}\u{304}", 1),
            ("e\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307}\u{308}", "e␦", 2),
            ("👩🏻\u{200D}❤\u{fe0f}\u{200D}💋\u{200D}👨🏿", "👩🏻\u{200D}❤\u{fe0f}\u{200D}💋\u{200D}👨🏿", 2),
        ];
        for (grapheme, shown, n_columns) in cases {
            assert_eq!(symbol(grapheme), shown, "{grapheme:?}");
            assert_eq!(columns(grapheme), n_columns, "{grapheme:?}");
        }
    }
}
