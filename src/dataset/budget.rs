//! The rows of the table of money: every amount of the budget and of tasks, as printed and in 元.

use super::Source;
use super::cell::Cell;
use super::layout::{ByPlace, Head};
use super::rows::Rows;
use crate::model::{Amount, Amounts, Column, MoneyUnit, Place};

/// What the amounts stand in.
struct Item<'a> {
    part: &'static str,
    number: usize,
    name: &'a str,
    under: &'a str,
    of_which: bool,
    amounts: &'a Amounts,
}

/// Adds a row for each amount; a line without any amount has one row.
pub fn add(rows: &mut Rows, head: &Head<'_>, source: &Source<'_>) {
    let found = ByPlace::of(source.findings);
    let filing = source.filing;
    let lines = filing.budget.lines.iter().enumerate().map(|(idx, it)| {
        let (name, under) = (it.name.as_str(), it.under.as_str());
        let of_which = it.of_which;
        (
            Place::BudgetLine(idx),
            Item { part: "budget", number: idx + 1, name, under, of_which, amounts: &it.amounts },
        )
    });
    let tasks = filing.functions.iter().enumerate().filter(|(_, it)| !it.amounts.is_empty());
    let tasks = tasks.map(|(idx, it)| {
        let name = if it.name.is_empty() { &it.id } else { &it.name };
        (
            Place::Function(idx),
            Item {
                part: "function",
                number: idx + 1,
                name,
                under: "",
                of_which: false,
                amounts: &it.amounts,
            },
        )
    });
    for (place, item) in lines.chain(tasks) {
        let mut push = |amount: Option<&(Column, Amount)>| {
            let own = cells(&item, amount, filing.budget.unit);
            rows.push(head.with(own.into_iter().chain(found.at(place).cells())));
        };
        if item.amounts.is_empty() {
            push(None);
        }
        item.amounts.0.iter().for_each(|it| push(Some(it)));
    }
}

fn cells<'a>(
    item: &Item<'a>,
    amount: Option<&'a (Column, Amount)>,
    unit: Option<MoneyUnit>,
) -> [Cell<'a>; 10] {
    let number = amount.and_then(|(_, it)| it.value());
    let yuan = number.and_then(|it| it.checked_mul(unit?.in_yuan()));
    [
        item.part.into(),
        item.number.into(),
        item.name.into(),
        item.under.into(),
        item.of_which.into(),
        amount.map(|(column, _)| column.key()).into(),
        amount.map(|(_, it)| it.text()).into(),
        unit.map(MoneyUnit::word).into(),
        number.into(),
        yuan.into(),
    ]
}
