//! Puts a document's filings together from what the other modules read out of the grid.
//!
//! The order matters: what is most certain is taken first, and the rest is read from what is still unused. Invariant:
//! only here filings are made.

use super::doubt;
use super::grid::Grid;
use super::heading::{self, Header};
use super::listing::{self, Listing};
use super::raw::{self, Label, RawRow};
use super::{
    Imported, activities, activity_columns, budget, form, head, join, kept, levels, looks, note, number_rows,
    outline, over_tables, records, review, runs, split, stream, table, target, tasks, unfilled, unlabelled,
    upright,
};
use crate::messages::Problem;
use crate::model::{BudgetLine, Filing, Function, Indicator, Source};
use std::ops::Range;

/// All filings of a document.
pub fn document(name: &str, sha256: &str, grid: &mut Grid) -> Imported {
    let mut imported = Imported::default();
    upright::join(grid);
    number_rows::mark(grid);
    // Rows of parts without an indicator table, waiting for the next filing to take them as leftover.
    let mut start = 0;
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for rows in split::parts(grid) {
        let found = part(grid, rows.clone());
        if found.is_empty() {
            continue;
        }
        if found.iter().all(|it| it.1.n_indicators() == 0) {
            // Words of a header alone make no indicator table.
            grid.release(rows);
            continue;
        }
        for (own, mut filing) in found {
            let all = start..own.end;
            unlabelled::read(grid, all.clone(), &mut filing);
            head::name_filer(&mut filing);
            ranges.push(all);
            start = own.end;
            imported.filings.push(filing);
        }
    }
    if let Some(last) = ranges.last_mut() {
        last.end = grid.n_rows();
    }
    for (filing, rows) in imported.filings.iter_mut().zip(ranges) {
        kept::release(grid, rows.clone(), filing);
        form::release(grid, rows.clone(), filing);
        filing.source = Some(source(name, sha256, grid, rows));
    }
    if imported.filings.is_empty() {
        imported.notes.push(note::on_document(name, Problem::ImportNoTable));
    }
    imported
}

fn source(name: &str, sha256: &str, grid: &Grid, rows: Range<usize>) -> Source {
    Source {
        file: name.to_owned(),
        sha256: sha256.to_owned(),
        lines: Some((grid.line(rows.start), grid.line(rows.end.saturating_sub(1)))),
        leftover: grid.leftover(rows),
        ..Source::default()
    }
}

/// The filings of a part with their rows: one, or those of a list; none where there is no filled indicator table.
fn part(grid: &mut Grid, rows: Range<usize>) -> Vec<(Range<usize>, Filing)> {
    let header = rows.clone().find_map(|row| heading::header(grid, row, rows.end).map(|it| (row, it)));
    let has_rows = |(at, it): &(usize, Header)| {
        let body = at + it.n_rows..rows.end;
        has_values(grid, body.clone()) || unfilled::has_names(grid, body, it)
    };
    let Some((at, header)) = header.filter(has_rows) else {
        return outlined(grid, rows).into_iter().collect();
    };
    if let Some(found) = running(grid, rows.clone(), at, &header) {
        return vec![found];
    }
    let title = (rows.start..at).find_map(|row| heading::title(grid, row)).unwrap_or_default();
    let is_of_projects = title.contains("项目") && !title.contains("整体");
    match listing::find(grid, rows.clone(), at, &header, is_of_projects) {
        Some(listing) => listed(grid, rows, at, &header, &listing),
        None => vec![(rows.clone(), single(grid, rows, at, &header))],
    }
}

/// The filing of a part below whose headings running text stands, not a table.
fn running(
    grid: &mut Grid,
    rows: Range<usize>,
    at: usize,
    header: &Header,
) -> Option<(Range<usize>, Filing)> {
    let head = at..at + header.n_rows;
    if !grid.is_words(at) || header.is_aligned || !outline::is_running(grid, head.end..rows.end) {
        return None;
    }
    for row in head.clone() {
        grid.ids(row).for_each(|id| grid.structure(id));
    }
    let found = outlined(grid, rows);
    if found.is_none() {
        grid.release(head);
    }
    found
}

/// A filing for each project of a list.
fn listed(
    grid: &mut Grid,
    rows: Range<usize>,
    at: usize,
    header: &Header,
    listing: &Listing,
) -> Vec<(Range<usize>, Filing)> {
    let (entries, held) = listing.take(grid, at + header.n_rows..rows.end);
    let budget = budget::read(grid, rows.start..listing.start);
    let mut base = Filing { budget, ..Filing::default() };
    base.budget.unit = base.budget.unit.or(listing.unit);
    head::read(grid, rows.start..listing.start, &mut base);
    let (mut raw, last) = indicators(grid, at..rows.end, header, &[]);
    // The projects of the list are those of its filings.
    for row in raw.iter_mut().filter(|it| it.is_grouped) {
        row.project = None;
    }
    head::read(grid, last..rows.end, &mut base);
    for id in held {
        grid.release_cell(id);
    }
    let mut filings: Vec<(Range<usize>, Filing)> = Vec::new();
    for entry in entries {
        let end = grid.row(entry.rows.end).map_or(u32::MAX, |it| it.line);
        let n_own = raw.partition_point(|it| it.line < end);
        let own: Vec<RawRow> = raw.drain(..n_own).collect();
        if !own.iter().any(RawRow::is_indicator) {
            // A sum, or a project without indicators: it is left over.
            grid.release(entry.rows);
            continue;
        }
        let mut filing = base.clone();
        let own_rows = entry.rows.clone();
        entry.fill(grid, &mut filing);
        filing.functions = group(settled(grid, at, own));
        filings.push((own_rows, filing));
    }
    filings
}

/// Rows with their levels.
fn settled(grid: &Grid, at: usize, raw: Vec<RawRow>) -> Vec<RawRow> {
    let is_numbered = runs::is_needed(&raw);
    let mut raw = filled(grid, at, raw);
    if !is_numbered {
        review::levels(&mut raw, !grid.is_words(at));
    }
    raw
}

/// Rows with their levels, as numbers and the order of labels give them.
fn filled(grid: &Grid, at: usize, mut raw: Vec<RawRow>) -> Vec<RawRow> {
    looks::doubt(&mut raw, !grid.is_words(at));
    if runs::is_needed(&raw) {
        runs::fill(&mut raw);
    } else {
        levels::fill(&mut raw);
    }
    raw
}

/// The filing of a part without a table: records of labelled lines, or a numbered outline.
fn outlined(grid: &mut Grid, rows: Range<usize>) -> Option<(Range<usize>, Filing)> {
    let (raw, place) = records::read(grid, rows.clone()).or_else(|| outline::read(grid, rows.clone()))?;
    let budget = budget::read(grid, rows.start..place.start);
    let mut filing = Filing { budget, ..Filing::default() };
    head::read(grid, rows.start..place.start, &mut filing);
    head::read(grid, place.end..rows.end, &mut filing);
    // Each label stands above its rows, so what the words say is not asked.
    filing.functions = group(filled(grid, place.start, raw));
    Some((rows, filing))
}

/// The filing of a part that is one form.
fn single(grid: &mut Grid, rows: Range<usize>, at: usize, header: &Header) -> Filing {
    let mut filing = Filing::default();
    // Levels may stand in lines over the table.
    let is_words = grid.is_words(at);
    let top = if is_words { at } else { over_tables::start(grid, rows.start, at) };
    let mut functions = tasks::read(grid, rows.start..top, &mut filing.budget);
    let money = budget::read(grid, rows.start..top);
    filing.budget.unit = filing.budget.unit.or(money.unit);
    filing.budget.lines.extend(money.lines);
    head::read(grid, rows.start..top, &mut filing);
    let body = at + header.n_rows..rows.end;
    functions.extend(if is_words {
        activity_columns::read(grid, at, body, header, &mut filing)
    } else {
        activities::read(grid, at, body, header, &mut filing)
    });
    let (raw, last) = indicators(grid, top..rows.end, header, &filing.budget.lines);
    head::read(grid, last..rows.end, &mut filing);
    for found in group(settled(grid, at, raw)) {
        join_task(&mut functions, found);
    }
    filing.functions = functions;
    filing
}

fn indicators(
    grid: &mut Grid,
    rows: Range<usize>,
    header: &Header,
    lines: &[BudgetLine],
) -> (Vec<RawRow>, usize) {
    form::mark_ellipses(grid, rows.clone());
    let is_over = over_tables::label(grid, rows.start).is_some();
    if grid.is_words(rows.start) && !is_over {
        let (mut raw, last) = stream::read(grid, rows, header);
        for row in raw.iter_mut().filter(|it| header.is_guess && it.is_indicator()) {
            row.doubt(doubt::Doubt::TargetOfTime);
        }
        return (raw, last);
    }
    let projects: Vec<String> = lines.iter().filter(|it| it.of_which).map(|it| it.name.clone()).collect();
    table::read(grid, rows, &projects)
}

/// Whether there is a value below a header that is no placeholder of a blank form.
fn has_values(grid: &Grid, rows: Range<usize>) -> bool {
    rows.into_iter().flat_map(|row| grid.ids(row)).any(|id| {
        let text = grid.text(id);
        target::likeness(text) != target::Likeness::None && !target::is_placeholder(text)
    })
}

/// Rows into functions: a new one where another function is printed; one nameless function where none is.
fn group(rows: Vec<RawRow>) -> Vec<Function> {
    let mut functions: Vec<Function> = Vec::new();
    let mut current: Option<Label> = None;
    for mut row in rows {
        if let Some(label) = row.function.take()
            && current.as_ref().is_none_or(|it| it.text != label.text)
        {
            functions.push(function(&label.text));
            current = Some(label);
        }
        if !row.is_indicator() {
            continue;
        }
        if functions.is_empty() {
            functions.push(Function::default());
        }
        if let Some(function) = functions.last_mut() {
            function.indicators.push(indicator(row));
        }
    }
    functions
}

/// A task of the budget table that has indicators, too, is one function.
fn join_task(functions: &mut Vec<Function>, found: Function) {
    let same = |it: &&mut Function| {
        it.indicators.is_empty() && !found.name.is_empty() && join::bare(&it.name) == join::bare(&found.name)
    };
    match functions.iter_mut().find(same) {
        Some(task) => {
            task.indicators = found.indicators;
            if task.id.is_empty() {
                task.id = found.id;
            }
        }
        None => functions.push(found),
    }
}

fn function(text: &str) -> Function {
    match raw::function_label(text) {
        Some((id, name)) => Function { id: id.to_owned(), name: name.to_owned(), ..Function::default() },
        None => Function { name: text.to_owned(), ..Function::default() },
    }
}

fn indicator(row: RawRow) -> Indicator {
    let text = |label: Option<Label>| label.map_or(String::new(), |it| it.text);
    Indicator {
        level1: text(row.level1),
        level2: text(row.level2),
        work: row.work.unwrap_or_default(),
        project: row.project.unwrap_or_default(),
        name: row.name,
        target: row.target,
        target_half: row.half,
        note: row.note,
        standard: row.standard,
        weight: row.weight,
        line: Some(row.line),
        doubt: doubt::text(&row.doubts),
        ..Indicator::default()
    }
}
