//! What the cells of a column say of it: that it holds levels, values, units or signs, whatever its heading is.
//!
//! Words of headings are as many as offices; what stands below them is alike everywhere. Must not change the grid.
//! Invariant: every look down is bounded.

use super::grid::Grid;
use super::raw::LabelKind;
use super::role::{self, Role};
use super::target::{self, Likeness};
use std::ops::Range;

/// How many rows below a heading tell what stands in its column.
const MAX_TRIED: usize = 24;

/// What stands in a column, in cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cells {
    /// Cells with a text.
    pub n: usize,
    /// Names of level 1 and of nothing else.
    n_level1: usize,
    /// Names of level 2 and of nothing else.
    n_level2: usize,
    /// Names of either level: 满意度指标.
    n_both: usize,
    /// Values, plain numbers and qualitative ones among them.
    n_values: usize,
    /// Units alone.
    n_units: usize,
    /// Whether a second row of headings names the column.
    is_named: bool,
}

impl Cells {
    /// What stands in this column in the first of these rows, headings aside.
    pub fn below(grid: &Grid, rows: Range<usize>, col: usize) -> Self {
        let mut found = Self::default();
        for id in rows.take(MAX_TRIED).filter_map(|row| grid.ids(row).find(|id| grid.col(*id) == col)) {
            found.add(grid.text(id));
        }
        found
    }

    fn add(&mut self, text: &str) {
        let label = LabelKind::of(text);
        let heading = role::find(text).filter(|_| !label.is_label());
        // A second row of headings, or one that is printed again.
        self.is_named |= matches!(heading, Some(Role::Level1 | Role::Level2 | Role::Name));
        if heading.is_some() {
            return;
        }
        self.n += 1;
        match (label.level1.is_some(), label.is_level2) {
            (true, true) => self.n_both += 1,
            (true, false) => self.n_level1 += 1,
            (false, true) => self.n_level2 += 1,
            (false, false) if is_unit(text) => self.n_units += 1,
            (false, false) if target::is_sign(text) => {}
            (false, false) => {
                self.n_values += usize::from(target::likeness(text) != Likeness::None);
            }
        }
    }

    /// The level whose names stand in the column.
    pub fn level(&self) -> Option<Role> {
        let n_labels = self.n_level1 + self.n_level2 + self.n_both;
        if self.is_named || n_labels == 0 || n_labels * 3 < self.n * 2 || (self.n == 1 && self.n_both == 1) {
            return None;
        }
        Some(if self.n_level2 < self.n_level1 || self.n_level2 == 0 { Role::Level1 } else { Role::Level2 })
    }

    /// Whether nothing but units stands in the column.
    pub const fn are_units(&self) -> bool {
        1 < self.n_units && self.n < self.n_units + 2 && self.n_values == 0
    }

    /// Whether most cells are values.
    pub const fn are_values(&self) -> bool {
        1 < self.n_values && self.n * 2 < self.n_values * 3
    }
}

/// The levels of columns whose headings name none, left of the column of the names: `heads` are the headings of a row
/// with what their words name, from left to right. Only where no words name the levels already.
pub fn levels(grid: &Grid, rows: &Range<usize>, heads: &[(Option<Role>, usize)]) -> Vec<(Role, usize)> {
    let has = |role| heads.iter().any(|it| it.0 == Some(role));
    if has(Role::Level1) || has(Role::Level2) || !(has(Role::Name) || has(Role::Target)) || heads.len() < 3 {
        return Vec::new();
    }
    let mut found: Vec<(Role, usize)> = heads
        .iter()
        .filter(|it| matches!(it.0, None | Some(Role::Other)))
        .filter_map(|it| Some((Cells::below(grid, rows.clone(), it.1).level()?, it.1)))
        .take(3)
        .collect();
    match found.as_mut_slice() {
        [_] => found,
        // Two columns of names of levels are those of both levels, the left one the first.
        [first, second] => {
            (first.0, second.0) = (Role::Level1, Role::Level2);
            found
        }
        _ => Vec::new(),
    }
}

/// Settles what words and cells say of the columns of a table: a column of units is no column of values, and of four
/// levels those count whose names stand below them.
pub fn settle(grid: &Grid, rows: &Range<usize>, columns: &mut [(Role, usize)]) {
    let cells = |col: usize| Cells::below(grid, rows.clone(), col);
    let has_unit = columns.iter().any(|it| it.0 == Role::Unit);
    if let Some(column) = columns.iter_mut().find(|it| it.0 == Role::Target)
        && cells(column.1).are_units()
    {
        column.0 = if has_unit { Role::Other } else { Role::Unit };
    }
    let level = |role: Role| columns.iter().find(|it| it.0 == role).map(|it| it.1);
    let third = columns.iter().position(|it| it.0 == Role::Work);
    if let (Some(first), Some(second), Some(third)) = (level(Role::Level1), level(Role::Level2), third)
        && let Some(third_col) = columns.get(third).map(|it| it.1)
        && cells(second).level() == Some(Role::Level1)
        && cells(third_col).level() == Some(Role::Level2)
    {
        // 绩效指标 | 产出指标 | 数量指标 | the indicator.
        for column in columns.iter_mut() {
            column.0 = match column.1 {
                it if it == first => Role::Other,
                it if it == second => Role::Level1,
                it if it == third_col => Role::Level2,
                _ => column.0,
            };
        }
    }
}

/// Whether a text is a unit and no number.
pub fn is_unit(text: &str) -> bool {
    target::is_unit(text) && !text.contains(char::is_numeric)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::reader;

    fn check(text: &str, expected: &[(Role, usize)]) {
        let grid = reader::read(text.as_bytes()).unwrap();
        let heads: Vec<(Option<Role>, usize)> =
            grid.ids(0).map(|id| (role::find(grid.text(id)), grid.col(id))).collect();
        assert_eq!(levels(&grid, &(1..grid.n_rows()), &heads), expected, "{text}");
    }

    #[test]
    fn levels_are_known_by_their_names() {
        use Role::{Level1, Level2};
        check(
            "大项\t小项\t三级指标\t指标值\n产出指标\t数量指标\t巡渠次数\t≥30次\n效益指标\t社会效益指标\t受益户数\t≥9户\n",
            &[(Level1, 0), (Level2, 1)],
        );
        check(
            "类型\t指标名称\t指标值\n数量指标\t巡渠次数\t≥30次\n质量指标\t完好率\t≥95%\n满意度指标\t农户满意度\t≥90%\n",
            &[(Level2, 0)],
        );
        check("类型\t指标名称\t指标值\n巡渠\t巡渠次数\t≥30次\n产出指标\t完好率\t≥95%\n", &[]);
        check("绩效指标\t\t指标值\n一级\t二级\t\n产出\t数量\t≥9户\n效益\t社会效益\t良好\n", &[]);
        check("大项\t二级指标\t三级指标\n产出指标\t数量指标\t巡渠次数\n", &[]);
    }

    #[test]
    fn units_alone_are_no_values() {
        let grid = reader::read("a\tb\tc\n次\t12\t≥3次\n%\t90\t良好\n人次\t8\t无\n".as_bytes()).unwrap();
        let cells = |col| Cells::below(&grid, 1..4, col);
        assert!(cells(0).are_units() && !cells(1).are_units() && !cells(2).are_units());
        assert!(cells(1).are_values() && cells(2).are_values() && !cells(0).are_values());
    }
}
