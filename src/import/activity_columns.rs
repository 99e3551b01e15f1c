//! Activities in text columns: duties and activities whose lines carry money and goals beside their indicators.
//!
//! Takes what a function has of its own, as [`super::activities`] does where there are cells; indicators are read after
//! it, by [`super::columns`]. Only where each activity begins with its number its lines are known. Invariant: words are
//! marked only where they went into a function or a goal.

use super::activities::{self, Field};
use super::foot;
use super::grid::{CellId, Grid};
use super::heading::Header;
use super::join;
use super::money;
use super::rivers;
use super::role::{self, Role};
use super::texts;
use crate::model::{Amount, Amounts, Column, Filing, Function};
use std::ops::Range;

/// What a column holds; `None` where it is no activity's own.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Name,
    Own(Field),
    Rest,
}

/// An activity with the words of its columns.
#[derive(Default)]
struct Activity {
    name: String,
    own: Vec<(Field, Vec<CellId>)>,
}

/// The functions of a table whose header begins in row `at`, without their indicators; none where its columns are no
/// activities' or an activity has no number. Goals go into the filing.
pub fn read(
    grid: &mut Grid,
    at: usize,
    rows: Range<usize>,
    header: &Header,
    filing: &mut Filing,
) -> Vec<Function> {
    let mut heads: Vec<(Kind, usize, usize)> = (at..at + header.n_rows)
        .flat_map(|row| grid.ids(row))
        .map(|id| (kind(grid.text(id)), grid.col(id), grid.col(id) + join::columns(grid.text(id))))
        .collect();
    heads.sort_by_key(|it| it.1);
    let has = |kind: Kind| heads.iter().any(|it| it.0 == kind);
    let is_own = |it: &(Kind, usize, usize)| matches!(it.0, Kind::Own(_));
    if header.n_rows != 1 || !header.is_aligned || !has(Kind::Name) || !heads.iter().any(is_own) {
        return Vec::new();
    }
    let end = rows.clone().find(|row| foot::begins(grid, *row)).unwrap_or(rows.end);
    let Some(found) = activities(grid, rows.start..end, &heads) else { return Vec::new() };
    found.into_iter().map(|it| function(grid, it, filing)).collect()
}

fn kind(heading: &str) -> Kind {
    if role::find(heading) == Some(Role::Function) {
        return Kind::Name;
    }
    activities::field(heading).map_or(Kind::Rest, Kind::Own)
}

/// The activities of these rows; `None` where something stands above the first one, or one has no number.
fn activities(grid: &Grid, rows: Range<usize>, heads: &[(Kind, usize, usize)]) -> Option<Vec<Activity>> {
    let edges: Vec<(usize, usize)> = heads.iter().map(|it| (it.1, it.2)).collect();
    let span = |id: CellId| (grid.col(id), grid.col(id) + join::columns(grid.text(id)));
    let words = rows.clone().flat_map(|row| grid.unused(row)).map(span);
    let spans: Vec<(usize, usize)> = words.chain(edges.iter().copied()).collect();
    let bounds = rivers::bounds(&edges, &spans);
    let mut found: Vec<Activity> = Vec::new();
    for row in rows.filter(|row| !foot::is_page_number(grid, *row)) {
        let mut begun = false;
        for id in grid.unused(row) {
            let (start, end) = span(id);
            let column = bounds.partition_point(|it| *it <= usize::midpoint(start, end));
            let text = grid.text(id);
            match heads.get(column)?.0 {
                Kind::Name if texts::leads_with_number(text) && !begun => {
                    found.push(Activity { name: text.to_owned(), own: Vec::new() });
                    begun = true;
                }
                Kind::Name => found.last_mut()?.name.push_str(text),
                Kind::Own(field) => {
                    let own = &mut found.last_mut()?.own;
                    match own.iter_mut().find(|it| it.0 == field) {
                        Some((_, ids)) => ids.push(id),
                        None => own.push((field, vec![id])),
                    }
                }
                Kind::Rest => {}
            }
        }
    }
    Some(found)
}

/// The function of an activity. What cannot be its money stays left over.
fn function(grid: &mut Grid, activity: Activity, filing: &mut Filing) -> Function {
    let mut function = Function { name: activity.name, ..Function::default() };
    for (field, ids) in activity.own {
        let text = join::clean(&join::wrapped(ids.iter().map(|id| grid.text(*id))));
        match field {
            Field::Amount if money::is_amount(&text) => {
                let number = money::number_and_unit(&text).map_or(text.as_str(), |it| it.0);
                function.amounts = Amounts(vec![(Column::Only, Amount::printed(number))]);
            }
            Field::Amount => continue,
            Field::Content => function.content = text,
            Field::Goal => filing.goals.annual.push(text),
        }
        for id in ids {
            grid.field(id);
        }
    }
    function
}
