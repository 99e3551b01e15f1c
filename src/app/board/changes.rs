//! What is changed in a filing since it was saved, and taking one change back.
//!
//! Invariant: when every change has been taken back, the filing says what was saved.

use super::super::State;
use super::sides::{summary, tell, tone};
use super::{Board, BoardKind, BoardRow, Cell, Column, Goal, Width};
use crate::diff::{self, Diff, Difference, Kind, Matching, Pair};
use crate::edit::{Change, Row};
use crate::messages::{HandText, KnowText, Text, Ui};
use crate::model::{Field, Filing, Function, Place};
use std::collections::HashMap;

/// The board; `None` when nothing is changed.
pub fn board(state: &State, entry: usize) -> Option<Board> {
    let it = state.entries.get(entry)?;
    let saved = it.saved_filing()?;
    let diff = diff::diff(saved, it.filing(), Matching::Identity);
    if diff.is_empty() {
        return None;
    }
    let row = |one: &Difference| {
        let (filing, place) = match (one.at.left, one.at.right) {
            (Some(left), None) => (saved, left),
            (_, right) => (it.filing(), right.unwrap_or(Place::Filing)),
        };
        let goal = Goal::Change(entry, nearest(&diff, one), Box::new(one.clone()));
        let says = tell(one, state.lang);
        let cells = vec![
            Cell::toned(one.kind.mark(), tone(one.kind)),
            Cell::plain(label(state, filing, place)),
            Cell::toned(says.clone(), tone(one.kind)),
        ];
        BoardRow { is_stop: true, detail: says, ..BoardRow::new(cells, goal) }
    };
    let rows = diff.differences.iter().map(row).collect();
    let columns = vec![
        Column::new("", Width::Content(1)),
        Column::new("", Width::Content(30)),
        Column::new("", Width::Share(1)),
    ];
    let title = state.say(KnowText::ChangesTitle).to_owned();
    let mut board = Board::new(BoardKind::Changes { entry }, title, columns, rows);
    board.note = summary(&diff.differences, state.lang);
    Some(board)
}

/// The board after the last change was taken back: it stays, so that a key too many changes nothing.
pub fn nothing_left(state: &State, entry: usize) -> Board {
    let rows = vec![BoardRow::heading(state.say(HandText::AllTakenBack))];
    let title = state.say(KnowText::ChangesTitle).to_owned();
    Board::new(BoardKind::Changes { entry }, title, vec![Column::new("", Width::Share(1))], rows)
}

/// What a row is called.
pub fn label(state: &State, filing: &Filing, place: Place) -> String {
    let field = match place {
        Place::Filing => return state.say(crate::messages::DiffText::Whole).to_owned(),
        Place::BudgetLine(_) => Field::LineName,
        Place::Function(idx) => {
            let function = filing.functions.get(idx);
            return function
                .map_or_else(String::new, |it| format!("{} {}", it.id, it.name).trim().to_owned());
        }
        Place::Indicator(..) => Field::IndicatorName,
    };
    let name = filing.get(place, &field).unwrap_or_default().into_owned();
    if name.is_empty() { Ui::NoName.text(state.lang).to_owned() } else { name }
}

/// The node to look at for a change: its own, or the one before a row that is gone.
fn nearest(diff: &Diff, one: &Difference) -> Place {
    if let Some(place) = one.at.right {
        return place;
    }
    let at = diff.pairs.iter().position(|it| *it == one.at).unwrap_or(0);
    diff.pairs.iter().take(at).rev().find_map(|it| it.right).unwrap_or(Place::Filing)
}

/// Takes one change back as one step.
///
/// # Errors
/// Why it cannot be taken back by itself.
pub fn revert(state: &mut State, entry: usize, difference: &Difference) -> Result<(), Ui> {
    state.may_edit(entry)?;
    let it = state.entries.get(entry).ok_or(Ui::NothingSelected)?;
    let saved = it.saved_filing().ok_or(Ui::NothingChanged)?;
    let diff = diff::diff(saved, it.filing(), Matching::Identity);
    // What was shown must still be so.
    if !diff.differences.contains(difference) {
        return Err(Ui::NothingChanged);
    }
    let back = Back { saved, diff: &diff };
    let before = nearest(&diff, difference);
    let (changes, after) = back.changes(difference)?;
    if let (Some(Field::LineName), Some(place)) = (&difference.field, difference.at.right) {
        // The lines under it name it as their parent.
        state.set_field(entry, &[place], &Field::LineName, &difference.before);
        return Ok(());
    }
    if state.make(entry, changes, before, after) { Ok(()) } else { Err(Ui::CannotRevert) }
}

struct Back<'a> {
    saved: &'a Filing,
    diff: &'a Diff,
}

impl Back<'_> {
    /// What takes a difference back, and where to look then.
    fn changes(&self, one: &Difference) -> Result<(Vec<Change>, Place), Ui> {
        let Pair { left, right } = one.at;
        let set = |at: Place, field: &Field, text: &str| Change::Set {
            at,
            field: field.clone(),
            text: text.to_owned(),
        };
        if let (Some(field), Some(at)) = (&one.field, right) {
            return Ok((vec![set(at, field, &one.before)], at));
        }
        match (one.kind, left, right) {
            (Kind::Accepted, ..) => {
                Ok((vec![Change::Allows { to: self.saved.allows.clone() }], Place::Filing))
            }
            (Kind::Added, _, Some(at)) => {
                self.may_go(at)?;
                Ok((vec![Change::Remove { at }], at))
            }
            (Kind::Removed, Some(old), _) => self.restored(old),
            (Kind::Moved, Some(Place::BudgetLine(old)), Some(at)) => {
                let under = self.saved.budget.lines.get(old).map_or("", |it| it.under.as_str());
                Ok((vec![set(at, &Field::Under, under)], at))
            }
            (Kind::Moved | Kind::Reordered, Some(old), Some(at)) => {
                let to = self.moved_to(old, at).ok_or(Ui::RevertRowsFirst)?;
                let mut changes = vec![Change::Move { from: at, to }];
                for field in [Field::Level1, Field::Level2] {
                    if let Some(text) = self.saved.get(old, &field).filter(|_| one.kind == Kind::Moved) {
                        changes.push(set(to, &field, &text));
                    }
                }
                Ok((changes, to))
            }
            _ => Err(Ui::CannotRevert),
        }
    }

    /// A new function may go when all its rows are new: others would go with it.
    fn may_go(&self, at: Place) -> Result<(), Ui> {
        let Place::Function(function) = at else { return Ok(()) };
        let is_old = |it: &Pair| {
            it.left.is_some() && matches!(it.right, Some(Place::Indicator(of, _)) if of == function)
        };
        if self.diff.pairs.iter().any(is_old) { Err(Ui::RevertRowsFirst) } else { Ok(()) }
    }

    /// The row put back. A row whose function is gone comes back with it.
    fn restored(&self, old: Place) -> Result<(Vec<Change>, Place), Ui> {
        let now = self.now_of();
        let old = match old {
            Place::Indicator(function, _) if !now.contains_key(&Place::Function(function)) => {
                Place::Function(function)
            }
            other => other,
        };
        let at = self.place_for(old).ok_or(Ui::CannotRevert)?;
        let row = match old {
            Place::Filing => return Err(Ui::CannotRevert),
            Place::BudgetLine(idx) => self.saved.budget.lines.get(idx).cloned().map(Row::Line),
            Place::Indicator(function, idx) => {
                self.saved.indicator(function, idx).cloned().map(Row::Indicator)
            }
            Place::Function(idx) => self.saved.functions.get(idx).map(|it| {
                // Rows that moved elsewhere stay there.
                let is_gone = |n: &usize| !now.contains_key(&Place::Indicator(idx, *n));
                let indicators = it.indicators.iter().enumerate().filter(|(n, _)| is_gone(n));
                let indicators = indicators.map(|(_, it)| it.clone()).collect();
                Row::Function(Function { indicators, ..it.clone() })
            }),
        };
        let row = Box::new(row.ok_or(Ui::CannotRevert)?);
        Ok((vec![Change::Insert { at, row }], at))
    }

    /// Where a saved row belongs among the rows of now: behind the nearest saved row before it that is still there.
    fn place_for(&self, old: Place) -> Option<Place> {
        let now = self.now_of();
        match old {
            Place::Filing => None,
            Place::BudgetLine(idx) => {
                let before = (0..idx).rev().find_map(|it| now.get(&Place::BudgetLine(it)));
                let Some(Place::BudgetLine(at)) = before else { return Some(Place::BudgetLine(0)) };
                Some(Place::BudgetLine(at + 1))
            }
            Place::Function(idx) => {
                let before = (0..idx).rev().find_map(|it| now.get(&Place::Function(it)));
                let Some(Place::Function(at)) = before else { return Some(Place::Function(0)) };
                Some(Place::Function(at + 1))
            }
            Place::Indicator(function, idx) => {
                let Place::Function(home) = *now.get(&Place::Function(function))? else { return None };
                let is_home = |it: &&Place| matches!(it, Place::Indicator(of, _) if *of == home);
                let before =
                    (0..idx).rev().find_map(|it| now.get(&Place::Indicator(function, it)).filter(is_home));
                let Some(Place::Indicator(_, at)) = before else { return Some(Place::Indicator(home, 0)) };
                Some(Place::Indicator(home, at + 1))
            }
        }
    }

    /// Where a row that moved goes back to: its place after it was taken out.
    fn moved_to(&self, old: Place, at: Place) -> Option<Place> {
        let to = self.place_for(old)?;
        let less = |from: usize, to: usize| if from < to { to - 1 } else { to };
        Some(match (at, to) {
            (Place::Indicator(from_function, from), Place::Indicator(function, to))
                if from_function == function =>
            {
                Place::Indicator(function, less(from, to))
            }
            (Place::Function(from), Place::Function(to)) => Place::Function(less(from, to)),
            (Place::BudgetLine(from), Place::BudgetLine(to)) => Place::BudgetLine(less(from, to)),
            _ => to,
        })
    }

    /// Where each saved row is now.
    fn now_of(&self) -> HashMap<Place, Place> {
        self.diff.pairs.iter().filter_map(|it| it.left.zip(it.right)).collect()
    }
}

#[cfg(test)]
mod tests;
