//! Which cell of a row stands for which column, when rows have moved sideways.
//!
//! Judges content and position together and takes the cheapest order-keeping assignment. Knows nothing of what is
//! above or below the row. Invariant: bounded work a row; every cell has one role or none.

use super::grid::{CellId, Grid};
use super::raw::{self, LabelKind};
use super::role::Role;
use super::target::{self, Likeness};

/// Rows with more filled cells than this are no indicator rows.
const MAX_CELLS: usize = 24;

/// How far a row may have moved, in columns.
const SHIFTS: std::ops::RangeInclusive<i64> = -4..=4;

/// The cost of a cell that has no role.
const NO_ROLE: i64 = 50;

/// What a row is cheaper whose cells all stand in their columns.
const IN_PLACE: i64 = 2;

/// The same where a label above is merged over the row: the document itself says where the row's columns are.
const IN_PLACE_BESIDE_MERGED: i64 = 6;

/// What a cell's content says about it.
#[derive(Clone, Copy, Debug)]
#[allow(clippy::struct_excessive_bools, reason = "independent answers of independent recognizers")]
struct Content {
    col: i64,
    label: LabelKind,
    likeness: Likeness,
    is_number_label: bool,
    is_function: bool,
    is_sign: bool,
    is_unit: bool,
    is_figure: bool,
    n_chars: usize,
}

impl Content {
    fn of(grid: &Grid, id: CellId) -> Self {
        let text = grid.text(id);
        Self {
            col: i64::try_from(grid.col(id)).unwrap_or(i64::MAX / 2),
            label: LabelKind::of(text),
            likeness: target::likeness(text),
            is_number_label: raw::number(text).is_some(),
            is_function: raw::function_label(text).is_some(),
            is_sign: target::is_sign(text),
            is_unit: target::is_unit(text),
            is_figure: target::is_number(text),
            n_chars: text.chars().count(),
        }
    }

    /// What it costs to take the cell for this role, by content alone; tenths, lower is better.
    fn cost(&self, role: Role) -> i64 {
        if self.is_number_label {
            return if role == Role::Number { -40 } else { 90 };
        }
        if self.is_function {
            return match role {
                Role::Function => -40,
                Role::Note | Role::Standard => 20,
                _ => 80,
            };
        }
        match role {
            Role::Function => {
                if self.label.is_label() {
                    60
                } else {
                    10 + self.value_cost()
                }
            }
            Role::Level1 | Role::Level2 => self.level_cost(role),
            Role::Work | Role::Project => self.label_cost() + self.value_cost(),
            Role::Number => {
                if self.is_figure {
                    5
                } else {
                    90
                }
            }
            // A row without a name is rare, so a name is worth a position that is a little off.
            Role::Name => match self.likeness {
                Likeness::None => self.label_cost() / 4 - 40,
                Likeness::Weak => -25,
                Likeness::Strong => -10,
            },
            Role::Target | Role::Half => match self.likeness {
                Likeness::Strong => -30,
                Likeness::Weak => -20,
                Likeness::None if self.is_sign || self.is_unit => 10,
                // A phrase that no list knows: short ones are likely, sentences are not.
                Likeness::None if self.n_chars < 11 => self.label_cost() - 10,
                Likeness::None => 20 + self.label_cost(),
            },
            Role::Sign => {
                if self.is_sign {
                    -30
                } else {
                    40
                }
            }
            Role::Unit => {
                if self.is_unit {
                    -20
                } else if self.n_chars < 6 {
                    // A note in the column beside it is no cheaper: a unit that no list knows stays one.
                    5
                } else {
                    40
                }
            }
            Role::Serial => {
                if self.is_figure {
                    -15
                } else {
                    60
                }
            }
            Role::Weight => {
                if self.is_figure {
                    -28
                } else if self.likeness == Likeness::Strong {
                    15
                } else {
                    40
                }
            }
            Role::Note | Role::Standard => {
                self.label_cost() / 2 + if self.likeness == Likeness::None { 0 } else { 10 }
            }
            Role::Past => self.past_cost(),
            Role::Other => 5,
        }
    }

    /// A value beside that of the year is no cheaper there than in the column of the year.
    const fn past_cost(&self) -> i64 {
        match self.likeness {
            Likeness::Strong => -22,
            Likeness::Weak => -12,
            Likeness::None => 5,
        }
    }

    fn level_cost(&self, role: Role) -> i64 {
        let LabelKind { level1, is_level2 } = self.label;
        match (role, level1.is_some(), is_level2) {
            (Role::Level1, true, _) | (Role::Level2, _, true) => -30,
            (Role::Level1, false, true) => 18,
            (Role::Level2, true, false) => 20,
            (Role::Level1, ..) => 15 + self.value_cost(),
            _ => 4 + self.value_cost(),
        }
    }

    const fn label_cost(&self) -> i64 {
        if self.label.is_label() { 50 } else { 0 }
    }

    /// What a value costs where a label or a name belongs.
    const fn value_cost(&self) -> i64 {
        match self.likeness {
            Likeness::None => 0,
            Likeness::Weak => 15,
            Likeness::Strong => 50,
        }
    }
}

/// The role of each cell, and how far the right part of the row has moved.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Alignment {
    /// Cells with their roles, left to right.
    pub roles: Vec<(CellId, Role)>,
    /// Columns that the row has moved to the right.
    pub shift: i64,
}

impl Alignment {
    /// The cell of a role.
    pub fn cell(&self, role: Role) -> Option<CellId> {
        self.roles.iter().find(|(_, it)| *it == role).map(|(id, _)| *id)
    }
}

/// The cheapest assignment of a row's cells to columns.
pub fn align(grid: &Grid, row: usize, ids: &[CellId], columns: &[(Role, usize)]) -> Option<Alignment> {
    if ids.is_empty() || MAX_CELLS < ids.len() {
        return None;
    }
    let contents: Vec<Content> = ids.iter().map(|id| Content::of(grid, *id)).collect();
    let moved = SHIFTS.map(|shift| (cheapest(&contents, columns, shift), shift));
    in_place(grid, row, ids, &contents, columns)
        .map(|it| (it, 0))
        .into_iter()
        .chain(moved)
        .min_by_key(|((cost, _), shift)| (*cost, shift.abs()))
        .map(|((_, roles), shift)| Alignment {
            roles: ids.iter().zip(roles).filter_map(|(id, role)| role.map(|it| (*id, it))).collect(),
            shift,
        })
}

/// The roles that the places of the cells say, where every cell stands in a column and something speaks for the row
/// not having moved: it begins with its level 1, or a label above is merged over it.
fn in_place(
    grid: &Grid,
    row: usize,
    ids: &[CellId],
    contents: &[Content],
    columns: &[(Role, usize)],
) -> Option<(i64, Roles)> {
    let first = grid.col(*ids.first()?);
    let is_level = |role: Role| matches!(role, Role::Level1 | Role::Level2);
    let is_merged = |col: usize| col < first && grid.covering(grid.line(row), col).is_some();
    let gain = if columns.iter().any(|(role, col)| is_level(*role) && is_merged(*col)) {
        IN_PLACE_BESIDE_MERGED
    } else if contents.iter().any(|it| it.label.level1.is_some()) {
        IN_PLACE
    } else {
        return None;
    };
    let (mut cost, mut roles) = (-gain, [None; MAX_CELLS]);
    for ((id, content), slot) in ids.iter().zip(contents).zip(&mut roles) {
        let (role, _) = columns.iter().find(|(_, col)| *col == grid.col(*id))?;
        cost += content.cost(*role);
        *slot = Some(*role);
    }
    Some((cost, roles))
}

/// The roles of the cells of a row, as far as they are settled. A plain array: it is copied for every cell and column.
type Roles = [Option<Role>; MAX_CELLS];

/// The cheapest roles for one shift, by dynamic programming over cells and columns.
fn cheapest(contents: &[Content], columns: &[(Role, usize)], shift: i64) -> (i64, Roles) {
    // `best[k]` is the cheapest way to place the cells so far using only the first `k` columns.
    let mut best: Vec<(i64, Roles)> = vec![(0, [None; MAX_CELLS]); columns.len() + 1];
    let mut next: Vec<(i64, Roles)> = Vec::with_capacity(best.len());
    for (n_cells, content) in contents.iter().enumerate() {
        next.clear();
        for (n_columns, (cost, roles)) in best.iter().enumerate() {
            let mut choice = (cost + NO_ROLE, *roles);
            let column = n_columns.checked_sub(1).and_then(|idx| columns.get(idx).zip(best.get(idx)));
            if let Some(((role, col), (before, roles))) = column {
                let cost = before + content.cost(*role) + distance(content, *role, *col, shift);
                if cost < choice.0 {
                    choice = (cost, *roles);
                    if let Some(it) = choice.1.get_mut(n_cells) {
                        *it = Some(*role);
                    }
                }
            }
            if let Some(fewer) = next.last().filter(|it| it.0 <= choice.0) {
                choice = *fewer;
            }
            next.push(choice);
        }
        std::mem::swap(&mut best, &mut next);
    }
    let (cost, roles) = best.pop().unwrap_or((0, [None; MAX_CELLS]));
    (cost + 3 * shift.abs(), roles)
}

/// What the position costs. The columns from the number on have moved together; those before may have stayed.
fn distance(content: &Content, role: Role, col: usize, shift: i64) -> i64 {
    let col = i64::try_from(col).unwrap_or(i64::MAX / 2);
    let moved = content.col.saturating_sub(col.saturating_add(shift)).saturating_abs();
    let stayed = content.col.saturating_sub(col).saturating_abs();
    let off = if role < Role::Number { moved.min(stayed) } else { moved };
    off.min(20) * 6
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::reader;

    const COLUMNS: [(Role, usize); 7] = [
        (Role::Level1, 0),
        (Role::Level2, 1),
        (Role::Work, 2),
        (Role::Project, 3),
        (Role::Name, 4),
        (Role::Half, 5),
        (Role::Target, 6),
    ];

    fn check(row: &str, expected: &[Role]) {
        let grid = reader::read(format!("{row}\nx\ty\n").as_bytes()).unwrap();
        let ids: Vec<CellId> = grid.ids(0).collect();
        let found = align(&grid, 0, &ids, &COLUMNS).unwrap();
        assert_eq!(found.roles.iter().map(|it| it.1).collect::<Vec<_>>(), expected, "{row}");
    }

    #[test]
    fn rows_that_moved_keep_their_roles() {
        use Role::{Half, Level1, Level2, Name, Target, Work};
        check("产出指标\t数量指标\t\t\t植树棵数\t>5棵\t>9棵", &[Level1, Level2, Name, Half, Target]);
        check("\t\t林地管护\t植树棵数\t>5棵\t>9棵\t", &[Work, Name, Half, Target]);
        check("植树棵数\t\t\t\t合格\t合格\t", &[Name, Half, Target]);
        check("\t林地\t植树棵数\t\t合格\t合格\t", &[Work, Name, Half, Target]);
        check("\t\t\t\t预算执行率\t>5%\t>9%", &[Name, Half, Target]);
        check("\t质量指标\t\t\t\t\t", &[Level2]);
    }
}
