//! A line of a journal: a checksum, a blank and JSON without line breaks.
//!
//! Invariant: what [`seal`] makes [`open`] reads, and any other byte sequence is refused, not misread.

use serde::Serialize;
use serde::de::DeserializeOwned;

/// The line, with its line break, that holds a value.
pub fn seal(value: &impl Serialize) -> String {
    // The types of a journal have neither maps with odd keys nor failing implementations, so this always works.
    let json = serde_json::to_string(value).unwrap_or_default();
    format!("{:08x} {json}\n", crc32fast::hash(json.as_bytes()))
}

/// The value of a line without its line break; `None` when the line is torn or foreign.
pub fn open<T: DeserializeOwned>(line: &[u8]) -> Option<T> {
    let (sum, json) = line.split_at_checked(8)?;
    let json = json.strip_prefix(b" ")?;
    let sum = u32::from_str_radix(std::str::from_utf8(sum).ok()?, 16).ok()?;
    if crc32fast::hash(json) == sum { serde_json::from_slice(json).ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_comes_back_and_a_damaged_one_does_not() {
        let line = seal(&vec!["满意度", "≥95%\n"]);
        let line = line.trim_end_matches('\n').as_bytes();
        assert_eq!(open::<Vec<String>>(line).unwrap(), ["满意度", "≥95%\n"]);
        for n in 0..line.len() {
            assert_eq!(open::<Vec<String>>(&line[..n]), None, "cut at {n}");
            let mut other = line.to_vec();
            other[n] ^= 1;
            // The checksum may be written in capitals: that is the only other spelling of the same line.
            let is_same_sum = other.to_ascii_lowercase() == line;
            assert_eq!(open::<Vec<String>>(&other).is_some(), is_same_sum, "changed at {n}");
        }
    }
}
