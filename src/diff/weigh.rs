//! What differs between two nodes that are the same row.

use super::names::{levels, line_paths};
use super::{Difference, Kind, Matching, Pair, Rows, order};
use crate::model::{Amount, Amounts, BudgetTree, Column, Field, Filing, Indicator, MoneyUnit, Place};
use crate::value::{self, Shift};
use rust_decimal::Decimal;
use std::collections::HashSet;

/// Compares the nodes of two filings.
pub(super) struct Weigh<'a> {
    left: &'a Filing,
    right: &'a Filing,
    rows: &'a Rows,
    matching: Matching,
    /// The parents of the budget lines on both sides.
    parents: (Vec<Option<usize>>, Vec<Option<usize>>),
    /// Right places whose order changed.
    reordered: HashSet<Place>,
}

/// The accepted findings as one difference.
pub(super) fn accepted(left: &Filing, right: &Filing) -> Difference {
    let text = |filing: &Filing| {
        let lines: Vec<String> = filing.allows.iter().map(|it| format!("{} {}", it.rule, it.at)).collect();
        lines.join("\n")
    };
    let at = Pair { left: Some(Place::Filing), right: Some(Place::Filing) };
    Difference { kind: Kind::Accepted, at, field: None, before: text(left), after: text(right) }
}

impl<'a> Weigh<'a> {
    pub(super) fn new(left: &'a Filing, right: &'a Filing, rows: &'a Rows, matching: Matching) -> Self {
        let parents = |filing: &Filing| {
            let tree = BudgetTree::of(&filing.budget);
            (0..filing.budget.lines.len()).map(|idx| tree.parent(idx)).collect()
        };
        let mut weigh = Self {
            left,
            right,
            rows,
            matching,
            parents: (parents(left), parents(right)),
            reordered: HashSet::new(),
        };
        if matching == Matching::Identity {
            weigh.find_reordered();
        }
        weigh
    }

    fn find_reordered(&mut self) {
        let mut note = |places: Vec<(usize, Place)>| {
            let numbers: Vec<usize> = places.iter().map(|(old, _)| *old).collect();
            let moved = order::out_of_order(&numbers).into_iter().filter_map(|it| places.get(it));
            self.reordered.extend(moved.map(|(_, place)| *place));
        };
        let kept = |found: &[Option<usize>], place: fn(usize) -> Place| {
            found.iter().enumerate().filter_map(|(new, old)| Some(((*old)?, place(new)))).collect()
        };
        note(kept(&self.rows.lines, Place::BudgetLine));
        note(kept(&self.rows.functions, Place::Function));
        for (function, found) in self.rows.indicators.iter().enumerate() {
            let home = self.rows.functions.get(function).copied().flatten();
            let own = |(new, old): (usize, &Option<(usize, usize)>)| {
                let (from, idx) = (*old)?;
                (Some(from) == home).then_some((idx, Place::Indicator(function, new)))
            };
            note(found.iter().enumerate().filter_map(own).collect());
        }
    }

    /// The differences of a pair, the heaviest first.
    pub(super) fn differences(&mut self, at: Pair) -> Vec<Difference> {
        let mut found = Vec::new();
        let whole =
            |kind: Kind| Difference { kind, at, field: None, before: String::new(), after: String::new() };
        match (at.left, at.right) {
            (Some(left), Some(right)) => {
                self.moved(at, left, right, &mut found);
                self.fields(at, left, right, &mut found);
            }
            (None, Some(right)) if self.is_shown(self.right, right) => found.push(whole(Kind::Added)),
            (Some(left), None) if self.is_shown(self.left, left) => found.push(whole(Kind::Removed)),
            _ => {}
        }
        found
    }

    /// Whether a row is one to a person: the nameless function is only what holds the list.
    fn is_shown(&self, filing: &Filing, place: Place) -> bool {
        let Place::Function(idx) = place else { return true };
        self.matching == Matching::Identity || filing.functions.get(idx).is_some_and(|it| !it.is_whole_list())
    }

    fn moved(&self, at: Pair, left: Place, right: Place, found: &mut Vec<Difference>) {
        let is_moved = match (left, right) {
            (Place::Indicator(from, old), Place::Indicator(to, new)) => {
                let home = self.rows.functions.get(to).copied().flatten();
                let levels_of = |filing: &Filing, function, idx| filing.indicator(function, idx).map(levels);
                home != Some(from) || levels_of(self.left, from, old) != levels_of(self.right, to, new)
            }
            (Place::BudgetLine(old), Place::BudgetLine(new)) => {
                let (was, is) = (self.parents.0.get(old), self.parents.1.get(new));
                let is = is.copied().flatten().map(|it| self.rows.lines.get(it).copied().flatten());
                was.copied().flatten().map(Some) != is
            }
            _ => false,
        };
        if is_moved {
            let (before, after) = (Self::home_of(self.left, left), Self::home_of(self.right, right));
            found.push(Difference { kind: Kind::Moved, at, field: None, before, after });
        } else if self.reordered.contains(&right) {
            let (before, after) = (number(left), number(right));
            found.push(Difference { kind: Kind::Reordered, at, field: None, before, after });
        }
    }

    /// The labels above a row.
    fn home_of(filing: &Filing, place: Place) -> String {
        match place {
            Place::Indicator(function, idx) => {
                let label = filing.functions.get(function).map_or("", crate::model::Function::label);
                let it = filing.indicator(function, idx);
                let levels = it.map_or(["", ""], |it| [it.level1.as_str(), it.level2.as_str()]);
                let labels = std::iter::once(label).chain(levels).filter(|it| !it.is_empty());
                labels.collect::<Vec<_>>().join("/")
            }
            Place::BudgetLine(idx) => {
                let paths = line_paths(filing);
                let above = paths.get(idx).and_then(|it| it.split_last()).map(|(_, above)| above.join("/"));
                above.unwrap_or_default()
            }
            Place::Filing | Place::Function(_) => String::new(),
        }
    }

    fn fields(&self, at: Pair, left: Place, right: Place, found: &mut Vec<Difference>) {
        let is_moved = found.iter().any(|it| it.kind == Kind::Moved);
        for field in self.compared(left, is_moved) {
            let before = self.left.get(left, &field).unwrap_or_default().into_owned();
            let after = self.right.get(right, &field).unwrap_or_default().into_owned();
            if before != after {
                let kind = self.kind(&field, left, right, (&before, &after));
                found.push(Difference { kind, at, field: Some(field), before, after });
            }
        }
        let (old, new) = (amounts(self.left, left), amounts(self.right, right));
        self.money(at, old, new, found);
    }

    /// The fields that are compared; labels of a row that moved are told as its move.
    fn compared(&self, place: Place, is_moved: bool) -> Vec<Field> {
        let is_of_import = |it: &Field| matches!(it, Field::Doubt | Field::SourceLine);
        let fields: &[Field] = match place {
            Place::Filing => &Field::OF_FILING,
            Place::BudgetLine(_) => &[Field::LineName, Field::OfWhich],
            Place::Function(_) => &Field::OF_FUNCTION,
            Place::Indicator(..) => &Field::OF_INDICATOR,
        };
        let is_left_out = |it: &Field| {
            (is_moved && matches!(it, Field::Level1 | Field::Level2))
                || (self.matching == Matching::Names && is_of_import(it))
        };
        fields.iter().filter(|it| !is_left_out(it)).cloned().collect()
    }

    fn kind(&self, field: &Field, left: Place, right: Place, (before, after): (&str, &str)) -> Kind {
        match field {
            Field::Target | Field::TargetHalf => Kind::Target(self.shift(left, right, before, after)),
            Field::IndicatorName | Field::FunctionName | Field::LineName => Kind::Renamed,
            _ => Kind::Text,
        }
    }

    fn shift(&self, left: Place, right: Place, before: &str, after: &str) -> Shift {
        let name = |filing: &'a Filing, place: Place| match place {
            Place::Indicator(function, idx) => {
                filing.indicator(function, idx).map_or("", |it: &Indicator| it.name.as_str())
            }
            _ => "",
        };
        let name = [name(self.right, right), name(self.left, left)].into_iter().find(|it| !it.is_empty());
        let (old, new) = (value::parse(before), value::parse(after));
        value::shift(name.unwrap_or(""), (&old, self.left.year), (&new, self.right.year))
    }

    fn money(
        &self,
        at: Pair,
        old: Option<&'a Amounts>,
        new: Option<&'a Amounts>,
        found: &mut Vec<Difference>,
    ) {
        let (Some(old), Some(new)) = (old, new) else { return };
        let other_only = self.matching == Matching::Names;
        // What one form prints in its only column is the full year's or the total of a form with several.
        let counterpart = |column: &'a Column, other: &Amounts| match column {
            Column::Only if other_only && other.get(column).is_none() => {
                [Column::Full, Column::Total].into_iter().find(|it| other.get(it).is_some())
            }
            _ => None,
        };
        let mut columns: Vec<(Column, Column)> = Vec::new();
        for (column, _) in &old.0 {
            columns.push((column.clone(), counterpart(column, new).unwrap_or_else(|| column.clone())));
        }
        for (column, _) in &new.0 {
            if !columns.iter().any(|(_, it)| it == column) {
                let left = counterpart(column, old).unwrap_or_else(|| column.clone());
                columns.retain(|(it, _)| *it != left);
                columns.push((left, column.clone()));
            }
        }
        for (was, column) in columns {
            let (before, after) = (old.get(&was), new.get(&column));
            if before == after && self.left.budget.unit == self.right.budget.unit {
                continue;
            }
            let delta = self.delta(before, after);
            // The same money in other writing is a difference only where the file is what counts.
            let is_same = delta.is_some_and(|it| it.is_zero()) && before.is_some() && after.is_some();
            if is_same && (self.matching == Matching::Names || before == after) {
                continue;
            }
            let text = |it: Option<&Amount>| it.map(|it| it.text().to_owned()).unwrap_or_default();
            let field = Some(Field::Amount(column));
            let kind = Kind::Money(delta);
            found.push(Difference { kind, at, field, before: text(before), after: text(after) });
        }
    }

    /// By how much an amount rose: in 元 where both units are known, else as printed. A blank is missing and not zero,
    /// so that nothing can be said of it.
    fn delta(&self, before: Option<&Amount>, after: Option<&Amount>) -> Option<Decimal> {
        let in_unit = |amount: Option<&Amount>, unit: Option<MoneyUnit>| {
            let number = amount?.value()?;
            unit.map_or(Some(number), |it| number.checked_mul(it.in_yuan()))
        };
        let (old, new) = (self.left.budget.unit, self.right.budget.unit);
        // An unknown unit is taken for the other's.
        let (old, new) = (old.or(new), new.or(old));
        in_unit(after, new)?.checked_sub(in_unit(before, old)?)
    }
}

fn number(place: Place) -> String {
    match place {
        Place::Filing => String::new(),
        Place::BudgetLine(idx) | Place::Function(idx) | Place::Indicator(_, idx) => (idx + 1).to_string(),
    }
}

fn amounts(filing: &Filing, place: Place) -> Option<&Amounts> {
    match place {
        Place::BudgetLine(idx) => filing.budget.lines.get(idx).map(|it| &it.amounts),
        Place::Function(idx) => filing.functions.get(idx).map(|it| &it.amounts),
        Place::Filing | Place::Indicator(..) => None,
    }
}
