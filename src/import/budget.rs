//! The money block: rows of labels and amounts → budget lines with their parents.
//!
//! Knows the words of money labels and headings. Invariant: an amount that is printed becomes the amount of exactly
//! one line, or stays unused.

use super::below;
use super::grid::{CellId, Grid};
use super::join;
use super::money;
use super::money_cells;
use super::money_groups::{Group, groups, has_amount_below, is_prose};
use super::money_lists;
use super::parents::{self, Entry};
use super::sides;
use super::slot::{self, Slot};
use crate::model::breakdown::is_breakdown;
use crate::model::{Amounts, Budget, BudgetLine, Column, MoneyUnit};
use std::ops::Range;

const SIDES: &[&str] = &["收入", "支出", "部门收入", "部门支出", "收入预算", "支出预算"];

/// Headings beside those of amounts that are no money's.
const SCORES: &[&str] = &["分值", "执行率", "得分", "权重", "自评得分", "预算执行率", "执行率分值"];

/// Reads the money block out of these rows.
pub fn read(grid: &mut Grid, rows: Range<usize>) -> Budget {
    let mut reader = Reader::default();
    for row in rows {
        reader.row(grid, row);
    }
    // A heading above nothing but blanks names no amount: it is left over.
    for (id, column) in std::mem::take(&mut reader.named) {
        let has_amount = reader.blocks.iter().flatten().any(|it| it.amounts.get(&column).is_some());
        if !has_amount {
            grid.release_cell(id);
        }
    }
    reader.finish()
}

#[derive(Default)]
struct Reader {
    unit: Option<MoneyUnit>,
    /// Headings of amount columns, left to right.
    headings: Vec<(Column, usize)>,
    /// Headings that no list knows, with their columns.
    named: Vec<(CellId, Column)>,
    /// The columns of scores beside the amounts.
    scores: Vec<usize>,
    /// Blocks of entries, one for each side of the form.
    blocks: Vec<Vec<Entry>>,
    sides: Vec<String>,
    is_inside: bool,
    is_heading_last: bool,
}

impl Reader {
    fn row(&mut self, grid: &mut Grid, row: usize) {
        let ids = grid.unused(row);
        if ids.is_empty() || 24 < ids.len() {
            return;
        }
        let ids = money_cells::without_bullet(grid, row, ids);
        let begins = self.open(grid, row, &ids);
        self.take_unit(grid, &ids);
        let ids = self.without_scores(grid, row, ids);
        let ids: Vec<CellId> = ids.into_iter().filter(|id| !self.take_label(grid, *id, begins)).collect();
        if ids.is_empty() {
            return;
        }
        let ids: Vec<CellId> = ids.into_iter().filter(|id| !self.take_dash(grid, *id)).collect();
        if self.is_inside
            && (self.take_headings(grid, row, &ids) || self.take_named_headings(grid, row, &ids))
        {
            return;
        }
        if let Some(pairs) = below::amounts(grid, row, &ids) {
            let mut own = Budget { unit: self.unit, ..Budget::default() };
            for (label, value) in pairs {
                if let Some(entry) = below::money(grid, label, value, &mut own) {
                    self.push(entry);
                }
            }
            (self.unit, self.is_inside) = (own.unit, true);
            return;
        }
        if self.take_list_line(grid, row, &ids) {
            return;
        }
        let groups = groups(grid, row, &ids);
        if self.take_below(grid, row, &groups) {
            return;
        }
        // A total with its amount says that the others of its row are money, too.
        let leads = groups.iter().any(|it| it.is_money(grid, false));
        let is_line =
            groups.iter().all(|it| it.is_money(grid, self.is_inside || leads)) && !groups.is_empty();
        // 年度资金总额 alone above its amount begins a block without a heading.
        let is_total = groups.first().is_some_and(|it| money::is_total(&money::name_of(&it.label(grid)).0));
        let is_money = is_line || ((self.is_inside || is_total) && has_amount_below(grid, row, &groups));
        if !is_money {
            // Another label of the head ends the block.
            if ids.iter().any(|id| slot::find(grid.text(*id)).is_some()) || is_prose(grid, &ids) {
                self.is_inside = false;
            }
            return;
        }
        self.is_inside = true;
        if self.is_heading_last && self.blocks.last().is_some_and(|it| !it.is_empty()) {
            self.blocks.push(Vec::new());
        }
        self.is_heading_last = false;
        for group in groups {
            self.entry(grid, row, &group);
        }
    }

    /// Whether this row begins the block: 项目资金（元）.
    fn open(&mut self, grid: &mut Grid, row: usize, ids: &[CellId]) -> bool {
        let Some(first) = ids.first() else { return false };
        let is_funds = if grid.is_words(row) {
            match super::broken_label::find(grid, row, grid.n_rows()) {
                Some((Slot::Funds, label, _)) => {
                    let text = join::wrapped(label.iter().map(|id| grid.text(*id)));
                    self.note_unit(&text);
                    for id in label {
                        grid.structure(id);
                    }
                    true
                }
                Some(_) => {
                    self.is_inside = false;
                    false
                }
                None => false,
            }
        } else {
            slot::find(grid.text(*first)) == Some(Slot::Funds)
        };
        self.is_inside |= is_funds;
        is_funds
    }

    /// The unit in a cell of its own behind 金额单位.
    fn take_unit(&mut self, grid: &mut Grid, ids: &[CellId]) {
        for (label, word) in ids.iter().zip(ids.iter().skip(1)) {
            let bare = join::bare(grid.text(*label));
            let unit = MoneyUnit::from_word(&join::bare(grid.text(*word)));
            if matches!(bare.trim_end_matches(':'), "金额单位" | "单位")
                && let Some(unit) = unit
            {
                self.unit = Some(unit);
                grid.structure(*label);
                grid.structure(*word);
            }
        }
    }

    /// The cells of a row but for those below headings of scores: a self-evaluation's, which are no money.
    fn without_scores(&mut self, grid: &Grid, row: usize, mut ids: Vec<CellId>) -> Vec<CellId> {
        if grid.is_words(row) {
            return ids;
        }
        let is_score = |id: &&CellId| SCORES.contains(&slot::reduce(grid.text(**id)).as_str());
        let scores: Vec<usize> = ids.iter().filter(is_score).map(|id| grid.col(*id)).collect();
        if !scores.is_empty() && scores.len() < ids.len() {
            self.scores = scores;
        }
        ids.retain(|id| !self.scores.contains(&grid.col(*id)));
        ids
    }

    /// Takes the labels of the block and of its sides out of a row.
    fn take_label(&mut self, grid: &mut Grid, id: CellId, begins: bool) -> bool {
        let text = grid.text(id).to_owned();
        let bare = join::bare(&text);
        if begins && slot::find(&text) == Some(Slot::Funds) {
            self.note_unit(&text);
            grid.structure(id);
            return true;
        }
        if grid.mark(id) == super::grid::Mark::Structure {
            return true;
        }
        if let Some(unit) = bare.strip_prefix("单位:").or_else(|| bare.strip_prefix("金额单位:"))
            && let Some(unit) = MoneyUnit::from_word(unit)
        {
            self.unit = Some(unit);
            grid.structure(id);
            return true;
        }
        if self.is_inside && matches!(bare.as_str(), "(万元)" | "(元)") {
            self.note_unit(&bare);
            grid.structure(id);
            return true;
        }
        if self.is_inside && SIDES.contains(&bare.as_str()) {
            self.sides.push(text);
            grid.field(id);
            return true;
        }
        false
    }

    /// A dash in the place of an amount says that there is none.
    fn take_dash(&self, grid: &mut Grid, id: CellId) -> bool {
        let is_dash = self.is_inside && matches!(grid.text(id), "-" | "—" | "－" | "--" | "——" | "/");
        if is_dash {
            grid.structure(id);
        }
        is_dash
    }

    /// A row of nothing but headings: 半年计划执行数, 全年预算数.
    fn take_headings(&mut self, grid: &mut Grid, row: usize, ids: &[CellId]) -> bool {
        let columns: Vec<(Column, usize)> = ids
            .iter()
            .filter_map(|id| money::heading(grid.text(*id)).map(|it| (it, grid.col(*id))))
            .collect();
        let is_clear =
            columns.iter().any(|(it, _)| matches!(it, Column::Full | Column::Half | Column::Named(_)));
        let is_distinct = columns
            .iter()
            .enumerate()
            .all(|(idx, (it, _))| columns.iter().skip(idx + 1).all(|(other, _)| it != other));
        // One cell such as 其他资金 is a label whose amount is blank.
        if columns.len() < ids.len() || !(is_clear || (is_distinct && 1 < columns.len())) {
            return false;
        }
        for id in ids {
            self.note_unit(grid.text(*id));
            grid.structure(*id);
        }
        // One cell a line: headings that follow each other stand beside each other.
        let is_stacked = self.is_heading_last && columns.len() == 1 && grid.is_words(row);
        if !is_stacked {
            self.headings.clear();
        }
        self.headings.extend(columns);
        self.is_heading_last = true;
        true
    }

    /// A row of headings that are no list's: each stands over an amount of the next row, right of that row's label.
    fn take_named_headings(&mut self, grid: &mut Grid, row: usize, ids: &[CellId]) -> bool {
        let Some(columns) = sides::headings(grid, row, ids) else { return false };
        for (id, (column, _)) in ids.iter().zip(&columns) {
            if money::heading(grid.text(*id)).is_some() {
                grid.structure(*id);
            } else {
                grid.field(*id);
                self.named.push((*id, column.clone()));
            }
        }
        self.headings = columns;
        self.is_heading_last = true;
        true
    }

    /// One cell a line: amounts stand below their label, as many as there are headings.
    fn take_below(&mut self, grid: &mut Grid, row: usize, groups: &[Group]) -> bool {
        let [group] = groups else { return false };
        let n_columns = self.headings.len().max(1);
        let last = self.blocks.last().and_then(|it| it.last());
        let is_below = last.is_some_and(|it| {
            let n_taken = it.amounts.0.len();
            let has_room = n_taken == 0 || n_taken + group.amounts.len() <= n_columns;
            it.row + n_taken + 1 == row && has_room
        });
        if !group.labels.is_empty() || group.list.is_some() || !is_below || !grid.is_words(row) {
            return false;
        }
        let mut amounts = last.map(|it| it.amounts.clone()).unwrap_or_default();
        for (idx, id) in group.amounts.iter().enumerate() {
            let column = self.column(idx, group.amounts.len(), grid.col(*id), &amounts);
            amounts.0.push((column, money_cells::amount(&mut self.unit, grid, *id)));
            grid.field(*id);
        }
        if let Some(entry) = self.blocks.last_mut().and_then(|it| it.last_mut()) {
            entry.amounts = amounts;
        }
        true
    }

    fn entry(&mut self, grid: &mut Grid, row: usize, group: &Group) {
        let text = group.label(grid);
        self.note_unit(&text);
        let col = group.labels.first().or(group.list.as_ref()).map_or(0, |id| grid.col(*id));
        if let Some(id) = group.list {
            for label in &group.labels {
                below::words_of_labels(grid, *label);
                grid.field(*label);
            }
            let cell = grid.text(id).to_owned();
            return self.list(grid, &Place { row, col, ids: &[id] }, &text, &cell);
        }
        let (list, text) = match money::list_and_part(&text) {
            Some((list, part)) => (Some(list.to_owned()), part.to_owned()),
            None => (None, text),
        };
        if let Some(name) = list {
            self.push(Entry { name, col, is_list: true, row, ..Entry::default() });
        }
        let (name, is_part) = money::name_of(&text);
        for id in &group.labels {
            grid.field(*id);
        }
        if let Some(id) = group.subtotal {
            grid.structure(id);
        }
        for id in &group.labels {
            below::words_of_labels(grid, *id);
        }
        let mut amounts = Amounts::default();
        for (idx, id) in group.amounts.iter().enumerate() {
            let column = self.column(idx, group.amounts.len(), grid.col(*id), &amounts);
            let amount = match group.unit {
                Some(unit) => money_cells::with_unit(&mut self.unit, grid, *id, unit),
                None => money_cells::amount(&mut self.unit, grid, *id),
            };
            amounts.0.push((column, amount));
            grid.field(*id);
        }
        let has_subtotal = group.subtotal.is_some();
        let is_list = amounts.is_empty() && is_breakdown(&name);
        self.push(Entry { name, col, is_part, is_list, has_subtotal, row, amounts });
    }

    /// A line of text that is a list of amounts, whose words are cut at blanks: 财政拨款 | 300；其他资金 | 60.
    fn take_list_line(&mut self, grid: &mut Grid, row: usize, ids: &[CellId]) -> bool {
        let is_cut = |id: &CellId| {
            let text = grid.text(*id);
            text.contains(|it: char| it.is_ascii_digit()) && !money::is_amount(text)
        };
        let text = join::words(ids.iter().map(|id| grid.text(*id)));
        let items = money_lists::items(&text);
        let is_list = items.and_then(|it| it.first().map(|it| !it.label.is_empty())).unwrap_or_default();
        if !grid.is_words(row) || !ids.iter().any(is_cut) || !is_list {
            return false;
        }
        self.is_inside = true;
        let col = ids.first().map_or(0, |id| grid.col(*id));
        self.list(grid, &Place { row, col, ids }, "", &text);
        true
    }

    /// The lines of a list of amounts. `before` is the label of an amount that has none in the list.
    fn list(&mut self, grid: &mut Grid, place: &Place<'_>, before: &str, text: &str) {
        self.note_unit(text);
        let Place { row, col, ids } = *place;
        for id in ids {
            grid.field(*id);
            below::words_of_labels(grid, *id);
        }
        for item in money_lists::items(text).unwrap_or_default() {
            if is_breakdown(item.lead) {
                self.push(Entry { name: item.lead.to_owned(), col, is_list: true, row, ..Entry::default() });
            } else {
                for id in ids {
                    grid.part(*id, item.lead);
                }
            }
            let label = if item.label.is_empty() { before } else { item.label };
            let (name, is_part) = money::name_of(label);
            let column = self.column(0, 1, col, &Amounts::default());
            let amounts = Amounts(vec![(column, money_cells::printed(&mut self.unit, item.amount))]);
            self.push(Entry { name, col, is_part, row, amounts, ..Entry::default() });
        }
        // A comma parts two amounts here, while elsewhere it stands in sentences and in thousands.
        if text.contains(['，', ',']) {
            for id in ids {
                let text = grid.text(*id).to_owned();
                grid.part(*id, &text);
            }
        }
    }

    fn push(&mut self, entry: Entry) {
        match self.blocks.last_mut() {
            Some(block) => block.push(entry),
            None => self.blocks.push(vec![entry]),
        }
    }

    /// The column of the n-th of some amounts: in order where all are there, by position where some are blank.
    fn column(&self, idx: usize, n_amounts: usize, col: usize, taken: &Amounts) -> Column {
        let free = |it: &&(Column, usize)| taken.get(&it.0).is_none();
        let by_order = self.headings.get(idx).filter(|_| n_amounts == self.headings.len());
        let nearest = || self.headings.iter().filter(free).min_by_key(|(_, at)| at.abs_diff(col));
        match by_order.filter(free).or_else(nearest) {
            Some((column, _)) => column.clone(),
            None if taken.is_empty() => Column::Only,
            None => Column::Named(format!("{}", idx + 1)),
        }
    }

    fn note_unit(&mut self, text: &str) {
        self.unit = self.unit.or_else(|| money::unit_in(text));
    }

    fn finish(self) -> Budget {
        let mut lines = Vec::new();
        let blocks = sides::split(self.blocks, self.sides.len());
        let has_sides = self.sides.len() == blocks.len();
        for (idx, block) in blocks.into_iter().enumerate() {
            let side = self.sides.get(idx).filter(|_| has_sides).cloned().unwrap_or_default();
            if !side.is_empty() {
                lines.push(BudgetLine { name: side.clone(), ..BudgetLine::default() });
            }
            parents::place(block, &side, &mut lines);
        }
        if !has_sides {
            // Sides that cannot be told apart are kept as headings without parts.
            lines.extend(self.sides.into_iter().map(|name| BudgetLine { name, ..BudgetLine::default() }));
        }
        Budget { unit: self.unit, lines }
    }
}

/// The cells of a list, and where it stands.
struct Place<'a> {
    row: usize,
    col: usize,
    ids: &'a [CellId],
}
