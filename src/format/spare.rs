//! Rows of filings that are no longer needed, to be made into rows of the next filing that this thread reads: a row is
//! seven texts, and to let them go and ask for as many others is a good part of what reading costs.
//!
//! It must not know TOML. Invariants: a row that is handed out is as a new one, and few are kept.

use crate::model::{Filing, Indicator, RowId};
use std::cell::RefCell;

/// So many rows are kept: those of a few filings.
const MOST: usize = 256;

thread_local! {
    static ROWS: RefCell<Vec<Indicator>> = const { RefCell::new(Vec::new()) };
}

/// Lets a filing go whose like is read next on this thread. Without it nothing is lost but time.
pub fn let_go(filing: Filing) {
    ROWS.with_borrow_mut(|kept| {
        let rows = filing.functions.into_iter().flat_map(|it| it.indicators);
        kept.extend(rows.take(MOST.saturating_sub(kept.len())).map(cleared));
    });
}

/// A row without content.
pub(super) fn row() -> Indicator {
    ROWS.with_borrow_mut(Vec::pop).unwrap_or_default()
}

/// A row without its content, but with the room for it. Each field is named, so that none is forgotten.
fn cleared(it: Indicator) -> Indicator {
    let Indicator {
        row: _,
        mut level1,
        mut level2,
        mut work,
        mut project,
        mut name,
        mut target,
        mut target_half,
        mut note,
        mut standard,
        mut weight,
        line: _,
        mut doubt,
    } = it;
    let texts = [&mut level1, &mut level2, &mut work, &mut project, &mut name, &mut target];
    texts.into_iter().for_each(String::clear);
    let texts = [&mut target_half, &mut note, &mut standard, &mut weight, &mut doubt];
    texts.into_iter().for_each(String::clear);
    let (row, line) = (RowId::default(), None);
    Indicator {
        row,
        level1,
        level2,
        work,
        project,
        name,
        target,
        target_half,
        note,
        standard,
        weight,
        line,
        doubt,
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST, let_go, row};
    use crate::model::{Field, Filing, Function, Indicator};

    #[test]
    fn rows_that_were_let_go_are_as_new_ones_and_few_are_kept() {
        let mut full = Indicator { row: crate::model::RowId(7), ..Indicator::default() };
        for field in Field::OF_INDICATOR {
            full.set(&field, if field == Field::SourceLine { "12" } else { "群众满意度" }).unwrap();
        }
        let function = Function { indicators: vec![full; 2 * MOST], ..Function::default() };
        let_go(Filing { functions: vec![function], ..Filing::default() });
        let rows: Vec<Indicator> = (0..=MOST).map(|_| row()).collect();
        assert!(rows.iter().all(|it| *it == Indicator::default() && it.row.0 == 0));
        assert_eq!(rows.iter().filter(|it| it.name.capacity() > 0).count(), MOST);
    }
}
