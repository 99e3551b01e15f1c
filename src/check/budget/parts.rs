//! Identities of the tree of lines: a parent and its children, a total and the lines beside it, 其中 lines, and
//! the total row of a table of tasks.
//!
//! Structure decides first; names only where structure is silent (`names.rs`).

use super::block::Block;
use super::compare::compare;
use super::identity::{Identity, Kind, Part, Value};
use super::names;
use crate::model::breakdown::is_breakdown;
use crate::model::{Column, Place};

/// All identities between lines, and between the total row and tasks.
pub fn derive(block: &Block<'_>, found: &mut Vec<Identity>) {
    among_roots(block, found);
    for idx in 0..block.filing.budget.lines.len() {
        under_parent(block, idx, found);
    }
    tasks(block, found);
}

/// A total that stands at the top beside its parts, when all the others are known as parts of a total.
fn among_roots(block: &Block<'_>, found: &mut Vec<Identity>) {
    let roots = block.tree.roots();
    let Some(total) = flat_total(block, roots) else { return };
    let parts: Vec<usize> = roots.iter().copied().filter(|it| *it != total).collect();
    let plain: Vec<usize> = parts.iter().copied().filter(|it| !block.is_of_which(*it)).collect();
    if plain.len() > 1 && plain.iter().all(|it| names::is_part(block.line_name(*it))) {
        family(block, total, &parts, found);
    }
}

fn under_parent(block: &Block<'_>, idx: usize, found: &mut Vec<Identity>) {
    let children = block.tree.children(idx);
    if children.is_empty() || faces_income_and_expenditure(block, children) {
        return;
    }
    if is_list(block, idx) && block.tree.parent(idx).is_some() {
        // Counted where the total above it is.
        return;
    }
    if block.is_blank(Place::BudgetLine(idx)) && is_heading(block, idx) {
        if let Some(total) = flat_total(block, children) {
            let parts: Vec<usize> = children.iter().copied().filter(|it| *it != total).collect();
            family(block, total, &parts, found);
        }
        return;
    }
    // Each list of parts makes up the whole.
    let (lists, children): (Vec<usize>, Vec<usize>) = children.iter().partition(|it| is_list(block, **it));
    for list in lists {
        family(block, idx, block.tree.children(list), found);
    }
    let children = children.as_slice();
    if children.is_empty() {
        return;
    }
    // A subtotal among the children repeats the parent.
    match flat_total(block, children) {
        Some(total) if children.len() > 1 => {
            let parts: Vec<usize> = children.iter().copied().filter(|it| *it != total).collect();
            family(block, total, &parts, found);
            family(block, idx, &[total], found);
        }
        _ => family(block, idx, children, found),
    }
}

/// The only childless total among siblings that have other members to add up.
fn flat_total(block: &Block<'_>, siblings: &[usize]) -> Option<usize> {
    let total = block.only_total(siblings)?;
    (siblings.len() > 1 && block.tree.children(total).is_empty()).then_some(total)
}

/// A line without amounts that begins one of several lists of a total's parts: 按收入性质分.
fn is_list(block: &Block<'_>, idx: usize) -> bool {
    block.is_blank(Place::BudgetLine(idx))
        && is_breakdown(block.line_name(idx))
        && !block.tree.children(idx).is_empty()
}

/// A line without amounts that only groups others: it holds a total of its own, or nothing above it counts it and
/// its name is none of a total.
fn is_heading(block: &Block<'_>, idx: usize) -> bool {
    if block.total_child(idx).is_some() {
        return true;
    }
    let is_counted = block
        .tree
        .parent(idx)
        .is_some_and(|parent| !block.is_blank(Place::BudgetLine(parent)) || !is_heading_above(block, parent));
    !is_counted && !names::is_total(block.line_name(idx))
}

/// Like [`is_heading`] for a line above; only its own name and children count, so that the walk ends.
fn is_heading_above(block: &Block<'_>, idx: usize) -> bool {
    block.total_child(idx).is_none() && !names::is_total(block.line_name(idx))
}

fn faces_income_and_expenditure(block: &Block<'_>, lines: &[usize]) -> bool {
    let has = |side| lines.iter().any(|it| block.side(*it) == Some(side));
    has(names::Side::Income) && has(names::Side::Expenditure)
}

/// The identities of a total with its parts: one a column for the ordinary parts and one for those with 其中.
fn family(block: &Block<'_>, total: usize, parts: &[usize], found: &mut Vec<Identity>) {
    let all_parts_are_sources = parts.iter().all(|it| names::is_source(block.line_name(*it)));
    let named = |it: usize| block.line_name(it).trim_start().starts_with("其中");
    // 其中 in the name of a first line of several begins the list of all parts; elsewhere it is of the line before.
    let are_all_named = parts.iter().all(|it| named(*it));
    let is_listed = |it: usize| {
        block.is_of_which(it)
            || named(it) && (are_all_named || parts.first().is_some_and(|first| *first != it))
    };
    let n_of_which = parts.iter().filter(|it| is_listed(**it)).count();
    // Forms print 其中 before the first source of funds and mean all of them.
    let is_mixed_sources = all_parts_are_sources && n_of_which > 0 && n_of_which < parts.len();
    let (of_which, plain): (Vec<usize>, Vec<usize>) =
        parts.iter().partition(|it| !is_mixed_sources && is_listed(**it));
    let has = |test: fn(&str) -> bool| plain.iter().any(|it| test(block.line_name(*it)));
    let kind =
        if has(names::is_basic) && has(names::is_projects) { Kind::BasicAndProjects } else { Kind::Parts };
    for (kind, parts) in [(kind, plain), (Kind::OfWhich, of_which)] {
        if parts.is_empty() {
            continue;
        }
        for column in columns(block, total, &parts) {
            let members: Vec<Part> = parts.iter().map(|it| block.line(*it, &column)).collect();
            let whole = block.line(total, &column);
            // A list with 其中 that prints nothing leaves nothing to compare.
            let is_empty_list = kind == Kind::OfWhich && is_all_blank(&members);
            if !is_empty_list {
                found.push(compare(block, kind, whole, members));
            }
        }
    }
}

fn is_all_blank(parts: &[Part]) -> bool {
    parts.iter().all(|it| it.value == Value::Blank)
}

/// The columns that the total or a part prints; the block's main one where none does.
fn columns(block: &Block<'_>, total: usize, parts: &[usize]) -> Vec<Column> {
    let rows = std::iter::once(total).chain(parts.iter().copied());
    let with_totals = rows.flat_map(|it| {
        let below = if block.is_blank(Place::BudgetLine(it)) { block.total_child(it) } else { None };
        std::iter::once(it).chain(below)
    });
    let mut columns = block.columns(with_totals.map(Place::BudgetLine));
    if columns.is_empty() {
        columns.push(block.main_column());
    }
    columns
}

/// The total row of the table of tasks.
fn tasks(block: &Block<'_>, found: &mut Vec<Identity>) {
    let functions = &block.filing.functions;
    if functions.iter().all(|it| it.amounts.is_empty()) {
        return;
    }
    let Some(total) = block
        .tree
        .roots()
        .iter()
        .copied()
        .find(|it| names::is_table_total(block.line_name(*it)) && block.tree.children(*it).is_empty())
    else {
        return;
    };
    // A task without amounts is a blank row of the table; a function that holds only indicators is none.
    let rows: Vec<Place> = functions
        .iter()
        .enumerate()
        .filter(|(_, it)| !it.amounts.is_empty() || (!it.is_whole_list() && it.indicators.is_empty()))
        .map(|(idx, _)| Place::Function(idx))
        .collect();
    let at = Place::BudgetLine(total);
    for column in block.columns(std::iter::once(at).chain(rows.iter().copied())) {
        let parts = rows.iter().map(|it| block.part(*it, &column)).collect();
        found.push(compare(block, Kind::Tasks, block.part(at, &column), parts));
    }
}
