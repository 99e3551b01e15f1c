//! Tables of duties and activities whose rows carry money and goals beside their indicators: 职责活动, 年度预算数,
//! 内容描述, 绩效目标, 绩效指标, 评价标准 (优良中差).
//!
//! Takes what a function has of its own; indicators are read after it, by [`super::table`]. Invariant: a cell is marked
//! exactly when it went into a function or a goal.

use super::grid::{CellId, Grid};
use super::heading::Header;
use super::money;
use super::role::Role;
use super::slot;
use crate::model::{Amount, Amounts, Column, Filing, Function};
use std::ops::Range;

/// What a column of an activity holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// Its money.
    Amount,
    /// What is done.
    Content,
    /// What is to be reached.
    Goal,
}

/// Headings, reduced as [`slot::reduce`] does.
const HEADINGS: &[(Field, &[&str])] = &[
    (
        Field::Amount,
        &["年度预算数", "预算数", "年度预算", "预算金额", "预算资金", "年度预算金额", "资金安排", "资金额度"],
    ),
    (Field::Content, &["内容描述", "工作内容", "主要内容", "活动内容", "任务内容", "活动描述", "工作描述"]),
    (Field::Goal, &["绩效目标", "工作目标", "活动目标", "绩效目标描述", "预期目标"]),
];

/// What the column below a heading holds of an activity.
pub fn field(heading: &str) -> Option<Field> {
    let reduced = slot::reduce(heading);
    HEADINGS.iter().find(|(_, words)| words.contains(&reduced.as_str())).map(|it| it.0)
}

/// Whether a cell in a row of headings names such a column.
pub fn is_heading(text: &str) -> bool {
    field(text).is_some()
}

/// The functions of a table whose header begins in row `at`, without their indicators; none where no column is an
/// activity's. Goals go into the filing.
pub fn read(
    grid: &mut Grid,
    at: usize,
    rows: Range<usize>,
    header: &Header,
    filing: &mut Filing,
) -> Vec<Function> {
    let (Some(name_col), Some(first)) = (header.col(Role::Function), header.col(Role::Name)) else {
        return Vec::new();
    };
    let headings = (at..at + header.n_rows).flat_map(|row| grid.ids(row));
    let columns: Vec<(Field, usize)> = headings
        .filter_map(|id| Some((field(grid.text(id))?, grid.col(id))))
        .filter(|it| it.1 < first)
        .collect();
    if grid.is_words(at) || columns.is_empty() {
        return Vec::new();
    }
    let mut functions: Vec<Function> = Vec::new();
    for row in rows {
        let unused = grid.unused(row);
        let in_col = |col: usize| unused.iter().copied().find(|id| grid.col(*id) == col);
        let name = in_col(name_col);
        let own: Vec<(Field, CellId)> =
            columns.iter().filter_map(|(field, col)| Some((*field, in_col(*col)?))).collect();
        let has_indicator = unused.iter().any(|id| first <= grid.col(*id));
        // Sums and remarks below have a name alone.
        let Some(id) = name.filter(|_| has_indicator || !own.is_empty()) else {
            take_further(grid, &own, functions.last_mut(), filing);
            continue;
        };
        let text = grid.text(id).to_owned();
        if functions.last().is_none_or(|it| it.name != text) {
            functions.push(Function { name: text, ..Function::default() });
        }
        if !has_indicator {
            grid.field(id);
        }
        take_further(grid, &own, functions.last_mut(), filing);
    }
    functions
}

/// Takes the cells of a row into the function that it belongs to.
fn take_further(
    grid: &mut Grid,
    own: &[(Field, CellId)],
    function: Option<&mut Function>,
    filing: &mut Filing,
) {
    let Some(function) = function else { return };
    for (field, id) in own {
        let text = grid.text(*id).to_owned();
        match field {
            Field::Amount if function.amounts.is_empty() && money::is_amount(&text) => {
                let number = money::number_and_unit(&text).map_or(text.as_str(), |it| it.0);
                function.amounts = Amounts(vec![(Column::Only, Amount::printed(number))]);
            }
            Field::Content if function.content.is_empty() => function.content = text,
            Field::Goal => filing.goals.annual.push(text),
            _ => continue,
        }
        grid.field(*id);
    }
}
