//! How forms print amounts and order their columns.
//!
//! Invariant: a printed amount reads back as the same text.

use crate::model::{Amount, Column, grouped};

/// An amount with thousands separators and its printed decimals; what is no number stays as it is.
pub fn printed(amount: &Amount) -> String {
    match amount.value() {
        Some(value) if value.to_string() == amount.text() => grouped::grouped(value),
        _ => amount.text().to_owned(),
    }
}

/// Where a column stands among others, from left to right.
pub const fn order(column: &Column) -> u8 {
    match column {
        Column::Only => 0,
        Column::Half => 1,
        Column::Full => 2,
        Column::Total => 3,
        Column::Fiscal => 4,
        Column::Carryover => 5,
        Column::Other => 6,
        Column::Named(_) => 7,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_grouped_and_keep_their_decimals() {
        for (text, expected) in [
            ("14575.40", "14,575.40"),
            ("0.00", "0.00"),
            ("-1200", "-1,200"),
            ("约3000", "约3000"),
            ("007", "007"),
        ] {
            assert_eq!(printed(&Amount::printed(text)), expected);
        }
    }
}
