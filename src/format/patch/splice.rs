//! Replacements of byte ranges in a text, applied together.
//!
//! It must not know TOML. Invariant: ranges do not overlap; insertions at one place keep their order.

use std::ops::Range;

/// The replacements of a text.
#[derive(Clone, Debug, Default)]
pub struct Splices(Vec<(Range<usize>, String)>);

impl Splices {
    /// Replaces a range; an empty range inserts.
    pub fn replace(&mut self, range: Range<usize>, text: String) {
        self.0.push((range, text));
    }

    /// Whether nothing is replaced.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Puts the replacements into file order. Call it once after the last one.
    pub fn sort(&mut self) {
        self.0.sort_by_key(|(range, _)| (range.start, range.end));
    }

    /// The text of a range with its replacements. One that reaches out of the range is left out.
    pub fn render(&self, text: &str, range: &Range<usize>) -> String {
        let mut out = String::with_capacity(range.len());
        let mut at = range.start;
        let first = self.0.partition_point(|(it, _)| it.start < range.start);
        for (replaced, new) in self.0.iter().skip(first) {
            if replaced.start > range.end {
                break;
            }
            if replaced.start < at || replaced.end > range.end {
                continue;
            }
            out.push_str(text.get(at..replaced.start).unwrap_or(""));
            out.push_str(new);
            at = replaced.end;
        }
        out.push_str(text.get(at..range.end).unwrap_or(""));
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn replacements_apply_within_their_range() {
        let text = "指标甲乙丙";
        let mut splices = Splices::default();
        splices.replace(9..12, "二".to_owned());
        splices.replace(6..9, "一".to_owned());
        splices.replace(6..6, "〇".to_owned());
        splices.sort();
        assert_eq!(splices.render(text, &(0..15)), "指标〇一二丙");
        assert_eq!(splices.render(text, &(9..15)), "二丙");
    }
}
