//! Rows of a table with columns → raw rows.
//!
//! Knows column roles and content, not levels above a row. Invariant: a cell is marked exactly when it went into a
//! raw row or is part of the form.

use super::align::Alignment;
use super::doubt::Doubt;
use super::foot;
use super::form;
use super::grid::{CellId, Grid};
use super::heading::{self, Header};
use super::join;
use super::labels;
use super::left_groups;
use super::money;
use super::over_tables;
use super::placed::{self, Before, Spot};
use super::raw::{self, Label, LabelKind, RawRow};
use super::role::{self, Role};
use super::several;
use super::steady;
use super::table_columns;
use super::target::{self, Likeness};
use std::ops::Range;

/// More projects than this are not told apart from works: no form lists as many.
const MAX_PROJECTS: usize = 60;

/// What stands for the label above.
const DITTOS: &[&str] = &["〃", "″", "\"", "”", "“", "''", "同上", "〞", "々"];

/// Reads the rows of the indicator tables that begin with a header at `rows.start`. Also says after which row
/// nothing more was taken.
pub fn read(grid: &mut Grid, rows: Range<usize>, projects: &[String]) -> (Vec<RawRow>, usize) {
    let mut raw: Vec<RawRow> = Vec::new();
    let mut columns: Vec<(Role, usize)> = Vec::new();
    let mut values_doubt: Option<Doubt> = None;
    // A second table beside the first, and its rows.
    let mut beside: Vec<(Role, usize)> = Vec::new();
    let mut right: Vec<RawRow> = Vec::new();
    let mut befores = [Before::default(), Before::default()];
    let mut section = 0;
    let mut above = left_groups::Above::default();
    // Levels in lines over a table, until its first row.
    let mut over: Vec<RawRow> = Vec::new();
    let mut last = rows.start;
    let mut row = rows.start;
    let rows_end = rows.end;
    let has_year = rows.clone().any(|it| heading::caption(grid, it) == Some(false));
    let mut is_long_term = row.checked_sub(1).and_then(|it| heading::caption(grid, it)) == Some(true);
    while row < rows.end {
        is_long_term = heading::caption(grid, row).unwrap_or(is_long_term);
        if is_long_term && has_year {
            // Of two tables that of the year counts, as of two sets of columns.
            row += 1;
            continue;
        }
        if let Some(header) = heading::header(grid, row, rows.end) {
            for at in row..row + header.n_rows {
                mark_all(grid, at);
            }
            row += header.n_rows;
            let next = table_columns::find(grid, row..rows.end, &header);
            // After a page head of the same columns the table goes on.
            section += usize::from(!same_roles(&next, &columns));
            columns = next;
            befores = Default::default();
            values_doubt = doubt_of_values(&header, &columns);
            last = row;
            raw.append(&mut right);
            beside = header.beside;
            section += usize::from(!beside.is_empty());
            above = left_groups::Above::of(&columns);
            continue;
        }
        if heading::is_rule(grid, row)
            || heading::title(grid, row).is_some()
            || heading::is_year_row(grid, row)
        {
            mark_all(grid, row);
        } else if let Some(label) = over_tables::next(grid, row, rows.end) {
            mark_all(grid, row);
            over.push(label);
        } else if grid.ids(row).next().is_some_and(|id| foot::is_label(grid.text(id))) {
            break;
        } else if foot::is_page_number(grid, row)
            || (foot::is_signed(grid, row, name_col(&columns)) && !is_in_place(grid, row, &columns))
        {
            // It stays unused: what follows on the next page is the table's again.
        } else {
            let start = beside.first().map_or(usize::MAX, |it| it.1);
            let [left_before, right_before] = &mut befores;
            for (columns, rows, cols, section, before) in [
                (&columns, &mut raw, 0..start, section - usize::from(!beside.is_empty()), left_before),
                (&beside, &mut right, start..usize::MAX, section, right_before),
            ] {
                if cols.is_empty() {
                    continue;
                }
                let spot = Spot { rows: row..rows_end, columns, cols: &cols };
                if let Some(mut found) = read_row(grid, &spot, before) {
                    rows.extend(over.drain(..).map(|it| over_tables::of_column(it, columns, section)));
                    for it in &mut found {
                        above.fill(it);
                        if let Some(doubt) = values_doubt.filter(|_| it.is_indicator()) {
                            it.doubt(doubt);
                        }
                    }
                    rows.extend(found.into_iter().map(|it| RawRow { section, ..it }));
                    last = row + 1;
                }
            }
        }
        row += 1;
    }
    raw.append(&mut right);
    settle_projects(&mut raw, projects);
    (raw, last)
}

/// Why no value of a table is certain: the headings do not say that its column is that of the form's targets.
fn doubt_of_values(header: &Header, columns: &[(Role, usize)]) -> Option<Doubt> {
    // Words say that what was reached stands there, and no column says what is to be.
    let is_past =
        header.columns.iter().any(|it| it.0 == Role::Past && columns.contains(&(Role::Target, it.1)));
    if is_past {
        return Some(Doubt::TargetByPlace);
    }
    header.is_guess.then_some(Doubt::TargetOfTime)
}

/// Whether the first cell of a row stands where names do, and beside it a value: 意见：同意 may be an indicator there.
fn is_in_place(grid: &Grid, row: usize, columns: &[(Role, usize)]) -> bool {
    let stands = |id: CellId, role| columns.contains(&(role, grid.col(id)));
    let is_value =
        |id: &CellId| stands(*id, Role::Target) && target::likeness(grid.text(*id)) != Likeness::None;
    match grid.unused(row).as_slice() {
        [first, rest @ ..] => stands(*first, Role::Name) && rest.iter().any(is_value),
        [] => false,
    }
}

fn name_col(columns: &[(Role, usize)]) -> Option<usize> {
    columns.iter().find(|it| it.0 == Role::Name).map(|it| it.1)
}

fn mark_all(grid: &mut Grid, row: usize) {
    for id in grid.ids(row) {
        grid.structure(id);
    }
}

fn same_roles(left: &[(Role, usize)], right: &[(Role, usize)]) -> bool {
    left.iter().map(|it| it.0).eq(right.iter().map(|it| it.0))
}

/// The row's indicator, or its labels; several where its cells hold several.
fn read_row(grid: &mut Grid, spot: &Spot<'_>, before: &mut Before) -> Option<Vec<RawRow>> {
    let (row, columns) = (spot.rows.start, spot.columns);
    let mut ids = grid.unused(row);
    ids.retain(|id| spot.cols.contains(&grid.col(*id)));
    take_dittos(grid, &mut ids, columns);
    steady::take_serial(grid, &mut ids, columns);
    if let Some(first) = ids.first().copied()
        && placed::is_furniture(grid.text(first))
    {
        grid.structure(first);
        ids.remove(0);
    }
    let has_functions = columns.iter().any(|it| it.0 == Role::Function);
    if let ([id], false) = (ids.as_slice(), has_functions)
        && raw::function_label(grid.text(*id)).is_some()
    {
        // A line over the whole table: what follows belongs to this function.
        grid.field(*id);
        let line = grid.line(row);
        let function = Some(Label { text: grid.text(*id).to_owned(), line });
        return Some(vec![RawRow { line, function, ..RawRow::default() }]);
    }
    let is_sum = |id: CellId| money::is_sum(grid.text(id)) && !placed::is_name(grid, &ids, columns, id);
    if ids.first().copied().is_some_and(is_sum) {
        return None;
    }
    if let Some(found) = labels::row(grid, row, &ids, columns) {
        return Some(vec![found]);
    }
    let pair = ids.iter().position(|id| raw::label_pair(grid.text(*id)).is_some()).map(|it| ids.remove(it));
    let (alignment, has_moved_alone) = placed::align(grid, spot, &ids, before)?;
    if !is_row(grid, &ids, &alignment, columns) {
        return None;
    }
    let mut found = RawRow { line: grid.line(row), ..RawRow::default() };
    take_merged(grid, &alignment, columns, &mut found);
    take_labels(grid, &alignment, columns, &mut found);
    if let Some(id) = pair {
        labels::pair(grid, id, &mut found);
    }
    take_texts(grid, &alignment, &mut found);
    take_target(grid, &alignment, &mut found);
    if is_third_level(grid, &alignment, columns) {
        // Its words stand where a work does, so that of the row above is not its own.
        found.work = Some(String::new());
    }
    if has_moved_alone {
        found.doubt(Doubt::Moved);
    }
    if !found.is_indicator() {
        // Beside labels alone there is nothing to remark on.
        for role in [Role::Note, Role::Standard, Role::Weight] {
            if let Some(id) = alignment.cell(role) {
                grid.release_cell(id);
            }
        }
    }
    let mut rows = several::apart(grid, &alignment, found);
    rows.iter_mut().for_each(note_doubts);
    Some(rows)
}

/// Whether a row's name stands in the column of works while its value has its place: a third level without a fourth.
fn is_third_level(grid: &Grid, alignment: &Alignment, columns: &[(Role, usize)]) -> bool {
    let stands = |cell: Role, column: Role| {
        alignment.cell(cell).is_some_and(|id| columns.contains(&(column, grid.col(id))))
    };
    stands(Role::Name, Role::Work) && stands(Role::Target, Role::Target)
}

/// Labels that are only marks for "as above" are blank: the label above goes on.
fn take_dittos(grid: &mut Grid, ids: &mut Vec<CellId>, columns: &[(Role, usize)]) {
    let is_level = |it: &&(Role, usize)| matches!(it.0, Role::Function | Role::Level1 | Role::Level2);
    let levels: Vec<usize> = columns.iter().filter(is_level).map(|it| it.1).collect();
    ids.retain(|id| {
        let is_ditto = DITTOS.contains(&grid.text(*id)) && levels.contains(&grid.col(*id));
        if is_ditto {
            grid.structure(*id);
        }
        !is_ditto
    });
}

/// Whether cells make an indicator or a row of labels, not a remark or a page number between rows.
fn is_row(grid: &Grid, ids: &[CellId], alignment: &Alignment, columns: &[(Role, usize)]) -> bool {
    let all_labels = ids.iter().all(|id| {
        LabelKind::of(grid.text(*id)).is_label()
            || raw::number(grid.text(*id)).is_some()
            || raw::function_label(grid.text(*id)).is_some()
    });
    if all_labels {
        return true;
    }
    let has = |role| alignment.cell(role).is_some();
    let has_value = has(Role::Target) || has(Role::Half);
    let name_col = columns.iter().find(|(role, _)| *role == Role::Name).map(|(_, col)| *col);
    let stands_as_name = alignment.cell(Role::Name).map(|id| grid.col(id)) == name_col && name_col > Some(0);
    // A value where values stand, without a name: the name was lost, and a doubt says so.
    let value = [Role::Target, Role::Half].into_iter().find_map(|role| Some((role, alignment.cell(role)?)));
    let is_labelled = has(Role::Level1) || has(Role::Level2);
    let stands_as_value = value.is_some_and(|(role, id)| {
        let likeness = target::likeness(grid.text(id));
        let is_value = likeness == Likeness::Strong || (is_labelled && likeness == Likeness::Weak);
        columns.contains(&(role, grid.col(id))) && is_value
    });
    let is_remark =
        ids.iter().any(|id| grid.text(*id).starts_with("注：") || grid.text(*id).starts_with("备注："));
    let is_heading = 1 < ids.len() && ids.iter().all(|id| role::find(grid.text(*id)).is_some());
    !is_heading
        && !is_remark
        && ((has_value && (has(Role::Name) || has(Role::Number)))
            || has(Role::Number)
            || stands_as_value
            || (has(Role::Name) && (stands_as_name || 1 < alignment.roles.len())))
}

/// Works, projects and notes whose cell is merged over this row, and whether that of the level 2 is. Only where the document says so: a blank cell may as well
/// mean that there is none.
fn take_merged(grid: &Grid, alignment: &Alignment, columns: &[(Role, usize)], found: &mut RawRow) {
    for (role, col) in columns {
        let Some(id) = grid.covering(found.line, *col).filter(|_| alignment.cell(*role).is_none()) else {
            continue;
        };
        match role {
            Role::Work => found.work = Some(grid.text(id).to_owned()),
            Role::Project => found.project = Some(grid.text(id).to_owned()),
            Role::Level2 => found.is_merged = true,
            Role::Note => grid.text(id).clone_into(&mut found.note),
            _ => {}
        }
    }
}

fn take_labels(grid: &mut Grid, alignment: &Alignment, columns: &[(Role, usize)], found: &mut RawRow) {
    let line = found.line;
    for (id, role) in &alignment.roles {
        let label = Label::new(grid.text(*id), line);
        match role {
            Role::Function => found.function = Some(Label { text: grid.text(*id).to_owned(), line }),
            Role::Level1 => {
                let kind = LabelKind::of(&label.text);
                let level2_col = columns.iter().find(|(it, _)| *it == Role::Level2).map(|(_, col)| *col);
                let stands_in_level2 = level2_col == Some(grid.col(*id));
                if stands_in_level2 && kind.level1.is_some() && alignment.cell(Role::Level2).is_none() {
                    // Its column says level 2, its word level 1: what is above decides.
                    found.doubt(Doubt::Level1InLevel2);
                    found.level2 = Some(label.clone());
                }
                found.level1 = Some(label);
            }
            Role::Level2 => found.level2 = Some(label),
            _ => continue,
        }
        // A word of the taxonomy is part of the form, whether a row takes it or not; other labels are content.
        if *role != Role::Function && LabelKind::of(grid.text(*id)).is_label() {
            grid.structure(*id);
        } else {
            grid.field(*id);
        }
    }
}

fn take_texts(grid: &mut Grid, alignment: &Alignment, found: &mut RawRow) {
    for (id, role) in &alignment.roles {
        let text = grid.text(*id).to_owned();
        match role {
            Role::Serial | Role::Number => {
                if *role == Role::Number {
                    found.number = raw::number(&text).or_else(|| text.parse().ok());
                }
                form::mark_serial(grid, *id);
                continue;
            }
            Role::Name => {
                if let Some((number, name)) = raw::numbered_name(&text) {
                    found.number = Some(number);
                    name.clone_into(&mut found.name);
                    grid.part(*id, text.strip_suffix(name).unwrap_or_default());
                } else {
                    found.name = text;
                }
            }
            Role::Work => found.work = Some(text),
            Role::Project => found.project = Some(text),
            Role::Note => found.note = text,
            // Grades stand side by side.
            Role::Standard if !found.standard.is_empty() => {
                found.standard.push('；');
                found.standard.push_str(&text);
            }
            Role::Standard => found.standard = text,
            Role::Weight => found.weight = text,
            _ => continue,
        }
        grid.field(*id);
    }
}

/// The target, or its sign, value and unit joined in that order; 定性 and 定量 in the sign column are left out. A sign
/// and a unit without a value are no target.
fn take_target(grid: &mut Grid, alignment: &Alignment, found: &mut RawRow) {
    let mut target = String::new();
    let has_value = alignment.cell(Role::Target).is_some();
    for role in [Role::Sign, Role::Target, Role::Unit] {
        let Some(id) = alignment.cell(role) else { continue };
        let is_alone = role == Role::Unit || (role == Role::Sign && target::is_sign(grid.text(id)));
        if is_alone && !has_value {
            continue;
        }
        let text = grid.text(id).to_owned();
        if role == Role::Sign
            && matches!(join::bare(&text).as_str(), "定性" | "定量" | "定性指标" | "定量指标")
        {
            grid.structure(id);
            continue;
        }
        let is_said = role == Role::Unit && target::has_unit(&target, &text);
        if is_said || (role != Role::Target && target::is_blank_mark(&text)) {
            grid.structure(id);
            continue;
        }
        target.push_str(&text);
        grid.field(id);
    }
    if let Some(id) = alignment.cell(Role::Half) {
        let half = grid.text(id).to_owned();
        grid.field(id);
        // Sign and unit of the row are those of both values.
        let value = alignment.cell(Role::Target).map_or("", |id| grid.text(id));
        let around = target.split_once(value).filter(|_| !value.is_empty() && target::is_number(&half));
        found.half = around.map_or(half.clone(), |(sign, unit)| format!("{sign}{half}{unit}"));
    }
    found.target = target;
}

fn note_doubts(found: &mut RawRow) {
    if !found.is_indicator() {
        return;
    }
    if found.name.is_empty() {
        found.doubt(Doubt::NoName);
    } else if found.target.is_empty() && found.half.is_empty() {
        found.doubt(Doubt::NoTarget);
    } else if target::likeness(&found.name) == Likeness::Strong
        && target::likeness(&found.target) == Likeness::None
    {
        found.doubt(Doubt::TargetByPlace);
    }
}

/// A single cell between level 2 and name is the row's work, unless it names a project: projects are merged over
/// many rows, so a row of its own for a project without its work is rare.
fn settle_projects(rows: &mut [RawRow], budget_names: &[String]) {
    let mut known: Vec<String> = budget_names.to_vec();
    for project in rows.iter().filter(|it| it.work.is_some()).filter_map(|it| it.project.as_ref()) {
        if MAX_PROJECTS <= known.len() {
            break;
        }
        if !known.contains(project) {
            known.push(project.clone());
        }
    }
    for row in rows.iter_mut().filter(|it| !it.is_grouped) {
        let is_known = row.project.as_ref().is_some_and(|it| known.iter().any(|other| resembles(it, other)));
        if row.work.is_none() && !is_known && row.project.is_some() {
            row.work = row.project.take();
        }
    }
}

fn resembles(left: &str, right: &str) -> bool {
    let common = super::likeness::common(left, right);
    let smaller = left.chars().count().min(right.chars().count()).saturating_sub(1);
    left == right || (2 < smaller && smaller < common * 2)
}
