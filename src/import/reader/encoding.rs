//! Bytes → text: the byte order mark, else UTF-8, else UTF-16 without its mark, else GB18030.
//!
//! GB18030 includes GBK and GB2312, which is what Windows and Excel save in China. Invariant: a few damaged bytes do
//! not change the encoding of a text, and bytes that are no text are refused.

use super::limits::LARGE;
use crate::import::join;
use crate::messages::Problem;
use encoding_rs::{GB18030, UTF_16BE, UTF_16LE};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Of so many characters that are not ASCII one may be damaged.
const DAMAGE_SHARE: usize = 30;

/// The text of a document, composed (NFC).
pub fn decode(bytes: &[u8]) -> Result<String, Problem> {
    let text = text_of(bytes)?;
    let n_controls = text.chars().filter(|it| is_odd_control(*it)).count();
    if n_controls > text.len() / 50 {
        return Err(Problem::ImportBinary);
    }
    let text = compose(text);
    if join::trim(&text).is_empty() { Err(Problem::ImportEmpty) } else { Ok(text) }
}

/// Puts letters and their marks together.
pub fn compose(text: String) -> String {
    if is_nfc_quick(text.chars()) == IsNormalized::Yes { text } else { text.nfc().collect() }
}

/// Whether a character is a control that text does not hold.
pub fn is_odd_control(it: char) -> bool {
    it.is_control() && !matches!(it, '\n' | '\r' | '\t' | '\u{c}' | '\u{b}' | '\u{feff}' | '\u{85}')
}

fn text_of(bytes: &[u8]) -> Result<String, Problem> {
    // In UTF-8 other encodings are half as long again: beside the bytes and the cells that is too much.
    let is_large = LARGE < bytes.len();
    if is_large && (bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff")) {
        return Err(Problem::ImportTooMuch);
    }
    if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        return Ok(UTF_16LE.decode_without_bom_handling(rest).0.into_owned());
    }
    if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        return Ok(UTF_16BE.decode_without_bom_handling(rest).0.into_owned());
    }
    let (bytes, has_mark) = match bytes.strip_prefix(b"\xef\xbb\xbf") {
        Some(rest) => (rest, true),
        None => (bytes, false),
    };
    if bytes.contains(&0) {
        let text = utf_16_without_mark(bytes).ok_or(Problem::ImportBinary)?;
        return if is_large { Err(Problem::ImportTooMuch) } else { Ok(text) };
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(text.to_owned());
    }
    if has_mark || is_mostly_utf_8(bytes) {
        return Ok(String::from_utf8_lossy(bytes).into_owned());
    }
    if is_large {
        return Err(Problem::ImportTooMuch);
    }
    let (chinese, _) = GB18030.decode_without_bom_handling(bytes);
    if is_mostly_whole(&chinese) { Ok(chinese.into_owned()) } else { Err(Problem::ImportUndecodable) }
}

/// Whether few of the characters that are not ASCII could not be read.
fn is_mostly_whole(text: &str) -> bool {
    let (n_bad, n_foreign) = counts(text);
    n_bad * DAMAGE_SHARE < n_foreign
}

/// The same of bytes that may be UTF-8, without making a text of them, which would be three times as long.
fn is_mostly_utf_8(bytes: &[u8]) -> bool {
    let (mut n_bad, mut n_foreign) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        let own = counts(chunk.valid());
        let n_damaged = usize::from(!chunk.invalid().is_empty());
        n_bad += own.0 + n_damaged;
        n_foreign += own.1 + n_damaged;
    }
    n_bad * DAMAGE_SHARE < n_foreign
}

/// How many characters are damaged or of no script, and how many are not ASCII.
fn counts(text: &str) -> (usize, usize) {
    let is_bad = |it: &char| *it == char::REPLACEMENT_CHARACTER || matches!(it, '\u{e000}'..='\u{f8ff}');
    (text.chars().filter(is_bad).count(), text.chars().filter(|it| !it.is_ascii()).count())
}

/// UTF-16 shows by the zero bytes of its digits and line ends, which all stand on the same side.
fn utf_16_without_mark(bytes: &[u8]) -> Option<String> {
    let zeros = |side: usize| bytes.iter().skip(side).step_by(2).filter(|it| **it == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let encoding = if even * 50 < odd {
        UTF_16LE
    } else if odd * 50 < even {
        UTF_16BE
    } else {
        return None;
    };
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    is_mostly_whole(&text).then(|| text.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "部门整体支出绩效目标申报表\n产出指标\t渠道衬砌长度\t≥12公里\n";

    #[test]
    fn every_encoding_gives_the_same_text() {
        let utf_16: Vec<u16> = TEXT.encode_utf16().collect();
        let little: Vec<u8> = utf_16.iter().flat_map(|it| it.to_le_bytes()).collect();
        let big: Vec<u8> = utf_16.iter().flat_map(|it| it.to_be_bytes()).collect();
        for (what, bytes) in [
            ("UTF-8", TEXT.as_bytes().to_vec()),
            ("UTF-8 with a mark", [b"\xef\xbb\xbf", TEXT.as_bytes()].concat()),
            ("GB18030", GB18030.encode(TEXT).0.into_owned()),
            ("GBK", encoding_rs::GBK.encode(TEXT).0.into_owned()),
            ("UTF-16LE", [b"\xff\xfe", little.as_slice()].concat()),
            ("UTF-16BE", [b"\xfe\xff", big.as_slice()].concat()),
            ("UTF-16LE without a mark", little.clone()),
            ("UTF-16BE without a mark", big.clone()),
        ] {
            assert_eq!(decode(&bytes).as_deref(), Ok(TEXT), "{what}");
        }
    }

    #[test]
    fn a_few_damaged_bytes_do_not_change_the_encoding() {
        let text = TEXT.repeat(4);
        let mut utf_8 = text.as_bytes().to_vec();
        utf_8[7] = 0xFF;
        assert!(decode(&utf_8).unwrap().ends_with(TEXT));
        let mut chinese = GB18030.encode(&text).0.into_owned();
        chinese[6] = 0xFF;
        assert!(decode(&chinese).unwrap().ends_with(TEXT));
        // Cut inside of its last character.
        let cut = "申报表".as_bytes();
        let cut = [text.as_bytes(), &cut[..cut.len() - 1]].concat();
        assert!(decode(&cut).unwrap().contains("申报"));
    }

    #[test]
    fn what_is_no_text_is_refused_with_the_reason() {
        for (bytes, expected) in [
            (b" \n\t\n".as_slice(), Problem::ImportEmpty),
            (b"\0\0\0\0\x01\x02\x03\0\0", Problem::ImportBinary),
            (b"\x01\x02\x03\x04\x05\x06\x07\x08", Problem::ImportBinary),
            (b"\xff\xff\xff\x80\x81 \xff\xff\xfe\xfd\xff", Problem::ImportUndecodable),
        ] {
            assert_eq!(decode(bytes), Err(expected), "{bytes:?}");
        }
    }
}
