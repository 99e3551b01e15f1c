//! Cells that are labels of levels in tables without columns for them: a row for a label, or both levels in one cell.
//!
//! Knows one row at a time. Invariant: a cell is marked exactly when its label was taken.

use super::grid::{CellId, Grid};
use super::join;
use super::raw::{self, Label, LabelKind, RawRow};
use super::role::Role;

/// A row that holds the label of a level alone, perhaps with its number (一, （一）), where no column is for levels.
pub fn row(grid: &mut Grid, row: usize, ids: &[CellId], columns: &[(Role, usize)]) -> Option<RawRow> {
    let is_ordinal = |id: CellId| {
        let bare = join::bare(grid.text(id));
        bare.chars().all(|it| "一二三四五六七八九十().、".contains(it) || it.is_ascii_digit())
    };
    let (ordinal, label) = match ids {
        [label] => (None, *label),
        [ordinal, label] if is_ordinal(*ordinal) => (Some(*ordinal), *label),
        _ => return None,
    };
    let kind = LabelKind::of(grid.text(label));
    let has_levels = columns.iter().any(|it| matches!(it.0, Role::Level1 | Role::Level2));
    if has_levels || !kind.is_label() {
        return None;
    }
    let line = grid.line(row);
    let mut found = RawRow { line, ..RawRow::default() };
    let printed = Some(Label::new(grid.text(label), line));
    let level = if kind.level1.is_some() { &mut found.level1 } else { &mut found.level2 };
    *level = printed;
    for id in ordinal.into_iter().chain([label]) {
        grid.structure(id);
    }
    Some(found)
}

/// Both levels in one cell: 产出指标-数量指标.
pub fn pair(grid: &mut Grid, id: CellId, found: &mut RawRow) {
    let Some((level1, level2)) = raw::label_pair(grid.text(id)) else { return };
    found.level1 = Some(Label::new(level1, found.line));
    found.level2 = Some(Label::new(level2, found.line));
    grid.structure(id);
}

#[cfg(test)]
mod tests {
    use crate::import;

    #[test]
    fn labels_in_rows_of_their_own() {
        let text = "部门整体绩效目标表\n序号\t绩效指标\t指标值\t单位\n一\t产出指标\n（一）\t数量指标\n1\t巡查次数\t≥24\t次\n\
                    （二）\t质量指标\n1\t完好率\t≥95\t%\n二\t满意度指标\n1\t观众满意度\t≥92\t%\n";
        let filings = import::import("a.txt", text.as_bytes()).filings;
        let told: Vec<String> = filings
            .iter()
            .flat_map(|it| &it.functions)
            .flat_map(|it| &it.indicators)
            .map(|it| [&it.level1, &it.level2, &it.name, &it.target].map(String::as_str).join(" "))
            .collect();
        assert_eq!(
            told,
            [
                "产出指标 数量指标 巡查次数 ≥24次",
                "产出指标 质量指标 完好率 ≥95%",
                "满意度指标  观众满意度 ≥92%"
            ]
        );
        assert_eq!(import::account("a.txt", text.as_bytes()), []);
    }
}
