//! Labels that a table prints one character a row: 产 / 出 / 指 / 标 below each other.
//!
//! Must not know columns or levels. Invariant: only cells that spell a label of a form together are joined, and the
//! label stands where its first character stood.

use super::grid::{CellId, Grid};
use super::raw::LabelKind;
use super::slot::{self, Slot};
use std::collections::{HashMap, HashSet};

/// No label has more characters.
const MAX_CHARS: usize = 14;

/// Joins such labels; rows that held nothing else are gone.
pub fn join(grid: &mut Grid) {
    let mut columns: HashMap<usize, Vec<(usize, CellId)>> = HashMap::new();
    for row in (0..grid.n_rows()).filter(|it| !grid.is_words(*it)) {
        for id in grid.ids(row).filter(|id| is_single(grid.text(*id))) {
            columns.entry(grid.col(id)).or_default().push((row, id));
        }
    }
    let mut labels: HashMap<CellId, String> = HashMap::new();
    let mut gone: HashSet<CellId> = HashSet::new();
    for cells in columns.values() {
        for run in cells.chunk_by(|a, b| a.0 + 1 == b.0) {
            let mut rest = run;
            while let Some((first, tail)) = rest.split_first() {
                let (n_chars, text) = label(grid, rest).unwrap_or((1, String::new()));
                if 1 < n_chars {
                    labels.insert(first.1, text);
                    gone.extend(tail.iter().take(n_chars - 1).map(|it| it.1));
                }
                rest = rest.get(n_chars..).unwrap_or_default();
            }
        }
    }
    if labels.is_empty() {
        return;
    }
    let text = |_: usize, id: CellId| match labels.get(&id) {
        Some(label) => Some(label.clone()),
        None => (!gone.contains(&id)).then(|| grid.text(id).to_owned()),
    };
    *grid = grid.rewritten(text);
}

fn is_single(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(|it| ('\u{4e00}'..='\u{9fff}').contains(&it)) && chars.next().is_none()
}

/// The longest label that these cells begin with: the number of its characters, and its text.
fn label(grid: &Grid, cells: &[(usize, CellId)]) -> Option<(usize, String)> {
    let mut text = String::new();
    let mut found = None;
    for (n, (_, id)) in cells.iter().take(MAX_CHARS).enumerate() {
        text.push_str(grid.text(*id));
        let is_label = LabelKind::of(&text).is_label() || slot::find(&text) == Some(Slot::Indicators);
        if 0 < n && is_label {
            found = Some((n + 1, text.clone()));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::reader;

    #[test]
    fn characters_below_each_other_are_one_label() {
        let mut grid = reader::read(
            "绩\t产\t巡渠\t≥3次\n效\t出\t清淤\t≥5米\n指\t效\t增收\t≥9元\n标\t益\t\t\n甲\t乙\t丙\t丁\n"
                .as_bytes(),
        )
        .unwrap();
        join(&mut grid);
        let rows: Vec<Vec<&str>> =
            (0..grid.n_rows()).map(|row| grid.ids(row).map(|id| grid.text(id)).collect()).collect();
        let expected: [&[&str]; 4] = [
            &["绩效指标", "产出", "巡渠", "≥3次"],
            &["清淤", "≥5米"],
            &["效益", "增收", "≥9元"],
            &["甲", "乙", "丙", "丁"],
        ];
        assert_eq!(rows, expected);
    }
}
