//! Texts of a workbook stream: one byte a character where all are Latin, else two.
//!
//! Invariant: the number of texts is bounded by the bytes that are there, not by what the file says.

use super::bytes::{u16_at, u32_at};
use crate::messages::Problem;

/// A text with its length in one byte.
pub fn short(data: &[u8]) -> Option<String> {
    let n_chars = usize::from(*data.first()?);
    characters(data.get(1..)?, n_chars)
}

/// A text with its length in two bytes.
pub fn long(data: &[u8]) -> Option<String> {
    let n_chars = usize::from(u16_at(data, 0)?);
    characters(data.get(2..)?, n_chars)
}

fn characters(data: &[u8], n_chars: usize) -> Option<String> {
    let flags = *data.first()?;
    let data = data.get(1..)?;
    let mut out = Vec::new();
    take(data, n_chars, flags & 1 == 1, &mut out);
    Some(String::from_utf16_lossy(&out))
}

/// Takes up to `n_chars` characters; says how many there were.
fn take(data: &[u8], n_chars: usize, is_wide: bool, out: &mut Vec<u16>) -> usize {
    let before = out.len();
    if is_wide {
        out.extend(data.chunks_exact(2).take(n_chars).filter_map(|it| u16_at(it, 0)));
    } else {
        out.extend(data.iter().take(n_chars).map(|it| u16::from(*it)));
    }
    out.len() - before
}

/// The texts that cells share, out of a record and those that continue it.
pub fn table(parts: &[&[u8]]) -> Result<Vec<String>, Problem> {
    let mut cursor = Cursor { parts, part: 0, at: 0 };
    let head = parts.first().copied().unwrap_or_default();
    let n_texts = u32_at(head, 4).ok_or(Problem::ImportDamaged)?;
    cursor.at = 8;
    let mut texts = Vec::new();
    for _ in 0..n_texts {
        let Some(text) = cursor.text() else { break };
        texts.push(text);
    }
    Ok(texts)
}

/// A place in several parts that follow each other.
struct Cursor<'a> {
    parts: &'a [&'a [u8]],
    part: usize,
    at: usize,
}

impl<'a> Cursor<'a> {
    /// What is left of the current part; the next one where nothing is.
    fn rest(&mut self) -> Option<&'a [u8]> {
        loop {
            let rest = self.parts.get(self.part)?.get(self.at..).unwrap_or_default();
            if !rest.is_empty() {
                return Some(rest);
            }
            self.next_part();
            self.parts.get(self.part)?;
        }
    }

    fn next_part(&mut self) {
        (self.part, self.at) = (self.part + 1, 0);
    }

    fn byte(&mut self) -> Option<u8> {
        let it = *self.rest()?.first()?;
        self.at += 1;
        Some(it)
    }

    fn number(&mut self, n_bytes: u32) -> Option<usize> {
        let mut number = 0;
        for idx in 0..n_bytes {
            number |= usize::from(self.byte()?) << (idx * 8);
        }
        Some(number)
    }

    fn skip(&mut self, n_bytes: usize) -> Option<()> {
        let mut left = n_bytes;
        while left > 0 {
            let step = self.rest()?.len().min(left);
            self.at += step;
            left -= step;
        }
        Some(())
    }

    /// A text: length, flags, characters, then runs and readings that are passed over. Where characters go on in
    /// the next part, it begins with flags of its own.
    fn text(&mut self) -> Option<String> {
        let n_chars = self.number(2)?;
        let flags = self.byte()?;
        let n_runs = if flags & 8 == 8 { self.number(2)? } else { 0 };
        let n_extra = if flags & 4 == 4 { self.number(4)? } else { 0 };
        let mut is_wide = flags & 1 == 1;
        let mut out = Vec::new();
        while out.len() < n_chars {
            let rest = self.parts.get(self.part)?.get(self.at..).unwrap_or_default();
            let n_taken = take(rest, n_chars - out.len(), is_wide, &mut out);
            self.at += n_taken * if is_wide { 2 } else { 1 };
            if out.len() < n_chars {
                self.next_part();
                is_wide = self.byte()? & 1 == 1;
            }
        }
        self.skip(n_runs * 4)?;
        self.skip(n_extra)?;
        Some(String::from_utf16_lossy(&out))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_go_on_in_the_next_part_with_flags_of_their_own() {
        // Two texts: 渠道ab, broken after 渠 with the rest in wide characters, and xy with one run.
        let first = [2_u32.to_le_bytes(), 2_u32.to_le_bytes()].concat();
        let first = [first, vec![4, 0, 1], "渠".encode_utf16().flat_map(u16::to_le_bytes).collect()].concat();
        let mut second = vec![1];
        second.extend("道ab".encode_utf16().flat_map(u16::to_le_bytes));
        second.extend([2, 0, 8, 1, 0, b'x', b'y', 0, 0, 0, 0]);
        assert_eq!(table(&[&first, &second]).unwrap(), ["渠道ab", "xy"]);
        // A count that promises more than there is.
        let promise = [9_u32.to_le_bytes(), u32::MAX.to_le_bytes()].concat();
        assert_eq!(table(&[&promise]).unwrap(), Vec::<String>::new());
    }
}
