//! One change of a filing. Applying it gives the change that takes it back, so undo and redo are the same code.

use crate::model::{Allow, BudgetLine, Field, Filing, Function, Indicator, Place};
use serde::{Deserialize, Serialize};

/// A row of a filing with all that it holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Row {
    /// A budget line.
    Line(BudgetLine),
    /// A function with its indicators.
    Function(Function),
    /// An indicator.
    Indicator(Indicator),
}

/// A change of a filing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// A field gets this text.
    Set {
        /// The node.
        at: Place,
        /// The field.
        field: Field,
        /// Its text afterwards.
        text: String,
    },
    /// A row is put at this place; the row there now and those after it move down.
    Insert {
        /// Where the row will be.
        at: Place,
        /// The row.
        row: Box<Row>,
    },
    /// The row at this place goes.
    Remove {
        /// Where the row is.
        at: Place,
    },
    /// A row moves; `to` is its place afterwards. Both places are of one kind.
    Move {
        /// Where the row is.
        from: Place,
        /// Where it will be.
        to: Place,
    },
    /// The list of accepted findings becomes this one.
    Allows {
        /// The list afterwards.
        to: Vec<Allow>,
    },
}

impl Change {
    /// Makes the change; the answer takes it back. `None`: the filing has no such place or the text does not suit
    /// the field, and nothing has changed.
    pub fn apply(self, filing: &mut Filing) -> Option<Self> {
        match self {
            Self::Set { at, field, text } => {
                let old = filing.get(at, &field)?.into_owned();
                filing.set(at, &field, &text).ok()?;
                Some(Self::Set { at, field, text: old })
            }
            Self::Insert { at, row } => insert(filing, at, *row).then_some(Self::Remove { at }),
            Self::Remove { at } => remove(filing, at).map(|row| Self::Insert { at, row: Box::new(row) }),
            Self::Allows { to } => Some(Self::Allows { to: std::mem::replace(&mut filing.allows, to) }),
            Self::Move { from, to } => {
                let row = remove(filing, from)?;
                if insert(filing, to, row.clone()) {
                    return Some(Self::Move { from: to, to: from });
                }
                insert(filing, from, row);
                None
            }
        }
    }
}

fn insert(filing: &mut Filing, at: Place, row: Row) -> bool {
    match (at, row) {
        (Place::BudgetLine(idx), Row::Line(line)) => insert_at(&mut filing.budget.lines, idx, line),
        (Place::Function(idx), Row::Function(function)) => insert_at(&mut filing.functions, idx, function),
        (Place::Indicator(function_idx, idx), Row::Indicator(indicator)) => filing
            .functions
            .get_mut(function_idx)
            .is_some_and(|function| insert_at(&mut function.indicators, idx, indicator)),
        _ => false,
    }
}

fn insert_at<T>(rows: &mut Vec<T>, idx: usize, row: T) -> bool {
    let fits = idx <= rows.len();
    if fits {
        rows.insert(idx, row);
    }
    fits
}

fn remove(filing: &mut Filing, at: Place) -> Option<Row> {
    fn take<T>(rows: &mut Vec<T>, idx: usize) -> Option<T> {
        (idx < rows.len()).then(|| rows.remove(idx))
    }
    match at {
        Place::Filing => None,
        Place::BudgetLine(idx) => take(&mut filing.budget.lines, idx).map(Row::Line),
        Place::Function(idx) => take(&mut filing.functions, idx).map(Row::Function),
        Place::Indicator(function_idx, idx) => {
            take(&mut filing.functions.get_mut(function_idx)?.indicators, idx).map(Row::Indicator)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filing() -> Filing {
        let indicator = |name: &str| Indicator { name: name.into(), ..Indicator::default() };
        Filing {
            year: Some(2025),
            functions: vec![
                Function {
                    indicators: vec![indicator("巡查次数"), indicator("整改率")],
                    ..Function::default()
                },
                Function { id: "职能2".into(), ..Function::default() },
            ],
            ..Filing::default()
        }
    }

    #[test]
    fn every_change_is_taken_back_by_its_answer() {
        let new = Box::new(Row::Indicator(Indicator { name: "新增".into(), ..Indicator::default() }));
        let changes = [
            Change::Set { at: Place::Filing, field: Field::Year, text: "2026".into() },
            Change::Insert { at: Place::Indicator(0, 2), row: new },
            Change::Remove { at: Place::Indicator(0, 0) },
            Change::Move { from: Place::Indicator(0, 0), to: Place::Indicator(0, 1) },
            Change::Move { from: Place::Indicator(0, 0), to: Place::Indicator(1, 0) },
            Change::Move { from: Place::Function(0), to: Place::Function(1) },
            Change::Remove { at: Place::Function(0) },
            Change::Allows { to: vec![Allow { rule: "V06".into(), ..Allow::default() }] },
        ];
        for change in changes {
            let mut edited = filing();
            let back = change.clone().apply(&mut edited).unwrap();
            assert_ne!(edited, filing(), "{change:?}");
            let again = back.apply(&mut edited).unwrap();
            assert_eq!(edited, filing(), "{change:?}");
            again.apply(&mut edited).unwrap();
            assert_ne!(edited, filing(), "{change:?}");
        }
    }

    #[test]
    fn an_impossible_change_changes_nothing() {
        let line = Box::new(Row::Line(BudgetLine::default()));
        let changes = [
            Change::Set { at: Place::Filing, field: Field::Year, text: "明年".into() },
            Change::Set { at: Place::Indicator(9, 0), field: Field::Target, text: "≥1".into() },
            Change::Insert { at: Place::Indicator(0, 0), row: line },
            Change::Remove { at: Place::Filing },
            Change::Move { from: Place::Indicator(0, 0), to: Place::Indicator(0, 9) },
        ];
        for change in changes {
            let mut edited = filing();
            assert_eq!(change.clone().apply(&mut edited), None, "{change:?}");
            assert_eq!(edited, filing(), "{change:?}");
        }
    }
}
