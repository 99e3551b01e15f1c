//! The names of a filing's indicators as the library compares them, and their targets: in three pieces of memory, for
//! thousands of filings hand over hundreds of thousands of rows while they are loaded.
//!
//! It must not know other filings. Invariant: the rows come in the order of the filing, each with its place.

use crate::model::Filing;
use crate::value::names::Name;
use serde::{Deserialize, Serialize};

/// The names and targets of a filing's indicators.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stems {
    /// How many rows each function has.
    n_rows: Box<[u32]>,
    /// All names and targets, one behind the other.
    text: Box<str>,
    /// Of each row, how many bytes its name and its target have.
    lens: Box<[(u32, u32)]>,
}

/// A row's name as the library compares it, and its target as printed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stem<'a> {
    pub function: usize,
    pub idx: usize,
    pub name: &'a str,
    pub target: &'a str,
}

impl Stems {
    /// Those of a filing, worked out where there is time for it.
    pub fn of(filing: &Filing) -> Self {
        let (mut text, mut lens) = (String::new(), Vec::with_capacity(filing.n_indicators()));
        for (_, _, row) in filing.indicators() {
            let before = text.len();
            text.push_str(&Name::of(&row.name).stem);
            lens.push(((text.len() - before) as u32, row.target.len() as u32));
            text.push_str(&row.target);
        }
        let n_rows = filing.functions.iter().map(|it| it.indicators.len() as u32).collect();
        Self { n_rows, text: text.into(), lens: lens.into() }
    }

    /// Whether there are none: not taken yet, or of a filing without functions.
    pub const fn is_empty(&self) -> bool {
        self.n_rows.is_empty()
    }

    pub(super) const fn n_rows(&self) -> usize {
        self.lens.len()
    }

    /// The rows. Where the lengths are not those of the text, which only damage could do, it ends.
    pub(super) fn iter(&self) -> impl Iterator<Item = Stem<'_>> {
        let rows = |(function, n): (usize, &u32)| (0..*n as usize).map(move |idx| (function, idx));
        let places = self.n_rows.iter().enumerate().flat_map(rows);
        let mut rest = &*self.text;
        places.zip(&self.lens).map_while(move |((function, idx), (name, target))| {
            let (name, after) = rest.split_at_checked(*name as usize)?;
            let (target, after) = after.split_at_checked(*target as usize)?;
            rest = after;
            Some(Stem { function, idx, name, target })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Stems;
    use crate::model::{Filing, Function, Indicator};

    #[test]
    fn rows_come_with_their_places() {
        let row = |(name, target): &(&str, &str)| Indicator {
            name: (*name).to_owned(),
            target: (*target).to_owned(),
            ..Indicator::default()
        };
        let function = |rows: &[(&str, &str)]| Function {
            indicators: rows.iter().map(row).collect(),
            ..Function::default()
        };
        let rows = [("群众满意度（%）", "≥95%"), ("", "待定")];
        let functions = vec![function(&rows), function(&[]), function(&[("清淤长度。", "")])];
        let stems = Stems::of(&Filing { functions, ..Filing::default() });
        let told: Vec<_> = stems.iter().map(|it| (it.function, it.idx, it.name, it.target)).collect();
        assert_eq!(told, [(0, 0, "群众满意度", "≥95%"), (0, 1, "", "待定"), (2, 0, "清淤长度", "")]);
        assert!(!stems.is_empty() && Stems::of(&Filing::default()).is_empty());
        let torn = Stems { text: "群众".into(), ..stems };
        assert_eq!(torn.iter().count(), 0);
    }
}
