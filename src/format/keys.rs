//! The one table of tables and keys of the format, in its order. Reading, writing, saving, JSON and "did you
//! mean" all use it; the keys of fields come from [`crate::model::field`].
//!
//! It must not know TOML. Invariant: a key is listed once per table, in the order in which new files have it.

use crate::model::Field;

/// Keys and tables at the top, in the order of the format.
pub const ROOT: [&str; 10] = [
    "format",
    "filing",
    "department",
    "project",
    "contact",
    "goals",
    "budget",
    "functions",
    "allow",
    "source",
];

/// Tables at the top that hold single values. `budget` also holds its lines.
pub const SECTIONS: [&str; 7] = ["filing", "department", "project", "contact", "goals", "budget", "source"];

static OWN: [Field; 21] = Field::OF_FILING;
static LINE: [Field; 3] = Field::OF_LINE;
static FUNCTION: [Field; 3] = Field::OF_FUNCTION;
static INDICATOR: [Field; 12] = Field::OF_INDICATOR;

/// Which table of the format is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    /// The top of the file.
    Root,
    /// One of [`SECTIONS`].
    Section(&'static str),
    /// `[[budget.lines]]`.
    Line,
    /// `[[functions]]`.
    Function,
    /// `[[functions.indicators]]`.
    Indicator,
    /// `[[allow]]`.
    Allow,
}

impl Table {
    /// The name in messages.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Root => "",
            Self::Section(name) => name,
            Self::Line => "budget.lines",
            Self::Function => "functions",
            Self::Indicator => "functions.indicators",
            Self::Allow => "allow",
        }
    }

    /// The fields of the table, in order.
    pub fn fields(self) -> Vec<&'static Field> {
        match self {
            Self::Section(name) => OWN.iter().filter(|it| it.key().0 == name).collect(),
            Self::Line => LINE.iter().collect(),
            Self::Function => FUNCTION.iter().collect(),
            Self::Indicator => INDICATOR.iter().collect(),
            Self::Root | Self::Allow => Vec::new(),
        }
    }

    /// All keys of the table, in order.
    pub fn keys(self) -> Vec<&'static str> {
        let fields = self.fields().into_iter().map(|it| it.key().1);
        let others: &[&str] = match self {
            Self::Root => &ROOT,
            Self::Section("budget") => &["lines"],
            Self::Section("source") => &["file", "sha256", "sheet", "lines", "leftover"],
            Self::Section(_) | Self::Indicator => &[],
            Self::Line => &["amount", "amounts"],
            Self::Function => &["amount", "amounts", "indicators"],
            Self::Allow => &["rule", "at", "reason"],
        };
        fields.chain(others.iter().copied()).collect()
    }
}

/// The known key that was probably meant by an unknown one: at most two letters apart, and fewer than half.
pub fn nearest(unknown: &str, known: &[&'static str]) -> Option<&'static str> {
    let limit = (unknown.chars().count() / 2).min(2);
    known
        .iter()
        .map(|it| (distance(unknown, it), *it))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, it)| it)
}

/// The number of letters to insert, remove or replace, or of neighbors to swap.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    let mut last = None;
    for (i, from) in a.chars().enumerate() {
        let mut next = vec![i + 1];
        for (j, to) in b.iter().enumerate() {
            let at = |row: &[usize], idx: usize| row.get(idx).copied().unwrap_or(usize::MAX / 2);
            let mut best =
                (at(&row, j) + usize::from(from != *to)).min(at(&row, j + 1) + 1).min(at(&next, j) + 1);
            let swapped = j > 0 && last == Some(*to) && b.get(j - 1) == Some(&from);
            if swapped {
                best = best.min(at(&before, j - 1) + 1);
            }
            next.push(best);
        }
        before = std::mem::replace(&mut row, next);
        last = Some(from);
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_the_hand_find_their_key() {
        let keys = Table::Indicator.keys();
        for (typed, meant) in [
            ("taget", Some("target")),
            ("tragets", Some("target")),
            ("levle1", Some("level1")),
            ("nmae", Some("name")),
            ("指标值", None),
            ("x", None),
            ("remarks", None),
        ] {
            assert_eq!(nearest(typed, &keys), meant, "{typed}");
        }
    }

    #[test]
    fn tables_have_the_keys_of_the_format() {
        assert_eq!(Table::Section("contact").keys(), ["name", "phone"]);
        assert_eq!(Table::Section("budget").keys(), ["unit", "lines"]);
        assert_eq!(Table::Line.keys(), ["name", "under", "of_which", "amount", "amounts"]);
        assert_eq!(Table::Function.keys(), ["id", "name", "content", "amount", "amounts", "indicators"]);
    }
}
