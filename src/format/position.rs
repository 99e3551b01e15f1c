//! From byte offsets to lines and columns as an editor counts them.
//!
//! It must not know TOML. Invariant: lines and columns count from 1, columns in characters, a BOM counts for none.

/// The line starts of a text.
#[derive(Clone, Debug)]
pub struct Positions<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Positions<'a> {
    /// Looks for the lines once.
    pub fn of(text: &'a str) -> Self {
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        Self { text, starts: std::iter::once(0).chain(ends).collect() }
    }

    /// The 1-based line of a byte.
    pub fn line(&self, offset: usize) -> u32 {
        self.starts.partition_point(|it| *it <= offset) as u32
    }

    /// The 1-based line and column of a byte.
    pub fn of_byte(&self, offset: usize) -> (u32, u32) {
        let line = self.line(offset);
        let start = self.starts.get((line as usize).saturating_sub(1)).copied().unwrap_or(0);
        let mut end = offset.min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        let before = self.text.get(start..end).unwrap_or("");
        (line, before.chars().filter(|it| *it != '\u{feff}').count() as u32 + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let text = "\u{feff}年度 = 1\r\n指标 = x";
        let positions = Positions::of(text);
        assert_eq!(positions.of_byte(0), (1, 1));
        assert_eq!(positions.of_byte(text.find("= 1").unwrap()), (1, 4));
        assert_eq!(positions.of_byte(text.find('x').unwrap()), (2, 6));
        assert_eq!(positions.of_byte(999), (2, 7));
        assert_eq!(positions.of_byte(text.find('指').unwrap() + 1), (2, 1));
    }
}
