//! The budget identities: every relation that a filing's money block implies, one result each.
//!
//! Derived from the structure of the lines and from names that all forms share, never from the province. All
//! arithmetic is decimal and cannot overflow; a filing without money answers "not applicable", never "pass".
//! The rules B01 to B13 turn results into findings; [`summary()`] turns them into the line of the check bar.

pub mod annual;
pub mod block;
mod compare;
pub mod hint;
pub mod identity;
mod lost;
pub mod names;
mod pairs;
mod parts;
mod rows;
pub mod slip;
mod summary;
mod sums;
pub mod tolerance;

pub use hint::{Hint, Slip};
pub use identity::{Cell, Identity, Kind, Missing, Part, Relation, Span, State, Value};
pub use summary::{SummaryPart, difference_text, summary};
pub use sums::Sums;

use crate::model::{Column, Filing, Place};
use block::Block;
use rust_decimal::Decimal;

/// Whether the filing prints money at all: lines, or tasks with amounts.
pub fn has_money(filing: &Filing) -> bool {
    !filing.budget.lines.is_empty() || filing.functions.iter().any(|it| !it.amounts.is_empty())
}

/// All identities of a filing: sums of lines and tasks, pairs of totals, sums within rows. A filing without a
/// money block has one, [`Kind::NoMoney`]; one whose lines imply no relation has none.
pub fn identities(filing: &Filing) -> Vec<Identity> {
    if !has_money(filing) {
        return vec![no_money()];
    }
    let block = Block::of(filing);
    let mut found = Vec::new();
    parts::derive(&block, &mut found);
    pairs::derive(&block, &mut found);
    rows::derive(&block, &mut found);
    lost::derive(&block, &mut found);
    found
}

fn no_money() -> Identity {
    Identity {
        kind: Kind::NoMoney,
        total: Part { at: Place::Filing, column: Column::Only, name: String::new(), value: Value::Blank },
        parts: Vec::new(),
        sum: None,
        difference: None,
        tolerance: Decimal::ZERO,
        unit: None,
        state: State::NotApplicable,
        hint: None,
    }
}

#[cfg(test)]
mod mutations;
#[cfg(test)]
pub mod samples;
#[cfg(test)]
mod tests;
