//! Which row of a filing is which row of its file.
//!
//! It must not know TOML. Invariant: a row of the file is matched with at most one row of the filing.

use crate::model::{Filing, RowId};
use std::collections::{HashMap, HashSet};

/// The rows that a file holds, in file order, by identity. Taken right after reading or saving.
#[derive(Clone, Debug, Default)]
pub struct FileRows {
    /// Functions.
    pub functions: Vec<RowId>,
    /// Indicators, across functions.
    pub indicators: Vec<RowId>,
    /// Budget lines.
    pub lines: Vec<RowId>,
}

impl FileRows {
    /// The rows of a filing as its file holds them now. Call it right after reading or saving.
    pub fn of(filing: &Filing) -> Self {
        Self {
            functions: filing.functions.iter().map(|it| it.row).collect(),
            indicators: filing.indicators().map(|(_, _, it)| it.row).collect(),
            lines: filing.budget.lines.iter().map(|it| it.row).collect(),
        }
    }
}

/// Gives every row that has no identity yet, or that of an earlier row, one of its own. For imported filings,
/// and for new rows once they are saved.
pub fn number_rows(filing: &mut Filing) {
    number(filing.budget.lines.iter_mut().map(|it| &mut it.row).collect());
    number(filing.functions.iter_mut().flat_map(|it| &mut it.indicators).map(|it| &mut it.row).collect());
    number(filing.functions.iter_mut().map(|it| &mut it.row).collect());
}

fn number(rows: Vec<&mut RowId>) {
    let mut highest = rows.iter().map(|it| it.0).max().unwrap_or(0);
    let mut seen = HashSet::new();
    for row in rows {
        if row.0 == 0 || !seen.insert(row.0) {
            highest = highest.saturating_add(1);
            row.0 = highest;
        }
    }
}

/// For each row of the filing, the row of the file that it is.
///
/// Rows without an identity of their own (imported filings that were saved before they were numbered) are matched
/// by `same` content, and what is left between two matches in order.
pub fn pair(file: &[RowId], now: &[RowId], same: impl Fn(usize, usize) -> bool) -> Vec<Option<usize>> {
    let mut by_id: HashMap<u32, usize> = HashMap::new();
    let mut nameless: Vec<usize> = Vec::new();
    for (idx, row) in file.iter().enumerate() {
        if row.0 == 0 || by_id.contains_key(&row.0) {
            nameless.push(idx);
        } else {
            by_id.insert(row.0, idx);
        }
    }
    let has_id: HashSet<u32> = file.iter().map(|it| it.0).collect();
    let mut found: Vec<Option<usize>> = now.iter().map(|it| by_id.remove(&it.0)).collect();
    let open: Vec<usize> = now
        .iter()
        .zip(&found)
        .enumerate()
        .filter(|(_, (row, found))| found.is_none() && has_id.contains(&row.0))
        .map(|(idx, _)| idx)
        .collect();
    for (now_idx, file_idx) in pair_nameless(&nameless, &open, same) {
        if let Some(slot) = found.get_mut(now_idx) {
            *slot = Some(file_idx);
        }
    }
    found
}

fn pair_nameless(file: &[usize], now: &[usize], same: impl Fn(usize, usize) -> bool) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let mut file_at = 0;
    let mut waiting: Vec<usize> = Vec::new();
    for now_idx in now {
        let rest = file.get(file_at..).unwrap_or_default();
        match rest.iter().position(|it| same(*it, *now_idx)) {
            Some(n_passed) => {
                pairs.extend(waiting.drain(..).zip(rest.iter().take(n_passed).copied()));
                pairs.extend(rest.get(n_passed).map(|it| (*now_idx, *it)));
                file_at += n_passed + 1;
            }
            None => waiting.push(*now_idx),
        }
    }
    pairs.extend(waiting.into_iter().zip(file.get(file_at..).unwrap_or_default().iter().copied()));
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_found_by_identity_and_else_by_content() {
        let check = |file: &[u32], now: &[u32], names: (&str, &str), expected: &[Option<usize>]| {
            let rows = |ids: &[u32]| ids.iter().map(|it| RowId(*it)).collect::<Vec<_>>();
            let same = |a: usize, b: usize| names.0.as_bytes()[a] == names.1.as_bytes()[b];
            assert_eq!(pair(&rows(file), &rows(now), same), expected, "{file:?} {now:?}");
        };
        check(&[1, 2, 3], &[3, 0, 1], ("abc", "cxa"), &[Some(2), None, Some(0)]);
        check(&[1, 2], &[1, 1, 7], ("ab", "aaz"), &[Some(0), None, None]);
        check(&[0, 0, 0], &[0, 0, 0], ("abc", "axc"), &[Some(0), Some(1), Some(2)]);
        check(&[0, 0, 0], &[0, 0], ("abc", "ac"), &[Some(0), Some(2)]);
        check(&[0, 0], &[0, 0, 0], ("ab", "axb"), &[Some(0), None, Some(1)]);
    }

    #[test]
    fn numbering_keeps_what_is_unique() {
        let mut rows = [RowId(0), RowId(4), RowId(4), RowId(2)];
        number(rows.iter_mut().collect());
        assert_eq!(rows.map(|it| it.0), [5, 4, 6, 2]);
    }
}
