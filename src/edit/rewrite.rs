//! One filing → another, as changes: what was edited elsewhere becomes one step that can be undone.
//!
//! It must not know where the other comes from. Invariant: the changes made from `old` give `new` but for the
//! identities of rows in their files and the source; rows that say the same stay themselves.

use super::{Change, Row};
use crate::model::{Amounts, BudgetLine, Field, Filing, Function, Indicator, Place, RowId};

/// The changes that make the filing say what the other says; `None` where no changes do.
pub fn rewrite(old: &Filing, new: &Filing) -> Option<Vec<Change>> {
    let mut changes = Vec::new();
    push_fields(&mut changes, (old, Place::Filing), (new, Place::Filing), Field::OF_FILING);
    let (old_lines, new_lines) = (&old.budget.lines, &new.budget.lines);
    let lines = stretch(old_lines, new_lines);
    push_rows(&mut changes, &lines, Place::BudgetLine, |idx| new_lines.get(idx).map(fresh_line));
    push_functions(&mut changes, old, new);
    if old.allows != new.allows {
        changes.push(Change::Allows { to: new.allows.clone() });
    }
    let mut made = old.clone();
    for change in &changes {
        change.clone().apply(&mut made)?;
    }
    (plain(&made) == plain(new)).then_some(changes)
}

/// The rows of a list that differ: from where on, how many go and how many come.
struct Stretch {
    first: usize,
    n_old: usize,
    n_new: usize,
}

/// Leaves out what is the same at both ends.
fn stretch<T: PartialEq>(old: &[T], new: &[T]) -> Stretch {
    let first = old.iter().zip(new).take_while(|(left, right)| left == right).count();
    let most = old.len().min(new.len()) - first;
    let same = old.iter().rev().zip(new.iter().rev()).take(most);
    let n_after = same.take_while(|(left, right)| left == right).count();
    Stretch { first, n_old: old.len() - first - n_after, n_new: new.len() - first - n_after }
}

/// Takes the rows that differ away and puts the new ones there.
fn push_rows(
    changes: &mut Vec<Change>,
    rows: &Stretch,
    place: impl Fn(usize) -> Place,
    row: impl Fn(usize) -> Option<Row>,
) {
    let first = rows.first;
    changes.extend((0..rows.n_old).map(|_| Change::Remove { at: place(first) }));
    for idx in first..first + rows.n_new {
        if let Some(row) = row(idx) {
            changes.push(Change::Insert { at: place(idx), row: Box::new(row) });
        }
    }
}

/// Functions that stand one beside the other are changed in place; the others go and come whole.
fn push_functions(changes: &mut Vec<Change>, old: &Filing, new: &Filing) {
    let rows = stretch(&old.functions, &new.functions);
    let n_both = if rows.n_old == rows.n_new { rows.n_old } else { 0 };
    for idx in rows.first..rows.first + n_both {
        let (Some(left), Some(right)) = (old.functions.get(idx), new.functions.get(idx)) else { continue };
        let at = Place::Function(idx);
        push_fields(changes, (old, at), (new, at), Field::OF_FUNCTION);
        push_amounts(changes, at, &left.amounts, &right.amounts);
        push_indicators(changes, (old, new), idx, (&left.indicators, &right.indicators));
    }
    if n_both == 0 {
        push_rows(changes, &rows, Place::Function, |idx| new.functions.get(idx).map(fresh_function));
    }
}

fn push_indicators(
    changes: &mut Vec<Change>,
    (old, new): (&Filing, &Filing),
    function: usize,
    (left, right): (&[Indicator], &[Indicator]),
) {
    let rows = stretch(left, right);
    let place = |idx: usize| Place::Indicator(function, idx);
    if rows.n_old == rows.n_new {
        for idx in rows.first..rows.first + rows.n_old {
            push_fields(changes, (old, place(idx)), (new, place(idx)), Field::OF_INDICATOR);
        }
    } else {
        push_rows(changes, &rows, place, |idx| right.get(idx).map(fresh_indicator));
    }
}

fn push_fields(
    changes: &mut Vec<Change>,
    (old, old_at): (&Filing, Place),
    (new, new_at): (&Filing, Place),
    fields: impl IntoIterator<Item = Field>,
) {
    for field in fields {
        let (before, after) = (old.get(old_at, &field), new.get(new_at, &field));
        if before != after {
            let text = after.unwrap_or_default().into_owned();
            changes.push(Change::Set { at: old_at, field, text });
        }
    }
}

fn push_amounts(changes: &mut Vec<Change>, at: Place, old: &Amounts, new: &Amounts) {
    let gone = old.0.iter().filter(|(column, _)| !new.0.iter().any(|(it, _)| it == column));
    changes.extend(gone.map(|(column, _)| set_amount(at, column, "")));
    let changed = new.0.iter().filter(|it| !old.0.contains(it));
    changes.extend(changed.map(|(column, amount)| set_amount(at, column, amount.text())));
}

fn set_amount(at: Place, column: &crate::model::Column, text: &str) -> Change {
    Change::Set { at, field: Field::Amount(column.clone()), text: text.to_owned() }
}

/// A row as a new one of the file: its identity in another text means nothing in this one.
fn fresh_line(it: &BudgetLine) -> Row {
    Row::Line(BudgetLine { row: RowId::default(), ..it.clone() })
}

fn fresh_indicator(it: &Indicator) -> Row {
    Row::Indicator(Indicator { row: RowId::default(), ..it.clone() })
}

fn fresh_function(it: &Function) -> Row {
    let indicators =
        it.indicators.iter().map(|it| Indicator { row: RowId::default(), ..it.clone() }).collect();
    Row::Function(Function { row: RowId::default(), indicators, ..it.clone() })
}

/// A filing without the order of its amounts and its source.
fn plain(filing: &Filing) -> Filing {
    let mut it = filing.clone();
    it.source = None;
    let lines = it.budget.lines.iter_mut().map(|it| &mut it.amounts);
    for amounts in lines.chain(it.functions.iter_mut().map(|it| &mut it.amounts)) {
        amounts.0.sort_by(|left, right| left.0.cmp(&right.0));
    }
    it
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Allow, Amount, Column};

    fn indicator(name: &str, target: &str) -> Indicator {
        Indicator { row: RowId(7), name: name.into(), target: target.into(), ..Indicator::default() }
    }

    fn line(name: &str, amount: &str) -> BudgetLine {
        let amounts = Amounts(vec![(Column::Only, Amount::printed(amount))]);
        BudgetLine { row: RowId(3), name: name.into(), amounts, ..BudgetLine::default() }
    }

    fn filing() -> Filing {
        let indicators =
            vec![indicator("巡查次数", "≥24次"), indicator("整改率", "≥95%"), indicator("满意度", "≥90%")];
        let mut filing = Filing { year: Some(2025), ..Filing::default() };
        filing.functions = vec![
            Function { id: "职能1".into(), indicators, ..Function::default() },
            Function { id: "职能2".into(), ..Function::default() },
        ];
        filing.budget.lines = vec![line("收入", "10"), line("支出", "12")];
        filing
    }

    /// The new filing comes about in so many changes, and undoing them gives the old one.
    fn check(edit: impl Fn(&mut Filing), n_changes: usize) {
        let (old, mut new) = (filing(), filing());
        edit(&mut new);
        let changes = rewrite(&old, &new).unwrap();
        assert_eq!(changes.len(), n_changes, "{changes:?}");
        let mut made = old.clone();
        let mut back: Vec<Change> = changes.into_iter().map(|it| it.apply(&mut made).unwrap()).collect();
        assert_eq!(made, new);
        while let Some(change) = back.pop() {
            change.apply(&mut made).unwrap();
        }
        assert_eq!(made, old);
    }

    #[test]
    fn what_was_edited_elsewhere_becomes_changes() {
        check(|_| {}, 0);
        check(|it| it.functions[0].indicators[1].target = "≥98%".into(), 1);
        check(|it| it.department.name = "清河市水务局".into(), 1);
        check(|it| it.functions[0].indicators.insert(1, indicator("清淤长度", "≥12公里")), 1);
        check(|it| drop(it.functions[0].indicators.remove(0)), 1);
        check(|it| it.functions[0].name = "负责河道管理".into(), 1);
        check(|it| it.budget.lines[1] = line("支出", "10"), 2);
        check(|it| it.functions.truncate(1), 1);
        check(|it| it.functions.insert(0, Function { id: "职能0".into(), ..Function::default() }), 1);
        check(|it| it.functions[1].amounts = Amounts(vec![(Column::Total, Amount::printed("3.50"))]), 1);
        check(|it| it.allows = vec![Allow { rule: "V06".into(), ..Allow::default() }], 1);
        check(|it| *it = Filing { functions: vec![Function::default()], ..Filing::default() }, 6);
    }

    #[test]
    fn new_rows_have_no_identity_of_another_text() {
        let mut new = filing();
        new.functions[0].indicators.push(indicator("清淤长度", "≥12公里"));
        let changes = rewrite(&filing(), &new).unwrap();
        let Some(Change::Insert { row, .. }) = changes.first() else { panic!("{changes:?}") };
        let Row::Indicator(row) = &**row else { panic!("{row:?}") };
        assert_eq!(row.row.0, 0);
    }
}
