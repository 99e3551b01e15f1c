//! The indicator table: which columns a filing needs, and its rows with merged labels.
//!
//! Invariant: every indicator is one row, and a function without any is one row of its own.

use super::form::{Area, Kind, Layout, Page, Section, Unit};
use super::{tasks, words};
use crate::model::{Field, Filing, Function, Indicator, Scope};

/// A column: what it holds, its heading, its least width, and its share of what is left over.
struct Column {
    holds: Holds,
    heading: &'static str,
    min: Unit,
    share: Unit,
}

/// What a column holds.
#[derive(Clone, Copy)]
enum Holds {
    Function,
    /// A label that is merged over the rows that have it: the column's own depth decides what it may span.
    Group(fn(&Indicator) -> &str),
    Text(fn(&Indicator) -> &str),
    Value(fn(&Indicator) -> &str),
}

/// Whether the table needs the page across.
pub fn is_wide(filing: &Filing) -> bool {
    let needed: Unit = columns(filing).iter().map(|it| it.min).sum();
    Page { is_landscape: false }.width() < needed
}

/// The functions whose rows the table has: tasks without indicators stand in a table of their own.
fn functions(filing: &Filing) -> impl Iterator<Item = &Function> {
    filing
        .functions
        .iter()
        .filter(|it| !it.indicators.is_empty() || !(tasks::is_task(it) || it.is_whole_list()))
}

fn columns(filing: &Filing) -> Vec<Column> {
    let uses = |field: Field| {
        filing.indicators().any(|(_, _, it)| it.get(&field).is_some_and(|text| !text.trim().is_empty()))
    };
    let has_functions = functions(filing).any(|it| !it.is_whole_list());
    let has_half = uses(Field::TargetHalf);
    let target = match filing.scope {
        _ if has_half => words::TARGET_FULL,
        Scope::Project => words::TARGET_PROJECT,
        Scope::Department => words::TARGET,
    };
    let all = [
        (has_functions, Holds::Function, words::FUNCTION, 16, 2),
        (true, Holds::Group(|it| &it.level1), words::LEVEL1, 10, 0),
        (true, Holds::Group(|it| &it.level2), words::LEVEL2, 12, 1),
        (uses(Field::Work), Holds::Group(|it| &it.work), words::WORK, 12, 1),
        (uses(Field::IndicatorProject), Holds::Group(|it| &it.project), words::PROJECT, 14, 1),
        (true, Holds::Text(|it| &it.name), words::NAME, 22, 4),
        (has_half, Holds::Value(|it| &it.target_half), words::TARGET_HALF, 13, 2),
        (true, Holds::Value(|it| &it.target), target, 14, 2),
        (uses(Field::Note), Holds::Text(|it| &it.note), words::NOTE, 20, 3),
        (uses(Field::Standard), Holds::Text(|it| &it.standard), words::STANDARD, 20, 3),
        (uses(Field::Weight), Holds::Value(|it| &it.weight), words::WEIGHT, 7, 0),
    ];
    all.into_iter()
        .filter(|(is_used, ..)| *is_used)
        .map(|(_, holds, heading, min, share)| Column { holds, heading, min, share })
        .collect()
}

/// The table.
pub fn section(filing: &Filing, page: Page) -> Section {
    let columns = columns(filing);
    let edges = edges(&columns, page);
    let place = |at: usize| {
        (edges.get(at).copied().unwrap_or_default(), edges.get(at + 1).copied().unwrap_or_default())
    };
    let headings = columns.iter().enumerate().map(|(at, column)| {
        let (left, right) = place(at);
        Area::new(left, right, Kind::Heading, column.heading)
    });
    let mut rows = vec![headings.collect::<Vec<Area>>()];
    for function in functions(filing) {
        let n_rows = function.indicators.len().max(1);
        let start = rows.len();
        rows.extend(std::iter::repeat_n(Vec::new(), n_rows));
        // Where the groups of the column before begin: no label spans two of them.
        let mut breaks: Vec<bool> = (0..n_rows).map(|row| row == 0).collect();
        for (at, column) in columns.iter().enumerate() {
            let (left, right) = place(at);
            let mut put = |row: usize, area: Area| {
                if let Some(row) = rows.get_mut(start + row) {
                    row.push(area);
                }
            };
            match column.holds {
                Holds::Function => {
                    put(0, Area::new(left, right, Kind::Group, &label(function)).over(n_rows));
                }
                Holds::Group(text) => {
                    for group in groups(&function.indicators, text, &mut breaks) {
                        let text = function.indicators.get(group.start).map_or("", text);
                        put(group.start, Area::new(left, right, Kind::Group, text).over(group.len()));
                    }
                }
                Holds::Text(text) => {
                    for (row, indicator) in function.indicators.iter().enumerate() {
                        put(row, Area::new(left, right, Kind::Text, text(indicator)));
                    }
                }
                Holds::Value(text) => {
                    for (row, indicator) in function.indicators.iter().enumerate() {
                        put(row, Area::new(left, right, Kind::Value, text(indicator)));
                    }
                }
            }
        }
    }
    Section { layout: Layout::Table, n_headings: 1, rows }
}

/// The label of a function as forms print it: 职能1：…
fn label(function: &Function) -> String {
    match (function.id.as_str(), function.name.as_str()) {
        ("", name) => name.to_owned(),
        (id, "") => id.to_owned(),
        (id, name) => format!("{id}：{name}"),
    }
}

/// Runs of rows with the same label within the groups of the column before. `breaks` says where those begin, and then
/// where these begin.
fn groups(
    indicators: &[Indicator],
    text: fn(&Indicator) -> &str,
    breaks: &mut [bool],
) -> Vec<std::ops::Range<usize>> {
    let mut groups: Vec<std::ops::Range<usize>> = Vec::new();
    for (row, indicator) in indicators.iter().enumerate() {
        let is_begun = breaks.get(row).copied().unwrap_or(true);
        let is_same = groups
            .last()
            .and_then(|it| indicators.get(it.start))
            .is_some_and(|it| !is_begun && text(it) == text(indicator));
        match groups.last_mut() {
            Some(last) if is_same => last.end = row + 1,
            _ => groups.push(row..row + 1),
        }
    }
    breaks.fill(false);
    for group in &groups {
        if let Some(begins) = breaks.get_mut(group.start) {
            *begins = true;
        }
    }
    groups
}

/// Where columns begin and end: what the page has beyond the least widths is shared out.
fn edges(columns: &[Column], page: Page) -> Vec<Unit> {
    let needed: Unit = columns.iter().map(|it| it.min).sum();
    let shares: Unit = columns.iter().map(|it| it.share).sum::<Unit>().max(1);
    let room = page.width().saturating_sub(needed);
    let mut edges = vec![0];
    let mut at = 0;
    let mut passed = 0;
    let mut given = 0;
    for column in columns {
        passed += column.share;
        let more = room * passed / shares - given;
        given += more;
        at += column.min + more;
        edges.push(at);
    }
    if page.width() < at {
        // Every column at once: all are narrower than they should be.
        for edge in &mut edges {
            *edge = *edge * page.width() / at;
        }
    }
    edges
}
