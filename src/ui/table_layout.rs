//! Which columns of the table are seen and how wide they are.
//!
//! Frozen columns stay at the left when the others scroll below them. Invariant: the column of the cell cursor is
//! seen whole wherever the screen has room for it.

use super::table;
use crate::app::table::TableColumn;
use crate::app::{DraftKind, Mode, State, TableView};
use crate::model::Field;
use crate::text::width;

/// Columns of marks before the first cell.
pub const MARKS: usize = 3;
/// The least columns of a cell that is typed in.
const TYPED: usize = 14;
/// No column is narrower.
const LEAST: usize = 4;
/// Of the room, frozen columns take at most so much, in hundredths.
const FROZEN: usize = 65;

/// A column that is seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Which.
    pub column: TableColumn,
    /// Its columns on the screen, without the mark before it.
    pub width: usize,
}

/// The columns that are seen, from left to right.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableLayout {
    /// The columns.
    pub columns: Vec<Shown>,
    /// The first column that is not scrolled away, by its number among all.
    pub first: usize,
}

impl TableLayout {
    /// The layout of a table in so many columns of the screen.
    pub fn of(state: &State, view: &TableView, room: usize) -> Self {
        let room = room.saturating_sub(MARKS);
        let all: Vec<Shown> = state
            .table_columns()
            .into_iter()
            .map(|column| Shown { width: column_width(state, view, &column, room), column })
            .collect();
        let cursor = all.iter().position(|it| it.column == view.column).unwrap_or(0);
        let frozen = frozen(&all, room);
        let first = scrolled(&all, &frozen, view.first, cursor, room);
        // What is frozen further right has its room kept.
        let mut kept: usize = frozen.iter().filter_map(|idx| all.get(*idx)).map(|it| it.width + 1).sum();
        let mut left = room;
        let mut columns = Vec::new();
        let mut is_full = false;
        for (idx, shown) in all.into_iter().enumerate() {
            let is_frozen = frozen.contains(&idx);
            if is_frozen {
                kept = kept.saturating_sub(shown.width + 1);
            } else if idx < first || is_full {
                continue;
            }
            // With the column of its mark. The last one may be cut, but less than a character says nothing.
            let free = if is_frozen { left } else { left.saturating_sub(kept) };
            let columns_of = shown.width.min(free.saturating_sub(1));
            is_full |= columns_of < shown.width && !is_frozen;
            if columns_of < LEAST {
                continue;
            }
            left -= columns_of + 1;
            columns.push(Shown { width: columns_of, ..shown });
        }
        // What is left over goes to the name where that is cut, then to the last column, whose texts are the longest.
        let name = TableColumn::Cell(Field::IndicatorName);
        if let Some(name) = columns.iter_mut().find(|it| it.column == name) {
            let more = view.width(&name.column).saturating_sub(name.width).min(left);
            name.width += more;
            left -= more;
        }
        if let Some(last) = columns.last_mut() {
            last.width += left;
        }
        Self { columns, first }
    }
}

/// A column's width by content and heading, bounded by the screen; a cell that is typed in has room to grow.
fn column_width(state: &State, view: &TableView, column: &TableColumn, room: usize) -> usize {
    let heading = width::width(&table::heading(state, column));
    let typed = match &state.mode {
        Mode::Draft(draft) if TableColumn::Cell(draft.field.clone()) == *column => match &draft.kind {
            DraftKind::Line(line) => (width::width(line.text()) + 1).max(TYPED),
            DraftKind::Long(_) => 0,
        },
        _ => 0,
    };
    // The name says what a row is about and may take more than the others.
    let most = match column {
        TableColumn::Cell(Field::IndicatorName) => room * 2 / 5,
        _ => room * 3 / 10,
    };
    let by_content = view.width(column).max(heading).min(most);
    by_content.max(typed.min(room * 3 / 5)).max(LEAST)
}

/// The columns up to the name stay at the left when there is room enough for the others; else the function, the level 1 and
/// the name, the function and the name, or only the name.
fn frozen(all: &[Shown], room: usize) -> Vec<usize> {
    let is_name = |it: &Shown| it.column == TableColumn::Cell(Field::IndicatorName);
    let Some(name) = all.iter().position(is_name) else { return Vec::new() };
    let taken: usize = all.iter().take(name + 1).map(|it| it.width + 1).sum();
    let fits = |taken: usize| taken * 100 <= room * FROZEN;
    if fits(taken) {
        return (0..=name).collect();
    }
    // The function and the level 1 tell rows of one name apart.
    let function = all.iter().position(|it| it.column == TableColumn::Function);
    let level1 = all.iter().position(|it| it.column == TableColumn::Cell(Field::Level1));
    for columns in [[function, level1, Some(name)], [function, None, Some(name)]] {
        let columns: Vec<usize> = columns.into_iter().flatten().collect();
        let taken = columns.iter().filter_map(|it| all.get(*it)).map(|it| it.width + 1).sum();
        if fits(taken) {
            return columns;
        }
    }
    vec![name]
}

/// The first column such that that of the cursor is seen whole beside the frozen ones.
fn scrolled(all: &[Shown], frozen: &[usize], first: usize, cursor: usize, room: usize) -> usize {
    let mut first = first.min(all.len().saturating_sub(1));
    if cursor < first && !frozen.contains(&cursor) {
        first = cursor;
    }
    let taken = |first: usize| -> usize {
        let is_seen = |idx: &usize| (first..=cursor).contains(idx) || frozen.contains(idx);
        let seen = all.iter().enumerate().filter(|(idx, _)| is_seen(idx));
        seen.map(|(_, it)| it.width + 1).sum()
    };
    while first < cursor && taken(first) > room {
        first += 1;
    }
    first
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(widths: &[usize], name: usize) -> Vec<Shown> {
        let fields =
            [Field::Level1, Field::Level2, Field::Target, Field::Note, Field::Standard, Field::Weight];
        let mut others = fields.into_iter();
        widths
            .iter()
            .enumerate()
            .map(|(idx, width)| {
                let field = if idx == name { Field::IndicatorName } else { others.next().unwrap() };
                Shown { column: TableColumn::Cell(field), width: *width }
            })
            .collect()
    }

    #[test]
    fn the_cursor_is_seen_beside_the_frozen_columns() {
        let all = columns(&[8, 8, 14, 10, 20, 20], 2);
        let wide = frozen(&all, 60);
        assert_eq!(wide, [0, 1, 2]);
        assert_eq!(scrolled(&all, &wide, 0, 3, 60), 0);
        assert_eq!(scrolled(&all, &wide, 0, 4, 60), 4, "33 and 11 and 21 are more than 60");
        assert_eq!(scrolled(&all, &wide, 4, 0, 60), 4, "a frozen column is always seen");
        let narrow = frozen(&all, 35);
        assert_eq!(narrow, [2]);
        assert_eq!(scrolled(&all, &narrow, 0, 3, 35), 1);
        assert_eq!(scrolled(&all, &narrow, 0, 5, 35), 5);
        assert_eq!(scrolled(&all, &narrow, 5, 0, 35), 0);
    }
}
