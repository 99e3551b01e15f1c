//! Lists of projects: one table whose left columns name unit, project, money and goals, and whose right ones are the
//! indicators of that project. Each project has a filing of its own.
//!
//! Knows headings and the cells below them, not indicators, whose columns are further right. Invariant: a cell left of
//! the levels is marked exactly when it went into an entry, and entries follow each other without a gap.

use super::fields;
use super::grid::{CellId, Grid, Mark};
use super::heading::{self, Header};
use super::join;
use super::list_heads::{Field, field};
use super::money;
use super::pairs;
use super::parents::{self, Entry as MoneyEntry};
use super::role::{self, Role};
use super::slot::{self, Slot};
use super::texts::{self, Line};
use super::word_list::{self, Block};
use crate::model::{Amount, Amounts, Column, Filing, MoneyUnit, Stage};
use std::ops::Range;

/// How many rows the headings of the left columns may stand above those of the levels.
const MAX_ROWS_ABOVE: usize = 2;

/// The columns of a list left of the levels.
#[derive(Debug)]
pub struct Listing {
    /// What each holds, and where.
    columns: Vec<(Field, usize)>,
    /// The heading cells.
    headings: Vec<CellId>,
    /// The blocks of a list in columns of text.
    blocks: Vec<Block>,
    /// How many columns stand left of the levels.
    n_columns: usize,
    /// The first row of the headings.
    pub start: usize,
    /// The unit of the amounts, where a heading says it.
    pub unit: Option<MoneyUnit>,
}

/// A project of the list.
#[derive(Debug, Default)]
pub struct Entry {
    /// From its first row to that of the next.
    pub rows: Range<usize>,
    unit: String,
    code: String,
    stage: Option<Stage>,
    texts: Vec<(Slot, String, Vec<CellId>)>,
    goals: Vec<(Slot, Line)>,
    money: Vec<MoneyEntry>,
}

/// The list whose levels have their headings at row `at`; `None` where the table is no list. `part` are the rows of its
/// part of the document; `is_of_projects` says whether its title is about projects.
pub fn find(
    grid: &Grid,
    part: Range<usize>,
    at: usize,
    header: &Header,
    is_of_projects: bool,
) -> Option<Listing> {
    let first = part.start;
    let is_level =
        |it: &&(Role, usize)| matches!(it.0, Role::Function | Role::Level1 | Role::Level2 | Role::Name);
    let left = header.columns.iter().filter(is_level).map(|it| it.1).min()?;
    if left == 0 {
        return None;
    }
    let mut found = Listing {
        columns: Vec::new(),
        headings: Vec::new(),
        blocks: Vec::new(),
        n_columns: left,
        start: at,
        unit: None,
    };
    for row in (at..at + header.n_rows).rev() {
        found.add(grid, row, left);
    }
    for row in (at.saturating_sub(MAX_ROWS_ABOVE).max(first)..at).rev() {
        if !is_heading_row(grid, row, left) {
            break;
        }
        found.add(grid, row, left);
        found.start = row;
    }
    let key = found.key()?;
    let is_key = |it: &Field| *it == key || *it == Field::Serial;
    let n_others = found.columns.iter().filter(|it| !is_key(&it.0)).count();
    if n_others == 0 && !is_of_projects {
        return None;
    }
    if grid.is_words(at) {
        found.blocks = word_list::blocks(grid, at, at + header.n_rows..part.end, header, &found.columns)?;
    }
    Some(found)
}

/// Whether all that stands left of the levels in this row are headings that a list has, and right of it none but
/// 绩效指标.
fn is_heading_row(grid: &Grid, row: usize, left: usize) -> bool {
    let is_over = |id: CellId| {
        matches!(slot::find(grid.text(id)), Some(Slot::Indicators)) || role::find(grid.text(id)).is_some()
    };
    let mut n_known = 0;
    for id in grid.ids(row) {
        if left <= grid.col(id) {
            if !is_over(id) {
                return false;
            }
        } else if field(grid.text(id)).is_some() {
            n_known += 1;
        } else if join::bare(grid.text(id)).chars().count() > 10 {
            return false;
        }
    }
    1 < n_known && !grid.is_words(row)
}

impl Listing {
    /// Takes the headings of a row that stand left of the levels, where no heading below names the column.
    fn add(&mut self, grid: &Grid, row: usize, left: usize) {
        for id in grid.ids(row) {
            let col = grid.col(id);
            let is_free = self.columns.iter().all(|it| it.1 != col);
            if let Some(field) = field(grid.text(id)).filter(|_| col < left && is_free) {
                if matches!(field, Field::Money(_)) {
                    self.unit = self.unit.or_else(|| money::unit_in(grid.text(id)));
                }
                self.columns.push((field, col));
            }
            if field(grid.text(id)).is_some() || left <= col {
                self.headings.push(id);
            }
        }
    }

    /// The column that tells where an entry begins: that of the projects, else that of the units.
    fn key(&self) -> Option<Field> {
        let keys = [Field::UnitOrProject, Field::Of(Slot::ProjectName), Field::Of(Slot::Department)];
        keys.into_iter().find(|key| self.columns.iter().any(|it| it.0 == *key))
    }

    /// Takes the entries out of the rows of the table. Cells that went into none, such as sums, are marked as
    /// structure, so that nothing takes them for indicators; they are the second half, to be released after that.
    pub fn take(&self, grid: &mut Grid, rows: Range<usize>) -> (Vec<Entry>, Vec<CellId>) {
        for id in &self.headings {
            grid.structure(*id);
        }
        let printed: Vec<String> = self.headings.iter().map(|id| grid.text(*id).to_owned()).collect();
        let mut state = State::default();
        for block in &self.blocks {
            grid.begin_entry(block.start);
            state.add_block(grid, block);
        }
        for row in rows.clone().filter(|_| self.blocks.is_empty()) {
            let own = self.cells(grid, row);
            if own.is_empty() || heading::is_rule(grid, row) {
                continue;
            }
            if 1 < own.len() && own.iter().all(|(_, id)| printed.iter().any(|it| it == grid.text(*id))) {
                // The headings again, on another page.
                for (_, id) in own {
                    grid.structure(id);
                }
                continue;
            }
            self.take_row(grid, row, &own, &mut state);
        }
        let mut entries = state.entries;
        let starts: Vec<usize> = entries.iter().skip(1).map(|it| it.rows.start).collect();
        for (entry, end) in entries.iter_mut().zip(starts.into_iter().chain([rows.end])) {
            entry.rows.end = end;
        }
        if let Some(entry) = entries.first_mut() {
            entry.rows.start = rows.start;
        }
        let in_blocks = self.blocks.iter().flat_map(|it| &it.fields).flat_map(|it| it.2.iter().copied());
        let is_left =
            |grid: &Grid, id: CellId| grid.col(id) < self.n_columns && !heading::is_rule_text(grid.text(id));
        let held: Vec<CellId> = if self.blocks.is_empty() {
            rows.flat_map(|row| grid.unused(row)).filter(|id| is_left(grid, *id)).collect()
        } else {
            in_blocks.filter(|id| grid.mark(*id) == Mark::Unused).collect()
        };
        for id in &held {
            grid.structure(*id);
        }
        (entries, held)
    }

    /// The cells of a row that stand in columns of the list.
    fn cells(&self, grid: &Grid, row: usize) -> Vec<(Field, CellId)> {
        let of =
            |id: CellId| self.columns.iter().find(|it| it.1 == grid.col(id)).map(|it| (it.0.clone(), id));
        grid.unused(row).into_iter().filter_map(of).collect()
    }

    fn take_row(&self, grid: &mut Grid, row: usize, own: &[(Field, CellId)], state: &mut State) {
        let found = Found::of(grid, own);
        if money::is_sum(&found.project) || money::is_sum(&found.unit) {
            return;
        }
        let has_more = grid.ids(row).any(|id| self.n_columns <= grid.col(id));
        let is_unit_row = matches!(own, [(Field::UnitOrProject, _)]) && !has_more;
        let is_other_unit = !found.unit.is_empty() && found.unit != state.unit;
        if is_unit_row || (is_other_unit && found.project.is_empty() && !has_more) {
            // A unit in a row of its own, perhaps with sums: its projects follow.
            state.unit = if is_unit_row { found.project } else { found.unit };
            // It is taken once a project of the unit follows.
            let names = own.iter().filter(|it| is_unit_row || it.0 == Field::Of(Slot::Department));
            state.unit_cells = names.map(|it| it.1).collect();
            state.unit_row = Some(row);
            return;
        }
        let last = state.entries.last().map(Entry::name).unwrap_or_default();
        let is_other_project = !found.project.is_empty() && found.project != last;
        // Where every row names its unit, a blank project says that there is none.
        let has_no_project = state.prints_unit && !found.unit.is_empty() && found.project.is_empty();
        let is_other_edition = !found.edition.is_empty() && found.edition != state.edition;
        if is_other_unit || is_other_project || is_other_edition || (has_no_project && !last.is_empty()) {
            if is_other_unit {
                state.unit.clone_from(&found.unit);
                state.unit_cells.clear();
            }
            for id in &state.unit_cells {
                grid.field(*id);
            }
            // The row that names the unit belongs to its first project.
            let start = state.unit_row.take().filter(|_| !state.unit_cells.is_empty()).unwrap_or(row);
            state.unit_cells.clear();
            let unit = state.unit.clone();
            state.entries.push(Entry { rows: start..row, unit, ..Entry::default() });
        }
        state.prints_unit = !found.unit.is_empty();
        if !found.edition.is_empty() {
            state.edition = found.edition;
        }
        let Some(entry) = state.entries.last_mut() else { return };
        for (field, id) in own {
            let text = grid.text(*id).to_owned();
            entry.add(grid, row, field, text, &[*id]);
        }
    }
}

/// What is known while rows are read.
#[derive(Default)]
struct State {
    entries: Vec<Entry>,
    unit: String,
    /// The cells that name the unit, as long as it has no project.
    unit_cells: Vec<CellId>,
    /// Their row.
    unit_row: Option<usize>,
    /// File, year and stage of the last row that says them.
    edition: String,
    /// Whether the last row named its unit.
    prints_unit: bool,
}

impl State {
    /// An entry of a list in columns of text; one without a unit is of the unit above.
    fn add_block(&mut self, grid: &mut Grid, block: &Block) {
        let unit = block.fields.iter().find(|it| it.0 == Field::Of(Slot::Department));
        if let Some((_, unit, ..)) = unit {
            self.unit.clone_from(unit);
        }
        let rows = block.start..block.start;
        let mut entry = Entry { rows, unit: self.unit.clone(), ..Entry::default() };
        for (field, text, ids, row) in &block.fields {
            // A second unit is nobody's: it is left over.
            if *field != Field::Of(Slot::Department) || *text == entry.unit {
                entry.add(grid, *row, field, text.clone(), ids);
            }
        }
        self.entries.push(entry);
    }
}

/// What a row says of whose indicators it holds.
#[derive(Default)]
struct Found {
    unit: String,
    project: String,
    edition: String,
}

impl Found {
    fn of(grid: &Grid, own: &[(Field, CellId)]) -> Self {
        let mut found = Self::default();
        for (field, id) in own {
            let text = grid.text(*id);
            match field {
                Field::Of(Slot::Department) => text.clone_into(&mut found.unit),
                Field::Of(Slot::ProjectName) | Field::UnitOrProject => text.clone_into(&mut found.project),
                Field::File | Field::Stage | Field::Of(Slot::Year) => found.edition.push_str(text),
                _ => {}
            }
        }
        found
    }
}

impl Entry {
    /// The project, if there is one.
    fn name(&self) -> &str {
        let of = |slot: Slot| self.texts.iter().find(|it| it.0 == slot).map(|it| it.1.as_str());
        of(Slot::ProjectName).unwrap_or_default()
    }

    fn add(&mut self, grid: &mut Grid, row: usize, field: &Field, text: String, ids: &[CellId]) {
        let structure = |grid: &mut Grid| ids.iter().for_each(|id| grid.structure(*id));
        match field {
            Field::Serial => return structure(grid),
            Field::File if text.contains('.') => return structure(grid),
            Field::Code
                if (self.code.is_empty() || self.code == text)
                    && text.chars().all(|it| it.is_ascii_alphanumeric() || it == '-') =>
            {
                self.code.clone_from(&text);
            }
            Field::File | Field::Code => return,
            Field::Stage => {
                self.stage = match text.as_str() {
                    "申报" => Some(Stage::Declared),
                    "批复" => Some(Stage::Approved),
                    _ => return,
                };
                return structure(grid);
            }
            Field::Of(Slot::Department) => {}
            Field::UnitOrProject => self.texts.push((Slot::ProjectName, text, ids.to_vec())),
            Field::Of(slot) if slot.is_text() => {
                let lines = match ids {
                    [id] => grid.paragraphs(*id),
                    _ => vec![text],
                };
                let lines = lines.into_iter().map(|text| Line { text, is_whole: true });
                let lines: Vec<(Slot, Line)> = lines.map(|it| (*slot, it)).collect();
                // Tables without merged cells say the same in every row.
                let is_said =
                    |it: &(Slot, Line)| self.goals.iter().any(|own| own.0 == it.0 && own.1.text == it.1.text);
                if !lines.iter().all(is_said) {
                    self.goals.extend(lines);
                }
            }
            Field::Of(slot) => self.texts.push((*slot, text, ids.to_vec())),
            Field::Money(name) => {
                if !money::is_amount(&text) {
                    return;
                }
                let number = money::number_and_unit(&text).map_or(text.as_str(), |it| it.0);
                let amounts = Amounts(vec![(Column::Only, Amount::printed(number))]);
                let (name, is_part) = money::name_of(name);
                let col = ids.first().map_or(0, |id| grid.col(*id));
                let is_said =
                    self.money.iter().any(|it| it.name == name && it.col == col && it.amounts == amounts);
                if !is_said {
                    let money = MoneyEntry { name, col, is_part, row, amounts, ..MoneyEntry::default() };
                    self.money.push(money);
                }
            }
        }
        for id in ids {
            grid.field(*id);
        }
    }

    /// Puts what the list says into a filing that has what stands above the list.
    pub fn fill(self, grid: &mut Grid, filing: &mut Filing) {
        if !self.unit.is_empty() {
            let printed = std::mem::take(&mut filing.department.name);
            filing.department.code.clear();
            fields::set(filing, Slot::Department, &self.unit);
            if filing.department.supervisor.is_empty() && printed != filing.department.name {
                filing.department.supervisor = printed;
            }
        }
        if !self.code.is_empty() {
            filing.department.code = self.code;
        }
        filing.stage = self.stage.or(filing.stage);
        for (slot, text, ids) in &self.texts {
            // A second, different text has no field: it is left over.
            if !pairs::set(grid, filing, *slot, text, ids) {
                for id in ids {
                    grid.release_cell(*id);
                }
            }
        }
        let lines_of = |slot: Slot| -> Vec<Line> {
            self.goals.iter().filter(|it| it.0 == slot).map(|it| it.1.clone()).collect()
        };
        let goals = &mut filing.goals;
        for (slot, field) in [
            (Slot::Annual, &mut goals.annual),
            (Slot::LongTerm, &mut goals.long_term),
            (Slot::ProjectGoals, &mut goals.project),
        ] {
            field.extend(texts::goals(&texts::paragraphs(&lines_of(slot))));
        }
        parents::place(self.money, "", &mut filing.budget.lines);
    }
}
