//! Headings that stand on lines of their own, as every cell of their table then does; narrow columns break them, too.
//!
//! Knows headings by their words alone. Invariant: what is passed over among them is a label of the form's, or one line
//! between two headings.

use super::grid::Grid;
use super::heading;
use super::join;
use super::raw::LabelKind;
use super::role::{self, Role};
use super::slot::{self, Slot};
use super::target::{self, Likeness};

/// A header takes no more lines.
const MAX_LINES: usize = 26;

/// No heading is broken over more lines.
const MAX_BROKEN: usize = 4;

/// Fewer headings on lines of their own could be the words of a sentence.
const MIN_ALONE: usize = 3;

/// A heading that no list knows is no longer.
const MAX_UNKNOWN: usize = 8;

/// What stands in some lines of a header.
enum Found {
    Headings(Vec<Role>),
    Furniture,
}

/// The columns of a header that begins in this row, before row `end`, and the rows that it takes.
pub fn columns(grid: &Grid, row: usize, end: usize) -> Option<(Vec<(Role, usize)>, usize)> {
    if !grid.is_words(row)
        || role::find(&line(grid, row)).is_none_or(|it| matches!(it, Role::Past | Role::Other))
    {
        return None;
    }
    let mut roles: Vec<Role> = Vec::new();
    let (mut n_alone, mut n_rows, mut at) = (0, 0, row);
    while at < end.min(row + MAX_LINES) {
        match found(grid, at, end) {
            Some((Found::Headings(own), n_lines)) => {
                n_alone += usize::from(own.len() == 1);
                roles.extend(own);
                at += n_lines;
                n_rows = at - row;
            }
            Some((Found::Furniture, n_lines)) => at += n_lines,
            None if is_unknown(grid, at, end) => {
                roles.push(Role::Other);
                at += 1;
            }
            None => break,
        }
    }
    let is_once = |it: &Role| {
        matches!(it, Role::Past | Role::Other) || roles.iter().filter(|other| *other == it).count() == 1
    };
    let is_alone = MIN_ALONE <= n_alone && roles.len() < n_alone * 2;
    let columns: Vec<(Role, usize)> = roles.iter().enumerate().map(|(at, it)| (*it, at)).collect();
    let has = |role| roles.contains(&role);
    let is_table = has(Role::Name) && (has(Role::Level1) || has(Role::Level2) || has(Role::Target));
    (is_alone && is_table && roles.iter().all(is_once)).then_some((columns, n_rows))
}

fn line(grid: &Grid, row: usize) -> String {
    join::words(grid.ids(row).map(|id| grid.text(id)))
}

/// The headings of the line, of each of its words, or of it with the lines below; or a label beside them.
fn found(grid: &Grid, at: usize, end: usize) -> Option<(Found, usize)> {
    let own = line(grid, at);
    if let Some(role) = role::find(&own) {
        return Some((Found::Headings(vec![role]), 1));
    }
    let is_furniture = |text: &str| matches!(slot::find(text), Some(Slot::Indicators | Slot::Furniture));
    let words: Vec<&str> = grid.ids(at).map(|id| grid.text(id)).collect();
    let roles: Vec<Role> = words.iter().filter_map(|it| role::find(it)).collect();
    let n_known = words.iter().filter(|it| role::find(it).is_some() || is_furniture(it)).count();
    if 1 < words.len() && n_known == words.len() && !roles.is_empty() {
        return Some((Found::Headings(roles), 1));
    }
    let mut text = own;
    for n_lines in 1..=MAX_BROKEN.min(end.saturating_sub(at)) {
        if 1 < n_lines {
            text = join::wrapped([text.as_str(), line(grid, at + n_lines - 1).as_str()]);
            if let Some(role) = role::find(&text).filter(|_| heading::is_plain_bracket(&text)) {
                return Some((Found::Headings(vec![role]), n_lines));
            }
        }
        if is_furniture(&text) {
            return Some((Found::Furniture, n_lines));
        }
    }
    None
}

/// Whether a line between two headings is one that no list knows.
fn is_unknown(grid: &Grid, at: usize, end: usize) -> bool {
    let text = line(grid, at);
    let is_short = text.chars().count() <= MAX_UNKNOWN;
    let is_content = LabelKind::of(&text).is_label()
        || target::likeness(&text) != Likeness::None
        || super::raw::function_label(&text).is_some()
        || super::raw::number(&text).is_some();
    let follows = at + 1 < end && matches!(found(grid, at + 1, end), Some((Found::Headings(_), _)));
    is_short && !is_content && follows
}
